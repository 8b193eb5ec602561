from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest

from wizard.checks import CHECKS, Check, Outcome, run
from wizard.checks.check import passed
from wizard.checks.run import Run, pauses
from wizard.errors import Stopped
from wizard.events import Cancel, Done, Event, Failed, Skipped, Started, Waiting

IDS = ["discovery", "keys", "login_page", "client_secret", "sign_out", "revocation", "clock"]
IDS += ["self_sign_up", "people", "mail", "left_over"]


class Late(httpx.HTTPTransport):
    """A login domain that answers from the `tries`-th request on."""

    def __init__(self, host: str, tries: int, error: httpx.TransportError) -> None:
        super().__init__()
        self.host, self.tries, self.error = host, tries, error

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if str(request.url).startswith(self.host):
            self.tries -= 1
            if self.tries > 0:
                raise self.error
        return super().handle_request(request)


@pytest.fixture
def late(cognito: Any, target: Any) -> Iterator[Any]:
    clients: list[httpx.Client] = []

    def made(tries: int, error: httpx.TransportError, host: str = "") -> Any:
        transport = Late(host or cognito.login_url, tries, error)
        clients.append(httpx.Client(transport=transport, trust_env=False))
        return replace(target, http=clients[-1], discovered=None)

    yield made
    for client in clients:
        client.close()


def kinds(events: list[Event]) -> list[str]:
    return [type(event).__name__ for event in events]


def test_all_pass_in_order_on_a_good_set_up(cognito: Any, target: Any, events: list[Event]) -> None:
    results = run(replace(target, discovered=None), events.append, Cancel(), 0)
    assert [result.check.id for result in results] == IDS
    assert {result.outcome.state for result in results} == {"passed"}
    assert kinds(events) == ["Started", "Done"] * len(IDS)
    assert [event.text for event in events if isinstance(event, Started)] == [check.proves for check in CHECKS]


def test_ids_are_unique_and_needs_come_first() -> None:
    assert [check.id for check in CHECKS] == IDS
    for place, check in enumerate(CHECKS):
        assert set(check.needs) <= set(IDS[:place])
        assert check.proves.endswith(".") and "Pomerium" in check.proves


def test_a_stand_in_without_a_login_side_fails_and_names_each_endpoint(cognito: Any, target: Any, clock: Any) -> None:
    cognito.login_endpoints = False
    cognito.document = {"issuer": "https://cognito-idp.eu-west-1.amazonaws.com/x"}
    results = Run(lambda _: None, clock, 60, clock).all(CHECKS, replace(target, discovered=None))
    states = {result.check.id: result.outcome for result in results}
    told = ["failed", "skipped", "failed", "failed", "failed", "skipped", "passed"]
    assert [outcome.state for outcome in states.values()][:7] == told
    for check, endpoint in (("login_page", "/oauth2/authorize"), ("client_secret", "/oauth2/token")):
        assert endpoint in states[check].cause
    assert "/logout" in states["sign_out"].cause
    assert "Discovery document" in states["keys"].cause
    assert all(outcome.reached for outcome in states.values())
    assert clock.waited == []


@pytest.mark.parametrize(
    "error",
    [
        httpx.ConnectError("[Errno -2] Name or service not known"),
        httpx.ConnectError("[Errno 111] Connection refused"),
        httpx.ConnectError("[SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] sslv3 alert handshake failure (_ssl.c:1000)"),
        httpx.RemoteProtocolError("Server disconnected without sending a response."),
        httpx.ConnectTimeout(""),
        httpx.ReadError(""),
    ],
    ids=repr,
)
def test_a_fresh_domain_is_waited_for(late: Any, clock: Any, events: list[Event], error: Any) -> None:
    results = Run(events.append, clock, 60, clock).all(CHECKS, late(4, error))
    assert {result.outcome.state for result in results} == {"passed"}
    assert clock.waited == [1, 2, 3]
    waits = [event for event in events if isinstance(event, Waiting)]
    assert [(wait.attempt, wait.seconds, wait.of.id) for wait in waits] == [
        (2, 1, "login_page"),
        (3, 2, "login_page"),
        (4, 3, "login_page"),
    ]
    assert {wait.attempts for wait in waits} == {14}
    assert waits[0].text.startswith("The login domain doesn't answer, so nobody could sign in. Amazon is publishing")
    assert results[2].seconds == 6


def test_a_domain_that_never_comes_fails_once_patience_is_over(late: Any, clock: Any, events: list[Event]) -> None:
    error = httpx.ConnectError("[Errno -2] Name or service not known")
    results = Run(events.append, clock, 12, clock).all(CHECKS, late(10**6, error))
    states = ["passed", "passed", "failed", "failed", "failed", "skipped", "passed"]
    assert [result.outcome.state for result in results][:7] == states
    assert sum(clock.waited) <= 12
    first = results[2].outcome
    assert first.reached and "doesn't answer" in first.cause and "not known to this network" in first.cause
    assert first.value.endswith("/oauth2/authorize")
    failed = [event for event in events if isinstance(event, Failed)]
    assert failed[0].why == first.why and first.value in first.why.text
    assert failed[0].seconds == 11


def test_the_wait_for_a_domain_of_ones_own_is_told_as_longer(target: Any, clock: Any, events: list[Event]) -> None:
    late = Check("late", "Late", "It.", lambda _: Outcome("failed", "Not yet. At all.", retry=True))
    for url in ("https://corp.auth.eu-west-1.amazoncognito.com", "https://login.corp.example.com"):
        Run(events.append, clock, 1, clock).all([late], replace(target, login_url=url))
    texts = [event.text for event in events if isinstance(event, Waiting)]
    assert ["less than a minute" in text for text in texts] == [True, False]
    assert texts[1].startswith("Not yet. Amazon") and "an hour" in texts[1]


def test_time_that_calls_take_counts_as_patience(target: Any, clock: Any) -> None:
    def slow(_: Any) -> Outcome:
        clock.now += 10
        return Outcome("failed", "Not yet.", retry=True)

    (result,) = Run(lambda _: None, clock, 25, clock).all([Check("slow", "Slow", "It.", slow)], target)
    assert clock.waited == [1, 2]
    assert result.seconds == 33


@pytest.mark.parametrize(
    "error",
    [
        httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer"),
        httpx.ProxyError("407 Proxy Authentication Required"),
    ],
    ids=repr,
)
def test_what_does_not_pass_by_itself_is_not_waited_for(late: Any, clock: Any, error: Any) -> None:
    results = Run(lambda _: None, clock, 60, clock).all(CHECKS, late(10**6, error))
    assert results[2].outcome.state == "failed"
    assert clock.waited == []


def test_amazon_out_of_reach_is_no_fault_and_stops_the_rest(late: Any, cognito: Any, clock: Any) -> None:
    target = late(10**6, httpx.ConnectError("[Errno 101] Network is unreachable"), "http://127.0.0.1")
    results = Run(lambda _: None, clock, 60, clock).all(CHECKS, target)
    assert [result.outcome.state for result in results] == ["failed", *["skipped"] * (len(IDS) - 1)]
    assert not results[0].outcome.reached
    assert "no way to that address" in results[0].outcome.cause
    assert clock.waited == []
    assert cognito.asked == []


def test_a_missing_style_is_waited_for(cognito: Any, target: Any, clock: Any, events: list[Event]) -> None:
    cognito.style = False
    real = cognito.reply

    def later(method: str, path: str, query: Any, form: Any, auth: str) -> Any:
        cognito.style = clock.now > 1002
        return real(method, path, query, form, auth)

    cognito.reply = later
    results = Run(events.append, clock, 60, clock).all(CHECKS, replace(target, discovered=None))
    assert {result.outcome.state for result in results} == {"passed"}
    assert clock.waited == [1, 2]


def test_a_stop_is_heard_while_waiting(late: Any, cognito: Any, clock: Any, events: list[Event]) -> None:
    clock.stop_after = 2
    with pytest.raises(Stopped):
        Run(events.append, clock, 60, clock).all(CHECKS, late(10**6, httpx.ReadError("")))
    assert clock.waited == [1, 2]
    assert kinds(events)[-1] == "Waiting"


def test_a_stop_is_heard_before_each_request(cognito: Any, target: Any, events: list[Event]) -> None:
    cancel = Cancel()

    def sink(event: Event) -> None:
        events.append(event)
        if isinstance(event, Done):
            cancel.wish()

    with pytest.raises(Stopped):
        run(replace(target, discovered=None), sink, cancel, 60)
    assert len(cognito.asked) == 1


def test_a_need_that_was_skipped_blocks_as_well(target: Any, clock: Any, events: list[Event]) -> None:
    checks = [
        Check("a", "A", "A.", lambda _: Outcome("skipped", "Not tried: no a.", mend="Get an a.")),
        Check("b", "B", "B.", lambda _: passed(), needs=("a",)),
        Check("c", "C", "C.", lambda _: passed()),
    ]
    results = Run(events.append, clock, 0, clock).all(checks, target)
    assert [result.outcome.state for result in results] == ["skipped", "skipped", "passed"]
    assert next(event.why for event in events if isinstance(event, Skipped)) == "Not tried: no a. Get an a."


def test_a_refused_port_and_a_cut_connection_are_really_told(cognito: Any, target: Any) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{held.getsockname()[1]}"
    refused = replace(target, login_url=closed, discovered=None)
    cognito.document = {
        "authorization_endpoint": f"{closed}/oauth2/authorize",
        "token_endpoint": f"{closed}/oauth2/token",
    }
    assert "refuses the connection" in run(refused, patience=0)[2].outcome.cause
    cognito.document = {}
    cognito.answers["/oauth2/token"] = (0, {}, "")
    outcome = run(replace(target, discovered=None), patience=0)[3].outcome
    assert "broke off" in outcome.cause and outcome.retry


def test_a_redirect_to_no_address_is_told(cognito: Any, target: Any) -> None:
    cognito.answers["/oauth2/authorize"] = (302, {"Location": "http://[::1"}, "")
    outcome = run(replace(target, discovered=None), patience=0)[2].outcome
    assert "an address that is none" in outcome.cause and not outcome.retry


def test_a_huge_body_is_cut(cognito: Any, target: Any) -> None:
    cognito.answers["/login"] = (200, {}, "x" * 3_000_000)
    assert run(replace(target, discovered=None), patience=0)[2].outcome.state == "passed"


def test_no_event_or_result_shows_the_secret(cognito: Any, target: Any, events: list[Event]) -> None:
    cognito.answers["/oauth2/token"] = (400, {}, '{"error":"x","client_secret":"a+b0c1d2e3f4g5h6i7j8k9l0"}')
    results = run(replace(target, discovered=None), events.append, patience=0)
    assert results[3].outcome.state == "failed"
    assert "a+b0c1d2" not in repr(events) + repr(results) + repr(target)


@pytest.mark.parametrize(
    ("seconds", "expected"), [(0, ()), (0.9, ()), (1, (1,)), (6, (1, 2, 3)), (10.9, (1, 2, 3)), (16, (1, 2, 3, 5, 5))]
)
def test_pauses_grow_and_stay_within_the_time(seconds: float, expected: tuple[float, ...]) -> None:
    assert pauses(seconds) == expected

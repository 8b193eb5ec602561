"""A real sign-in through the browser: a loopback callback is added, the steps run, and it is taken out again.

What one run left behind when it was killed, the next takes out first, and so does `apply`.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wizard.checks import Outcome, Result, Target
from wizard.checks.check import skipped
from wizard.checks.run import told, unreached
from wizard.checks.sign_in import STEPS, Attempt, Browse, Listener, Seen, SignIn, is_ours
from wizard.cognito.plan import FieldChange, Plan, PlannedAction
from wizard.cognito.snapshot import Snapshot
from wizard.cognito.wholeupdate import send_whole
from wizard.errors import WizardError
from wizard.events import Cancel, Done, Failed, Progress, Sink, Started
from wizard.jobs.adapters import Adapters
from wizard.jobs.plan import look
from wizard.jobs.verify import Verify
from wizard.setup.model import Setup

SECONDS = 300.0  # Pomerium itself gives a sign-in five minutes
_TELL = 15.0  # seconds between reminders of the time that is left
IN, OUT = "sign_in.callback", "sign_in.restore"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Results of the checks without a user and of the steps; who signed in, where somebody did."""

    results: tuple[Result, ...]
    snapshot: Snapshot
    person: Seen | None

    @property
    def passed(self) -> bool:
        """Whether nothing failed."""
        return all(result.outcome.state != "failed" for result in self.results)


def plan(snapshot: Snapshot, url: str) -> Plan:
    """The two changes, for showing them; `url` may have a placeholder for the port."""
    title = f"App client {snapshot.client_id}"
    now = list((snapshot.client or {}).get("CallbackURLs") or ())
    then = [*(each for each in now if not is_ours(each)), url]
    field, back = FieldChange("Callback URL", "not there", url), FieldChange("Callback URL", url, "not there")
    wanted = {"CallbackURLs": then}
    return Plan(
        (
            PlannedAction(IN, "client", "update", title, "For the test sign-in alone.", (field,), wanted),
            PlannedAction(OUT, "client", "update", title, "Out again, whatever comes of it.", (back,), waits_for=(IN,)),
        )
    )


@dataclass(frozen=True, slots=True)
class TestSignIn:
    """`browse` opens an address in the system's browser; the address is told as progress all the same.

    `show` is told the plan before anything is sent, and may raise. `seconds` is how long a person has.
    """

    __test__ = False  # for test runners that collect by name
    adapters: Adapters
    setup: Setup
    browse: Browse
    show: Callable[[Plan], None] | None = None
    seconds: float = SECONDS

    def run(self, sink: Sink, cancel: Cancel) -> SignedIn:
        """Raises as Verify does; faults stand in the results. The client's callback list is as before afterwards."""
        journal = self.adapters.journal(self.setup.name)
        with journal.writing():
            snapshot = look(self.adapters, self.setup, sink, cancel)
            if self.show is not None and snapshot.client_id:
                self.show(plan(snapshot, "http://127.0.0.1:PORT/pomerium-cognito/callback"))
            self._take_out(snapshot, sink, Cancel(), stale=True)
            before = Verify(self.adapters, self.setup).run(sink, cancel)
            if not before.passed:
                return SignedIn(before.results, before.snapshot, None)
            with self.adapters.http() as http:
                target = dataclasses.replace(
                    Verify(self.adapters, self.setup).target(before.snapshot, http), before_call=cancel.check
                )
                return self._signed_in(before.results, before.snapshot, target, sink, cancel)

    def _signed_in(
        self, before: tuple[Result, ...], snapshot: Snapshot, target: Target, sink: Sink, cancel: Cancel
    ) -> SignedIn:
        discovered = next((result.outcome.discovered for result in before if result.outcome.discovered), None)
        target = dataclasses.replace(target, discovered=discovered)
        out = f"{target.logout_endpoint}?client_id={target.client_id}&logout_uri={target.sign_out_url or ''}"
        with Listener(out if target.sign_out_url else "") as listener:
            attempt = Attempt(listener.url)
            listener.expect(attempt.state)
            try:
                self._put_in(snapshot, listener.url, sink, cancel)
                answer = self._answer(listener, attempt, target, sink, cancel)
            finally:
                self._take_out(snapshot, sink, Cancel())
        allow = self.setup.pomerium.route.allow if self.setup.pomerium.route else ()
        sign_in = SignIn(
            attempt,
            answer,
            tuple(each.group for each in allow if each.group),
            any(each.email or each.domain for each in allow),
            listener.strangers,
        )
        return SignedIn((*before, *_steps(sign_in, target, sink)), snapshot, sign_in.person)

    def _answer(self, listener: Listener, attempt: Attempt, target: Target, sink: Sink, cancel: Cancel) -> Any:
        address = attempt.address(target.authorization_endpoint, target.client_id, target.scopes)
        opened = self.browse(address)
        sink(Progress(f"{'Opened in the browser' if opened else 'Open this in a browser'}: {address}"))
        reminded = [self.seconds]

        def tell(left: float) -> None:
            cancel.check()
            if reminded[0] - left >= _TELL:
                reminded[0] = left
                sink(Progress(f"Waiting for the sign-in in the browser; {left:.0f} seconds are left."))

        return listener.wait(self.seconds, tell)

    def _put_in(self, snapshot: Snapshot, url: str, sink: Sink, cancel: Cancel) -> None:
        action = plan(snapshot, url).actions[0]
        self._change(snapshot, action, lambda urls: [*urls, url], sink, cancel)

    def _take_out(self, snapshot: Snapshot, sink: Sink, cancel: Cancel, *, stale: bool = False) -> None:
        """Take every address of a listener's out again; what others changed meanwhile stays."""
        if not snapshot.client_id:
            return
        ids = {"UserPoolId": str(snapshot.pool_id), "ClientId": snapshot.client_id}
        calls = self.adapters.calls(sink, cancel)
        now = calls.read("describe_user_pool_client", **ids)["UserPoolClient"].get("CallbackURLs") or ()
        ours = [url for url in now if is_ours(url)]
        if not ours:
            return
        if stale:
            sink(Progress("A test sign-in was cut short; its callback URL is taken out first."))
        action = plan(snapshot, ours[0]).actions[1]
        self._change(snapshot, action, lambda urls: [url for url in urls if not is_ours(url)], sink, cancel)

    def _change(
        self,
        snapshot: Snapshot,
        action: PlannedAction,
        change: Callable[[list[str]], list[str]],
        sink: Sink,
        cancel: Cancel,
    ) -> None:
        """One update of the client's callback URLs, whole, journalled, told."""
        ids = {"pool": str(snapshot.pool_id), "client": str(snapshot.client_id)}
        names = {"UserPoolId": ids["pool"], "ClientId": ids["client"]}
        calls, journal = self.adapters.calls(sink, cancel), self.adapters.journal(self.setup.name)
        model = self.adapters.session.client("cognito-idp").meta.service_model
        began = time.monotonic()
        sink(Started(action))
        try:
            now = calls.read("describe_user_pool_client", **names)["UserPoolClient"].get("CallbackURLs") or []
            send_whole(
                lambda: calls.read("describe_user_pool_client", **names)["UserPoolClient"],
                lambda request, _: calls.write(
                    "update_user_pool_client", journal, action.id, ids, **{**request, **names}
                ),
                model.operation_model("UpdateUserPoolClient").input_shape,
                {"CallbackURLs": change(list(now))},
            )
        except WizardError as error:
            sink(Failed(action, time.monotonic() - began, error.why))
            raise
        sink(Done(action, time.monotonic() - began))


def _steps(sign_in: SignIn, target: Target, sink: Sink) -> tuple[Result, ...]:
    """Each step whose need has passed."""
    results: list[Result] = []
    passed: set[str] = set()
    for check, step in STEPS:
        began = time.monotonic()
        if not passed.issuperset(check.needs):
            outcome = skipped("Not tried: a step before it has not passed.")
        else:
            sink(Started(check, check.proves))
            outcome = _tried(step, sign_in, target)
        if outcome.state == "passed":
            passed.add(check.id)
        results.append(Result(check, outcome, time.monotonic() - began))
        told(results[-1], sink)
    return tuple(results)


def _tried(step: Callable[[SignIn, Target], Outcome], sign_in: SignIn, target: Target) -> Outcome:
    from wizard.checks.ask import UnreachedError

    try:
        return step(sign_in, target)
    except UnreachedError as error:
        return unreached(error)

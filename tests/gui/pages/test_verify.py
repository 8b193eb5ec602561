"""The checks: listed before they run, failed ones first with their mend."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from wizard.checks import CHECKS, Outcome, Result
from wizard.cognito.session import Identity
from wizard.cognito.snapshot import Addresses, Snapshot
from wizard.errors import AmazonRefused
from wizard.events import Done, Failed, Skipped, Started, Waiting
from wizard.gui.pages import verify
from wizard.gui.pages.verify_rows import mend_text, mended
from wizard.gui.session import Session
from wizard.jobs.verify import Verified
from wizard.setup.model import Setup

SIGN_OUT = "https://authenticate.corp.example.com/.pomerium/signed_out"
FOUND = Snapshot(
    Identity("123456789012", "arn:aws:iam::123456789012:user/ada", "eu-west-1", "aws"),
    Addresses("eu-west-1"),
    client={"ClientId": "abc", "LogoutURLs": ["https://other.example.com/out"]},
)
BY_ID = {check.id: check for check in CHECKS}
BAD = Outcome(
    "failed",
    "Cognito doesn't know the sign-out URL.",
    SIGN_OUT,
    "Add this sign-out URL to the app client.",
    "/logout answered HTTP 302",
    fix=("client.logout_urls", (SIGN_OUT,)),
)


def verified(**bad: Outcome) -> Verified:
    found = [Result(check, bad.get(check.id, Outcome("passed", details="it answered")), 0.1) for check in CHECKS]
    return Verified(tuple(found), FOUND)


def order(hands: Any) -> list[str]:
    return [row.id for row in hands.wizard.shown_page.checks.rows()]


@pytest.fixture
def at_verify(chosen: Any, session: Session, go: Callable[[str], None]) -> Callable[[], None]:
    """Show the page after an Apply that went well."""

    def show() -> None:
        for step in ("review", "apply"):
            session.walk = session.walk.go(step)
        session.end(applied=True)
        go("verify")

    return show


def test_on_a_fresh_set_up_all_pass(applied: Any, session: Session) -> None:
    applied.next()
    applied.until(lambda: session.walk.current == "verify" and not session.walk.running)
    page = applied.wizard.shown_page
    assert page.header.lead.text().startswith(f"{len(CHECKS)} of {len(CHECKS)} checks passed.")
    states = {row.id: row.state() for row in page.checks.rows()}
    assert {id for id, state in states.items() if state != "passed"} == {"people"}  # nobody has an account yet
    assert applied.find("verify.sign_in").isVisible()
    assert session.walk.verified
    assert (session.mark, session.mark_kind) == ("Works", "ok")
    assert applied.forward().text().replace("&", "") == "Next"
    assert applied.unnamed() == []
    applied.next()
    assert session.walk.current == "save"


def test_the_checks_are_listed_with_what_they_prove_before_they_run(
    chosen: Any, stand_in: Callable[..., Any], at_verify: Callable[[], None]
) -> None:
    stand_in(verify, "Verify", held=True, result=verified())
    at_verify()
    assert order(chosen) == [check.id for check in CHECKS]
    for check in CHECKS:
        assert check.title in chosen.texts()
        assert check.proves in chosen.texts()
    assert not chosen.next_is_on()
    assert chosen.wizard.footer.reason.text() == "Opens when the checks have ended"


def test_a_failed_check_comes_first_with_cause_value_and_mend(
    chosen: Any, stand_in: Callable[..., Any], at_verify: Callable[[], None], session: Session, said: list[str]
) -> None:
    failed = Failed(BY_ID["sign_out"], 0.1, BAD.why)
    stand_in(verify, "Verify", events=(failed,), result=verified(sign_out=BAD))
    at_verify()
    chosen.until(lambda: not session.walk.running)
    assert order(chosen)[0] == "sign_out"
    assert BAD.cause in chosen.texts()
    assert SIGN_OUT in chosen.texts()
    assert chosen.wizard.shown_page.header.lead.text() == (
        f"{len(CHECKS) - 1} of {len(CHECKS)} checks passed. People can sign in; signing out still fails."
    )
    mend = chosen.find("sign_out.mend")
    assert mend.text() == "Add this sign-out URL"
    assert chosen.wizard.focusWidget() is mend
    assert mend.property("kind") == "primary"
    assert chosen.forward().text().replace("&", "") == "Go on anyway"
    assert chosen.forward().property("kind") == "secondary"
    assert session.mark == "Sign-out fails"
    assert not session.walk.verified
    assert said.count("Sign-out, failed") == 1
    assert chosen.unnamed() == []


def test_what_is_worth_knowing_comes_next_with_its_mend_in_the_colour_of_a_caution(
    chosen: Any, stand_in: Callable[..., Any], at_verify: Callable[[], None], session: Session, said: list[str]
) -> None:
    odd = Outcome("passed", "The first password of Ada ran out.", mend="Give another.", details="raw")
    told = Done(BY_ID["people"], 0.1, aside=odd.why)
    job = stand_in(verify, "Verify", events=(told,), held=True, result=verified(sign_out=BAD, people=odd))
    at_verify()
    row = chosen.wizard.shown_page.checks.row("people")
    chosen.until(lambda: row.state() == "noted")
    assert not chosen.find("verify.sign_in").isVisible()
    job.go_on.set()
    chosen.until(lambda: not session.walk.running)
    assert order(chosen)[:2] == ["sign_out", "people"]
    assert (row.state(), row.ground(), row.head.sign) == ("noted", "warn_soft", ("triangle", "warn"))
    assert f"{odd.cause} {odd.mend}" in chosen.texts()
    assert "People and groups, passed, worth knowing" in said
    assert chosen.find("verify.sign_in").isVisible()  # signing out alone fails: somebody can sign in


def test_what_is_worth_knowing_is_in_the_summary(
    chosen: Any, stand_in: Callable[..., Any], at_verify: Callable[[], None], session: Session
) -> None:
    stand_in(verify, "Verify", result=verified(clock=Outcome("passed", "It is off.", mend="Set it.")))
    at_verify()
    chosen.until(lambda: session.walk.verified)
    assert chosen.wizard.shown_page.header.lead.text().endswith("Something is worth knowing.")


def test_while_sign_in_would_fail_nobody_is_asked_to_try_it(
    chosen: Any, stand_in: Callable[..., Any], at_verify: Callable[[], None], session: Session
) -> None:
    stand_in(verify, "Verify", result=verified(login_page=BAD))
    at_verify()
    chosen.until(lambda: not session.walk.running)
    assert not chosen.find("verify.sign_in").isVisible()


def test_details_hold_the_raw_answer(
    chosen: Any, stand_in: Callable[..., Any], at_verify: Callable[[], None], session: Session
) -> None:
    stand_in(verify, "Verify", result=verified(sign_out=BAD))
    at_verify()
    chosen.until(lambda: not session.walk.running)
    assert BAD.details not in chosen.texts()
    chosen.button("Details")
    chosen.until(lambda: BAD.details in chosen.texts())


def test_the_mend_leads_to_the_plan_that_mends_it(applied: Any, session: Session, amazon: Any) -> None:
    found = session.known.snapshot
    assert found is not None
    ids = {"UserPoolId": found.pool_id, "ClientId": found.client_id}
    client = amazon.describe_user_pool_client(**ids)["UserPoolClient"]
    members = amazon.meta.service_model.operation_model("UpdateUserPoolClient").input_shape.members
    asked = {key: value for key, value in client.items() if key in members}
    amazon.update_user_pool_client(**{**asked, "LogoutURLs": ["https://other.example.com/out"]})
    applied.next()
    applied.until(lambda: session.walk.current == "verify" and not session.walk.running)
    applied.click("sign_out.mend")
    assert session.walk.current == "review"
    applied.until(lambda: applied.forward().isEnabled())
    applied.press("qt_wizard_commit")
    applied.until(lambda: session.walk.current == "apply" and not session.walk.running)
    applied.next()
    applied.until(lambda: session.walk.verified)
    urls = amazon.describe_user_pool_client(**ids)["UserPoolClient"]["LogoutURLs"]
    assert urls == [SIGN_OUT]  # what somebody put into a client of ours is told as a change and put back


def test_a_fault_without_a_known_mend_says_what_to_do(
    chosen: Any, stand_in: Callable[..., Any], at_verify: Callable[[], None], session: Session
) -> None:
    bad = dataclasses.replace(BAD, fix=None)
    stand_in(verify, "Verify", result=verified(login_page=bad))
    at_verify()
    chosen.until(lambda: not session.walk.running)
    assert f"{bad.cause} {bad.mend}" in chosen.texts()
    assert not chosen.find("login_page.mend").isVisible()
    assert "Sign-in would fail as it is." in chosen.wizard.shown_page.header.lead.text()


def test_go_on_anyway_goes_on(
    chosen: Any, stand_in: Callable[..., Any], at_verify: Callable[[], None], session: Session
) -> None:
    stand_in(verify, "Verify", result=verified(sign_out=BAD))
    at_verify()
    chosen.until(lambda: not session.walk.running)
    chosen.next()
    assert session.walk.current == "save"


def test_a_fresh_domain_is_waited_for_and_try_now_asks_at_once(
    chosen: Any, stand_in: Callable[..., Any], at_verify: Callable[[], None], session: Session
) -> None:
    page = BY_ID["login_page"]
    events = (Done(BY_ID["keys"], 0.1), Started(page), Waiting(page, "Amazon is publishing it.", 300.0, 2, 20), 300.0)
    stand_in(verify, "Verify", events=events, result=verified())
    at_verify()
    words = "Waiting: Amazon is publishing it. Next try in 300 seconds, 2 of 20."
    chosen.until(lambda: words in chosen.texts())
    chosen.foot("verify.now")
    chosen.until(lambda: session.walk.verified)


def test_stopped_it_can_check_again(
    chosen: Any, stand_in: Callable[..., Any], at_verify: Callable[[], None], session: Session
) -> None:
    events = (Done(CHECKS[0], 0.1), Skipped(CHECKS[1], "Not tried."), Started(CHECKS[2]))
    job = stand_in(verify, "Verify", events=events, held=True, result=verified())
    at_verify()
    chosen.until(lambda: chosen.wizard.shown_page.checks.row(CHECKS[2].id).state() == "running")
    chosen.foot("verify.stop")
    chosen.until(lambda: not session.walk.running)
    states = [row.state() for row in chosen.wizard.shown_page.checks.rows()]
    assert states == ["passed", "skipped", *["waiting"] * (len(CHECKS) - 2)]
    assert chosen.forward().text().replace("&", "") == "Go on anyway"
    job.go_on.set()
    chosen.click("verify.again")
    chosen.until(lambda: session.walk.verified)


def test_amazon_out_of_reach_is_told_and_can_be_tried_again(
    chosen: Any,
    stand_in: Callable[..., Any],
    at_verify: Callable[[], None],
    session: Session,
    refused: AmazonRefused,
) -> None:
    job = stand_in(verify, "Verify", error=refused)
    at_verify()
    chosen.until(lambda: refused.why.happened in chosen.texts())
    job.error, job.result = None, verified()
    chosen.until(chosen.wizard.shown_page.state.buttons[0].isVisible)
    chosen.click("verify.retry")
    chosen.until(lambda: session.walk.verified)
    assert "Sign-out" in chosen.texts()


def test_what_was_proven_is_not_asked_again(
    chosen: Any,
    stand_in: Callable[..., Any],
    at_verify: Callable[[], None],
    session: Session,
    go: Callable[[str], None],
) -> None:
    job = stand_in(verify, "Verify", result=verified())
    at_verify()
    chosen.until(lambda: session.walk.verified)
    go("apply")
    go("verify")
    assert len(job.asked) == 1
    assert not session.walk.running


@pytest.mark.parametrize(
    ("fix", "words"),
    [
        (("client.callback_urls", ("https://a.example.com",)), "Add this callback URL"),
        (("client.scopes", ("email",)), "Add this scope"),
        (("client.scopes", ("email", "profile")), "Add these scopes"),
        (("domain.prefix", "corp"), "Use corp"),
    ],
)
def test_the_mends_words(fix: tuple[str, Any], words: str) -> None:
    assert mend_text(fix) == words


def setup(**values: Any) -> Setup:
    made = Setup().replace("pomerium.authenticate_url", "https://authenticate.corp.example.com")
    for path, value in values.items():
        made = made.replace(path.replace("__", "."), value)
    return made


def test_a_derived_list_stays_derived() -> None:
    before = setup()
    assert mended(before, FOUND, ("client.logout_urls", (SIGN_OUT,))) == before


def test_an_explicit_list_gets_the_member_once() -> None:
    before = setup(client__logout_urls=("https://x.example.com",))
    after = mended(before, FOUND, ("client.logout_urls", (SIGN_OUT,)))
    assert after.client.logout_urls == ("https://x.example.com", SIGN_OUT)
    assert mended(after, FOUND, ("client.logout_urls", (SIGN_OUT,))) == after


def test_a_url_beside_the_derived_ones_keeps_what_amazon_has() -> None:
    after = mended(setup(), FOUND, ("client.logout_urls", ("https://new.example.com",)))
    assert after.client.logout_urls == ("https://other.example.com/out", "https://new.example.com")


def test_what_a_test_sign_in_left_does_not_come_into_the_setup() -> None:
    left = "http://127.0.0.1:4711/pomerium-cognito/signed-out"
    found = dataclasses.replace(
        FOUND, client={**(FOUND.client or {}), "LogoutURLs": [left, "https://other.example.com/out"]}
    )
    after = mended(setup(), found, ("client.logout_urls", ("https://new.example.com",)))
    assert after.client.logout_urls == ("https://other.example.com/out", "https://new.example.com")


def test_scopes_are_added_and_single_values_set() -> None:
    before = setup(client__scopes=("openid",))
    assert mended(before, None, ("client.scopes", ("email",))).client.scopes == ("openid", "email")
    assert mended(before, None, ("domain.prefix", "corp")).domain.prefix == "corp"

"""What is to be mended after a test sign-in, and what may be sent after its plan was shown; without a window."""

from __future__ import annotations

import pytest

from wizard.checks import Outcome, Result
from wizard.checks.sign_in import STEPS, Seen
from wizard.cognito.plan import FieldChange, Plan, PlannedAction
from wizard.cognito.session import Identity
from wizard.cognito.snapshot import Addresses, Snapshot
from wizard.errors import InputRefused
from wizard.gui.signin_parts import Wrong, sign_out, wrong
from wizard.jobs.sign_in import SignedIn
from wizard.jobs.sign_in_plan import agree
from wizard.setup.model import Allow, Route, Setup

USER = "ada@corp.example.com"
FOUND = Snapshot(Identity("123456789012", "arn:x", "eu-west-1", "aws"), Addresses("eu-west-1"))
BAD = Outcome("failed", "All causes.", mend="All mends.")


def ended(who: Seen | None, **outcomes: Outcome) -> SignedIn:
    found = []
    for check, _ in STEPS:
        outcome = outcomes.get(check.id.removeprefix("sign_in."), Outcome("passed"))
        found.append(Result(check, outcome, 0.1))
    return SignedIn(tuple(found), FOUND, who)


def allowing(*allow: Allow) -> Setup:
    return Setup().replace("pomerium.route", Route("https://a.corp.example.com", "http://a:1", allow))


@pytest.mark.parametrize(
    ("seen", "setup", "told"),
    [
        (Seen("1", "", None, "", ()), Setup(), [("no e-mail", "scope email"), ("in no group", "Put people")]),
        (Seen("1", USER, False, "", ("admins",)), Setup(), [("not verified", "admin-update-user-attributes")]),
        (Seen("1", USER, True, "", ("staff",)), allowing(Allow(group="admins")), [("allows admins", "group admins")]),
        (Seen("1", "", None, "", ()), allowing(Allow(email=USER)), [("no e-mail", "scope email")]),
    ],
)
def test_what_policies_would_miss_comes_one_by_one_each_with_its_mend(
    seen: Seen, setup: Setup, told: list[tuple[str, str]]
) -> None:
    found = wrong(ended(seen, person=BAD), setup)
    assert len(found) == len(told)
    for each, (cause, mend) in zip(found, told, strict=True):
        assert cause in each.title
        assert mend in each.mend
        assert each.level == "warning"


def test_what_failed_comes_before_what_is_worth_knowing() -> None:
    odd = Outcome("passed", "It did not come back.", mend="Look at the page.")
    bad = Outcome("failed", "It is refused.", "HTTP 400", "Allow it.", "raw")
    found = wrong(ended(None, code=bad, sign_out=odd), Setup())
    assert found == (
        Wrong("fault", "It is refused.", "Allow it.", "HTTP 400", "raw"),
        Wrong("warning", "It did not come back.", "Look at the page."),
    )


def test_where_all_is_well_nothing_is_to_be_mended() -> None:
    done = ended(Seen("1", USER, True, "Ada", ("admins",)))
    assert wrong(done, Setup()) == ()
    result = sign_out(done)
    assert result is not None
    assert result.outcome.state == "passed"


def test_anything_else_than_what_was_shown_is_refused() -> None:
    def plan(url: str) -> Plan:
        field = FieldChange("Callback URL", "not there", url)
        return Plan((PlannedAction("sign_in.callback", "client", "update", "App client", "For it.", (field,)),))

    agree(plan("http://127.0.0.1:PORT/a"), plan("http://127.0.0.1:PORT/a"))
    with pytest.raises(InputRefused, match="since the plan was shown"):
        agree(plan("http://127.0.0.1:PORT/a"), plan("https://other.example.com"))

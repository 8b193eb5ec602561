"""Permissions on the pages: asked of the stand-in that enforces policies, told in words, and the policy to copy."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from wizard.cognito.need import Need
from wizard.errors import Explanation
from wizard.gui.pages.permissions_row import DeniedBanner, PermissionsRow
from wizard.gui.session import Session
from wizard.gui.work import Failure
from wizard.jobs.permitted import Permitted, Verdict

SIMULATES = {"Effect": "Allow", "Action": "iam:SimulatePrincipalPolicy", "Resource": "*"}
Hold = Callable[..., None]


@pytest.fixture
def hold(session: Session) -> Iterator[Hold]:
    """Puts a policy on who calls; every action but those of `without` is allowed."""
    import boto3

    practice = session._practice.get()
    keys = {"aws_access_key_id": "AKIAPRACTICE00000000", "aws_secret_access_key": "practice"}
    client = boto3.client("iam", endpoint_url=practice.url, region_name="us-east-1", **keys)

    def put(*without: str, simulates: bool = True) -> None:
        allow = {"Effect": "Allow", "Action": "cognito-idp:*", "Resource": "*"}
        deny = [{"Effect": "Deny", "Action": list(without), "Resource": "*"}] if without else []
        document = {"Version": "2012-10-17", "Statement": [allow, *deny, *([SIMULATES] if simulates else [])]}
        client.put_user_policy(UserName="practice-admin", PolicyName="p", PolicyDocument=json.dumps(document))

    yield put
    client.close()


def account(hands: Any, session: Session) -> Any:
    session.show("account")
    page = hands.wizard.shown_page
    hands.until(lambda: page.permissions.isVisible() and "Looking" not in page.permissions.title.text())
    return page


def copied(hands: Any) -> dict[str, Any]:
    hands.click("permissions.copy")
    document: dict[str, Any] = json.loads(QGuiApplication.clipboard().text())
    return document


def test_all_are_there(hands: Any, session: Session) -> None:
    page = account(hands, session)
    assert page.permissions.title.text() == "All 14 permissions that this setup needs are there"
    assert "IAM simulated each of them" in hands.texts()


def test_what_is_missing_is_named_and_looked_at_anew(hands: Any, session: Session, hold: Hold) -> None:
    hold("cognito-idp:CreateUserPool", "cognito-idp:ListUserPools")
    page = account(hands, session)
    assert page.permissions.title.text() == "2 of 14 permissions are missing"
    assert "create user pools (cognito-idp:CreateUserPool, denied by name)" in page.permissions.subtitle.text()
    assert "list user pools (cognito-idp:ListUserPools, denied by name)" in page.permissions.subtitle.text()
    assert hands.next_is_on()
    hold()
    hands.button("Check again")
    hands.until(lambda: page.permissions.title.text().startswith("All 14"))


def test_without_simulation_the_row_says_how_far_reads_went(hands: Any, session: Session, hold: Hold) -> None:
    hold(simulates=False)
    page = account(hands, session)
    assert page.permissions.title.text() == "8 of 14 permissions are there"
    assert "doesn't let the user practice-admin simulate permissions" in page.permissions.subtitle.text()


def test_the_policy_is_copied_and_holds_to_no_name_before_one_is_chosen(hands: Any, session: Session) -> None:
    account(hands, session)
    document = copied(hands)
    rows = {row["Sid"]: row for row in document["Statement"]}
    assert rows["ChangePool"]["Resource"] == "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/*"
    assert "cognito-idp:CreateUserPoolDomain" in rows["ChangePool"]["Action"]
    assert not any("Condition" in row for row in rows.values())
    session.forward()
    session.show("account")
    assert any("Condition" in row for row in copied(hands)["Statement"])


def test_review_warns_of_what_the_plan_would_be_refused(chosen: Any, hold: Hold) -> None:
    hold("cognito-idp:CreateManagedLoginBranding", "cognito-idp:UpdateUserPool")
    chosen.next()
    page = chosen.wizard.shown_page
    chosen.until(page.denied.isVisible)
    told = page.denied.banner.text()
    assert "give the login page a style (cognito-idp:CreateManagedLoginBranding" in told
    assert "UpdateUserPool" not in told, "the plan changes nothing that is there"
    chosen.until(lambda: chosen.forward().isEnabled())
    assert "cognito-idp:CreateManagedLoginBranding" in json.dumps(copied(chosen))


def test_review_is_silent_where_nothing_is_denied(reviewed: Any) -> None:
    page = reviewed.wizard.shown_page
    reviewed.until(lambda: not page.is_running("permissions"))
    assert not page.denied.isVisible()


def found(way: Any, *states: Any, why: str = "") -> Permitted:
    verdicts = [Verdict(Need(f"cognito-idp:ListGroups{n}"), "*", state, why) for n, state in enumerate(states)]
    return Permitted(way, tuple(verdicts), "No simulation here.")


@pytest.mark.parametrize(
    ("result", "title", "words"),
    [
        (found("root", "allowed"), "You are the account's root user", "safer"),
        (found("simulation", "allowed", "denied"), "1 of 2 permissions is missing", "You may not"),
        (
            found("simulation", "allowed", "untried", why="hangs on aws:x"),
            "1 of 2 permissions are there",
            "hangs on aws:x",
        ),
        (found("reads", "allowed", "untried"), "1 of 2 permissions are there", "(No simulation here)"),
    ],
)
def test_words_of_the_row(hands: Any, result: Permitted, title: str, words: str) -> None:
    row = PermissionsRow(str)
    row.show_found(result)
    assert row.title.text() == title
    assert words in row.subtitle.text()
    row.asking()
    assert "Nothing is changed" in row.subtitle.text()
    row.show_failure(Failure(Explanation("Nobody answers.")))
    assert row.subtitle.text() == "Nobody answers."


def test_a_banner_without_a_denial_stays_away(hands: Any) -> None:
    banner = DeniedBanner(str)
    banner.show_found(found("reads", "allowed", "untried"))
    assert banner.isHidden()

"""The plan before anything is done: its words, what keeps it closed, where the secret goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from wizard.cognito.plan import FieldChange, Plan, PlannedAction
from wizard.errors import AmazonRefused, Explanation, KeyringUnusable
from wizard.gui.pages import plan_rows, review
from wizard.gui.session import Session
from wizard.gui.widgets.planrow import ExpandingRow
from wizard.jobs.secret import Store

COMMIT = "qt_wizard_commit"


def rows(hands: Any) -> list[ExpandingRow]:
    return list(hands.wizard.shown_page.box.rows())


def test_the_button_says_the_deed_and_its_size(reviewed: Any) -> None:
    assert reviewed.forward().text().replace("&", "") == "Create 5 resources"
    assert reviewed.forward().objectName() == COMMIT
    lead = reviewed.wizard.shown_page.header.lead.text()
    assert "account 1234-5678-9012" in lead
    assert lead.endswith("Nothing has been created so far.")


def test_nothing_is_made_by_looking(reviewed: Any, amazon: Any) -> None:
    assert len(rows(reviewed)) == 5
    assert amazon.list_user_pools(MaxResults=10)["UserPools"] == []


def test_what_is_fixed_once_made_has_a_lock(reviewed: Any) -> None:
    pool, *others = rows(reviewed)
    assert [chip.text() for chip in pool.head.chips] == ["Sign-in fixed once made"]
    assert not any(row.head.chips for row in others)
    assert reviewed.texts().count("Fixed once made") == 0
    reviewed.click("review.expand")
    assert reviewed.texts().count("Fixed once made") > 1


def test_expand_all_opens_and_closes_every_row(reviewed: Any) -> None:
    button = reviewed.find("review.expand")
    reviewed.click("review.expand")
    assert all(row.is_open() for row in rows(reviewed))
    assert "https://authenticate.corp.example.com/oauth2/callback" in reviewed.texts()
    assert button.text() == "Collapse all"
    reviewed.click("review.expand")
    assert not any(row.is_open() for row in rows(reviewed))
    assert button.text() == "Expand all"


def test_a_row_opens_by_the_space_bar(reviewed: Any) -> None:
    target = rows(reviewed)[2].head.target
    target.setFocus()
    reviewed.qtbot.keyClick(target, Qt.Key.Key_Space)
    assert rows(reviewed)[2].is_open()
    assert "expanded" in target.accessibleDescription()


def test_return_creates_nothing(reviewed: Any, session: Session) -> None:
    reviewed.qtbot.keyClick(reviewed.wizard.shown_page.header.title, Qt.Key.Key_Return)
    assert session.walk.current == "review"
    assert session.known.agreed is None


def test_where_the_secret_goes_and_what_is_written_is_told(reviewed: Any) -> None:
    texts = reviewed.texts()
    assert "The client secret goes to practice mode's own state" in texts
    assert "Afterwards, on this computer: config.yaml" in texts


def test_everything_that_tab_reaches_has_a_name(reviewed: Any) -> None:
    reviewed.click("review.expand")
    assert reviewed.unnamed() == []


def test_each_visit_asks_anew(reviewed: Any, go: Callable[[str], None], session: Session) -> None:
    first = session.known.planned
    go("pomerium")
    go("review")
    reviewed.until(lambda: reviewed.forward().isEnabled())
    assert session.known.planned is not first


def test_while_amazon_is_asked_it_can_be_stopped(
    chosen: Any, stand_in: Callable[..., Any], go: Callable[[str], None]
) -> None:
    job = stand_in(review, "MakePlan", held=True)
    stand_in(review, "TryStore", result=Store("a store", True))
    go("review")
    assert not chosen.forward().isEnabled()
    assert chosen.wizard.footer.reason.text() == "Opens when the plan is made"
    chosen.until(chosen.wizard.shown_page.state.buttons[0].isVisible)
    chosen.button("Stop")
    chosen.until(lambda: "Stopped" in chosen.texts())
    chosen.click("review.again")
    chosen.until(lambda: len(job.asked) == 2)


def test_a_refusal_by_amazon_is_told_and_can_be_tried_again(
    chosen: Any, stand_in: Callable[..., Any], go: Callable[[str], None], refused: AmazonRefused
) -> None:
    job = stand_in(review, "MakePlan", error=refused)
    stand_in(review, "TryStore", result=Store("a store", True))
    go("review")
    chosen.until(lambda: refused.why.happened in chosen.texts())
    assert refused.why.mend in chosen.texts()
    chosen.click("review.again")
    chosen.until(lambda: len(job.asked) == 2)


def test_without_a_keyring_it_says_so_before_anything_is_made(
    chosen: Any, monkeypatch: pytest.MonkeyPatch, session: Session, amazon: Any, said: list[str]
) -> None:
    why = Explanation("There is no keyring on this computer.", "", "Start one.", "NoKeyringError")
    real = review.TryStore

    def choose(adapters: Any) -> Any:
        return real(adapters) if session.mode.secrets == "none" else Locked(why)

    monkeypatch.setattr(review, "TryStore", choose)
    chosen.press("__qt__passive_wizardbutton1")
    chosen.until(lambda: why.happened in chosen.texts())
    assert not chosen.forward().isEnabled()
    assert chosen.wizard.footer.reason.text() == "Opens when the secret has a place"
    assert any(words.startswith("Error: There is no keyring") for words in said)
    chosen.click("secrets.none")
    chosen.until(lambda: chosen.forward().isEnabled())
    assert session.mode.secrets == "none"
    assert "The client secret is kept nowhere" in chosen.texts()
    assert amazon.list_user_pools(MaxResults=10)["UserPools"] == []
    chosen.click("secrets.keyring")
    assert session.mode.secrets is None
    chosen.until(lambda: why.happened in chosen.texts())


class Locked:
    """A store's trial that fails."""

    def __init__(self, why: Explanation) -> None:
        self.why = why

    def run(self, sink: Any, cancel: Any) -> Store:
        raise KeyringUnusable(self.why)


def test_a_difference_that_is_fixed_closes_it_until_settled(
    chosen: Any, amazon: Any, session: Session, go: Callable[[str], None]
) -> None:
    made = amazon.create_user_pool(PoolName="legacy", UsernameAttributes=["phone_number"])["UserPool"]
    session.replace(session.setup.replace("pool.id", made["Id"]).replace("pool.sign_in", ("email",)))
    go("review")
    chosen.until(lambda: f"The pool {made['Id']} signs people in with phone number" in chosen.texts())
    assert not chosen.forward().isEnabled()
    assert chosen.wizard.footer.reason.text() == "Opens when 1 difference is settled"
    chosen.click("pool.sign_in.mend")
    assert session.setup.pool.sign_in == ("phone_number",)
    chosen.until(lambda: chosen.forward().isEnabled())


def test_a_difference_leads_to_its_page(chosen: Any, amazon: Any, session: Session, go: Callable[[str], None]) -> None:
    made = amazon.create_user_pool(PoolName="legacy", UsernameAttributes=["phone_number"])["UserPool"]
    session.replace(session.setup.replace("pool.id", made["Id"]).replace("pool.sign_in", ("email",)))
    go("pool_settings")
    go("review")
    chosen.until(lambda: made["Id"] in chosen.texts())
    chosen.click("pool.sign_in.go")
    assert session.walk.current == "pool_settings"


def test_with_nothing_to_do_it_shows_what_is_there_and_verifies(
    applied: Any, go: Callable[[str], None], session: Session
) -> None:
    go("review")
    applied.until(lambda: applied.forward().isEnabled())
    assert applied.forward().text().replace("&", "") == "Verify"
    assert applied.wizard.shown_page.header.lead.text() == "Nothing to change: all is as you want it."
    found = session.known.snapshot
    assert found is not None
    assert f"{found.pool_id}" in applied.texts()
    assert "The client secret stays in" in applied.texts()
    assert applied.unnamed() == []
    assert isinstance(applied.forward(), QAbstractButton)


def action(change: Any, kind: str = "pool", *fields: FieldChange) -> PlannedAction:
    return PlannedAction(kind, kind, change, kind, "", fields)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (["create"], "Create 1 resource"),
        (["create", "create"], "Create 2 resources"),
        (["update"], "Change 1 resource"),
        (["update", "update"], "Change 2 resources"),
        (["create", "create", "update"], "Create 2, change 1"),
        ([], "Verify"),
    ],
)
def test_the_buttons_words(changes: list[Any], words: str) -> None:
    assert plan_rows.button(Plan(tuple(action(change) for change in changes))).replace("&", "") == words


def test_the_lead_stays_on_one_line() -> None:
    kinds = ("pool", "mfa", "client", "branding", "domain", "group", "user")
    lead = plan_rows.lead(Plan(tuple(action("create", kind) for kind in kinds)), "1234-5678-9012")
    assert lead == "A user pool, an app client, a login page, groups and people. Nothing has been done so far."


def test_changes_are_told_as_changes() -> None:
    lead = plan_rows.lead(Plan((action("update", "client"),)), "1234-5678-9012")
    assert lead == "Changes to an app client in account 1234-5678-9012. Nothing has been changed so far."
    assert plan_rows.doing(Plan((action("update", "client"), action("create")))) == "Creating 1, changing 1"


def test_a_long_change_stands_on_two_lines() -> None:
    short = FieldChange("ID token", "24 hours", "60 minutes")
    long = FieldChange("Sign-out URLs", "https://a.example.com/out", "https://a.example.com/out, https://b.example.com")
    row = plan_rows.row(action("update", "client", short, long))
    names = [row.table._grid.itemAtPosition(n, 0).widget().text() for n in range(3)]
    assert names == ["ID token", "Sign-out URLs, now", "Sign-out URLs, then"]


# --- what somebody changed at Amazon


def in_the_console(amazon: Any, session: Session, **changed: Any) -> None:
    """Somebody changes the app client there, where all else is sent along."""
    found = session.known.snapshot
    assert found is not None
    ids = {"UserPoolId": found.pool_id, "ClientId": found.client_id}
    now = amazon.describe_user_pool_client(**ids)["UserPoolClient"]
    takes = amazon.meta.service_model.operation_model("UpdateUserPoolClient").input_shape.members
    amazon.update_user_pool_client(**{key: value for key, value in now.items() if key in takes} | changed)


@pytest.fixture
def changed(applied: Any, amazon: Any, session: Session, go: Callable[[str], None]) -> Any:
    """At Review, after somebody changed scopes, a token's lifetime, and whether tokens can be revoked."""
    in_the_console(
        amazon, session, AllowedOAuthScopes=["openid", "email"], IdTokenValidity=5, EnableTokenRevocation=False
    )
    go("review")
    applied.until(lambda: applied.forward().isEnabled())
    return applied


def test_what_somebody_changed_is_a_row_each_and_the_plan_puts_it_back(changed: Any) -> None:
    texts = changed.texts()
    assert "Changed at Amazon since 20" in texts
    assert "Amazon has 5 minutes; this setup has 60 minutes." in texts
    assert "Amazon has off; this setup has on. It is put back: a setup has no key for it." in texts
    assert texts.count("a setup has no key for it") == 1
    assert changed.find("client.scopes.repair").isChecked()
    assert changed.forward().text().replace("&", "") == "Change 1 resource"
    assert changed.unnamed() == []


def test_keeping_answers_the_field_and_repair_takes_the_answer_back(changed: Any, session: Session) -> None:
    before = session.setup
    changed.click("client.scopes.keep")
    assert session.setup.client.scopes == ("openid", "email")
    changed.until(lambda: changed.forward().isEnabled())
    assert "Taken into this setup: " in changed.texts()
    assert changed.wizard.focusWidget() is changed.find("client.scopes.keep")
    changed.find("client.id_token_minutes.repair").setFocus()
    changed.qtbot.keyClick(changed.find("client.id_token_minutes.keep"), Qt.Key.Key_Space)
    assert session.setup.client.id_token_minutes == 5
    changed.until(lambda: changed.forward().isEnabled())
    (row,) = rows(changed)
    row.set_open(True, moving=False)
    assert "Tokens can be revoked" in changed.texts()
    assert [line.text() for line in row.findChildren(QLabel) if line.text() == "Scopes"] == []
    changed.click("client.scopes.repair")
    changed.click("client.id_token_minutes.repair")
    assert session.setup.client == before.client
    changed.until(lambda: changed.forward().isEnabled())
    assert changed.texts().count("Taken into this setup") == 0


def test_an_answer_given_elsewhere_ends_what_was_kept(
    changed: Any, session: Session, go: Callable[[str], None]
) -> None:
    changed.click("client.id_token_minutes.keep")
    changed.until(lambda: changed.forward().isEnabled())
    go("client_settings")
    session.answer("client.id_token_minutes", 30)
    go("review")
    changed.until(lambda: changed.forward().isEnabled())
    assert changed.find("client.id_token_minutes.repair").isChecked()
    assert "Amazon has 5 minutes; this setup has 30 minutes." in changed.texts()


def test_what_a_rule_forbids_cannot_be_kept(
    applied: Any, amazon: Any, session: Session, go: Callable[[str], None]
) -> None:
    in_the_console(amazon, session, CallbackURLs=["https://else.example.com/cb"])
    go("review")
    applied.until(lambda: applied.forward().isEnabled())
    assert not applied.find("client.callback_urls.keep").isEnabled()
    assert applied.find("client.callback_urls.repair").isEnabled()
    assert "/oauth2/callback" in applied.texts()


def test_of_a_pool_that_was_chosen_a_named_difference_can_be_kept(
    chosen: Any, amazon: Any, session: Session, go: Callable[[str], None]
) -> None:
    made = amazon.create_user_pool(PoolName="theirs", UsernameAttributes=["email"])["UserPool"]
    session.replace(session.setup.replace("pool.id", made["Id"]).replace("pool.deletion_protection", True))
    go("review")
    chosen.until(lambda: "Different at Amazon" in chosen.texts())
    assert "Amazon has INACTIVE; this setup has ACTIVE." in chosen.texts()
    chosen.click("pool.deletion_protection.keep")
    assert session.setup.pool.deletion_protection is False
    chosen.until(lambda: chosen.forward().isEnabled())
    assert "Taken into this setup: " in chosen.texts()

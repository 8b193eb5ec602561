"""The page of the pool's settings: of a new pool all of them, of an existing one what it is set to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from wizard.gui.pages import pool_words
from wizard.gui.session import Session
from wizard.jobs.listing import PoolFacts
from wizard.setup.model import Password, Pool, User

POOL = "eu-west-1_AbCdEf123"
FACTS = PoolFacts(
    {
        "Id": POOL,
        "Name": "corp-staff",
        "UsernameAttributes": ["phone_number"],
        "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": True},
        "Policies": {"PasswordPolicy": {"MinimumLength": 9, "RequireSymbols": False, "RequireNumbers": True}},
        "DeletionProtection": "INACTIVE",
        "UserPoolTier": "PLUS",
        "UserPoolTags": {"pomerium-cognito:setup": "old", "team": "it"},
        "EmailConfiguration": {
            "EmailSendingAccount": "DEVELOPER",
            "SourceArn": "arn:aws:ses:eu-west-1:123456789012:identity/corp.example.com",
            "From": "corp@corp.example.com",
        },
    },
    {"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": True}},
    (),
)


@pytest.fixture
def existing(session: Session, hands: Any, script: Any) -> Any:
    """An existing pool is chosen, which Amazon describes."""
    session.replace(session.setup.replace("pool.id", POOL).replace("pool.name", "corp-staff"))
    return script("DescribePool", result=FACTS)


def test_sign_in_comes_first_with_its_warning(hands: Any, go: Callable[[str], None], session: Session) -> None:
    go("pool_settings")
    assert hands.find("pool.sign_in.email").hasFocus()
    assert "Sign-in is fixed once the pool is made" in hands.texts()
    assert "a new client ID and client secret" in hands.texts()
    hands.click("pool.sign_in.phone_number")
    assert session.setup.pool.sign_in == ("email", "phone_number")
    assert hands.unnamed() == []


def test_registration_is_off_and_warns_when_on(hands: Any, go: Callable[[str], None], session: Session) -> None:
    go("pool_settings")
    assert session.setup.pool.self_sign_up is False
    hands.click("pool.self_sign_up")
    assert session.setup.pool.self_sign_up is True
    warning = next(fault for fault in session.faults if fault.field == "pool.self_sign_up")
    assert warning.level == "warning"
    assert warning.message in hands.fault("pool.self_sign_up")


def test_deletion_protection_and_plan_are_answered(hands: Any, go: Callable[[str], None], session: Session) -> None:
    go("pool_settings")
    hands.click("pool.deletion_protection")
    hands.click("pool.tier.plus")
    assert (session.setup.pool.deletion_protection, session.setup.pool.tier) == (False, "plus")


def test_methods_are_asked_while_there_is_a_second_factor(
    hands: Any, go: Callable[[str], None], session: Session
) -> None:
    go("pool_settings")
    assert hands.find("pool.mfa_methods.totp").isVisible()
    hands.click("pool.mfa.off")
    assert not hands.find("pool.mfa_methods.totp").isVisible()
    hands.click("pool.mfa.required")
    assert session.setup.pool.mfa == "required"
    assert hands.find("pool.mfa_methods.totp").isChecked()


def test_the_password_policy_is_answered(hands: Any, go: Callable[[str], None], session: Session) -> None:
    go("pool_settings")
    hands.find("pool.password.minimum_length").setValue(16)
    hands.find("pool.password.temporary_days").setValue(3)
    hands.click("pool.password.require_symbols")
    policy = session.setup.pool.password
    assert (policy.minimum_length, policy.temporary_days, policy.require_symbols) == (16, 3, False)
    assert policy.require_numbers


def test_a_files_value_is_shown_as_it_is_and_judged(hands: Any, go: Callable[[str], None], session: Session) -> None:
    for step in ("account", "pool"):
        go(step)
    session.answer("pool.password.minimum_length", 4)
    go("pool_settings")
    hands.next()
    assert session.setup.pool.password.minimum_length == 4
    assert session.walk.current == "pool_settings"
    assert hands.find("pool.password.minimum_length").property("state") == "fault"


def test_people_are_added_edited_and_removed(hands: Any, go: Callable[[str], None], session: Session) -> None:
    go("pool_settings")
    hands.click("users.add")
    hands.until(hands.find("users.0.email").hasFocus)
    hands.type("users.0.email", "ada@corp.example.com")
    hands.type("users.0.groups", "admins, staff")
    assert [(u.email, u.username, u.groups) for u in session.setup.users] == [
        ("ada@corp.example.com", None, ("admins", "staff"))
    ]
    hands.click("users.add")
    hands.type("users.1.email", "bob@corp.example.com")
    hands.click("users.0.remove")
    assert [u.email for u in session.setup.users] == ["bob@corp.example.com"]
    assert hands.find("users.0.email").text() == "bob@corp.example.com"


def test_user_names_are_asked_where_people_sign_in_with_them(
    hands: Any, go: Callable[[str], None], session: Session
) -> None:
    session.answer("users", (User("ada@corp.example.com"),))
    go("pool_settings")
    assert not hands.find("users.0.username").isVisible()
    hands.click("pool.sign_in.username")
    hands.until(lambda: hands.find("users.0.username").isVisible())
    hands.type("users.0.username", "ada")
    assert session.setup.users[0].username == "ada"


def test_a_wrong_address_stops_at_its_table(hands: Any, go: Callable[[str], None], session: Session) -> None:
    for step in ("account", "pool", "pool_settings"):
        go(step)
    hands.click("users.add")
    hands.type("users.0.email", "ada at corp")
    hands.next()
    assert session.walk.current == "pool_settings"
    assert hands.find("users.0.email").hasFocus()
    assert hands.find("users.0.email").property("state") == "fault"
    assert hands.find("users.0.groups").property("state") == "normal"
    assert any(fault.message in hands.fault("users") for fault in session.faults if fault.field == "users.0.email")


def test_groups_and_tags_are_small_tables(hands: Any, go: Callable[[str], None], session: Session) -> None:
    go("pool_settings")
    hands.click("groups.add")
    hands.type("groups.0.name", "admins")
    hands.find("pool.tags.open").click()
    hands.until(lambda: hands.find("pool.tags.add").isVisible())
    hands.click("pool.tags.add")
    hands.type("pool.tags.0.key", "team")
    hands.type("pool.tags.0.value", "it")
    assert session.setup.groups == ("admins",)
    assert session.setup.pool.tags == (("team", "it"),)
    assert hands.unnamed() == []


def test_an_emptied_sender_is_none_again(hands: Any, go: Callable[[str], None], session: Session) -> None:
    go("pool_settings")
    hands.find("pool.email.open").click()
    hands.until(lambda: hands.find("pool.email.source_arn").isVisible())
    hands.type("pool.email.source_arn", "arn:aws:ses:eu-west-1:123456789012:identity/a@b.example")
    assert session.setup.pool.email is not None
    hands.type("pool.email.source_arn", "")
    assert session.setup.pool.email is None


def test_a_fault_in_a_fold_opens_it(hands: Any, go: Callable[[str], None], session: Session) -> None:
    for step in ("account", "pool"):
        go(step)
    session.answer("pool.sms.role_arn", "not an arn")
    go("pool_settings")
    assert not hands.find("pool.sms.role_arn").isVisible()
    hands.next()
    assert session.walk.current == "pool_settings"
    assert hands.find("pool.sms.role_arn").isVisible()


@pytest.mark.usefixtures("existing")
def test_an_existing_pool_is_shown_as_it_is(hands: Any, go: Callable[[str], None], session: Session) -> None:
    before = session.setup
    go("pool_settings")
    hands.until(lambda: hands.find("pool.sign_in.phone_number").isChecked())
    assert not hands.find("pool.sign_in.email").isChecked()
    assert not hands.find("pool.sign_in.email").isEnabled()
    assert "Fixed since corp-staff was made." in hands.texts()
    assert hands.find("pool.password.minimum_length").value() == 9
    assert not hands.find("pool.password.require_symbols").isChecked()
    assert hands.find("pool.mfa.required").isChecked()
    assert hands.find("pool.tier.plus").isChecked()
    assert not hands.find("pool.deletion_protection").isChecked()
    assert "team=it" in hands.texts()
    assert "pomerium-cognito:setup" not in hands.texts()
    assert session.setup == before


@pytest.mark.usefixtures("existing")
def test_of_an_existing_pool_only_what_is_changed_is_named(
    hands: Any, go: Callable[[str], None], session: Session
) -> None:
    go("pool_settings")
    hands.until(lambda: hands.find("pool.mfa.required").isVisible())
    hands.find("pool.password.minimum_length").setValue(12)
    pool = session.setup.pool
    assert pool.password.minimum_length == 12
    assert pool.password.named == {"minimum_length"}
    assert pool.named - {"id", "name"} == {"password"}


@pytest.mark.usefixtures("existing")
def test_a_sender_that_is_changed_keeps_its_other_keys(hands: Any, go: Callable[[str], None], session: Session) -> None:
    go("pool_settings")
    hands.until(lambda: hands.find("pool.mfa.required").isVisible())
    hands.find("pool.email.open").click()
    hands.until(lambda: hands.find("pool.email.from").isVisible())
    assert hands.find("pool.email.from").text() == "corp@corp.example.com"
    hands.type("pool.email.from", "new@corp.example.com")
    email = session.setup.pool.email
    assert email is not None
    assert email.source_arn == FACTS.pool["EmailConfiguration"]["SourceArn"]
    assert email.from_ == "new@corp.example.com"


@pytest.mark.usefixtures("existing")
def test_a_saved_file_names_only_what_was_answered_of_an_existing_pool(
    hands: Any, go: Callable[[str], None], session: Session
) -> None:
    from wizard.setup import file

    go("pool_settings")
    hands.until(lambda: hands.find("pool.mfa.required").isVisible())
    hands.find("pool.password.minimum_length").setValue(12)
    pool = file.parse(session.text()).setup.pool
    assert pool.named == {"id", "name", "password"}
    assert pool.password.named == {"minimum_length"}


def test_an_existing_pool_that_cant_be_read_holds_nobody_up(
    hands: Any, go: Callable[[str], None], session: Session, existing: Any, refused: Any
) -> None:
    existing.error = refused
    for step in ("account", "pool", "pool_settings"):
        go(step)
    hands.until(lambda: "lacks the permission" in hands.texts())
    assert hands.next_is_on()
    existing.error = None
    hands.button("Try again")
    hands.until(lambda: hands.find("pool.mfa.required").isVisible())


def test_sentences_of_a_pool() -> None:
    assert pool_words.sign_in(("email", "username")) == "User name or e-mail address"
    assert pool_words.second_factor("off", ("totp",)) == "None; a password is enough"
    assert pool_words.second_factor("required", ("totp", "sms")) == (
        "Required, with an authenticator app or a text message"
    )
    assert pool_words.password(Password(minimum_length=8, require_symbols=False, require_numbers=False)) == (
        "8 characters or more, with lower-case letters, capitals"
    )
    lines = pool_words.lines(Pool(self_sign_up=True, deletion_protection=False))
    assert [line.value for line in lines][1::4] == ["Anybody can register", "None; one call deletes the pool"]

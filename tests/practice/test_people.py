"""Users and groups. Texts as AWS gave them in public logs and test suites."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Refused = Callable[..., str]
BAD = "[InvalidParameterException] "


@pytest.fixture
def by_email(cognito: Any) -> str:
    asked = {"UsernameAttributes": ["email"], "UsernameConfiguration": {"CaseSensitive": False}}
    return str(cognito.create_user_pool(PoolName="corp", **asked)["UserPool"]["Id"])


def create(cognito: Any, pool: str, name: str, **more: Any) -> dict[str, Any]:
    asked = {"UserPoolId": pool, "Username": name, "MessageAction": "SUPPRESS", **more}
    return dict(cognito.admin_create_user(**asked)["User"])


def attributes(user: dict[str, Any], member: str = "Attributes") -> dict[str, str]:
    return {pair["Name"]: pair["Value"] for pair in user[member]}


def test_user_by_email_gets_a_made_up_name(cognito: Any, by_email: str, refused: Refused) -> None:
    user = create(cognito, by_email, "ada@corp.example.com")
    assert user["Username"] == attributes(user)["sub"]
    assert attributes(user)["email"] == "ada@corp.example.com"
    assert (user["UserStatus"], user["Enabled"]) == ("FORCE_CHANGE_PASSWORD", True)
    found = cognito.admin_get_user(UserPoolId=by_email, Username="ADA@corp.example.com")
    assert found["Username"] == user["Username"]
    text = refused(create, cognito=cognito, pool=by_email, name="ADA@corp.example.com")
    assert text == "[UsernameExistsException] An account with the given email already exists."
    text = refused(create, cognito=cognito, pool=by_email, name="ada")
    assert text == BAD + "Username should be an email."


def test_email_or_phone(cognito: Any, refused: Refused) -> None:
    pool = cognito.create_user_pool(PoolName="corp", UsernameAttributes=["phone_number", "email"])["UserPool"]["Id"]
    text = refused(create, cognito=cognito, pool=pool, name="ada")
    assert text == BAD + "Username should be either an email or a phone number."
    assert attributes(create(cognito, pool, "+15550100"))["phone_number"] == "+15550100"


def test_user_by_name(cognito: Any, pool: str, refused: Refused) -> None:
    create(cognito, pool, "ada")
    text = refused(create, cognito=cognito, pool=pool, name="ada")
    assert text == "[UsernameExistsException] User account already exists"
    create(cognito, pool, "Ada")  # a pool regards case unless it is told not to


def test_alias_pool_refuses_an_email_as_name(cognito: Any, refused: Refused) -> None:
    pool = cognito.create_user_pool(PoolName="corp", AliasAttributes=["email"])["UserPool"]["Id"]
    text = refused(create, cognito=cognito, pool=pool, name="ada@corp.example.com")
    assert text == BAD + "Username cannot be of email format, since user pool is configured for email alias."
    email = {"Name": "email", "Value": "ada@corp.example.com"}
    create(cognito, pool, "ada", UserAttributes=[email])
    text = refused(cognito.admin_get_user, UserPoolId=pool, Username="ada@corp.example.com")
    assert text == "[UserNotFoundException] User does not exist."
    verified = [{"Name": "email_verified", "Value": "true"}]
    cognito.admin_update_user_attributes(UserPoolId=pool, Username="ada", UserAttributes=verified)
    assert cognito.admin_get_user(UserPoolId=pool, Username="ada@corp.example.com")["Username"] == "ada"


@pytest.mark.parametrize(
    ("pair", "text"),
    [
        ({"Name": "email", "Value": "nobody"}, "Invalid email address format."),
        ({"Name": "phone_number", "Value": "555"}, "Invalid phone number format."),
        ({"Name": "custom:team", "Value": "x"}, "Attributes did not conform to the schema"),
        ({"Name": "email_verified", "Value": "yes"}, "Attributes did not conform to the schema"),
        ({"Name": "birthdate", "Value": "1815"}, "Attributes did not conform to the schema"),
    ],
)
def test_attributes_that_are_refused(
    cognito: Any, pool: str, refused: Refused, pair: dict[str, str], text: str
) -> None:
    assert refused(create, cognito=cognito, pool=pool, name="ada", UserAttributes=[pair]).startswith(BAD + text)


@pytest.mark.parametrize(
    ("password", "text"),
    [
        ("Ab1!", "Password not long enough"),
        ("lovelace-1815", "Password must have uppercase characters"),
        ("LOVELACE-1815", "Password must have lowercase characters"),
        ("Lovelace-Ada", "Password must have numeric characters"),
        ("Lovelace1815", "Password must have symbol characters"),
    ],
)
def test_password_policy(cognito: Any, pool: str, refused: Refused, password: str, text: str) -> None:
    said = refused(create, cognito=cognito, pool=pool, name="ada", TemporaryPassword=password)
    assert said == f"[InvalidPasswordException] Password did not conform with password policy: {text}"
    create(cognito, pool, "ada")
    said = refused(cognito.admin_set_user_password, UserPoolId=pool, Username="ada", Password=password)
    assert said == f"[InvalidPasswordException] Password did not conform with policy: {text}"


@pytest.mark.parametrize("password", [" Lovelace-1815", "Lovelace-1815 ", "x"])
def test_password_with_blanks_at_an_end(cognito: Any, pool: str, refused: Refused, password: str) -> None:
    create(cognito, pool, "ada")
    said = refused(cognito.admin_set_user_password, UserPoolId=pool, Username="ada", Password=password)
    assert said == BAD + (
        "1 validation error detected: Value at 'password' failed to satisfy constraint: "
        r"Member must satisfy regular expression pattern: ^[\S]+.*[\S]+$"
    )


def test_a_password_may_hold_inner_blanks(cognito: Any, pool: str) -> None:
    create(cognito, pool, "ada")
    asked = {"UserPoolId": pool, "Username": "ada"}
    cognito.admin_set_user_password(**asked, Password="Ada Lovelace 1815", Permanent=True)
    assert cognito.admin_get_user(**asked)["UserStatus"] == "CONFIRMED"
    cognito.admin_set_user_password(**asked, Password="Ada Lovelace 1852")
    assert cognito.admin_get_user(**asked)["UserStatus"] == "FORCE_CHANGE_PASSWORD"


def test_disable_enable_delete(cognito: Any, pool: str, refused: Refused) -> None:
    create(cognito, pool, "ada")
    asked = {"UserPoolId": pool, "Username": "ada"}
    cognito.admin_disable_user(**asked)
    assert cognito.list_users(UserPoolId=pool, Filter='status = "Disabled"')["Users"][0]["Username"] == "ada"
    cognito.admin_enable_user(**asked)
    assert cognito.admin_get_user(**asked)["Enabled"] is True
    assert cognito.describe_user_pool(UserPoolId=pool)["UserPool"]["EstimatedNumberOfUsers"] == 1
    cognito.admin_delete_user(**asked)
    assert refused(cognito.admin_delete_user, **asked) == "[UserNotFoundException] User does not exist."


def test_immutable_attribute(cognito: Any, refused: Refused) -> None:
    email = {"Name": "email", "AttributeDataType": "String", "Mutable": False}
    pool = cognito.create_user_pool(PoolName="corp", Schema=[email])["UserPool"]["Id"]
    create(cognito, pool, "ada", UserAttributes=[{"Name": "email", "Value": "ada@corp.example.com"}])
    change = [{"Name": "email", "Value": "a@corp.example.com"}]
    asked = {"UserPoolId": pool, "Username": "ada", "UserAttributes": change}
    assert refused(cognito.admin_update_user_attributes, **asked) == BAD + "user.email: Attribute cannot be updated."


def test_filters(cognito: Any, pool: str, refused: Refused) -> None:
    for name in ("ada", "adele", "bob"):
        create(cognito, pool, name, UserAttributes=[{"Name": "email", "Value": f"{name}@corp.example.com"}])

    def found(condition: str) -> list[str]:
        return [user["Username"] for user in cognito.list_users(UserPoolId=pool, Filter=condition)["Users"]]

    assert found('username ^= "ad"') == ["ada", "adele"]
    assert found('email = "bob@corp.example.com"') == ["bob"]
    assert found('"cognito:user_status"="FORCE_CHANGE_PASSWORD"') == ["ada", "adele", "bob"]
    for bad in ('custom:team = "x"', "username", 'username > "a"'):
        assert refused(cognito.list_users, UserPoolId=pool, Filter=bad).startswith(BAD)
    shown = cognito.list_users(UserPoolId=pool, AttributesToGet=["email"])["Users"]
    assert [list(attributes(user)) for user in shown] == [["email"]] * 3


def outbox(stand: Any) -> list[dict[str, str]]:
    with httpx.Client() as http:
        return list(http.get(f"{stand.url}/practice/outbox.json").json())


def test_invitation_by_email_alone_when_asked(slow_stand: Any, refused: Refused) -> None:
    cognito = slow_stand.client()
    template = {"EmailMessage": "Hello {username}, first {####}, then your own."}
    asked = {"UsernameAttributes": ["email"], "AdminCreateUserConfig": {"InviteMessageTemplate": template}}
    pool = cognito.create_user_pool(PoolName="corp", **asked)["UserPool"]["Id"]
    cognito.admin_create_user(UserPoolId=pool, Username="sms@corp.example.com")
    assert outbox(slow_stand) == []  # Amazon's own choice of medium is SMS
    invite = {"UserPoolId": pool, "Username": "ada@corp.example.com", "DesiredDeliveryMediums": ["EMAIL"]}
    cognito.admin_create_user(**invite, TemporaryPassword="Lovelace-1815")
    (message,) = outbox(slow_stand)
    assert message["to"] == "ada@corp.example.com"
    assert message["text"] == "Hello ada@corp.example.com, first Lovelace-1815, then your own."
    cognito.admin_create_user(**invite, MessageAction="RESEND")
    assert len(outbox(slow_stand)) == 2
    asked = {"UserPoolId": pool, "Username": "ada@corp.example.com"}
    cognito.admin_set_user_password(**asked, Password="Lovelace-1852", Permanent=True)
    text = refused(cognito.admin_create_user, **invite, MessageAction="RESEND")
    assert text.startswith("[UnsupportedUserStateException] Resend not possible.")


def test_fifty_emails_a_day(slow_stand: Any, refused: Refused) -> None:
    cognito = slow_stand.client()
    pool = cognito.create_user_pool(PoolName="corp", UsernameAttributes=["email"])["UserPool"]["Id"]
    invite = {"UserPoolId": pool, "DesiredDeliveryMediums": ["EMAIL"]}
    for number in range(50):
        cognito.admin_create_user(**invite, Username=f"u{number}@corp.example.com")
    text = refused(cognito.admin_create_user, **invite, Username="late@corp.example.com")
    assert text == (
        "[LimitExceededException] Exceeded daily email limit for the operation or the account. If a higher limit is "
        "required, please configure your user pool to use your own Amazon SES configuration for sending email."
    )
    gone = {"UserPoolId": pool, "Username": "late@corp.example.com"}
    assert refused(cognito.admin_get_user, **gone) == "[UserNotFoundException] User does not exist."
    cognito.admin_create_user(UserPoolId=pool, Username="quiet@corp.example.com", MessageAction="SUPPRESS")
    slow_stand.clock.now += 86400
    cognito.admin_create_user(**invite, Username="late@corp.example.com")


def test_groups(cognito: Any, pool: str, refused: Refused) -> None:
    create(cognito, pool, "ada")
    both = {"UserPoolId": pool, "Username": "ada", "GroupName": "admins"}
    assert refused(cognito.admin_add_user_to_group, **both) == "[ResourceNotFoundException] Group not found."
    cognito.create_group(UserPoolId=pool, GroupName="admins", Description="All of it", Precedence=1)
    cognito.admin_add_user_to_group(**both)
    cognito.admin_add_user_to_group(**both)
    group = {"UserPoolId": pool, "GroupName": "admins"}
    assert [one["Username"] for one in cognito.list_users_in_group(**group)["Users"]] == ["ada"]
    shown = cognito.admin_list_groups_for_user(UserPoolId=pool, Username="ada")["Groups"]
    assert shown == [cognito.get_group(**group)["Group"]]
    cognito.admin_remove_user_from_group(**both)
    assert cognito.list_users_in_group(**group)["Users"] == []
    cognito.admin_add_user_to_group(**both)
    cognito.delete_group(**group)
    assert cognito.list_groups(UserPoolId=pool)["Groups"] == []
    assert cognito.admin_list_groups_for_user(UserPoolId=pool, Username="ada")["Groups"] == []

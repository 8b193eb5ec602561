"""What an existing pool and client are set to, in the setup's words."""

from __future__ import annotations

from typing import Any

import pytest

from wizard.gui import adopted
from wizard.jobs.listing import PoolFacts
from wizard.setup.model import Setup

POOL = "eu-west-1_AbCdEf123"
SETUP = Setup().replace("pool.id", POOL).replace("client.id", "1" * 26)


def of_pool(mfa: dict[str, Any] | None = None, **members: Any) -> dict[str, Any]:
    return adopted.values(SETUP, PoolFacts({"Id": POOL, **members}, mfa or {}, ()), None)


def of_client(**members: Any) -> dict[str, Any]:
    return adopted.values(SETUP, None, {"ClientId": "1" * 26, **members})


def units(token: str, unit: str) -> dict[str, Any]:
    return {"TokenValidityUnits": {token: unit}}


@pytest.mark.parametrize(
    ("members", "path", "value"),
    [
        ({"UsernameAttributes": ["email", "phone_number"]}, "pool.sign_in", ("email", "phone_number")),
        ({"AliasAttributes": ["email"]}, "pool.sign_in", ("username", "email")),
        ({}, "pool.sign_in", ("username",)),
        ({}, "pool.self_sign_up", True),  # the API's default lets anybody in
        ({"AdminCreateUserConfig": {"AllowAdminCreateUserOnly": True}}, "pool.self_sign_up", False),
        ({"UserPoolTier": "LITE"}, "pool.tier", "lite"),
        ({"DeletionProtection": "ACTIVE"}, "pool.deletion_protection", True),
        ({"UserPoolTags": {"pomerium-cognito:setup": "x", "b": "2", "a": "1"}}, "pool.tags", (("a", "1"), ("b", "2"))),
        ({"Policies": {"PasswordPolicy": {"MinimumLength": 8}}}, "pool.password.minimum_length", 8),
        ({"SmsConfiguration": {"SnsCallerArn": "arn:x", "ExternalId": "y"}}, "pool.sms.role_arn", "arn:x"),
    ],
)
def test_members_of_a_pool(members: dict[str, Any], path: str, value: Any) -> None:
    assert of_pool(**members)[path] == value


def test_amazons_own_sender_is_none() -> None:
    assert "pool.email.source_arn" not in of_pool(EmailConfiguration={"EmailSendingAccount": "COGNITO_DEFAULT"})


def test_the_second_factor_and_its_methods() -> None:
    mfa = {"MfaConfiguration": "OPTIONAL", "SmsMfaConfiguration": {"SmsConfiguration": {"SnsCallerArn": "arn:x"}}}
    found = of_pool({**mfa, "SoftwareTokenMfaConfiguration": {"Enabled": False}})
    assert found["pool.mfa"] == "optional"
    assert found["pool.mfa_methods"] == ("sms",)


def test_e_mail_without_wording_of_its_own_is_a_second_factor_all_the_same() -> None:
    found = of_pool({"MfaConfiguration": "ON", "EmailMfaConfiguration": {}})
    assert (found["pool.mfa"], found["pool.mfa_methods"]) == ("required", ("email",))


@pytest.mark.parametrize(
    ("members", "path", "value"),
    [
        ({"SupportedIdentityProviders": ["COGNITO", "Okta"]}, "client.identity_providers", ("COGNITO", "Okta")),
        ({"AllowedOAuthScopes": ["openid"]}, "client.scopes", ("openid",)),
        ({"IdTokenValidity": 2}, "client.id_token_minutes", 120),
        ({"AccessTokenValidity": 900, **units("AccessToken", "seconds")}, "client.access_token_minutes", 15),
        ({"RefreshTokenValidity": 48, **units("RefreshToken", "hours")}, "client.refresh_token_days", 2),
    ],
)  # fmt: skip
def test_members_of_a_client(members: dict[str, Any], path: str, value: Any) -> None:
    assert of_client(**members)[path] == value


def test_another_pools_facts_say_nothing() -> None:
    facts = PoolFacts({"Id": "eu-west-1_Other0001", "UserPoolTier": "LITE"}, {}, ())
    assert adopted.values(SETUP, facts, {"ClientId": "2" * 26, "AllowedOAuthScopes": ["x"]}) == {}
    assert adopted.values(Setup(), PoolFacts({"Id": POOL}, {}, ()), None) == {}

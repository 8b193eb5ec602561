"""What an existing pool or app client is set to, in sentences."""

from __future__ import annotations

from typing import Any

import pytest

from wizard.gui.pages import found_words
from wizard.gui.widgets.fields import FieldLine
from wizard.jobs.listing import PoolFacts

POOL = {
    "Id": "eu-west-1_AbCdEf123",
    "Name": "legacy",
    "UsernameAttributes": ["phone_number"],
    "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": False},
    "Policies": {"PasswordPolicy": {"MinimumLength": 9, "RequireNumbers": True, "RequireSymbols": False,
                                    "RequireLowercase": False, "RequireUppercase": False}},
    "UserPoolTier": "PLUS",
    "DeletionProtection": "INACTIVE",
    "Domain": "legacy",
}  # fmt: skip
MFA = {"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": True}}
CLIENT = {
    "ClientId": "7abc",
    "AllowedOAuthFlows": ["code", "implicit"],
    "AllowedOAuthScopes": ["openid", "phone"],
    "CallbackURLs": ["https://a.example.com/cb", "https://b.example.com/cb"],
    "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"],
    "IdTokenValidity": 30,
    "RefreshTokenValidity": 7,
    "TokenValidityUnits": {"IdToken": "minutes"},
}


def said(lines: list[FieldLine]) -> dict[str, str]:
    return {line.name: line.value for line in lines}


def test_a_pool_is_told_as_it_is_and_not_as_the_defaults_are() -> None:
    told = said(found_words.of_pool(PoolFacts(POOL, MFA, (), {"legacy": {"ManagedLoginVersion": 2}})))
    assert told == {
        "Sign in with": "Phone number",
        "Accounts": "Anybody can register",
        "Second factor": "Required, with an authenticator app",
        "Password": "9 characters or more, with numbers",
        "Plan": "Plus",
        "Protection": "None; one call deletes the pool",
        "Login page": "legacy, managed login",
    }


@pytest.mark.parametrize(
    ("members", "domains", "words"),
    [
        ({"Domain": "a"}, {"a": {}}, "a, classic hosted pages"),
        ({"CustomDomain": "auth.a.example.com", "Domain": "a"}, {"auth.a.example.com": {"ManagedLoginVersion": 2}},
         "auth.a.example.com, managed login\na, classic hosted pages"),
        ({}, {}, "No domain yet"),
    ],
)  # fmt: skip
def test_a_pools_login_pages(members: dict[str, Any], domains: dict[str, Any], words: str) -> None:
    bare = {key: value for key, value in POOL.items() if key != "Domain"}
    assert said(found_words.of_pool(PoolFacts(bare | members, MFA, (), domains)))["Login page"] == words


def test_an_app_client_is_told_with_its_urls_and_flows() -> None:
    assert said(found_words.of_client(CLIENT)) == {
        "Client ID": "7abc",
        "Grants": "code, implicit",
        "Scopes": "openid, phone",
        "Sign-in through": "None",
        "Callback URLs": "https://a.example.com/cb\nhttps://b.example.com/cb",
        "Sign-out URLs": "None",
        "Ways to get tokens": "ALLOW_USER_SRP_AUTH",
        "Tokens": "ID 30 minutes, refresh 7 days",
    }

"""A client's two secrets, as the author of floci recorded them on AWS (April 2026)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Refused = Callable[..., str]


@pytest.fixture
def asked(cognito: Any, pool: str) -> dict[str, str]:
    made = cognito.create_user_pool_client(UserPoolId=pool, ClientName="p", GenerateSecret=True)["UserPoolClient"]
    return {"UserPoolId": pool, "ClientId": made["ClientId"]}


def test_two_at_most_and_one_at_least(cognito: Any, asked: dict[str, str], refused: Refused) -> None:
    (first,) = cognito.list_user_pool_client_secrets(**asked)["ClientSecrets"]
    only = refused(cognito.delete_user_pool_client_secret, **asked, ClientSecretId=first["ClientSecretId"])
    assert only.startswith("[InvalidParameterException]")
    added = cognito.add_user_pool_client_secret(**asked)["ClientSecretDescriptor"]
    assert len(added["ClientSecretValue"]) == 52
    client, _, second = added["ClientSecretId"].partition("--")
    assert client == asked["ClientId"] and second.isdigit()
    assert refused(cognito.add_user_pool_client_secret, **asked).startswith("[LimitExceededException]")
    listed = cognito.list_user_pool_client_secrets(**asked)["ClientSecrets"]
    assert [sorted(one) for one in listed] == [["ClientSecretCreateDate", "ClientSecretId"]] * 2
    assert len({one["ClientSecretId"] for one in listed}) == 2


def test_describe_never_shows_the_newer_one(cognito: Any, asked: dict[str, str]) -> None:
    def shown() -> str | None:
        secret: str | None = cognito.describe_user_pool_client(**asked)["UserPoolClient"].get("ClientSecret")
        return secret

    original = shown()
    (first,) = cognito.list_user_pool_client_secrets(**asked)["ClientSecrets"]
    added = cognito.add_user_pool_client_secret(**asked)["ClientSecretDescriptor"]
    assert shown() == original
    cognito.delete_user_pool_client_secret(**asked, ClientSecretId=added["ClientSecretId"])
    assert shown() == original
    cognito.add_user_pool_client_secret(**asked)
    cognito.delete_user_pool_client_secret(**asked, ClientSecretId=first["ClientSecretId"])
    assert shown() is None
    cognito.add_user_pool_client_secret(**asked)
    assert shown() is None


def test_an_own_value_is_not_echoed(cognito: Any, asked: dict[str, str]) -> None:
    descriptor = cognito.add_user_pool_client_secret(**asked, ClientSecret="a" * 30)["ClientSecretDescriptor"]
    assert "ClientSecretValue" not in descriptor


@pytest.mark.parametrize(("secret", "constraint"), [("a" * 65, "length less than"), ("with-hyphen-" * 3, "pattern")])
def test_an_own_value_in_the_wrong_form(
    cognito: Any, asked: dict[str, str], refused: Refused, secret: str, constraint: str
) -> None:
    text = refused(cognito.add_user_pool_client_secret, **asked, ClientSecret=secret)
    assert "Value at 'clientSecret' failed" in text and constraint in text
    assert secret not in text


def test_public_client_has_none(cognito: Any, pool: str, refused: Refused) -> None:
    made = cognito.create_user_pool_client(UserPoolId=pool, ClientName="p")["UserPoolClient"]
    asked = {"UserPoolId": pool, "ClientId": made["ClientId"]}
    assert refused(cognito.add_user_pool_client_secret, **asked).startswith("[InvalidParameterException]")


def test_both_work_until_one_is_deleted(cognito: Any, site: Any) -> None:
    browser = site()
    client = browser.client
    asked = {"UserPoolId": client["UserPoolId"], "ClientId": client["ClientId"]}
    (first,) = cognito.list_user_pool_client_secrets(**asked)["ClientSecrets"]
    second = cognito.add_user_pool_client_secret(**asked)["ClientSecretDescriptor"]["ClientSecretValue"]
    form = {"grant_type": "authorization_code", "code": "junk", "redirect_uri": client["CallbackURLs"][0]}
    for secret in (client["ClientSecret"], second):
        assert browser.token(secret, **form).json() == {"error": "invalid_grant"}
    cognito.delete_user_pool_client_secret(**asked, ClientSecretId=first["ClientSecretId"])
    assert browser.token(second, **form).json() == {"error": "invalid_grant"}
    assert browser.token(client["ClientSecret"], **form).json()["error"] == "invalid_client"

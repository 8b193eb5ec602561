from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest

from wizard.checks.sign_out import CHECK

SIGNED_OUT = "https://authenticate.corp.example.com/.pomerium/signed_out"


def test_a_registered_url_is_come_back_to(cognito: Any, target: Any) -> None:
    assert CHECK.run(target).state == "passed"
    ((_, path, query),) = cognito.asked
    assert path == "/logout"
    assert parse_qs(query) == {"client_id": [target.client_id], "logout_uri": [SIGNED_OUT]}


@pytest.mark.parametrize("listed", [(), (SIGNED_OUT + "/",), ("https://authenticate.corp.example.com/",)])
def test_an_unregistered_url_is_offered(cognito: Any, target: Any, listed: tuple[str, ...]) -> None:
    cognito.sign_outs = listed
    outcome = CHECK.run(target)
    assert (outcome.state, outcome.value) == ("failed", SIGNED_OUT)
    assert outcome.fix == ("client.logout_urls", (SIGNED_OUT,))


def test_another_place_is_named(cognito: Any, target: Any) -> None:
    cognito.answers["/logout"] = (302, {"Location": SIGNED_OUT + "/"}, "")
    outcome = CHECK.run(target)
    assert (outcome.state, outcome.value, outcome.fix) == ("failed", SIGNED_OUT + "/", None)


@pytest.mark.parametrize("status", [200, 404, 405, 500])
def test_a_missing_endpoint_is_named(cognito: Any, target: Any, status: int) -> None:
    cognito.answers["/logout"] = (status, {}, "")
    outcome = CHECK.run(target)
    assert outcome.state == "failed"
    assert "/logout" in outcome.cause and str(status) in outcome.cause
    assert outcome.value == cognito.login_url + "/logout"


def test_the_endpoint_is_on_the_authorization_endpoints_host_as_pomerium_has_it(cognito: Any, target: Any) -> None:
    below = replace(target.discovered, authorization_endpoint=cognito.login_url + "/a/b/oauth2/authorize")
    assert CHECK.run(replace(target, discovered=below)).state == "passed"


@pytest.mark.parametrize(
    "change", [{"provider": "oidc"}, {"sign_out_url": None}, {"discovered": None, "login_url": ""}]
)
def test_what_is_not_used_or_not_there_is_skipped(cognito: Any, target: Any, change: dict[str, Any]) -> None:
    outcome = CHECK.run(replace(target, **change))
    assert outcome.state == "skipped" and outcome.cause.startswith("Not tried: ")
    assert cognito.asked == []


def test_the_warning_of_the_older_provider_names_the_version(target: Any) -> None:
    assert "0.23" in CHECK.run(replace(target, provider="oidc")).mend

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest

from wizard.checks import Standing
from wizard.checks.login_page import CHECK

CALLBACK = "https://authenticate.corp.example.com/oauth2/callback"
AUTHORIZE = "/oauth2/authorize"


def to(url: str) -> tuple[int, dict[str, str], str]:
    return 302, {"Location": url}, ""


def test_pomeriums_own_parameters_reach_the_login_page(cognito: Any, target: Any) -> None:
    outcome = CHECK.run(target)
    assert outcome.state == "passed"
    assert cognito.paths() == [AUTHORIZE, "/login"]
    sent = parse_qs(cognito.asked[0][2])
    assert sent.pop("state")[0]
    assert sent == {
        "client_id": [target.client_id],
        "redirect_uri": [CALLBACK],
        "response_type": ["code"],
        "scope": ["openid email profile"],
    }
    assert "scope=openid+email+profile" in cognito.asked[0][2]


def test_a_callback_that_cognito_does_not_know(cognito: Any, target: Any) -> None:
    cognito.callbacks = (CALLBACK + "/",)
    outcome = CHECK.run(target)
    assert outcome.state == "failed" and not outcome.retry
    assert "callback URL" in outcome.cause and "Amazon's error page" in outcome.cause
    assert outcome.value == CALLBACK
    assert outcome.fix == ("client.callback_urls", (CALLBACK,))
    assert "redirect_mismatch" in outcome.details


def test_a_client_that_cognito_does_not_know(target: Any) -> None:
    outcome = CHECK.run(replace(target, client_id="nobody"))
    assert (outcome.state, outcome.value, outcome.fix) == ("failed", "nobody", None)
    assert "app client" in outcome.cause


def test_a_refused_scope_is_found_out_and_offered(cognito: Any, target: Any) -> None:
    cognito.scopes = ("openid", "email")
    outcome = CHECK.run(target)
    assert (outcome.state, outcome.value) == ("failed", "profile")
    assert outcome.fix == ("client.scopes", ("profile",))
    assert "bare 400" in outcome.cause


def test_offline_access_is_never_to_be_added(target: Any) -> None:
    outcome = CHECK.run(replace(target, scopes=("openid", "offline_access")))
    assert (outcome.value, outcome.fix) == ("offline_access", None)
    assert outcome.mend.startswith("Take offline_access out")


def test_a_scope_refused_on_the_domains_own_error_page_is_the_same(cognito: Any, target: Any) -> None:
    cognito.answers[AUTHORIZE] = to("/error?error=invalid_scope&client_id=1")
    outcome = CHECK.run(target)
    assert outcome.value == "openid"  # without it the others can't be asked for
    assert "scope" in outcome.cause


def test_a_client_without_the_code_flow(cognito: Any, target: Any) -> None:
    cognito.answers[AUTHORIZE] = to(CALLBACK + "?error=unauthorized_client&state=x")
    outcome = CHECK.run(target)
    assert outcome.state == "failed"
    assert "code flow" in outcome.cause


def test_a_server_error_is_told_as_amazons(cognito: Any, target: Any) -> None:
    cognito.answers[AUTHORIZE] = to(CALLBACK + "?error=server_error")
    assert "of its own" in CHECK.run(target).cause


def test_a_client_without_a_style_has_no_login_page_yet(cognito: Any, target: Any) -> None:
    cognito.style = False
    outcome = CHECK.run(target)
    assert outcome.state == "failed" and outcome.retry
    assert "style" in outcome.cause and "style" in outcome.mend
    known = CHECK.run(replace(target, standing=Standing(styled=False)))
    assert known.state == "failed" and not known.retry  # the API says so, too: none is on its way
    assert CHECK.run(replace(target, standing=Standing(styled=True))).retry


def test_a_login_page_that_fails_is_told_with_its_status(cognito: Any, target: Any) -> None:
    cognito.answers["/login"] = (500, {}, "")
    outcome = CHECK.run(target)
    assert (outcome.state, outcome.value) == ("failed", cognito.login_url + "/login")
    assert "HTTP 500" in outcome.cause


def test_another_403_is_not_taken_for_a_missing_style(cognito: Any, target: Any) -> None:
    cognito.answers["/login"] = (403, {}, "Blocked by WAF")
    outcome = CHECK.run(target)
    assert "style" not in outcome.cause and not outcome.retry


def test_the_login_page_may_move_on_its_own_domain(cognito: Any, target: Any) -> None:
    cognito.answers["/login"] = to("/login/continue")
    cognito.answers["/login/continue"] = (200, {}, "<form>")
    assert CHECK.run(target).state == "passed"


def test_a_login_page_that_moves_for_ever_fails(cognito: Any, target: Any) -> None:
    cognito.answers["/login"] = to("/login")
    assert CHECK.run(target).state == "failed"
    assert len(cognito.asked) < 8


@pytest.mark.parametrize(
    "url", ["https://accounts.google.com/o/oauth2/v2/auth?client_id=7&state=x", "https://idp.corp/sso?SAMLRequest=f"]
)
def test_a_single_identity_provider_is_gone_to_directly(cognito: Any, target: Any, url: str) -> None:
    cognito.answers[AUTHORIZE] = to(url)
    outcome = CHECK.run(target)
    assert outcome.state == "passed"
    assert url.split("/")[2] in outcome.cause
    assert cognito.paths() == [AUTHORIZE]


@pytest.mark.parametrize(
    "url", ["https://captive.example.net/", "/somewhere", "/error?error=strange", CALLBACK + "?code=x"]
)
def test_an_answer_that_is_not_understood_fails_with_it(cognito: Any, target: Any, url: str) -> None:
    cognito.answers[AUTHORIZE] = to(url)
    outcome = CHECK.run(target)
    assert outcome.state == "failed" and outcome.fix is None


@pytest.mark.parametrize("status", [200, 404, 405, 500])
def test_a_missing_endpoint_is_named(cognito: Any, target: Any, status: int) -> None:
    cognito.answers[AUTHORIZE] = (status, {}, "not here")
    outcome = CHECK.run(target)
    assert outcome.state == "failed" and not outcome.retry
    assert "/oauth2/authorize" in outcome.cause and str(status) in outcome.cause
    assert outcome.value == cognito.login_url + AUTHORIZE


def test_the_endpoint_is_the_discovery_documents(cognito: Any, target: Any) -> None:
    other = replace(target.discovered, authorization_endpoint=cognito.login_url + "/x/oauth2/authorize")
    CHECK.run(replace(target, discovered=other))
    assert cognito.paths() == ["/x/oauth2/authorize"]


def test_without_a_domain_it_is_skipped(cognito: Any, target: Any) -> None:
    outcome = CHECK.run(replace(target, discovered=None, login_url=""))
    assert outcome.state == "skipped"
    assert cognito.asked == []

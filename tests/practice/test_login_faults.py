"""What the login endpoints answer to what is wrong, to the letter: as live probes of Amazon's recorded it in 2026, and
where there is none as the developer guide has it."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

CALLBACK = "https://authenticate.corp.example.com/oauth2/callback"
SCOPE = f"{CALLBACK}?error_description=invalid_scope&state=st%2Fate&error=invalid_request"
INVALID = f"{CALLBACK}?error=invalid_request"
MISMATCH = "/error?error=redirect_mismatch&client_id={client}"

AUTHORIZE = [
    ({"redirect_uri": CALLBACK + "/"}, MISMATCH),
    ({"redirect_uri": CALLBACK.upper()}, MISMATCH),
    ({"redirect_uri": None}, MISMATCH),
    ({"client_id": "nobodys"}, "/error?error=invalid_request"),
    ({"client_id": None}, "/error?error=invalid_request"),
    ({"identity_provider": "Google"}, "/error?error=invalid_request&client_id={client}"),
    ({"scope": "openid profile"}, SCOPE),
    ({"scope": "openid offline_access"}, SCOPE),
    ({"scope": "email"}, SCOPE),
    (
        {"scope": "openid nonsense", "state": None},
        f"{CALLBACK}?error_description=invalid_scope&error=invalid_request",
    ),
    ({"response_type": None}, INVALID),
    ({"code_challenge": "x" * 43}, INVALID),
    ({"code_challenge": "x" * 43, "code_challenge_method": "plain"}, INVALID),
    ({"response_type": "token"}, f"{CALLBACK}?error=unauthorized_client"),
]


@pytest.mark.parametrize(("changes", "location"), AUTHORIZE, ids=[str(changes) for changes, _ in AUTHORIZE])
def test_authorize(site: Any, changes: dict[str, str | None], location: str) -> None:
    browser = site()
    answer = browser.authorize(**changes)
    wanted = location.format(client=browser.client["ClientId"])
    assert (answer.status_code, answer.headers["location"]) == (302, wanted)
    if wanted.startswith("/error"):
        page = browser.http.get(wanted)
        assert page.status_code == 400
        assert "An error was encountered with the requested page." in page.text
    # The login page itself, opened past authorize, judges the same way (without redirect_uri it has a text of its own).
    if changes != {"redirect_uri": None}:
        direct = browser.http.get("/login", params=browser.asks(**changes))
        assert direct.headers["location"] == wanted


def test_client_that_may_not_use_oauth(site: Any) -> None:
    browser = site(AllowedOAuthFlowsUserPoolClient=False)
    assert browser.authorize().headers["location"] == f"{CALLBACK}?error=unauthorized_client"


def test_client_without_callbacks(cognito: Any, site: Any) -> None:
    browser = site()
    pool = browser.client["UserPoolId"]
    browser.client = cognito.create_user_pool_client(UserPoolId=pool, ClientName="p")["UserPoolClient"]
    wanted = f"/error?error=redirect_mismatch&client_id={browser.client['ClientId']}"
    assert browser.authorize().headers["location"] == wanted


def test_managed_login_without_a_style(cognito: Any, site: Any) -> None:
    browser = site(version=2, style=False)
    page = browser.open()
    assert page.status_code == 403
    assert "Login pages unavailable" in page.text and "Please contact an administrator." in page.text
    asked = {"UserPoolId": browser.client["UserPoolId"], "ClientId": browser.client["ClientId"]}
    cognito.create_managed_login_branding(**asked, UseCognitoProvidedValues=True)
    assert browser.open().status_code == 200


def test_classic_pages_need_no_style(site: Any) -> None:
    page = site(version=1, style=False).open()
    assert page.status_code == 200
    assert 'name="password"' in page.text


def test_client_without_a_provider(site: Any) -> None:
    page = site(SupportedIdentityProviders=[]).open()
    assert page.status_code == 400
    assert "Login option is not available" in page.text


def test_a_pool_without_domain_has_no_login(site: Any) -> None:
    browser = site(domain=False)
    for path in ("/oauth2/authorize", "/login", "/logout"):
        with pytest.raises(httpx.RemoteProtocolError):
            browser.http.get(path, params=browser.asks())


def test_logout(site: Any) -> None:
    browser = site()
    client = browser.client["ClientId"]
    answer = browser.http.get("/logout", params={"client_id": client, "logout_uri": "https://elsewhere.example.com/"})
    assert answer.status_code == 302
    assert answer.headers["location"].startswith("/login?")
    page = browser.http.get(answer.headers["location"])
    assert page.status_code == 400
    assert "Required String parameter &#x27;redirect_uri&#x27; is not present" in page.text
    again = browser.http.get("/logout", params=browser.asks())
    assert httpx.URL(again.headers["location"]).path == "/login"
    assert browser.http.get(again.headers["location"]).status_code == 200
    # Not OIDC's sign-out: its parameter means nothing here.
    other = browser.http.get(
        "/logout", params={"client_id": client, "post_logout_redirect_uri": browser.client["LogoutURLs"][0]}
    )
    assert other.headers["location"] == f"/login?client_id={client}"
    assert browser.http.get("/logout", params={"client_id": "nobodys"}).headers["location"].startswith("/error")
    assert browser.http.get("/logout").status_code == 400


JUNK = {"grant_type": "authorization_code", "code": "junk", "redirect_uri": CALLBACK}
TOKEN = [
    (JUNK, "own", '{"error":"invalid_grant"}'),
    (JUNK, "wrong", '{"error":"invalid_client","error_description":"invalid_client_secret"}'),
    ({**JUNK, "client_id": "{client}"}, None, '{"error":"invalid_client","error_description":"invalid_client_secret"}'),
    ({**JUNK, "client_id": "nobodys"}, None, '{"error":"invalid_client"}'),
    (JUNK, None, '{"error":"invalid_request"}'),
    ({**JUNK, "redirect_uri": CALLBACK + "/"}, "own", '{"error":"unauthorized_client"}'),
    ({**JUNK, "redirect_uri": "https://elsewhere.example.com"}, "own", '{"error":"invalid_grant"}'),
    ({"grant_type": "client_credentials"}, "own", '{"error":"unauthorized_client"}'),
    ({"grant_type": "password"}, "own", '{"error":"unsupported_grant_type"}'),
    ({"code": "junk", "redirect_uri": CALLBACK}, "own", '{"error":"invalid_request"}'),
    ({"grant_type": "authorization_code", "code": "junk"}, "own", '{"error":"invalid_request"}'),
    ({"grant_type": "authorization_code", "redirect_uri": CALLBACK}, "own", '{"error":"invalid_request"}'),
    ({"grant_type": "refresh_token", "refresh_token": "junk"}, "own", '{"error":"invalid_grant"}'),
    ({"grant_type": "refresh_token"}, "own", '{"error":"invalid_request"}'),
]


@pytest.mark.parametrize(("form", "secret", "body"), TOKEN, ids=[f"{form} {secret}" for form, secret, _ in TOKEN])
def test_token(site: Any, form: dict[str, str], secret: str | None, body: str) -> None:
    browser = site()
    filled = {name: value.format(client=browser.client["ClientId"]) for name, value in form.items()}
    answer = browser.token(secret, **filled)
    assert (answer.status_code, answer.text) == (400, body)
    assert "no-store" in answer.headers["cache-control"]


def test_doubled_parameter(site: Any) -> None:
    browser = site()
    auth = (browser.client["ClientId"], browser.client["ClientSecret"])
    form = "grant_type=authorization_code&code=a&code=b&redirect_uri=x"
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = browser.http.post("/oauth2/token", content=form, auth=auth, headers=kind)
    assert answer.json() == {"error": "invalid_request"}


def test_secret_in_the_form(site: Any) -> None:
    browser = site()
    own = {"client_id": browser.client["ClientId"], "client_secret": browser.client["ClientSecret"]}
    assert browser.http.post("/oauth2/token", data={**JUNK, **own}).json() == {"error": "invalid_grant"}
    auth = (own["client_id"], own["client_secret"])
    doubled = browser.http.post("/oauth2/token", data={**JUNK, "client_id": "other"}, auth=auth)
    assert doubled.json() == {"error": "invalid_request"}


def test_public_client_needs_no_secret(site: Any) -> None:
    browser = site(GenerateSecret=False)
    form = {**JUNK, "client_id": browser.client["ClientId"]}
    assert browser.token(None, **form).json() == {"error": "invalid_grant"}
    assert browser.token("a", **form).json() == {"error": "invalid_client"}


def test_code_is_good_for_five_minutes_and_one_client(cognito: Any, site: Any, stand: Any) -> None:
    browser = site()
    browser.open()
    landed = browser.send(username="ada", password="Lovelace-1815")
    code = httpx.URL(landed.headers["location"]).params["code"]
    stand.clock.now += 301
    assert browser.token(**{**JUNK, "code": code}).json() == {"error": "invalid_grant"}
    code = httpx.URL(browser.authorize().headers["location"]).params["code"]
    first, members = (
        browser.client,
        cognito.meta.service_model.operation_model("CreateUserPoolClient").input_shape.members,
    )
    asked = {name: value for name, value in first.items() if name in members and name != "ClientSecret"}
    browser.client = cognito.create_user_pool_client(**asked, GenerateSecret=True)["UserPoolClient"]
    assert browser.token(**{**JUNK, "code": code}).json() == {"error": "invalid_grant"}


def test_client_that_may_not_read_what_its_scope_shows(site: Any) -> None:
    browser = site(ReadAttributes=["email"])
    browser.open()
    landed = browser.send(username="ada", password="Lovelace-1815")
    code = httpx.URL(landed.headers["location"]).params["code"]
    assert browser.token(**{**JUNK, "code": code}).json() == {"error": "invalid_grant"}


def test_user_info(site: Any) -> None:
    browser = site()
    answer = browser.http.get("/oauth2/userInfo")
    assert answer.status_code == 400
    assert answer.headers["www-authenticate"] == (
        'error="invalid_request", error_description="Bad OAuth2 request at UserInfo Endpoint"'
    )
    answer = browser.http.get("/oauth2/userInfo", headers={"Authorization": "Bearer nonsense"})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == (
        'error="invalid_token", error_description="Access token is expired, disabled, or deleted, or the user has '
        'globally signed out."'
    )


def test_user_info_after_expiry_with_an_id_token_and_without_the_user(cognito: Any, site: Any, stand: Any) -> None:
    browser = site()
    browser.open()
    tokens = browser.tokens(browser.send(username="ada", password="Lovelace-1815"))

    def status(token: str) -> int:
        return int(browser.http.get("/oauth2/userInfo", headers={"Authorization": f"Bearer {token}"}).status_code)

    assert (status(tokens["access_token"]), status(tokens["id_token"])) == (200, 401)
    cognito.admin_disable_user(UserPoolId=browser.client["UserPoolId"], Username="ada")
    assert status(tokens["access_token"]) == 401
    refreshed = browser.token(grant_type="refresh_token", refresh_token=tokens["refresh_token"])
    assert refreshed.json() == {"error": "invalid_grant"}
    cognito.admin_enable_user(UserPoolId=browser.client["UserPoolId"], Username="ada")
    stand.clock.now += 3601
    assert status(tokens["access_token"]) == 401


def test_revoke(cognito: Any, site: Any) -> None:
    browser = site()
    own = {"client_id": browser.client["ClientId"], "client_secret": browser.client["ClientSecret"]}

    def answer(**form: str) -> tuple[int, str]:
        told = browser.http.post("/oauth2/revoke", data=form)
        return told.status_code, told.text

    assert answer(**own) == (400, '{"error":"invalid_request"}')
    assert answer(token="junk", **own) == (200, "")
    assert answer(token="eyJ.x.y", **own) == (400, '{"error":"unsupported_token_type"}')
    assert answer(token="junk", **{**own, "client_secret": "wrong"}) == (401, '{"error":"invalid_client"}')
    assert answer(token="junk", client_id="nobodys") == (401, '{"error":"invalid_client"}')
    pool = browser.client["UserPoolId"]
    cognito.update_user_pool_client(UserPoolId=pool, ClientId=own["client_id"])
    assert answer(token="junk", **own) == (400, '{"error":"invalid_request"}')


def test_provider_beside_cognito_is_told_to_be_missing(cognito: Any, site: Any) -> None:
    browser = site()
    pool = browser.client["UserPoolId"]
    cognito.create_identity_provider(
        UserPoolId=pool, ProviderName="Okta", ProviderType="OIDC", ProviderDetails={"client_id": "x"}
    )
    members = cognito.meta.service_model.operation_model("UpdateUserPoolClient").input_shape.members
    asked = {name: value for name, value in browser.client.items() if name in members}
    cognito.update_user_pool_client(**{**asked, "SupportedIdentityProviders": ["Okta"]})
    assert browser.authorize(identity_provider="Okta").status_code == 501

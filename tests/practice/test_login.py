"""Signing in at the login pages: first password, second factor, code, tokens, user info, refresh, revoke, sign out."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from typing import Any

import httpx
import jwt
import pytest

CALLBACK = "https://authenticate.corp.example.com/oauth2/callback"
SIGNED_OUT = "https://authenticate.corp.example.com/signed_out"
PASSWORD = {"username": "ada", "password": "Lovelace-1815"}


def claims(browser: Any, token: str, **options: Any) -> dict[str, Any]:
    """The claims of a token, its signature held against the published keys."""
    issuer = f"{browser.stand.url}/{browser.client['UserPoolId']}"
    keys = browser.http.get(f"/{browser.client['UserPoolId']}/.well-known/jwks.json").json()["keys"]
    kid = jwt.get_unverified_header(token)["kid"]
    key = next(jwt.PyJWK(key) for key in keys if key["kid"] == kid)
    ignored = {"verify_exp": False, "verify_iat": False}
    return dict(jwt.decode(token, key.key, algorithms=["RS256"], issuer=issuer, options=ignored, **options))


def test_from_authorize_to_signed_out(stand: Any, cognito: Any, site: Any) -> None:
    browser = site(version=2)
    pool, client = browser.client["UserPoolId"], browser.client["ClientId"]
    cognito.create_group(UserPoolId=pool, GroupName="admins")
    cognito.admin_add_user_to_group(UserPoolId=pool, Username="ada", GroupName="admins")
    start = browser.authorize()
    assert start.status_code == 302
    assert start.headers["location"].startswith(f"/login?client_id={client}&redirect_uri=https%3A%2F%2F")
    assert browser.open().status_code == 200
    landed = browser.send(**PASSWORD)
    assert landed.status_code == 302
    code = httpx.URL(landed.headers["location"]).params["code"]
    assert landed.headers["location"] == f"{CALLBACK}?code={code}&state=st%2Fate"
    tokens = browser.tokens(landed)
    assert set(tokens) == {"id_token", "access_token", "refresh_token", "expires_in", "token_type"}
    identity = claims(browser, tokens["id_token"], audience=client)
    assert (identity["email"], identity["email_verified"]) == ("ada@corp.example.com", True)
    assert (identity["nonce"], identity["token_use"], identity["cognito:username"]) == ("n-1", "id", "ada")
    assert identity["cognito:groups"] == ["admins"]
    assert "given_name" not in identity
    half = hashlib.sha256(tokens["access_token"].encode()).digest()[:16]
    assert identity["at_hash"] == base64.urlsafe_b64encode(half).decode().rstrip("=")
    access = claims(browser, tokens["access_token"])
    assert (access["client_id"], access["token_use"], access["scope"]) == (client, "access", "openid email")
    assert "aud" not in access and access["username"] == "ada"
    heads = [jwt.get_unverified_header(tokens[name])["kid"] for name in ("id_token", "access_token")]
    assert heads[0] != heads[1]
    shown = user_info(browser, tokens).json()
    assert shown == {
        "sub": identity["sub"],
        "email": "ada@corp.example.com",
        "email_verified": "true",
        "username": "ada",
    }
    again = browser.token(grant_type="refresh_token", refresh_token=tokens["refresh_token"]).json()
    assert set(again) == {"id_token", "access_token", "expires_in", "token_type"}
    assert browser.authorize().headers["location"].startswith(f"{CALLBACK}?code=")  # the session skips the form
    out = browser.http.get("/logout", params={"client_id": client, "logout_uri": SIGNED_OUT})
    assert (out.status_code, out.headers["location"]) == (302, SIGNED_OUT)
    assert browser.authorize().headers["location"].startswith("/login?")


def user_info(browser: Any, tokens: dict[str, Any], method: str = "GET") -> httpx.Response:
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    return browser.http.request(method, "/oauth2/userInfo", headers=bearer)


def test_without_groups_there_is_no_claim(site: Any) -> None:
    browser = site()
    browser.open()
    tokens = browser.tokens(browser.send(**PASSWORD))
    assert "cognito:groups" not in claims(browser, tokens["id_token"], audience=browser.client["ClientId"])
    assert "cognito:groups" not in claims(browser, tokens["access_token"])


def test_scopes_choose_the_attributes(site: Any) -> None:
    browser = site()
    browser.open(scope="openid")
    tokens = browser.tokens(browser.send(**PASSWORD))
    assert user_info(browser, tokens, "POST").json()["given_name"] == "Ada"
    browser.http.cookies.clear()
    browser.open(scope="openid phone")
    tokens = browser.tokens(browser.send(**PASSWORD))
    assert set(user_info(browser, tokens).json()) == {"sub", "username"}
    browser.http.cookies.clear()
    browser.open(scope=None)
    tokens = browser.tokens(browser.send(**PASSWORD))
    assert claims(browser, tokens["access_token"])["scope"] == "openid email phone"


def test_first_password_is_changed(cognito: Any, site: Any, stand: Any) -> None:
    browser = site()
    pool = browser.client["UserPoolId"]
    cognito.admin_create_user(
        UserPoolId=pool, Username="bob", MessageAction="SUPPRESS", TemporaryPassword="Temporary-1"
    )
    browser.open()
    assert browser.send(username="bob", password="Temporary-1").status_code == 200
    assert "<h1>Change password</h1>" in browser.page.text
    browser.send(new_password="short")
    assert browser.told() == "Password did not conform with policy: Password not long enough"
    landed = browser.send(new_password="Babbage-1791")
    assert landed.headers["location"].startswith(f"{CALLBACK}?code=")
    assert cognito.admin_get_user(UserPoolId=pool, Username="bob")["UserStatus"] == "CONFIRMED"


def test_missing_required_attribute_is_asked_for(cognito: Any, site: Any) -> None:
    browser = site()
    email = {"Name": "email", "AttributeDataType": "String", "Required": True}
    pool = cognito.create_user_pool(PoolName="corp", Schema=[email])["UserPool"]["Id"]
    cognito.create_user_pool_domain(UserPoolId=pool, Domain=pool[-9:].lower())
    members = cognito.meta.service_model.operation_model("CreateUserPoolClient").input_shape.members
    asked = {name: value for name, value in browser.client.items() if name in members and name != "ClientSecret"}
    browser.client = cognito.create_user_pool_client(**{**asked, "UserPoolId": pool})["UserPoolClient"]
    cognito.admin_create_user(
        UserPoolId=pool, Username="bob", MessageAction="SUPPRESS", TemporaryPassword="Temporary-1"
    )
    browser.open()
    browser.send(username="bob", password="Temporary-1")
    browser.send(new_password="Babbage-1791", email="nowhere")
    assert browser.told() == "Invalid email address format."
    assert browser.send(new_password="Babbage-1791", email="bob@corp.example.com").status_code == 302


def test_temporary_password_runs_out(cognito: Any, site: Any, stand: Any) -> None:
    browser = site()
    cognito.admin_create_user(
        UserPoolId=browser.client["UserPoolId"],
        Username="bob",
        MessageAction="SUPPRESS",
        TemporaryPassword="Temporary-1",
    )
    stand.clock.now += 7 * 86400 + 1
    browser.open()
    browser.send(username="bob", password="Temporary-1")
    assert browser.told() == "Temporary password has expired and must be reset by an administrator."


@pytest.mark.parametrize(
    ("errors", "text"), [("ENABLED", "Incorrect username or password."), ("LEGACY", "User does not exist.")]
)
def test_wrong_passwords(cognito: Any, site: Any, errors: str, text: str) -> None:
    browser = site(PreventUserExistenceErrors=errors)
    browser.open()
    browser.send(username="ada", password="wrong")
    assert browser.told() == "Incorrect username or password."
    browser.send(username="nobody", password="wrong")
    assert browser.told() == text
    cognito.admin_disable_user(UserPoolId=browser.client["UserPoolId"], Username="ada")
    browser.send(**PASSWORD)
    assert browser.told() == "User is disabled."


def totp(seed: str, now: float) -> str:
    """RFC 6238, written once more so that the stand-in is not held against itself."""
    digest = hmac.new(base64.b32decode(seed), int(now / 30).to_bytes(8, "big"), hashlib.sha1).digest()
    offset = digest[19] & 0x0F
    return str(int.from_bytes(digest[offset : offset + 4], "big") % (1 << 31))[-6:]


def test_required_mfa_enrols_and_then_asks(cognito: Any, site: Any, stand: Any) -> None:
    browser = site()
    pool = browser.client["UserPoolId"]
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool, MfaConfiguration="ON", SoftwareTokenMfaConfiguration={"Enabled": True}
    )
    browser.open()
    browser.send(**PASSWORD)
    seed = re.search(r'id="totp-secret">(\w+)<', browser.page.text).group(1)
    browser.send(code="000000x")
    assert browser.told() == "Invalid code or auth state for the user."
    assert browser.send(code=totp(seed, stand.clock.now)).status_code == 302
    shown = cognito.admin_get_user(UserPoolId=pool, Username="ada")
    assert shown["UserMFASettingList"] == ["SOFTWARE_TOKEN_MFA"]
    browser.http.cookies.clear()
    browser.open()
    browser.send(**PASSWORD)
    assert "totp-secret" not in browser.page.text
    browser.send(code=totp(seed, stand.clock.now + 300))
    assert browser.told() == "Invalid code or auth state for the user."
    assert browser.send(code=totp(seed, stand.clock.now)).status_code == 302
    # Optional asks who has enrolled, and off nobody.
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool, MfaConfiguration="OPTIONAL", SoftwareTokenMfaConfiguration={"Enabled": True}
    )
    browser.http.cookies.clear()
    browser.open()
    assert browser.send(**PASSWORD).status_code == 200
    cognito.set_user_pool_mfa_config(UserPoolId=pool, MfaConfiguration="OFF")
    browser.http.cookies.clear()
    browser.open()
    assert browser.send(**PASSWORD).status_code == 302


def test_optional_mfa_asks_nobody_to_enrol(cognito: Any, site: Any) -> None:
    browser = site()
    cognito.set_user_pool_mfa_config(
        UserPoolId=browser.client["UserPoolId"],
        MfaConfiguration="OPTIONAL",
        SoftwareTokenMfaConfiguration={"Enabled": True},
    )
    browser.open()
    assert browser.send(**PASSWORD).status_code == 302


def test_mfa_by_message(cognito: Any, site: Any) -> None:
    browser = site()
    pool = browser.client["UserPoolId"]
    source = "arn:aws:ses:eu-west-1:123456789012:identity/corp.example.com"
    sender = {"EmailSendingAccount": "DEVELOPER", "SourceArn": source}
    cognito.update_user_pool(UserPoolId=pool, EmailConfiguration=sender)
    cognito.set_user_pool_mfa_config(UserPoolId=pool, MfaConfiguration="ON", EmailMfaConfiguration={})
    browser.open()
    browser.send(**PASSWORD)
    message = browser.http.get("/practice/outbox.json").json()[0]
    assert message["to"] == "ada@corp.example.com"
    assert message["text"][-7:-1] in browser.http.get("/practice/outbox").text
    assert browser.send(code=message["text"][-7:-1]).status_code == 302


def test_pkce(site: Any) -> None:
    browser = site()
    verifier = "v" * 50
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    browser.open(code_challenge=challenge, code_challenge_method="S256")
    landed = browser.send(**PASSWORD)
    code = httpx.URL(landed.headers["location"]).params["code"]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK}
    assert browser.token(**form, code_verifier="w" * 50).json() == {"error": "invalid_grant"}
    assert browser.token(**form, code_verifier=verifier).json() == {"error": "invalid_grant"}  # the code is used up
    landed = browser.authorize(code_challenge=challenge, code_challenge_method="S256")
    assert "id_token" in browser.tokens(landed, code_verifier=verifier)


def test_implicit(site: Any) -> None:
    browser = site(AllowedOAuthFlows=["implicit"])
    browser.open(response_type="token")
    location = browser.send(**PASSWORD).headers["location"]
    assert location.startswith(f"{CALLBACK}#id_token=")
    assert "refresh_token" not in location and location.endswith("&state=st%2Fate")


def test_machine_client(cognito: Any, site: Any) -> None:
    browser = site()
    pool = browser.client["UserPoolId"]
    scopes = [{"ScopeName": "read", "ScopeDescription": "Read"}]
    cognito.create_resource_server(UserPoolId=pool, Identifier="api", Name="API", Scopes=scopes)
    browser.client = cognito.create_user_pool_client(
        UserPoolId=pool,
        ClientName="m",
        GenerateSecret=True,
        AllowedOAuthFlowsUserPoolClient=True,
        AllowedOAuthFlows=["client_credentials"],
        AllowedOAuthScopes=["api/read"],
    )["UserPoolClient"]
    tokens = browser.token(grant_type="client_credentials").json()
    assert set(tokens) == {"access_token", "expires_in", "token_type"}
    assert claims(browser, tokens["access_token"])["scope"] == "api/read"
    wrong = browser.token(grant_type="client_credentials", scope="openid")
    assert wrong.json() == {"error": "invalid_scope"}


def test_refresh_token_rotation(cognito: Any, site: Any, stand: Any) -> None:
    rotation = {"Feature": "ENABLED", "RetryGracePeriodSeconds": 10}
    browser = site(RefreshTokenRotation=rotation)
    browser.open()
    old = browser.tokens(browser.send(**PASSWORD))["refresh_token"]
    new = browser.token(grant_type="refresh_token", refresh_token=old).json()["refresh_token"]
    assert new != old
    assert browser.token(grant_type="refresh_token", refresh_token=old).status_code == 200
    stand.clock.now += 11
    gone = browser.token(grant_type="refresh_token", refresh_token=old)
    assert (gone.status_code, gone.json()) == (400, {"error": "invalid_grant"})
    assert browser.token(grant_type="refresh_token", refresh_token=new).status_code == 200


def test_revoked_token_takes_its_access_tokens_along(site: Any) -> None:
    browser = site()
    browser.open()
    tokens = browser.tokens(browser.send(**PASSWORD))
    secret = {"client_id": browser.client["ClientId"], "client_secret": browser.client["ClientSecret"]}
    for _ in range(2):  # once more is no fault
        answer = browser.http.post("/oauth2/revoke", data={"token": tokens["refresh_token"], **secret})
        assert (answer.status_code, answer.text) == (200, "")
    assert user_info(browser, tokens).status_code == 401
    gone = browser.token(grant_type="refresh_token", refresh_token=tokens["refresh_token"])
    assert gone.json() == {"error": "invalid_grant"}


def test_session_ends_after_an_hour(site: Any, stand: Any) -> None:
    browser = site()
    browser.open()
    browser.send(**PASSWORD)
    assert browser.authorize(prompt="login").headers["location"].startswith(CALLBACK)  # classic pages know no prompt
    stand.clock.now += 3601
    assert browser.authorize().headers["location"].startswith("/login?")


def test_prompt_of_managed_login(site: Any) -> None:
    browser = site(version=2)
    assert browser.authorize(prompt="none").headers["location"] == f"{CALLBACK}?error=login_required"
    browser.open()
    browser.send(**PASSWORD)
    assert browser.authorize(prompt="none").headers["location"].startswith(f"{CALLBACK}?code=")
    assert browser.authorize(prompt="login").headers["location"].startswith("/login?")


def test_a_session_is_of_one_pool(site: Any) -> None:
    browser, other = site(), site()
    browser.open()
    browser.send(**PASSWORD)
    browser.client = other.client
    assert browser.authorize().headers["location"].startswith("/login?")


def test_a_form_from_elsewhere_is_refused(site: Any) -> None:
    browser = site()
    page = browser.open()
    browser.http.cookies.clear()
    assert browser.http.post(page.request.url, data=PASSWORD).status_code == 400


def test_pages_say_what_they_are(site: Any) -> None:
    browser = site()
    page = browser.open()
    assert "Practice stand-in" in page.text and "(practice stand-in)</title>" in page.text
    assert page.headers["x-practice-stand-in"] == "not Amazon"
    script = '"><script>alert(1)</script>'
    browser.send(username=script, password=script)
    assert "<script" not in browser.page.text


def test_discovery_with_domain_and_without(cognito: Any, site: Any, stand: Any) -> None:
    browser = site(domain=False)
    pool, url = browser.client["UserPoolId"], stand.url
    path = f"/{pool}/.well-known/openid-configuration"
    dead = browser.http.get(path).json()
    assert dead["authorization_endpoint"] == f"{url}/{pool}/authorize"
    assert dead["userinfo_endpoint"] == f"{url}/{pool}/userInfo"
    assert "BadRequest" in browser.http.get(dead["authorization_endpoint"]).text
    cognito.create_user_pool_domain(UserPoolId=pool, Domain=pool[-9:].lower())
    live = browser.http.get(path).json()
    assert live["issuer"] == dead["issuer"] == f"{url}/{pool}"
    assert live["authorization_endpoint"] == f"{url}/oauth2/authorize"
    assert live["end_session_endpoint"] == f"{url}/logout"
    cognito.update_user_pool(UserPoolId=pool, IssuerConfiguration={"Type": "UPDATED"})
    newer = browser.http.get(path).json()["issuer"]
    assert newer == f"{url}/issuer-cognito-idp/{pool}"
    assert browser.http.get(f"{newer}/.well-known/openid-configuration").json()["issuer"] == newer
    keys = browser.http.get(f"/{pool}/.well-known/jwks.json").json()["keys"]
    assert [(key["alg"], key["use"], key["kty"]) for key in keys] == [("RS256", "sig", "RSA")] * 2
    assert browser.http.get("/eu-west-1_nobodys/.well-known/jwks.json").status_code == 400
    assert browser.http.get("/.well-known/openid-configuration").status_code == 400

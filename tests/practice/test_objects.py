"""The lives of styles, clients, providers and resource servers; limits. Texts of the stand-in's own are not held."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Refused = Callable[..., str]
BAD = "[InvalidParameterException]"
GONE = "[ResourceNotFoundException]"
SMS = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x"}
LOGO = {"Category": "PAGE_HEADER_LOGO", "ColorMode": "LIGHT", "Extension": "PNG", "Bytes": b"png"}


@pytest.fixture
def client(cognito: Any, pool: str) -> str:
    return str(cognito.create_user_pool_client(UserPoolId=pool, ClientName="p")["UserPoolClient"]["ClientId"])


def test_style_of_a_client(cognito: Any, pool: str, client: str, refused: Refused) -> None:
    made = cognito.create_managed_login_branding(UserPoolId=pool, ClientId=client, UseCognitoProvidedValues=True)
    style = {"UserPoolId": pool, "ManagedLoginBrandingId": made["ManagedLoginBranding"]["ManagedLoginBrandingId"]}
    own = {"UserPoolId": pool, "ClientId": client}
    found = cognito.describe_managed_login_branding_by_client(**own)
    assert found["ManagedLoginBranding"] == made["ManagedLoginBranding"]
    cognito.update_managed_login_branding(**style, Settings={"a": 1}, Assets=[LOGO])
    shown = cognito.describe_managed_login_branding_by_client(**own)["ManagedLoginBranding"]
    assert (shown["UseCognitoProvidedValues"], shown["Settings"]) == (False, {"a": 1})
    assert shown["Assets"][0]["Bytes"] == b"png"
    both = refused(cognito.update_managed_login_branding, **style, UseCognitoProvidedValues=True, Settings={})
    assert both.startswith(BAD)
    assert refused(cognito.update_managed_login_branding, UserPoolId=pool).startswith(BAD)
    cognito.delete_managed_login_branding(**style)
    assert refused(cognito.delete_managed_login_branding, **style).startswith(GONE)


def test_twenty_styles_a_pool(cognito: Any, pool: str, refused: Refused) -> None:
    for number in range(21):
        made = cognito.create_user_pool_client(UserPoolId=pool, ClientName=f"c{number}")["UserPoolClient"]
        asked = {"UserPoolId": pool, "ClientId": made["ClientId"], "UseCognitoProvidedValues": True}
        if number < 20:
            cognito.create_managed_login_branding(**asked)
        else:
            assert refused(cognito.create_managed_login_branding, **asked).startswith("[LimitExceededException]")


def test_asset_that_is_no_base64(stand: Any, pool: str, client: str) -> None:
    body = {"UserPoolId": pool, "ClientId": client, "Settings": {}, "Assets": [{**LOGO, "Bytes": "*"}]}
    assert stand.raw("CreateManagedLoginBranding", body).json()["__type"] == "SerializationException"


def test_deleted_client_takes_its_own_along(cognito: Any, site: Any, refused: Refused) -> None:
    browser = site(version=2)
    browser.open()
    browser.tokens(browser.send(username="ada", password="Lovelace-1815"))
    own = {"UserPoolId": browser.client["UserPoolId"], "ClientId": browser.client["ClientId"]}
    cognito.delete_user_pool_client(**own)
    assert refused(cognito.describe_user_pool_client, **own).startswith(GONE)
    assert cognito.list_user_pool_clients(UserPoolId=own["UserPoolId"])["UserPoolClients"] == []
    assert browser.authorize().headers["location"] == "/error?error=invalid_request"


@pytest.mark.parametrize("url", ["corp.example.com/cb", "/cb", "https:///cb", "https://[::1/cb"])
def test_callback_that_is_no_address(cognito: Any, pool: str, refused: Refused, url: str) -> None:
    text = refused(cognito.create_user_pool_client, UserPoolId=pool, ClientName="p", CallbackURLs=[url])
    assert text.startswith(BAD) and url in text


def test_clients_that_are_refused(cognito: Any, pool: str, refused: Refused) -> None:
    asked = {"UserPoolId": pool, "ClientName": "p"}
    both = refused(cognito.create_user_pool_client, **asked, GenerateSecret=True, ClientSecret="a" * 24)
    assert both.startswith(BAD)
    cognito.update_user_pool(UserPoolId=pool, UserPoolTier="LITE")
    flow = refused(cognito.create_user_pool_client, **asked, ExplicitAuthFlows=["ALLOW_USER_AUTH"])
    assert flow.startswith("[FeatureUnavailableInTierException]")


def test_pools_that_are_refused(cognito: Any, refused: Refused) -> None:
    many = {f"k{number}": "v" for number in range(51)}
    assert refused(cognito.create_user_pool, PoolName="p", UserPoolTags=many).startswith("[UserPoolTaggingException]")
    factors = {"AllowedFirstAuthFactors": ["PASSWORD", "SOFTWARE_TOKEN"]}
    assert refused(cognito.create_user_pool, PoolName="p", Policies={"SignInPolicy": factors}).startswith(BAD)
    for entry in (
        {"AttributeDataType": "String"},
        {"Name": "email", "AttributeDataType": "Number"},
        {"Name": "sub", "AttributeDataType": "String"},
    ):
        assert refused(cognito.create_user_pool, PoolName="p", Schema=[entry]).startswith(BAD)
    for feature in (
        {"Policies": {"PasswordPolicy": {"PasswordHistorySize": 3}}},
        {"IssuerConfiguration": {"Type": "UPDATED"}},
    ):
        text = refused(cognito.create_user_pool, PoolName="p", UserPoolTier="LITE", **feature)
        assert text.startswith("[FeatureUnavailableInTierException]")


def test_tags_that_are_refused(cognito: Any, pool: str, refused: Refused) -> None:
    arn = f"arn:aws:cognito-idp:eu-west-1:123456789012:userpool/{pool}"
    many = {f"k{number}": "v" for number in range(51)}
    assert refused(cognito.tag_resource, ResourceArn=arn, Tags=many).startswith(BAD)
    other = arn.replace("123456789012", "999999999999")
    assert refused(cognito.list_tags_for_resource, ResourceArn=other).startswith(GONE)


def test_mfa_that_is_refused(cognito: Any, refused: Refused) -> None:
    pool = cognito.create_user_pool(PoolName="p", UserPoolTier="LITE")["UserPool"]["Id"]
    asked = {"UserPoolId": pool, "MfaConfiguration": "ON"}
    text = refused(cognito.set_user_pool_mfa_config, **asked, EmailMfaConfiguration={})
    assert text.startswith("[FeatureUnavailableInTierException]")
    assert refused(cognito.set_user_pool_mfa_config, **asked, SmsMfaConfiguration={}).startswith(BAD)
    sms = {"SmsConfiguration": SMS, "SmsAuthenticationMessage": "Code {####}"}
    shown = cognito.set_user_pool_mfa_config(**asked, SmsMfaConfiguration=sms)
    assert shown["SmsMfaConfiguration"] == sms


def test_identity_providers(cognito: Any, pool: str, refused: Refused) -> None:
    asked = {"UserPoolId": pool, "ProviderName": "Okta"}
    details = {"client_id": "x", "oidc_issuer": "https://okta.example.com"}
    made = cognito.create_identity_provider(**asked, ProviderType="OIDC", ProviderDetails=details)
    shown = cognito.describe_identity_provider(**asked)["IdentityProvider"]
    assert shown == made["IdentityProvider"]
    again = refused(cognito.create_identity_provider, **asked, ProviderType="OIDC", ProviderDetails=details)
    assert again.startswith("[DuplicateProviderException]")
    wrong = refused(cognito.create_identity_provider, **asked, ProviderType="Google", ProviderDetails=details)
    assert wrong.startswith(BAD)
    cognito.delete_identity_provider(**asked)
    assert refused(cognito.describe_identity_provider, **asked).startswith(GONE)


def test_resource_servers(cognito: Any, pool: str, refused: Refused) -> None:
    asked = {"UserPoolId": pool, "Identifier": "api"}
    made = cognito.create_resource_server(**asked, Name="API")
    assert cognito.describe_resource_server(**asked)["ResourceServer"] == made["ResourceServer"]
    assert refused(cognito.create_resource_server, **asked, Name="API").startswith(BAD)
    cognito.delete_resource_server(**asked)
    assert refused(cognito.describe_resource_server, **asked).startswith(GONE)


def test_domains_that_are_refused(cognito: Any, pool: str, refused: Refused) -> None:
    asked = {"UserPoolId": pool, "Domain": "odd-version"}
    assert refused(cognito.create_user_pool_domain, **asked, ManagedLoginVersion=3).startswith(BAD)
    routing = {"Failover": {"SecondaryRegion": "eu-central-1", "PrimaryRoute53HealthCheckId": "x"}}
    assert cognito.create_user_pool_domain(**asked, Routing=routing)["Routing"] == routing
    config = {"CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/11111111-1111-4111-8111-111111111111"}
    assert refused(cognito.update_user_pool_domain, **asked, CustomDomainConfig=config).startswith(BAD)
    assert cognito.update_user_pool_domain(**asked, Routing=routing)["Routing"] == routing
    assert cognito.describe_user_pool_domain(Domain="odd-version")["DomainDescription"]["Routing"] == routing


def test_people_that_are_refused(cognito: Any, refused: Refused) -> None:
    pool = cognito.create_user_pool(PoolName="p", UsernameAttributes=["email"])["UserPool"]["Id"]
    for name in ("ada@corp.example.com", "bob@corp.example.com"):
        cognito.admin_create_user(UserPoolId=pool, Username=name, MessageAction="SUPPRESS")
    change = [{"Name": "email", "Value": "bob@corp.example.com"}]
    asked = {"UserPoolId": pool, "Username": "ada@corp.example.com"}
    text = refused(cognito.admin_update_user_attributes, **asked, UserAttributes=change)
    assert text == "[AliasExistsException] An account with the given email already exists."
    again = {**asked, "MessageAction": "RESEND", "TemporaryPassword": "short"}
    assert refused(cognito.admin_create_user, **again).startswith("[InvalidPasswordException]")
    for number in range(101):
        group = {"UserPoolId": pool, "GroupName": f"g{number}"}
        cognito.create_group(**group)
        if number < 100:
            cognito.admin_add_user_to_group(**asked, GroupName=group["GroupName"])
    text = refused(cognito.admin_add_user_to_group, **asked, GroupName="g100")
    assert text.startswith("[LimitExceededException]")


def test_invitation_and_code_by_sms(cognito: Any, site: Any) -> None:
    browser = site()
    pool = browser.client["UserPoolId"]
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool, MfaConfiguration="ON", SmsMfaConfiguration={"SmsConfiguration": SMS}
    )
    phone = [{"Name": "phone_number", "Value": "+15550100"}]
    cognito.admin_create_user(UserPoolId=pool, Username="bob", UserAttributes=phone)
    message = browser.http.get("/practice/outbox.json").json()[0]
    assert (message["medium"], message["to"]) == ("SMS", "+15550100")
    cognito.admin_set_user_password(UserPoolId=pool, Username="bob", Password="Babbage-1791", Permanent=True)
    browser.open()
    browser.send(username="bob", password="Babbage-1791")
    text = browser.http.get("/practice/outbox.json").json()[0]["text"]
    assert browser.send(code=text[-7:-1]).status_code == 302
    browser.http.cookies.clear()
    browser.open()
    browser.send(username="ada", password="Lovelace-1815")
    assert browser.told() == "Your account has no address to send a code to."


def test_roles_of_groups_are_claims(cognito: Any, site: Any) -> None:
    import jwt

    browser = site()
    pool = browser.client["UserPoolId"]
    for name, precedence in (("many", 9), ("few", 1)):
        role = f"arn:aws:iam::123456789012:role/{name}"
        cognito.create_group(UserPoolId=pool, GroupName=name, RoleArn=role, Precedence=precedence)
        cognito.admin_add_user_to_group(UserPoolId=pool, Username="ada", GroupName=name)
    browser.open()
    tokens = browser.tokens(browser.send(username="ada", password="Lovelace-1815"))
    claims = jwt.decode(tokens["id_token"], options={"verify_signature": False})
    assert claims["cognito:preferred_role"] == "arn:aws:iam::123456789012:role/few"
    assert len(claims["cognito:roles"]) == 2


def test_refresh_needs_its_flow(site: Any) -> None:
    browser = site(ExplicitAuthFlows=["ALLOW_USER_SRP_AUTH"])
    browser.open()
    refresh = browser.tokens(browser.send(username="ada", password="Lovelace-1815"))["refresh_token"]
    answer = browser.token(grant_type="refresh_token", refresh_token=refresh)
    assert answer.json() == {"error": "unauthorized_client"}


def test_callback_with_a_query_of_its_own(site: Any) -> None:
    target = "https://authenticate.corp.example.com/cb?from=cognito"
    browser = site(CallbackURLs=[target])
    location = browser.authorize(redirect_uri=target, response_type=None).headers["location"]
    assert location == f"{target}&error=invalid_request"


def test_odd_requests(site: Any) -> None:
    browser = site()
    assert browser.http.post("/oauth2/authorize").status_code == 405
    assert browser.http.get(f"/{browser.client['UserPoolId']}/nothing").status_code == 404
    bad = {"Authorization": "Basic ?"}
    assert browser.http.post("/oauth2/token", headers=bad).json() == {"error": "invalid_request"}
    page = browser.http.get("/login", params=browser.asks(), headers={"Cookie": "a=b; \u00e9=;;=".encode()})
    assert page.status_code == 200


def test_a_disk_that_refuses(stand: Any, cognito: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The caller reads a 500 in Amazon's form, nothing is remembered, and the log names the place."""

    def refuse(path: object, text: str) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr("wizard.storage.write_private", refuse)
        answer = stand.raw("CreateUserPool", {"PoolName": "never-written"})
    assert (answer.status_code, answer.json()["__type"]) == (500, "InternalErrorException")
    assert "OSError@" in stand.log.read_text().splitlines()[-1]
    pages = cognito.get_paginator("list_user_pools").paginate(PaginationConfig={"PageSize": 60})
    assert "never-written" not in [pool["Name"] for page in pages for pool in page["UserPools"]]


def test_tokens_of_nobody_where_nothing_is_live(slow_stand: Any) -> None:
    with httpx.Client(base_url=slow_stand.url) as http:
        for headers in ({}, {"Authorization": "Bearer x"}):
            with pytest.raises(httpx.RemoteProtocolError):
                http.get("/oauth2/userInfo", headers=headers)

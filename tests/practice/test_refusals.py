"""Amazon's refusals, to the letter: texts that AWS gave in deployments of 2026 (cdk-preflight's cognito rules), in
Terraform's and the CDK's issue threads, and in the developer guide's examples."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Refused = Callable[..., str]
OWN_ROLE = "arn:aws:iam::123456789012:role/sms"
SES = "arn:aws:ses:eu-west-1:123456789012:identity/corp.example.com"
SMS = {"SnsCallerArn": OWN_ROLE, "ExternalId": "x"}
BAD = "[InvalidParameterException] "

POOL = [
    (
        {"Policies": {"PasswordPolicy": {"MinimumLength": 100}}},
        BAD + "1 validation error detected: Value '100' at 'policies.passwordPolicy.minimumLength' failed to satisfy "
        "constraint: Member must have value less than or equal to 99",
    ),
    (
        {"PoolName": "従業員"},
        BAD
        + "1 validation error detected: Value '???' at 'poolName' failed to satisfy constraint: Member must satisfy "
        r"regular expression pattern: [\w\s+=,.@-]+",
    ),
    (
        {"AliasAttributes": ["email"], "UsernameAttributes": ["email"]},
        BAD + "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.",
    ),
    (
        {"MfaConfiguration": "OPTIONAL"},
        BAD + "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
    ),
    (
        {"AutoVerifiedAttributes": ["phone_number"]},
        BAD + "SMS configuration is required when phone_number is selected for auto verification",
    ),
    (
        {"SmsConfiguration": {**SMS, "SnsRegion": "us-east-1"}},
        BAD + "Invalid snsRegion. Allowed SNS region for eu-west-1 is eu-west-1",
    ),
    (
        {"SmsConfiguration": {**SMS, "SnsCallerArn": OWN_ROLE + "-practice-no-trust"}},
        "[InvalidSmsRoleTrustRelationshipException] Role does not have a trust relationship allowing Cognito to assume "
        "the role",
    ),
    (
        {"SmsConfiguration": {**SMS, "SnsCallerArn": OWN_ROLE + "-practice-no-publish"}},
        "[InvalidSmsRoleAccessPolicyException] Role does not have permission to publish with SNS",
    ),
    (
        {"SmsConfiguration": {**SMS, "SnsCallerArn": "arn:aws:iam::999999999999:role/sms"}},
        BAD + "Cross-account pass role is not allowed.",
    ),
    (
        {"EmailConfiguration": {"SourceArn": SES}},
        "[InvalidEmailRoleAccessPolicyException] Cognito is not allowed to use your email identity",
    ),
    (
        {"EmailConfiguration": {"EmailSendingAccount": "DEVELOPER"}},
        BAD + "Source ARN is required to use DEVELOPER email sending owner",
    ),
    (
        {
            "AdminCreateUserConfig": {"UnusedAccountValidityDays": 3},
            "Policies": {"PasswordPolicy": {"TemporaryPasswordValidityDays": 3}},
        },
        BAD + "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays",
    ),
    (
        {"UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]}},
        BAD + "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes",
    ),
    (
        {"Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["EMAIL_OTP"]}}},
        BAD + "Password should be configured as one of the allowed first auth factors.",
    ),
    (
        {"Schema": [{"Name": "team", "AttributeDataType": "String", "Required": True}]},
        BAD + "Required custom attributes are not supported currently.",
    ),
    (
        {
            "AccountRecoverySetting": {
                "RecoveryMechanisms": [{"Name": "admin_only", "Priority": 1}, {"Name": "verified_email", "Priority": 2}]
            }
        },
        BAD + "Invalid account recovery setting parameter. "
        "Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.",
    ),
    (
        {"UserPoolTier": "LITE", "Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"]}}},
        "[FeatureUnavailableInTierException] The following features need to be disabled for the LITE pricing tier "
        "configured: Passwordless Sign-In",
    ),
    (
        {"UserPoolTier": "ESSENTIALS", "UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"}},
        "[FeatureUnavailableInTierException] The following features need to be disabled for the ESSENTIALS pricing "
        "tier configured: Threat Protection",
    ),
]


@pytest.mark.parametrize(("settings", "text"), POOL, ids=[text[:60] for _, text in POOL])
def test_pool_settings(cognito: Any, refused: Refused, settings: dict[str, Any], text: str) -> None:
    assert refused(cognito.create_user_pool, **{"PoolName": "corp", **settings}) == text


def test_invitation_without_its_placeholder(cognito: Any, refused: Refused) -> None:
    text = refused(
        cognito.create_user_pool,
        PoolName="corp",
        AdminCreateUserConfig={"InviteMessageTemplate": {"EmailMessage": "Welcome aboard."}},
    )
    start = (
        BAD
        + "Value 'Welcome aboard.' at 'adminCreateUserConfig.inviteMessage.emailMessage' failed to satisfy constraint"
    )
    assert text.startswith(start)
    assert r"\{####\}" in text


OAUTH = {"AllowedOAuthFlowsUserPoolClient": True, "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid"]}
MACHINE = {"AllowedOAuthFlowsUserPoolClient": True, "AllowedOAuthFlows": ["client_credentials"]}
RANGE = BAD + "Invalid range for token validity."
CLIENT = [
    (
        {"CallbackURLs": ["http://corp.example.com/cb"]},
        BAD + "http://corp.example.com/cb cannot use the HTTP protocol.",
    ),
    ({"LogoutURLs": ["http://corp.example.com/"]}, BAD + "http://corp.example.com/ cannot use the HTTP protocol."),
    ({"CallbackURLs": ["https://example.com/cb#frag"]}, BAD + "https://example.com/cb#frag cannot use fragment."),
    (OAUTH, BAD + "CallbackUrls can not be empty when code flow or implicit flow is selected."),
    (
        {"AllowedOAuthFlowsUserPoolClient": True},
        BAD + "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to "
        "use OAuth flows.",
    ),
    (
        {**OAUTH, "AllowedOAuthFlows": ["client_credentials", "code"]},
        "[InvalidOAuthFlowException] client_credentials flow can not be selected along with code flow or "
        "implicit flow.",
    ),
    (
        {**MACHINE, "AllowedOAuthScopes": ["openid"]},
        "[InvalidOAuthFlowException] client_credentials flow can not be selected if client does not have a "
        "client secret.",
    ),
    (
        {**MACHINE, "AllowedOAuthScopes": ["openid"], "GenerateSecret": True},
        "[InvalidOAuthFlowException] openid is not supported with client_credentials flow",
    ),
    (
        {**OAUTH, "AllowedOAuthScopes": ["openid", "offline_access"]},
        "[ScopeDoesNotExistException] Invalid scope requested: offline_access",
    ),
    ({**OAUTH, "AllowedOAuthScopes": ["api/read"]}, "[ScopeDoesNotExistException] Invalid scope requested: api/read"),
    ({"AccessTokenValidity": 2, "TokenValidityUnits": {"AccessToken": "seconds"}}, RANGE),
    ({"IdTokenValidity": 25}, RANGE),
    ({"TokenValidityUnits": {"IdToken": "minutes"}}, RANGE),
    ({"RefreshTokenValidity": 59, "TokenValidityUnits": {"RefreshToken": "minutes"}}, RANGE),
    (
        {"RefreshTokenValidity": 1, "TokenValidityUnits": {"RefreshToken": "hours"}, "AccessTokenValidity": 2},
        BAD + "Access and Id Token expiration times must be less than or equal to refresh token expiration times.",
    ),
    (
        {"CallbackURLs": ["https://a.example.com/cb"], "DefaultRedirectURI": "https://other.example.com/cb"},
        BAD + "The default redirect URI https://other.example.com/cb is not in the callback URIs list.",
    ),
    (
        {"ExplicitAuthFlows": ["ADMIN_NO_SRP_AUTH", "ALLOW_USER_SRP_AUTH"]},
        BAD + "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.",
    ),
    (
        {"EnablePropagateAdditionalUserContextData": True},
        BAD + "Client Secret is required to set EnablePropagateAdditionalUserContextData as true.",
    ),
    ({"WriteAttributes": ["email_verified"]}, BAD + "Invalid write attributes specified while creating a client"),
    ({"ReadAttributes": ["custom:team"]}, BAD + "Invalid read attributes specified while creating a client"),
    (
        {"ClientName": "客"},
        BAD
        + "1 validation error detected: Value '?' at 'clientName' failed to satisfy constraint: Member must satisfy "
        r"regular expression pattern: [\w\s+=,.@-]+",
    ),
]


@pytest.mark.parametrize(("settings", "text"), CLIENT, ids=[text[:70] for _, text in CLIENT])
def test_client_settings(cognito: Any, pool: str, refused: Refused, settings: dict[str, Any], text: str) -> None:
    asked = {"UserPoolId": pool, "ClientName": "pomerium", **settings}
    assert refused(cognito.create_user_pool_client, **asked) == text
    if "GenerateSecret" not in settings:
        client = cognito.create_user_pool_client(UserPoolId=pool, ClientName="pomerium")["UserPoolClient"]["ClientId"]
        assert refused(cognito.update_user_pool_client, **asked, ClientId=client) == text


def test_unknown_provider(cognito: Any, pool: str, refused: Refused) -> None:
    asked = {"UserPoolId": pool, "ClientName": "pomerium", "SupportedIdentityProviders": ["COGNITO", "Google"]}
    text = refused(cognito.create_user_pool_client, **asked)
    assert text == BAD + f"The provider Google does not exist for User Pool {pool}."
    details = {"client_id": "x", "client_secret": "y", "authorize_scopes": "openid"}
    cognito.create_identity_provider(
        UserPoolId=pool, ProviderName="Google", ProviderType="Google", ProviderDetails=details
    )
    cognito.create_user_pool_client(**asked)
    assert cognito.list_identity_providers(UserPoolId=pool)["Providers"][0]["ProviderName"] == "Google"


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8080/cb",
        "http://127.0.0.1/cb",
        "http://[::1]:9/cb",
        "myapp://signed-in",
        "https://a.example.com",
    ],
)
def test_callbacks_that_are_taken(cognito: Any, pool: str, url: str) -> None:
    made = cognito.create_user_pool_client(UserPoolId=pool, ClientName="pomerium", CallbackURLs=[url])
    assert made["UserPoolClient"]["CallbackURLs"] == [url]


def test_scope_of_a_resource_server(cognito: Any, pool: str) -> None:
    scope = {"ScopeName": "read", "ScopeDescription": "Read"}
    cognito.create_resource_server(UserPoolId=pool, Identifier="api", Name="API", Scopes=[scope])
    made = cognito.create_user_pool_client(
        UserPoolId=pool, ClientName="m", GenerateSecret=True, **MACHINE, AllowedOAuthScopes=["api/read"]
    )
    assert made["UserPoolClient"]["AllowedOAuthScopes"] == ["api/read"]


def test_not_there(cognito: Any, pool: str, refused: Refused) -> None:
    gone = "[ResourceNotFoundException] "
    text = refused(cognito.describe_user_pool, UserPoolId="eu-west-1_nope")
    assert text == gone + "User pool eu-west-1_nope does not exist."
    text = refused(cognito.describe_user_pool_client, UserPoolId=pool, ClientId="nope")
    assert text == gone + "User pool client nope does not exist."
    text = refused(cognito.admin_get_user, UserPoolId=pool, Username="nobody")
    assert text == "[UserNotFoundException] User does not exist."


def test_wrong_region_sees_other_pools(stand: Any, pool: str, refused: Refused) -> None:
    elsewhere = stand.client(region="eu-central-1")
    text = refused(elsewhere.describe_user_pool, UserPoolId=pool)
    assert text == f"[ResourceNotFoundException] User pool {pool} does not exist."
    assert elsewhere.list_user_pools(MaxResults=60)["UserPools"] == []


MFA = [
    (
        {"MfaConfiguration": "ON"},
        "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.",
    ),
    (
        {"MfaConfiguration": "OFF", "SoftwareTokenMfaConfiguration": {"Enabled": True}},
        "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.",
    ),
    (
        {"MfaConfiguration": "ON", "EmailMfaConfiguration": {}},
        "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount of "
        "COGNITO_DEFAULT. Update the value of EmailSendingAccount.",
    ),
]


@pytest.mark.parametrize(("settings", "text"), MFA, ids=[text for _, text in MFA])
def test_mfa(cognito: Any, pool: str, refused: Refused, settings: dict[str, Any], text: str) -> None:
    assert refused(cognito.set_user_pool_mfa_config, UserPoolId=pool, **settings) == BAD + text


def test_group_role_of_another_account(cognito: Any, pool: str, refused: Refused) -> None:
    asked = {"UserPoolId": pool, "GroupName": "admins"}
    text = refused(cognito.create_group, **asked, RoleArn="arn:aws:iam::999999999999:role/x")
    assert text == BAD + "Cross-account pass role is not allowed."
    cognito.create_group(**asked)
    assert refused(cognito.create_group, **asked) == "[GroupExistsException] A group with the name already exists."


def test_branding_values(cognito: Any, pool: str, refused: Refused) -> None:
    client = cognito.create_user_pool_client(UserPoolId=pool, ClientName="p")["UserPoolClient"]["ClientId"]
    asked = {"UserPoolId": pool, "ClientId": client}
    text = BAD + "useCognitoProvidedValues or settings should be specified (but not both)"
    assert refused(cognito.create_managed_login_branding, **asked) == text
    assert refused(cognito.create_managed_login_branding, **asked, UseCognitoProvidedValues=True, Settings={}) == text
    missing = refused(cognito.describe_managed_login_branding_by_client, **asked)
    assert missing.startswith("[ResourceNotFoundException]")
    cognito.create_managed_login_branding(**asked, UseCognitoProvidedValues=True)
    again = refused(cognito.create_managed_login_branding, **asked, UseCognitoProvidedValues=True)
    assert again.startswith("[ManagedLoginBrandingExistsException]")

"""Updates of pools and clients replace the whole: a member that is left out is at its default afterwards.

The members come from botocore's own request shapes; a value that differs from the default is drawn for each.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SMS = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x"}
SES = "arn:aws:ses:eu-west-1:123456789012:identity/corp.example.com"
LAMBDA = "arn:aws:lambda:eu-west-1:123456789012:function:f"

POOL: Mapping[str, Any] = {
    "Policies": {"PasswordPolicy": {"MinimumLength": 20, "RequireSymbols": False}},
    "DeletionProtection": "ACTIVE",
    "LambdaConfig": {"PreSignUp": LAMBDA},
    "AutoVerifiedAttributes": ["email", "phone_number"],
    "SmsVerificationMessage": "Code: {####}",
    "EmailVerificationMessage": "Your code is {####}",
    "EmailVerificationSubject": "Code",
    "VerificationMessageTemplate": {"DefaultEmailOption": "CONFIRM_WITH_LINK"},
    "SmsAuthenticationMessage": "Code: {####}",
    "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]},
    "MfaConfiguration": "ON",
    "DeviceConfiguration": {"ChallengeRequiredOnNewDevice": True},
    "EmailConfiguration": {"EmailSendingAccount": "DEVELOPER", "SourceArn": SES},
    "SmsConfiguration": SMS,
    "UserPoolTags": {"pomerium-cognito:setup": "corp"},
    "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": True},
    "UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"},
    "AccountRecoverySetting": {"RecoveryMechanisms": [{"Name": "verified_email", "Priority": 1}]},
    "UserPoolTier": "PLUS",
    "KeyConfiguration": {"KeyType": "CUSTOMER_MANAGED_KEY"},
    "IssuerConfiguration": {"Type": "UPDATED"},
}
CLIENT: Mapping[str, Any] = {
    "RefreshTokenValidity": 10,
    "AccessTokenValidity": 3,
    "IdTokenValidity": 4,
    "ReadAttributes": ["email"],
    "WriteAttributes": ["email"],
    "ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH"],
    "SupportedIdentityProviders": ["COGNITO"],
    "CallbackURLs": ["https://a.example.com/cb"],
    "LogoutURLs": ["https://a.example.com/out"],
    "DefaultRedirectURI": "https://a.example.com/cb",
    "AllowedOAuthFlows": ["code"],
    "AllowedOAuthScopes": ["openid"],
    "AllowedOAuthFlowsUserPoolClient": True,
    "PreventUserExistenceErrors": "ENABLED",
    "EnableTokenRevocation": True,
    "EnablePropagateAdditionalUserContextData": True,
    "AuthSessionValidity": 9,
    "RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 10},
}
# A member on the left can be sent only with those on the right.
NEEDS: Mapping[str, tuple[str, ...]] = {
    "AutoVerifiedAttributes": ("SmsConfiguration",),
    "UserAttributeUpdateSettings": ("AutoVerifiedAttributes", "SmsConfiguration"),
    "MfaConfiguration": ("AutoVerifiedAttributes", "SmsConfiguration"),
    "DefaultRedirectURI": ("CallbackURLs",),
    "AllowedOAuthFlowsUserPoolClient": ("AllowedOAuthFlows", "AllowedOAuthScopes", "CallbackURLs"),
}
EXCEPTIONS = {
    "UserPoolId", "PoolName", "ClientId", "ClientName",  # names, which have no default
    "DcrConfiguration",  # kept when left out
    "AcrConfiguration", "TokenValidityUnits", "AnalyticsConfiguration",  # have no value that stands alone
    "PublishSecretsInAWSSecretsManager",  # never shown
}  # fmt: skip


def chosen(values: Mapping[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    def with_needs(names: set[str]) -> dict[str, Any]:
        whole = names | {need for name in names for need in NEEDS.get(name, ())}
        return {name: values[name] for name in whole}

    return st.sets(st.sampled_from(sorted(values))).map(with_needs)


def holds(shown: Any, sent: Any) -> bool:
    """Whether what was sent stands in what is shown (which may say more)."""
    if isinstance(sent, dict):
        return all(name in shown and holds(shown[name], value) for name, value in sent.items())
    return bool(shown == sent)


def test_the_samples_cover_the_shapes(cognito: Any) -> None:
    model = cognito.meta.service_model
    for operation, values in (("UpdateUserPool", POOL), ("UpdateUserPoolClient", CLIENT)):
        members = set(model.operation_model(operation).input_shape.members)
        assert members - EXCEPTIONS >= set(values), "a sample that the model does not know"
        assert len(set(values) & members) > 0.8 * len(members - EXCEPTIONS)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=chosen(POOL), second=chosen(POOL))
def test_pool(cognito: Any, first: dict[str, Any], second: dict[str, Any]) -> None:
    pool = cognito.create_user_pool(PoolName="corp")["UserPool"]["Id"]
    ignored = ("LastModifiedDate",)
    fresh = cognito.describe_user_pool(UserPoolId=pool)["UserPool"]
    cognito.update_user_pool(UserPoolId=pool, **first)
    cognito.update_user_pool(UserPoolId=pool, **second)
    shown = cognito.describe_user_pool(UserPoolId=pool)["UserPool"]
    assert shown["Name"] == "corp"
    for member, value in second.items():
        assert holds(shown[member], value), member
    coupled = {"UserPoolTier"} if "UserPoolAddOns" in second else set()
    for member in set(shown) | set(fresh):
        if member not in second and member not in ignored and member not in coupled:
            assert shown.get(member) == fresh.get(member), member


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=chosen(CLIENT), second=chosen(CLIENT))
def test_client(cognito: Any, pool: str, first: dict[str, Any], second: dict[str, Any]) -> None:
    made = cognito.create_user_pool_client(UserPoolId=pool, ClientName="p", GenerateSecret=True)["UserPoolClient"]
    asked = {"UserPoolId": pool, "ClientId": made["ClientId"]}
    cognito.update_user_pool_client(**asked, **first)
    shown = cognito.update_user_pool_client(**asked, **second)["UserPoolClient"]
    assert shown == cognito.describe_user_pool_client(**asked)["UserPoolClient"]
    # Revocation is on for a new client; the update's own text names no default, so nothing is what it means.
    fresh = {**made, "EnableTokenRevocation": False}
    for member in set(shown) | set(fresh):
        if member in second:
            assert holds(shown[member], second[member]), member
        elif member != "LastModifiedDate":
            assert shown.get(member) == fresh.get(member), member


def test_dcr_is_kept_and_on_when_given_in_part(cognito: Any, pool: str) -> None:
    def dcr() -> Any:
        return cognito.describe_user_pool(UserPoolId=pool)["UserPool"].get("DcrConfiguration")

    cognito.update_user_pool(UserPoolId=pool, DcrConfiguration={"EnableStatus": "Disabled", "OpenDcrEnabled": True})
    cognito.update_user_pool(UserPoolId=pool)
    assert dcr() == {"EnableStatus": "Disabled", "OpenDcrEnabled": True}
    cognito.update_user_pool(UserPoolId=pool, DcrConfiguration={"AllowedScopes": ["openid"]})
    assert dcr() == {"EnableStatus": "Enabled", "AllowedScopes": ["openid"]}


def test_turning_protection_off_alone_loses_the_rest(cognito: Any) -> None:
    pool = cognito.create_user_pool(
        PoolName="corp", DeletionProtection="ACTIVE", UserPoolTags={"a": "b"}, UserPoolTier="LITE"
    )["UserPool"]["Id"]
    cognito.update_user_pool(UserPoolId=pool, DeletionProtection="INACTIVE")
    shown = cognito.describe_user_pool(UserPoolId=pool)["UserPool"]
    assert (shown["UserPoolTags"], shown["UserPoolTier"]) == ({}, "ESSENTIALS")


def test_what_is_fixed_at_creation_is_kept(cognito: Any) -> None:
    team = {"Name": "team", "AttributeDataType": "String"}
    pool = cognito.create_user_pool(
        PoolName="corp", UsernameAttributes=["email"], UsernameConfiguration={"CaseSensitive": False}, Schema=[team]
    )["UserPool"]["Id"]
    cognito.update_user_pool(UserPoolId=pool, PoolName="renamed")
    shown = cognito.describe_user_pool(UserPoolId=pool)["UserPool"]
    assert shown["Name"] == "renamed"
    assert shown["UsernameAttributes"] == ["email"]
    assert shown["UsernameConfiguration"] == {"CaseSensitive": False}
    assert "custom:team" in [attribute["Name"] for attribute in shown["SchemaAttributes"]]


def test_describe_sent_back_as_it_came_is_refused_for_the_old_field(cognito: Any, pool: str) -> None:
    from botocore.exceptions import ClientError

    shown = cognito.describe_user_pool(UserPoolId=pool)["UserPool"]
    members = cognito.meta.service_model.operation_model("UpdateUserPool").input_shape.members
    echo = {name: value for name, value in shown.items() if name in members}
    with pytest.raises(ClientError, match="instead of UnusedAccountValidityDays"):
        cognito.update_user_pool(UserPoolId=pool, **echo)
    echo["AdminCreateUserConfig"] = {"AllowAdminCreateUserOnly": False}
    cognito.update_user_pool(UserPoolId=pool, **echo)
    after = cognito.describe_user_pool(UserPoolId=pool)["UserPool"]
    assert after == {**shown, "LastModifiedDate": after["LastModifiedDate"]}


def test_branding_keeps_what_is_left_out(cognito: Any, pool: str) -> None:
    client = cognito.create_user_pool_client(UserPoolId=pool, ClientName="p")["UserPoolClient"]["ClientId"]
    style = cognito.create_managed_login_branding(UserPoolId=pool, ClientId=client, Settings={"a": {"b": 1}})
    identifier = style["ManagedLoginBranding"]["ManagedLoginBrandingId"]
    asked = {"UserPoolId": pool, "ManagedLoginBrandingId": identifier}
    cognito.update_managed_login_branding(**asked)
    shown = cognito.describe_managed_login_branding(**asked)["ManagedLoginBranding"]
    assert shown["Settings"] == {"a": {"b": 1}}
    own = cognito.update_managed_login_branding(**asked, UseCognitoProvidedValues=True)["ManagedLoginBranding"]
    assert own["UseCognitoProvidedValues"] and "Settings" not in own
    cognito.delete_managed_login_branding(**asked)

"""What Amazon shows of objects that were made with as little as possible, and the form of its ids."""

from __future__ import annotations

import re
from typing import Any


def test_pool(cognito: Any) -> None:
    shown = cognito.create_user_pool(PoolName="corp")["UserPool"]
    assert re.fullmatch(r"eu-west-1_[0-9A-Za-z]{9}", shown["Id"])
    assert shown["Arn"] == f"arn:aws:cognito-idp:eu-west-1:123456789012:userpool/{shown['Id']}"
    assert shown["Policies"]["PasswordPolicy"] == {
        "MinimumLength": 8,
        "RequireUppercase": True,
        "RequireLowercase": True,
        "RequireNumbers": True,
        "RequireSymbols": True,
        "TemporaryPasswordValidityDays": 7,
    }
    assert shown["DeletionProtection"] == "INACTIVE"
    assert shown["MfaConfiguration"] == "OFF"
    assert shown["UserPoolTier"] == "ESSENTIALS"
    assert shown["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is False
    assert shown["EmailConfiguration"] == {"EmailSendingAccount": "COGNITO_DEFAULT"}
    assert shown["EstimatedNumberOfUsers"] == 0
    assert "UsernameConfiguration" not in shown and "Domain" not in shown
    names = {attribute["Name"]: attribute for attribute in shown["SchemaAttributes"]}
    assert {"sub", "email", "email_verified", "phone_number", "updated_at", "name"} <= set(names)
    assert names["sub"]["Required"] and not names["sub"]["Mutable"]


def test_names_are_not_unique(cognito: Any) -> None:
    first, second = (cognito.create_user_pool(PoolName="twice")["UserPool"]["Id"] for _ in range(2))
    assert first != second
    clients = {
        cognito.create_user_pool_client(UserPoolId=first, ClientName="c")["UserPoolClient"]["ClientId"] for _ in "ab"
    }
    assert len(clients) == 2


def test_threat_protection_alone_means_plus(cognito: Any) -> None:
    shown = cognito.create_user_pool(PoolName="corp", UserPoolAddOns={"AdvancedSecurityMode": "AUDIT"})["UserPool"]
    assert shown["UserPoolTier"] == "PLUS"


def test_public_client(cognito: Any, pool: str) -> None:
    shown = cognito.create_user_pool_client(UserPoolId=pool, ClientName="p")["UserPoolClient"]
    assert re.fullmatch(r"[a-z0-9]{26}", shown["ClientId"])
    assert "ClientSecret" not in shown
    assert shown["RefreshTokenValidity"] == 30
    assert shown["PreventUserExistenceErrors"] == "LEGACY"
    assert shown["EnableTokenRevocation"] is True
    assert shown["AllowedOAuthFlowsUserPoolClient"] is False
    assert shown["AuthSessionValidity"] == 3
    assert "SupportedIdentityProviders" not in shown


def test_confidential_client(cognito: Any, pool: str) -> None:
    asked = {"UserPoolId": pool, "ClientName": "p"}
    made = cognito.create_user_pool_client(**asked, GenerateSecret=True)["UserPoolClient"]
    assert re.fullmatch(r"[a-z0-9]{52}", made["ClientSecret"])
    own = cognito.create_user_pool_client(**asked, ClientSecret="a" * 24)["UserPoolClient"]
    assert own["ClientSecret"] == "a" * 24


def test_refresh_validity_of_zero_is_thirty_days(cognito: Any, pool: str) -> None:
    asked = {"UserPoolId": pool, "ClientName": "p", "RefreshTokenValidity": 0}
    assert cognito.create_user_pool_client(**asked)["UserPoolClient"]["RefreshTokenValidity"] == 30


def test_attributes_of_a_schema(cognito: Any) -> None:
    asked = [
        {"Name": "email", "AttributeDataType": "String", "Required": True, "Mutable": True},
        {"Name": "team", "AttributeDataType": "String"},
        {"Name": "level", "AttributeDataType": "Number", "Mutable": True},
    ]
    shown = cognito.create_user_pool(PoolName="corp", Schema=asked)["UserPool"]["SchemaAttributes"]
    names = {attribute["Name"]: attribute for attribute in shown}
    assert names["email"]["Required"] is True
    assert names["custom:team"]["Mutable"] is False
    assert names["custom:level"]["Mutable"] is True


def test_tags(cognito: Any) -> None:
    shown = cognito.create_user_pool(PoolName="corp", UserPoolTags={"a": "1", "b": "2"})["UserPool"]
    arn = shown["Arn"]
    cognito.tag_resource(ResourceArn=arn, Tags={"b": "3", "c": "4"})
    cognito.untag_resource(ResourceArn=arn, TagKeys=["a", "nothing"])
    assert cognito.list_tags_for_resource(ResourceArn=arn)["Tags"] == {"b": "3", "c": "4"}
    assert cognito.describe_user_pool(UserPoolId=shown["Id"])["UserPool"]["UserPoolTags"] == {"b": "3", "c": "4"}


def test_mfa_from_off_to_on_and_back(cognito: Any, pool: str) -> None:
    totp = {"SoftwareTokenMfaConfiguration": {"Enabled": True}}
    assert cognito.set_user_pool_mfa_config(UserPoolId=pool, MfaConfiguration="ON", **totp)["MfaConfiguration"] == "ON"
    shown = cognito.get_user_pool_mfa_config(UserPoolId=pool)
    assert (shown["MfaConfiguration"], shown["SoftwareTokenMfaConfiguration"]) == ("ON", {"Enabled": True})
    # With a factor of its own set, the update may carry the same value; left out, it turns MFA off.
    cognito.update_user_pool(UserPoolId=pool, MfaConfiguration="ON")
    assert cognito.get_user_pool_mfa_config(UserPoolId=pool)["SoftwareTokenMfaConfiguration"] == {"Enabled": True}
    cognito.update_user_pool(UserPoolId=pool)
    shown = cognito.get_user_pool_mfa_config(UserPoolId=pool)
    assert (shown["MfaConfiguration"], "SoftwareTokenMfaConfiguration" in shown) == ("OFF", False)


def test_mfa_by_sms_and_email(cognito: Any) -> None:
    sms = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x"}
    sender = {
        "EmailSendingAccount": "DEVELOPER",
        "SourceArn": "arn:aws:ses:eu-west-1:123456789012:identity/corp.example.com",
    }
    pool = cognito.create_user_pool(PoolName="corp", EmailConfiguration=sender)["UserPool"]["Id"]
    asked = {"UserPoolId": pool, "MfaConfiguration": "OPTIONAL"}
    cognito.set_user_pool_mfa_config(**asked, SmsMfaConfiguration={"SmsConfiguration": sms}, EmailMfaConfiguration={})
    shown = cognito.get_user_pool_mfa_config(UserPoolId=pool)
    assert shown["SmsMfaConfiguration"]["SmsConfiguration"] == sms
    assert cognito.describe_user_pool(UserPoolId=pool)["UserPool"]["SmsConfiguration"] == sms
    # Set replaces: the factor that is left out is off.
    cognito.set_user_pool_mfa_config(**asked, EmailMfaConfiguration={"Message": "Your code {####}"})
    shown = cognito.get_user_pool_mfa_config(UserPoolId=pool)
    assert "SmsMfaConfiguration" not in shown
    assert shown["EmailMfaConfiguration"] == {"Message": "Your code {####}"}

"""What Amazon refuses in a pool's settings, with its own texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from wizard.practice.api.call import ACCOUNT
from wizard.practice.patterns import satisfies
from wizard.practice.refusal import Refusal, bad_parameter
from wizard.practice.state import Tree

Settings = Mapping[str, Any]
"""The members of a CreateUserPool or UpdateUserPool request."""

_INVITE_PATTERN = r"[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*"
NO_TRUST, NO_PUBLISH, NO_SENDING = "practice-no-trust", "practice-no-publish", "practice-no-sending"
"""Parts of a role's or an e-mail identity's name with which its refusal can be tried."""


def check_pool(settings: Settings, region: str, domains: list[Tree]) -> None:
    """Refuse what no pool may have; `domains` are those that the pool has already."""
    for rule in _RULES:
        rule(settings)
    check_sms(settings.get("SmsConfiguration"), region)
    check_tier(settings, domains)


def check_sms(sms: Settings | None, region: str) -> None:
    """Refuse an SMS configuration in a foreign region, or with a role that Amazon could not use."""
    if not sms:
        return
    allowed = sms.get("SnsRegion", region)
    if allowed != region:
        raise bad_parameter(f"Invalid snsRegion. Allowed SNS region for {region} is {region}")
    role = sms.get("SnsCallerArn", "")
    if f":{ACCOUNT}:" not in role:
        raise bad_parameter("Cross-account pass role is not allowed.")
    if NO_TRUST in role:
        raise Refusal(
            "InvalidSmsRoleTrustRelationshipException",
            "Role does not have a trust relationship allowing Cognito to assume the role",
        )
    if NO_PUBLISH in role:
        raise Refusal("InvalidSmsRoleAccessPolicyException", "Role does not have permission to publish with SNS")


def tier_of(settings: Settings) -> str:
    """The feature plan that these settings mean; left out it is ESSENTIALS, or PLUS with threat protection."""
    tier: str | None = settings.get("UserPoolTier")
    if tier is None:
        return "PLUS" if _threat_protection(settings) else "ESSENTIALS"
    return tier


def check_tier(settings: Settings, domains: list[Tree]) -> None:
    """Refuse features that the plan of these settings does not hold."""
    tier = tier_of(settings)
    wrong: list[str] = []
    if tier != "PLUS" and _threat_protection(settings):
        wrong.append("Threat Protection")
    if tier == "LITE":
        wrong += [name for name, on in _ESSENTIALS_FEATURES if on(settings)]
        if any(domain["version"] == 2 for domain in domains):
            wrong.append("Managed Login Version 2")
    if wrong:
        raise unavailable_features(tier, wrong)


def unavailable_features(tier: str, features: list[str]) -> Refusal:
    """The refusal of a plan that is too low for what is on."""
    return Refusal(
        "FeatureUnavailableInTierException",
        f"The following features need to be disabled for the {tier} pricing tier configured: {', '.join(features)}",
    )


def unavailable_feature(tier: str, feature: str) -> Refusal:
    """The refusal of a feature that the plan does not hold."""
    return Refusal(
        "FeatureUnavailableInTierException",
        f"The following feature is not available for the {tier} pricing tier configured: {feature}",
    )


def email_account(settings: Settings) -> str:
    """COGNITO_DEFAULT or DEVELOPER."""
    account: str = settings.get("EmailConfiguration", {}).get("EmailSendingAccount", "COGNITO_DEFAULT")
    return account


def _threat_protection(settings: Settings) -> bool:
    return bool(settings.get("UserPoolAddOns", {}).get("AdvancedSecurityMode", "OFF") != "OFF")


def _first_factors(settings: Settings) -> list[str]:
    policy = settings.get("Policies", {}).get("SignInPolicy", {})
    factors: list[str] = policy.get("AllowedFirstAuthFactors", ["PASSWORD"])
    return factors


def _password_history(settings: Settings) -> bool:
    return bool(settings.get("Policies", {}).get("PasswordPolicy", {}).get("PasswordHistorySize", 0) > 0)


def _newer_trigger(settings: Settings) -> bool:
    trigger = settings.get("LambdaConfig", {}).get("PreTokenGenerationConfig", {})
    return bool(trigger.get("LambdaVersion", "V1_0") != "V1_0")


_ESSENTIALS_FEATURES: tuple[tuple[str, Callable[[Settings], bool]], ...] = (
    ("Passwordless Sign-In", lambda settings: _first_factors(settings) != ["PASSWORD"]),
    ("Password History", _password_history),
    ("Access Token Customization", _newer_trigger),
    ("Updated Issuer", lambda settings: settings.get("IssuerConfiguration", {}).get("Type") == "UPDATED"),
    (
        "Dynamic Client Registration",
        lambda settings: settings.get("DcrConfiguration", {}).get("EnableStatus") == "Enabled",
    ),
)


def _check_sign_in(settings: Settings) -> None:
    if settings.get("AliasAttributes") and settings.get("UsernameAttributes"):
        raise bad_parameter("Only one of the aliasAttributes or usernameAttributes can be set in a User pool.")
    factors = _first_factors(settings)
    if "PASSWORD" not in factors:
        raise bad_parameter("Password should be configured as one of the allowed first auth factors.")
    if "SOFTWARE_TOKEN" in factors:
        raise bad_parameter("SOFTWARE_TOKEN cannot be configured as one of the allowed first auth factors.")


def _check_verification(settings: Settings) -> None:
    verified = settings.get("AutoVerifiedAttributes", [])
    before = settings.get("UserAttributeUpdateSettings", {}).get("AttributesRequireVerificationBeforeUpdate", [])
    if not set(before) <= set(verified):
        raise bad_parameter(
            "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes"
        )
    if "phone_number" in verified and not settings.get("SmsConfiguration"):
        raise bad_parameter("SMS configuration is required when phone_number is selected for auto verification")


def _check_email(settings: Settings) -> None:
    email = settings.get("EmailConfiguration", {})
    source = email.get("SourceArn")
    if email_account(settings) == "DEVELOPER":
        if not source:
            raise bad_parameter("Source ARN is required to use DEVELOPER email sending owner")
        refused = NO_SENDING in source
    else:
        refused = bool(source)
    if refused:
        raise Refusal("InvalidEmailRoleAccessPolicyException", "Cognito is not allowed to use your email identity")


def _check_invitation(settings: Settings) -> None:
    invite = settings.get("AdminCreateUserConfig", {})
    temporary = settings.get("Policies", {}).get("PasswordPolicy", {}).get("TemporaryPasswordValidityDays")
    if invite.get("UnusedAccountValidityDays") and temporary is not None:
        raise bad_parameter(
            "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays"
        )
    for member, name in (("EmailMessage", "emailMessage"), ("SMSMessage", "sMSMessage")):
        message = invite.get("InviteMessageTemplate", {}).get(member)
        pattern = _INVITE_PATTERN if member == "EmailMessage" else r".*\{####\}.*"
        if message is not None and not satisfies(pattern, message):
            raise bad_parameter(
                f"Value '{message}' at 'adminCreateUserConfig.inviteMessage.{name}' failed to satisfy constraint: "
                f"Member must satisfy regular expression pattern: {pattern}"
            )


def _check_recovery(settings: Settings) -> None:
    ways = [way["Name"] for way in settings.get("AccountRecoverySetting", {}).get("RecoveryMechanisms", [])]
    if "admin_only" in ways and len(ways) > 1:
        raise bad_parameter(
            "Invalid account recovery setting parameter. "
            "Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms."
        )


def _check_tags(settings: Settings) -> None:
    if len(settings.get("UserPoolTags", {})) > 50:
        raise Refusal("UserPoolTaggingException", "A user pool can have 50 tags at most.")


_RULES: tuple[Callable[[Settings], None], ...] = (
    _check_sign_in,
    _check_verification,
    _check_email,
    _check_invitation,
    _check_recovery,
    _check_tags,
)

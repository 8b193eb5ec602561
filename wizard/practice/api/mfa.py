"""A pool's second factors. UpdateUserPool carries whether they are asked for, SetUserPoolMfaConfig also which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wizard.practice.api.call import Call, Handler
from wizard.practice.api.pool_rules import check_sms, email_account, tier_of, unavailable_feature
from wizard.practice.refusal import bad_parameter
from wizard.practice.state import Tree

_FACTORS = ("SmsMfaConfiguration", "SoftwareTokenMfaConfiguration", "EmailMfaConfiguration")
_NO_SMS = "SMS configuration and Auto verification for phone_number are required when MFA is required/optional"


def enabled_factors(factors: Mapping[str, Any]) -> list[str]:
    """Of SetUserPoolMfaConfig's members those that ask for a factor; a software token counts when it is enabled."""
    return [
        name
        for name in _FACTORS
        if factors.get(name) is not None
        and (name != "SoftwareTokenMfaConfiguration" or factors[name].get("Enabled", False))
    ]


def check_pool_mfa(settings: Mapping[str, Any], factors: Mapping[str, Any], new: bool) -> None:
    """Refuse MFA in CreateUserPool or UpdateUserPool where no factor could serve it; these two know SMS alone."""
    if settings.get("MfaConfiguration", "OFF") == "OFF":
        return
    others = [name for name in enabled_factors(factors) if name != "SmsMfaConfiguration"]
    by_sms = settings.get("SmsConfiguration") and "phone_number" in settings.get("AutoVerifiedAttributes", [])
    kept_sms = settings.get("SmsConfiguration") and "SmsMfaConfiguration" in enabled_factors(factors)
    if not by_sms and (new or not (others or kept_sms)):
        raise bad_parameter(_NO_SMS)


def factors_after_update(settings: Mapping[str, Any], factors: Mapping[str, Any]) -> Tree:
    """The factors that a pool has once `settings` replaced its own: none with MFA off, no SMS without its role."""
    passkeys = {name: value for name, value in factors.items() if name == "WebAuthnConfiguration"}
    if settings.get("MfaConfiguration", "OFF") == "OFF":
        return passkeys
    kept = {name: value for name, value in factors.items() if name != "SmsMfaConfiguration"}
    if settings.get("SmsConfiguration"):
        kept["SmsMfaConfiguration"] = factors.get("SmsMfaConfiguration", {})
    return kept


def get_user_pool_mfa_config(call: Call) -> dict[str, Any]:
    """Show which factors are on, and whether they are asked for."""
    return _shown(call.pool())


def set_user_pool_mfa_config(call: Call) -> dict[str, Any]:
    """Replace the factors: those that the request leaves out are off."""
    pool, asked = call.pool(), call.asked
    settings = pool["settings"]
    wanted, factors = asked.get("MfaConfiguration", "OFF"), enabled_factors(asked)
    if wanted == "OFF" and factors:
        raise bad_parameter("Invalid MFA configuration given, can't turn off MFA and configure an MFA together.")
    if wanted != "OFF" and not factors:
        raise bad_parameter(
            "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled."
        )
    _check_factors(settings, asked, call.region)
    settings["MfaConfiguration"] = wanted
    sms = asked.get("SmsMfaConfiguration")
    if sms and sms.get("SmsConfiguration"):
        settings["SmsConfiguration"] = sms["SmsConfiguration"]
    if sms and sms.get("SmsAuthenticationMessage"):
        settings["SmsAuthenticationMessage"] = sms["SmsAuthenticationMessage"]
    kept = (*factors, "WebAuthnConfiguration")
    pool["factors"] = {name: asked[name] for name in kept if name in asked}
    pool["modified"] = call.now
    return _shown(pool)


def _check_factors(settings: Mapping[str, Any], asked: Mapping[str, Any], region: str) -> None:
    if asked.get("EmailMfaConfiguration") is not None:
        if tier_of(settings) == "LITE":
            raise unavailable_feature("LITE", "Email MFA")
        if email_account(settings) == "COGNITO_DEFAULT":
            raise bad_parameter(
                "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount "
                "of COGNITO_DEFAULT. Update the value of EmailSendingAccount."
            )
    sms = asked.get("SmsMfaConfiguration")
    if sms is not None:
        check_sms(sms.get("SmsConfiguration"), region)
        if not sms.get("SmsConfiguration") and not settings.get("SmsConfiguration"):
            raise bad_parameter(_NO_SMS)


def _shown(pool: Tree) -> dict[str, Any]:
    settings, factors = pool["settings"], pool["factors"]
    shown: dict[str, Any] = {"MfaConfiguration": settings.get("MfaConfiguration", "OFF"), **factors}
    if "SmsMfaConfiguration" in factors:
        shown["SmsMfaConfiguration"] = {
            "SmsConfiguration": settings.get("SmsConfiguration", {}),
            **{name: settings[name] for name in ("SmsAuthenticationMessage",) if name in settings},
        }
    return shown


OPERATIONS: Mapping[str, Handler] = {
    "GetUserPoolMfaConfig": get_user_pool_mfa_config,
    "SetUserPoolMfaConfig": set_user_pool_mfa_config,
}

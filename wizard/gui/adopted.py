"""What an existing pool or app client is set to, under the setup file's keys. Pure data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from wizard.setup.model import Setup

if TYPE_CHECKING:
    from wizard.jobs.listing import PoolFacts

Answer = Mapping[str, Any]
OURS = "pomerium-cognito:setup"
_MFA = {"OFF": "off", "OPTIONAL": "optional", "ON": "required"}
_FACTORS = (
    ("totp", "SoftwareTokenMfaConfiguration"),
    ("sms", "SmsMfaConfiguration"),
    ("email", "EmailMfaConfiguration"),
)
_PASSWORD = (
    ("minimum_length", "MinimumLength"),
    ("require_lowercase", "RequireLowercase"),
    ("require_uppercase", "RequireUppercase"),
    ("require_numbers", "RequireNumbers"),
    ("require_symbols", "RequireSymbols"),
    ("temporary_days", "TemporaryPasswordValidityDays"),
)
_UNITS = {"seconds": 1 / 60, "minutes": 1, "hours": 60, "days": 1440}
_LIFETIMES = (  # key, member, member of the units, Amazon's unit, minutes in the key's unit
    ("client.id_token_minutes", "IdTokenValidity", "IdToken", "hours", 1),
    ("client.access_token_minutes", "AccessTokenValidity", "AccessToken", "hours", 1),
    ("client.refresh_token_days", "RefreshTokenValidity", "RefreshToken", "days", 1440),
)


def values(setup: Setup, pool: PoolFacts | None, client: Answer | None) -> dict[str, Any]:
    """By path; empty where the setup is about none that exists, or about another one than was read."""
    found: dict[str, Any] = {}
    if pool is not None and setup.pool.id and pool.pool.get("Id") == setup.pool.id:
        found.update(of_pool(pool.pool, pool.mfa))
    if client is not None and setup.client.id and client.get("ClientId") == setup.client.id:
        found.update(of_client(client))
    return found


def of_pool(pool: Answer, mfa: Answer) -> Iterator[tuple[str, Any]]:
    """What DescribeUserPool and GetUserPoolMfaConfig tell."""
    yield "pool.sign_in", sign_in(pool)
    yield "pool.self_sign_up", not pool.get("AdminCreateUserConfig", {}).get("AllowAdminCreateUserOnly", False)
    yield "pool.deletion_protection", pool.get("DeletionProtection") == "ACTIVE"
    yield "pool.tier", str(pool.get("UserPoolTier", "ESSENTIALS")).lower()
    tags = pool.get("UserPoolTags", {})
    yield "pool.tags", tuple(sorted((key, value) for key, value in tags.items() if key != OURS))
    policy = pool.get("Policies", {}).get("PasswordPolicy", {})
    for key, member in _PASSWORD:
        if member in policy:
            yield f"pool.password.{key}", policy[member]
    yield "pool.mfa", _MFA.get(str(mfa.get("MfaConfiguration", "OFF")), "off")
    yield "pool.mfa_methods", tuple(name for name, member in _FACTORS if _is_on(mfa.get(member)))
    mail = pool.get("EmailConfiguration", {})
    if mail.get("EmailSendingAccount") == "DEVELOPER":
        yield "pool.email.source_arn", mail.get("SourceArn", "")
        yield "pool.email.from", mail.get("From")
    sms = pool.get("SmsConfiguration", {})
    if sms:
        yield "pool.sms.role_arn", sms.get("SnsCallerArn", "")
        yield "pool.sms.external_id", sms.get("ExternalId", "")
        yield "pool.sms.region", sms.get("SnsRegion")


def sign_in(pool: Answer) -> tuple[str, ...]:
    """By what people sign in, as `pool.sign_in` says it."""
    return tuple(pool.get("UsernameAttributes") or ("username", *pool.get("AliasAttributes", ())))


def of_client(client: Answer) -> Iterator[tuple[str, Any]]:
    """What DescribeUserPoolClient tells."""
    if client.get("SupportedIdentityProviders"):
        yield "client.identity_providers", tuple(client["SupportedIdentityProviders"])
    if client.get("AllowedOAuthScopes"):
        yield "client.scopes", tuple(client["AllowedOAuthScopes"])
    units = client.get("TokenValidityUnits", {})
    for path, member, unit, usual, minutes in _LIFETIMES:
        if client.get(member):
            yield path, round(client[member] * _UNITS[units.get(unit, usual)] / minutes)


def _is_on(factor: Any) -> bool:
    return bool(factor) and bool(factor.get("Enabled", True))

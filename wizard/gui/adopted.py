"""What an existing pool or app client is set to, under the setup file's keys. Pure data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from wizard.setup.model import Setup

if TYPE_CHECKING:
    from wizard.jobs.listing import PoolFacts

Answer = Mapping[str, Any]


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
    from wizard.cognito.actions.mfa import SPOKEN, methods
    from wizard.cognito.actions.pool import FIELDS, sign_in
    from wizard.cognito.snapshot import TAG
    from wizard.cognito.wholeupdate import value_at

    yield "pool.sign_in", tuple(sign_in(pool))
    yield "pool.self_sign_up", not pool.get("AdminCreateUserConfig", {}).get("AllowAdminCreateUserOnly", False)
    yield "pool.deletion_protection", pool.get("DeletionProtection") == "ACTIVE"
    yield "pool.tier", str(pool.get("UserPoolTier", "ESSENTIALS")).lower()
    tags = pool.get("UserPoolTags", {})
    yield "pool.tags", tuple(sorted((key, value) for key, value in tags.items() if key != TAG))
    for field in FIELDS:
        if field.path.startswith("pool.password.") and (value := value_at(pool, field.member)) is not None:
            yield field.path, value
    yield "pool.mfa", SPOKEN.get(str(mfa.get("MfaConfiguration", "OFF")), "off")
    yield "pool.mfa_methods", methods(mfa)
    mail = pool.get("EmailConfiguration", {})
    if mail.get("EmailSendingAccount") == "DEVELOPER":
        yield "pool.email.source_arn", mail.get("SourceArn", "")
        yield "pool.email.from", mail.get("From")
    sms = pool.get("SmsConfiguration", {})
    if sms:
        yield "pool.sms.role_arn", sms.get("SnsCallerArn", "")
        yield "pool.sms.external_id", sms.get("ExternalId", "")
        yield "pool.sms.region", sms.get("SnsRegion")


def of_client(client: Answer) -> Iterator[tuple[str, Any]]:
    """What DescribeUserPoolClient tells."""
    from wizard.cognito.actions.client import LIFETIMES, MINUTES

    if client.get("SupportedIdentityProviders"):
        yield "client.identity_providers", tuple(client["SupportedIdentityProviders"])
    if client.get("AllowedOAuthScopes"):
        yield "client.scopes", tuple(client["AllowedOAuthScopes"])
    units = client.get("TokenValidityUnits", {})
    for path, member, kind, unit, usual, *_ in LIFETIMES:
        if client.get(member):
            yield path, round(client[member] * MINUTES[units.get(kind, usual)] / MINUTES[unit])

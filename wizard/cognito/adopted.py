"""What an existing pool, app client or domain is set to, under the setup file's keys. Pure data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wizard.cognito.actions.client import LIFETIMES, MINUTES, without_test
from wizard.cognito.actions.mfa import SPOKEN, methods
from wizard.cognito.actions.pool import FIELDS, sign_in
from wizard.cognito.snapshot import TAG, Answer, Snapshot
from wizard.cognito.wholeupdate import value_at

_LISTS = {
    "client.identity_providers": "SupportedIdentityProviders",
    "client.scopes": "AllowedOAuthScopes",
    "client.callback_urls": "CallbackURLs",
    "client.logout_urls": "LogoutURLs",
}


def everything(have: Snapshot) -> dict[str, Any]:
    """All that can be told of what exists, by path."""
    found: dict[str, Any] = {}
    pool = have.pool or {}
    if have.pool is not None:
        found.update(of_pool(have.pool, have.mfa or {}))
    if have.client is not None:
        lists = {path: tuple(without_test(have.client.get(member, ()))) for path, member in _LISTS.items()}
        usual = {path: round(value * MINUTES[their] / MINUTES[ours]) for path, _, _, ours, their, value, _ in LIFETIMES}
        found.update(lists | usual | dict(of_client(have.client)))
    domain = have.domain(pool.get("CustomDomain") or pool.get("Domain"))
    if domain:
        found.update(of_domain(domain))
    return found


def of_domain(domain: Answer) -> Iterator[tuple[str, Any]]:
    """What DescribeUserPoolDomain tells."""
    yield "domain.managed_login", domain.get("ManagedLoginVersion", 1) == 2
    certificate = (domain.get("CustomDomainConfig") or {}).get("CertificateArn")
    if certificate:
        yield "domain.certificate_arn", certificate


def of_pool(pool: Answer, mfa: Answer) -> Iterator[tuple[str, Any]]:
    """What DescribeUserPool and GetUserPoolMfaConfig tell."""
    if pool.get("Name"):
        yield "pool.name", str(pool["Name"])
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
    if client.get("ClientName"):
        yield "client.name", str(client["ClientName"])
    if client.get("SupportedIdentityProviders"):
        yield "client.identity_providers", tuple(client["SupportedIdentityProviders"])
    if client.get("AllowedOAuthScopes"):
        yield "client.scopes", tuple(client["AllowedOAuthScopes"])
    units = client.get("TokenValidityUnits", {})
    for path, member, kind, unit, usual, *_ in LIFETIMES:
        if client.get(member):
            yield path, round(client[member] * MINUTES[units.get(kind, usual)] / MINUTES[unit])

"""What an existing pool or app client is set to, as sentences: read before anything is asked of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from wizard.gui import adopted
from wizard.gui.pages import pool_words
from wizard.gui.widgets.fields import FieldLine
from wizard.jobs.listing import PoolFacts
from wizard.setup.model import Pool, Setup


def of_pool(facts: PoolFacts) -> list[FieldLine]:
    """Sign-in, accounts, second factor, password, plan, protection, and the login page's address and kind."""
    return [*pool_words.lines(_pool(facts)), FieldLine(_tr("Login page"), _domains(facts))]


def of_client(client: Mapping[str, Any]) -> list[FieldLine]:
    """Grants, scopes, providers, URLs, ways to get tokens and how long they last."""
    units = client.get("TokenValidityUnits") or {}
    lasts = [
        f"{name} {client[member]} {units.get(kind, usual)}"
        for name, member, kind, usual in (
            (_tr("ID"), "IdTokenValidity", "IdToken", "hours"),
            (_tr("access"), "AccessTokenValidity", "AccessToken", "hours"),
            (_tr("refresh"), "RefreshTokenValidity", "RefreshToken", "days"),
        )
        if client.get(member)
    ]
    lines = [
        FieldLine(_tr("Client ID"), str(client.get("ClientId", "")), code=True),
        FieldLine(_tr("Grants"), _listed(client.get("AllowedOAuthFlows"))),
        FieldLine(_tr("Scopes"), _listed(client.get("AllowedOAuthScopes"))),
        FieldLine(_tr("Sign-in through"), _listed(client.get("SupportedIdentityProviders"))),
        FieldLine(_tr("Callback URLs"), _listed(client.get("CallbackURLs"), "\n")),
        FieldLine(_tr("Sign-out URLs"), _listed(client.get("LogoutURLs"), "\n")),
        FieldLine(_tr("Ways to get tokens"), _listed(client.get("ExplicitAuthFlows"))),
    ]
    return [*lines, *([FieldLine(_tr("Tokens"), ", ".join(lasts))] if lasts else [])]


def _pool(facts: PoolFacts) -> Pool:
    """The pool as a setup would describe it; a length that Amazon does not tell is 8."""
    setup = Setup().replace("pool.id", facts.pool.get("Id")).replace("pool.password.minimum_length", 8)
    for path, value in adopted.values(setup, facts, None).items():
        if path.startswith("pool.") and not path.startswith(("pool.email", "pool.sms")):
            setup = setup.replace(path, value)
    return setup.pool


def _domains(facts: PoolFacts) -> str:
    kinds = {1: _tr("classic hosted pages"), 2: _tr("managed login")}
    told = [
        f"{name}, {kinds.get(facts.domains.get(name, {}).get('ManagedLoginVersion', 1), '')}".rstrip(", ")
        for name in (facts.pool.get("CustomDomain"), facts.pool.get("Domain"))
        if name
    ]
    return "\n".join(told) or _tr("No domain yet")


def _listed(values: Any, between: str = ", ") -> str:
    return between.join(values or ()) or _tr("None")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Pages", text)

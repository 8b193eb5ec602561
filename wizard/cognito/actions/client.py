"""The app client and its settings: a confidential client for the code flow, or an existing one made fit for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from wizard.cognito.actions.work import (
    Field,
    Kind,
    Whose,
    Work,
    as_created,
    client_whose,
    created,
    differences,
    same,
    words,
)
from wizard.cognito.need import Case, Need, on_pool
from wizard.cognito.plan import FieldChange, PlannedAction
from wizard.cognito.snapshot import Answer, Snapshot
from wizard.cognito.wholeupdate import overlaid, put_together, send_whole
from wizard.setup.fault import Fault
from wizard.setup.model import Setup
from wizard.vault import Secret

_REFRESH = "ALLOW_REFRESH_TOKEN_AUTH"  # Pomerium refreshes sessions; a failed refresh signs people out
_FIELDS = (
    Field("client.name", "ClientName", "Name"),
    Field("client.identity_providers", "SupportedIdentityProviders", "Sign-in through", absent=[]),
    Field("client.scopes", "AllowedOAuthScopes", "Scopes", absent=[]),
)
ALWAYS: dict[str, Any] = {
    "PreventUserExistenceErrors": "ENABLED",
    "EnableTokenRevocation": True,
    "AllowedOAuthFlowsUserPoolClient": True,
    "AllowedOAuthFlows": ["code"],
    "ExplicitAuthFlows": [_REFRESH, "ALLOW_USER_SRP_AUTH"],
}
_LEFT_OUT = {"AllowedOAuthFlows": [], "AllowedOAuthFlowsUserPoolClient": False}  # what an answer means without them
# What a test sign-in that was killed left.
TEST_CALLBACK = re.compile(r"http://127\.0\.0\.1:\d{1,5}/pomerium-cognito/(?:callback|signed-out)")
_LABELS = {
    "PreventUserExistenceErrors": "Who has an account stays hidden",
    "EnableTokenRevocation": "Tokens can be revoked",
    "AllowedOAuthFlowsUserPoolClient": "Login page for this client",
    "AllowedOAuthFlows": "Flows",
    "ExplicitAuthFlows": "Ways to get tokens",
    "AllowedOAuthScopes": "Scopes",
    "SupportedIdentityProviders": "Sign-in through",
}
MINUTES = {"seconds": 1 / 60, "minutes": 1, "hours": 60, "days": 1440}
LIFETIMES = (  # setup key, member, member of the units, unit here, Amazon's unit and value by default, label
    ("client.id_token_minutes", "IdTokenValidity", "IdToken", "minutes", "hours", 1, "ID token"),
    ("client.access_token_minutes", "AccessTokenValidity", "AccessToken", "minutes", "hours", 1, "Access token"),
    ("client.refresh_token_days", "RefreshTokenValidity", "RefreshToken", "days", "days", 30, "Refresh token"),
)


def plan(setup: Setup, have: Snapshot) -> Iterator[PlannedAction | Fault]:
    """Make the client, or change it; a client without a readable secret is refused, since that is fixed at creation."""
    if have.problems:
        return
    if have.client is None:
        yield _creation(setup)
        return
    if have.client_secret is None:
        yield _no_secret(have)
    whose = client_whose(setup, have)
    wanted, told = differences(have.client, _FIELDS, whose)
    for more, lines in (
        _always(have.client, whose) if whose.ours else _needed(setup, have.client),
        _urls(have.client, whose),
        _lifetimes(have.client, whose),
    ):
        wanted |= more
        told += lines
    if wanted:
        yield PlannedAction(
            "client",
            "client",
            "update",
            f"App client {have.client.get('ClientName', have.client_id)}",
            "Changes what the setup names; all else is sent as it is and stays.",
            told,
            wanted,
            waits_for=("pool",),
            seen=put_together(have.client, wanted),
        )


def _creation(setup: Setup) -> PlannedAction:
    wanted, told = as_created(setup, _FIELDS)
    callbacks, sign_outs = list(setup.callback_urls), list(setup.logout_urls)
    wanted |= {
        "GenerateSecret": True,
        "CallbackURLs": callbacks,
        "LogoutURLs": sign_outs,
        **ALWAYS,
        "TokenValidityUnits": {units: unit for _, _, units, unit, *_ in LIFETIMES},
    }
    wanted |= {member: setup.get(path) for path, member, *_ in LIFETIMES}
    c = setup.client
    lifetimes = (
        f"ID {c.id_token_minutes} and access {c.access_token_minutes} minutes, refresh {c.refresh_token_days} days"
    )
    return PlannedAction(
        "client",
        "client",
        "create",
        f"App client {c.name}",
        "With a secret of its own. Authorization code grant.",
        (
            *(FieldChange("Callback URL", None, url) for url in callbacks),
            *(FieldChange("Sign-out URL", None, url) for url in sign_outs),
            *told[1:],
            FieldChange("Tokens", None, lifetimes),
            FieldChange("Secret", None, "yes", fixed=True),
        ),
        wanted,
        waits_for=("pool",),
        usually="a second",
    )


def _always(client: Answer, whose: Whose) -> tuple[dict[str, Any], tuple[FieldChange, ...]]:
    """What a client of ours has whether asked for or not, where somebody changed it."""
    wanted: dict[str, Any] = {}
    told: list[FieldChange] = []
    for member, value in ALWAYS.items():
        now = client.get(member, _LEFT_OUT.get(member, value))
        then = value
        if member == "ExplicitAuthFlows" and _refreshes_otherwise(client, list(now)):
            then = [name for name in value if name != _REFRESH]
        if not same(now, then):
            wanted[member] = then
            told.append(whose.change(_LABELS[member], member, now, then))
    return wanted, tuple(told)


def _needed(setup: Setup, client: Answer) -> tuple[dict[str, Any], tuple[FieldChange, ...]]:
    """What Pomerium's sign-in can't do without, whether named or not: what it asks for, and a way to sign in."""
    wanted: dict[str, Any] = {}
    flows = list(client.get("AllowedOAuthFlows") or ())
    if "code" not in flows or not client.get("AllowedOAuthFlowsUserPoolClient"):
        wanted |= {
            "AllowedOAuthFlows": sorted({*flows, "code"} - {"client_credentials"}),
            "AllowedOAuthFlowsUserPoolClient": True,
        }
    explicit = list(client.get("ExplicitAuthFlows") or ())
    if explicit and _REFRESH not in explicit and not _refreshes_otherwise(client, explicit):
        wanted["ExplicitAuthFlows"] = [*explicit, _REFRESH]
    scopes = list(client.get("AllowedOAuthScopes") or ())
    lacking = [scope for scope in setup.client.scopes if scope not in scopes]
    if lacking and not setup.is_named("client.scopes"):
        wanted["AllowedOAuthScopes"] = scopes + lacking
    if not client.get("SupportedIdentityProviders") and not setup.is_named("client.identity_providers"):
        wanted["SupportedIdentityProviders"] = list(setup.client.identity_providers)
    told = tuple(
        FieldChange(label, words(client.get(member) or []), words(wanted[member]))
        for member, label in _LABELS.items()
        if member in wanted
    )
    return wanted, told


def _refreshes_otherwise(client: Answer, explicit: list[str]) -> bool:
    """Names of the older kind don't go with the newer ones, and a client that rotates refresh tokens takes none."""
    rotates = (client.get("RefreshTokenRotation") or {}).get("Feature") == "ENABLED"
    return rotates or not all(name.startswith("ALLOW_") for name in explicit)


def _urls(client: Answer, whose: Whose) -> tuple[dict[str, Any], tuple[FieldChange, ...]]:
    """An explicit list, and any of a client of ours, is meant as it stands; else a derived one is added to others."""
    setup = whose.setup
    wanted: dict[str, Any] = {}
    told: list[FieldChange] = []
    for path, member, derived, label in (
        ("client.callback_urls", "CallbackURLs", setup.callback_urls, "Callback URLs"),
        ("client.logout_urls", "LogoutURLs", setup.logout_urls, "Sign-out URLs"),
    ):
        now = list(client.get(member) or ())
        kept = [] if whose.ours else without_test(now)
        then = list(setup.get(path)) or [*kept, *(url for url in derived if url not in kept)]
        if same(now, then):
            continue
        wanted[member] = then
        if same(without_test(now), then):  # nobody changed it
            told.append(FieldChange(f"{label}, after a test sign-in that was cut short", words(now), words(then)))
        else:
            told.append(whose.change(label, member, without_test(now), then, path))
    return wanted, tuple(told)


def without_test(urls: Iterable[str]) -> list[str]:
    """Callback or sign-out URLs without those that a test sign-in left behind."""
    return [url for url in urls if not TEST_CALLBACK.fullmatch(url)]


def _lifetimes(client: Answer, whose: Whose) -> tuple[dict[str, Any], tuple[FieldChange, ...]]:
    wanted: dict[str, Any] = {}
    told: list[FieldChange] = []
    have_units = client.get("TokenValidityUnits") or {}
    for path, member, units, unit, usual_unit, usual, label in LIFETIMES:
        now_unit = have_units.get(units, usual_unit)
        now = client.get(member) or usual
        then = whose.setup.get(path)
        if whose.counts(path) and now * MINUTES[now_unit] != then * MINUTES[unit]:
            wanted |= {member: then, f"TokenValidityUnits.{units}": unit}
            line = whose.change(label, member, now * MINUTES[now_unit] / MINUTES[unit], then, path)
            told.append(replace(line, before=f"{now} {now_unit}", after=f"{then} {unit}"))
    return wanted, tuple(told)


def _no_secret(have: Snapshot) -> Fault:
    elsewhere = bool((have.client or {}).get("ClientSecretArn"))
    return Fault(
        "client.id",
        "client.secret.managed" if elsewhere else "client.secret.missing",
        "fault",
        f"The app client {have.client_id} keeps its secret in AWS Secrets Manager, where Amazon changes it by itself."
        if elsewhere
        else f"Cognito shows no secret of the app client {have.client_id}: it was made without one, which is fixed, or"
        " its secret was rotated and is kept in no store here.",
        "Leave client.id empty and choose another client.name: a new app client has an ID and a secret of its own,"
        " which Pomerium has to be given; people stay, and sign in once more.",
        "GenerateSecret is no member of UpdateUserPoolClientRequest; Pomerium needs a client with a secret",
    )


def do(work: Work) -> str:
    """Create the client and put its secret straight into the store, or send the whole of it with the changes."""
    wanted = dict(work.action.wanted or {})
    pool_id = work.pool_id
    if work.action.change == "create":
        answer = work.write(
            "create_user_pool_client",
            lambda a: {"client": a["UserPoolClient"]["ClientId"]},
            created(wanted),
            **{**overlaid({}, wanted), "UserPoolId": pool_id},
        )
        made = answer["UserPoolClient"]
        work.keep(pool_id, made["ClientId"], Secret(made["ClientSecret"]))
        return f"Its client ID is {made['ClientId']}."
    ids = {"UserPoolId": pool_id, "ClientId": work.ids["client"]}
    send_whole(
        lambda: work.calls.read("describe_user_pool_client", **ids)["UserPoolClient"],
        lambda request, change: work.write("update_user_pool_client", change=change, **{**request, **ids}),
        work.shape("UpdateUserPoolClient"),
        wanted,
        work.action.seen,
    )
    return ""


def iam(case: Case) -> Iterator[Need]:
    """Making the client; changing it, where one may be there; undoing either."""
    if case.applies and case.setup.client.id is None:
        yield from on_pool("CreateUserPoolClient")
    if case.puts_back and case.setup.client.id is None:
        yield from on_pool("DeleteUserPoolClient")
    if case.job in ("adopt", "sign-in") or case.puts_back:
        yield from on_pool("UpdateUserPoolClient")


KIND = Kind("client", plan, do, iam)

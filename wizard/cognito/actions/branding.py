"""The managed-login style of an app client: without one its login page says 'Login pages unavailable'."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.cognito.actions.work import Kind, Work
from wizard.cognito.plan import PlannedAction
from wizard.cognito.snapshot import Snapshot
from wizard.setup.fault import Fault
from wizard.setup.model import Setup


def plan(setup: Setup, have: Snapshot) -> Iterator[PlannedAction | Fault]:
    """Amazon's default style for our client, and for each other client that a switched domain would leave bare."""
    if have.problems or not managed(setup, have):
        return
    if not have.styled:
        yield PlannedAction(
            "branding",
            "branding",
            "create",
            "Login page style",
            "Amazon's default. Without one the login page would say it is unavailable.",
            waits_for=("client",),
        )
    for client_id, name in have.unstyled:
        if client_id != have.client_id:
            yield PlannedAction(
                f"branding:{client_id}",
                "branding",
                "create",
                f"Login page style of app client {name or client_id}",
                "It uses the same domain, and would lose its login page without one.",
                wanted={"ClientId": client_id},
            )


def managed(setup: Setup, have: Snapshot) -> bool:
    """Whether the domain shows managed login once the plan is carried out."""
    now = [d.get("ManagedLoginVersion", 1) == 2 for d in (have.domains or {}).values()]
    return setup.domain.managed_login if not now or setup.is_named("domain.managed_login") else any(now)


def do(work: Work) -> str:
    """Assign Amazon's own style; one that somebody assigned meanwhile is as good."""
    client_id = (work.action.wanted or {}).get("ClientId") or work.ids["client"]
    work.write(
        "create_managed_login_branding",
        UserPoolId=work.pool_id,
        ClientId=client_id,
        UseCognitoProvidedValues=True,
    )
    return ""


KIND = Kind("branding", plan, do)

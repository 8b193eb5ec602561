"""The managed-login style of an app client: without one its login page says 'Login pages unavailable'."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.cognito.actions.domain import turns_managed, whose
from wizard.cognito.actions.work import Kind, Work, there_already
from wizard.cognito.need import Case, Need, on_pool
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
            waits_for=("pool", "client"),
        )
    for client_id, name in have.unstyled if have.domains and turns_managed(setup, have) else ():
        if client_id != have.client_id:
            yield PlannedAction(
                f"branding:{client_id}",
                "branding",
                "create",
                f"Login page style of app client {name or client_id}",
                "It uses the same domain, and would lose its login page without one.",
                wanted={"ClientId": client_id},
                waits_for=("pool",),
            )


def managed(setup: Setup, have: Snapshot) -> bool:
    """Whether a domain of the pool shows managed login once the plan is carried out."""
    asked = setup.domain.custom or setup.domain.prefix
    stay = [d.get("ManagedLoginVersion", 1) == 2 for name, d in (have.domains or {}).items() if name != asked]
    there = have.domain(asked)
    if there is not None and not whose(setup, have, str(asked)).counts("domain.managed_login"):
        stay.append(there.get("ManagedLoginVersion", 1) == 2)
    elif asked:
        stay.append(setup.domain.managed_login)
    return any(stay)


def do(work: Work) -> str:
    """Assign Amazon's own style; one that somebody assigned meanwhile is as good."""
    client_id = (work.action.wanted or {}).get("ClientId") or work.ids["client"]
    with there_already("ManagedLoginBrandingExistsException"):
        work.write(
            "create_managed_login_branding",
            lambda answer: {"style": str(answer["ManagedLoginBranding"]["ManagedLoginBrandingId"])},
            UserPoolId=work.pool_id,
            ClientId=client_id,
            UseCognitoProvidedValues=True,
        )
    return ""


def iam(case: Case) -> Iterator[Need]:
    """A style is made, or removed, wherever managed login may be shown."""
    if (case.applies or case.puts_back) and case.setup.domain.managed_login:
        yield from on_pool("CreateManagedLoginBranding" if case.applies else "DeleteManagedLoginBranding")


KIND = Kind("branding", plan, do, iam)

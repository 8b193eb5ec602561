"""The steps of the walk: titles, console places, which fields each asks and on which answers it rests. Pure data.

Paths in the console are those of late 2024 and after, as people quote them from its address bar:
/cognito/v2/idp/user-pools/POOL/{authentication/sign-in,applications/app-clients/CLIENT/login-pages,branding/domain}.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wizard.setup.model import Setup

Group = Literal["", "Choose", "Create"]

ACCOUNT_CHANGED = "Account changed"
REGION_CHANGED = "Region changed"
POOL_CHANGED = "User pool changed"
_WHO = (("aws.region", REGION_CHANGED), ("aws.profile", ACCOUNT_CHANGED), ("aws.role_arn", ACCOUNT_CHANGED))
_POOL = (("pool.id", POOL_CHANGED),)
_COGNITO = ("AWS console", "Cognito")
_ONE_POOL = (*_COGNITO, "{pool}")


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the walk; its object name is `page.<id>`.

    `fields` are the setup paths asked there, a section's path standing for all below it. `needs` pairs a path of an
    earlier step with what the rail says when it changed after this step was visited. `path` is what follows
    `/cognito/v2/idp/user-pools` in the console's address. `help` is the page's help text below `resources/`.
    """

    id: str
    title: str
    group: Group
    lead: str
    fields: tuple[str, ...] = ()
    needs: tuple[tuple[str, str], ...] = ()
    console: tuple[str, ...] = ()
    path: str | None = None

    @property
    def help(self) -> str:
        """The page's help text, as a path below the resources folder."""
        return f"help/{self.id}.md"

    def place(self, setup: Setup) -> tuple[str, ...]:
        """Where the same thing lives at Amazon, outermost first; ('On this computer',) where it has no place there."""
        names = {
            "{pool}": setup.pool.name or setup.pool.id or "Your pool",
            "{client}": setup.client.name or setup.client.id or "Your app client",
        }
        return tuple(names.get(part, part) for part in self.console) or ("On this computer",)

    def console_url(self, setup: Setup) -> str | None:
        """The console's page; the nearest one above while pool or client have no id. None without place or region.

        After Apply the ids come from the snapshot: pass `setup.replace("pool.id", ...)`.
        """
        host = _console_host(setup.aws.region)
        if self.path is None or host is None:
            return None
        if not self.path.startswith("/"):
            return f"https://{host}/{self.path}"
        return f"https://{host}/cognito/v2/idp/user-pools{self._below_pools(setup)}?region={setup.aws.region}"

    def _below_pools(self, setup: Setup) -> str:
        path = self.path or ""
        if "{pool}" in path and not setup.pool.id:
            return ""
        if "{client}" in path and not setup.client.id:
            path = path.partition("/{client}")[0]
        return path.replace("{pool}", setup.pool.id or "").replace("{client}", setup.client.id or "").rstrip("/")


STEPS: tuple[Step, ...] = (
    Step(
        "welcome",
        "Connect Cognito to Pomerium",
        "",
        "Makes the user pool and app client, proves that sign-in works, and writes Pomerium's settings.",
        fields=("version",),
    ),
    Step(
        "account",
        "AWS account",
        "Choose",
        "The wizard works with credentials that this computer already has, and stores none.",
        fields=("aws",),
        console=("AWS console", "Account menu", "Security credentials"),
        path="iam/home#/security_credentials",
    ),
    Step(
        "pool",
        "User pool",
        "Choose",
        "Where your people's accounts live. Pomerium asks it who somebody is.",
        fields=("name", "pool.id", "pool.name"),
        needs=_WHO,
        console=(*_COGNITO, "User pools"),
        path="/",
    ),
    Step(
        "pool_settings",
        "Pool settings",
        "Choose",
        "How people sign in, and who they are at the start.",
        fields=(
            *(f"pool.{key}" for key in ("sign_in", "self_sign_up", "mfa", "mfa_methods", "password", "email", "sms")),
            *("pool.tier", "pool.deletion_protection", "pool.tags", "users", "groups"),
        ),
        needs=(("aws.region", REGION_CHANGED), *_POOL),
        console=(*_ONE_POOL, "Authentication", "Sign-in"),
        path="/{pool}/authentication/sign-in",
    ),
    Step(
        "client",
        "App client",
        "Choose",
        "Pomerium's own account at the pool: an ID, and a secret that only the two know.",
        fields=("client.id", "client.name"),
        needs=(*_WHO, *_POOL),
        console=(*_ONE_POOL, "App clients"),
        path="/{pool}/applications/app-clients",
    ),
    Step(
        "client_settings",
        "App client settings",
        "Choose",
        "Where Cognito may send people back to, and what it may tell Pomerium about them.",
        fields=(
            "pomerium.authenticate_url",
            *(f"client.{key}" for key in ("callback_urls", "logout_urls", "identity_providers", "scopes")),
            *("client.id_token_minutes", "client.access_token_minutes", "client.refresh_token_days"),
        ),
        needs=(*_POOL, ("client.id", "App client changed")),
        console=(*_ONE_POOL, "App clients", "{client}", "Login pages"),
        path="/{pool}/applications/app-clients/{client}/login-pages",
    ),
    Step(
        "domain",
        "Domain name",
        "Choose",
        "The address of the login page. People see it for a moment when they sign in.",
        fields=("domain",),
        needs=(*_WHO, *_POOL, ("pool.tier", "Plan changed")),
        console=(*_ONE_POOL, "Branding", "Domain"),
        path="/{pool}/branding/domain",
    ),
    Step(
        "pomerium",
        "Pomerium",
        "Choose",
        "What Pomerium is told, and the files it is told in.",
        fields=tuple(f"pomerium.{key}" for key in ("authorize_url", "route", "namespace", "version", "outputs")),
        needs=(("pomerium.authenticate_url", "Authenticate URL changed"),),
    ),
    Step(
        "review",
        "Review",
        "Create",
        "What Amazon will be asked to make or change. Nothing has been created so far.",
        needs=(("", "Answers changed"),),
        console=(*_COGNITO, "User pools"),
        path="/",
    ),
    Step(
        "apply",
        "Apply",
        "Create",
        "You may close the window: what is done is kept, and the next start goes on from here.",
        console=(*_COGNITO, "User pools", "{pool}"),
        path="/{pool}",
    ),
    Step(
        "verify",
        "Verify",
        "Create",
        "Each check does what Pomerium does when somebody signs in.",
        console=("On this computer, the way Pomerium does it",),
    ),
    Step("save", "Save", "Create", "Pomerium reads these files. Nothing is written before you say so."),
)

IDS: tuple[str, ...] = tuple(step.id for step in STEPS)
CHOICES: tuple[str, ...] = tuple(step.id for step in STEPS if step.group == "Choose")
_BY_ID = {step.id: step for step in STEPS}
_WHOLE_SECTIONS = {"aws": "account", "pool": "pool", "client": "client", "pomerium": "pomerium"}


def step(id: str) -> Step:
    """The step of that id; KeyError where there is none."""
    return _BY_ID[id]


def step_of(field: str) -> str:
    """The id of the step that asks the setup path, list positions and keys below included.

    A path that no step asks (a misspelt key) goes to the page of its section, and to welcome where it has none.
    """
    parts = field.split(".")
    for length in range(len(parts), 0, -1):
        above = ".".join(parts[:length])
        for each in STEPS:
            if above in each.fields:
                return each.id
    return _WHOLE_SECTIONS.get(parts[0], "welcome")


def _console_host(region: str) -> str | None:
    """The console's host in the region's partition; user pools don't exist in China's."""
    if not region.replace("-", "").isalnum() or region.startswith("cn-"):
        return None
    if region.startswith("us-gov-"):
        return f"{region}.console.amazonaws-us-gov.com"
    if region.startswith("eusc-"):
        return f"{region}.console.amazonaws-eusc.eu"
    return f"{region}.console.aws.amazon.com"

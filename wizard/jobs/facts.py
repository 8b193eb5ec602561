"""What the API tells of a set-up beside its endpoints, for the checks; nothing is written."""

from __future__ import annotations

from wizard.checks import Account, Standing
from wizard.checks.sign_in import is_ours
from wizard.cognito import accounts
from wizard.cognito.calls import Calls, code
from wizard.cognito.snapshot import Snapshot
from wizard.errors import AmazonRefused
from wizard.setup.model import Setup

_DENIED = ("AccessDeniedException", "NotAuthorizedException")


def standing(calls: Calls, setup: Setup, snapshot: Snapshot) -> Standing:
    """What stands at Amazon. Raises AmazonRefused, Stopped; what these credentials may not ask is told as not known."""
    pool, client = snapshot.pool or {}, snapshot.client or {}
    mail = pool.get("EmailConfiguration", {})
    unasked = ""
    people: tuple[Account, ...] = ()
    somebody: bool | None = None
    disabled: tuple[str, ...] = ()
    missing: tuple[str, ...] | None = None
    try:
        people = _people(calls, setup, snapshot)
        somebody, disabled = accounts.somebody(calls, str(pool["Id"]))
        somebody = somebody or any(each.there and each.enabled for each in people)
        missing = _missing_groups(calls, setup, snapshot)
    except AmazonRefused as error:
        if code(error) not in _DENIED:
            raise
        unasked = error.why.happened
    return Standing(
        open_to_all=not pool.get("AdminCreateUserConfig", {}).get("AllowAdminCreateUserOnly", False),
        open_wished=setup.pool.self_sign_up,
        elsewhere=tuple(name for name in client.get("SupportedIdentityProviders", ()) if name != "COGNITO"),
        accounts=people,
        somebody=somebody,
        missing_groups=missing,
        unasked=unasked,
        disabled=disabled,
        styled=snapshot.styled,
        own_sender=_own_sender(mail),
        left_over=tuple(
            url for member in ("CallbackURLs", "LogoutURLs") for url in client.get(member) or () if is_ours(url)
        ),
    )


def _people(calls: Calls, setup: Setup, snapshot: Snapshot) -> tuple[Account, ...]:
    found = accounts.named(calls, snapshot.pool or {}, setup.users)
    return tuple(
        Account(user.username or user.email, there=False)
        if account is None
        else Account(
            user.username or user.email, True, account.enabled, account.verified, account.stale, account.address
        )
        for user, account in zip(setup.users, found, strict=True)
    )


def _missing_groups(calls: Calls, setup: Setup, snapshot: Snapshot) -> tuple[str, ...]:
    route = setup.pomerium.route
    wanted = dict.fromkeys(allow.group for allow in (route.allow if route else ()) if allow.group)
    if not wanted:
        return ()
    there = accounts.group_names(calls, str(snapshot.pool_id))
    return tuple(name for name in wanted if name not in there)


def _own_sender(mail: object) -> str:
    if not isinstance(mail, dict) or mail.get("EmailSendingAccount") != "DEVELOPER":
        return ""
    return str(mail.get("From") or mail.get("SourceArn") or "your own sender")

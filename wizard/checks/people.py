"""Users and groups: somebody can sign in, and the groups that the route allows exist."""

from __future__ import annotations

from wizard.checks.check import Check, Outcome, Target, aside, failed, passed, skipped
from wizard.checks.standing import Account, Standing

_NAMED = 3  # of many people
_ENABLE = "Enable it in the console, under Users."


def _run(target: Target) -> Outcome:
    standing = target.standing
    if standing is None:
        return skipped("Not tried: nothing is known of the people.")
    if standing.missing_groups:
        return failed(
            f"The route allows people of {_named(standing.missing_groups)}, which the pool doesn't have: it lets "
            "nobody in by that.",
            "Add it to groups: Plan and Apply make it.",
            value=standing.missing_groups[0],
            fix=("groups", standing.missing_groups),
        )
    disabled = [account for account in standing.accounts if account.there and not account.enabled]
    if disabled:
        return failed(refused(tuple(account.name for account in disabled)), _ENABLE)
    return _noted(standing)


def _noted(standing: Standing) -> Outcome:
    """What stops nobody yet, or one person alone."""
    found = [note for account in standing.accounts if (note := _note(account))]
    if found:
        causes, mends = zip(*found, strict=True)
        return aside(" ".join(causes), " ".join(dict.fromkeys(mends)))
    if standing.somebody is None or standing.missing_groups is None:
        return skipped(f"Not known. {standing.unasked}".strip(), "`policy --for verify` prints what it takes.")
    if standing.somebody:
        return passed()
    if standing.elsewhere:
        return passed(f"People come from {', '.join(standing.elsewhere)}; the pool has none of its own yet.")
    if standing.disabled:
        return aside(f"Nobody can sign in: {refused(standing.disabled)}", _ENABLE)
    return aside("Nobody can sign in yet: the pool has no accounts.", "Add people to users, or in the console.")


def refused(names: tuple[str, ...]) -> str:
    """A sentence on accounts that are disabled."""
    told = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
    return f"Cognito refuses {told}: the account is disabled."


def _note(account: Account) -> tuple[str, str] | None:
    if not account.there:
        return f"{account.name} is not in the pool, or not yet.", "Run apply to invite who is missing."
    if account.stale:
        return (
            f"The first password of {account.name} ran out unused.",
            "Give another: verify --sign-in --first-password NAME.",
        )
    if not account.address:
        return (
            f"{account.name} has no e-mail address: policies by address or domain let nobody in by that.",
            "Give the person an address, verified: aws cognito-idp admin-update-user-attributes.",
        )
    if not account.verified:
        return (
            f"The address of {account.name} is not verified.",
            "Verify it: aws cognito-idp admin-update-user-attributes with email_verified true.",
        )
    return None


def _named(groups: tuple[str, ...]) -> str:
    return ("the group " if len(groups) == 1 else "the groups ") + ", ".join(groups)


CHECK = Check(
    "people",
    "People and groups",
    "Somebody can sign in, and the groups that Pomerium's route allows exist.",
    _run,
    vital=False,
)

"""How each removal of an undo is done; what is gone already is as good as removed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from wizard.cognito.actions import client, domain, mfa, pool
from wizard.cognito.actions.work import Work, there_already
from wizard.cognito.calls import code
from wizard.cognito.reading import describe_domain, described_pool
from wizard.cognito.wholeupdate import send_whole
from wizard.errors import AmazonRefused, Explanation, WizardError

KNOWN_AS = "known as"  # what a person's account is called in the setup, among the members of the request
_ABSENT = "ResourceNotFoundException"
_DOMAIN_TRIES, _DOMAIN_PAUSE = 90, 5.0  # a custom domain takes some minutes to go


def _pool(work: Work) -> str:
    """Take deletion protection off, then delete; where that fails or is stopped, protection is put on again."""
    pool_id = str((work.action.wanted or {})["UserPoolId"])
    found = described_pool(work.calls, pool_id)
    if found is None:
        return ""
    protected = found.get("DeletionProtection") == "ACTIVE"
    try:
        if protected:
            _protect(work, pool_id, "INACTIVE")
        work.write("delete_user_pool", about={"pool": pool_id}, UserPoolId=pool_id)
    except WizardError as error:
        if _is_gone(work, pool_id, error, protected=protected):
            return ""
        raise
    return ""


def _is_gone(work: Work, pool_id: str, error: WizardError, *, protected: bool) -> bool:
    """Whether the pool was deleted all the same; else it is as protected as it was. Raises where that can't be."""
    still = dataclasses.replace(work, calls=work.calls.to_the_end())
    try:
        now = described_pool(still.calls, pool_id)
        if now is not None and protected and now.get("DeletionProtection") != "ACTIVE":
            _protect(still, pool_id, "ACTIVE")
    except WizardError as other:
        if not protected:
            return False
        why = Explanation(
            error.why.happened,
            f"Deletion protection of {pool_id} may be off now, since it could not be put on again: "
            f"{other.why.happened}",
            error.why.mend,
            error.why.details,
        )
        raise AmazonRefused(why) from error
    return now is None


def _protect(work: Work, pool_id: str, state: str) -> None:
    ids = {"UserPoolId": pool_id}
    send_whole(
        lambda: work.calls.read("describe_user_pool", **ids)["UserPool"],
        lambda request, _: work.write("update_user_pool", about={"pool": pool_id}, **{**request, **ids}),
        work.shape("UpdateUserPool"),
        {"DeletionProtection": state},
    )


def _domain(work: Work) -> str:
    """Delete it and wait until it is gone: a pool that has one is not deleted."""
    name = str((work.action.wanted or {})["Domain"])
    described = describe_domain(work.calls, name)
    if described.get("UserPoolId") != work.pool_id:
        return ""
    if described.get("Status") != "DELETING":
        _take_down(work, name)
    for attempt in range(2, _DOMAIN_TRIES + 1):
        if describe_domain(work.calls, name).get("UserPoolId") != work.pool_id:
            return ""
        work.calls.pause("Amazon is taking the domain down.", _DOMAIN_PAUSE, attempt, _DOMAIN_TRIES)
    return "Amazon is still taking it down."


def _take_down(work: Work, name: str) -> None:
    """Ask for it; a refusal that comes because it goes already, after an answer that was lost, is none."""
    try:
        work.write("delete_user_pool_domain", about={"domain": name}, UserPoolId=work.pool_id, Domain=name)
    except AmazonRefused:
        now = describe_domain(work.calls, name)
        if now.get("UserPoolId") == work.pool_id and now.get("Status") != "DELETING":
            raise


def _style(work: Work) -> str:
    wanted: dict[str, Any] = dict(work.action.wanted or {})
    ids: dict[str, Any] = {"UserPoolId": work.pool_id}
    try:
        answer = work.calls.read("describe_managed_login_branding_by_client", **ids, **wanted)
    except AmazonRefused as error:
        if code(error) == _ABSENT:
            return ""
        raise
    style = str(answer["ManagedLoginBranding"]["ManagedLoginBrandingId"])
    about = {"styled": str(wanted["ClientId"])}
    with there_already(_ABSENT):
        work.write("delete_managed_login_branding", about=about, **ids, ManagedLoginBrandingId=style)
    return ""


def _named(operation: str, names: Mapping[str, str]) -> Callable[[Work], str]:
    """A removal by names: request member -> what the journal calls it."""

    def do(work: Work) -> str:
        wanted: dict[str, Any] = dict(work.action.wanted or {})
        about = {names[member]: str(value) for member, value in wanted.items()}
        wanted.pop(KNOWN_AS, None)
        with there_already(_ABSENT), there_already("UserNotFoundException"):
            work.write(operation, about=about, UserPoolId=work.pool_id, **wanted)
        return ""

    return do


def _mfa_change(work: Work) -> str:
    mfa.replace_factors(work, (work.action.wanted or {})[""], undoes=True)
    return ""


DEEDS: Mapping[str, Callable[[Work], str]] = {
    "undo pool": _pool,
    "undo domain": _domain,
    "undo client": _named("delete_user_pool_client", {"ClientId": "client"}),
    "undo style": _style,
    "undo user": _named("admin_delete_user", {"Username": "user", KNOWN_AS: "known_as"}),
    "undo group": _named("delete_group", {"GroupName": "group"}),
    "undo member": _named("admin_remove_user_from_group", {"Username": "user", "GroupName": "group"}),
    "undo pool change": pool.do,
    "undo mfa change": _mfa_change,
    "undo client change": client.do,
    "undo domain change": domain.do,
}
"""Kind of an undo's action -> its deed, which gives a closing sentence or ''."""

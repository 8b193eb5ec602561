"""How each removal of an undo is done; what is gone already is as good as removed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from wizard.cognito.actions.work import Work, there_already
from wizard.cognito.calls import code
from wizard.cognito.reading import describe_domain
from wizard.cognito.wholeupdate import overlaid, send_whole
from wizard.errors import AmazonRefused, WizardError

_ABSENT = "ResourceNotFoundException"
_DOMAIN_TRIES, _DOMAIN_PAUSE = 90, 5.0  # a custom domain takes some minutes to go
_DOMAIN_LEFT = "domain"


def _pool(work: Work) -> str:
    """Take deletion protection off, then delete; where that fails, protection is put on again."""
    ids = {"UserPoolId": (work.action.wanted or {})["UserPoolId"]}
    try:
        pool = work.calls.read("describe_user_pool", **ids)["UserPool"]
    except AmazonRefused as error:
        if code(error) == _ABSENT:
            return ""
        raise
    protected = pool.get("DeletionProtection") == "ACTIVE"
    if protected:
        _protect(work, "INACTIVE")
    try:
        with there_already(_ABSENT):
            work.write("delete_user_pool", **ids)
    except WizardError:
        if protected:
            _protect(work, "ACTIVE")
        raise
    return ""


def _protect(work: Work, state: str) -> None:
    ids = {"UserPoolId": (work.action.wanted or {})["UserPoolId"]}
    send_whole(
        lambda: work.calls.read("describe_user_pool", **ids)["UserPool"],
        lambda request, _: work.write("update_user_pool", **{**request, **ids}),
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
        work.write("delete_user_pool_domain", lambda _: {"domain": name}, UserPoolId=work.pool_id, Domain=name)
    for attempt in range(2, _DOMAIN_TRIES + 1):
        if describe_domain(work.calls, name).get("UserPoolId") != work.pool_id:
            return ""
        work.calls.pause("Amazon is taking the domain down.", _DOMAIN_PAUSE, attempt, _DOMAIN_TRIES)
    return "Amazon is still taking it down."


def _client(work: Work) -> str:
    with there_already(_ABSENT):
        work.write("delete_user_pool_client", UserPoolId=work.pool_id, **(work.action.wanted or {}))
    return ""


def _style(work: Work) -> str:
    wanted = dict(work.action.wanted or {})
    ids: dict[str, Any] = {"UserPoolId": work.pool_id}
    try:
        answer = work.calls.read("describe_managed_login_branding_by_client", **ids, **wanted)
    except AmazonRefused as error:
        if code(error) == _ABSENT:
            return ""
        raise
    style = str(answer["ManagedLoginBranding"]["ManagedLoginBrandingId"])
    told = {"styled": work.action.id.removeprefix("undo:style").lstrip(":")}
    with there_already(_ABSENT):
        work.write("delete_managed_login_branding", lambda _: told, **ids, ManagedLoginBrandingId=style)
    return ""


def _named(operation: str, names: Mapping[str, str]) -> Callable[[Work], str]:
    """A removal by names: request member -> what the journal calls it."""

    def do(work: Work) -> str:
        wanted: dict[str, Any] = dict(work.action.wanted or {})
        told = {names[member]: str(value) for member, value in wanted.items()}
        with there_already(_ABSENT), there_already("UserNotFoundException"):
            work.write(operation, lambda _: told, UserPoolId=work.pool_id, **wanted)
        return ""

    return do


def _pool_change(work: Work) -> str:
    ids = {"UserPoolId": work.pool_id}
    send_whole(
        lambda: work.calls.read("describe_user_pool", **ids)["UserPool"],
        lambda request, change: work.write("update_user_pool", change=change, **{**request, **ids}),
        work.shape("UpdateUserPool"),
        work.action.wanted or {},
    )
    return ""


def _client_change(work: Work) -> str:
    ids = {"UserPoolId": work.pool_id, "ClientId": work.ids["client"]}
    send_whole(
        lambda: work.calls.read("describe_user_pool_client", **ids)["UserPoolClient"],
        lambda request, change: work.write("update_user_pool_client", change=change, **{**request, **ids}),
        work.shape("UpdateUserPoolClient"),
        work.action.wanted or {},
    )
    return ""


def _mfa_change(work: Work) -> str:
    before = dict((work.action.wanted or {})[""])
    work.write("set_user_pool_mfa_config", change={"": [None, before]}, **before, UserPoolId=work.pool_id)
    return ""


def _domain_change(work: Work) -> str:
    pool = work.calls.read("describe_user_pool", UserPoolId=work.pool_id)["UserPool"]
    name = str(pool.get("CustomDomain") or pool.get("Domain"))
    now = describe_domain(work.calls, name)
    kept = {key: now[key] for key in ("ManagedLoginVersion", "CustomDomainConfig", "Routing") if now.get(key)}
    wanted = dict(work.action.wanted or {})
    change = {key: [now.get(key), value] for key, value in wanted.items()}
    request = overlaid(kept, wanted)
    work.write("update_user_pool_domain", change=change, UserPoolId=work.pool_id, Domain=name, **request)
    return ""


DEEDS: Mapping[str, Callable[[Work], str]] = {
    "undo pool": _pool,
    "undo domain": _domain,
    "undo client": _client,
    "undo style": _style,
    "undo user": _named("admin_delete_user", {"Username": "user"}),
    "undo group": _named("delete_group", {"GroupName": "group"}),
    "undo member": _named("admin_remove_user_from_group", {"Username": "user", "GroupName": "group"}),
    "undo pool change": _pool_change,
    "undo mfa change": _mfa_change,
    "undo client change": _client_change,
    "undo domain change": _domain_change,
}
"""Kind of an undo's action -> its deed, which gives a closing sentence or ''."""

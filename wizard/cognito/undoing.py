"""What an undo would remove and put back, and what stands in its way. Pure.

In a pool that `apply` made, everything of ours goes with it; in one that was there before, each object that the
journal names, and changed members get their old values where they still have ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wizard.cognito.actions.client import without_test
from wizard.cognito.actions.mfa import methods
from wizard.cognito.actions.pool import FIELDS
from wizard.cognito.actions.work import same, words
from wizard.cognito.inside import Inside
from wizard.cognito.made import Change, Made, part
from wizard.cognito.plan import FieldChange, Plan, PlannedAction
from wizard.cognito.planner import ordered
from wizard.cognito.removing import KNOWN_AS
from wizard.cognito.snapshot import TAG, Answer, Snapshot
from wizard.cognito.wholeupdate import value_at
from wizard.setup.fault import Fault
from wizard.setup.model import Setup

# the reverse of an apply: what a pool's settings allow goes before these are put back
_AFTER = {"pool": ("undo:mfa", "undo:domain*", "undo:style*")}
_NAMED = 5  # of a long list, so many are named
_SOURCE = "what is in the pool now, beside the journal of this setup"
_LABELS = {f.member: f.label for f in FIELDS} | {
    "": "Settings",
    "AllowedOAuthFlows": "Flows",
    "AllowedOAuthFlowsUserPoolClient": "OAuth sign-in",
    "AllowedOAuthScopes": "Scopes",
    "CallbackURLs": "Callback URLs",
    "ClientName": "Name",
    "ExplicitAuthFlows": "Ways to get tokens",
    "LogoutURLs": "Sign-out URLs",
    "ManagedLoginVersion": "Managed login, version",
    "SupportedIdentityProviders": "Sign-in through",
    "UserPoolTags": "Tags",
    "CustomDomainConfig": "Certificate",
}


def plan(setup: Setup, have: Snapshot, made: Made, inside: Inside, delete_people: str | None) -> Plan:
    """The removals, in an order that can be carried out; `delete_people` is the pool's name, typed by the admin."""
    if have.pool is None or have.problems:
        return Plan(refusals=have.problems, notes=have.notes)
    ours = is_ours(setup, have.pool, made)
    refusals = [*(_foreign(setup, have, made, inside) if ours else ()), *_accounts(have, inside, delete_people, ours)]
    if refusals:
        return Plan((), tuple(refusals))
    actions = ordered([*(_whole(have, inside) if ours else _piecemeal(setup, have, made, inside))])
    return Plan(actions, (), () if ours else tuple(_notes(setup, have, made, inside, actions)))


def is_ours(setup: Setup, pool: Answer, made: Made) -> bool:
    """Whether `apply` made the pool for this setup: its journal says so, or the tag that such a pool carries."""
    tagged = (pool.get("UserPoolTags") or {}).get(TAG) == setup.name
    return made.pool is not None or tagged


def _whole(have: Snapshot, inside: Inside) -> Iterator[PlannedAction]:
    """A pool of ours: its domains, then itself with all that is in it."""
    domains = [_domain(name) for name in inside.domains]
    yield from domains
    pool = have.pool or {}
    inner = [f"app client {name or client_id}" for client_id, name in inside.clients]
    inner += [f"group {name}" for name in inside.groups]
    if inside.people:
        inner.append(_people_counted(inside))
    yield PlannedAction(
        "undo:pool",
        "undo pool",
        "delete",
        f"User pool {pool.get('Name', '')} ({have.pool_id})",
        "Deletion protection is taken off first." if pool.get("DeletionProtection") == "ACTIVE" else "",
        (FieldChange("With it go", None, ", ".join(inner)),) if inner else (),
        {"UserPoolId": have.pool_id},
        waits_for=tuple(action.id for action in domains),
    )


def _people_counted(inside: Inside) -> str:
    number = len(inside.people)
    return f"more than {number} people" if inside.more else f"{number} people" if number > 1 else "1 person"


def _piecemeal(setup: Setup, have: Snapshot, made: Made, inside: Inside) -> Iterator[PlannedAction]:
    """In somebody's own pool: users, groups, styles, clients, domains, then what was changed."""
    for name, shown in inside.invited:
        yield _action(f"undo:user:{name}", "undo user", f"Person {shown}", {"Username": name, KNOWN_AS: shown})
    groups = made.groups & set(inside.groups)
    known = dict(inside.people) | {who.username: name for name, who in (have.people or {}).items()}
    for user, group in sorted(inside.members):
        if group not in groups:
            wanted = {"Username": user, "GroupName": group}
            yield _action(
                f"undo:member:{user}:{group}", "undo member", f"{known.get(user, user)} in the group {group}", wanted
            )
    for name in sorted(groups):
        yield _action(f"undo:group:{name}", "undo group", f"Group {name}", {"GroupName": name}, ("undo:user:*",))
    clients = _our_clients(setup, have, made, inside)
    names = dict(inside.clients)
    for client_id in sorted(inside.styled - clients):
        title = f"Login page style of app client {names.get(client_id) or client_id}"
        # a page without a style is down: a domain that was switched goes back first
        yield _action(f"undo:style:{client_id}", "undo style", title, {"ClientId": client_id}, ("undo:domain",))
    for client_id in sorted(clients):
        title = f"App client {names[client_id]} ({client_id})"
        yield _action(f"undo:client:{client_id}", "undo client", title, {"ClientId": client_id})
    for name in inside.domains:
        if name in made.domains:
            yield _domain(name, ("undo:client:*",))
    yield from _restored(setup, have, made, inside)


def _our_clients(setup: Setup, have: Snapshot, made: Made, inside: Inside) -> frozenset[str]:
    """Those of ours that exist; a client whose call was cut off is the one that has the setup's name."""
    begun = {have.client_id} if made.begun_client and setup.client.id is None and have.client_id else set()
    return frozenset(client_id for client_id, _ in inside.clients if client_id in made.clients | begun)


def _domain(name: str, after: tuple[str, ...] = ()) -> PlannedAction:
    sentence = "Nobody can sign in there any more; the name is free again after a while."
    return PlannedAction(
        f"undo:domain:{name}", "undo domain", "delete", f"Domain {name}", sentence, (), {"Domain": name}, after,
        "some minutes" if "." in name else "some seconds",
    )  # fmt: skip


def _action(name: str, kind: str, title: str, wanted: dict[str, Any], after: tuple[str, ...] = ()) -> PlannedAction:
    return PlannedAction(name, kind, "delete", title, "", (), wanted, after)


def _restored(setup: Setup, have: Snapshot, made: Made, inside: Inside) -> Iterator[PlannedAction]:
    """What was changed in objects that were there before, put back where it still is as we left it."""
    for what, (title, now) in _changed(setup, have, made, inside).items():
        changes = made.changes.get(what, {})
        back = {path: change for path, change in changes.items() if _is_as_left(now, path, change)}
        told = tuple(FieldChange(_label(path), _told(c.after, path), _told(c.before, path)) for path, c in back.items())
        wanted = {path: _sendable(what, path, change.before) for path, change in back.items()}
        if what == "domain" and back:
            wanted = {"Domain": now["Domain"], **wanted}
        if back:
            kind, after = f"undo {what} change", _AFTER.get(what, ())
            yield PlannedAction(f"undo:{what}", kind, "update", title, "As it was before.", told, wanted, after)


def _changed(setup: Setup, have: Snapshot, made: Made, inside: Inside) -> dict[str, tuple[str, dict[str, Any]]]:
    """The objects that were there before, by the journal's word for them: title, and the members as they are now."""
    pool, client = dict(have.pool or {}), dict(have.client or {})
    found = {
        "pool": (f"User pool {pool.get('Name') or have.pool_id}", pool | {"PoolName": pool.get("Name")}),
        "mfa": ("Second factor", dict(have.mfa or {})),
    }
    if have.client_id and have.client_id not in _our_clients(setup, have, made, inside):
        for member in {"CallbackURLs", "LogoutURLs"} & client.keys():  # what a killed test sign-in left is nobody's
            client[member] = without_test(client[member])
        found["client"] = (f"App client {client.get('ClientName') or have.client_id}", client)
    name = setup.domain.custom or setup.domain.prefix or ""
    if name in inside.domains and name not in made.domains:
        found["domain"] = (f"Domain {name}", {**dict(have.domain(name) or {}), "Domain": name})
    return found


def _is_as_left(now: dict[str, Any], path: str, change: Change) -> bool:
    """Whether the member still has the value that we gave it, and had another one before.

    A second factor that neither had is somebody's since: putting the old ones back would take it away.
    """
    if path == "" and set(methods(now)) - set(methods(change.after)) - set(methods(change.before)):
        return False
    return same(_value(now, path, change), change.after) and not same(change.before, change.after)


def _value(now: dict[str, Any], path: str, change: Change) -> Any:
    return part(now if path == "" else value_at(now, path), path, change.after)


def _sendable(what: str, path: str, before: Any) -> Any:
    """The value as it can be sent again; None leaves the member out, which is how it was."""
    if what == "mfa" and isinstance(before, Mapping) and before.get("MfaConfiguration") == "OFF":
        # "off" beside a factor is refused; what tells of passkeys is no factor
        return {key: value for key, value in before.items() if key in ("MfaConfiguration", "WebAuthnConfiguration")}
    return 1 if path == "ManagedLoginVersion" and before is None else before


def _told(value: Any, path: str) -> str:
    if path == "" and isinstance(value, Mapping):
        return str(value.get("MfaConfiguration", "OFF")).lower()
    return "not set" if value is None else words(value)


def _label(path: str) -> str:
    return _LABELS.get(path) or path.rpartition(".")[2]


def _foreign(setup: Setup, have: Snapshot, made: Made, inside: Inside) -> Iterator[Fault]:
    """What others put into our pool: it would go with it."""
    ours = {*made.clients, have.client_id if (have.client or {}).get("ClientName") == setup.client.name else None}
    clients = [f"{name} ({client_id})" for client_id, name in inside.clients if client_id not in ours]
    own = {setup.domain.prefix, setup.domain.custom, *made.domains}
    groups = {*setup.groups, *(group for user in setup.users for group in user.groups), *made.groups}
    for field, what, names in (
        ("client.id", "app clients", clients),
        ("domain", "domains", [name for name in inside.domains if name not in own]),
        ("client.identity_providers", "identity providers", inside.providers),
        ("pool", "resource servers", inside.servers),
        ("groups", "groups", [name for name in inside.groups if name not in groups]),
    ):
        if names:
            yield Fault(
                field,
                f"undo.{what.replace(' ', '_')}",
                "fault",
                f"The pool {have.pool_id} holds {what} that apply did not put there: {_listed(names)}.",
                "Move or remove them first, if they are no longer needed; undo touches nothing of others.",
                _SOURCE,
            )


def _accounts(have: Snapshot, inside: Inside, typed: str | None, ours: bool) -> Iterator[Fault]:
    """Accounts are deleted only with the pool's name typed: all of them in a pool of ours, else those of ours."""
    name = str((have.pool or {}).get("Name", ""))
    people = inside.people if ours else inside.invited
    if not people or typed == name:
        return
    told = [shown for _, shown in people]
    if typed is not None:
        message = f"The pool is called {name}, not {typed}."
    elif ours:
        others = [shown for who, shown in people if (who, shown) not in inside.invited]
        message = f"People have accounts in it, which would be deleted for good: {_listed(told, more=inside.more)}."
        message += f" apply did not invite {_listed(others)}." if others and inside.invited else ""
    else:
        message = f"People that apply invited have accounts, which would be deleted for good: {_listed(told)}."
    yield Fault(
        "users", "undo.people", "fault", message, f"Where that is meant: --delete-people {_typed(name)}", _SOURCE
    )


def _typed(name: str) -> str:
    """As it is typed in a shell."""
    return f"'{name}'" if not name or set(name) & set(' \t()&;|<>*?$!#~`"\\') else name


def _notes(setup: Setup, have: Snapshot, made: Made, inside: Inside, actions: Iterable[PlannedAction]) -> Iterator[str]:
    """What stays, where that is worth telling."""
    others = [name or client_id for client_id, name in inside.clients
              if client_id not in _our_clients(setup, have, made, inside)]  # fmt: skip
    if others and any(action.kind == "undo domain" for action in actions):
        yield f"Other app clients of this pool have no login page without the domain: {_listed(others)}."
    left = [
        f"{title}: {_label(path)}"
        for what, (title, now) in _changed(setup, have, made, inside).items()
        for path, change in made.changes.get(what, {}).items()
        if not _is_as_left(now, path, change)
        and not same(_value(now, path, change), part(change.before, path, change.after))
    ]
    if left:
        yield f"Left as it is, since somebody changed it after apply did: {_listed(left)}."
    if made == Made():
        yield (
            f"The pool {have.pool_id} was there before, and no journal on this computer tells of anything that apply"
            " made or changed in it."
        )


def _listed(names: Iterable[str], *, more: bool = False) -> str:
    """The first few, and that there are others."""
    known = list(names)
    rest = len(known) - _NAMED
    told = ", ".join(known[:_NAMED])
    if more:
        return f"{told} and many more"
    return f"{told} and {rest} more" if rest > 0 else told

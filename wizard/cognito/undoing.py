"""What an undo would remove and put back, and what stands in its way. Pure.

In a pool that `apply` made, everything of ours goes with it; in one that was there before, each object that the
journal names, and changed members get their old values where they still have ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from wizard.cognito.actions.work import same, words
from wizard.cognito.inside import Inside
from wizard.cognito.made import Change, Made
from wizard.cognito.plan import FieldChange, Plan, PlannedAction
from wizard.cognito.planner import ordered
from wizard.cognito.snapshot import TAG, Snapshot
from wizard.cognito.wholeupdate import value_at
from wizard.setup.fault import Fault
from wizard.setup.model import Setup

_AFTER = {"mfa": ("undo:pool",)}  # an update of the pool carries the second factor, too
_NAMED = 5  # of a long list, so many are named
_SOURCE = "what is in the pool now, beside the journal of this setup"


def plan(setup: Setup, have: Snapshot, made: Made, inside: Inside, delete_people: str | None) -> Plan:
    """The removals, in an order that can be carried out; `delete_people` is the pool's name, typed by the admin."""
    if have.pool is None or have.problems:
        return Plan(refusals=have.problems)
    ours = made.pool is not None or have.pool.get("UserPoolTags", {}).get(TAG) == setup.name
    invited = made.people | {who.username for name, who in (have.people or {}).items() if name in made.people}
    people = inside.people if ours else tuple(name for name in inside.people if name in invited)
    foreign = _foreign(setup, have, made, inside) if ours else ()
    refusals = [*foreign, *_accounts(have, people, inside, delete_people)]
    actions = list(_whole(setup, have, inside) if ours else _piecemeal(setup, have, made, inside, people))
    notes = () if ours else tuple(_notes(setup, have, made, inside))
    return Plan(() if refusals else ordered(actions), tuple(refusals), notes)


def _whole(setup: Setup, have: Snapshot, inside: Inside) -> Iterator[PlannedAction]:
    """A pool of ours: its domains, then itself with all that is in it."""
    del setup
    domains = [_domain(name) for name in inside.domains]
    yield from domains
    pool = have.pool or {}
    inner = [f"app client {name or client_id}" for client_id, name in inside.clients]
    inner += [f"group {name}" for name in inside.groups]
    if inside.people:
        inner.append(f"{len(inside.people)}{' and more' if inside.more else ''} people")
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


def _piecemeal(
    setup: Setup, have: Snapshot, made: Made, inside: Inside, people: tuple[str, ...]
) -> Iterator[PlannedAction]:
    """In somebody's own pool: users, groups, styles, client, domains, then what was changed."""
    for name in people:
        yield _action(f"undo:user:{name}", "undo user", f"Person {name}", {"Username": name})
    for user, group in sorted(made.members):
        yield _action(
            f"undo:member:{user}:{group}", "undo member", f"{user} in the group {group}",
            {"Username": user, "GroupName": group},
        )  # fmt: skip
    for name in sorted(made.groups & set(inside.groups)):
        yield _action(f"undo:group:{name}", "undo group", f"Group {name}", {"GroupName": name}, ("undo:user:*",))
    client = _our_client(setup, have, made, inside)
    for style in sorted(made.styled & {client_id for client_id, _ in inside.clients}):
        yield _action(f"undo:style:{style}", "undo style", f"Login page style of {style}", {"ClientId": style})
    if made.styles_own and client is None and have.client_id and have.styled:
        wanted = {"ClientId": have.client_id}
        yield _action("undo:style", "undo style", "Login page style", wanted)
    if client is not None:
        title = f"App client {dict(inside.clients)[client]} ({client})"
        yield _action("undo:client", "undo client", title, {"ClientId": client})
    for name in inside.domains:
        if name in made.domains or (made.begun_domain and name in (setup.domain.prefix, setup.domain.custom)):
            yield _domain(name, ("undo:client",))
    yield from _restored(have, made, client)


def _our_client(setup: Setup, have: Snapshot, made: Made, inside: Inside) -> str | None:
    there = dict(inside.clients)
    if made.client in there:
        return made.client
    if made.begun_client and setup.client.id is None and have.client_id in there:
        return have.client_id
    return None


def _domain(name: str, after: tuple[str, ...] = ()) -> PlannedAction:
    sentence = "Nobody can sign in there any more; the name is free again after a while."
    return PlannedAction(
        f"undo:domain:{name}", "undo domain", "delete", f"Domain {name}", sentence, (), {"Domain": name}, after,
        "some minutes" if "." in name else "some seconds",
    )  # fmt: skip


def _action(name: str, kind: str, title: str, wanted: dict[str, Any], after: tuple[str, ...] = ()) -> PlannedAction:
    return PlannedAction(name, kind, "delete", title, "", (), wanted, after)


def _restored(have: Snapshot, made: Made, client: str | None) -> Iterator[PlannedAction]:
    """What was changed in objects that were there before, put back where it still is as we left it."""
    subjects = {
        "pool": (dict(have.pool or {}) | {"PoolName": (have.pool or {}).get("Name")}, f"User pool {have.pool_id}"),
        "mfa": (dict(have.mfa or {}), "Second factor"),
        "client": (dict(have.client or {}), f"App client {have.client_id}"),
        "domain": (_domain_now(have), "Login page"),
    }
    for what, (now, title) in subjects.items():
        if what == "client" and client is not None:
            continue
        back = {path: change for path, change in made.changes.get(what, {}).items() if _is_ours(now, path, change)}
        if back:
            told = tuple(FieldChange(_label(path), words(c.after), words(c.before)) for path, c in back.items())
            wanted = {path: change.before for path, change in back.items()}
            kind, after = f"undo {what} change", _AFTER.get(what, ())
            yield PlannedAction(f"undo:{what}", kind, "update", title, "As it was before.", told, wanted, after)


def _domain_now(have: Snapshot) -> dict[str, Any]:
    pool = have.pool or {}
    return dict(have.domain(pool.get("CustomDomain") or pool.get("Domain")) or {})


def _is_ours(now: dict[str, Any], path: str, change: Change) -> bool:
    """Whether the member still has the value that we gave it, and had one before that can be sent again."""
    return (
        same(_value(now, path, change), change.after)
        and not same(change.before, change.after)
        and change.before is not None
    )


def _value(now: dict[str, Any], path: str, change: Change) -> Any:
    """The member as it is now; of the whole (''), the members that the change is about."""
    return {key: now.get(key) for key in change.after} if path == "" else value_at(now, path)


def _label(path: str) -> str:
    return path.rpartition(".")[2] or "Settings"


def _foreign(setup: Setup, have: Snapshot, made: Made, inside: Inside) -> Iterator[Fault]:
    """What others put into our pool: it would go with it."""
    ours = {made.client, have.client_id if (have.client or {}).get("ClientName") == setup.client.name else None}
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


def _accounts(have: Snapshot, people: tuple[str, ...], inside: Inside, typed: str | None) -> Iterator[Fault]:
    """Accounts are deleted only with the pool's name typed."""
    name = str((have.pool or {}).get("Name", ""))
    if not people or typed == name:
        return
    if typed is not None:
        message = f"The pool is called {name}, not {typed}."
    else:
        message = f"People have accounts in it, which would be deleted for good: {_listed(people, more=inside.more)}."
    yield Fault("users", "undo.people", "fault", message, f"Where that is meant: --delete-people {name}", _SOURCE)


def _notes(setup: Setup, have: Snapshot, made: Made, inside: Inside) -> Iterator[str]:
    client = _our_client(setup, have, made, inside)
    others = [name or client_id for client_id, name in inside.clients if client_id != client]
    if others and any(name in made.domains for name in inside.domains):
        yield f"Other app clients of this pool have no login page without the domain: {_listed(others)}."
    left = [
        f"{what} {_label(path)}"
        for what, now in (("pool", have.pool), ("mfa", have.mfa), ("client", have.client))
        for path, change in made.changes.get(what, {}).items()
        if not (what == "client" and client)
        and not _is_ours(_named(now), path, change)
        and not same(_value(_named(now), path, change), change.before)
    ]
    if left:
        yield f"Left as it is, since it was changed again or was not set before: {_listed(left)}."


def _named(now: Any) -> dict[str, Any]:
    found = dict(now or {})
    return found | {"PoolName": found.get("Name")}


def _listed(names: Iterable[str], *, more: bool = False) -> str:
    """The first few, and that there are others."""
    known = list(names)
    rest = len(known) - _NAMED
    told = ", ".join(known[:_NAMED])
    if more:
        return f"{told} and many more"
    return f"{told} and {rest} more" if rest > 0 else told

"""What `apply` made and changed for a setup, out of its journal. Pure.

A call whose answer was lost, or that a kill cut off, counts as carried out: whether its object exists is asked later.
One that Amazon refused made nothing: what has that name is somebody else's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from wizard.cognito.actions.work import same
from wizard.cognito.journal import Entry

_UPDATES = {
    "update_user_pool": "pool",
    "set_user_pool_mfa_config": "mfa",
    "update_user_pool_client": "client",
    "update_user_pool_domain": "domain",
}
_UNKNOWN = ""  # the id of what a call made that was cut off


@dataclass(frozen=True, slots=True)
class Change:
    """What one member was before the first change of ours, and after the last."""

    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Made:
    """Objects that calls of ours made and none removed since; whether they still exist is asked elsewhere.

    `clients`, and `styled` for those that got a style, are ids; `domains` and `groups` are names, `people` user names.
    Of a call that was cut off there is no id: `begun_client` tells that there was one, `begun_people` are named as
    the setup does. `members` are (user name, group) of people that were there before. `changes` has, by object
    ('pool', 'mfa', 'client', 'domain') and dotted path, what was replaced.
    """

    pool: str | None = None
    clients: frozenset[str] = frozenset()
    begun_client: bool = False
    domains: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    begun_people: frozenset[str] = frozenset()
    styled: frozenset[str] = frozenset()
    members: frozenset[tuple[str, str]] = frozenset()
    changes: Mapping[str, Mapping[str, Change]] = field(default_factory=dict)


@dataclass
class _Tally:
    found: dict[str, set[str]] = field(default_factory=dict)
    members: set[tuple[str, str]] = field(default_factory=set)
    changes: dict[str, dict[str, Change]] = field(default_factory=dict)

    def add(self, what: str, name: str) -> None:
        self.found.setdefault(what, set()).add(name)

    def remove(self, what: str, name: str) -> None:
        self.found.get(what, set()).discard(name)

    def names(self, what: str) -> frozenset[str]:
        return frozenset(self.found.get(what, ()))

    def leave(self, gone: Callable[[str, str], bool]) -> None:
        """Forget memberships, by user name and group."""
        self.members = {pair for pair in self.members if not gone(*pair)}


def made(entries: Iterable[Entry], pool_id: str) -> Made:
    """What lines about this pool tell; the pool's own creation is among them."""
    tally = _Tally()
    for entry in _calls(entry for entry in entries if entry.ids.get("pool") == pool_id):
        _count(tally, entry)
    people, clients = tally.names("user"), tally.names("client")
    return Made(
        pool=pool_id if pool_id in tally.names("pool") else None,
        clients=clients - {_UNKNOWN},
        begun_client=_UNKNOWN in clients,
        domains=tally.names("domain"),
        groups=tally.names("group"),
        people=people,
        begun_people=tally.names("begun user"),
        styled=tally.names("style"),
        members=frozenset(pair for pair in tally.members if pair[0] not in people),
        changes={name: dict(paths) for name, paths in tally.changes.items() if paths},
    )


def pools(entries: Iterable[Entry]) -> frozenset[str]:
    """Ids of all pools that calls of ours made and none removed."""
    found: set[str] = set()
    for entry in entries:
        if entry.phase == "after" and entry.operation == "create_user_pool":
            found.add(entry.ids["pool"])
        elif entry.phase == "after" and entry.operation == "delete_user_pool":
            found.discard(entry.ids.get("pool", ""))
    return frozenset(found)


def _calls(entries: Iterable[Entry]) -> list[Entry]:
    """One entry a call: its outcome with what was asked for; without those that were certainly not carried out.

    A call of which the outcome is not told, since a kill or a lost answer cut it off, keeps the phase that it has.
    """
    calls: list[Entry | None] = []
    begun: dict[tuple[str, str], int] = {}
    for entry in entries:
        key = (entry.action, entry.operation)
        if entry.phase == "before":
            begun[key] = len(calls)
            calls.append(entry)
            continue
        place = begun.pop(key, None)
        if place is None:
            calls.append(entry if entry.phase != "failed" else None)
            continue
        asked = calls[place]
        change = entry.change or (asked.change if asked else {})
        calls[place] = replace(entry, change=change) if entry.phase != "failed" else None
    return [call for call in calls if call is not None]


def _count(tally: _Tally, entry: Entry) -> None:
    ids, told = entry.ids, entry.phase == "after"
    _, _, name = entry.action.partition(":")
    if entry.operation in _UPDATES:
        _replaced(tally, _UPDATES[entry.operation], entry)
        return
    match entry.operation:
        case "create_user_pool":
            tally.add("pool", ids["pool"])
        case "create_user_pool_client":
            tally.remove("client", _UNKNOWN)  # had the one that was cut off come about, it would have been found
            tally.add("client", ids["client"] if told else _UNKNOWN)
        case "create_user_pool_domain" if "domain" in ids:
            tally.add("domain", ids["domain"])
        case "create_group":
            tally.add("group", ids.get("group", name))
        case "admin_create_user":
            tally.remove("begun user", name)
            tally.add("user" if told else "begun user", ids["user"] if told else name)
        case "admin_add_user_to_group" if "group" in ids:
            tally.members.add((ids["user"], ids["group"]))
        case "create_managed_login_branding":
            tally.add("style", name or ids.get("client", ""))
        case _ if told:
            _uncount(tally, entry)


def _uncount(tally: _Tally, entry: Entry) -> None:
    ids = entry.ids
    match entry.operation:
        case "delete_user_pool_client":
            tally.remove("client", ids.get("client", ""))
            tally.remove("client", _UNKNOWN)
        case "delete_user_pool_domain":
            tally.remove("domain", ids.get("domain", ""))
        case "delete_group":
            tally.remove("group", ids.get("group", ""))
            tally.leave(lambda _, group: group == ids.get("group"))
        case "admin_delete_user":
            tally.remove("user", ids.get("user", ""))
            for name in (ids.get("user", ""), ids.get("known_as", "")):
                tally.remove("begun user", name)
            tally.leave(lambda user, _: user == ids.get("user"))
        case "admin_remove_user_from_group":
            tally.leave(lambda user, group: (user, group) == (ids.get("user"), ids.get("group")))
        case "delete_managed_login_branding":
            tally.remove("style", ids.get("styled", ""))
        case _:
            pass


def _replaced(tally: _Tally, what: str, entry: Entry) -> None:
    """Remember a member's first value and its last; an update of undo's own that was carried out ends the story.

    Where the value is not as we left it, somebody else gave it meanwhile: then theirs is the first.
    """
    paths = tally.changes.setdefault(what, {})
    for path, (before, after) in entry.change.items():
        if entry.action.startswith("undo"):
            if entry.phase == "after":
                paths.pop(path, None)
        elif path in paths and same(part(before, path, paths[path].after), paths[path].after):
            paths[path] = Change(paths[path].before, after)
        else:
            paths[path] = Change(before, after)


def part(value: Any, path: str, like: Any) -> Any:
    """A member's value; of the whole object (path ''), only what the other one has members for."""
    whole = path == "" and isinstance(value, Mapping) and isinstance(like, Mapping)
    return {key: value.get(key) for key in like} if whole else value

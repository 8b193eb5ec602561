"""What `apply` made and changed for a setup, out of its journal. Pure.

A call whose answer was lost, or that a kill cut off, counts as carried out: whether its object exists is asked later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wizard.cognito.journal import Entry

_UPDATES = {
    "update_user_pool": "pool",
    "set_user_pool_mfa_config": "mfa",
    "update_user_pool_client": "client",
    "update_user_pool_domain": "domain",
}
_SETS = _UPDATES | {
    "create_user_pool": "pool",
    "create_user_pool_client": "client",
    "create_user_pool_domain": "domain",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What one member was before the first change of ours, and after the last."""

    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Made:
    """Objects that calls of ours made and none removed since.

    `begun_client`, `begun_domain`, `styles_own`: such a call was begun; what came of it, its line does not tell.

    `groups` are names and `people` user names; `people` of a lost answer are named as the setup does. `styled` are
    ids of app clients. `members` are (user name, group) of people that were there before. `changes` has, by object
    ('pool', 'mfa', 'client', 'domain') and dotted path, what was replaced.
    """

    pool: str | None = None
    client: str | None = None
    begun_client: bool = False
    domains: frozenset[str] = frozenset()
    begun_domain: bool = False
    groups: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    styled: frozenset[str] = frozenset()
    styles_own: bool = False
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

    def leave(self, gone: Callable[[str, str], bool]) -> None:
        """Forget memberships, by user name and group."""
        self.members = {pair for pair in self.members if not gone(*pair)}


def made(entries: Iterable[Entry], pool_id: str) -> Made:
    """What lines about this pool tell; the pool's own creation is among them."""
    tally = _Tally()
    for entry in _concerning(list(entries), pool_id):
        if entry.phase != "failed":
            _count(tally, entry)
    found = tally.found
    people = found.get("user", set())
    return Made(
        pool=pool_id if pool_id in found.get("pool", ()) else None,
        client=next(iter(found.get("client", set()) - {""}), None),
        begun_client="" in found.get("client", ()),
        domains=frozenset(found.get("domain", set()) - {""}),
        begun_domain="" in found.get("domain", ()),
        groups=frozenset(found.get("group", ())),
        people=frozenset(people),
        styled=frozenset(found.get("style", set()) - {""}),
        styles_own="" in found.get("style", ()),
        members=frozenset(pair for pair in tally.members if pair[0] not in people),
        changes={name: dict(paths) for name, paths in tally.changes.items()},
    )


def last_set(entries: Iterable[Entry], pool_id: str) -> dict[str, dict[str, Any]]:
    """By object and dotted path, the value that a call of ours gave a member last, as far as its answer came."""
    found: dict[str, dict[str, Any]] = {}
    asked: dict[tuple[str, str], Mapping[str, Any]] = {}
    for entry in entries:
        key = (entry.action, entry.operation)
        if entry.phase == "before":
            asked[key] = entry.change
        elif entry.phase == "after" and entry.ids.get("pool") == pool_id and entry.operation in _SETS:
            what = found.setdefault(_SETS[entry.operation], {})
            what.update({path: after for path, (_, after) in asked.get(key, {}).items()})
    return found


def _concerning(entries: list[Entry], pool_id: str) -> list[Entry]:
    """Lines about this pool: it is named, or it is the one that the line made."""
    return [entry for entry in entries if entry.ids.get("pool") == pool_id]


def _count(tally: _Tally, entry: Entry) -> None:
    ids, kind, _, name = entry.ids, *entry.action.partition(":")
    if entry.operation in _UPDATES:
        _replaced(tally, _UPDATES[entry.operation], entry)
        return
    match entry.operation:
        case "create_user_pool":
            tally.add("pool", ids["pool"])
        case "create_user_pool_client":
            tally.add("client", ids["client"] if entry.phase == "after" else "")
        case "create_user_pool_domain":
            tally.add("domain", ids.get("domain", ""))
        case "create_group":
            tally.add("group", ids.get("group", name))
        case "admin_create_user":
            tally.add("user", ids.get("user", name))
        case "admin_add_user_to_group" if "group" in ids:
            tally.members.add((ids["user"], ids["group"]))
        case "create_managed_login_branding" if kind == "branding":
            tally.add("style", name)
        case _ if entry.phase == "after":
            _uncount(tally, entry)


def _uncount(tally: _Tally, entry: Entry) -> None:
    ids = entry.ids
    match entry.operation:
        case "delete_user_pool_client":
            tally.found.pop("client", None)
        case "delete_user_pool_domain":
            tally.remove("domain", ids.get("domain", ""))
            tally.remove("domain", "")
        case "delete_group":
            tally.remove("group", ids.get("group", ""))
            tally.leave(lambda _, group: group == ids.get("group"))
        case "admin_delete_user":
            tally.remove("user", ids.get("user", ""))
            tally.leave(lambda user, _: user == ids.get("user"))
        case "admin_remove_user_from_group":
            tally.leave(lambda user, group: (user, group) == (ids.get("user"), ids.get("group")))
        case "delete_managed_login_branding":
            tally.remove("style", ids.get("styled", ""))
        case _:
            pass


def _replaced(tally: _Tally, what: str, entry: Entry) -> None:
    """Remember a member's first value and its last; an update of undo's own that was carried out ends the story."""
    if entry.action.startswith("undo"):
        if entry.phase == "after":
            tally.changes.pop(what, None)
        return
    paths = tally.changes.setdefault(what, {})
    for path, (before, after) in entry.change.items():
        paths[path] = Change(paths[path].before if path in paths else before, after)

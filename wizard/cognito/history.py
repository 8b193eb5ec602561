"""What `apply` set and made, and when, out of its journal; beside it what Amazon has tells what others changed. Pure.

Only calls whose answer came count: of the others nobody knows whether they were carried out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wizard.cognito.journal import Entry
from wizard.cognito.snapshot import SetByUs

_SETS = {
    "create_user_pool": "pool",
    "update_user_pool": "pool",
    "set_user_pool_mfa_config": "mfa",
    "create_user_pool_client": "client",
    "update_user_pool_client": "client",
    "create_user_pool_domain": "domain",
    "update_user_pool_domain": "domain",
}
_MAKES = {  # operation: kind, and the id that names what it makes
    "create_user_pool": ("pool", "pool"),
    "create_user_pool_client": ("client", "client"),
    "create_user_pool_domain": ("domain", "domain"),
    "create_group": ("group", "group"),
    "create_managed_login_branding": ("branding", "client"),
}
_REMOVES = {
    "delete_user_pool_client": ("client", "client"),
    "delete_user_pool_domain": ("domain", "domain"),
    "delete_group": ("group", "group"),
    "delete_managed_login_branding": ("branding", "styled"),
}


def last_set(entries: Iterable[Entry], ids: Mapping[str, str]) -> dict[str, dict[str, SetByUs]]:
    """By object ('pool', 'mfa', 'client', 'domain') and dotted path, what a call of ours gave a member last.

    `ids` are those of the objects in question ('pool', 'client', 'domain'); lines about others are passed over.
    """
    found: dict[str, dict[str, SetByUs]] = {}
    asked: dict[tuple[str, str], Mapping[str, Any]] = {}
    for entry in entries:
        key = (entry.action, entry.operation)
        if entry.phase == "before":
            asked[key] = entry.change
        elif entry.phase == "after" and entry.operation in _SETS and _concerns(entry, ids):
            members = found.setdefault(_SETS[entry.operation], {})
            for path, (_, after) in asked.get(key, {}).items():
                if path:
                    members[path] = SetByUs(after, entry.at)
                else:  # the whole object was replaced
                    members.clear()
                    members.update({member: SetByUs(value, entry.at) for member, value in (after or {}).items()})
    return found


def _concerns(entry: Entry, ids: Mapping[str, str]) -> bool:
    what = _SETS[entry.operation]
    about = ("pool",) if what in ("pool", "mfa") else ("pool", what)
    return all(entry.ids.get(name) == ids.get(name) for name in about)


def made_at(entries: Iterable[Entry], pool_id: str) -> dict[str, str]:
    """When calls of ours made what is in this pool, without what others of ours removed; ISO 8601, UTC.

    Keys are 'pool', 'client:ID', 'domain:NAME', 'branding:CLIENT ID', 'group:NAME', 'user:NAME' as in the setup,
    and 'member:USER NAME/GROUP'.
    """
    found: dict[str, str] = {}
    users: dict[str, str] = {}
    for entry in entries:
        if entry.phase != "after" or entry.ids.get("pool") != pool_id:
            continue
        user, group = entry.ids.get("user", ""), entry.ids.get("group", "")
        if entry.operation in _MAKES:
            found[_key(entry, *_MAKES[entry.operation])] = entry.at
        elif entry.operation in _REMOVES:
            found.pop(_key(entry, *_REMOVES[entry.operation]), None)
        elif entry.operation == "admin_create_user":
            found[entry.action] = entry.at
            users[user] = entry.action
        elif entry.operation == "admin_delete_user":
            found.pop(users.get(user, ""), None)
        elif entry.operation == "admin_add_user_to_group":
            found[f"member:{user}/{group}"] = entry.at
        elif entry.operation == "admin_remove_user_from_group":
            found.pop(f"member:{user}/{group}", None)
    return found


def _key(entry: Entry, kind: str, name: str) -> str:
    if kind == "pool":
        return kind
    if kind == "branding" and ":" in entry.action:
        return f"branding:{entry.action.partition(':')[2]}" if name == "client" else f"branding:{entry.ids.get(name)}"
    return f"{kind}:{entry.ids.get(name, '')}"

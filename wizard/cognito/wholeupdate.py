"""Read, change only what was asked, send the whole, read again, compare.

Cognito's updates reset every member that a request leaves out, so a request carries all that the description
carries. Which members those are comes from the service model that boto3 brings, not from a list of ours.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from wizard.errors import AmazonRefused, Explanation

Tree = Mapping[str, Any]
Send = Callable[[dict[str, Any], dict[str, Any]], Any]
# Describe gives it, Update refuses it beside TemporaryPasswordValidityDays (cognito.md of the service: error text
# 'Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays').
_LEGACY = ("AdminCreateUserConfig", "UnusedAccountValidityDays")
_NEWER = "Policies.PasswordPolicy.TemporaryPasswordValidityDays"
_RENAMED = {"Name": "PoolName"}


def whole_request(described: Tree, shape: Any, wanted: Tree) -> dict[str, Any]:
    """The members of the request shape that the description has, with the wanted ones laid over.

    `shape` is botocore's input shape. Keys of `wanted` are dotted paths, as 'Policies.PasswordPolicy.MinimumLength'.
    """
    request = overlaid(_within(_renamed(described), shape), wanted)
    return _without_legacy(request)


def _without_legacy(tree: dict[str, Any]) -> dict[str, Any]:
    """Without the older name of a setting, where the newer one is there."""
    config = tree.get(_LEGACY[0])
    if isinstance(config, dict) and value_at(tree, _NEWER) is not None:
        config.pop(_LEGACY[1], None)
    return tree


def overlaid(tree: Tree, wanted: Tree) -> dict[str, Any]:
    """A deep copy of the tree with the values at the dotted paths put in; without the member where it is None."""
    changed: dict[str, Any] = copy.deepcopy(dict(tree))
    for path, value in wanted.items():
        *above, last = path.split(".")
        level = changed
        for key in above:
            level = level.setdefault(key, {})
        if value is None:
            level.pop(last, None)
        else:
            level[last] = copy.deepcopy(value)
    return changed


def value_at(tree: Tree, path: str) -> Any:
    """The value at a dotted path, None where the tree has none."""
    level: Any = tree
    for key in path.split("."):
        level = level.get(key) if isinstance(level, Mapping) else None
    return level


def changed_unasked(before: Tree, after: Tree, shape: Any, wanted: Tree) -> tuple[str, ...]:
    """Dotted paths whose values differ though nobody asked; the order of lists of names does not count.

    Looked at is what an update of this shape could reset: dates, counts, and a domain that is made meanwhile
    change by themselves.
    """
    then, now = _resettable(before, shape), _resettable(after, shape)
    if _NEWER in now:
        then.pop(".".join(_LEGACY), None)
        now.pop(".".join(_LEGACY), None)
    below = tuple(f"{path}." for path in wanted)
    return tuple(
        path
        for path in sorted(then.keys() | now.keys())
        if path not in wanted and not path.startswith(below) and _plain(then.get(path)) != _plain(now.get(path))
    )


def put_together(described: Tree, wanted: Tree) -> dict[str, Any]:
    """What stands now at those of the wanted paths whose new value holds what was there: lists and structures."""
    told = _renamed(described)
    return {path: value_at(told, path) for path, value in wanted.items() if isinstance(value, list | Mapping)}


def send_whole(
    describe: Callable[[], Tree], send: Send, shape: Any, wanted: Tree, seen: Tree = MappingProxyType({})
) -> None:
    """Carry out one update; raises AmazonRefused when something else changed with it.

    `send(request, change)` hears of each wanted path the value before and the value after. Where a path no longer has
    the value that was `seen` when the plan was made, nothing is sent: an entry that somebody added would be lost.
    """
    before = describe()
    told = _renamed(before)
    _still(told, seen)
    send(whole_request(before, shape, wanted), {path: [value_at(told, path), value] for path, value in wanted.items()})
    changed_more(changed_unasked(before, describe(), shape, wanted))


def _still(told: Tree, seen: Tree) -> None:
    moved = [path for path, value in seen.items() if _plain(value_at(told, path) or None) != _plain(value or None)]
    if moved:
        raise AmazonRefused(
            Explanation(
                f"Somebody changed {', '.join(moved)} at Amazon since the plan was made.",
                "Nothing of this was sent, since it could have taken away what they put there.",
                "Run it again: a new plan begins with what is there now.",
            )
        )


def changed_more(strange: tuple[str, ...]) -> None:
    """Tell of what changed though nobody asked: raises AmazonRefused where there is any."""
    if strange:
        raise AmazonRefused(
            Explanation(
                "Amazon changed more than it was asked to: " + ", ".join(strange) + ".",
                "Somebody else may have changed the same object at the same moment.",
                "Look at these settings in the console, then run plan again to see where things stand.",
            )
        )


def _resettable(described: Tree, shape: Any) -> dict[str, Any]:
    return _leaves({key: value for key, value in _renamed(described).items() if key in shape.members})


def _renamed(described: Tree) -> dict[str, Any]:
    """The members by the names that an update has for them."""
    return {_RENAMED.get(key, key): value for key, value in described.items()}


def _within(tree: Tree, shape: Any) -> dict[str, Any]:
    members = shape.members
    return {key: _of(value, members[key]) for key, value in tree.items() if key in members}


def _of(value: Any, shape: Any) -> Any:
    if shape.type_name == "structure" and isinstance(value, Mapping):
        return _within(value, shape)
    if shape.type_name == "list" and isinstance(value, list):
        return [_of(item, shape.member) for item in value]
    return copy.deepcopy(value)


def _leaves(tree: Any, above: str = "") -> dict[str, Any]:
    if not isinstance(tree, Mapping):
        return {above: tree}
    found: dict[str, Any] = {}
    for key, value in tree.items():
        found.update(_leaves(value, f"{above}.{key}" if above else str(key)))
    return found


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) and all(isinstance(item, str) for item in value) else value

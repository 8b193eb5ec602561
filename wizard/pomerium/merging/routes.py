"""The setup's first route among those of a file: added once, followed where it is ours, and else left alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wizard.pomerium.settings import PomeriumSettings
from wizard.yamltree import Node, Path, data

_OF_TEXTS = ("domain", "email")


def wanted(node: Node | None, path: Path, route: Mapping[str, Any]) -> tuple[dict[Path, Any], tuple[str, ...]]:
    """What to put where for a route to be there, and what to say of one that is left.

    `node` is the list of routes at `path`, None where there is none. A route with another kind of policy, or more
    than one target, is somebody's own: only they know whom it is to let in.
    """
    if node is None or node.kind != "sequence" or not node.items:
        return {path: [dict(route)]}, ()
    for place, item in enumerate(node.items):
        if start(item) == route["from"]:
            return _followed(item, (*path, place), route)
    return {(*path, len(node.items)): dict(route)}, ()


def first_route(settings: PomeriumSettings) -> Mapping[str, Any] | None:
    """The route to be there, as Pomerium's options have it."""
    found: list[dict[str, Any]] = settings.options().get("routes") or []
    return found[0] if found else None


def holds(node: Node | None, route: Mapping[str, Any]) -> bool:
    """Whether a list of routes has one from the same address."""
    return node is not None and any(start(item) == route["from"] for item in node.items)


def start(item: Node) -> str:
    """A route's `from`, without a slash at its end."""
    key = spelled(item, "from")
    node = item.get(key) if key else None
    return node.text.rstrip("/") if node is not None else ""


def spelled(mapping: Node, key: str) -> str | None:
    """The key as the mapping writes it: Pomerium takes keys of files in any case."""
    return next((name.key for name, _ in mapping.pairs if name.key.lower() == key), None)


def _followed(item: Node, path: Path, route: Mapping[str, Any]) -> tuple[dict[Path, Any], tuple[str, ...]]:
    asked: dict[Path, Any] = {}
    for key in ("to", "policy"):
        name = spelled(item, key)
        there = data(item.get(name)) if name else None
        if key not in route or there == route[key] or there == [route[key]]:
            continue
        if not (there is None or (isinstance(there, str) if key == "to" else _is_ours(there))):
            note = (
                f"The route from {route['from']} is there with a {key} of its own, and is left as it is;"
                " the setup file says another."
            )
            return {}, (note,)
        asked[(*path, name or key)] = route[key]
    return asked, ()


def _is_ours(policy: Any) -> bool:
    """Whether a policy is one as this program writes it: one rule that allows any of groups, domains, addresses."""
    match policy:
        case [{"allow": {"or": [*criteria], **more_rules}, **more}] if not more and not more_rules:
            return all(_is_criterion(each) for each in criteria)
    return False


def _is_criterion(criterion: Any) -> bool:
    if not isinstance(criterion, Mapping) or len(criterion) != 1:
        return False
    ((name, value),) = criterion.items()
    if name in _OF_TEXTS:
        return isinstance(value, Mapping) and list(value) == ["is"]
    return name == "claim/cognito:groups" and isinstance(value, str)

"""Our variables in the environment of Pomerium's service in somebody's Compose file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from wizard import yamltext
from wizard.pomerium.merging import env
from wizard.pomerium.merging.env import Given
from wizard.pomerium.merging.part import Change, Part, refused, yaml_told
from wizard.pomerium.merging.routes import first_route
from wizard.pomerium.outputs import compose
from wizard.pomerium.outputs.env import variables
from wizard.pomerium.settings import ORIGINS, PomeriumSettings
from wizard.yamltree import Key, Node, Path, data


def put(text: str, settings: PomeriumSettings) -> Part:
    """The file with our options in that service, which is added where none is Pomerium's.

    Raises InputRefused where several could be meant, or a variable stands so that its value can't be told.
    """
    with yaml_told():
        root = yamltext.read(text).root
        services = root.get("services") if root is not None and root.kind == "mapping" else None
        if root is not None and root.tag != "null" and (services is None or services.kind != "mapping"):
            raise refused(root.line, "This is no Compose file: it has no services.", "Compare the path.")
        name = _service(services)
        if name is None:
            path: Path = ("services", compose.SERVICE)
            if services is not None and services.get(compose.SERVICE) is not None:
                raise refused(services.line, "The service pomerium runs another image.", "Give it another name.")
            after = yamltext.splice(text, {path: compose.service(settings)}, in_style=True)
            return Part(after, (Change(".".join(map(str, path)), "added"),))
        return _into(text, ("services", name, "environment"), services, settings)


def _service(services: Node | None) -> str | None:
    """The service that runs Pomerium's image, or has variables of its identity provider."""
    pairs = services.pairs if services is not None else ()
    for test in (_runs_pomerium, _has_ours):
        found = [name.key for name, service in pairs if service.kind == "mapping" and test(service)]
        if len(found) > 1 and services is not None:
            raise refused(services.line, f"Several services could be meant: {', '.join(found)}.", "Leave one here.")
        if found:
            return found[0]
    return None


def _runs_pomerium(service: Node) -> bool:
    image = service.get("image")
    return image is not None and re.search(r"(?:^|/)pomerium/pomerium(?:[:@]|$)", image.text) is not None


def _has_ours(service: Node) -> bool:
    given = service.get("environment")
    return given is not None and any(name.startswith("IDP_") for name in _given(given)[0])


def _into(text: str, path: Path, services: Node | None, settings: PomeriumSettings) -> Part:
    service = services.get(str(path[1])) if services is not None else None
    node = service.get("environment") if service is not None else None
    there, places = _given(node) if node is not None else ({}, {})
    wanted, notes = env.asked(there, variables(settings), first_route(settings))
    values: dict[Path, Any] = {}
    changes = []
    more = len(node.items) if node is not None else 0
    for name, value in wanted.items():
        is_list = node is not None and node.kind == "sequence"
        if name in there and there[name].value == value:
            if node is not None and not is_list:
                values[(*path, name)] = data(node.get(name))
            continue
        place = places.get(name, more if is_list else name)
        more += place == more
        values[(*path, place)] = f"{name}={compose.escaped(value)}" if is_list else compose.escaped(value)
        changes.append(Change(f"{'.'.join(map(str, path))}.{name}", "changed" if name in there else "added"))
    return Part(yamltext.splice(text, values, in_style=True), tuple(changes), tuple(notes))


def _given(node: Node) -> tuple[Mapping[str, Given], Mapping[str, Key]]:
    """What an environment gives, as Compose passes it on, and where each stands."""
    found: dict[str, Given] = {}
    places: dict[str, Key] = {}
    for place, item in enumerate(node.items):
        name, equals, value = item.text.partition("=")
        if name in found and name.lower() in ORIGINS:
            raise refused(item.line, f"{name} stands twice.", "Keep one of the two.")
        if not equals and name.lower() in ORIGINS:
            raise refused(item.line, f"{name} is taken from the caller's environment.", f"Write {name}=, or delete it.")
        found[name], places[name] = Given(_plain(value), item.line), place
    for key, value_node in node.pairs:
        text = value_node.text if value_node.kind == "scalar" and value_node.tag != "null" else ""
        found[key.key], places[key.key] = Given(_plain(text), value_node.line), key.key
    return found, places


def _plain(text: str) -> str | None:
    """A value without Compose's escapes; None where it is made from another variable."""
    return None if "$" in text.replace("$$", "") else text.replace("$$", "$")

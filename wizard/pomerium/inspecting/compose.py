"""A Compose file: the variables of the service that runs Pomerium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wizard import yamltree
from wizard.pomerium.inspecting import config
from wizard.pomerium.inspecting.entry import Document, Entry, fault
from wizard.setup.fault import Fault
from wizard.yamltree import Node, YamlFault

_IMAGE = re.compile(r"(?:^|/)pomerium/pomerium(?:[:@]|$)")
_MOUNTED = re.compile(r"\.ya?ml\b|/pomerium(?::|/?$)")
_FROM_CALLER = re.compile(r"\$\{(?!AWS[-_]|USER[-_])[A-Za-z_]\w*(?::?[?+-][^}]*)?\}")
_VARIABLE = re.compile(r"\$([A-Za-z_]\w*)")
_RULES = "compose-spec 12-interpolation.md"


@dataclass(frozen=True, slots=True)
class _Found:
    entries: tuple[Entry, ...] = ()
    given: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()
    elsewhere: bool = False


def read(text: str) -> Document:
    """The variables of each service that runs Pomerium's image, or names an identity provider."""
    try:
        tree = yamltree.read(text)
    except YamlFault as error:
        return Document("compose", faults=(config.told(error),))
    told = tuple(config.told(error) for error in tree.faults)
    services = tree.root.get("services") if tree.root is not None else None
    found = [_service(service) for _, service in services.pairs if _is_ours(service)] if services is not None else []
    return Document(
        "compose",
        tuple(entry for each in found for entry in each.entries),
        told + tuple(fault for each in found for fault in each.faults),
        given=frozenset().union(*(each.given for each in found)),
        elsewhere=any(each.elsewhere for each in found),
    )


def _is_ours(service: Node) -> bool:
    image = service.get("image") if service.kind == "mapping" else None
    if image is not None and _IMAGE.search(image.text):
        return True
    return service.kind == "mapping" and any(name.startswith("IDP_") for name, _, _ in _pairs(service))


def _pairs(service: Node) -> Iterator[tuple[str, str | None, Node]]:
    """Each variable, with None where Compose takes the caller's own; of a mapping or of a list of NAME=value."""
    given = service.get("environment")
    for name, value in _merged(given) if given is not None else ():
        yield name.key, None if value.tag == "null" else value.text, value
    for item in given.items if given is not None else ():
        name_of, equals, text = item.text.partition("=")
        yield name_of, text if equals else None, item


def _merged(node: Node) -> Iterator[tuple[Node, Node]]:
    """A mapping's own pairs, behind those that `<<` takes from others: of two the last counts."""
    for name, value in node.pairs:
        if name.key == "<<":
            for each in value.items or (value,):
                yield from _merged(each)
    yield from ((name, value) for name, value in node.pairs if name.key != "<<")


def _service(service: Node) -> _Found:
    entries: list[Entry] = []
    given: set[str] = set()
    faults = list(_other_files(service))
    elsewhere = bool(faults) or _is_mounted(service)
    for name, text, node in _pairs(service):
        bare = (text or "").replace("$$", "")
        if text is None or _FROM_CALLER.search(bare):
            given.add(name.lower())
            continue
        entry = Entry(name.lower(), text.replace("$$", "$"), node.line, "env", name, quote=node.style)
        entries.append(entry)
        faults += _dollar(entry, bare)
    return _Found(tuple(entries), frozenset(given), tuple(faults), elsewhere)


def _dollar(entry: Entry, bare: str) -> Iterator[Fault]:
    """No value of a secret is repeated: not even the part that looks like a variable's name."""
    if _VARIABLE.search(bare):
        yield fault(
            entry,
            "compose.dollar",
            f"A dollar sign in {entry.written} stands for a variable: Compose puts that in, or nothing.",
            "Write $$ where the value holds a dollar sign.",
            _RULES,
            level="warning",
        )


def _other_files(service: Node) -> Iterator[Fault]:
    """A variable of an environment file may stand for any that is missing here."""
    node = service.get("env_file")
    if node is None:
        return
    each = node.items or (node,)
    for one in each:
        path = one.get("path") if one.kind == "mapping" else one
        if path is not None:
            yield fault(
                one.line,
                "compose.env_file",
                f"More variables stand in {path.text}, which was not read here.",
                f"Look at it as well: pomerium-cognito inspect {path.text}",
                "compose-spec 05-services.md, env_file",
                level="warning",
                key="env_file",
            )


def _is_mounted(service: Node) -> bool:
    """Whether a config.yaml or its folder is handed in."""
    volumes, configs = service.get("volumes"), service.get("configs")
    texts = [item.text or str(getattr(item.get("target"), "text", "")) for item in volumes.items] if volumes else []
    return configs is not None or any(_MOUNTED.search(text) for text in texts)

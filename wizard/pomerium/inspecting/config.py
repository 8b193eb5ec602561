"""config.yaml: the options of one YAML document, with their lines."""

from __future__ import annotations

from collections.abc import Iterator

from wizard import yamltree
from wizard.pomerium.inspecting.entry import Document, Entry, Place
from wizard.setup.fault import Fault
from wizard.yamltree import Node, YamlFault


def read(text: str) -> Document:
    """The options of a whole config.yaml."""
    return document(text)


def document(text: str, *, below: int = 0, place: Place = "config", within: str = "") -> Document:
    """The options of a config.yaml that begins `below` lines down in its file."""
    try:
        tree = yamltree.read(text)
    except YamlFault as error:
        return Document("config", faults=(told(error, below),))
    faults = tuple(told(error, below) for error in tree.faults)
    if tree.root is None or tree.root.kind != "mapping":
        return Document("config", faults=faults)
    found = [option(key, node, below, place, within) for key, node in tree.root.pairs]
    routes = [node for name in ("routes", "policy") if (node := tree.root.get(name)) and node.kind == "sequence"]
    return Document(
        "config",
        tuple(found),
        faults,
        claims=tuple(claim for node in routes for claim in _claims(node, below)),
        routes=tuple(start for node in routes for start in _starts(node, below)),
    )


def option(key: Node, node: Node, below: int, place: Place, within: str = "") -> Entry:
    """One pair of a mapping."""
    items = tuple(item.text for item in node.items) if node.kind == "sequence" else None
    keys = tuple(name.key for name, _ in node.pairs) if node.kind == "mapping" else None
    text = "" if node.tag == "null" else node.text
    return Entry(key.key.lower(), text, key.line + below, place, key.key, items, keys, node.style, within)


def told(error: YamlFault, below: int = 0) -> Fault:
    """What a YAML reader refuses, as a fault."""
    key = ".".join(str(part) for part in error.path)
    return Fault(key, f"yaml.{error.rule}", "fault", error.message, error.mend, "YAML 1.1", line=error.line + below)


def _claims(node: Node, below: int) -> Iterator[tuple[str, int]]:
    """Names of claims anywhere in routes: `claim/NAME` of a policy, and keys of allowed_idp_claims."""
    for name, value in node.pairs:
        if name.key.startswith("claim/"):
            yield name.key.removeprefix("claim/"), name.line + below
        elif name.key == "allowed_idp_claims":
            yield from ((inner.key, inner.line + below) for inner, _ in value.pairs)
        else:
            yield from _claims(value, below)
    for item in node.items:
        yield from _claims(item, below)


def _starts(routes: Node, below: int) -> Iterator[tuple[str, int]]:
    for route in routes.items:
        start = route.get("from") if route.kind == "mapping" else None
        if start is not None:
            yield start.text, start.line + below

"""What runs Pomerium in Kubernetes: the variables of a Deployment's containers."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.pomerium.inspecting.entry import Document, Entry
from wizard.yamltree import Node

KINDS = ("Deployment", "StatefulSet", "DaemonSet", "Pod")
_IMAGE = "pomerium"


def read(root: Node, below: int, name: str) -> Document:
    """The variables of each container of Pomerium's; what they take from a Secret or ConfigMap is `given`."""
    entries: list[Entry] = []
    given: set[str] = set()
    elsewhere = False
    for container in _containers(root):
        for variable in _items(container, "env"):
            key, value = variable.get("name"), variable.get("value")
            if key is not None and value is not None:
                entries.append(_entry(key, value, below, name))
            elif key is not None:
                given.add(key.text.lower())
        elsewhere = elsewhere or bool(_items(container, "envFrom") or _items(container, "volumeMounts"))
    return Document("manifest", tuple(entries), given=frozenset(given), elsewhere=elsewhere)


def _entry(key: Node, value: Node, below: int, name: str) -> Entry:
    return Entry(key.text.lower(), value.text, value.line + below, "workload", key.text, quote=value.style, within=name)


def _containers(root: Node) -> Iterator[Node]:
    """Those that run an image of Pomerium's, or are told of an identity provider."""
    spec = root.get("spec")
    template = spec.get("template") if spec is not None else None
    inner = template.get("spec") if template is not None else spec
    for container in _items(inner, "containers"):
        image = container.get("image")
        names = [name.text for variable in _items(container, "env") if (name := variable.get("name")) is not None]
        if (image is not None and _IMAGE in image.text) or any(name.startswith("IDP_") for name in names):
            yield container


def _items(node: Node | None, key: str) -> tuple[Node, ...]:
    value = node.get(key) if node is not None and node.kind == "mapping" else None
    return tuple(item for item in value.items if item.kind == "mapping") if value is not None else ()

"""Our options in somebody's config.yaml."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from wizard import yamltext
from wizard.pomerium.merging import routes
from wizard.pomerium.merging.keeping import IN_FILE, in_form, is_own, keeps, left_to_file
from wizard.pomerium.merging.part import Change, Part, refused, yaml_told
from wizard.pomerium.settings import SECRET_KEY
from wizard.vault import Secret
from wizard.yamltext import GONE
from wizard.yamltree import Node, Path, data

_OTHER_FILES = (("kind", "scalar"), ("apiVersion", "scalar"), ("services", "mapping"))  # Kubernetes, Compose
_PLURAL = {"authorize_service_url": "authorize_service_urls"}


def put(text: str, options: Mapping[str, Any], *, gone: Collection[str] = (), below: int = 0) -> Part:
    """The text with these options; those of `gone` are taken out.

    Raises InputRefused where it can't be read, or a key of ours can't be told or changed alone; `below` is added to
    the line that is named.
    """
    with yaml_told(below):
        root = yamltext.read(text).root
        if root is not None and root.tag != "null" and root.kind != "mapping":
            raise refused(root.line + below, "This is no list of options.", "Compare the path.")
        if root is not None and any(_is_other(root, key, kind) for key, kind in _OTHER_FILES):
            raise refused(root.line + below, "This is another kind of file than config.yaml.", "Compare the path.")
        asking = _Asking(root, below)
        for key, value in options.items():
            asking.option(key, value.reveal() if isinstance(value, Secret) else value)
        for key in gone:
            asking.take_out(key)
        return Part(yamltext.splice(text, asking.values, in_style=True), tuple(asking.changes), tuple(asking.notes))


def _is_other(root: Node, key: str, kind: str) -> bool:
    node = root.get(key)
    return node is not None and node.kind == kind


class _Asking:
    """Gathers what to splice."""

    def __init__(self, root: Node | None, below: int) -> None:
        self.root = root if root is not None and root.kind == "mapping" else None
        self.below = below
        self.values: dict[Path, Any] = {}
        self.changes: list[Change] = []
        self.notes: list[str] = []

    def option(self, key: str, ours: Any) -> None:
        """Ask for an option's value, unless what stands there may stay."""
        if key == "routes":
            self._route(ours[0])
            return
        name = self._spelled(key)
        node = self._node(name)
        there = data(node)
        if is_own(key) and (there_already := self._own(key)):
            self.values[(there_already,)] = data(self._node(there_already))
        elif key == SECRET_KEY and node is None and (file := self._named(IN_FILE)):
            self.notes.append(left_to_file(file))
        elif node is None and (plural := self._named(_PLURAL.get(key, ""))):
            self.notes.append(f"{plural} is there, so {key} is not written.")
        elif keeps(key, there, ours):
            self.values[(name,)] = there
        else:
            self.values[(name,)] = in_form(there, ours)
            self.changes.append(Change(name, "added" if node is None else "changed"))

    def _own(self, key: str) -> str | None:
        """How one of Pomerium's own secrets is given already."""
        bare = key.removesuffix("_file")
        return self._named(bare) or self._named(f"{bare}_file")

    def take_out(self, key: str) -> None:
        """Ask for an option to go."""
        name = self._spelled(key)
        if self._node(name) is not None:
            self.values[(name,)] = GONE
            self.changes.append(Change(name, "removed"))

    def _route(self, route: Mapping[str, Any]) -> None:
        """Routes stand under `routes`, and under `policy` in older files; Pomerium takes both."""
        older = self._spelled("policy")
        name = older if routes.holds(self._node(older), route) else self._spelled("routes")
        node = self._node(name)
        asked, notes = routes.wanted(node, (name,), route)
        self.values |= asked
        self.notes += notes
        kind: Any = "changed" if node is not None and node.items else "added"
        self.changes += [Change(f"{name}: {route['from']}", kind)] if asked else []

    def _spelled(self, key: str) -> str:
        """The key as it stands in the file: Pomerium takes it in any case. Raises InputRefused for two of them."""
        found = [name for name, _ in self.root.pairs if name.key.lower() == key] if self.root is not None else []
        if len(found) > 1:
            raise refused(found[1].line + self.below, f"{key} stands twice.", "Keep one of the two.")
        return found[0].key if found else key

    def _node(self, name: str) -> Node | None:
        return self.root.get(name) if self.root is not None else None

    def _named(self, key: str) -> str | None:
        """How an option that has a value is written there."""
        node = self._node(self._spelled(key)) if key else None
        return self._spelled(key) if node is not None and data(node) else None

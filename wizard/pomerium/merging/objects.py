"""Kubernetes objects in one text: found, chosen without guessing, changed one by one, added at the end."""

from __future__ import annotations

import base64
import binascii
import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wizard import yamltext
from wizard.pomerium.merging.part import Change, Part, encoded, lines_like, newline, refused, yaml_told
from wizard.yamltree import Node, Path, data

_SEPARATOR = re.compile(r"^---(?=[ \t\r\n]|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Found:
    """One object: which document it is, the lines above it, its root."""

    place: int
    below: int
    root: Node = field(repr=False)

    @property
    def kind(self) -> str:
        """Its kind, '' without one."""
        return text_at(self.root, "kind")

    @property
    def name(self) -> str:
        """metadata.name."""
        return text_at(self.root, "metadata", "name")

    @property
    def namespace(self) -> str:
        """metadata.namespace, '' where kubectl is to say."""
        return text_at(self.root, "metadata", "namespace")

    @property
    def line(self) -> int:
        """Where it begins."""
        return self.root.line + self.below


class Manifest:
    """A text of several documents that changes document by document."""

    def __init__(self, text: str) -> None:
        """Raises InputRefused for a text with a document that can't be read, or with objects inside a List."""
        starts = [found.start() for found in _SEPARATOR.finditer(text)]
        edges = [0, *(start for start in starts if start), len(text)]
        self.parts = [text[start:end] for start, end in itertools.pairwise(edges)]
        self.changes: list[Change] = []
        self.notes: list[str] = []
        self._newline = newline(text)
        for each in self.objects():
            if not each.kind:
                raise refused(each.line, "This is no Kubernetes object: it has no kind.", "Compare the path.")
            if each.kind == "List":
                raise refused(each.line, "Objects inside a List are not merged into.", "Split it with --- lines.")

    @property
    def text(self) -> str:
        """As it is now."""
        return "".join(self.parts)

    def objects(self, kind: str = "") -> list[Found]:
        """The objects of a kind, or all."""
        found, below = [], 0
        for place, part in enumerate(self.parts):
            with yaml_told(below):
                root = yamltext.read(part).root
            if root is not None and root.tag != "null" and root.kind != "mapping":
                raise refused(root.line + below, "This is no Kubernetes object.", "Compare the path.")
            if root is not None and root.kind == "mapping" and kind in ("", text_at(root, "kind")):
                found.append(Found(place, below, root))
            below += part.count("\n")
        return found

    def edit(self, found: Found, step: Callable[[str, int], Part]) -> None:
        """Change one object; its keys are told with its kind and name."""
        with yaml_told(found.below):
            part = step(self.parts[found.place], found.below).within(f"{found.kind}/{found.name}")
        self.parts[found.place] = part.text
        self.changes += part.changes
        self.notes += part.notes
        if part.changes and data(found.root.get("immutable")) is True:
            self.notes.append(f"{found.kind}/{found.name} is immutable: delete it before it is applied anew.")

    def add(self, what: str, document: str) -> None:
        """One more document at the end; a text that ends without a line end keeps to that."""
        lines = lines_like(self._newline, document)
        before = self.text
        if before.strip("\ufeff"):
            cut = not before.endswith("\n")
            lines = f"{self._newline if cut else ''}---{self._newline}{lines}"
            lines = lines.removesuffix(self._newline) if cut else lines
        self.parts.append(lines)
        self.changes.append(Change(what, "added"))


def text_at(node: Node | None, *path: str) -> str:
    """The scalar's text at a path, '' where there is none."""
    for key in path:
        node = node.get(key) if node is not None else None
    return node.text if node is not None and node.kind == "scalar" else ""


def choose(objects: list[Found], namespace: str, name: str) -> Found | None:
    """The one that is meant among those that fit: of several the one in this namespace, of this name.

    Raises InputRefused where several are left.
    """
    for test in (lambda each: each.namespace in ("", namespace), lambda each: each.name == name):
        if len(objects) > 1:
            objects = [each for each in objects if test(each)] or objects
    if len(objects) > 1:
        names = ", ".join(f"{each.kind}/{each.name}" for each in objects)
        raise refused(objects[1].line, f"Several objects could be meant: {names}.", "Put one into a file of its own.")
    return objects[0] if objects else None


def put(text: str, values: Mapping[Path, Any], keeps: Callable[[Path, Any, Any], bool]) -> Part:
    """An object with these values, but for those that stand there and may stay."""
    root = yamltext.read(text).root
    asked: dict[Path, Any] = {}
    changes = []
    for path, value in values.items():
        node = root
        for key in path:
            node = node.get(key) if node is not None and node.kind != "scalar" else None
        there = data(node)
        asked[path] = there if node is not None and keeps(path, there, value) else value
        if asked[path] is value:
            changes.append(Change(".".join(map(str, path)), "added" if node is None else "changed"))
    return Part(yamltext.splice(text, asked, in_style=True), tuple(changes))


def put_secret(text: str, texts: Mapping[str, str]) -> Part:
    """A Secret with these values: under `data` in base64 where they stand there, under `stringData` as they are."""
    root = yamltext.read(text).root
    assert root is not None
    wanted: dict[Path, Any] = {}
    for key, value in texts.items():
        inside = [name for name in ("stringData", "data") if (node := root.get(name)) and node.get(key) is not None]
        only_data = root.get("stringData") is None and root.get("data") is not None
        for name in inside or ["data" if only_data else "stringData"]:
            wanted[(name, key)] = encoded(value) if name == "data" else value
    return put(text, wanted, _same_secret)


def take_out(text: str, path: Path) -> Part:
    """An object without the value at a path."""
    node = yamltext.read(text).root
    for key in path:
        node = node.get(key) if node is not None and node.kind != "scalar" else None
    if node is None:
        return Part(text)
    after = yamltext.splice(text, {path: yamltext.GONE})
    return Part(after, (Change(".".join(map(str, path)), "removed"),))


def holds(secret: Found, *keys: str) -> bool:
    """Whether a Secret has all these keys."""
    sections = [node for name in ("data", "stringData") if (node := secret.root.get(name)) is not None]
    return all(any(section.get(key) is not None for section in sections) for key in keys)


def _same_secret(path: Path, there: Any, ours: Any) -> bool:
    if path[0] == "data" and isinstance(there, str):
        try:
            return base64.b64decode(there.encode(), validate=False) == base64.b64decode(ours)
        except (binascii.Error, ValueError):
            return False
    return bool(type(there) is type(ours) and there == ours)

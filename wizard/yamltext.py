"""YAML as text: values are spliced in, and every other character stays.

splice    text and values by path -> text; comments, order, quoting, line ends, BOM and trailing spaces stay
quote     a scalar -> YAML that every reader takes for the same value (those of YAML 1.2 too)
flow      a value -> YAML on one line
load      text -> nodes with lines; strict (from `yamltree`, as are read, data, Node, Tree and YamlFault)

A splice is read back before it is returned: what would not read as asked is refused, never handed out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wizard.yamltree import Key, Node, Path, Tree, YamlFault, data, load, read

__all__ = ["Key", "Node", "Path", "Tree", "YamlFault", "data", "flow", "load", "quote", "read", "splice"]

_PLAIN = re.compile(r"[A-Za-z_/][A-Za-z0-9_./@+-]*(?::[A-Za-z0-9_./@+-]+)*(?: [A-Za-z0-9_/@+][A-Za-z0-9_./@+-]*)*")
_SPECIAL = re.compile(r"y|n|yes|no|on|off|true|false|null|nan|inf", re.IGNORECASE)
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_MISSING = object()


@dataclass(frozen=True, slots=True)
class _Edit:
    """Characters to replace; those at one place are written in the order in which they were made."""

    start: int
    end: int
    text: str


@dataclass
class _Change:
    """What is asked at a path: a value in place of the old one, or changes below it."""

    value: Any = _MISSING
    below: dict[Key, _Change] = field(default_factory=dict)

    @property
    def places(self) -> bool:
        """Whether what is asked below are positions of a list, not keys."""
        return bool(self.below) and all(isinstance(key, int) for key in self.below)

    def applied(self, old: Any) -> Any:
        """Plain data as it is after the change."""
        if self.value is not _MISSING:
            return _plain(self.value)
        if self.places:
            items = list(old or [])
            for place, change in self.below.items():
                at = min(int(place), len(items))
                items[at : at + 1] = [change.applied(items[at] if at < len(items) else None)]
            return items
        mapping = old if isinstance(old, Mapping) else {}
        return {**mapping, **{key: change.applied(mapping.get(key)) for key, change in self.below.items()}}


def quote(value: str | int | float | bool | None) -> str:
    """A scalar on one line, in double quotes where any reader could take it for something else."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, int):
        return str(value)
    if len(value) < 1000 and _PLAIN.fullmatch(value) and not _SPECIAL.fullmatch(value):
        return value
    return '"' + "".join(_escaped(character) for character in value) + '"'


def flow(value: Any) -> str:
    """A value on one line: scalars quoted where needed, lists in brackets, mappings in braces."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{quote(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(flow(inner) for inner in value) + "]"
    return quote(value)


def splice(text: str, values: Mapping[Path, Any]) -> str:
    """The text with the value at each path replaced; missing keys are added at the end of their mapping.

    Paths are keys and list positions, the position behind the last one adds an item. An equal value changes no
    byte. Raises YamlFault where the text can't be read, or where a value can't be put in without touching others.
    """
    tree = read(text)
    for fault in tree.faults:
        if fault.rule == "duplicate":
            raise fault
    change = _Change()
    for path, value in values.items():
        _ask(change, path, value)
    editor = _Editor(text, tree)
    editor.root(change)
    result = editor.result()
    _prove(result, change.applied(data(tree.root)))
    return result


def _ask(change: _Change, path: Path, value: Any) -> None:
    if not path:
        raise ValueError("a path without a key")
    for key in path:
        if change.value is not _MISSING:
            raise ValueError("a path and one below it are both asked for")
        change = change.below.setdefault(key, _Change())
    if change.below:
        raise ValueError("a path and one below it are both asked for")
    change.value = value


class _Editor:
    """Gathers the edits for one text."""

    def __init__(self, text: str, tree: Tree) -> None:
        self.text = text
        self.tree = tree
        self.edits: list[_Edit] = []
        found = re.search(r"\r\n|\n|\r", text)
        self.newline = found[0] if found else "\n"

    def result(self) -> str:
        parts, place = [], 0
        for edit in sorted(self.edits, key=lambda e: (e.start, e.end)):
            if edit.start < place:
                raise _cannot(self.text.count("\n", 0, edit.start) + 1)
            parts += [self.text[place : edit.start], edit.text]
            place = edit.end
        return "".join(parts) + self.text[place:]

    def root(self, change: _Change) -> None:
        root = self.tree.root
        if root is None or (root.tag == "null" and root.start == root.end):
            self._append(len(self.text), "".join(self._lines(change.below, 0)))
        else:
            self._change(root, change)

    def _change(self, node: Node, change: _Change) -> None:
        if _same(data(node), change.applied(data(node))):
            return
        if node.anchor in self.tree.aliased or (node.alias and change.below):
            raise YamlFault(node.line, "An alias (*) repeats this value elsewhere.", "Write it out there.", "splice")
        if change.value is not _MISSING:
            self._replace(node, change.value)
        elif node.kind == "scalar" and node.tag == "null":
            self._write(node, change.applied(None))
        elif node.kind == "scalar" or (node.kind == "sequence") != change.places:
            raise YamlFault(node.line, "Another kind of value stands here.", "Change the line by hand.", "splice")
        else:
            self._below(node, change.below)

    def _below(self, node: Node, below: Mapping[Key, _Change]) -> None:
        """Changes within a collection; what it lacks comes last."""
        added: dict[Key, _Change] = {}
        for key, change in below.items():
            child = node.get(key)
            if child is not None:
                self._change(child, change)
            else:
                added[key] = change
        if added and node.flow:
            self._add_in_brackets(node, added)
        elif added:
            column = node.pairs[0][0].column if node.pairs else node.column
            self._append(self._line_end(node), "".join(self._lines(added, column, node.kind == "sequence")))

    def _add_in_brackets(self, node: Node, added: Mapping[Key, _Change]) -> None:
        children = [*node.items, *(value for _, value in node.pairs)]
        place = children[-1].end if children else node.end - 1
        values = {key: change.applied(None) for key, change in added.items()}
        new = flow(list(values.values()) if node.kind == "sequence" else values)[1:-1]
        self._edit(place, place, (", " if children else "") + new)

    def _lines(self, added: Mapping[Key, _Change], column: int, items: bool = False) -> list[str]:
        """Lines for what a block lacks; sections below new keys as blocks, all else on one line."""
        lines = []
        for key, change in added.items():
            head = " " * column + ("-" if items else quote(key) + ":")
            if items or change.value is not _MISSING or change.places:
                lines.append(f"{head} {flow(change.applied(None))}{self.newline}")
            else:
                lines += [head + self.newline, *self._lines(change.below, column + 2)]
        return lines

    def _replace(self, node: Node, value: Any) -> None:
        """A collection that only grows or changes in parts is changed there, so that its comments stay."""
        old = data(node)
        if not node.alias and isinstance(value, Mapping) and node.pairs and set(old) <= set(value):
            self._below(node, {key: _Change(inner) for key, inner in value.items()})
        elif not node.alias and _is_list(value) and node.items and len(old) <= len(value):
            self._below(node, {place: _Change(inner) for place, inner in enumerate(value)})
        else:
            self._write(node, value)

    def _write(self, node: Node, value: Any) -> None:
        """The value in place of the node, whatever stood there."""
        block = node.kind != "scalar" and not node.flow and not node.alias
        if block and node.kind == "sequence" and _is_list(value) and value:
            between = self.newline + " " * node.column
            self._edit(node.start, node.end, between.join(f"- {flow(item)}" for item in value))
            return
        line = re.search(r"(?:\r\n|\n|\r)[ \t]*$", self.text[: node.start]) if block else None
        if line is not None:
            self._write_beside_key(node, line.start(), value)
            return
        before = self.text[node.start - 1 : node.start]
        empty = node.start == node.end
        if empty and before not in (":", "-", "?"):
            raise _cannot(node.line)
        self._edit(node.start, node.end, (" " if empty else "") + flow(value))

    def _write_beside_key(self, node: Node, line: int, value: Any) -> None:
        """In place of a block on lines of its own: on its key's line, comments between left where they are."""
        key = re.search(r"[:-](?=(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r|$))+$)", self.text[:line])
        if key is None:
            raise _cannot(node.line)
        self._edit(key.end(), key.end(), " " + flow(value))
        self._edit(line, node.end, "")

    def _line_end(self, node: Node) -> int:
        """Behind the last line of a block; behind the blank lines too where they belong to a block scalar."""
        last = node
        while last.kind != "scalar" and not last.flow and not last.alias:
            last = last.items[-1] if last.kind == "sequence" else last.pairs[-1][1]
        end = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)").match(self.text, last.end)
        place = end.end() if end else len(self.text)
        if last.style in ("|", ">"):
            blank = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))*").match(self.text, place)
            place = blank.end() if blank else place
        return place

    def _append(self, place: int, lines: str) -> None:
        """Whole lines at a line's end; a text that ends without a line end keeps to that."""
        if place == len(self.text) and self.text.lstrip("\ufeff") and not self.text.endswith(("\n", "\r")):
            lines = self.newline + lines.removesuffix(self.newline)
        self._edit(place, place, lines)

    def _edit(self, start: int, end: int, text: str) -> None:
        self.edits.append(_Edit(start, end, text))


def _prove(result: str, expected: Any) -> None:
    """Raises YamlFault unless the result reads as the values asked for, and all else as before."""
    try:
        after = data(read(result).root)
    except YamlFault as fault:
        raise _cannot(fault.line) from fault
    if not _same(after, expected):
        raise _cannot(1)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if _is_list(value) else value


def _same(one: Any, other: Any) -> bool:
    """Equal in value and kind: 1, 1.0 and true differ; lists and tuples don't."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return set(one) == set(other) and all(_same(one[key], other[key]) for key in one)
    if _is_list(one) and _is_list(other):
        return len(one) == len(other) and all(_same(a, b) for a, b in zip(one, other, strict=True))
    return type(one) is type(other) and (one == other or repr(one) == repr(other) == "nan")


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _cannot(line: int) -> YamlFault:
    return YamlFault(line, "The text is written so that this can't be changed alone.", "Change it by hand.", "splice")


def _number(value: float) -> str:
    text = repr(value)
    if text in ("inf", "-inf", "nan"):
        return text.replace("inf", ".inf").replace("nan", ".nan")
    # Without a point YAML 1.1 reads 1e+20 as text.
    return text.replace("e", ".0e", 1) if "e" in text and "." not in text else text


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    code = ord(character)
    if character.isprintable() or character == "\u00a0":
        return character
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"

"""The edits that put values into one YAML text, and those that leave every other character where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from wizard.yamlquote import NEEDED, Quotes, block, flow, is_list, pair, quote
from wizard.yamltree import Key, Node, Tree, YamlFault, data

GONE = object()
"""In place of a value: the key and its value are taken out."""
_MISSING = object()
_QUOTES = {"'", '"'}
_COMMENTS = re.compile(r"(?:([ \t]*)#[^\r\n]*(?:\r\n|\n|\r|$))")


@dataclass
class Change:
    """What is asked at a path: a value in place of the old one, or changes below it."""

    value: Any = _MISSING
    below: dict[Key, Change] = field(default_factory=dict)

    def ask(self, path: tuple[Key, ...], value: Any) -> None:
        """Ask for a value below this place. Raises ValueError where that contradicts what was asked before."""
        change = self
        for key in path:
            if change.value is not _MISSING:
                raise ValueError("a path and one below it are both asked for")
            change = change.below.setdefault(key, Change())
        if change.below or change is self:
            raise ValueError("a path and one below it are both asked for" if path else "a path without a key")
        change.value = value

    @property
    def places(self) -> bool:
        """Whether what is asked below are positions of a list, not keys."""
        return bool(self.below) and all(isinstance(key, int) for key in self.below)

    @property
    def whole(self) -> bool:
        """Whether a value is asked for here, not below."""
        return self.value is not _MISSING

    def applied(self, old: Any) -> Any:
        """Plain data as it is after the change."""
        if self.whole:
            return _plain(self.value)
        if self.places:
            items = list(old or [])
            for place, change in self.below.items():
                at = min(int(place), len(items))
                items[at : at + 1] = [change.applied(items[at] if at < len(items) else None)]
            return items
        mapping = dict(old) if isinstance(old, Mapping) else {}
        for key, change in self.below.items():
            if change.value is GONE:
                mapping.pop(key, None)
            else:
                mapping[key] = change.applied(mapping.get(key))
        return mapping


@dataclass(frozen=True, slots=True)
class _Edit:
    """Characters to replace; those at one place are written in the order in which they were made."""

    start: int
    end: int
    text: str


class Editor:
    """Gathers the edits for one text.

    `in_style`: what is new takes its neighbours' quotes and stands beside those asked for with it, collections as
    blocks; else it comes last, on one line.
    """

    def __init__(self, text: str, tree: Tree, in_style: bool = False) -> None:
        self.text = text
        self.tree = tree
        self.in_style = in_style
        self.edits: list[_Edit] = []
        found = re.search(r"\r\n|\n|\r", text)
        self.newline = found[0] if found else "\n"
        self.dash = _dash(tree.root) if tree.root is not None else 2
        self.json = tree.root is not None and tree.root.flow and _quotes(tree.root).keys == '"'

    def result(self) -> str:
        """The text with all edits made. Raises YamlFault where they overlap."""
        parts, place = [], 0
        for edit in sorted(self.edits, key=lambda e: (e.start, e.end)):
            if edit.start < place:
                raise cannot(self.text.count("\n", 0, edit.start) + 1)
            parts += [self.text[place : edit.start], edit.text]
            place = edit.end
        result = "".join(parts) + self.text[place:]
        if self.text.endswith(("\n", "\r")) or not self.text.lstrip("\ufeff"):
            return result
        return result.removesuffix(self.newline)  # the last line was taken out, and ended without

    def root(self, change: Change) -> None:
        """Gather what changes the whole text."""
        root = self.tree.root
        if root is None or (root.tag == "null" and root.start == root.end):
            self._append(len(self.text), self._lines(change.below, 0))
        else:
            self._change(root, change)

    def _change(self, node: Node, change: Change) -> None:
        if same(data(node), change.applied(data(node))):
            return
        if node.anchor in self.tree.aliased or (node.alias and change.below):
            raise YamlFault(node.line, "An alias (*) repeats this value elsewhere.", "Write it out there.", "splice")
        if change.whole:
            self._replace(node, change.value)
        elif node.kind == "scalar" and node.tag == "null":
            self._write(node, change.applied(None))
        elif node.kind == "scalar" or (node.kind == "sequence") != change.places:
            raise YamlFault(node.line, "Another kind of value stands here.", "Change the line by hand.", "splice")
        else:
            self._below(node, change.below)

    def _below(self, node: Node, below: Mapping[Key, Change]) -> None:
        """Changes within a collection, and what it lacks."""
        added: dict[Key, Change] = {}
        behind: dict[int, dict[Key, Change]] = {}
        for key, change in below.items():
            child = node.get(key)
            if child is None and change.value is not GONE:
                added[key] = change
            elif change.value is GONE:
                self._take_out(node, key)
            elif child is not None:
                self._change(child, change)
        if added and node.flow:
            self._add_in_brackets(node, added)
        elif added:
            places = self._places(node, below)
            for key, change in added.items():
                behind.setdefault(places[key], {})[key] = change
            column = self._column(node)
            style = self._style(node)
            for place, changes in behind.items():
                self._append(place, self._lines(changes, column, style, items=node.kind == "sequence"))

    def _column(self, node: Node) -> int:
        """Where the keys of a block stand: that of a `? key` is where the question mark is."""
        if not node.pairs:
            return node.column
        first = node.pairs[0][0]
        before = self.text[first.start - first.column : first.start].rstrip(" ")
        return len(before) - 1 if before.endswith("?") else first.column

    def _style(self, node: Node) -> Quotes:
        """The quotes of what is new in a collection: all of them in JSON."""
        return Quotes('"', '"') if self.json else _quotes(node) if self.in_style else NEEDED

    def _places(self, node: Node, below: Mapping[Key, Change]) -> dict[Key, int]:
        """Where each asked key would be added: behind the one asked for before it, or last."""
        last = self._end(node)
        if node.kind == "sequence" or not self.in_style:
            return dict.fromkeys(below, last)
        known = [key for key in below if node.get(key) is not None and below[key].value is not GONE]
        places: dict[Key, int] = {}
        beside = known[0] if known else None
        for key in below:
            beside = key if key in known else beside
            child = node.get(beside) if beside is not None else None
            places[key] = last if child is None or child is node.pairs[-1][1] else self._line_end(child, node)
        return places

    def _end(self, node: Node) -> int:
        """Behind the last line of a collection, and behind comments that stand right below a block in it."""
        place = self._line_end(node, node)
        last = node.pairs[-1][1] if node.pairs else None
        if self.in_style and node is self.tree.root and last is not None and last.kind != "scalar" and not last.flow:
            while (found := _COMMENTS.match(self.text, place)) and found.end() > place:
                place = found.end()
        return place

    def _take_out(self, node: Node, key: Key) -> None:
        """The lines of one pair or item; those of comments above it stay."""
        value = node.get(key)
        if value is None:
            return
        first = next((name for name, inner in node.pairs if inner is value), value)
        if value.anchor in self.tree.aliased:
            raise YamlFault(value.line, "An alias (*) repeats this value elsewhere.", "Write it out there.", "splice")
        start = max(self.text.rfind("\n", 0, first.start), self.text.rfind("\r", 0, first.start)) + 1
        start += self.text[start : first.start].count("\ufeff")
        before = self.text[start : first.start].strip(" ")
        if node.flow or before != ("-" if node.items else ""):
            raise cannot(first.line)
        self._edit(start, self._line_end(value, node), "")

    def _add_in_brackets(self, node: Node, added: Mapping[Key, Change]) -> None:
        children = [*node.items, *(value for _, value in node.pairs)]
        place = children[-1].end if children else node.end - 1
        values = {key: change.applied(None) for key, change in added.items()}
        style = self._style(node)
        new = flow(list(values.values()) if node.kind == "sequence" else values, style)[1:-1]
        self._edit(place, place, (", " if children else "") + new)

    def _lines(self, added: Mapping[Key, Change], column: int, style: Quotes = NEEDED, items: bool = False) -> str:
        """Lines for what a block lacks; sections below new keys as blocks, all else on one line unless in style."""
        lines: list[str] = []
        for key, change in added.items():
            value = change.applied(None)
            head = "-" if items else quote(key, style.keys) + ":"
            if self.in_style:
                lines += block([value], column, self.dash, style) if items else []
                lines += [] if items else pair(quote(key, style.keys), value, column, self.dash, style)
            elif items or change.whole or change.places:
                lines.append(f"{' ' * column}{head} {flow(value, style)}")
            else:
                lines += [" " * column + head, *self._lines(change.below, column + 2, style).splitlines()]
        return "".join(line + self.newline for line in lines)

    def _replace(self, node: Node, value: Any) -> None:
        """A collection that only grows or changes in parts is changed there, so that its comments stay."""
        old = data(node)
        if not node.alias and isinstance(value, Mapping) and node.pairs and set(old) <= set(value):
            self._below(node, {key: Change(inner) for key, inner in value.items()})
        elif not node.alias and is_list(value) and node.items and len(old) <= len(value):
            self._below(node, {place: Change(inner) for place, inner in enumerate(value)})
        elif self.in_style and is_list(value) and value and node.items and not (node.flow or node.alias):
            for place in range(len(value), len(old)):
                self._take_out(node, place)
            self._below(node, {place: Change(inner) for place, inner in enumerate(value)})
        else:
            self._write(node, value)

    def _write(self, node: Node, value: Any) -> None:
        """The value in place of the node, whatever stood there."""
        collection = node.kind != "scalar" and not node.flow and not node.alias
        style = self._style(node) if self.json else _quotes(node)
        if collection and node.kind == "sequence" and is_list(value) and value:
            between = self.newline + " " * node.column
            self._edit(node.start, node.end, between.join(f"- {flow(item, style)}" for item in value))
            return
        line = re.search(r"(?:\r\n|\n|\r)[ \t]*$", self.text[: node.start]) if collection else None
        if line is not None:
            self._write_beside_key(node, line.start(), value)
            return
        before = self.text[node.start - 1 : node.start]
        empty = node.start == node.end
        if empty and before not in (":", "-", "?"):
            raise cannot(node.line)
        self._edit(node.start, node.end, (" " if empty else "") + flow(value, style))

    def _write_beside_key(self, node: Node, line: int, value: Any) -> None:
        """In place of a block on lines of its own: on its key's line, comments between left where they are."""
        key = re.search(r"[:-](?=(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r|$))+$)", self.text[:line])
        if key is None:
            raise cannot(node.line)
        self._edit(key.end(), key.end(), " " + flow(value))
        self._edit(line, node.end, "")

    def _line_end(self, node: Node, within: Node) -> int:
        """Behind the last line of a block, with the comments in it that stand further in than `within`.

        Behind the blank lines too where they belong to a block scalar.
        """
        last = node
        while last.kind != "scalar" and not last.flow and not last.alias:
            last = last.items[-1] if last.kind == "sequence" else last.pairs[-1][1]
        end = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)").match(self.text, last.end)
        place = end.end() if end else len(self.text)
        if last.style in ("|", ">"):
            blank = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))*").match(self.text, place)
            return blank.end() if blank else place
        while self.in_style and node is not last and (found := _COMMENTS.match(self.text, place)):
            if len(found[1]) <= within.column or found.end() == place:
                break
            place = found.end()
        return place

    def _append(self, place: int, lines: str) -> None:
        """Whole lines at a line's end; a text that ends without a line end keeps to that."""
        if place == len(self.text) and self.text.lstrip("\ufeff") and not self.text.endswith(("\n", "\r")):
            lines = self.newline + lines.removesuffix(self.newline)
        self._edit(place, place, lines)

    def _edit(self, start: int, end: int, text: str) -> None:
        self.edits.append(_Edit(start, end, text))


def same(one: Any, other: Any) -> bool:
    """Equal in value and kind: 1, 1.0 and true differ; lists and tuples don't."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return set(one) == set(other) and all(same(one[key], other[key]) for key in one)
    if is_list(one) and is_list(other):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    return type(one) is type(other) and (one == other or repr(one) == repr(other) == "nan")


def cannot(line: int) -> YamlFault:
    """For what can't be changed without touching something else."""
    return YamlFault(line, "The text is written so that this can't be changed alone.", "Change it by hand.", "splice")


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if is_list(value) else value


def _quotes(node: Node) -> Quotes:
    """The quotes that the texts of a node have, and its keys, where all have the same."""
    if node.kind == "scalar":
        return Quotes(node.style if node.style in _QUOTES else "")
    texts = [each for each in node.items or [value for _, value in node.pairs] if each.kind == "scalar"]
    return Quotes(
        _one({each.style for each in texts if each.tag == "str" and not each.alias}),
        _one({name.style for name, _ in node.pairs}),
    )


def _one(styles: set[str]) -> str:
    return styles.pop() if len(styles) == 1 and styles <= _QUOTES else ""


def _dash(root: Node) -> int:
    """How far the file's lists stand in from their keys: as the first one does; 2 where there is none."""
    return next((node.column - key.column for key, node in _blocks(root)), 2)


def _blocks(node: Node) -> Iterator[tuple[Node, Node]]:
    for key, value in node.pairs:
        if value.kind == "sequence" and not value.flow and not value.alias:
            yield key, value
        yield from _blocks(value)
    for item in node.items:
        yield from _blocks(item)

"""YAML read as a tree of nodes that know their lines and places in the text; the reading half of `yamltext`.

Composed from PyYAML's own events, so that depth, aliases, tags and duplicate keys are bounded before anything is
built. The pure-Python parser is used: the C one counts places differently under a BOM.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

import yaml

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 20
MAX_NODES = 100_000
Key = str | int
Path = tuple[Key, ...]
_PREFIX = "tag:yaml.org,2002:"


class YamlFault(Exception):
    """Text that is no YAML, or not the plain kind that is read here; it repeats no value of the text.

    `line` counts from 1. `rule` is one of syntax, size, depth, aliases, document, tag, duplicate, key, splice.
    `path` leads to the key in question where there is one.
    """

    def __init__(self, line: int, message: str, mend: str, rule: str = "syntax", path: Path = ()) -> None:
        super().__init__(f"Line {line}: {message}")
        self.line = line
        self.message = message
        self.mend = mend
        self.rule = rule
        self.path = path


@dataclass(frozen=True, slots=True)
class Node:
    """A value in the text: where it stands and what it is.

    `tag` is what YAML 1.1 takes a scalar for ('str', 'bool', 'int', 'float', 'null', 'timestamp', ...), or an
    explicit tag as written; `text` is the scalar as written, without its quotes. `start` and `end` are places in
    the text; `end` of a block lies behind its last child, before the comments that follow. Where an alias stands a
    copy stands, with `alias` set. `size` counts nodes, aliases resolved.
    """

    kind: Literal["scalar", "sequence", "mapping"]
    line: int
    column: int
    start: int
    end: int
    tag: str = ""
    text: str = field(default="", repr=False)
    style: str = ""
    flow: bool = False
    pairs: tuple[tuple[Node, Node], ...] = ()
    items: tuple[Node, ...] = ()
    size: int = 1
    anchor: str | None = None
    alias: bool = False

    @property
    def plain(self) -> bool:
        """Whether it is a scalar without quotes."""
        return self.kind == "scalar" and not self.style

    @property
    def key(self) -> str:
        """As a mapping's key: its text; '' for a collection, which no key can be."""
        return self.text if self.kind == "scalar" else ""

    def get(self, key: Key) -> Node | None:
        """The child at a key (its text as written) or position, or None."""
        if self.kind == "sequence":
            return self.items[key] if isinstance(key, int) and 0 <= key < len(self.items) else None
        return next((value for name, value in self.pairs if name.key == key), None)


@dataclass(frozen=True, slots=True)
class Tree:
    """The document: its root (None where the text holds no value), and the faults that `load` would raise.

    `aliased` holds the anchors that an alias uses: what stands there can't be changed alone.
    """

    root: Node | None
    faults: tuple[YamlFault, ...] = ()
    aliased: frozenset[str] = frozenset()


def load(text: str) -> Node | None:
    """The document's root, None for an empty one. Raises YamlFault, the first one where there are several."""
    tree = read(text)
    for fault in tree.faults:
        raise fault
    return tree.root


def read(text: str) -> Tree:
    """The document, with tags and duplicate keys told as faults beside it.

    Raises YamlFault where there can be no tree: no YAML, a second document, too large, too deep, too many aliases.
    """
    if len(text) > MAX_CHARACTERS:
        raise YamlFault(1, "The file is larger than a megabyte.", "Look whether this is the file you mean.", "size")
    composer = _Composer(text)
    try:
        root = composer.document()
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        message = f"A character that YAML doesn't allow (U+{ord(text[error.position]):04X})."
        raise YamlFault(line, message, "Delete it, or write it as an escape in double quotes.") from None
    except yaml.MarkedYAMLError as error:
        raise _syntax(error) from None
    return Tree(root, tuple(composer.faults), frozenset(composer.aliased))


def data(node: Node | None) -> Any:
    """The value as Python has it: dict (its keys as written), list, str, int, float, bool, None, date.

    A scalar with an explicit tag is the pair (tag, text).
    """
    if node is None:
        return None
    if node.kind == "mapping":
        return {key.key: data(value) for key, value in node.pairs}
    if node.kind == "sequence":
        return [data(item) for item in node.items]
    return node.text if node.tag == "str" else _constructed(node)


def _constructed(node: Node) -> Any:
    construct = _CONSTRUCTORS.get(node.tag)
    if construct is None:
        return (node.tag, node.text)
    try:
        return construct(yaml.constructor.SafeConstructor(), yaml.ScalarNode(_PREFIX + node.tag, node.text))
    except (ValueError, OverflowError):
        return node.text  # '2024-02-31' looks like a date and is none


_CONSTRUCTORS: dict[str, Any] = {
    "null": yaml.constructor.SafeConstructor.construct_yaml_null,
    "bool": yaml.constructor.SafeConstructor.construct_yaml_bool,
    "int": yaml.constructor.SafeConstructor.construct_yaml_int,
    "float": yaml.constructor.SafeConstructor.construct_yaml_float,
    "timestamp": yaml.constructor.SafeConstructor.construct_yaml_timestamp,
}


class _Composer:
    """Builds nodes from events, and notes what a strict reader refuses."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.faults: list[YamlFault] = []
        self.aliased: set[str] = set()
        self._events: Any = iter(())
        self._anchors: dict[str, Node | None] = {}
        self._resolver: Any = yaml.resolver.Resolver()

    def document(self) -> Node | None:
        self._events = iter(yaml.parse(self.text, Loader=yaml.SafeLoader))
        root = None
        seen = False
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    mark: Any = event.start_mark
                    line = mark.line + 1
                    message = "A second document begins here; only one is read."
                    raise YamlFault(line, message, "Put it into a file of its own, or delete the line ---.", "document")
                seen = True
                root = self._node(next(self._events), ())
        return root

    def _node(self, event: Any, path: Path) -> Node:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if len(path) > MAX_DEPTH:
            message = f"Values are nested more than {MAX_DEPTH} levels deep."
            raise YamlFault(line, message, "Take some of the levels out.", "depth", path[:1])
        if event.anchor:
            self._anchors[event.anchor] = None
        node = self._kind(event, path)
        if event.tag is not None:
            self._refuse(line, "A YAML tag (the word that begins with !).", "Delete the tag.", "tag", path)
        if event.anchor:
            self._anchors[event.anchor] = node
        if node.size > MAX_NODES:
            raise _too_many(line)
        return node

    def _kind(self, event: Any, path: Path) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, path)
        return self._mapping(event, path)

    def _scalar(self, event: Any) -> Node:
        mark, end = event.start_mark, event.end_mark.index
        style = event.style or ""
        if style in ("|", ">"):
            end = mark.index + len(self.text[mark.index : end].rstrip())
        tag: str = event.tag or self._resolver.resolve(yaml.ScalarNode, event.value, event.implicit)
        tag = tag.removeprefix(_PREFIX) if event.tag is None else tag
        return Node("scalar", mark.line + 1, mark.column, mark.index, end, tag, event.value, style, anchor=event.anchor)

    def _sequence(self, event: Any, path: Path) -> Node:
        items: list[Node] = []
        inner = next(self._events)
        while not isinstance(inner, yaml.SequenceEndEvent):
            items.append(self._node(inner, (*path, len(items))))
            inner = next(self._events)
        return self._collection(event, inner, Node("sequence", 0, 0, 0, 0, items=tuple(items)), items)

    def _mapping(self, event: Any, path: Path) -> Node:
        pairs: list[tuple[Node, Node]] = []
        seen: set[str] = set()
        inner = next(self._events)
        while not isinstance(inner, yaml.MappingEndEvent):
            name = self._node(inner, (*path, ""))
            if name.kind != "scalar":
                raise YamlFault(
                    name.line, "A key that is a list or a mapping.", "Write a word as the key.", "key", path
                )
            here = (*path, name.key)
            if name.key in seen:
                message = "The same key stands twice in one mapping."
                self._refuse(name.line, message, "Keep one of the two.", "duplicate", here)
            seen.add(name.key)
            pairs.append((name, self._node(next(self._events), here)))
            inner = next(self._events)
        children = [node for pair in pairs for node in pair]
        return self._collection(event, inner, Node("mapping", 0, 0, 0, 0, pairs=tuple(pairs)), children)

    def _collection(self, start: Any, end: Any, node: Node, children: list[Node]) -> Node:
        mark = start.start_mark
        stop = end.end_mark.index if start.flow_style or not children else max(child.end for child in children)
        size = 1 + sum(child.size for child in children)
        return replace(
            node,
            line=mark.line + 1,
            column=mark.column,
            start=mark.index,
            end=stop,
            tag=start.tag or "",
            flow=bool(start.flow_style),
            size=size,
            anchor=start.anchor,
        )

    def _alias(self, event: Any) -> Node:
        line = event.start_mark.line + 1
        node = self._anchors.get(event.anchor)
        if event.anchor in self._anchors and node is None:
            raise YamlFault(line, "An alias stands inside what it repeats.", "Write the value out.", "aliases")
        if node is None:
            raise YamlFault(
                line, "An alias (*) to an anchor (&) that isn't above it.", "Write the value out.", "aliases"
            )
        self.aliased.add(event.anchor)
        mark = event.start_mark
        return replace(
            node, line=line, column=mark.column, start=mark.index, end=event.end_mark.index, alias=True, anchor=None
        )

    def _refuse(self, line: int, message: str, mend: str, rule: str, path: Path) -> None:
        self.faults.append(YamlFault(line, message, mend, rule, path))


def _too_many(line: int) -> YamlFault:
    return YamlFault(line, "Aliases (*) repeat more values than are read.", "Write the values out.", "aliases")


_SENTENCES = (
    ("could not find expected ':'", "A key without its colon.", "Write `key: value`."),
    ("mapping values are not allowed here", "A colon where no key can stand.", "Put the value in quotes."),
    ("cannot start any token", "A character that no value can begin with, such as a tab, @ or `.",
     "Indent with spaces; put the value in quotes."),
    ("expected ',' or", "A list or mapping in brackets isn't closed.", "Close the bracket, or add the comma before."),
    ("expected the node content", "A value is missing here, or a bracket isn't closed.", "Write the value, close it."),
    ("unexpected end of stream", "Quotes that are never closed.", "Close the quotes."),
    ("unknown escape character", "A backslash in double quotes that means nothing.", "Use single quotes, or two \\\\."),
    ("expected <block end>", "A line that is indented differently from its neighbours.", "Line it up with them."),
    ("found unexpected", "A line that is indented differently from its neighbours.", "Line it up with them."),
)  # fmt: skip


def _syntax(error: yaml.MarkedYAMLError) -> YamlFault:
    """PyYAML's error in a person's words; its snippet, which may hold a secret, is left out."""
    mark = error.problem_mark or error.context_mark
    problem = str(error.problem or "")
    line = mark.line + 1 if mark else 1
    for part, message, mend in _SENTENCES:
        if part in problem:
            return YamlFault(line, message, mend)
    return YamlFault(line, "This is no YAML that can be read.", "Compare the line with an example of a setup file.")

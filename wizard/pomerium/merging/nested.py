"""A configuration file that is the value of a key: a ConfigMap's `config.yaml: |`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from typing import Any

from wizard import yamltext
from wizard.pomerium.merging.part import Part, newline, refused
from wizard.yamltree import Node, Path, data

Edit = Callable[[str, int], Part]
"""A text and the lines above it in the file -> the text as it is to be."""


def put(text: str, path: Path, edit: Edit, below: int = 0) -> Part:
    """The text with the value at a path edited; lines of a literal block that stay, stay to the byte.

    A value in quotes is written anew, on one line. Raises YamlFault, and what `edit` raises.
    """
    node = _at(text, path)
    if node is None or node.style != "|" or not node.text.strip():
        return _rewritten(text, path, node, edit, below)
    body, end = _body(text, node)
    raw = _lines(text[body:end])
    indent = _indent(raw, node)
    old = [_without(line, indent) for line in raw]
    part = edit("".join(old), below + node.line)
    new = "".join(_spliced(raw, old, _lines(part.text), " " * indent))
    result = text[:body] + new + text[end:]
    _prove(text, result, path, part.text)
    return Part(result, part.changes, part.notes)


def _at(text: str, path: Path) -> Node | None:
    node = yamltext.read(text).root
    for key in path:
        node = node.get(key) if node is not None else None
    return node


def _rewritten(text: str, path: Path, node: Node | None, edit: Edit, below: int) -> Part:
    if node is not None and node.kind != "scalar":
        raise refused(node.line + below, "A file's text is expected here.", "Write it as a block: |")
    inside = "" if node is None or node.tag == "null" else node.text
    part = edit(inside, below + (node.line - 1 if node is not None else 0))
    if part.text == inside:
        return Part(text, part.changes, part.notes)
    result = text if inside.strip() else _block(text, path, part.text)
    if result == text:
        result = yamltext.splice(text, {path: part.text}, in_style=True)
    _prove(text, result, path, part.text)
    return Part(result, part.changes, part.notes)


def _block(text: str, path: Path, inside: str) -> str:
    """The text with a literal block at a path where none was; as it is where no block can stand."""
    with_place = yamltext.splice(text, {path: "file"}, in_style=True)
    above, node = _at(with_place, path[:-1]), _at(with_place, path)
    if above is None or node is None or above.flow:
        return text
    between = newline(text)
    indent = " " * (above.column + 2)
    lines = [indent + line if line else "" for line in inside.rstrip("\n").split("\n")]
    return with_place[: node.start] + between.join(["|", *lines]) + with_place[node.end :]


def _body(text: str, node: Node) -> tuple[int, int]:
    """Where the lines of a literal block begin and end, without the blank ones at its end."""
    head = text.find("\n", node.start)
    start = head + 1 if 0 <= head < node.end else node.end
    after = text.find("\n", max(start, node.end))
    return start, len(text) if after < 0 else after + 1


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _indent(raw: list[str], node: Node) -> int:
    """How far the block stands in: an indicator may say less than its first line shows."""
    first = next((line for line in raw if line.strip()), "")
    inside = next((line for line in node.text.split("\n") if line.strip()), "")
    return len(first) - len(first.lstrip(" ")) - (len(inside) - len(inside.lstrip(" ")))


def _without(line: str, indent: int) -> str:
    return line[indent:] if line[:indent].isspace() and "\n" not in line[:indent] else line.lstrip(" ")


def _spliced(raw: list[str], old: list[str], new: list[str], indent: str) -> list[str]:
    lines: list[str] = []
    for kind, start, end, new_start, new_end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += raw[start:end]
        else:
            lines += [indent + line if line.strip() else line for line in new[new_start:new_end]]
    return lines


def _prove(before: str, after: str, path: Path, inside: str) -> None:
    """Raise YamlFault unless the value is the new text, and all else as before."""
    *above, last = path
    expected: Any = data(yamltext.read(before).root)
    there: Any = expected
    for key in above:
        if there.get(key) is None:
            there[key] = {}
        there = there[key]
    found: Any = data(yamltext.read(after).root)
    value: Any = found
    for key in path:
        value = value[key] if isinstance(value, Mapping) else None
    there[last] = value
    if found != expected or not isinstance(value, str) or value.rstrip() != inside.replace("\r\n", "\n").rstrip():
        raise yamltext.YamlFault(1, "The text is written so that this can't be changed alone.", "Change it by hand.")

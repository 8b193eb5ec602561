"""Values written as YAML: on one line, or as blocks; what is written is taken for the same value by every reader."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

_PLAIN = re.compile(r"[A-Za-z_/][A-Za-z0-9_./@+-]*(?::[A-Za-z0-9_./@+-]+)*(?: [A-Za-z0-9_/@+][A-Za-z0-9_./@+-]*)*")
_SPECIAL = re.compile(r"y|n|yes|no|on|off|true|false|null|nan|inf", re.IGNORECASE)
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class Quotes(NamedTuple):
    """What texts and keys are put into where they need none: nothing, single or double quotes."""

    texts: str = ""
    keys: str = ""


NEEDED = Quotes()
"""Only where they are needed."""


def quote(value: str | int | float | bool | None, style: str = "") -> str:
    """A scalar on one line, in double quotes where any reader could take it for something else.

    `style` is the quotes that a text gets all the same; single ones only where they can carry it.
    """
    if value is None:
        return "null"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, int):
        return str(value).lower()  # true and false are ints, too
    if style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    if not style and len(value) < 1000 and _PLAIN.fullmatch(value) and not _SPECIAL.fullmatch(value):
        return value
    return '"' + "".join(_escaped(character) for character in value) + '"'


def flow(value: Any, style: Quotes = NEEDED) -> str:
    """A value on one line: scalars quoted where needed, lists in brackets, mappings in braces."""
    if isinstance(value, Mapping):
        pairs = (f"{quote(key, style.keys)}: {flow(inner, style)}" for key, inner in value.items())
        return "{" + ", ".join(pairs) + "}"
    if is_list(value):
        return "[" + ", ".join(flow(inner, style) for inner in value) + "]"
    return quote(value, style.texts)


def block(value: Any, column: int, dash: int = 2, style: Quotes = NEEDED) -> list[str]:
    """A collection that is not empty as lines, at a column, without line ends.

    `dash` is how far the dashes of a list stand in from the key that holds it.
    """
    lines = []
    if isinstance(value, Mapping):
        for key, inner in value.items():
            lines += pair(quote(key, style.keys), inner, column, dash, style)
        return lines
    for item in value:
        if is_collection(item):
            inside = block(item, column + 2, dash if isinstance(item, Mapping) else 0, style)
            lines += [" " * column + "- " + inside[0].lstrip(" "), *inside[1:]]
        else:
            lines.append(" " * column + "- " + flow(item, style))
    return lines


def pair(key: str, value: Any, column: int, dash: int = 2, style: Quotes = NEEDED) -> list[str]:
    """A key, as it is to be written, and its value as lines at a column, without line ends."""
    head = " " * column + key + ":"
    if not is_collection(value):
        return [f"{head} {flow(value, style)}"]
    return [head, *block(value, column + (2 if isinstance(value, Mapping) else dash), dash, style)]


def is_list(value: Any) -> bool:
    """A list or tuple, not a text."""
    return isinstance(value, Sequence) and not isinstance(value, str)


def is_collection(value: Any) -> bool:
    """A list or mapping that holds something, so that it can be written as a block."""
    return bool(value) and (isinstance(value, Mapping) or is_list(value))


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

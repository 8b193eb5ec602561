"""Plain words out of a pattern: what has to stand in a text before it is worth a search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_LEAST = 5  # characters that save a search
_SAFE = re.compile(r"\\[.\-'()+?/\"|]|[^\\\[\](){}?*+|^$.]")
_QUANTIFIER = frozenset("?*+{")


def split(pattern: str, by: str) -> Iterator[str]:
    """The parts of a pattern between signs `by` that stand in no group and no class."""
    depth, begin, escaped, in_class = 0, 0, False, False
    for place, letter in enumerate(pattern):
        if escaped:
            escaped = False
        elif letter == "\\":
            escaped = True
        elif in_class:
            in_class = letter != "]"
        elif letter == "[":
            in_class = True
        elif letter in "()":
            depth += 1 if letter == "(" else -1
        elif letter == by and depth == 0:
            yield pattern[begin:place]
            begin = place + 1
    yield pattern[begin:]


@cache
def hints(pattern: str) -> tuple[str, ...]:
    """In small letters, one run of plain words for each alternative; none where one of them has none long enough."""
    longest = [max(_runs(part), key=len, default="") for part in split(pattern, "|")]
    return tuple(longest) if all(len(each) >= _LEAST for each in longest) else ()


def _runs(alternative: str) -> Iterator[str]:
    """The plain runs outside of groups and classes, each without a letter that may be missing."""
    run, depth, place = "", 0, 0
    while place < len(alternative):
        found = _SAFE.match(alternative, place)
        following = alternative[place + len(found[0]) : place + len(found[0]) + 1] if found else ""
        if found and depth == 0 and following not in _QUANTIFIER:
            run += found[0].removeprefix("\\").lower()
        else:
            yield run
            run = ""
        step, deeper = _step(alternative, place)
        place, depth = place + step, depth + deeper
    yield run


def _step(pattern: str, place: int) -> tuple[int, int]:
    letter = pattern[place]
    if letter == "\\":
        return 2, 0
    if letter == "[":
        end = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]").match(pattern, place)
        return (len(end[0]) if end else 1), 0
    if letter == "{":
        end = re.compile(r"\{\d*,?\d*\}").match(pattern, place)
        return (len(end[0]) if end else 1), 0
    return 1, (letter == "(") - (letter == ")")

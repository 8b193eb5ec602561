"""A text whose end is missing: the one error whose first words it ends in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wizard.errors import Explanation
from wizard.errors.entry import Entry, Raw

_LEAST = 16  # characters: fewer stand in too many sentences
_PLAIN = re.compile(r"(?:[^\\\[\](){}?*+|^$.]|\\[.\-'()+?/\"])+")
_END = re.compile(r"[\s.…\"'\\)\]}>*]+$")


def find_cut(entries: Iterable[Entry], raw: Raw) -> Explanation | None:
    """The entry that the end of `raw.message` begins, where it is the only one; else None.

    Entries that tell something out of the missing words are left out.
    """
    text = _END.sub("", raw.message).lower()
    found: dict[str, Entry] = {}
    for each in entries:
        if each.pattern is None or any(f"{{{name}}}" in _sentences(each) for name in each.pattern.groupindex):
            continue
        if not each.words and any(_ends_in(text, head) for head in heads(each.pattern.pattern)) and _fits(each, raw):
            found.setdefault(each.id, each)
    if len(found) != 1:
        return None
    (only,) = found.values()
    return only.explanation(raw, {"code": raw.code, "operation": raw.operation or "this call", "deed": "do that"})


def heads(pattern: str) -> Iterator[str]:
    """The plain words that each alternative of a pattern begins with."""
    for alternative in _alternatives(pattern):
        plain = _PLAIN.match(alternative.removeprefix(r"\b"))
        if plain is None:
            continue
        following = alternative.removeprefix(r"\b")[plain.end() : plain.end() + 1]
        words = re.sub(r"\\(.)", r"\1", plain[0])
        yield (words[:-1] if following in {"?", "*", "+", "{"} else words).lower()


def _alternatives(pattern: str) -> Iterator[str]:
    depth, begin, escaped = 0, 0, False
    for place, letter in enumerate(pattern):
        if escaped:
            escaped = False
        elif letter == "\\":
            escaped = True
        elif letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif letter == "|" and depth == 0:
            yield pattern[begin:place]
            begin = place + 1
    yield pattern[begin:]


def _ends_in(text: str, head: str) -> bool:
    if len(head) < _LEAST:
        return False
    place = text.rfind(head[:_LEAST])
    return place >= 0 and head.startswith(text[place:]) and not text[:place][-1:].isalnum()


def _fits(each: Entry, raw: Raw) -> bool:
    coded = bool(each.codes & raw.codes)
    return each.is_about(raw.about or frozenset(), coded)


def _sentences(each: Entry) -> str:
    return f"{each.happened} {each.means} {each.mend}"

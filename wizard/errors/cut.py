"""A text whose end is missing: the one error whose first words it ends in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from wizard.errors import Explanation
from wizard.errors.entry import Entry, Raw
from wizard.errors.plain import hints, split

_LEAST = 20  # letters: fewer stand in too many sentences
_TAIL = 600  # characters: longer sentences are in no table
_LEAST_CODED = 9  # beside the error's own code
_END = re.compile(r"[\s.…\"'\\)\]}>*]+$")
_LAST_WORD = re.compile(r"\s+[^\s]*$")
_WORDS = re.compile(r"[a-z]{2,}")
_ANY_WORD = re.compile(r"\\[wsd]|\.[*+{]|\[\^")
_LETTERS = re.compile(r"\\[\w.]|\(\?P<\w+>|[^\w-]")


def find_cut(entries: Iterable[Entry], raw: Raw) -> tuple[Explanation, ...]:
    """What the entries say whose first words `raw.message` ends in, one a cause: only where it is one, it is known.

    The last word may be cut as well. Entries that tell something out of the missing words are left out, and
    those that are known by all of their words alone.
    """
    text = _END.sub("", raw.message)
    found: dict[str, Explanation] = {}
    for each in entries:
        if each.pattern and not each.words and not each.whole and each.id not in found and _fits(each, raw):
            match = _begun(each.pattern, text, _LEAST_CODED if each.codes & raw.codes else _LEAST)
            if match and _tells(each, match):
                words = {"code": raw.code, "operation": raw.operation or "this call", "deed": "do that"}
                found[each.id] = each.explanation(raw, words | match.groupdict(""))
    return tuple(found.values())


def _begun(pattern: str, text: str, least: int) -> re.Match[str] | None:
    tail = text[-_TAIL:]
    lowered = tail.lower()
    for words, begun, whole in beginnings(pattern, least):
        if words in lowered:
            if match := _compiled(begun).search(tail):
                return match
            shorter = _LAST_WORD.sub("", tail)
            match = _compiled(begun).search(shorter)
            if match and _may_follow(lowered[len(shorter) :], whole):
                return match
    return None


def _may_follow(last: str, whole: str) -> bool:
    """Whether a word may be the beginning of one of the pattern's: letters of it stand there, or any word may."""
    return bool(_ANY_WORD.search(whole)) or all(part in whole for part in _WORDS.findall(last))


def begins(each: Entry) -> Iterator[str]:
    """Of each beginning that is known without a code, the plain words; '' where it has none long enough."""
    for words, _, _ in beginnings(each.pattern, _LEAST):
        yield words


@cache
def beginnings(pattern: str, least: int) -> tuple[tuple[str, str, str], ...]:
    """For each alternative of a pattern: plain words, the pattern of a text with them that ends within it, and all."""
    return tuple(found for part in split(pattern, "|") if (found := _beginning(part, least)))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _beginning(alternative: str, least: int) -> tuple[str, str, str] | None:
    words = tuple(split(alternative, " "))
    letters = 0
    for number, word in enumerate(words, 1):
        letters += len(_LETTERS.sub("", word))
        if letters >= least and number < len(words):
            begin = " ".join(words[:number])
            rest = "".join(f"(?: {word}" for word in words[number:-1]) + ")?" * (len(words) - 1 - number)
            return "".join(hints(begin)), begin + rest + r"\W*\Z", alternative.lower()
    return None


def _tells(each: Entry, match: re.Match[str]) -> bool:
    said = f"{each.happened} {each.means} {each.mend}"
    return all(match.groupdict().get(name) for name in each.regex.groupindex if f"{{{name}}}" in said)


def _fits(each: Entry, raw: Raw) -> bool:
    coded = bool(each.codes & raw.codes)
    return (coded or not raw.codes or not each.codes) and each.is_about(raw.about or frozenset(), coded)

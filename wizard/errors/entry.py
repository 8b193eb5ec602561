"""One line of an error table, and how a raw error is looked up in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from wizard.errors import Explanation
from wizard.errors.deeds import deed

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Raw:
    """An error as it came, secrets masked.

    `code` is AWS's own, or the exception's class as 'botocore.SSLError'; '' where it is not known.
    """

    code: str
    message: str
    operation: str = ""
    details: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An error that is understood.

    `pattern` is searched in the message; its named groups, and `code`, `operation` and `deed`, may stand in braces
    in the sentences. `codes` holds the codes it goes with: needed where there is no pattern, else it only rules out
    other codes. `words` derives more words from the groups. `source` says where the text was seen.
    """

    pattern: re.Pattern[str] | None
    happened: str
    means: str = ""
    mend: str = ""
    codes: frozenset[str] = frozenset()
    source: str = ""
    known: bool = True
    words: Callable[[Words], Words] | None = None

    def match(self, raw: Raw) -> Words | None:
        """The words for the sentences, or None when this is another error."""
        if self.codes and raw.code and raw.code not in self.codes:
            return None
        if self.pattern is None:
            return _words(raw, {}) if raw.code in self.codes else None
        found = self.pattern.search(raw.message)
        return _words(raw, found.groupdict("")) if found else None

    def explanation(self, raw: Raw, words: Words) -> Explanation:
        """The sentences with their words filled in."""
        if self.words:
            words = {**words, **self.words(words)}
        happened, means, mend = (text.format_map(words) for text in (self.happened, self.means, self.mend))
        return Explanation(happened, means, mend, raw.details or raw.message, self.source, self.known)


def entry(  # noqa: PLR0917 - the columns of a table
    pattern: str,
    happened: str,
    means: str = "",
    mend: str = "",
    codes: str = "",
    source: str = "",
    known: bool = True,
    words: Callable[[Words], Words] | None = None,
) -> Entry:
    """An Entry from plain texts: no pattern where `pattern` is '', `codes` separated by blanks."""
    compiled = re.compile(pattern, re.IGNORECASE | re.MULTILINE) if pattern else None
    return Entry(compiled, happened, means, mend, frozenset(codes.split()), source, known, words)


def find(entries: Iterable[Entry], raw: Raw) -> Explanation | None:
    """The first entry whose text fits; where none does, the first for the code alone; else None."""
    tables = tuple(entries)
    return find_text(tables, raw) or _first((each for each in tables if each.pattern is None), raw)


def find_text(entries: Iterable[Entry], raw: Raw) -> Explanation | None:
    """The first entry whose text fits, or None."""
    return _first((each for each in entries if each.pattern is not None), raw)


def _first(entries: Iterable[Entry], raw: Raw) -> Explanation | None:
    for candidate in entries:
        words = candidate.match(raw)
        if words is not None:
            return candidate.explanation(raw, words)
    return None


def _words(raw: Raw, groups: Mapping[str, str]) -> Words:
    return {"code": raw.code, "operation": raw.operation or "this call", "deed": deed(raw.operation), **groups}

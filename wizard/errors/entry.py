"""One line of an error table, and how a raw error is looked up in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from wizard.errors import Explanation, plain
from wizard.errors.deeds import deed

Words = Mapping[str, str]
_BY_CODE = frozenset({"cognito", "acm"})


@dataclass(frozen=True, slots=True)
class Raw:
    """An error as it came, secrets masked.

    `code` is AWS's own, or the exception's class as 'botocore.SSLError'; '' where it is not known.
    Of a text that somebody pasted `about` says what it is about (see pasted.py) and `codes` holds each code in it;
    `about` is None where the error was raised here, so that there is no doubt whose it is. `lowered`, where it is
    given, is the message in small letters: an entry whose plain words are not in it is not searched for.
    """

    code: str
    message: str
    operation: str = ""
    details: str = ""
    codes: frozenset[str] = frozenset()
    about: frozenset[str] | None = None
    lowered: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An error that is understood; several entries may share an `id`: they are one cause in other words.

    `pattern` ('': none) is searched in the message; its named groups, and `code`, `operation` and `deed`, may stand
    in braces in the sentences. `codes` holds the codes it goes with: needed where there is no pattern, else they only
    rule out an error that was raised with another; a text may hold several, and is known by its words. `words` derives
    more words from the groups. `source` says where the text was seen.
    A text whose end is missing is known by its first words, but for those of a `whole` entry: others begin alike.
    `needs` is for texts that others wrote as well: a pasted one must be about one of these ('code': name one of
    `codes`; 'any': nothing is needed). Without it a pattern needs nothing, and a code alone the name of Cognito or ACM.
    """

    id: str
    pattern: str
    happened: str
    means: str = ""
    mend: str = ""
    codes: frozenset[str] = frozenset()
    source: str = ""
    known: bool = True
    words: Callable[[Words], Words] | None = None
    needs: frozenset[str] = frozenset()
    whole: bool = False

    @property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first asked for: most are never searched for."""
        return compiled(self.pattern)

    @property
    def hints(self) -> tuple[str, ...]:
        """In small letters, the plain words of which one stands in each text that fits; none: there are none."""
        return plain.hints(self.pattern)

    @property
    def derives(self) -> bool:
        """Whether the sentences tell something out of the text."""
        return self.words is not None or "(?P<" in self.pattern

    def match(self, raw: Raw) -> Words | None:
        """The words for the sentences, or None when this is another error."""
        if raw.lowered and self.hints and not any(hint in raw.lowered for hint in self.hints):
            return None
        named = raw.codes or frozenset({raw.code} - {""})
        if raw.about is None:
            if self.codes and named and not self.codes & named:
                return None
        elif not self.is_about(raw.about, bool(self.codes & named)):
            return None
        code = raw.code if raw.code in self.codes else min(self.codes & named, default=raw.code)
        if not self.pattern:
            return _words(raw, code, {}) if self.codes & named else None
        found = self.regex.search(raw.message)
        return _words(raw, code, found.groupdict("")) if found else None

    def is_about(self, about: frozenset[str], coded: bool) -> bool:
        """Whether a text about these may be this error; `coded`: it names one of `codes`."""
        needs = self.needs or (frozenset({"any"}) if self.pattern else _BY_CODE)
        return "any" in needs or bool(needs & about) or (coded and "code" in needs)

    def explanation(self, raw: Raw, words: Words) -> Explanation:
        """The sentences with their words filled in."""
        if self.words:
            words = {**words, **self.words(words)}
        happened, means, mend = (text.format_map(words) for text in (self.happened, self.means, self.mend))
        return Explanation(happened, means, mend, raw.details or raw.message, self.source, self.known, self.id)


def entry(  # noqa: PLR0917 - the columns of a table
    id: str,
    pattern: str,
    happened: str,
    means: str = "",
    mend: str = "",
    codes: str = "",
    source: str = "",
    known: bool = True,
    words: Callable[[Words], Words] | None = None,
    needs: str = "",
    whole: bool = False,
) -> Entry:
    """An Entry from plain texts: `codes` and `needs` separated by blanks."""
    among, about = frozenset(codes.split()), frozenset(needs.split())
    return Entry(id, pattern, happened, means, mend, among, source, known, words, about, whole)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern as all of a table's are searched for."""
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE)


def find(entries: Iterable[Entry], raw: Raw) -> Explanation | None:
    """The first entry whose text fits; where none does, the first for the code alone; else None."""
    tables = tuple(entries)
    return find_text(tables, raw) or find_code(tables, raw)


def find_text(entries: Iterable[Entry], raw: Raw) -> Explanation | None:
    """The first entry whose text fits, or None."""
    return _first((each for each in entries if each.pattern), raw)


def find_code(entries: Iterable[Entry], raw: Raw) -> Explanation | None:
    """The first entry for the code alone, or None."""
    return _first((each for each in entries if not each.pattern), raw)


def _first(entries: Iterable[Entry], raw: Raw) -> Explanation | None:
    for candidate in entries:
        words = candidate.match(raw)
        if words is not None:
            return candidate.explanation(raw, words)
    return None


def _words(raw: Raw, code: str, groups: Mapping[str, str]) -> Words:
    return {"code": code, "operation": raw.operation or "this call", "deed": deed(raw.operation), **groups}

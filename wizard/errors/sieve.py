"""Which entries are worth a search in a text: a long log is looked through without trying each of them on each line.

An entry is left out only where none of its plain words (see plain.py, cut.py) can stand in the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from wizard.errors.cut import begins
from wizard.errors.entry import Entry

_LENGTH = 5  # letters of a word that are looked up: no plain word is shorter


@dataclass(frozen=True)
class Sieve:
    """Numbers of entries by the first letters of their plain words, and by code; those of `always` have no words."""

    entries: tuple[Entry, ...]
    always: frozenset[int]
    places: Mapping[str, frozenset[int]]
    coded: Mapping[str, frozenset[int]]

    def worth(self, lowered: Iterable[str], codes: frozenset[str] = frozenset()) -> Iterator[Entry]:
        """In their order, the entries that may be found in one of these texts, or that have one of `codes`."""
        found = set(self.always)
        parts = {text[at : at + _LENGTH] for text in lowered for at in range(len(text) - _LENGTH + 1)}
        found.update(*(self.places[part] for part in parts & self.places.keys()))
        found.update(*(self.coded[code] for code in codes & self.coded.keys()))
        for number in sorted(found):
            yield self.entries[number]


def by_words(entries: Iterable[Entry]) -> Sieve:
    """For finding whole words: of entries with a pattern."""
    among = tuple(each for each in entries if each.pattern)
    return _sieve(among, (each.hints or ("",) for each in among))


def by_beginnings(entries: Iterable[Entry]) -> Sieve:
    """For finding the first words of a text whose end is missing; entries with a code are known by fewer words."""
    among = tuple(each for each in entries if each.pattern and not each.words and not each.whole)
    return _sieve(among, (begins(each) for each in among))


def _sieve(among: tuple[Entry, ...], words: Iterable[Iterable[str]]) -> Sieve:
    places = _gathered([(number, word[:_LENGTH]) for number, every in enumerate(words) for word in every])
    coded = _gathered([(number, code) for number, each in enumerate(among) for code in each.codes])
    return Sieve(among, places.pop("", frozenset()), places, coded)


def _gathered(pairs: Iterable[tuple[int, str]]) -> dict[str, frozenset[int]]:
    numbers: dict[str, set[int]] = defaultdict(set)
    for number, name in pairs:
        numbers[name].add(number)
    return {name: frozenset(among) for name, among in numbers.items()}

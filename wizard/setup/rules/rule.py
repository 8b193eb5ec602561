"""Rule, and the small tests that most rules are made of.

A test gets the setup and the value at the rule's field, and gives back what offends: the value itself, a part of it,
or a mapping of names to texts for the sentence. None means that nothing does. An empty value offends in `needed`
alone, so that a missing one has one fault.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from wizard.setup.fault import Fault, Level
from wizard.setup.model import Setup

Test = Callable[[Setup, Any], Any]
Fix = Callable[[Setup, Any], Any]

_PASSWORD = re.compile(r"//[^/?#@\s]*@")
_SECRET = re.compile(
    r"(?=[A-Za-z_+=]*[0-9])(?=[0-9_+=]*[A-Za-z])[A-Za-z0-9_+=]{20,}|(?=[A-Za-z_+/=]*[0-9])[A-Za-z0-9_+/=]{40,}"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One fact about one field, and what to say where a value goes against it.

    `field` is a dotted path; `*` stands for each item of a list. `sentence` and `mend` are `str.format` templates:
    `{value}` is what offends, other names come from the test. `source` says where the fact is from. `fix` gives the
    value that mends; it is offered only where the rule's own test then finds nothing.
    """

    id: str
    field: str
    level: Level
    test: Test
    sentence: str
    mend: str
    source: str
    fix: Fix | None = None

    def faults(self, setup: Setup) -> Iterator[Fault]:
        """What the setup holds against this rule: none, or one fault for each place."""
        for field, value in _places(setup, self.field):
            found = self.test(setup, value)
            if found is not None:
                words = {key: shown(each) for key, each in _words(found).items()}
                message, mend = self.sentence.format(**words), self.mend.format(**words)
                yield Fault(field, self.id, self.level, message, mend, self.source, self._mended(setup, value))

    def _mended(self, setup: Setup, value: Any) -> Any:
        if self.fix is None:
            return None
        mended = self.fix(setup, value)
        if mended in (None, "", value) or self.test(setup, mended) is not None:
            return None
        return None if secretive(mended) else mended


def _places(setup: Setup, field: str) -> Iterator[tuple[str, Any]]:
    head, star, rest = field.partition(".*")
    if not star:
        yield field, setup.get(field)
        return
    for index in range(len(setup.get(head) or ())):
        yield from _places(setup, f"{head}.{index}{rest}")


def _words(found: Any) -> Mapping[str, Any]:
    return found if isinstance(found, Mapping) else {"value": found}


def shown(value: Any) -> str:
    """A value as a sentence may hold it: one line, at most 80 characters, nothing that looks like a secret."""
    if isinstance(value, tuple | list):
        return ", ".join(shown(each) for each in value)
    text = _SECRET.sub("…", _PASSWORD.sub("//…@", str(value)))
    text = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)
    return text if len(text) <= 80 else f"{text[:79]}…"


def secretive(value: Any) -> bool:
    """Whether a value, one in the list, or one of an entry's keys holds what looks like a secret."""
    if isinstance(value, tuple | list):
        return any(secretive(each) for each in value)
    if is_dataclass(value):
        return any(secretive(getattr(value, each.name)) for each in fields(value))
    return isinstance(value, str) and bool(_SECRET.search(value) or _PASSWORD.search(value))


# --- tests


def needed(_: Setup, value: Any) -> Any:
    """An empty value offends."""
    return None if value else {}


def pattern(regex: str) -> Test:
    """A text that the whole of `regex` does not match; ASCII alone, as Amazon reads its patterns."""
    compiled = re.compile(regex, re.ASCII)
    return bad(lambda value: not compiled.fullmatch(value))


def spelt(kinds: str) -> Test:
    r"""A text with a character outside the Unicode categories, by letter: 'LMSNP' is [\p{L}\p{M}\p{S}\p{N}\p{P}]."""
    return bad(lambda value: any(unicodedata.category(each)[0] not in kinds for each in value))


def bad(wrong: Callable[[Any], bool]) -> Test:
    """A value, not empty, of which `wrong` is true."""
    return lambda _, value: value if value and wrong(value) else None


def within(low: int, high: int) -> Test:
    """A number below `low` or above `high`."""
    return lambda _, value: value if value is not None and not low <= value <= high else None


def at_most(most: int) -> Test:
    """A text or list longer than `most`; what offends is its length."""
    return lambda _, value: len(value) if value and len(value) > most else None


def one_of(*known: str) -> Test:
    """A text that is none of these."""
    return bad(lambda value: value not in known)


def distinct(key: Callable[[Any], Any] = lambda each: each) -> Test:
    """A list with an item twice, by `key`; what offends is the second one."""
    return lambda _, value: next(iter(twice(value or (), key)), None)


def when(condition: Callable[[Setup], Any], test: Test) -> Test:
    """The test, where the condition holds."""
    return lambda setup, value: test(setup, value) if condition(setup) else None


def made(setup: Setup) -> bool:
    """Whether the pool is one that the wizard makes."""
    return not setup.pool.id


def adopted(setup: Setup) -> bool:
    """Whether the pool exists already: what the setup doesn't name stays there as it is."""
    return bool(setup.pool.id)


def asked(setup: Setup, path: str) -> bool:
    """Whether the key of the pool counts: the pool is made, or the setup names the key."""
    return made(setup) or setup.is_named(path)


# --- fixes


def twice(items: Sequence[Any], key: Callable[[Any], Any] = lambda each: each) -> list[Any]:
    """The items that came before, by `key`; empty ones are never the same."""
    seen: set[Any] = set()
    found = []
    for each in items:
        if key(each) in seen:
            found.append(each)
        elif key(each):
            seen.add(key(each))
    return found


def once(_: Setup, value: Sequence[Any]) -> tuple[Any, ...]:
    """The list without its second ones."""
    return tuple(dict.fromkeys(value))


def nearest(*known: str) -> Fix:
    """The known word that somebody may have meant."""
    return lambda _, value: next(iter(close(value, known)), None)


def close(value: str, known: Sequence[str]) -> list[str]:
    """The known words like the value, the likest first."""
    import difflib

    return difflib.get_close_matches(value.strip().lower().replace("_", "-"), known, 3, 0.6) or [
        each for each in known if each.lower() == value.strip().lower()
    ]


def without(*unwanted: str) -> Fix:
    """The list without these; none where nothing would be left."""
    return lambda _, value: tuple(each for each in value if each not in unwanted) or None


def lowered(_: Setup, value: str) -> str:
    """The text in lower case."""
    return value.strip().lower()


def constant(value: Any) -> Fix:
    """Always the same."""
    return lambda *_: value

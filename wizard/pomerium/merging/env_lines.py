"""Environment files as assignments with their places: by Docker's rule, and by those of shells and Compose together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from wizard.pomerium.merging.part import refused

_ASSIGNED = re.compile(r"[ \t]*(?P<export>export[ \t]+)?(?P<name>[A-Za-z_][A-Za-z0-9_]*)=")
_COMMAND = re.compile(r"\s*(export|set|unset|readonly|source|\.)(?=\s)")
_ENDS_WORD = " \t\r\n"
_OF_SHELL = ";&|<>()"


@dataclass(frozen=True, slots=True)
class Assignment:
    """One NAME=value: `start` and `end` are the places of the value with its quotes, `line_end` is behind its line.

    `value` is None where only a shell could tell it (`$OTHER`), `quotes` what it begins with.
    """

    name: str
    start: int
    end: int
    line_end: int
    line: int
    value: str | None = field(repr=False)
    quotes: str = ""
    export: str = ""


def docker(text: str, names: Collection[str], below: int = 0) -> Iterator[Assignment]:
    """The assignments of these names, as `docker run --env-file` reads them (docker/cli pkg/kvfile): no quotes.

    Raises InputRefused for a line that Docker doesn't take, or takes from its caller's environment.
    """
    for number, (start, end) in enumerate(_lines(text), 1 + below):
        line = text[start:end].rstrip("\n").removesuffix("\r")
        bare = line.lstrip()
        if not bare or bare.startswith("#"):
            continue
        name, equals, value = bare.partition("=")
        if not name or re.search(r"\s", name if equals else name.rstrip()):
            raise refused(number, "Docker takes no such line: it is no NAME=value.", "Mend it, or compare the path.")
        if name not in names:
            continue
        if not equals:
            raise refused(number, f"{name} is taken from the caller's environment.", f"Write {name}=, or delete it.")
        at = start + len(line)
        yield Assignment(name, at - len(value), at, end, number, value)


def shell(text: str, names: Collection[str], below: int = 0) -> Iterator[Assignment]:
    """All assignments, as a shell and Compose read them alike; `names` are those that matter.

    Raises InputRefused where the two differ on one that matters, or on where a value ends.
    """
    place = 0
    while place < len(text):
        number = text.count("\n", 0, place) + 1 + below
        line_end = _line_end(text, place)
        line = text[place:line_end]
        found = _ASSIGNED.match(text, place)
        if not line.strip() or line.lstrip().startswith("#"):
            place = line_end
        elif found is None:
            place = _passed(text, place, number, names)
        else:
            each = _assignment(text, found, number, names)
            yield each
            place = each.line_end


def _assignment(text: str, found: re.Match[str], number: int, names: Collection[str]) -> Assignment:
    start, name, export = found.end(), found["name"], found["export"] or ""
    quotes = text[start : start + 1] if text[start : start + 1] in ("'", '"') else ""
    if name not in names and not quotes:
        line_end = _line_end(text, start)
        _closed(text, start, line_end, number)
        _none_of(names, text[start:line_end], number)
        return Assignment(name, start, line_end, line_end, number, None, "", export)
    word = _Word(text, start, number, strict=name in names)
    end, line_end, value = word.at, _line_end(text, word.at), word.value
    rest = "" if re.match(r"[ \t]+#", text[end:line_end]) else text[end:line_end]
    if rest.strip() and name in names:
        if quotes:
            raise refused(number, f"More follows the value of {name}.", "Put it on a line of its own.")
        end, value = _to_line_end(text, end, line_end, number, name), None
    _none_of(names, rest, number)
    return Assignment(name, start, end, line_end, number, value, quotes, export)


def _to_line_end(text: str, end: int, line_end: int, number: int, name: str) -> int:
    """Where an unquoted value ends that holds blanks: Compose takes them, a shell runs what follows as a command."""
    rest = re.split(r"[ \t]#", text[end:line_end], maxsplit=1)[0].rstrip()
    if re.search(r"[=;&|<>()'\"`]", rest):
        raise refused(number, f"More follows the value of {name}.", "Put it on a line of its own.")
    return end + len(rest)


class _Word:
    """One shell word from a place on: `at` is where it ends, `value` what it is where that is told without a shell.

    Raises InputRefused where its end can't be told, or, `strict`, where Compose would see another one.
    """

    def __init__(self, text: str, start: int, line: int, *, strict: bool) -> None:
        self.text, self.start, self.at, self.line, self.strict = text, start, start, line, strict
        self.parts: list[str] | None = []
        while self.at < len(text) and text[self.at] not in _ENDS_WORD:
            self._next(text[self.at])

    @property
    def value(self) -> str | None:
        """None where only a shell could tell it."""
        return None if self.parts is None else "".join(self.parts)

    def _next(self, character: str) -> None:
        if character in ("'", '"'):
            self._quoted(character)
        elif character == "\\":  # Compose keeps a backslash outside of quotes, a shell drops it
            self._keep(None)
            self.at += 2
        elif character in _OF_SHELL and self.strict:
            raise refused(self.line, "A shell and Compose read this line differently.", "Put the value in quotes.")
        else:
            self._keep(None if character in "$`" else character)
            self.at += 1

    def _quoted(self, quote: str) -> None:
        begin, self.at = self.at, self.at + 1
        while (character := self.text[self.at : self.at + 1]) != quote:
            if not character:
                raise refused(self.line, "Quotes that are never closed.", "Close them.")
            after = self.text[self.at + 1 : self.at + 2]
            if quote == '"' and character == "\\":
                self._keep(after if after in ('"', "\\", "$") else None)
                self.at += 2
            elif quote == "'" and character + after == "\\'":
                raise refused(self.line, "A shell and Compose read this line differently.", "Take double quotes.")
            else:
                self._keep(None if quote == '"' and character in "$`" else character)
                self.at += 1
        if begin != self.start and "\n" in self.text[begin : self.at]:
            raise refused(self.line, "Quotes that are not closed on their line.", "Close them.")
        self.at += 1

    def _keep(self, character: str | None) -> None:
        if character is None:
            self.parts = None
        elif self.parts is not None:
            self.parts.append(character)


def _passed(text: str, place: int, number: int, names: Collection[str]) -> int:
    """Behind a line that is no assignment. Raises InputRefused where it could be about a name that matters."""
    end = _line_end(text, place)
    line = text[place:end]
    command = _COMMAND.match(line)
    if command is None:
        raise refused(number, "This is no NAME=value.", "Mend the line, or compare the path.")
    if command[1] != "export":
        for name in re.findall(r"\w+", line):
            if name in names:
                raise refused(number, f"{name} is set in a way that is not read here.", f"Write {name}=... there.")
    _closed(text, place, end, number)
    return end


def _closed(text: str, start: int, line_end: int, number: int) -> None:
    """Raise InputRefused where a line of somebody's may go on in the next, for a shell."""
    line = text[start:line_end].rstrip("\r\n")
    if "<<" in line or line.endswith("\\"):
        raise refused(number, "This may go on in the next line.", "Put the value in single quotes.")
    for quote in ("'", '"'):
        if line.count(quote) % 2 and quote in text[line_end:]:
            raise refused(number, "Quotes that are not closed on their line.", "Close them.")


def _none_of(names: Collection[str], rest: str, number: int) -> None:
    for name in re.findall(r"(?:^|[\s;&|(])(\w+)=", rest):
        if name in names:
            raise refused(number, f"{name} is set in a way that is not read here.", f"Write {name}=... on a line.")


def _lines(text: str) -> Iterator[tuple[int, int]]:
    place = 0
    while place < len(text):
        end = _line_end(text, place)
        yield place, end
        place = end


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end + 1

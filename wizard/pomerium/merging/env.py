"""Our variables in somebody's environment file."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Collection, Iterable, Mapping

from wizard import yamltext
from wizard.pomerium.merging import routes
from wizard.pomerium.merging.env_lines import Assignment, docker, shell
from wizard.pomerium.merging.keeping import IN_FILE, SCOPES, keeps, left_to_file
from wizard.pomerium.merging.part import Change, Part, newline, refused, yaml_told
from wizard.pomerium.outputs import yaml_blocks
from wizard.pomerium.outputs.env import quoted
from wizard.pomerium.settings import SECRET_KEY
from wizard.yamltree import Node

_BARE = re.compile(r"[A-Za-z0-9_./:@%+,=-]*")
_LISTS = ("ROUTES", "POLICY")


def put(
    text: str,
    variables: Mapping[str, str],
    route: Mapping[str, object] | None,
    *,
    plain: bool = False,
    gone: Collection[str] = (),
    below: int = 0,
) -> Part:
    """The text with these variables, without those of `gone`; `plain` is Docker's form, without quotes.

    `below` is added to the lines that are named. `route` is the first route, which `variables` may hold encoded in
    ROUTES. Raises InputRefused where a variable of ours stands twice, or so that not every reader takes it alike.
    """
    if re.search(r"\r(?!\n)", text):
        raise refused(1, "The file has lone carriage returns as line ends.", "Save it with \\n or \\r\\n.")
    names = {*variables, *gone, IN_FILE.upper(), *_LISTS}
    every = list(docker(text, names, below) if plain else shell(text, names, below))
    found = _each_once(every, names)
    wanted = dict(variables)
    notes: list[str] = []
    if route is not None:
        del wanted["ROUTES"]
        name = "POLICY" if "POLICY" in found and routes.holds(_list(found["POLICY"]), route) else "ROUTES"
        wanted[name], notes = _routes(found.get(name), route)
    secret, named = SECRET_KEY.upper(), found.get(IN_FILE.upper())
    if secret in wanted and secret not in found and named is not None and named.value != "":
        del wanted[secret]
        notes = [*notes, left_to_file(IN_FILE.upper())]
    return _Editor(text, every, found, plain).put(wanted, gone, notes)


def _each_once(every: Iterable[Assignment], names: set[str]) -> dict[str, Assignment]:
    found: dict[str, Assignment] = {}
    for each in every:
        if each.name in found:
            first = found[each.name].line
            raise refused(each.line, f"{each.name} is set here and in line {first}, too.", "Keep one of the two.")
        if each.name in names:
            found[each.name] = each
    return found


def _routes(there: Assignment | None, route: Mapping[str, object]) -> tuple[str, list[str]]:
    """The encoded list with our route in it; as it stands where nothing is to change."""
    if there is None or there.value == "":
        return _encoded(yaml_blocks.dump([route])), []
    text = _decoded(there)
    with yaml_told(there.line - 1):
        asked, notes = routes.wanted(_list(there), (), route)
        after = yamltext.splice(text, asked, in_style=True) if asked else text
    return (there.value or "") if after == text else _encoded(after), list(notes)


def _list(there: Assignment) -> Node | None:
    with yaml_told(there.line - 1):
        root = yamltext.load(_decoded(there))
    if root is None or root.kind != "sequence" or not root.items:
        raise refused(there.line, f"{there.name} is no list of routes.", "Mend it, or delete the line.")
    return root


def _decoded(there: Assignment) -> str:
    """What stands encoded there; an empty one is an empty list."""
    try:
        return base64.b64decode(there.value or "", validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise refused(there.line, f"{there.name} is no base64 of a list.", "Mend it, or delete the line.") from None


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _keeps(name: str, there: str | None, ours: str) -> bool:
    key = name.lower()
    return there is not None and keeps(key, there, ours.split(",") if key == SCOPES else ours)


class _Editor:
    """Writes values in the form of those that stand there."""

    def __init__(self, text: str, every: list[Assignment], found: Mapping[str, Assignment], plain: bool) -> None:
        self.text, self.every, self.found, self.plain = text, every, found, plain
        self.newline = newline(text)

    def put(self, wanted: Mapping[str, str], gone: Collection[str], notes: Iterable[str]) -> Part:
        edits: list[tuple[int, int, str]] = []
        changes: list[Change] = []
        beside = next((self.found[name] for name in wanted if name in self.found), None)
        for name, value in wanted.items():
            there = self.found.get(name)
            beside = there or beside
            if there is None:
                edits.append(self._added(name, value, beside))
                changes.append(Change(name, "added"))
            elif not _keeps(name, there.value, value):
                edits.append((there.start, there.end, self._value(name, value, there.quotes)))
                changes.append(Change(name, "changed"))
        for name in gone:
            if name in self.found:
                start = self.text.rfind("\n", 0, self.found[name].start) + 1
                edits.append((start, self.found[name].line_end, ""))
                changes.append(Change(name, "removed"))
        return Part(self._edited(edits), tuple(changes), tuple(notes))

    def _added(self, name: str, value: str, beside: Assignment | None) -> tuple[int, int, str]:
        """A line behind that of a neighbour, in its form; else at the end, in that of the last assignment."""
        like = beside or (self.every[-1] if self.every else None)
        place = beside.line_end if beside else len(self.text)
        written = self._value(name, value, like.quotes if like else "'")
        line = f"{like.export if like else ''}{name}={written}"
        cut = place == len(self.text) and self.text and not self.text.endswith("\n")
        return place, place, self.newline + line if cut else line + self.newline

    def _value(self, name: str, value: str, quotes: str) -> str:
        if self.plain or (not quotes and _BARE.fullmatch(value)):
            return value
        return quoted(name, value, quotes)

    def _edited(self, edits: list[tuple[int, int, str]]) -> str:
        parts, place = [], 0
        for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
            parts += [self.text[place:start], new]
            place = end
        return "".join(parts) + self.text[place:]

"""Our variables in somebody's environment file."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from wizard import yamltext
from wizard.pomerium.merging import routes
from wizard.pomerium.merging.env_lines import Assignment, docker, shell
from wizard.pomerium.merging.keeping import IN_FILE, SCOPES, is_own, keeps, left_to_file
from wizard.pomerium.merging.part import Change, Part, encoded, newline, refused, yaml_told
from wizard.pomerium.outputs import yaml_blocks
from wizard.pomerium.outputs.env import quoted
from wizard.pomerium.settings import OWN_SECRETS, SECRET_KEY
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
    names = {*names_of(variables), *gone}
    every = list(docker(text, names, below) if plain else shell(text, names, below))
    found = _each_once(every, names)
    wanted, notes = asked({name: Given(each.value, each.line) for name, each in found.items()}, variables, route)
    return _Editor(text, every, found, plain).put(wanted, gone, notes)


@dataclass(frozen=True, slots=True)
class Given:
    """A variable that stands there: its value, None where only a shell could tell it, and its line."""

    value: str | None = field(repr=False)
    line: int


def names_of(variables: Collection[str]) -> set[str]:
    """The variables that a merge looks for."""
    own = {f"{name}{file}" for name in (SECRET_KEY, *OWN_SECRETS) for file in ("", "_file")}
    return {*variables, *(name.upper() for name in own), *_LISTS}


def asked(
    found: Mapping[str, Given], variables: Mapping[str, str], route: Mapping[str, object] | None
) -> tuple[dict[str, str], list[str]]:
    """What to set, and what to say, where these variables stand there; what may stay keeps its own value."""
    wanted, notes = dict(variables), list[str]()
    for name in [name for name in wanted if is_own(name.lower())]:
        bare = name.removesuffix("_FILE")
        if any(each in found and found[each].value != "" for each in (bare, f"{bare}_FILE")):
            del wanted[name]
    if route is not None:
        del wanted["ROUTES"]
        policy = found.get("POLICY")
        name = "POLICY" if policy and routes.holds(_list("POLICY", policy), route) else "ROUTES"
        wanted[name], notes = _routes(name, found.get(name), route)
    secret, file = SECRET_KEY.upper(), found.get(IN_FILE.upper())
    if secret in wanted and secret not in found and file is not None and file.value != "":
        del wanted[secret]
        notes = [*notes, left_to_file(IN_FILE.upper())]
    kept = {name: each.value for name, each in found.items() if name in wanted and keeps_text(name, each, wanted[name])}
    return wanted | {name: value for name, value in kept.items() if value is not None}, notes


def keeps_text(name: str, there: Given, ours: str) -> bool:
    """Whether the value of a variable may stay."""
    key = name.lower()
    return there.value is not None and keeps(key, there.value, ours.split(",") if key == SCOPES else ours)


def _each_once(every: Iterable[Assignment], names: set[str]) -> dict[str, Assignment]:
    found: dict[str, Assignment] = {}
    for each in every:
        if each.name in found:
            first = found[each.name].line
            raise refused(each.line, f"{each.name} is set here and in line {first}, too.", "Keep one of the two.")
        if each.name in names:
            found[each.name] = each
    return found


def _routes(name: str, there: Given | None, route: Mapping[str, object]) -> tuple[str, list[str]]:
    """The encoded list with our route in it; as it stands where nothing is to change."""
    if there is None or there.value == "":
        return encoded(yaml_blocks.dump([route])), []
    text = _decoded(name, there)
    with yaml_told(there.line - 1):
        changes, notes = routes.wanted(_list(name, there), (), route)
        after = yamltext.splice(text, changes, in_style=True) if changes else text
    return (there.value or "") if after == text else encoded(after), list(notes)


def _list(name: str, there: Given) -> Node | None:
    with yaml_told(there.line - 1):
        root = yamltext.load(_decoded(name, there))
    if root is None or root.kind != "sequence" or not root.items:
        raise refused(there.line, f"{name} is no list of routes.", "Mend it, or delete the line.")
    return root


def _decoded(name: str, there: Given) -> str:
    """What stands encoded there; an empty one is an empty list."""
    try:
        return base64.b64decode(there.value or "", validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise refused(there.line, f"{name} is no base64 of a list.", "Mend it, or delete the line.") from None


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
            elif there.value != value:
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

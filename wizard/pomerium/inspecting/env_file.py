"""Environment files: NAME=value lines, as shells, Compose and `docker run --env-file` take them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wizard.pomerium.inspecting.entry import Document, Entry, fault
from wizard.setup.fault import Fault

_LINE = re.compile(
    r"\s*(?P<before>export\s+|set\s+|-e\s+|Environment=\"?)?(?P<name>[A-Za-z_][\w-]*)(?P<gap>\s*=\s*)(?P<value>.*)"
)
_QUOTED = re.compile(r"""(?P<quote>['"])(?P<text>.*?)(?P=quote)\s*(?:#.*)?$""")
_COMMENT = re.compile(r"\s+#.*$")
_SHELL = "POSIX shell: an assignment has no blanks around its =, and an unquoted value ends at one"


def read(text: str) -> Document:
    """Every assignment; names of options in any case."""
    entries: list[Entry] = []
    faults: list[Fault] = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        found = None if line.lstrip().startswith("#") else _LINE.fullmatch(line)
        if found is None:
            continue
        entry = _entry(found, number)
        entries.append(entry)
        faults += _form(found, entry)
    return Document("env", tuple(entries), tuple(faults))


def _entry(found: re.Match[str], number: int) -> Entry:
    raw = found["value"].rstrip("\r")
    quoted = _QUOTED.fullmatch(raw.strip())
    text = quoted["text"] if quoted else _COMMENT.sub("", raw).strip()
    name = found["name"]
    return Entry(name.lower(), text, number, "env", name, quote=quoted["quote"] if quoted else "")


def _form(found: re.Match[str], entry: Entry) -> Iterator[Fault]:
    if found["gap"] != "=":
        yield fault(
            entry,
            "env.blank",
            f"A blank stands beside the = of {entry.written}.",
            f"Write {entry.written}=... without blanks.",
            _SHELL,
        )
    if not entry.quote and re.search(r"\s", entry.text):
        yield fault(
            entry,
            "env.unquoted",
            f"The value of {entry.written} holds a blank and no quotes: a shell ends it there.",
            "Put single quotes around it, or take the blank out.",
            _SHELL,
        )
    if found["name"] != found["name"].upper() and found["name"].lower().startswith("idp_"):
        yield fault(
            entry,
            "env.case",
            f"{entry.written} is not read: names in the environment are in upper case.",
            f"Write {entry.written.upper()}.",
            "pomerium/pomerium config/options.go:568-607",
        )

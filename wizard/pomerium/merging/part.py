"""What a merge gives, and how it refuses: the text stays as it is wherever it could be taken in two ways."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from wizard.errors import Explanation, InputRefused
from wizard.yamltree import YamlFault

Kind = Literal["added", "changed", "removed"]
LEFT = "The file is left as it is."


@dataclass(frozen=True, slots=True)
class Change:
    """One key of ours that a merge adds, changes or takes out, as the file writes it; no value."""

    key: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Part:
    """A text with our keys in it, what that changed, and sentences on what was left or deserves a look."""

    text: str = field(repr=False)
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()

    def within(self, where: str) -> Part:
        """The same, its keys named as those of an object or a nested file."""
        return Part(self.text, tuple(Change(f"{where} {each.key}", each.kind) for each in self.changes), self.notes)


def then(part: Part, step: Callable[[str], Part]) -> Part:
    """One step after another."""
    after = step(part.text)
    return Part(after.text, part.changes + after.changes, part.notes + after.notes)


def refused(line: int, what: str, mend: str) -> InputRefused:
    """What to raise for a text that can't be merged into; `what` repeats no value of it."""
    return InputRefused(Explanation(f"Line {line}: {what}", LEFT, mend))


@contextmanager
def yaml_told(below: int = 0) -> Iterator[None]:
    """Tell what a YAML reader refuses in a text that begins `below` lines down in its file."""
    try:
        yield
    except YamlFault as fault:
        raise refused(fault.line + below, fault.message, fault.mend) from fault


def newline(text: str) -> str:
    """The line end of a text, as its first line has it."""
    found = re.search(r"\r?\n", text)
    return found[0] if found else "\n"


def lines_like(text: str, lines: str) -> str:
    """Lines of ours with the line ends of a text."""
    return lines.replace("\n", newline(text))


def encoded(text: str) -> str:
    """As Secret.data holds it."""
    return base64.b64encode(text.encode()).decode()

"""A fault or warning about one field of the setup: the data that both faces show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Level = Literal["fault", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field, after which rule, and how to mend it.

    `field` is the dotted path (`users.0.email` in lists). `mend` says what to do; `fix` is the value that would
    mend it where one is known (then the window offers it as a button). A value that may be a secret is repeated
    in no part of it. `line` counts from 1 where the fault comes from a file; `meant` is the path that an unknown key
    was likely to be.
    """

    field: str
    rule: str
    level: Level
    message: str
    mend: str
    source: str
    fix: Any = None
    line: int | None = None
    meant: str = ""

"""What was read of a configuration: options, their values, and where each stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from wizard.setup.fault import Fault, Level

Kind = Literal["env", "compose", "config", "helm", "manifest"]
Place = Literal["env", "workload", "config", "configmap", "secret", "pomerium"]


@dataclass(frozen=True, slots=True)
class Entry:
    """An option of Pomerium's, by its key in config.yaml.

    `items` is the value where it is a list, `keys` are its own keys where it is a mapping. `line` counts from 1.
    `place` is the object that it stands in, `within` its name. `written` is the key as it stands there.
    """

    key: str
    text: str = field(repr=False)
    line: int
    place: Place
    written: str
    items: tuple[str, ...] | None = field(default=None, repr=False)
    keys: tuple[str, ...] | None = None
    quote: str = ""
    within: str = ""

    @property
    def values(self) -> tuple[str, ...]:
        """As Pomerium takes a list: a text is cut at its commas, and nothing is trimmed."""
        if self.items is not None:
            return self.items
        return tuple(self.text.split(",")) if self.text else ()


@dataclass(frozen=True, slots=True)
class Document:
    """A text that was read: its kind, its options in order, and what is wrong with its form.

    `objects` names the Kubernetes objects in it, `claims` are names of claims in policies with their lines,
    `routes` the addresses of routes. `given` are options whose values it takes from somewhere else; `elsewhere`: any
    option may stand in another file that it names.
    """

    kind: Kind
    entries: tuple[Entry, ...] = ()
    faults: tuple[Fault, ...] = ()
    objects: tuple[str, ...] = ()
    claims: tuple[tuple[str, int], ...] = ()
    routes: tuple[tuple[str, int], ...] = ()
    given: frozenset[str] = frozenset()
    elsewhere: bool = False

    def get(self, key: str) -> Entry | None:
        """The entry that Pomerium takes: the environment wins over the file, and of two the last."""
        found = [entry for entry in self.entries if entry.key == key]
        from_environment = [entry for entry in found if entry.place in ("env", "workload", "secret")]
        found = from_environment or found
        return found[-1] if found else None

    def each(self, *names: str) -> Iterator[Entry]:
        """All entries of these keys."""
        return (entry for entry in self.entries if entry.key in names)

    @property
    def is_whole(self) -> bool:
        """Whether what is not in it is missing: a Secret alone has its counterpart elsewhere."""
        return not self.elsewhere and any(entry.place != "secret" for entry in self.entries)

    def lacks(self, key: str) -> bool:
        """Whether nothing gives this option a value, in here or from elsewhere as far as this tells."""
        entry = self.get(key)
        return not self.elsewhere and key not in self.given and (entry is None or not entry.text)

    @property
    def first_line(self) -> int:
        """Where a fault is told that is about what is missing."""
        return min((entry.line for entry in self.entries), default=1)


def fault(
    where: Entry | int, rule: str, message: str, mend: str, source: str, *, level: Level = "fault", key: str = ""
) -> Fault:
    """A fault at an entry, or at a line."""
    if isinstance(where, Entry):
        return Fault(where.written, rule, level, message, mend, source, line=where.line)
    return Fault(key, rule, level, message, mend, source, line=where)

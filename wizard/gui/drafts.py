"""Answers kept between starts: one file a setup, with the answers, where the walk stands, and what the list shows.

They are setup files' texts in JSON: no secret stands in them, as in any setup file.
"""

from __future__ import annotations

import contextlib
import json
import time
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, cast

from wizard import storage
from wizard.setup.walk import IDS, Walk

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Draft:
    """`text` is the setup file as it would be saved; `base` the opened file's text and `file` its path, '' for none.

    `mark` and `mark_kind` are the chip in the list (a kind of Chip), `when` seconds since 1970.
    """

    id: str
    text: str = field(repr=False)
    walk: Walk
    name: str = ""
    account: str = ""
    region: str = ""
    base: str = field(default="", repr=False)
    file: str = ""
    mark: str = ""
    mark_kind: str = "neutral"
    when: float = 0.0


def folder(practice: bool) -> Path:
    """Where they are kept; practice has its own, which goes with its state."""
    state = storage.state_folder()
    return storage.private_folder((state / "practice" if practice else state) / "setups")


def write(where: Path, draft: Draft) -> None:
    """Keep it, in place of what was kept of the same setup. Raises OSError."""
    kept = asdict(draft) | {"walk": _walk_out(draft.walk), "when": draft.when or time.time()}
    storage.write_private(where / f"{draft.id}.json", json.dumps(kept, indent=1))


def forget(where: Path, id: str) -> None:
    """Remove it; nothing happens when there is none."""
    (where / f"{id}.json").unlink(missing_ok=True)


def recent(where: Path, number: int = SHOWN) -> tuple[Draft, ...]:
    """The latest ones first. A file that can't be read is passed over: it is only a memory."""
    found = [draft for path in where.glob("*.json") if (draft := _read(path)) is not None]
    return tuple(sorted(found, key=lambda draft: -draft.when)[:number])


def of_file(where: Path, path: Path) -> Draft | None:
    """What was kept of a setup file."""
    return next((draft for draft in recent(where, 100) if draft.file == str(path)), None)


def _read(path: Path) -> Draft | None:
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads(path.read_text(encoding="utf-8"))
        known = {each.name for each in fields(Draft)}
        values = {key: value for key, value in kept.items() if key in known}
        return Draft(**values | {"walk": _walk_in(kept["walk"]), "id": path.stem})
    return None


def _walk_out(walk: Walk) -> dict[str, Any]:
    return {
        "current": walk.current,
        "visited": sorted(walk.visited),
        "stale": dict(walk.stale),
        **{key: getattr(walk, key) for key in ("stepwise", "applied", "verified", "saved")},
    }


def _walk_in(kept: dict[str, Any]) -> Walk:
    """The walk; what a run of that time was doing is not going on any more."""
    visited = frozenset(cast("list[str]", kept["visited"])) & set(IDS)
    current = kept["current"] if kept["current"] in IDS else "account"
    stale = {key: str(why) for key, why in kept["stale"].items() if key in IDS}
    flags = {key: bool(kept.get(key)) for key in ("stepwise", "applied", "verified", "saved")}
    return Walk(current, visited | {"welcome", current}, stale, **flags)

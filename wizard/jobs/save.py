"""Writes the outputs that a setup names: new files, and those that were written from here and not touched since.

Any other file that exists is refused before anything is written. A file that can't be written loses nothing: its
text is kept in the state folder, and the error says where.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from wizard import storage
from wizard.errors import Explanation, FileRefused, InputRefused
from wizard.events import Cancel, Sink, Written
from wizard.jobs.adapters import Adapters
from wizard.jobs.render import ReadSettings, Rendered, rendered
from wizard.jobs.rescue import rescued
from wizard.pomerium.settings import PomeriumSettings
from wizard.setup.model import Setup

State = Literal["new", "same", "ours", "foreign"]


@dataclass(frozen=True, slots=True)
class FileToWrite:
    """An output, the absolute path it goes to, and what stands there now."""

    output: Rendered
    path: Path
    state: State


@dataclass(frozen=True, slots=True)
class Preview:
    """What Save would write. `base` is the folder that relative paths start from."""

    adapters: Adapters
    setup: Setup
    base: Path

    def run(self, sink: Sink, cancel: Cancel) -> tuple[PomeriumSettings, tuple[FileToWrite, ...]]:
        """The settings and a file for each output. Raises as ReadSettings does."""
        told = ReadSettings(self.adapters, self.setup).run(sink, cancel)
        return told, files(self.adapters.state, self.setup, told, self.base)


@dataclass(frozen=True, slots=True)
class Save:
    """Writes them all. `base` is the folder that relative paths start from."""

    adapters: Adapters
    setup: Setup
    base: Path

    def run(self, sink: Sink, cancel: Cancel) -> tuple[FileToWrite, ...]:
        """The files that stand now. Raises InputRefused for a file of somebody else's, FileRefused, and as
        ReadSettings does."""
        _, planned = Preview(self.adapters, self.setup, self.base).run(sink, cancel)
        cancel.check()
        write_all(self.adapters.state, planned, sink)
        return planned


def files(state: Path, setup: Setup, told: PomeriumSettings, base: Path) -> tuple[FileToWrite, ...]:
    """A file for each output of the setup, with what stands at its path now."""
    found: list[FileToWrite] = []
    for output in setup.pomerium.outputs:
        path = (base / Path(output.path).expanduser()).absolute()
        text = rendered(output.format, told)
        found.append(FileToWrite(text, path, _state(state, path, text.text)))
    return tuple(found)


def write_one(state: Path, output: Rendered, path: Path, sink: Sink) -> None:
    """Write one output to a path, under the same rules."""
    path = path.expanduser().absolute()
    write_all(state, [FileToWrite(output, path, _state(state, path, output.text))], sink)


def write_all(state: Path, planned: Iterable[FileToWrite], sink: Sink) -> None:
    """Write each file that is not already there; nothing is written when one of them is somebody else's."""
    planned = tuple(planned)
    for file in planned:
        if file.state == "foreign":
            raise InputRefused(_foreign(file))
    for file in planned:
        if file.state != "same":
            _write(state, file)
        _remember(state, file.path, file.output.text)
        sink(Written(file.output.format, str(file.path)))


def _write(state: Path, file: FileToWrite) -> None:
    try:
        file.path.parent.mkdir(parents=True, exist_ok=True)
        write = storage.rewrite if file.state == "ours" else storage.write_private
        write(file.path, file.output.text)
    except OSError as error:
        raise FileRefused(
            Explanation(
                f"{file.path} can't be written: {error.strerror or error}.",
                rescued(state, file.path.name, file.output.text),
                "Mend the folder or choose another path, then save again; or copy the kept file there.",
                str(error),
            )
        ) from error


def _state(state: Path, path: Path, text: str) -> State:
    """What stands at the path: nothing, this very text, a text that was written from here, or somebody else's."""
    try:
        there = path.read_bytes()
    except FileNotFoundError:
        return "foreign" if path.is_symlink() else "new"  # a link to nothing was put there by somebody
    except OSError:
        return "new" if not path.exists() else "foreign"
    if there == text.encode():
        return "same"
    return "ours" if _records(state).get(str(path)) == hashlib.sha256(there).hexdigest() else "foreign"


def _records(state: Path) -> dict[str, str]:
    with contextlib.suppress(OSError, ValueError):
        records = json.loads((state / "written.json").read_text(encoding="utf-8"))
        if isinstance(records, dict):
            return records
    return {}


def _remember(state: Path, path: Path, text: str) -> None:
    """Keep a digest of what was written: it tells our own files from those that somebody changed."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    storage.write_private(state / "written.json", json.dumps(_records(state) | {str(path): digest}, indent=1))


def _foreign(file: FileToWrite) -> Explanation:
    name = file.output.format
    return Explanation(
        f"{file.path} exists, and was not written from here or was changed since.",
        "It is left as it is, and no other file was written.",
        f"Name another path in pomerium.outputs, move that file away, or print the text with"
        f" `pomerium-cognito render FILE --format {name}` and put the lines in by hand.",
    )

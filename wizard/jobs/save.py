"""Writes the outputs that a setup names: new files, those that were written from here, and into those of others.

Where one file can't be written, that is told before anything is. What somebody wrote is kept beside it before it is
changed. A text that can't be written is not lost: it is kept in the state folder, and the error says where.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from wizard import storage
from wizard.errors import Explanation, FileRefused, InputRefused
from wizard.events import Cancel, Sink, Written
from wizard.jobs import records
from wizard.jobs.adapters import Adapters
from wizard.jobs.render import ReadSettings, Rendered
from wizard.jobs.rescue import rescued
from wizard.jobs.standing import FileToWrite, State, files, one
from wizard.pomerium.settings import PomeriumSettings
from wizard.setup.model import Setup

__all__ = ["FileToWrite", "Preview", "Save", "State", "files", "write_all", "write_one"]


@dataclass(frozen=True, slots=True)
class Preview:
    """What Save would write. `base` is the folder that relative paths start from; `with_secrets` as ReadSettings."""

    adapters: Adapters
    setup: Setup
    base: Path
    with_secrets: bool = False

    def run(self, sink: Sink, cancel: Cancel) -> tuple[PomeriumSettings, tuple[FileToWrite, ...]]:
        """The settings and a file for each output. Raises as ReadSettings does."""
        told = ReadSettings(self.adapters, self.setup, self.with_secrets).run(sink, cancel)
        return told, files(self.adapters.state, self.setup, told, self.base)


def _show_nothing(told: PomeriumSettings, planned: tuple[FileToWrite, ...]) -> None:
    del told, planned


@dataclass(frozen=True, slots=True)
class Save:
    """Writes them all. `base` is the folder that relative paths start from.

    `show` is told the settings and the files before anything is written, and may raise. `shown` are the files that
    somebody agreed to: where others would be written by now, none is.
    """

    adapters: Adapters
    setup: Setup
    base: Path
    show: Callable[[PomeriumSettings, tuple[FileToWrite, ...]], None] = _show_nothing
    shown: tuple[FileToWrite, ...] | None = None
    with_secrets: bool = False

    def run(self, sink: Sink, cancel: Cancel) -> tuple[FileToWrite, ...]:
        """The files that stand now. Raises InputRefused for a file that can't be taken or changed meanwhile,
        FileRefused, and as ReadSettings does."""
        told, planned = Preview(self.adapters, self.setup, self.base, self.with_secrets).run(sink, cancel)
        self._agreed(planned)
        self.show(told, planned)
        cancel.check()
        write_all(self.adapters.state, planned, sink)
        return planned

    def _agreed(self, planned: tuple[FileToWrite, ...]) -> None:
        agreed = {file.path: (file.before, file.data) for file in self.shown or planned}
        for file in planned:
            if self.shown is not None and agreed.get(file.path) != (file.before, file.data):
                raise InputRefused(
                    Explanation(
                        f"{file.path}, or what goes into it, changed since it was shown.",
                        "Nothing was written.",
                        "Look at it again.",
                    )
                )


def write_one(state: Path, output: Rendered, path: Path, sink: Sink) -> None:
    """Write one output to a path: a new file, or one that was written from here and not touched since."""
    write_all(state, [one(state, output, path)], sink)


def write_all(state: Path, planned: Iterable[FileToWrite], sink: Sink) -> None:
    """Write each file that does not say what is wanted; nothing is written when one of them can't be taken."""
    planned = tuple(planned)
    for file in planned:
        if file.why is not None:
            raise InputRefused(file.why)
    for file in planned:
        kept = None if file.state == "same" else _write(state, file)
        merged = file.state == "merge" or (file.state == "same" and file.data != file.output.text.encode())
        with contextlib.suppress(OSError):  # without its record it is merged into the next time, which harms nothing
            records.remember(state, file.path, file.data, "merged" if merged else "whole")
        sink(Written(file.output.format, str(file.path), str(kept or "")))


def _write(state: Path, file: FileToWrite) -> Path | None:
    """Write a file; where it is somebody's, return what keeps the old one."""
    try:
        if file.before is None:
            file.path.parent.mkdir(parents=True, exist_ok=True)
            _create(file)
            return None
        if file.state != "merge" or records.made(state, file.path, file.before) is not None:
            storage.rewrite(file.path, file.data, file.before)
            return None
        return _rewrite(file, file.before)
    except storage.ChangedMeanwhile:
        raise InputRefused(_changed(file.path)) from None
    except OSError as error:
        raise FileRefused(
            Explanation(
                f"{file.path} can't be written: {_reason(error)}.",
                rescued(state, file.path.name, file.data.decode()),
                f"{_mend(error)}; or copy the kept file there.",
                str(error),
            )
        ) from error


def _create(file: FileToWrite) -> None:
    """Write a new file; one that came meanwhile is somebody's."""
    try:
        storage.create(file.path, file.data)
    except FileExistsError:
        raise InputRefused(_changed(file.path)) from None


def _rewrite(file: FileToWrite, before: bytes) -> Path:
    """Replace somebody's file; what keeps the old one, which stays only where there is a new one."""
    kept, fresh = storage.keep_beside(file.path.resolve(), before)
    try:
        storage.rewrite(file.path, file.data, before)
    except BaseException:
        if fresh:
            kept.unlink(missing_ok=True)
        raise
    return kept


def _reason(error: OSError) -> str:
    if isinstance(error, storage.Unkept):
        return f"its {error.what} could not be kept, and whoever reads it now might not be able to any more"
    return error.strerror or str(error)


def _mend(error: OSError) -> str:
    if isinstance(error, storage.Unkept):
        return "Save as the file's owner, or as root"
    mends = {
        errno.ENOSPC: "Make room on that disk, then save again",
        errno.EDQUOT: "Make room on that disk, then save again",
        errno.EBUSY: "It is mounted by itself, as containers do: save outside of the container",
    }
    return mends.get(error.errno or 0, "Mend the folder or choose another path, then save again")


def _changed(path: Path) -> Explanation:
    return Explanation(
        f"{path} was changed by somebody while this was under way.",
        "It is left as it is now.",
        "Save again: it is read anew.",
    )

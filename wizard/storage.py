"""Files that lose nothing: atomic writes, private modes, the program's folders, locks between processes.

Nothing here knows what the files mean; callers give whole texts and get whole texts back.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

HOME_VARIABLE = "POMERIUM_COGNITO_HOME"


class Busy(Exception):
    """Another process holds the lock; `path` is the lock's file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"held by another process: {path}")
        self.path = path


def state_folder() -> Path:
    """The folder of journals, window memory and practice state; made on first use, mode 0700.

    `POMERIUM_COGNITO_HOME` moves it; else it is the platform's own user data folder.
    """
    moved = os.environ.get(HOME_VARIABLE)
    if moved:
        folder = Path(moved).expanduser().absolute()
    else:
        from platformdirs import user_data_path

        folder = user_data_path("pomerium-cognito", appauthor=False)
    return private_folder(folder)


def private_folder(folder: Path) -> Path:
    """Make `folder` with its parents where missing, readable by its owner alone; return it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def write_private(path: Path, text: str) -> None:
    """Replace `path` by `text` (UTF-8, newlines as given) in one step, mode 0600.

    A reader sees the old file or the new one, never a part; a crash leaves the old one.
    Raises OSError when the folder or the disk refuses; the old file is then untouched.
    """
    _replaced(path, text)


def rewrite(path: Path, text: str) -> None:
    """Replace the text of a file that exists, in one step; its owner, group, mode, ACL and extended attributes stay.

    A link stays one: the file behind it is replaced. Raises OSError where any of it can't be kept, or as
    `write_private` does; the old file is then untouched.
    """
    there = path.resolve(strict=True)
    _replaced(there, text, lambda temporary: _dress(temporary, there))


def _dress(file: Path, like: Path) -> None:
    """Give `file` what `like` has beside its text."""
    if hasattr(os, "chown"):
        now, then = file.stat(), like.stat()
        if (now.st_uid, now.st_gid) != (then.st_uid, then.st_gid):
            os.chown(file, then.st_uid, then.st_gid)
    shutil.copymode(like, file)
    if sys.platform == "linux":
        for name in os.listxattr(like):
            if not name.startswith("security."):  # the system's own marks come from the folder
                os.setxattr(file, name, os.getxattr(like, name))


def _replaced(path: Path, text: str, dress: Callable[[Path], None] | None = None) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.", suffix=".new")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if dress is not None:
            dress(Path(temporary))
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    _sync_folder(path.parent)


def append_private(path: Path, line: str) -> None:
    """Append one line to `path` and wait until the disk has it; a new file gets mode 0600.

    A line cut short by a crash is ended first, so that it never swallows the next one.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
            if file.read(1) != b"\n":
                line = "\n" + line
        file.write(line.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


@contextlib.contextmanager
def locked(path: Path, seconds: float = 0.0) -> Iterator[None]:
    """Hold the lock file `path` while the block runs; wait at most `seconds` for it.

    Raises Busy when another process (or another holder in this one) keeps it longer.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(path, timeout=seconds, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        raise Busy(path) from None
    try:
        yield
    finally:
        lock.release()


def _sync_folder(folder: Path) -> None:
    """Let the rename itself survive a power cut where the platform can sync folders (not Windows)."""
    with contextlib.suppress(OSError, AttributeError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

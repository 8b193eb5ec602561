"""Files that lose nothing: atomic writes, private modes, the program's folders, locks between processes.

Nothing here knows what the files mean; callers give whole texts and get whole texts back.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

HOME_VARIABLE = "POMERIUM_COGNITO_HOME"
_SUFFIX = ".new"
_ACL = "system.posix_acl_access"


class Busy(Exception):
    """Another process holds the lock; `path` is the lock's file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"held by another process: {path}")
        self.path = path


class Unkept(OSError):
    """What a file has beside its content can't be given to the one that is to replace it; `what` names it."""

    def __init__(self, what: str, cause: OSError | None = None) -> None:
        super().__init__(cause.errno if cause else errno.EPERM, f"its {what} can't be kept")
        self.what = what


class ChangedMeanwhile(Exception):
    """A file holds other bytes than those that were read."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"changed meanwhile: {path}")
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
    _replaced(path, text.encode())


def create(path: Path, data: bytes) -> None:
    """As `write_private`, but never over anything: raises FileExistsError where something has come meanwhile."""

    def into_place(temporary: Path) -> None:
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            raise
        except OSError:  # no hard links on this disk
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
            temporary.replace(path)
        else:
            temporary.unlink()

    _sweep(path)
    _replaced(path, data, put=into_place)


def rewrite(path: Path, text: str | bytes, before: bytes | None = None) -> None:
    """Replace the text of a file that exists, in one step; its owner, group, mode, ACL and extended attributes stay.

    A link stays one: the file behind it is replaced. Raises ChangedMeanwhile where it no longer holds `before`,
    Unkept where any of it can't be kept, OSError as `write_private` does; the old file is then untouched.
    """
    there = path.resolve(strict=True)

    def dress(temporary: Path) -> None:
        _dress(temporary, there)
        if before is not None and there.read_bytes() != before:
            raise ChangedMeanwhile(path)

    _sweep(there)
    _replaced(there, text.encode() if isinstance(text, str) else text, dress)


def keep_beside(path: Path, data: bytes) -> tuple[Path, bool]:
    """Keep a file's present content beside it, as NAME.bak or the first number that is free.

    Returns where, and whether it was made now: one that was kept before and is the same serves. What is kept is
    readable by nobody who could not read the file. Raises OSError.
    """
    for number in itertools.count():
        kept = path.with_name(f"{path.name}.bak{f'.{number}' if number else ''}")
        if os.path.lexists(kept):
            if kept.is_file() and not kept.is_symlink() and kept.read_bytes() == data:
                return kept, False
            continue
        create(kept, data)
        with contextlib.suppress(OSError):  # without it the copy is its writer's alone, which is narrower
            _dress(kept, path)
        return kept, True
    raise AssertionError("count never ends")


def _dress(file: Path, like: Path) -> None:
    """Give `file` what `like` has beside its text. Raises Unkept."""
    then = like.stat()
    if hasattr(os, "chown"):
        now = file.stat()
        if (now.st_uid, now.st_gid) != (then.st_uid, then.st_gid):
            with _unkept("owner and group"):
                os.chown(file, then.st_uid, then.st_gid)
    if sys.platform == "linux":
        for name in set(os.listxattr(file)) - set(os.listxattr(like)):
            if name == _ACL:  # comes from the folder, and would let in whom the file does not
                os.removexattr(file, name)
    with _unkept("mode"):
        shutil.copymode(like, file)
    if sys.platform == "linux":
        for name in os.listxattr(like):
            _mark(file, like, name)


def _mark(file: Path, like: Path, name: str) -> None:
    """Give an extended attribute; marks that the kernel keeps of the content are its own."""
    value = os.getxattr(like, name)
    if name in ("security.ima", "security.evm") or _xattr(file, name) == value:
        return
    with _unkept("access control list" if name == _ACL else f"extended attribute {name}"):
        os.setxattr(file, name, value)


def _xattr(file: Path, name: str) -> bytes | None:
    with contextlib.suppress(OSError):
        return os.getxattr(file, name)
    return None


@contextlib.contextmanager
def _unkept(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unkept(what, error) from error


def _replaced(
    path: Path,
    data: bytes,
    dress: Callable[[Path], None] | None = None,
    put: Callable[[Path], object] | None = None,
) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path), suffix=_SUFFIX)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if dress is not None:
            dress(temporary)
        if put is not None:
            put(temporary)
        else:
            temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def _prefix(path: Path) -> str:
    return f".{path.name[:100]}."


def _sweep(path: Path) -> None:
    """Remove what a run that was killed has left beside the file: it may hold a secret."""
    with contextlib.suppress(OSError):
        for left in path.parent.iterdir():
            mine = left.name.startswith(_prefix(path)) and left.name.endswith(_SUFFIX)
            if mine and len(left.name) == len(_prefix(path) + _SUFFIX) + 8 and left.stat().st_mtime < time.time() - 60:
                left.unlink()


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

"""What the program keeps on this computer, and taking it away, for whoever removes the program for good.

Amazon is not asked: what `apply` made there stays, and so do setup files and what was written for Pomerium.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wizard import storage
from wizard.errors import Explanation, FileRefused
from wizard.events import Cancel, Sink
from wizard.jobs.secret import KEPT
from wizard.vault import SecretKey, SecretStore

_OURS = ("journals", "setups", "rescued", "practice", "written.json", "window.json")
_JOURNALS = ("journals/*.jsonl", "practice/journals/*.jsonl")
_LOCKS = ("journals/*.lock", "practice/*.lock", "practice/journals/*.lock")


@dataclass(frozen=True, slots=True)
class Kept:
    """The secrets that the store has, of those that journals name; and what stands in the state folder."""

    secrets: tuple[SecretKey, ...]
    paths: tuple[Path, ...]

    @property
    def nothing(self) -> bool:
        """Whether this computer holds nothing of the program's."""
        return not (self.secrets or self.paths)


@dataclass(frozen=True, slots=True)
class FindKept:
    """Reads journals and asks the store; changes nothing."""

    state: Path
    store: SecretStore

    def run(self, sink: Sink, cancel: Cancel) -> Kept:
        """Raises KeyringUnusable, Stopped."""
        del sink
        found = []
        for key in dict.fromkeys(_keys(self.state)):
            cancel.check()
            if self.store.keeps and self.store.get(key) is not None:
                found.append(key)
        paths = (self.state / name for name in _OURS)
        return Kept(tuple(found), tuple(path for path in paths if path.exists()))


@dataclass(frozen=True, slots=True)
class Clear:
    """Takes away what was found: secrets first, since the journals alone tell their names."""

    state: Path
    store: SecretStore
    kept: Kept

    def run(self, sink: Sink, cancel: Cancel) -> None:
        """Raises Busy while another run works with any of it, KeyringUnusable, FileRefused, Stopped."""
        del sink
        with contextlib.ExitStack() as stack:
            for lock in sorted(path for place in _LOCKS for path in self.state.glob(place)):
                stack.enter_context(storage.locked(lock))
            for key in self.kept.secrets:
                cancel.check()
                self.store.forget(key)
        for path in self.kept.paths:
            try:
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
            except OSError as error:
                raise FileRefused(_unremoved(path, error)) from error
        with contextlib.suppress(OSError):
            self.state.rmdir()  # stays where something stands in it that is not ours


def _keys(state: Path) -> Iterator[SecretKey]:
    """Names of secrets, out of every line of every journal; a line that can't be read names none."""
    for path in sorted(path for place in _JOURNALS for path in state.glob(place)):
        pool = ""
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
                told = json.loads(line)
                pool = told["ids"].get("pool") or pool
                client = told["ids"].get("client")
                if pool and client:
                    key = SecretKey(told["account"], told["region"], pool, client)
                    yield from (dataclasses.replace(key, what=what) for what in KEPT)


def _unremoved(path: Path, error: OSError) -> Explanation:
    return Explanation(
        f"{path} can't be removed: {error.strerror or error}.",
        "The secrets are out of the store already; the rest of the state stays.",
        "Mend its permissions, then run this again, or remove it by hand.",
        str(error),
    )

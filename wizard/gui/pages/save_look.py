"""What Save would write, and what stands at those paths now; read on a thread."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wizard.cognito.snapshot import Snapshot
from wizard.events import Cancel, Sink
from wizard.gui.widgets.diff import DiffLine
from wizard.jobs.adapters import Adapters
from wizard.jobs.plan import look
from wizard.jobs.save import FileToWrite, files
from wizard.jobs.secret import client_secret, key_of
from wizard.pomerium.outputs import FORMATS
from wizard.pomerium.settings import SECRET_KEY, PomeriumSettings, settings
from wizard.setup.model import Setup
from wizard.vault import DOTS

SECRET = "client secret"  # noqa: S105  the name under which a view asks for it


@dataclass(frozen=True, slots=True)
class Shown:
    """One file: what would be written, and its lines against those that stand there, secrets as dots."""

    file: FileToWrite
    lines: tuple[DiffLine, ...]
    whole: tuple[DiffLine, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """All that the page shows. `store` is the secret store's name, '' where none keeps it."""

    snapshot: Snapshot
    told: PomeriumSettings
    files: tuple[Shown, ...]
    store: str


@dataclass(frozen=True, slots=True)
class Look:
    """`base` is the folder that relative paths start from."""

    adapters: Adapters
    setup: Setup
    base: Path

    def run(self, sink: Sink, cancel: Cancel) -> Ready:
        """Raises as `jobs.render.ReadSettings` does; writes nothing."""
        adapters, setup = self.adapters, self.setup
        found = look(adapters, setup, sink, cancel)
        key = key_of(found)
        told = settings(setup, found.issuer, key.client_id, client_secret(adapters, found), adapters.practice)
        planned = files(adapters.state, setup, told, self.base)
        store = adapters.store
        return Ready(found, told, tuple(_shown(file) for file in planned), store.name if store.keeps else "")


def _shown(file: FileToWrite) -> Shown:
    new = file.output.masked.splitlines()
    whole = tuple(_line(" ", text) for text in new)
    if file.state != "ours":
        return Shown(file, whole, ())
    return Shown(file, tuple(_against(_there(file), new)), whole)


def _there(file: FileToWrite) -> list[str]:
    """The lines on disk; the secret in them, which may be an older one, as dots."""
    try:
        text = file.path.read_text(encoding="utf-8")
        older = FORMATS[file.output.format].read(text).get(SECRET_KEY, "")
    except (OSError, ValueError):
        return []
    return (text.replace(older, DOTS) if older else text).splitlines()


def _against(old: list[str], new: list[str]) -> Iterable[DiffLine]:
    for text in difflib.ndiff(old, new):
        if text[0] in "+- ":
            yield _line(text[0], text[2:])


def _line(sign: str, text: str) -> DiffLine:
    # Only the new secret can be shown: an older one is nobody's business any more.
    return DiffLine(sign, text, SECRET if DOTS in text and sign != "-" else "")

"""What Save would write, and what stands at those paths now; read on a thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wizard.cognito.snapshot import Snapshot
from wizard.events import Cancel, Sink
from wizard.gui.widgets.diff import DiffLine
from wizard.jobs.adapters import Adapters
from wizard.jobs.kubectl import Manifests, has_kubectl, manifests
from wizard.jobs.plan import look
from wizard.jobs.render import told
from wizard.jobs.save import FileToWrite, files
from wizard.jobs.standing import all_rows, changed_rows
from wizard.pomerium.merging.difference import Row
from wizard.pomerium.settings import PomeriumSettings
from wizard.setup.model import Setup

SECRET = "client secret"  # noqa: S105  the name under which a view asks for it


@dataclass(frozen=True, slots=True)
class Shown:
    """One file: what would be written, and its lines against those that stand there, secrets as dots."""

    file: FileToWrite
    lines: tuple[DiffLine, ...]
    whole: tuple[DiffLine, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """All that the page shows. `store` is the secret store's name, '' where none keeps it.

    `manifests` are what this computer's kubectl could give to a cluster, None where there are none or no kubectl is.
    """

    snapshot: Snapshot
    told: PomeriumSettings
    files: tuple[Shown, ...]
    store: str
    manifests: Manifests | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """`base` is the folder that relative paths start from; `with_secrets` as ReadSettings."""

    adapters: Adapters
    setup: Setup
    base: Path
    with_secrets: bool = False

    def run(self, sink: Sink, cancel: Cancel) -> Ready:
        """Raises as `jobs.render.ReadSettings` does; writes nothing."""
        adapters, setup = self.adapters, self.setup
        found = look(adapters, setup, sink, cancel)
        settings = told(adapters, setup, found, self.with_secrets)
        planned = files(adapters.state, setup, settings, self.base)
        store = adapters.store
        secret = settings.client_secret.reveal() if settings.client_secret else ""
        shown = tuple(_shown(file, secret) for file in planned)
        given = manifests(planned, settings) if has_kubectl() else None
        return Ready(found, settings, shown, store.name if store.keeps else "", given)


def _shown(file: FileToWrite, secret: str) -> Shown:
    """Without a look back where nothing stands there, and where what stands is left."""
    all_of_it = tuple(_line(row) for row in all_rows(file, secret))
    if file.state not in ("ours", "merge"):
        return Shown(file, all_of_it, ())
    return Shown(file, tuple(_line(row) for row in changed_rows(file, secret)), all_of_it)


def _line(row: Row) -> DiffLine:
    # Only the new secret can be shown: an older one, or another's, is nobody's business here.
    if row.sign == "@":
        return DiffLine(" ", "⋯")
    return DiffLine(row.sign, row.text, SECRET if row.ours else "")

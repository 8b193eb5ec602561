"""One Pomerium output as text, from what stands at Amazon and the secret in the store."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wizard.cognito.planner import plan
from wizard.cognito.snapshot import Snapshot
from wizard.events import Cancel, Progress, Sink
from wizard.jobs.adapters import Adapters
from wizard.jobs.own_secrets import own_secrets
from wizard.jobs.plan import look
from wizard.jobs.secret import client_secret, key_of
from wizard.pomerium.outputs import FORMATS
from wizard.pomerium.outputs.secret_files import OPTIONS
from wizard.pomerium.settings import PomeriumSettings, masked, settings
from wizard.setup.model import Setup


@dataclass(frozen=True, slots=True)
class Rendered:
    """An output's text with the secret in clear, the same with dots, and sentences to show beside it.

    `bare`: the text is one secret, with nothing around it.
    """

    format: str
    text: str = field(repr=False)
    masked: str
    warnings: tuple[str, ...]
    holds_secret: bool
    bare: bool = False


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """What Pomerium is to be told, read from Amazon and the store.

    `with_secrets`: Pomerium's own secrets are made where the store has none.
    """

    adapters: Adapters
    setup: Setup
    with_secrets: bool = False

    def run(self, sink: Sink, cancel: Cancel) -> PomeriumSettings:
        """Raises FaultFound while there is nothing to tell, AmazonRefused, KeyringUnusable, Stopped.

        What Amazon does not have yet is told as progress: Pomerium would rely on it.
        """
        snapshot = look(self.adapters, self.setup, sink, cancel)
        pending = plan(self.setup, snapshot).actions
        if pending:
            names = ", ".join(action.title for action in pending[:3])
            sink(Progress(f"Not at Amazon as the setup says: {names}. Run apply, or Pomerium may ask in vain."))
        return told(self.adapters, self.setup, snapshot, self.with_secrets)


def told(adapters: Adapters, setup: Setup, snapshot: Snapshot, with_secrets: bool = False) -> PomeriumSettings:
    """What Pomerium is to be told of what stands at Amazon. Raises as ReadSettings does."""
    key = key_of(snapshot)
    secret = client_secret(adapters, snapshot)
    found = settings(setup, snapshot.issuer, key.client_id, secret, adapters.practice)
    own: dict[str, Any] = own_secrets(adapters, setup, key, make=with_secrets)
    return dataclasses.replace(found, **own)


@dataclass(frozen=True, slots=True)
class Render:
    """`format` is a name of FORMATS, `base` the folder that relative paths of outputs start from."""

    adapters: Adapters
    setup: Setup
    format: str
    with_secrets: bool = False
    base: Path = Path()

    def run(self, sink: Sink, cancel: Cancel) -> Rendered:
        """The output. Raises as ReadSettings does, and InputRefused for a value that the format can't carry."""
        found = ReadSettings(self.adapters, self.setup, self.with_secrets).run(sink, cancel)
        return rendered(self.format, beside(found, self.setup, self.base))


def beside(told: PomeriumSettings, setup: Setup, base: Path) -> PomeriumSettings:
    """The settings, with the paths of secrets that have an output of their own."""
    paths = ((OPTIONS[o.format], str(path_of(base, o.path))) for o in setup.pomerium.outputs if o.format in OPTIONS)
    return dataclasses.replace(told, secret_files=tuple(paths))


def path_of(base: Path, path: str | Path) -> Path:
    """An output's path as a whole."""
    return (base / Path(path).expanduser()).absolute()


def rendered(name: str, told: PomeriumSettings) -> Rendered:
    """One output from settings that are known."""
    output = FORMATS[name]
    text = output.render(told)
    return Rendered(name, text, output.render(masked(told)), output.warnings(told), output.holds_secret, output.bare)

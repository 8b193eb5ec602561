"""One Pomerium output as text, from what stands at Amazon and the secret in the store."""

from __future__ import annotations

from dataclasses import dataclass, field

from wizard.cognito.planner import plan
from wizard.events import Cancel, Progress, Sink
from wizard.jobs.adapters import Adapters
from wizard.jobs.plan import look
from wizard.jobs.secret import client_secret, key_of
from wizard.pomerium.outputs import FORMATS
from wizard.pomerium.settings import PomeriumSettings, masked, settings
from wizard.setup.model import Setup


@dataclass(frozen=True, slots=True)
class Rendered:
    """An output's text with the secret in clear, the same with dots, and sentences to show beside it."""

    format: str
    text: str = field(repr=False)
    masked: str
    warnings: tuple[str, ...]
    holds_secret: bool


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """What Pomerium is to be told, read from Amazon and the store."""

    adapters: Adapters
    setup: Setup

    def run(self, sink: Sink, cancel: Cancel) -> PomeriumSettings:
        """Raises FaultFound while there is nothing to tell, AmazonRefused, KeyringUnusable, Stopped.

        What Amazon does not have yet is told as progress: Pomerium would rely on it.
        """
        snapshot = look(self.adapters, self.setup, sink, cancel)
        pending = plan(self.setup, snapshot).actions
        if pending:
            names = ", ".join(action.title for action in pending[:3])
            sink(Progress(f"Not at Amazon as the setup says: {names}. Run apply, or Pomerium may ask in vain."))
        key = key_of(snapshot)
        secret = client_secret(self.adapters, snapshot)
        return settings(self.setup, snapshot.issuer, key.client_id, secret, self.adapters.practice)


@dataclass(frozen=True, slots=True)
class Render:
    """`format` is a name of FORMATS."""

    adapters: Adapters
    setup: Setup
    format: str

    def run(self, sink: Sink, cancel: Cancel) -> Rendered:
        """The output. Raises as ReadSettings does, and InputRefused for a value that the format can't carry."""
        return rendered(self.format, ReadSettings(self.adapters, self.setup).run(sink, cancel))


def rendered(name: str, told: PomeriumSettings) -> Rendered:
    """One output from settings that are known."""
    output = FORMATS[name]
    text = output.render(told)
    return Rendered(name, text, output.render(masked(told)), output.warnings(told), output.holds_secret)

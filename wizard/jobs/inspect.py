"""What is wrong, for Cognito, in somebody's own Pomerium configuration or log; reads one file, sends nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wizard.errors import Explanation, InputRefused
from wizard.errors.explain import explain_text
from wizard.events import Cancel, Sink
from wizard.pomerium import inspecting
from wizard.setup.fault import Fault
from wizard.setup.model import Setup


@dataclass(frozen=True, slots=True)
class Inspected:
    """Faults and warnings by line, and a setup that adopts what the configuration names and is saved into that file.

    `setup` is None for a log, and for a configuration that names no user pool of Cognito's.
    """

    faults: tuple[Fault, ...]
    setup: Setup | None
    is_log: bool = False


@dataclass(frozen=True, slots=True)
class InspectFile:
    """Reads the file anew each time: somebody may mend it in an editor meanwhile."""

    path: Path

    def run(self, sink: Sink, cancel: Cancel) -> Inspected:
        """Raises InputRefused for a file that can't be read, and for a text that is neither configuration nor log."""
        del sink
        cancel.check()
        try:
            raw = self.path.read_bytes()
        except OSError as error:
            why = Explanation(f"{self.path} can't be read: {error.strerror or error}.", mend="Compare the path.")
            raise InputRefused(why) from error
        return inspected(raw.decode("utf-8-sig", "replace"), cancel, path=str(self.path.absolute()))


def inspected(text: str, cancel: Cancel | None = None, path: str = "") -> Inspected:
    """The same for a text, which came from `path`. Raises InputRefused, and Stopped between two lines of a log."""
    try:
        document = inspecting.read(text)
    except InputRefused:
        known = tuple(_log(text, cancel or Cancel()))
        if not known:
            raise
        return Inspected(known, None, is_log=True)
    return Inspected(inspecting.faults(document), inspecting.setup_of(document, path))


def _log(text: str, cancel: Cancel) -> Iterator[Fault]:
    """A fault for each line that the tables of errors know."""
    for number, line in enumerate(text.splitlines(), 1):
        cancel.check()
        why = explain_text(line) if line.strip() else None
        if why is not None and why.known:
            message = " ".join(part for part in (why.happened, why.means) if part)
            yield Fault("", "log", "fault", message, why.mend, why.source, line=number)

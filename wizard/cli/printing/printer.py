"""What every way of printing can do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from wizard.events import Event

if TYPE_CHECKING:
    from wizard.cli.ending import Answer
    from wizard.cli.printing.words import Line
    from wizard.cognito.plan import Plan
    from wizard.setup.fault import Fault


class Printer(Protocol):
    """Answers go to standard output; notes, warnings and errors to standard error, in JSON all to standard output.

    A reader that went away silences it, and so does a full disk; the work goes on.
    """

    lost: OSError | None  # why a part of the output could not be written, if so

    def sink(self, event: Event) -> None:
        """Tell an event of a job."""

    def plan(self, plan: Plan) -> None:
        """Show what would be done, and the counts."""

    def faults(self, faults: Iterable[Fault], file: Path | None = None, *, aside: bool) -> None:
        """Show faults and warnings; `aside`: they are not what was asked for."""

    def say(self, text: str) -> None:
        """A line of the answer for people; JSON has the same in its result."""

    def lines(self, lines: Iterable[Line]) -> None:
        """Lines of the answer for people, each with its colour; JSON has the same in its result."""

    def note(self, text: str) -> None:
        """A line beside the answer."""

    def still(self) -> None:
        """Take away what shows that something is under way."""

    def end(self, answer: Answer) -> None:
        """The command's end: its text, what stands in the way, in JSON the result line."""

    def last_words(self) -> bytes:
        """What standard output still needs when the process has to end at once."""
        ...

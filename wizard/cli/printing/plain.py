"""Lines for a pipe: one a thing that ends, words instead of signs, no colour, nothing that is overwritten later."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.cli.printing import words
from wizard.cli.printing.streams import write
from wizard.cli.printing.words import Line
from wizard.events import Done, Event, Failed, Progress, Skipped, Started, Waiting, Written

if TYPE_CHECKING:
    from wizard.cli.ending import Answer
    from wizard.cognito.plan import Plan
    from wizard.setup.fault import Fault


class Plain:
    """Answers and events on standard output, all that is beside them on standard error."""

    def __init__(self, verbose: bool = False) -> None:
        self._verbose = verbose
        self.lost: OSError | None = None

    def out(self, line: Line) -> None:
        """A line on standard output."""
        self._put(words.shown(line.text) + "\n")

    def err(self, line: Line) -> None:
        """A line on standard error."""
        write(sys.stderr, words.shown(line.text) + "\n")

    def _put(self, text: str) -> None:
        self.lost = write(sys.stdout, text) or self.lost

    def sink(self, event: Event) -> None:
        """Tell an event of a job."""
        if isinstance(event, Progress):
            self.err(Line(event.text, "dim"))
        elif isinstance(event, Written):
            self.out(Line(f"written  {event.path} ({event.format}){words.kept(event)}", "good"))
        elif isinstance(event, Started):
            self._started(event)
        elif isinstance(event, Waiting):
            self.out(Line(f"waiting  {event.of.title}: {words.waiting_text(event)}", "caution"))
        elif isinstance(event, Done | Failed | Skipped):
            self.ended(event)

    def _started(self, event: Started) -> None:
        if words.is_action(event.of):
            self.out(Line(f"started  {event.of.title}{f' ({event.text})' if event.text else ''}", "dim"))

    def ended(self, event: Done | Failed | Skipped) -> None:
        """The closing lines of an action or a check."""
        action = words.is_action(event.of)
        if isinstance(event, Done):
            text = event.text if action else " ".join(x for x in (words.proof(event.of), event.text) if x)
            if event.aside is not None:
                self.out(Line(f"note     {event.of.title}: {event.aside.text}", "caution"))
                return
            time = f" ({words.took(event.seconds)})" if action else ""
            head = "done    " if action else "passed  "
            self.out(Line(f"{head} {event.of.title}{time}{f': {text}' if text else ''}", "good"))
        elif isinstance(event, Failed) and words.stopped(event.why):
            self.out(Line(f"stopped  {event.of.title}", "caution"))
        elif isinstance(event, Failed):
            self.out(Line(f"failed   {event.of.title}", "bad"))
            for line in words.error_lines(event.why, verbose=self._verbose):
                self.out(Line(f"         {line.text}", line.role))
        else:
            self.out(Line(f"skipped  {event.of.title}: {event.why}", "caution"))

    def plan(self, plan: Plan) -> None:
        """Show what would be done, and the counts."""
        for line in words.plan_lines(plan):
            self.out(line)

    def faults(self, faults: Iterable[Fault], file: Path | None = None, *, aside: bool) -> None:
        """A line each."""
        for line in words.fault_lines(faults, file):
            (self.err if aside else self.out)(line)

    def say(self, text: str) -> None:
        """A line of the answer."""
        self.out(Line(text))

    def lines(self, lines: Iterable[Line]) -> None:
        """Lines of the answer."""
        for line in lines:
            self.out(line)

    def note(self, text: str) -> None:
        """A line beside the answer."""
        self.err(Line(text, "caution"))

    def still(self) -> None:
        """Nothing moves here."""

    def end(self, answer: Answer) -> None:
        """The text as it stands, then what stands in the way."""
        self.still()
        if answer.text is not None:
            self._put(answer.text)
        if answer.why is not None:
            for line in words.error_lines(answer.why, answer.names, verbose=self._verbose):
                self.err(line)

    def last_words(self) -> bytes:
        """None."""
        return b""

"""Adapters for one command: practice mode or Amazon, and jobs that a signal can stop."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from wizard.cli.logs import LOG
from wizard.cli.options import Call
from wizard.cli.stopping import terminated_as_interrupted, wishing
from wizard.errors import Explanation, FileRefused, InputRefused
from wizard.events import Cancel, Event, Sink

if TYPE_CHECKING:
    from wizard.app import Mode
    from wizard.jobs.adapters import Adapters
    from wizard.practice import Practice
    from wizard.setup.model import Setup

_T_co = TypeVar("_T_co", covariant=True)
_T = TypeVar("_T")
PRACTICE = "practice mode: a stand-in on this computer, not Amazon"


class Job(Protocol[_T_co]):
    """Any job."""

    def run(self, sink: Sink, cancel: Cancel) -> _T_co:
        """Do it."""
        ...


@dataclass(frozen=True, slots=True)
class Reach:
    """What a command works with; `cancel` is shared by all its jobs."""

    call: Call
    adapters: Adapters
    cancel: Cancel

    def run(self, job: Job[_T]) -> _T:
        """The job's result; its events are printed, and Ctrl-C stops it after the call in flight."""
        printer = self.call.printer

        def sink(event: Event) -> None:
            LOG.debug("%s", event)
            printer.sink(event)

        LOG.debug("job %s", type(job).__name__)
        with wishing(self.cancel, printer.note, printer.last_words()):
            result = job.run(sink, self.cancel)
        printer.still()
        return result


@contextlib.contextmanager
def reach(call: Call, setup: Setup) -> Iterator[Reach]:
    """Adapters for the setup while the block runs; the stand-in is started where practice is asked for."""
    from wizard import app

    with terminated_as_interrupted(), contextlib.ExitStack() as stack:
        mode = mode_of(call)
        try:
            practice = stack.enter_context(_practice(call)) if mode.practice else None
            adapters = app.adapters(setup, mode, practice)
        except OSError as error:
            raise FileRefused(_no_state(error)) from error
        yield Reach(call, adapters, Cancel())


def _no_state(error: OSError) -> Explanation:
    where = f": {error.filename}" if error.filename else ""
    return Explanation(
        f"The folder for the wizard's state can't be used{where} ({error.strerror or error}).",
        "Its journals are what an interrupted run goes on from, so nothing was sent.",
        "Free space or mend its permissions, or name another folder in the variable POMERIUM_COGNITO_HOME.",
        str(error),
    )


def mode_of(call: Call) -> Mode:
    """The mode that the flags ask for."""
    from wizard.app import Mode

    return Mode(practice=call.flags.practice, secrets=call.flags.secrets)


@contextlib.contextmanager
def _practice(call: Call) -> Iterator[Practice]:
    from wizard import app

    call.printer.note(PRACTICE)
    if call.flags.demo_reset:
        empty_practice()
    try:
        practice = app.start_practice()
    except ValueError as error:
        raise InputRefused(_unusable(error)) from error
    try:
        yield practice
    finally:
        practice.close()


def _unusable(error: ValueError) -> Explanation:
    variable = next((word for word in str(error).split() if word in os.environ), None)
    if variable is not None:
        return Explanation(f"Practice mode can't start: {error}.", "Nothing real is concerned.", f"Unset {variable}.")
    return Explanation(
        "Practice mode can't start: its state can't be read.",
        "Nothing real is concerned.",
        "Empty it with --demo-reset.",
        str(error),
    )


def empty_practice() -> None:
    """Empty the stand-in. Raises Busy while another process runs it."""
    from wizard import app, practice

    practice.reset(app.practice_folder())

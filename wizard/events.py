"""What a running job tells: plain data that the command prints, the window draws and tests collect.

A job is `run(sink, cancel)`. The sink is called from one thread only; `cancel` is asked before each call and
during each wait. A call in flight is always finished.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from wizard.errors import Explanation, Stopped


def next_try(text: str, seconds: float, attempt: int, attempts: int) -> str:
    """`text`, then when the next try is and which of how many; a pause of less than a second counts as one."""
    whole = max(1, round(seconds))
    return f"{text} Next try in {whole} second{'' if whole == 1 else 's'}, {attempt} of {attempts}."


class Subject(Protocol):
    """What an event is about: a planned action or a check; `id` is stable over runs."""

    @property
    def id(self) -> str:
        """Stable over runs, unique in one."""
        ...

    @property
    def title(self) -> str:
        """In a person's words."""
        ...


@dataclass(frozen=True, slots=True)
class Started:
    """Work on the subject begins; `text` says what happens and how long that usually takes."""

    of: Subject
    text: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The subject waits: `text` says for whom; the next try, the `attempt`-th of `attempts`, is in `seconds`."""

    of: Subject
    text: str
    seconds: float
    attempt: int = 1
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class Done:
    """The subject ended well after `seconds`; `aside` is what is worth knowing all the same, and what to do."""

    of: Subject
    seconds: float
    text: str = ""
    aside: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """The subject ended in a fault after `seconds`; what else could be done was done."""

    of: Subject
    seconds: float
    why: Explanation


@dataclass(frozen=True, slots=True)
class Skipped:
    """The subject was not tried; `why` names what would have to hold first."""

    of: Subject
    why: str


@dataclass(frozen=True, slots=True)
class Progress:
    """A sentence about the job as a whole; `total` is None where it is not known.

    One that is `lasting` is to stay in sight when the next one comes, as an address that somebody has to open.
    """

    text: str
    done: int = 0
    total: int | None = None
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A file stands on disk: its output format, its path, and where what stood there before is kept, '' if not."""

    format: str
    path: str
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of a long list, as soon as they are there; what a row is depends on the job."""

    rows: tuple[object, ...]


Event = Started | Waiting | Done | Failed | Skipped | Progress | Written | Found
Sink = Callable[[Event], None]


class Cancel:
    """A wish to stop, set from any thread, heard by the job at its next pause."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._wish = False
        self._hurried = 0

    def wish(self) -> None:
        """Ask the job to stop after the call that is in flight."""
        with self._changed:
            self._wish = True
            self._changed.notify_all()

    def hurry(self) -> None:
        """End every pause that the job makes now; later ones are as long as ever."""
        with self._changed:
            self._hurried += 1
            self._changed.notify_all()

    @property
    def wished(self) -> bool:
        """Whether somebody asked."""
        return self._wish

    def check(self) -> None:
        """Raise Stopped when somebody asked."""
        if self._wish:
            raise Stopped()

    def wait(self, seconds: float) -> None:
        """Pause for `seconds`, or until hurried; raise Stopped as soon as somebody asks."""
        with self._changed:
            before = self._hurried
            self._changed.wait_for(lambda: self._wish or self._hurried != before, seconds)
        self.check()


def nobody(event: Event) -> None:
    """A sink for callers that only want the result."""

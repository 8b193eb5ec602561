"""Ctrl-C and SIGTERM: a job finishes the call in flight and keeps what is done; the second one ends at once."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

from wizard.errors import Stopped
from wizard.events import Cancel

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextlib.contextmanager
def terminated_as_interrupted() -> Iterator[None]:
    """While the block runs, SIGTERM raises KeyboardInterrupt, as Ctrl-C does."""

    def interrupt(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        raise KeyboardInterrupt

    with _handled((signal.SIGTERM,), interrupt):
        yield


@contextlib.contextmanager
def wishing(cancel: Cancel, tell: Callable[[str], None], last_words: bytes = b"") -> Iterator[None]:
    """While the block runs, the first signal wishes the job to stop; the second ends the process at once.

    `last_words` go straight to standard output then.
    """
    signals: queue.SimpleQueue[bool] = queue.SimpleQueue()

    def heed() -> None:
        # A thread of its own: a signal handler may interrupt the very lock that the wish needs.
        if signals.get():
            cancel.wish()
            tell("Stopping after the call in flight. Ctrl-C again ends at once.")

    seen: list[int] = []

    def handle(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        if seen:
            os.write(1, last_words)
            os._exit(Stopped.status)
        seen.append(number)
        signals.put(True)  # the one queue whose put may be called from a handler

    threading.Thread(target=heed, daemon=True, name="signals").start()
    try:
        with _handled(_SIGNALS, handle):
            yield
    finally:
        signals.put(False)


@contextlib.contextmanager
def _handled(numbers: tuple[signal.Signals, ...], handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before: dict[signal.Signals, Any] = {number: signal.signal(number, handler) for number in numbers}
    try:
        yield
    finally:
        for number, former in before.items():
            signal.signal(number, former)

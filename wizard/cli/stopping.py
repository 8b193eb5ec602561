"""Ctrl-C and SIGTERM: a job finishes the call in flight and keeps what is done; the second one ends at once.

While somebody is asked nothing is in flight, and the first one ends.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

from wizard.errors import Stopped
from wizard.events import Cancel

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_END = b"\0"


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

    `last_words` go straight to standard output then. Signals are heard by a thread of their own: a handler could
    interrupt the very lock that the wish needs, and would wait while the job is in a call that knows no signals.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    with ours, theirs, _handled(_SIGNALS, _leave_it_to_the_thread):
        before = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        thread = threading.Thread(target=_heed, args=(ours, cancel, tell, last_words), daemon=True, name="signals")
        thread.start()
        try:
            yield
        finally:
            signal.set_wakeup_fd(before)
            theirs.send(_END)
            thread.join()


@contextlib.contextmanager
def at_once() -> Iterator[None]:
    """While the block runs nothing is in flight, as while somebody is asked: a signal raises Stopped."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        raise Stopped()

    before = signal.set_wakeup_fd(-1)
    try:
        with _handled(_SIGNALS, stop):
            yield
    finally:
        signal.set_wakeup_fd(before, warn_on_full_buffer=False)


def _heed(ours: socket.socket, cancel: Cancel, tell: Callable[[str], None], last_words: bytes) -> None:
    """Each signal comes as a byte of its number."""
    for number in iter(lambda: ours.recv(1), _END):
        if number[0] not in _SIGNALS:
            continue
        if cancel.wished:
            os.write(1, last_words)
            os._exit(Stopped.status)
        cancel.wish()
        tell("Stopping after the call in flight. Ctrl-C again ends at once.")


def _leave_it_to_the_thread(number: int, frame: FrameType | None) -> None:
    """The byte is on its way already."""


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

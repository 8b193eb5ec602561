"""Writing to standard output and error when the reader may be gone, or knows fewer characters."""

from __future__ import annotations

import io
import os
import sys
from typing import TextIO


def prepare_streams() -> None:
    """A pipe or file gets UTF-8; a terminal shows a substitute for what it doesn't know."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def write(stream: TextIO | None, text: str) -> OSError | None:
    """Write and flush; returns what was lost, as on a full disk. A reader that went away is no loss.

    After either, this and all that follows is written nowhere: the work in hand goes on.
    """
    if stream is None:
        return None
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        mute(stream)
    except OSError as error:
        mute(stream)
        return error
    return None


def mute(stream: TextIO) -> None:
    """Lead the stream to nowhere, what its buffer still holds included."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, stream.fileno())
    except OSError:  # it has no file behind it
        return
    finally:
        os.close(nowhere)

"""Reads that don't wait for each other, side by side; what they tell reaches the caller's thread alone."""

from __future__ import annotations

import functools
import queue
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from wizard.cognito.calls import Calls

_SIDE_BY_SIDE = 6  # below the ten connections that a client keeps


def together(calls: Calls, reads: Sequence[Callable[[Calls], Any]]) -> list[Any]:
    """The answers in the order of the reads. Once all have ended the first error of that order is raised."""
    if len(reads) < 2:
        return [read(calls) for read in reads]
    told: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
    quiet = calls.telling(
        lambda *words: told.put(functools.partial(calls.tell, *words)),
        lambda text: told.put(functools.partial(calls.say, text)),
    )
    with ThreadPoolExecutor(min(_SIDE_BY_SIDE, len(reads)), thread_name_prefix="read") as pool:
        futures = [pool.submit(read, quiet) for read in reads]
        for future in futures:
            future.add_done_callback(lambda _: told.put(None))
        left = len(reads)
        while left:
            word = told.get()
            if word is None:
                left -= 1
            else:
                word()
    return [future.result() for future in futures]

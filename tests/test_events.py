"""The wish to stop, and the wish to hurry: heard from any thread, during any pause."""

from __future__ import annotations

import threading
import time

import pytest

from wizard.errors import Stopped
from wizard.events import Cancel


def test_a_pause_ends_by_itself() -> None:
    Cancel().wait(0.01)


def test_a_wish_to_stop_ends_the_pause_and_all_later_ones() -> None:
    cancel = Cancel()
    threading.Timer(0.02, cancel.wish).start()
    began = time.monotonic()
    with pytest.raises(Stopped):
        cancel.wait(60)
    assert time.monotonic() - began < 30
    assert cancel.wished
    with pytest.raises(Stopped):
        cancel.check()
    with pytest.raises(Stopped):
        cancel.wait(60)


def test_hurry_ends_the_pauses_of_now_and_stops_nobody() -> None:
    cancel = Cancel()
    ended = [threading.Thread(target=cancel.wait, args=(60,)) for _ in range(2)]
    for thread in ended:
        thread.start()
    while any(thread.is_alive() for thread in ended):
        cancel.hurry()
        for thread in ended:
            thread.join(0.01)
    assert not cancel.wished


def test_hurry_before_a_pause_does_not_shorten_it() -> None:
    cancel = Cancel()
    cancel.hurry()
    began = time.monotonic()
    cancel.wait(0.05)
    assert time.monotonic() - began >= 0.05

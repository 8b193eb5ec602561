"""A wish to stop and a hurried pause; events are plain values."""

import dataclasses
import threading
import time

import pytest

from wizard.errors import Stopped
from wizard.events import Cancel, Done, Progress, Written, next_try, nobody


def test_nobody_has_asked_at_first():
    cancel = Cancel()
    cancel.check()
    cancel.wait(0)
    assert not cancel.wished


def test_a_wish_is_heard_before_and_during_a_pause():
    cancel = Cancel()
    cancel.wish()
    assert cancel.wished
    for hear in (cancel.check, lambda: cancel.wait(3600)):
        with pytest.raises(Stopped) as caught:
            hear()
        assert caught.value.status == 130


@pytest.mark.parametrize(("deed", "stopped"), [("wish", True), ("hurry", False)])
def test_a_pause_ends_from_another_thread(deed, stopped):
    cancel, ended = Cancel(), []

    def pause():
        try:
            cancel.wait(3600)
            ended.append(False)
        except Stopped:
            ended.append(True)

    waiting = threading.Thread(target=pause)
    waiting.start()
    deadline = time.monotonic() + 10
    while waiting.is_alive() and time.monotonic() < deadline:
        getattr(cancel, deed)()
        waiting.join(0.01)
    assert ended == [stopped]


def test_hurrying_shortens_no_later_pause():
    cancel = Cancel()
    cancel.hurry()
    began = time.monotonic()
    cancel.wait(0.05)
    assert time.monotonic() - began >= 0.04


def test_events_are_values():
    assert Written("env", "/x") == Written("env", "/x")
    with pytest.raises(dataclasses.FrozenInstanceError):
        Progress("a").text = "b"
    assert nobody(Done(None, 0.0)) is None


@pytest.mark.parametrize(
    ("seconds", "pause"),
    [(0.0, "1 second"), (0.4, "1 second"), (1.4, "1 second"), (1.6, "2 seconds"), (30, "30 seconds")],
)
def test_the_next_try_is_told_in_whole_seconds(seconds, pause):
    assert (
        next_try("Amazon asked for a pause.", seconds, 2, 6)
        == f"Amazon asked for a pause. Next try in {pause}, 2 of 6."
    )

"""Jobs run on threads; what they tell arrives on the UI thread, at living objects alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from wizard.errors import AmazonRefused, Explanation
from wizard.events import Cancel, Progress, Sink
from wizard.gui.work import Failure, Once, Work


class Ear(QObject):
    """Hears everything, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Any] = []
        self.threads: set[QThread] = set()

    def hear(self, what: Any) -> None:
        self.heard.append(what)
        self.threads.add(QThread.currentThread())


class Quick:
    def run(self, sink: Sink, cancel: Cancel) -> int:
        sink(Progress("half"))
        return threading.get_ident()


class Slow:
    """Waits until it is stopped; `begun` tells that it runs."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.ended = threading.Event()

    def run(self, sink: Sink, cancel: Cancel) -> None:
        self.begun.set()
        try:
            cancel.wait(30)
        finally:
            self.ended.set()


class Deaf:
    """Goes on after a wish to stop, as a call in flight does, until it is let go."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()

    def run(self, sink: Sink, cancel: Cancel) -> str:
        self.begun.set()
        self.go.wait(30)
        sink(Progress("late"))
        return "late"


class Bad:
    def __init__(self, error: BaseException) -> None:
        self.error = error

    def run(self, sink: Sink, cancel: Cancel) -> None:
        raise self.error


@pytest.fixture
def work(qapp: object) -> Iterator[Work]:
    made = Work()
    yield made
    made.drop_all()
    assert made.wait(20)


def test_events_and_result_arrive_in_order_on_the_ui_thread(qtbot: QtBot, work: Work) -> None:
    ear = Ear()
    work.start(Quick, ear.hear, ear.hear, ear.hear)
    qtbot.waitUntil(lambda: len(ear.heard) == 2)
    assert ear.heard[0] == Progress("half")
    assert ear.heard[1] != threading.get_ident()
    assert ear.threads == {QThread.currentThread()}


def test_an_error_is_told_as_an_explanation_with_names_and_status(qtbot: QtBot, work: Work) -> None:
    ear = Ear()
    work.start(lambda: Bad(AmazonRefused(Explanation("Taken."), ("a-2",))), ear.hear, ear.hear)
    qtbot.waitUntil(lambda: bool(ear.heard))
    assert ear.heard == [Failure(Explanation("Taken."), ("a-2",), False, 3)]


def test_an_unknown_error_is_logged_without_its_text(
    qtbot: QtBot, work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    ear = Ear()
    work.start(lambda: Bad(RuntimeError("hunter2hunter2")), ear.hear, ear.hear)
    qtbot.waitUntil(lambda: bool(ear.heard))
    assert not ear.heard[0].why.known
    assert "RuntimeError" in caplog.text
    assert "hunter2hunter2" not in caplog.text


def test_an_error_while_the_job_is_made_is_told_too(qtbot: QtBot, work: Work) -> None:
    ear = Ear()

    def make() -> Quick:
        raise OSError(13, "no")

    work.start(make, ear.hear, ear.hear)
    qtbot.waitUntil(lambda: bool(ear.heard))
    assert isinstance(ear.heard[0], Failure)


def test_stop_ends_it_and_tells_so(qtbot: QtBot, work: Work) -> None:
    ear, slow = Ear(), Slow()
    number = work.start(lambda: slow, ear.hear, ear.hear)
    assert slow.begun.wait(10)
    assert work.is_running(number)
    with qtbot.waitSignal(work.idle):
        work.stop(number)
    assert [heard.stopped for heard in ear.heard] == [True]
    assert not work.is_running(number)


def test_a_job_stopped_before_its_turn_never_runs(qtbot: QtBot, work: Work) -> None:
    ear, blockers, late = Ear(), [Slow() for _ in range(4)], Slow()
    numbers = [work.start(lambda each=each: each, ear.hear, ear.hear) for each in blockers]
    assert all(each.begun.wait(10) for each in blockers)
    waiting = work.start(lambda: late, ear.hear, ear.hear)
    work.stop(waiting)
    for number in numbers:
        work.stop(number)
    qtbot.waitUntil(lambda: len(ear.heard) == 5)
    assert not late.begun.is_set()


def test_dropped_work_is_stopped_and_says_nothing(qtbot: QtBot, work: Work) -> None:
    ear, slow, other = Ear(), Slow(), Ear()
    number = work.start(lambda: slow, ear.hear, ear.hear, ear.hear)
    assert slow.begun.wait(10)
    work.drop(number)
    assert slow.ended.wait(10)
    work.start(Quick, other.hear)
    qtbot.waitUntil(lambda: bool(other.heard))
    assert ear.heard == []


def test_what_comes_for_a_dead_page_is_dropped(qtbot: QtBot, work: Work) -> None:
    ear, deaf, other = Ear(), Deaf(), Ear()
    work.start(lambda: deaf, ear.hear, ear.hear, ear.hear)
    assert deaf.begun.wait(10)
    shiboken6.delete(ear)
    with qtbot.waitSignal(work.idle):
        deaf.go.set()
    assert ear.heard == []
    work.start(Quick, other.hear)
    qtbot.waitUntil(lambda: bool(other.heard))


def test_a_page_that_python_forgot_is_dropped(qtbot: QtBot, work: Work) -> None:
    ear, deaf = Ear(), Deaf()
    heard = ear.heard
    work.start(lambda: deaf, ear.hear, ear.hear, ear.hear)
    assert deaf.begun.wait(10)
    del ear
    with qtbot.waitSignal(work.idle):
        deaf.go.set()
    assert heard == []


@pytest.mark.parametrize("listener", [lambda result: None, [].append, "text".upper])
def test_only_bound_methods_of_qobjects_may_listen(work: Work, listener: Any) -> None:
    with pytest.raises(TypeError, match="bound method"):
        work.start(Quick, listener)


def test_the_end_of_the_program_waits_for_calls_in_flight(work: Work) -> None:
    ear, deaf = Ear(), Deaf()
    work.start(lambda: deaf, ear.hear)
    assert deaf.begun.wait(10)
    work.drop_all()
    assert not work.wait(0.01)
    deaf.go.set()
    assert work.wait(10)


def test_once_makes_one_value_for_all_threads(qtbot: QtBot, work: Work) -> None:
    made: list[int] = []

    class Ask:
        def run(self, sink: Sink, cancel: Cancel) -> object:
            return once.get()

    def make() -> object:
        made.append(1)
        return object()

    once: Once[object] = Once(make)
    assert once.peek() is None
    ear = Ear()
    for _ in range(6):
        work.start(Ask, ear.hear)
    qtbot.waitUntil(lambda: len(ear.heard) == 6)
    assert made == [1]
    assert set(ear.heard) == {once.peek()}


def test_once_does_not_keep_an_error() -> None:
    answers = iter([OSError("busy"), 7])

    def make() -> int:
        answer = next(answers)
        if isinstance(answer, OSError):
            raise answer
        return answer

    once = Once(make)
    with pytest.raises(OSError, match="busy"):
        once.get()
    assert once.get() == 7

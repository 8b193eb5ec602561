"""Every exit asks where something would be lost; errors are told in a dialog."""

from __future__ import annotations

import contextlib
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from wizard import __version__
from wizard.errors import Stopped
from wizard.events import Cancel, Sink
from wizard.gui import crash
from wizard.gui.dialog import Question
from wizard.gui.session import Session
from wizard.gui.widgets.statepage import DetailsBox
from wizard.gui.window import B, SetupWizard


class Patient(QObject):
    """A run whose call in flight is finished after the wish to stop."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.begun = session, threading.Event()

    def run(self, sink: Sink, cancel: Cancel) -> None:
        self.begun.set()
        with contextlib.suppress(Stopped):
            cancel.wait(30)

    def ended(self, result: object) -> None:
        self.session.end()


def question(wizard: SetupWizard) -> Question | None:
    return next((dialog for dialog in wizard.findChildren(Question) if dialog.isVisible()), None)


def press(wizard: SetupWizard, key: str) -> None:
    dialog = question(wizard)
    assert dialog is not None
    next(each for each in dialog.buttons if each.property("key") == key).click()


def test_an_untouched_setup_is_left_without_a_question(wizard: SetupWizard, qtbot: QtBot) -> None:
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert not wizard.isVisible()
    assert question(wizard) is None


@pytest.mark.parametrize("way", ["cancel", "escape", "x"])
def test_every_exit_asks_once_when_answers_would_be_lost(
    wizard: SetupWizard, session: Session, qtbot: QtBot, way: str
) -> None:
    session.answer("pool.name", "corp")
    for _ in range(2):
        if way == "cancel":
            wizard.button(B.CancelButton).click()
        elif way == "escape":
            qtbot.keyClick(wizard, Qt.Key.Key_Escape)
        else:
            wizard.close()
    assert wizard.isVisible()
    assert len([dialog for dialog in wizard.findChildren(Question) if dialog.isVisible()]) == 1
    press(wizard, "stay")
    assert wizard.isVisible()


def test_keep_and_close_is_the_first_answer(wizard: SetupWizard, session: Session) -> None:
    session.answer("pool.name", "corp")
    wizard.reject()
    dialog = question(wizard)
    assert dialog is not None
    assert dialog.buttons[0].property("key") == "keep"
    press(wizard, "keep")
    assert not wizard.isVisible()
    assert [draft.name for draft in session.recent()] == ["pomerium"]


def test_forgotten_answers_leave_nothing(wizard: SetupWizard, session: Session) -> None:
    session.answer("pool.name", "corp")
    session.keep()
    wizard.reject()
    press(wizard, "forget")
    assert not wizard.isVisible()
    assert session.recent() == ()


def test_leaving_while_amazon_is_asked_stops_first(wizard: SetupWizard, session: Session, qtbot: QtBot) -> None:
    session.begin()
    wizard.reject()
    dialog = question(wizard)
    assert dialog is not None
    press(wizard, "stay")
    assert wizard.isVisible()
    wizard.reject()
    run = Patient(session)
    session.work.start(lambda: run, run.ended)
    assert run.begun.wait(10)
    press(wizard, "stop")
    assert wizard.isVisible()
    qtbot.waitUntil(lambda: not wizard.isVisible())
    assert not session.walk.running


def test_leaving_when_the_run_has_just_ended_closes_at_once(wizard: SetupWizard, session: Session) -> None:
    session.begin()
    wizard.reject()
    press(wizard, "stop")
    assert not wizard.isVisible()


def test_while_something_runs_back_is_off_and_finish_does_nothing(wizard: SetupWizard, session: Session) -> None:
    wizard.forward()
    session.begin()
    assert not wizard.button(B.BackButton).isEnabled()
    wizard.accept()
    assert wizard.isVisible()


def test_an_exception_in_a_slot_is_told_and_the_window_goes_on(wizard: SetupWizard, qtbot: QtBot) -> None:
    before = sys.excepthook
    hook = crash.install(wizard)
    try:
        sys.excepthook(ZeroDivisionError, ZeroDivisionError("1/0"), None)
        qtbot.waitUntil(lambda: question(wizard) is not None)
        shown = question(wizard)
        assert shown is not None
        details = shown.findChild(DetailsBox)
        assert isinstance(details, DetailsBox)
        assert details.text.text().startswith(f"pomerium-cognito {__version__}\n")
        assert "ZeroDivisionError: 1/0" in details.text.text()
        sys.excepthook(ZeroDivisionError, ZeroDivisionError("again"), None)
        assert len([each for each in wizard.findChildren(Question) if each.isVisible()]) == 1
        press(wizard, "on")
        assert wizard.isVisible()
    finally:
        hook.restore()
    assert sys.excepthook is before


def test_a_setup_file_that_cannot_be_read_is_told(wizard: SetupWizard, tmp_path: Path) -> None:
    wizard.open_file(tmp_path / "missing.yaml")
    assert question(wizard) is not None


def test_a_setup_file_that_cannot_be_written_is_told(wizard: SetupWizard, session: Session, tmp_path: Path) -> None:
    session.file = tmp_path / "no" / "such" / "folder.yaml"
    wizard.save_as()
    assert question(wizard) is not None

"""Later starts: what a window that is open does for them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wizard import single
from wizard.gui.dialog import Question
from wizard.gui.knocking import Knocking
from wizard.gui.session import Session
from wizard.gui.window import SetupWizard
from wizard.single import Wish

SETUP = "version: 1\nname: staff\naws: {region: eu-west-1}\npool: {name: staff}\n"


@pytest.fixture
def knocking(wizard: SetupWizard, tmp_path: Path) -> Iterator[Knocking]:
    made = Knocking(wizard, tmp_path)
    yield made
    made.close()


@pytest.fixture
def knock(knocking: Knocking, tmp_path: Path, qtbot: QtBot) -> Callable[[Path | None], bool]:
    """A later start with the same state; whether the window has taken its file."""

    def ask(file: Path | None) -> bool:
        answers: list[bool] = []
        thread = threading.Thread(target=lambda: answers.append(single.handed_over(tmp_path, file, {})))
        thread.start()
        qtbot.waitUntil(lambda: bool(answers))
        thread.join()
        return answers[0]

    return ask


@pytest.fixture
def setup(tmp_path: Path) -> Path:
    path = tmp_path / "staff.yaml"
    path.write_text(SETUP)
    return path


def test_a_minimised_window_comes_back(wizard: SetupWizard, knock: Callable[[Path | None], bool], qtbot: QtBot) -> None:
    wizard.showMinimized()
    assert knock(None)
    qtbot.waitUntil(wizard.isActiveWindow)
    assert not wizard.windowState() & Qt.WindowState.WindowMinimized


def test_its_file_is_opened(session: Session, knock: Callable[[Path | None], bool], setup: Path, qtbot: QtBot) -> None:
    assert knock(setup)
    qtbot.waitUntil(lambda: session.setup.name == "staff")
    assert session.file == setup


def test_a_file_that_can_t_be_read_is_told_here(
    wizard: SetupWizard, knock: Callable[[Path | None], bool], tmp_path: Path, qtbot: QtBot
) -> None:
    assert knock(tmp_path / "none.yaml")
    qtbot.waitUntil(lambda: any(each.isVisible() for each in wizard.findChildren(Question)))


def test_answers_that_stand_here_are_kept(
    session: Session, knock: Callable[[Path | None], bool], setup: Path, qtbot: QtBot
) -> None:
    session.answer("name", "corp")
    assert knock(setup)
    qtbot.waitUntil(lambda: session.setup.name == "staff")
    assert "corp" in {draft.name for draft in session.recent()}


def test_nothing_comes_between_a_run_or_a_question(
    wizard: SetupWizard, session: Session, knocking: Knocking, setup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QApplication, "activeModalWidget", lambda: wizard)
    assert not knocking.accept(Wish(setup))
    assert knocking.accept(Wish())
    assert session.file is None


def test_the_desktop_s_permission_is_passed_on(knocking: Knocking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "old")
    knocking.accept(Wish(activation="new"))
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "new"


def test_after_its_end_nobody_is_heard(knocking: Knocking, tmp_path: Path) -> None:
    knocking.close()
    knocking.close()
    assert not (tmp_path / "window.json").exists()
    assert not single.handed_over(tmp_path, None, {})


FILE_EVENT = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from wizard.app import Mode
from wizard.gui import start, window

def ask():
    QApplication.sendEvent(QApplication.instance(), QFileOpenEvent(sys.argv[1]))
    top = next(w for w in QApplication.topLevelWidgets() if isinstance(w, window.SetupWizard))
    print("opened", top.session.setup.name)
    top.accept()

app = start.Application([])
QTimer.singleShot(0, ask)
print("status", start.start(None, Mode(practice=True)))
"""


def test_macos_names_a_file_by_an_event(tmp_path: Path, setup: Path) -> None:
    env = os.environ | {"POMERIUM_COGNITO_HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", FILE_EVENT, str(setup)], env=env, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines() == ["opened staff", "status 0"]

"""A theme and a font of known size for every test of the window, and what a screen reader was told."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from wizard.app import Mode
from wizard.gui import theme
from wizard.gui.session import Session
from wizard.gui.widgets import motion
from wizard.gui.window import SetupWizard
from wizard.gui.work import Work

if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """13 px, light and without motion before each test; what a test sets is taken back."""
    monkeypatch.setattr(motion, "reduced", lambda _widget: True)
    before = QFont(qapp.font())
    font = QFont(before)
    font.setPixelSize(13)
    qapp.setFont(font)
    theme.apply(qapp, "light")
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    qapp.setFont(before)


@pytest.fixture
def set_em(qapp: QApplication) -> Callable[[int], None]:
    """Set the application's font to so many pixels."""

    def change(pixels: int) -> None:
        font = QFont(qapp.font())
        font.setPixelSize(pixels)
        qapp.setFont(font)

    return change


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Announcements made during the test."""
    heard: list[str] = []

    def hear(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[QWidget], QWidget]:
    """Show a widget and wait until it can have the focus."""

    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return show


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """The state of a window in practice mode, at welcome, in folders of its own."""
    monkeypatch.setenv("POMERIUM_COGNITO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    made = Session(Work(), Mode(practice=True))
    yield made
    made.work.drop_all()
    assert made.work.wait(20)
    made.close()


@pytest.fixture
def wizard(qtbot: QtBot, session: Session) -> Iterator[SetupWizard]:
    """The window, shown."""
    window = SetupWizard(session)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.done_for_good(0)
    shiboken6.delete(window)


@pytest.fixture
def go(session: Session) -> Callable[[str], None]:
    """Show a step, whether the walk has opened it or not."""

    def show(step: str) -> None:
        session.show(step)

    return show

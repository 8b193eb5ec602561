"""Starts the program's window: the frame first, then what it holds, while the desktop puts the frame on the screen."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from wizard.gui.window import SetupWizard

if TYPE_CHECKING:
    from wizard import app
    from wizard.gui.knocking import Knocking
    from wizard.gui.session import Session
    from wizard.gui.work import Work

PATIENCE = 3.0  # seconds that reads in flight get at the end
LISTENING_MS = 300  # after the first page is there
PUTTING_BACK = 30.0  # seconds for what writes, where the desktop ends the program without a question


class Application(QApplication):
    """macOS names the file to open by an event, and not on the command line."""

    asked = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Pass the file on."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.asked.emit(event.file())
            return True
        return super().event(event)


def start(file: Path | None, mode: app.Mode) -> int:
    """Run until the window is closed."""
    qt = QApplication.instance() or Application(sys.argv[:1])
    assert isinstance(qt, QApplication)
    qt.setApplicationName("pomerium-cognito")
    qt.setApplicationDisplayName("")
    qt.setDesktopFileName("pomerium-cognito")
    window = SetupWizard()
    # No event is handled before exec(): the first thing that is painted is the first page, in its theme.
    window.show()
    work, session = _fill(window, mode, qt)
    if file is not None:
        QTimer.singleShot(0, window, lambda: window.open_file(file))
    if isinstance(qt, Application):
        qt.asked.connect(lambda path: window.open_file(Path(path)))
    heard: list[Knocking] = []
    QTimer.singleShot(LISTENING_MS, window, lambda: heard.append(_hear(window, mode)))
    status = qt.exec()
    for each in heard:
        each.close()
    return end(session, work, status)


def _hear(window: SetupWizard, mode: app.Mode) -> Knocking:
    from wizard import app, storage
    from wizard.gui.knocking import Knocking

    return Knocking(window, app.practice_folder() if mode.practice else storage.state_folder())


def _fill(window: SetupWizard, mode: app.Mode, qt: QApplication) -> tuple[Work, Session]:
    from wizard.gui import crash, theme
    from wizard.gui.session import Session
    from wizard.gui.work import Work

    theme.apply(qt)
    work = Work(qt)
    session = Session(work, mode, qt)
    crash.install(window)
    window.fill(session)
    return work, session


def end(session: Session, work: Work, status: int) -> int:
    """Keep the answers, wait for the threads; a read that hangs does not keep the program alive."""
    patience = PUTTING_BACK if session.walk.running else PATIENCE
    session.keep()
    work.drop_all()
    if not work.wait(patience):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    session.close()
    return status

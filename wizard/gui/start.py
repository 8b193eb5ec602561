"""Starts the program's window: application, theme, session, and what is warmed once it is painted."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from wizard import app
from wizard.gui import crash, theme
from wizard.gui.session import Session
from wizard.gui.window import SetupWizard
from wizard.gui.work import Work

PATIENCE = 3.0  # seconds that reads in flight get at the end; what writes was waited for before


def start(file: Path | None, mode: app.Mode) -> int:
    """Run until the window is closed."""
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    qt.setApplicationName("pomerium-cognito")
    qt.setApplicationDisplayName("")
    qt.setDesktopFileName("pomerium-cognito")
    theme.apply(qt)
    work = Work(qt)
    session = Session(work, mode, qt)
    window = SetupWizard(session)
    crash.install(window)
    window.show()
    if file is not None:
        QTimer.singleShot(0, window, lambda: window.open_file(file))
    status = qt.exec()
    return end(session, work, status)


def end(session: Session, work: Work, status: int) -> int:
    """Keep the answers, wait for the threads; a read that hangs does not keep the program alive."""
    session.keep()
    work.drop_all()
    if not work.wait(PATIENCE):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    session.close()
    return status

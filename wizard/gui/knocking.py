"""Later starts: they bring this window to the front, and their file into it where nothing is under way."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import QApplication

from wizard import single
from wizard.single import Wish

if TYPE_CHECKING:
    from wizard.gui.window import SetupWizard


class Knocking(QObject):
    """Listens from its making until the window is gone."""

    def __init__(self, window: SetupWizard, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._door = single.open_door(folder)
        if self._door is not None:
            self._notifier = QSocketNotifier(self._door.listening.fileno(), QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._hear)

    def close(self) -> None:
        """Hear nobody any more."""
        if self._door is not None:
            self._notifier.setEnabled(False)
            self._door.shut()
            self._door = None

    def accept(self, wish: Wish) -> bool:
        """To the front; no where a file would come in the way of what is open here: the caller opens its own window."""
        busy = self._window.session.walk.running or QApplication.activeModalWidget() is not None
        if wish.file is not None and busy:
            return False
        self.show_window(wish.activation)
        if wish.file is not None:
            file = wish.file
            QTimer.singleShot(0, self, lambda: self._open(file))
        return True

    def _open(self, file: Path) -> None:
        self._window.session.keep()
        self._window.open_file(file)

    def show_window(self, activation: str = "") -> None:
        """The window in front, restored where it was minimised."""
        if activation:
            os.environ["XDG_ACTIVATION_TOKEN"] = activation  # Qt's Wayland shell takes it from there, once
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def _hear(self) -> None:
        if self._door is not None:
            self._door.knocked(self.accept)

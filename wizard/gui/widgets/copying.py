"""A button that copies a text and says so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from wizard.gui.widgets import speak
from wizard.gui.widgets.button import IconButton

SAID_MS = 1500


class CopyButton(IconButton):
    """Copies what `text()` gives at the press; a tick stands for the icon for 1.5 s. The text is not kept."""

    def __init__(self, name: str, text: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__("copy", name, parent=parent)
        self._text = text
        self._back = QTimer(self, singleShot=True, interval=SAID_MS)
        self._back.timeout.connect(self._restore)
        self.clicked.connect(self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text())
        self.set_icon("tick", "ok")
        self._back.start()
        speak.announce(self, QCoreApplication.translate("Widgets", "Copied"))

    def _restore(self) -> None:
        self.set_icon("copy", "text2")

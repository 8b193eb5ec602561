"""Mnemonics are underlined only while Alt is held, on every platform."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget


def flag() -> Qt.TextFlag:
    """The flag to draw a text with `&` in it, for this moment."""
    held = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.AltModifier
    return Qt.TextFlag.TextShowMnemonic if held else Qt.TextFlag.TextHideMnemonic


def plain(words: str) -> str:
    """The text as it is read: without mnemonic marks."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&")


class MnemonicWatch(QObject):
    """Repaints a window's buttons and labels when Alt goes down or up. Make one a window, with the window as parent."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See QObject; never eats an event."""
        del watched
        kinds = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
        if event.type() in kinds and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt:
            for child in (*self._window.findChildren(QAbstractButton), *self._window.findChildren(QLabel)):
                child.update()
        return False

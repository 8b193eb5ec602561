"""Dialogs of the window: a question with answers that say what they do, and a drawer for something to read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.widgets import speak
from wizard.gui.widgets.action import Action, make_buttons
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.label import Label, Paragraph
from wizard.gui.widgets.statepage import DetailsBox


class Question(QDialog):
    """A line, a sentence, and answers. `chosen` tells the key of the one pressed, '' for Escape; open it with `open()`.

    It never runs a loop of its own, so nothing waits for it.
    """

    chosen = Signal(str)

    def __init__(
        self, title: str, text: str, actions: Sequence[Action], details: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        theme.lay(column, 24, 20, 24, 20, gap=8)
        self._title = Label(title, "state", wrap=True)
        self._text = Paragraph(text, role="text2")
        column.addWidget(self._title)
        column.addWidget(self._text)
        if details:
            column.addWidget(DetailsBox(details))
        column.addSpacing(theme.u(12))
        self.buttons = make_buttons(actions, self._press)
        row = QHBoxLayout()
        theme.lay(row, gap=8)
        row.addStretch(1)
        for button in self.buttons:
            row.addWidget(button)
        column.addLayout(row)
        self.setMinimumWidth(theme.u(440))
        self._key = ""
        self.finished.connect(self._tell)

    def showEvent(self, event: QShowEvent) -> None:
        """The first answer has the keyboard; the question is read out."""
        super().showEvent(event)
        self.buttons[0].setFocus()
        speak.announce(self, f"{self._title.text()} {self._text.text()}", urgent=True)

    def _press(self, key: str) -> None:
        self._key = key
        self.accept()

    def _tell(self) -> None:
        self.chosen.emit(self._key)


class Drawer(QDialog):
    """Something to read or copy, with Close."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._column = QVBoxLayout(self)
        theme.lay(self._column, 20, 20, 20, 16, gap=12)
        close = Button(QCoreApplication.translate("Window", "&Close"))
        close.clicked.connect(self.accept)
        self._row = QHBoxLayout()
        self._row.addStretch(1)
        self._row.addWidget(close)
        self._column.addLayout(self._row)
        self.resize(theme.u(560), theme.u(520))

    def fill(self, widget: QWidget) -> None:
        """Put the content in."""
        self._column.insertWidget(0, widget, 1)

    def offer(self, button: QWidget) -> None:
        """A button at the far side of Close."""
        self._row.insertWidget(0, button)

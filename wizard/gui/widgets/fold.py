"""What few people need: a line that opens more fields below it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.label import Label
from wizard.gui.widgets.motion import Unfold


class Fold(QWidget):
    """A button with a chevron, `note` behind it in text2 (what stands there now), and the content while open."""

    opened = Signal(bool)

    def __init__(
        self, title: str, content: QWidget, *, note: str = "", name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.content = content
        self._words = note
        self.button = Button(title, "flat", small=True, flush=True, icon="chevron-right")
        self.button.setObjectName(name)
        self.button.clicked.connect(self._toggle)
        self._note = Label(note, "caption", "text2", wrap=True)
        self._unfold = Unfold(content)
        line = QHBoxLayout()
        theme.lay(line, gap=8)
        line.addWidget(self.button)
        line.addWidget(self._note, 1)
        column = QVBoxLayout(self)
        theme.lay(column, gap=12)
        column.addLayout(line)
        column.addWidget(self._unfold)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._describe()

    def set_note(self, note: str) -> None:
        """Another sentence behind the title."""
        self._words = note
        self._describe()

    def set_open(self, on: bool, *, moving: bool = True) -> None:
        """Open or close."""
        if on == self.is_open():
            return
        self._unfold.set_open(on, moving=moving)
        self.button.set_icon("chevron-down" if on else "chevron-right")
        self._describe()
        self.opened.emit(on)

    def is_open(self) -> bool:
        """Whether the content is shown."""
        return self._unfold.is_open()

    def _toggle(self) -> None:
        self.set_open(not self.is_open())

    def _describe(self) -> None:
        opened = QCoreApplication.translate("Widgets", "expanded")
        closed = QCoreApplication.translate("Widgets", "collapsed")
        # While open the note would tell again what stands below; its place is kept.
        self._note.setText("" if self.is_open() else self._words)
        state = opened if self.is_open() else closed
        self.button.setAccessibleDescription(", ".join(part for part in (state, self._note.text()) if part))

"""A list to choose a version from, or to type another one into."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from wizard.gui import icons, theme
from wizard.gui.widgets import paint
from wizard.gui.widgets.combo import Combo
from wizard.gui.widgets.field import paint_field_box
from wizard.setup.versions import NEWEST, OLDEST


class VersionField(Combo):
    """Known minors, the newest first; anything may be typed, and the rules judge it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(None)  # type: ignore[arg-type]
        for minor in range(NEWEST.minor, OLDEST.minor - 1, -1):
            self.addItem(f"{NEWEST.major}.{minor}")
        edit = self._edit
        edit.setFrame(False)
        clear = edit.palette()
        clear.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        edit.setPalette(clear)

    @property
    def _edit(self) -> QLineEdit:
        edit = self.lineEdit()
        assert edit is not None
        return edit

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text stands where it does in other fields."""
        super().resizeEvent(event)
        room = QRect(theme.u(9), 2, self.width() - theme.u(9 + 8 + 16 + 11), self.height() - 4)
        self._edit.setGeometry(paint.visual(self, room))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box and chevron; the text is the line edit's."""
        del event
        p = paint.painter(self)
        paint_field_box(p, self, self._state, self.hasFocus())
        side = theme.u(16)
        square = QRect(self.width() - theme.u(11) - side, (self.height() - side) // 2, side, side)
        icons.draw(p, "chevron-down", paint.visual(self, square), "text2" if self.isEnabled() else "text3")
        p.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return is the window's, as in every field where something is typed."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The focus went on: tell it as a line edit would."""
        super().focusOutEvent(event)
        self._edit.editingFinished.emit()

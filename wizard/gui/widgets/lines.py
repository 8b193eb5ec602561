"""A text field of several lines: one value a line."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Property, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPalette
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from wizard.gui import theme
from wizard.gui.widgets import paint
from wizard.gui.widgets.field import State, paint_field_box
from wizard.gui.widgets.scroll import ScrollBar


class LinesField(QPlainTextEdit):
    """Code, one value a line; Return begins a line, Tab leaves. `state` as in TextField."""

    left = Signal()
    """The focus went on."""

    def __init__(self, *, rows: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = "normal"
        self._rows = rows
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBar(ScrollBar())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(theme.font("code_large"))
        clear = self.palette()
        clear.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(clear)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self._set_margins()
        self.document().documentLayout().documentSizeChanged.connect(self._resized)

    def _get_state(self) -> str:
        return self._state

    def _set_state(self, state: str) -> None:
        self._state = cast("State", state)
        self.viewport().update()

    state = Property(str, _get_state, _set_state)

    def lines(self) -> tuple[str, ...]:
        """The values, empty lines and outer blanks left out."""
        return tuple(line.strip() for line in self.toPlainText().splitlines() if line.strip())

    def set_lines(self, lines: tuple[str, ...]) -> None:
        """Other values."""
        self.setPlainText("\n".join(lines))

    def sizeHint(self) -> QSize:
        """As many lines as there are, from `rows` to 6."""
        # The document counts its height in lines, wrapped ones included.
        lines = min(max(round(self.document().size().height()), self._rows), 6)
        return QSize(theme.u(200), lines * self.fontMetrics().lineSpacing() + 2 * theme.u(9))

    def minimumSizeHint(self) -> QSize:
        """As sizeHint; a long line wraps."""
        return QSize(theme.u(120), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """The box is painted on the outer widget, below the text."""
        if event.type() == QEvent.Type.Paint:
            p = paint.painter(self)
            paint_field_box(p, self, self._state, self.hasFocus())
            p.end()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The border tells it."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The border tells it, and faults may show."""
        super().focusOutEvent(event)
        self.update()
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Margins are multiples of the font's size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFont(theme.font("code_large"))
            self._set_margins()
            self.updateGeometry()

    def _resized(self) -> None:
        self.updateGeometry()

    def _set_margins(self) -> None:
        side, upright = theme.u(11), theme.u(9)
        self.setViewportMargins(side, upright, side, upright)

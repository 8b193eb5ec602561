"""One-line text fields."""

from __future__ import annotations

from typing import Literal, cast

from PySide6.QtCore import Property, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from wizard.gui import icons, theme
from wizard.gui.widgets import paint

State = Literal["normal", "fault", "warning"]


def paint_field_box(p: QPainter, widget: QWidget, state: str, focused: bool) -> None:
    """The box of text fields, combos and number fields: surface, and a border that tells state and focus."""
    radius = theme.u(6)
    if not widget.isEnabled():
        paint.box(p, widget.rect(), radius, "sunken", "line")
        return
    strong = {"fault": "error", "warning": "warn"}.get(state, "accent" if focused else "")
    if strong:
        paint.box(p, widget.rect(), radius, "surface", strong, width=theme.FOCUS)
    else:
        paint.box(p, widget.rect(), radius, "surface", "edge")


class TextField(QLineEdit):
    """A line edit, 34 high. `state`: normal, fault or warning; the border is never the only sign (see FormRow)."""

    def __init__(
        self, text: str = "", *, placeholder: str = "", code: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._state = "normal"
        self._code = code
        self.setPlaceholderText(placeholder)
        self.setFrame(False)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        clear = self.palette()
        clear.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(clear)
        if code:
            self.setFont(theme.font("code_large"))
        self._set_margins()

    def _get_state(self) -> str:
        return self._state

    def _set_state(self, state: str) -> None:
        self._state = cast("State", state)
        self.update()

    state = Property(str, _get_state, _set_state)

    def _set_margins(self) -> None:
        # QLineEdit adds 2 px of its own.
        self.setTextMargins(theme.u(11) - 2, 0, theme.u(11) - 2, 0)

    def sizeHint(self) -> QSize:
        """34 high; the width is the form row's."""
        return QSize(theme.u(200), theme.u(34))

    def minimumSizeHint(self) -> QSize:
        """Wide enough for some letters."""
        return QSize(theme.u(80), theme.u(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, then Qt's text, selection and caret on it."""
        p = paint.painter(self)
        paint_field_box(p, self, self._state, self.hasFocus())
        p.end()
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Margins are multiples of the font's size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            if self._code:
                self.setFont(theme.font("code_large"))
            self._set_margins()
            self.updateGeometry()


class SearchField(TextField):
    """A text field with a lens; Escape empties it before it does anything else."""

    def __init__(self, name: str, *, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder=placeholder, parent=parent)
        self.setAccessibleName(name)

    def _set_margins(self) -> None:
        near, far = theme.u(30) - 2, theme.u(11) - 2
        if self.isRightToLeft():
            near, far = far, near
        self.setTextMargins(near, 0, far, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lens on top."""
        super().paintEvent(event)
        p = paint.painter(self)
        size = theme.u(16)
        square = QRect(theme.u(8), (self.height() - size) // 2, size, size)
        icons.draw(p, "search", paint.visual(self, square), "text2")
        p.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties a filled field."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            event.accept()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """The lens changes sides with the direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._set_margins()

"""A whole number with steps."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Property, QEvent, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSpinBox, QStyle, QStyleOptionSpinBox, QWidget

from wizard.gui import icons, theme
from wizard.gui.widgets import paint
from wizard.gui.widgets.field import State, paint_field_box


class NumberField(QSpinBox):
    """A spin box, 34 high, with two chevrons. The unit stands outside (FormRow's suffix)."""

    def __init__(self, minimum: int, maximum: int, value: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = "normal"
        self.setRange(minimum, maximum)
        self.setValue(value)
        self.setFrame(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        clear = self.palette()
        clear.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(clear)
        self._set_margins()

    def _get_state(self) -> str:
        return self._state

    def _set_state(self, state: str) -> None:
        self._state = cast("State", state)
        self.update()

    state = Property(str, _get_state, _set_state)

    def sizeHint(self) -> QSize:
        """34 high; 88 is enough for five digits."""
        return QSize(theme.u(88), theme.u(34))

    def minimumSizeHint(self) -> QSize:
        """As sizeHint."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box and chevrons; the text is the inner line edit's."""
        del event
        p = paint.painter(self)
        paint_field_box(p, self, self._state, self.hasFocus())
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        steps = (
            ("chevron-up", QStyle.SubControl.SC_SpinBoxUp, self.value() < self.maximum()),
            ("chevron-down", QStyle.SubControl.SC_SpinBoxDown, self.value() > self.minimum()),
        )
        size = theme.u(10)
        for name, part, possible in steps:
            area = self.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, part, self)
            square = QStyle.alignedRect(self.layoutDirection(), Qt.AlignmentFlag.AlignCenter, QSize(size, size), area)
            square.translate(theme.u(5 if self.isRightToLeft() else -5), 0)
            icons.draw(p, name, square, "text2" if possible and self.isEnabled() else "line")
        p.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only while focused."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Sizes are multiples of the font's size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_margins()
            self.updateGeometry()

    def _set_margins(self) -> None:
        self.lineEdit().setTextMargins(theme.u(8), 0, 0, 0)

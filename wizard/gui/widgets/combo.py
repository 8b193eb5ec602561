"""A list to choose one from."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Property, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wizard.gui import icons, theme
from wizard.gui.widgets import paint
from wizard.gui.widgets.field import State, paint_field_box


class _RowHeight(QStyledItemDelegate):
    """Rows of the popup, high enough to hit."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), theme.u(30))


class Combo(QComboBox):
    """A combo box, 34 high. Its accessible name is its current text: give it a label as buddy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = "normal"
        self.setFrame(False)
        # A wheel that scrolls the page must not change the answer under the pointer.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setItemDelegate(_RowHeight(self))

    def _get_state(self) -> str:
        return self._state

    def _set_state(self, state: str) -> None:
        self._state = cast("State", state)
        self.update()

    state = Property(str, _get_state, _set_state)

    def sizeHint(self) -> QSize:
        """34 high, as wide as the widest item."""
        metrics = QFontMetrics(self.font())
        words = max((metrics.horizontalAdvance(self.itemText(i)) for i in range(self.count())), default=0)
        return QSize(max(words + theme.u(11 + 8 + 16 + 11), theme.u(120)), theme.u(34))

    def minimumSizeHint(self) -> QSize:
        """The shown text is elided below its width."""
        return QSize(theme.u(120), theme.u(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, current text, chevron."""
        del event
        p = paint.painter(self)
        paint_field_box(p, self, self._state, self.hasFocus())
        chevron = theme.u(16)
        square = QRect(self.width() - theme.u(11) - chevron, (self.height() - chevron) // 2, chevron, chevron)
        icons.draw(p, "chevron-down", paint.visual(self, square), "text2" if self.isEnabled() else "text3")
        area = QRect(theme.u(11), 0, square.left() - theme.u(11 + 8), self.height())
        words = QFontMetrics(self.font()).elidedText(self.currentText(), Qt.TextElideMode.ElideRight, area.width())
        role = "text" if self.isEnabled() and self.currentIndex() >= 0 else "text3"
        shown = words or self.placeholderText()
        paint.text(p, paint.visual(self, area), paint.leading(self), shown, role, font=self.font())
        p.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only while focused."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens the list; else the dialog would go on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.showPopup()
            event.accept()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Sizes are multiples of the font's size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

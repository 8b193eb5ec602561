"""Real buttons that lie under a whole row: the row is the target, and shows the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QPushButton, QRadioButton

from wizard.gui import theme
from wizard.gui.widgets import paint
from wizard.gui.widgets.tick import paint_choice, paint_tick

LEAD = 15
"""Where a row's icon begins, in the design's measures."""
TEXT = 43
"""Where a row's words begin."""

if TYPE_CHECKING:
    _Base = QAbstractButton
else:
    # Two Qt classes as bases end the process; for the types the mixin is a button all the same.
    _Base = object


class _Target(_Base):
    """What the three have in common."""

    def hitButton(self, pos: object) -> bool:
        del pos
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = paint.painter(self)
        self._paint_lead(p)
        if self.hasFocus():
            paint.ring(p, self.rect().adjusted(1, 1, -1, -1), theme.u(9))
        p.end()

    def _paint_lead(self, p: QPainter) -> None:
        side = theme.u(16)
        square = paint.visual(self, QRect(theme.u(LEAD), (self.height() - side) // 2, side, side))
        if isinstance(self, QRadioButton):
            paint_choice(p, square, checked=self.isChecked(), enabled=self.isEnabled())
        elif isinstance(self, QCheckBox):
            paint_tick(p, square, checked=self.isChecked(), enabled=self.isEnabled())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._repaint_list()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._repaint_list()

    def _repaint_list(self) -> None:
        row = self.parentWidget()
        box = row.parentWidget() if row else None
        if box is not None:
            box.update()


class RadioTarget(_Target, QRadioButton):
    """A radio button as large as its row."""


class TickTarget(_Target, QCheckBox):
    """A check box as large as its row."""


class PressTarget(_Target, QPushButton):
    """A push button as large as its row."""

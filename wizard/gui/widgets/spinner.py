"""The turning ring: something runs, and nobody pretends to know how long."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRect, QSize, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wizard.gui import theme
from wizard.gui.widgets import motion, paint

FRAME_MS = 33


class Spinner(QWidget):
    """A quarter turns round a pale ring, 900 ms a turn, only while it can be seen; still under reduced motion."""

    def __init__(self, size: float = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=FRAME_MS)
        self._timer.timeout.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Square."""
        return QSize(theme.u(self._size), theme.u(self._size))

    def minimumSizeHint(self) -> QSize:
        """Square."""
        return self.sizeHint()

    def is_turning(self) -> bool:
        """Whether its timer runs."""
        return self._timer.isActive()

    def showEvent(self, event: QShowEvent) -> None:
        """Start to turn."""
        super().showEvent(event)
        if not motion.reduced(self):
            self._clock.start()
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Cost nothing while hidden."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ring and quarter, or three quarters that stand still."""
        del event
        p = paint.painter(self)
        at = self._clock.elapsed() / motion.TURN_MS if self._timer.isActive() else None
        paint_turning(p, self.rect(), at, self._size)
        p.end()


def paint_turning(p: QPainter, rect: QRect, at: float | None, size: float = 16) -> None:
    """The ring after `at` turns; None: it stands still as a three-quarter arc. `size` in the design's measures."""
    width = 1.5 * size / 16 * theme.em() / 13
    if at is None:
        paint.arc(p, rect, 90, -270, "accent", width=width)
        return
    paint.arc(p, rect, 0, 360, "accent", width=width, opacity=0.3)
    paint.arc(p, rect, 90 - 360 * (at % 1), -90, "accent", width=width)

"""A switch: on or off at once."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPoint, QPointF, QRect, QSize, QVariantAnimation
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from wizard.gui import theme
from wizard.gui.widgets import motion, paint
from wizard.gui.widgets.tick import Tick


class Switch(Tick):
    """36 x 20, without text of its own; `name` is what is switched. Space and Return toggle."""

    def __init__(self, name: str, *, checked: bool = False, parent: QWidget | None = None) -> None:
        self._at = 1.0 if checked else 0.0
        super().__init__(checked=checked, parent=parent)
        if not name:
            raise ValueError("a switch needs a name")
        self.setAccessibleName(name)
        self._slide = QVariantAnimation(self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(self._step)
        self.toggled.connect(self._move)

    def sizeHint(self) -> QSize:
        """The track, and room for the focus ring around it."""
        return QSize(theme.u(36) + 2 * self._room(), theme.u(20) + 2 * self._room())

    def hitButton(self, pos: QPoint) -> bool:
        """The whole widget is the target."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, knob, ring."""
        del event
        p = paint.painter(self)
        room = self._room()
        track = QRect(room, (self.height() - theme.u(20)) // 2, theme.u(36), theme.u(20))
        track = paint.visual(self, track)
        radius = track.height() / 2
        on, enabled = self.isChecked(), self.isEnabled()
        if on:
            paint.box(p, track, radius, "check" if enabled else "edge")
        else:
            paint.box(p, track, radius, "surface", "edge" if enabled else "line")
        at = 1 - self._at if self.isRightToLeft() else self._at
        x = track.left() + radius + at * (track.width() - 2 * radius)
        knob = "on_check" if on else "edge" if enabled else "line"
        paint.disc(p, QPointF(x, track.top() + radius), theme.u(6 if on else 5), knob)
        if self.hasFocus():
            around = track.adjusted(-room, -room, room, room)
            paint.ring(p, around, around.height() / 2)
        p.end()

    @staticmethod
    def _room() -> int:
        return theme.FOCUS + 1

    def _move(self, on: bool) -> None:
        self._slide.stop()
        end = 1.0 if on else 0.0
        time = motion.duration(self, motion.SWITCH_MS) if self.isVisible() else 0
        if time == 0:
            self._step(end)
            return
        self._slide.setDuration(time)
        self._slide.setStartValue(self._at)
        self._slide.setEndValue(end)
        self._slide.start()

    def _step(self, value: object) -> None:
        if isinstance(value, float):
            self._at = value
            self.update()

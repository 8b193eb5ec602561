"""Durations that become 0 where the desktop wants no motion, and content that folds open."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QPropertyAnimation, QVariantAnimation
from PySide6.QtWidgets import QGraphicsOpacityEffect, QStyle, QVBoxLayout, QWidget

from wizard.gui import theme

OPEN_MS = 120
FADE_MS = 120
SWITCH_MS = 100
TURN_MS = 900


def reduced(widget: QWidget) -> bool:
    """True if the desktop or the style asks for no animation."""
    return widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget) == 0


def duration(widget: QWidget, milliseconds: int) -> int:
    """`milliseconds`, or 0 under reduced motion."""
    return 0 if reduced(widget) else milliseconds


def fade_in(widget: QWidget) -> None:
    """Let what has just been shown appear within 120 ms; nothing waits for it."""
    time = duration(widget, FADE_MS)
    if time == 0 or not widget.isVisible() or isinstance(widget.graphicsEffect(), QGraphicsOpacityEffect):
        return
    effect = QGraphicsOpacityEffect(widget)
    widget.setGraphicsEffect(effect)
    fade = QPropertyAnimation(effect, b"opacity", effect)
    fade.setDuration(time)
    fade.setStartValue(0.0)
    fade.setEndValue(1.0)
    # An effect that stays would cost at each repaint, and text under it is less sharp. It ends with its effect.
    fade.finished.connect(effect.deleteLater)
    fade.start()


class Unfold(QWidget):
    """A holder whose content opens and closes in height. Closed content is hidden, thus out of the tab order."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = content
        self._open = False
        column = QVBoxLayout(self)
        theme.lay(column)
        column.addWidget(content)
        self._motion = QVariantAnimation(self)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._step)
        self._motion.finished.connect(self._settle)
        self.setVisible(False)

    def is_open(self) -> bool:
        """Whether the content is open, or on its way to be."""
        return self._open

    def set_open(self, opened: bool, *, moving: bool = True) -> None:
        """Open or close, with motion where the desktop allows it and the widget can be seen."""
        if opened == self._open:
            return
        self._open = opened
        parent = self.parentWidget()
        visible = parent is not None and parent.isVisible()
        time = duration(self, OPEN_MS) if moving and visible else 0
        if time == 0:
            self._motion.stop()
            self._settle()
            return
        now = self.height() if self.isVisible() else 0
        self._motion.setDuration(time)
        self._motion.setStartValue(now)
        self._motion.setEndValue(self._full_height() if opened else 0)
        self.setMaximumHeight(now)
        self.setVisible(True)
        self._motion.start()

    def _full_height(self) -> int:
        parent = self.parentWidget()
        width = self.width() or (parent.width() if parent else 0)
        return self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()

    def _step(self, value: object) -> None:
        if isinstance(value, int):
            self.setMaximumHeight(value)

    def _settle(self) -> None:
        self.setMaximumHeight(16_777_215)  # QWIDGETSIZE_MAX, which PySide6 doesn't export
        self.setVisible(self._open)

    def changeEvent(self, event: QEvent) -> None:
        """A new font makes the height under way wrong: settle."""
        if event.type() == QEvent.Type.FontChange and self._motion.state() == QVariantAnimation.State.Running:
            self._motion.stop()
            self._settle()
        super().changeEvent(event)

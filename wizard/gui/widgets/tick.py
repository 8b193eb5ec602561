"""Check boxes and radio buttons."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QWidget

from wizard.gui import icons, theme
from wizard.gui.widgets import mnemonics, paint


def paint_tick(p: QPainter, square: QRect, *, checked: bool, enabled: bool, focused: bool = False) -> None:
    """A check box's square."""
    radius = theme.u(4)
    if checked:
        paint.box(p, square, radius, "check" if enabled else "edge")
        icons.draw(p, "tick", square.adjusted(1, 1, -1, -1), "on_check")
    else:
        edge = "accent" if focused else "edge" if enabled else "line"
        paint.box(p, square, radius, "surface", edge, width=theme.FOCUS if focused else 1)


def paint_choice(p: QPainter, square: QRect, *, checked: bool, enabled: bool, focused: bool = False) -> None:
    """A radio button's disc."""
    radius = square.width() / 2
    if checked:
        paint.box(p, square, radius, "check" if enabled else "edge")
        centre = QPointF(square.x() + radius, square.y() + radius)
        paint.disc(p, centre, radius * 0.4, "on_check")
    else:
        edge = "accent" if focused else "edge" if enabled else "line"
        paint.box(p, square, radius, "surface", edge, width=theme.FOCUS if focused else 1)


def _size(words: str, metrics: QFontMetrics) -> QSize:
    text = metrics.horizontalAdvance(mnemonics.plain(words)) + theme.u(8) + theme.u(4) if words else 0
    return QSize(theme.u(16) + text, max(theme.u(20), metrics.height() + theme.u(4)))


def _paint(widget: Tick | Choice) -> None:
    p = paint.painter(widget)
    side = theme.u(16)
    square = QRect(0, (widget.height() - side) // 2, side, side)
    shape = paint_tick if isinstance(widget, Tick) else paint_choice
    alone = widget.hasFocus() and not widget.text()
    shape(p, paint.visual(widget, square), checked=widget.isChecked(), enabled=widget.isEnabled(), focused=alone)
    area = QRect(side + theme.u(8), 0, widget.width() - side - theme.u(8), widget.height())
    role = "text" if widget.isEnabled() else "text3"
    paint.text(
        p, paint.visual(widget, area), paint.leading(widget) | mnemonics.flag(), widget.text(), role, font=widget.font()
    )
    if widget.hasFocus() and widget.text():
        # Around the words: the square keeps its place at the edge of the column.
        around = area.adjusted(-theme.u(5), 0, 0, 0)
        paint.ring(p, paint.visual(widget, around), theme.u(4))
    p.end()


class Tick(QCheckBox):
    """A check box. Space toggles it; Return does, too."""

    def __init__(self, text: str = "", *, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setChecked(checked)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """16 square, 8, the text."""
        return _size(self.text(), self.fontMetrics())

    def minimumSizeHint(self) -> QSize:
        """The text is never cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """The whole widget is the target."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Square, text, ring."""
        del event
        _paint(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return toggles, so that a dialog doesn't go on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            event.accept()
            return
        super().keyPressEvent(event)


class Choice(QRadioButton):
    """A radio button; put the exclusive ones into one QButtonGroup."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """16 round, 8, the text."""
        return _size(self.text(), self.fontMetrics())

    def minimumSizeHint(self) -> QSize:
        """The text is never cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """The whole widget is the target."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Disc, text, ring."""
        del event
        _paint(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return chooses, so that a dialog doesn't go on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            event.accept()
            return
        super().keyPressEvent(event)

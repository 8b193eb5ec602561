"""A scroll area whose bar always has its 10 px, so that nothing shifts when content grows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QStyle, QStyleOptionSlider, QWidget

from wizard.gui import theme
from wizard.gui.widgets import paint

WIDTH = 10


class ScrollBar(QScrollBar):
    """A 6 px thumb in 10 px; nothing is drawn while all is in sight."""

    def __init__(self, orientation: Qt.Orientation = Qt.Orientation.Vertical, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)

    def sizeHint(self) -> QSize:
        """10 across."""
        return QSize(theme.u(WIDTH), theme.u(40))

    def minimumSizeHint(self) -> QSize:
        """10 across."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the thumb."""
        del event
        if self.maximum() <= self.minimum():
            return
        p = paint.painter(self)
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ScrollBarSlider
        thumb = self.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, part, self)
        inset = theme.u(2)
        upright = self.orientation() == Qt.Orientation.Vertical
        sides = (inset, 1, -inset, -1) if upright else (1, inset, -1, -inset)
        bar = QRect(thumb).adjusted(*sides)
        strong = self.isSliderDown() or self.underMouse()
        paint.box(p, bar, min(bar.width(), bar.height()) / 2, "text3" if strong else "edge")
        p.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Hover shows."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Hover ends."""
        super().leaveEvent(event)
        self.update()


class ScrollArea(QScrollArea):
    """Scrolls down only; the content is as wide as the area."""

    def __init__(self, content: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBar(ScrollBar())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The page's own ground shows through.
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if content is not None:
            self.setWidget(content)

    def setWidget(self, widget: QWidget) -> None:
        """Qt would give the content a ground of its own."""
        super().setWidget(widget)
        widget.setAutoFillBackground(False)

"""How many are finished: the only thing a bar can tell truly."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from wizard.gui import theme
from wizard.gui.widgets import paint


class ProgressBar(QProgressBar):
    """4 high; counts finished things of all. `name` is what is counted."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_done(self, done: int, total: int) -> None:
        """Finished of all."""
        self.setRange(0, max(total, 1))
        self.setValue(done)
        self.setAccessibleDescription(f"{done} / {total}")

    def sizeHint(self) -> QSize:
        """4 high."""
        return QSize(theme.u(200), theme.u(4))

    def minimumSizeHint(self) -> QSize:
        """4 high."""
        return QSize(theme.u(40), theme.u(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track and the finished part."""
        del event
        p = paint.painter(self)
        radius = self.height() / 2
        paint.box(p, self.rect(), radius, "hover")
        share = (self.value() - self.minimum()) / max(self.maximum() - self.minimum(), 1)
        if share > 0:
            width = max(round(self.width() * share), self.height())
            paint.box(p, paint.visual(self, QRect(0, 0, width, self.height())), radius, "check")
        p.end()

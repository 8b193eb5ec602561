"""A chip: one to three words that tell a state."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wizard.gui import icons, theme
from wizard.gui.widgets import paint
from wizard.gui.widgets.label import Label

ChipKind = Literal["neutral", "ok", "warn", "error"]


class Chip(Label):
    """20 high, round; `icon` is drawn at 12. On a chosen (soft) row a neutral one stands on surface: `set_on_soft`."""

    def __init__(self, text: str, kind: ChipKind = "neutral", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "chip", parent=parent)
        self._kind: ChipKind = kind
        self._icon = icon
        self._on_soft = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_chip(self, text: str, kind: ChipKind = "neutral", icon: str = "") -> None:
        """Another text, kind and icon."""
        self._kind, self._icon = kind, icon
        self.setText(text)
        self.updateGeometry()
        self.update()

    def set_on_soft(self, on: bool) -> None:
        """Whether the row below is chosen."""
        self._on_soft = on
        self.update()

    def sizeHint(self) -> QSize:
        """8 beside the text."""
        icon = theme.u(12 + 5) if self._icon else 0
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + icon + 2 * theme.u(8), theme.u(20))

    def minimumSizeHint(self) -> QSize:
        """The text is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, icon, text."""
        del event
        p = paint.painter(self)
        neutral = self._kind == "neutral"
        ground = "surface" if self._on_soft and neutral else "hover" if neutral else f"{self._kind}_soft"
        role = "text2" if neutral else self._kind
        paint.box(p, self.rect(), self.height() / 2, ground)
        left = theme.u(8)
        if self._icon:
            size = theme.u(12)
            square = QRect(left, (self.height() - size) // 2, size, size)
            icons.draw(p, self._icon, paint.visual(self, square), role)
            left += size + theme.u(5)
        area = QRect(left, 0, self.width() - left, self.height())
        paint.text(p, paint.visual(self, area), paint.leading(self), self.text(), role, font=self.font())
        p.end()

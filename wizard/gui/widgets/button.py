"""Buttons: primary, secondary, flat, destructive; and buttons that are an icon only."""

from __future__ import annotations

from typing import Literal, cast

from PySide6.QtCore import Property, QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from wizard.gui import icons, theme
from wizard.gui.theme import FontRole
from wizard.gui.widgets import mnemonics, paint

Kind = Literal["primary", "secondary", "flat", "destructive", "quiet"]


class Button(QPushButton):
    """A text button. `kind`: primary (filled, once a page), secondary, flat (accent text), destructive, quiet (text2).

    `small` is 28 high, for rows and faults. `flush` takes nearly all space beside the text of a flat button away, so
    that it lines up with a box's edge. `icon` stands before the text, with `trailing` behind it.
    """

    keyed = Signal(str)
    """The `key` property, when pressed (see action.py)."""

    def __init__(
        self,
        text: str = "",
        kind: Kind = "secondary",
        *,
        small: bool = False,
        flush: bool = False,
        icon: str = "",
        trailing: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind = kind
        self._small = small
        self._flush = flush
        self._icon = icon
        self._trailing = trailing
        # In a dialog Return would press the first such button, whatever has the focus.
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._tell_key)

    def _get_kind(self) -> str:
        return self._kind

    def _set_kind(self, kind: str) -> None:
        self._kind = cast("Kind", kind)
        self.updateGeometry()
        self.update()

    kind = Property(str, _get_kind, _set_kind)

    def set_icon(self, icon: str) -> None:
        """Another drawing, or none with ''."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Height 32, or 28; at least 80 wide unless flat."""
        words = QFontMetrics(theme.font(self._font_role())).horizontalAdvance(mnemonics.plain(self.text()))
        width = words + 2 * self._padding() + (self._icon_size() + theme.u(8) if self._icon else 0)
        least = 0 if self._kind in ("flat", "quiet") else theme.u(80)
        return QSize(max(width, least), theme.u(28 if self._small else 32))

    def minimumSizeHint(self) -> QSize:
        """A button's text is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, content, focus ring."""
        del event
        p = paint.painter(self)
        self._paint_box(p)
        self._paint_content(p)
        self._paint_focus(p)
        p.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses the focused button; else a dialog would press its default one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.isEnabled() and not event.isAutoRepeat():
                self.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Hover shows."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Hover ends."""
        super().leaveEvent(event)
        self.update()

    def _tell_key(self) -> None:
        key = self.property("key")
        if key:
            self.keyed.emit(key)

    def _font_role(self) -> FontRole:
        if self._flush:
            return "link"
        return "section" if self._kind == "primary" else "label"

    def _padding(self) -> int:
        if self._flush:
            return theme.u(3)
        return theme.u(8 if self._kind in ("flat", "quiet") else 16)

    def _icon_size(self) -> int:
        return theme.u(14 if self._kind == "flat" else 16)

    def _text_role(self) -> str:
        if not self.isEnabled():
            return "text3"
        roles = {"primary": "on_fill", "flat": "accent", "destructive": "error", "quiet": "text2"}
        return roles.get(self._kind, "text")

    def _paint_box(self, p: QPainter) -> None:
        hovered = self.isEnabled() and self.underMouse()
        radius = theme.u(6)
        if self._kind in ("flat", "quiet"):
            if (hovered or self.isDown()) and not self._flush:
                paint.box(p, self.rect(), radius, "hover")
        elif self._kind == "primary":
            strong = "fill_hover" if hovered or self.isDown() else "fill"
            paint.box(p, self.rect(), radius, strong if self.isEnabled() else "hover")
        else:
            strong = "error" if self._kind == "destructive" else "edge"
            soft = "error_soft" if self._kind == "destructive" else "hover"
            fill = soft if hovered or self.isDown() else "surface" if self.isEnabled() else None
            paint.box(p, self.rect(), radius, fill, strong if self.isEnabled() else "line")

    def _paint_content(self, p: QPainter) -> None:
        font, role = theme.font(self._font_role()), self._text_role()
        words = QFontMetrics(font).horizontalAdvance(mnemonics.plain(self.text()))
        size, gap = (self._icon_size(), theme.u(8)) if self._icon else (0, 0)
        left = (self.width() - words - size - gap) // 2
        icon_x = left + words + gap if self._trailing else left
        text_x = left if self._trailing else left + size + gap
        if self._icon:
            square = QRect(icon_x, (self.height() - size) // 2, size, size)
            icons.draw(p, self._icon, paint.visual(self, square), role)
        area = paint.visual(self, QRect(text_x, 0, words + 2, self.height()))
        underline = self.underMouse() and self._flush and self.isEnabled()
        font.setUnderline(underline)
        paint.text(p, area, Qt.AlignmentFlag.AlignCenter | mnemonics.flag(), self.text(), role, font=font)

    def _paint_focus(self, p: QPainter) -> None:
        if not self.hasFocus():
            return
        if self._kind == "primary":
            inner = self.rect().adjusted(2, 2, -2, -2)
            paint.box(p, inner, theme.u(6) - 2, edge="on_fill", width=1.5)
        else:
            paint.ring(p, self.rect(), theme.u(6))


class IconButton(QPushButton):
    """A 28 px button with an icon; `name` is verb and object ("Copy callback URL"), read out and shown as tool tip."""

    def __init__(self, icon: str, name: str, role: str = "text2", parent: QWidget | None = None) -> None:
        if not name:
            raise ValueError("an icon button needs a name")
        super().__init__(parent)
        self._icon = icon
        self._role = role
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Accessible name and tool tip."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_icon(self, icon: str, role: str | None = None) -> None:
        """Another drawing, and colour."""
        self._icon = icon
        self._role = role or self._role
        self.update()

    def shown_icon(self) -> str:
        """Name of the drawing shown now."""
        return self._icon

    def sizeHint(self) -> QSize:
        """28 square."""
        return QSize(theme.u(28), theme.u(28))

    def minimumSizeHint(self) -> QSize:
        """As sizeHint: the target never shrinks."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon, hover ground, focus ring."""
        del event
        p = paint.painter(self)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            paint.box(p, self.rect(), theme.u(6), "hover")
        size = theme.u(16)
        square = QRect((self.width() - size) // 2, (self.height() - size) // 2, size, size)
        icons.draw(p, self._icon, square, self._role if self.isEnabled() else "text3")
        if self.hasFocus():
            paint.ring(p, self.rect(), theme.u(6))
        p.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses it, too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.isEnabled() and not event.isAutoRepeat():
                self.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Hover shows."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Hover ends."""
        super().leaveEvent(event)
        self.update()

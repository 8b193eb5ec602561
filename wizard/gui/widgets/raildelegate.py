"""How an item of the rail is painted."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from wizard.gui import icons, theme
from wizard.gui.widgets import paint
from wizard.gui.widgets.railmodel import ITEM, Index, RailItem

_SIGNS = {
    "current": ("current", "accent"),
    "done": ("tick", "ok"),
    "open": ("open", "text3"),
    "stale": ("stale", "warn"),
    "fault": ("fault", "error"),
    "closed": ("dot", "text3"),
}
_QUIET = ("open", "closed")


class RailDelegate(QStyledItemDelegate):
    """Rows are 32 high, 46 with a second line; headings have room above."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.keyboard = False
        """Whether the focus is shown: it came by keyboard."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Height by content."""
        del option
        item = index.data(ITEM)
        if not isinstance(item, RailItem):
            first = index.row() == 0
            return QSize(0, theme.u(28 if first else 35))
        return QSize(0, theme.u(46 if self._note(item, index) else 32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Heading, or sign and title and second line."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        item = index.data(ITEM)
        if isinstance(item, RailItem):
            self._paint_item(painter, option, index, item)
        else:
            area = option.rect.adjusted(theme.u(10), 0, -theme.u(10), -theme.u(6))
            flags = self._flags(option) | Qt.AlignmentFlag.AlignBottom
            paint.text(painter, area, flags, str(index.data()), "text2", font=theme.font("caption"))
        painter.restore()

    def _paint_item(self, p: QPainter, option: QStyleOptionViewItem, index: Index, item: RailItem) -> None:
        row = option.rect.adjusted(0, 1, 0, -1)
        radius = theme.u(7)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if item.state == "current":
            paint.box(p, row, radius, "soft")
        elif hovered and item.state != "closed":
            paint.box(p, row, radius, "hover")
        side, note = theme.u(16), self._note(item, index)
        first = QRect(row)
        if note:
            first = QRect(row.x(), row.y() + theme.u(3), row.width(), theme.u(22))
        square = QRect(row.x() + theme.u(10), first.y() + (first.height() - side) // 2, side, side)
        name, role = _SIGNS[item.state]
        icons.draw(p, name, self._visual(option, square), role)
        font = theme.font("section" if item.state == "current" else "body")
        left, width = row.x() + theme.u(36), row.width() - theme.u(36 + 6)
        words = QFontMetrics(font).elidedText(item.title, Qt.TextElideMode.ElideRight, width)
        area = self._visual(option, QRect(left, first.y(), width, first.height()))
        centred = self._flags(option) | Qt.AlignmentFlag.AlignVCenter
        paint.text(p, area, centred, words, "text2" if item.state in _QUIET else "text", font=font)
        if note:
            small = theme.font("caption")
            words = QFontMetrics(small).elidedText(note, Qt.TextElideMode.ElideRight, width)
            area = self._visual(option, QRect(left, first.bottom() - theme.u(1), width, theme.u(18)))
            paint.text(p, area, centred, words, "warn" if item.state == "stale" else "text2", font=small)
        if self._focused(index):
            paint.ring(p, row, radius)

    def _note(self, item: RailItem, index: Index) -> str:
        """The second line now: what is wrong always, why an item can't be gone to only while it is looked at."""
        if item.state in ("stale", "fault"):
            return item.note
        looked_at = self._focused(index) or self._view.property("hovered") == index.row()
        return item.note if looked_at else ""

    def _focused(self, index: Index) -> bool:
        return self.keyboard and self._view.hasFocus() and self._view.currentIndex().row() == index.row()

    @staticmethod
    def _visual(option: QStyleOptionViewItem, rect: QRect) -> QRect:
        return QStyle.visualRect(option.direction, option.rect, rect)

    @staticmethod
    def _flags(option: QStyleOptionViewItem) -> Qt.AlignmentFlag:
        return QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)

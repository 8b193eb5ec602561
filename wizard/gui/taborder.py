"""The order of Tab: fields from the top down, then the page's link, preview, footer, rail.

Qt's own order is that of creation; rows that come from Amazon would stand behind the window's buttons.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from wizard.gui import theme
from wizard.gui.page import Page

LINE = 10  # centres that are nearer than this stand on one line


def stops(page: Page, footer: Iterable[QWidget], rail: QWidget) -> list[QWidget]:
    """Every widget that Tab reaches, in order. The rail's list is one stop."""
    every = [widget for widget in page.findChildren(QWidget) if takes(widget)]
    head, preview = page.head, page.preview_widgets()
    in_head = [widget for widget in every if head.isAncestorOf(widget)]
    in_preview = [widget for widget in every if any(part.isAncestorOf(widget) for part in preview)]
    fields = [widget for widget in every if widget not in in_head and widget not in in_preview]
    parts = (reading_order(page, fields), in_head, in_preview, footer, rail.findChildren(QWidget))
    return [widget for part in parts for widget in part if takes(widget)]


def takes(widget: QWidget) -> bool:
    """Whether Tab stops there now."""
    wanted = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return wanted and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def reading_order(page: QWidget, widgets: Sequence[QWidget]) -> list[QWidget]:
    """Line by line from the top, each line in the direction of reading."""
    centres = {widget: widget.mapTo(page, widget.rect().center()) for widget in widgets}
    lines: list[list[QWidget]] = []
    for widget in sorted(widgets, key=lambda each: centres[each].y()):
        if lines and centres[widget].y() - centres[lines[-1][0]].y() < theme.u(LINE):
            lines[-1].append(widget)
        else:
            lines.append([widget])
    return [widget for line in lines for widget in sorted(line, key=lambda each: _along(page, each))]


def after(stops: Sequence[QWidget], current: QWidget | None, forward: bool) -> QWidget | None:
    """The stop that follows, round the end; from elsewhere (a title) the first or the last one."""
    if not stops:
        return None
    if current not in stops:
        return stops[0 if forward else -1]
    return stops[(stops.index(current) + (1 if forward else -1)) % len(stops)]


def _along(page: QWidget, widget: QWidget) -> int:
    """How far into its line the widget begins; a row's own target before the buttons on it."""
    if page.isRightToLeft():
        return page.width() - widget.mapTo(page, QPoint(widget.width(), 0)).x()
    return widget.mapTo(page, QPoint(0, 0)).x()

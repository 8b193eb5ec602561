"""The program's own drawings (`resources/icons/*.svg`, 16 grid), tinted in the colour of a role.

Pixmaps are kept in Qt's own cache by name, colour, size and ratio: a new theme has new colours, thus new entries.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache

from wizard.gui import theme
from wizard.resources import resource


def pixmap(name: str, size: int, role: str = "text2", device_ratio: float = 1.0) -> QPixmap:
    """A square pixmap of `size` device-independent pixels. Raises FileNotFoundError for a name without a drawing."""
    colour = theme.color(role).name()
    key = f"icon/{name}/{colour}/{size}/{device_ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    drawn = _draw(name, size, colour, device_ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


def icon(name: str, role: str = "text2", size: int = 16) -> QIcon:
    """A QIcon in the role's colour of this moment, for menus and title bars; own widgets paint with `draw`."""
    result = QIcon()
    for ratio in (1.0, 2.0):
        result.addPixmap(pixmap(name, size, role, ratio))
    return result


def draw(painter: QPainter, name: str, rect: QRect, role: str = "text2") -> None:
    """Paint an icon into a square, sharp at the device's own ratio."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(rect, pixmap(name, rect.width(), role, ratio))


def app_icon() -> QIcon:
    """The program's icon for windows and task bars, in its own colours."""
    return QIcon(str(resource("icons", "app.svg")))


def _draw(name: str, size: int, colour: str, ratio: float) -> QPixmap:
    # Imported at the first icon: the window's modules stay free of it.
    from PySide6.QtSvg import QSvgRenderer

    source = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    result = QPixmap(QSize(size, size) * ratio)
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return result

"""What the widgets' paint events share: boxes, focus rings, texts that mirror with the layout."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QStyle, QWidget

from wizard.gui import theme


def painter(widget: QWidget) -> QPainter:
    """A painter on the widget with smooth edges; end it, or Qt warns."""
    result = QPainter(widget)
    result.setRenderHint(QPainter.RenderHint.Antialiasing)
    return result


def box(
    p: QPainter, rect: QRect, radius: float, fill: str | None = None, edge: str | None = None, *, width: float = 1
) -> None:
    """A rounded box that stays inside `rect`; `fill` and `edge` are roles."""
    inset = width / 2 if edge else 0
    outline = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    p.setPen(QPen(theme.color(edge), width) if edge else Qt.PenStyle.NoPen)
    p.setBrush(theme.color(fill) if fill else Qt.BrushStyle.NoBrush)
    p.drawRoundedRect(outline, max(radius - inset, 0), max(radius - inset, 0))


def ring(p: QPainter, rect: QRect, radius: float, role: str = "accent") -> None:
    """The focus ring, inside `rect`."""
    box(p, rect, radius, edge=role, width=theme.FOCUS)


def rounded(rect: QRect, radius: float) -> QPainterPath:
    """A rounded path to clip with."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect), radius, radius)
    return path


def hairline(p: QPainter, x1: int, x2: int, y: int, role: str = "line") -> None:
    """A horizontal divider of one device-independent pixel."""
    p.fillRect(QRect(x1, y, x2 - x1, theme.HAIRLINE), theme.color(role))


def visual(widget: QWidget, rect: QRect) -> QRect:
    """`rect`, thought from left to right, mirrored where the layout runs from right to left."""
    return QStyle.visualRect(widget.layoutDirection(), widget.rect(), rect)


def leading(widget: QWidget, flags: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> Qt.AlignmentFlag:
    """Alignment at the side where lines begin (or its mirror for AlignRight), centred vertically."""
    return QStyle.visualAlignment(widget.layoutDirection(), flags) | Qt.AlignmentFlag.AlignVCenter


def text(p: QPainter, rect: QRect, flags: int | Qt.AlignmentFlag, words: str, role: str, *, font: QFont) -> None:
    """One line of text in a role's colour."""
    p.setFont(font)
    p.setPen(theme.color(role))
    p.drawText(rect, int(flags), words)


def arc(p: QPainter, rect: QRect, start: float, span: float, role: str, *, width: float, opacity: float = 1.0) -> None:
    """Part of a ring; angles in degrees, counter-clockwise from three o'clock."""
    pen = QPen(theme.color(role), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    p.save()
    p.setOpacity(opacity)
    p.setPen(pen)
    p.setBrush(Qt.BrushStyle.NoBrush)
    inset = width / 2 + 1
    p.drawArc(QRectF(rect).adjusted(inset, inset, -inset, -inset), round(start * 16), round(span * 16))
    p.restore()


def disc(p: QPainter, centre: QPointF, radius: float, role: str) -> None:
    """A filled circle."""
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(theme.color(role))
    p.drawEllipse(centre, radius, radius)


def set_text_role(widget: QWidget, role: str) -> None:
    """Make Qt's own text drawing use a role.

    Roles that the palette has follow a theme change by themselves; for others call this again on PaletteChange.
    """
    roles = QPalette.ColorRole
    known = {"text": roles.WindowText, "text2": roles.PlaceholderText, "accent": roles.Link}
    palette_role = known.get(role, roles.BrightText)
    if widget.foregroundRole() != palette_role:
        widget.setForegroundRole(palette_role)
    if palette_role != roles.BrightText:
        return
    shown, wanted = widget.palette(), theme.color(role)
    # Both calls send PaletteChange: without the comparison this would go round for ever.
    if shown.color(roles.BrightText) != wanted:
        shown.setColor(roles.BrightText, wanted)
        widget.setPalette(shown)

"""Colours, fonts and measures of the window: the only file that holds a colour.

A widget asks at each paint (`color("accent")`), so a change of the desktop's theme needs a repaint and nothing else.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Literal, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QBoxLayout, QLayout, QSizePolicy, QWidget

from wizard.gui.interpreter import keep_none_alive

Scheme = Literal["light", "dark"]
FontRole = Literal["title", "state", "section", "label", "body", "caption", "link", "chip", "code", "code_large"]

HAIRLINE = 1
"""Border and divider, in device-independent pixels; it grows with neither the font nor the screen."""
FOCUS = 2
"""Focus ring, and the border of a field with a fault."""


@dataclass(frozen=True)
class Theme:
    """One colour a role, as `#RRGGBB`. Contrast of the pairs is computed in the tests."""

    name: str
    window: str
    surface: str
    sunken: str
    hover: str
    text: str
    text2: str
    text3: str
    line: str
    edge: str
    accent: str
    fill: str
    fill_hover: str
    on_fill: str
    check: str
    on_check: str
    soft: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    warn_line: str
    error: str
    error_soft: str
    error_line: str


LIGHT = Theme(
    name="light",
    window="#F6F6F9",
    surface="#FFFFFF",
    sunken="#F8F8FB",
    hover="#EFEFF4",
    text="#1C1B22",
    text2="#5B5A68",
    text3="#6C6B7A",
    line="#E4E4EB",
    edge="#868593",
    accent="#5A3ED0",
    fill="#5A3ED0",
    fill_hover="#4C32BC",
    on_fill="#FFFFFF",
    check="#5A3ED0",
    on_check="#FFFFFF",
    soft="#EFECFC",
    ok="#17753E",
    ok_soft="#E6F4EB",
    warn="#855500",
    warn_soft="#FFF4DC",
    warn_line="#E8CD8C",
    error="#BC2438",
    error_soft="#FDEDEF",
    error_line="#F0BAC2",
)

DARK = Theme(
    name="dark",
    window="#17171B",
    surface="#1F1F25",
    sunken="#19191E",
    hover="#2A2A32",
    text="#EDEDF2",
    text2="#ABAAB9",
    text3="#92919F",
    line="#34343E",
    edge="#757483",
    accent="#AF9EFF",
    fill="#6A4FE3",
    fill_hover="#7257E8",
    on_fill="#FFFFFF",
    check="#AF9EFF",
    on_check="#1F1F25",
    soft="#2C284A",
    ok="#63CB8F",
    ok_soft="#1B3326",
    warn="#E9B65C",
    warn_soft="#362B15",
    warn_line="#5E4B22",
    error="#FF8E98",
    error_soft="#3C2028",
    error_line="#6E3440",
)

_ROLES: dict[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "line",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.PlaceholderText: "text2",
    QPalette.ColorRole.BrightText: "error",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Highlight: "fill",
    QPalette.ColorRole.Accent: "fill",
    QPalette.ColorRole.HighlightedText: "on_fill",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
}

_TEXT_ROLES = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.PlaceholderText,
)

_FONTS: dict[FontRole, tuple[float, QFont.Weight]] = {
    "title": (1.69, QFont.Weight.DemiBold),
    "state": (1.15, QFont.Weight.DemiBold),
    "section": (1.0, QFont.Weight.DemiBold),
    "label": (1.0, QFont.Weight.Medium),
    "body": (1.0, QFont.Weight.Normal),
    "caption": (0.92, QFont.Weight.Normal),
    "link": (0.92, QFont.Weight.Medium),
    "chip": (0.85, QFont.Weight.Medium),
    "code": (0.85, QFont.Weight.Normal),
    "code_large": (0.92, QFont.Weight.Normal),
}


def palette(theme: Theme) -> QPalette:
    """The Qt palette of a theme; disabled text is `text3`."""
    result = QPalette()
    for role, name in _ROLES.items():
        result.setColor(role, QColor(getattr(theme, name)))
    for role in _TEXT_ROLES:
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.text3))
    return result


def current() -> Theme:
    """The theme in force, read from the application's palette at each call.

    With high contrast asked for by the desktop it is made of the desktop's palette, with edges in the text's colour.
    """
    shown = QGuiApplication.palette()
    base = LIGHT if shown.color(QPalette.ColorRole.Base).lightness() >= 128 else DARK
    return _from_palette(shown, base) if high_contrast() else base


def color(role: str) -> QColor:
    """Colour of a role (a field of Theme) now. Don't keep it: ask again at the next paint."""
    return QColor(cast("str", getattr(current(), role)))


def high_contrast() -> bool:
    """True if the desktop asks for more contrast (Qt tells it from 6.10 on)."""
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is None:
        return False
    return bool(accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


def apply(app: QApplication, scheme: Scheme | None = None) -> None:
    """Set style and palette. With `scheme=None` the desktop's choice is followed, also when it changes later."""
    keep_none_alive()
    if sys.platform != "darwin" and app.style().name().lower() != "fusion":
        app.setStyle("Fusion")
    follower = app.findChild(_Follower) or _Follower(app)
    follower.scheme = scheme
    hints = app.styleHints()
    if scheme is None:
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(Qt.ColorScheme.Dark if scheme == "dark" else Qt.ColorScheme.Light)
    follower.repaint()


def em() -> float:
    """Size of the application's font in device-independent pixels: 13 for the pictures of the design."""
    font = QGuiApplication.font()
    if font.pixelSize() > 0:
        return float(font.pixelSize())
    screen = QGuiApplication.primaryScreen()
    return font.pointSizeF() * (screen.logicalDotsPerInchY() if screen else 96.0) / 72.0


def u(n: float) -> int:
    """A measure of the design (given for a 13 px font) in device-independent pixels for today's font."""
    return round(n * em() / 13.0)


def font(role: FontRole) -> QFont:
    """The system's font in size and weight of a role; code is the fixed font without ligatures."""
    factor, weight = _FONTS[role]
    base = QGuiApplication.font()
    result = QFont(base)
    if role.startswith("code"):
        result = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        # An admin compares these letter by letter: `->` must not become an arrow.
        for feature in ("calt", "liga"):
            result.setFeature(QFont.Tag(feature), 0)
    if base.pixelSize() > 0:
        result.setPixelSize(round(base.pixelSize() * factor))
    else:
        result.setPointSizeF(base.pointSizeF() * factor)
    result.setWeight(weight)
    return result


def lay(layout: QLayout, *margins: float, gap: float = 0) -> None:
    """Margins (none, one for all, or left, top, right, bottom) and spacing of a layout, in the design's measures.

    They are remembered on the layout, so that `remeasure` can follow a change of the font. Qt mirrors the places of
    items, but not margins: that is done here.
    """
    sides = margins if len(margins) == 4 else (margins[0] if margins else 0,) * 4
    layout.setProperty("measures", [*sides, gap, em()])
    left, top, right, bottom = (u(side) for side in sides)
    if QGuiApplication.isRightToLeft():
        left, right = right, left
    layout.setContentsMargins(left, top, right, bottom)
    layout.setSpacing(u(gap))


def remeasure(root: QWidget) -> None:
    """Have all below `root` follow a change of the font; the window calls it on `FontChange`.

    Qt tells a new font only to widgets without one of their own, which the type scale gives to nearly all.
    """
    for layout in root.findChildren(QLayout):
        measures = layout.property("measures")
        if measures:
            *sides, gap, before = measures
            lay(layout, *sides, gap=gap)
            if isinstance(layout, QBoxLayout):
                _respace(layout, before)
    for child in root.findChildren(QWidget):
        QCoreApplication.sendEvent(child, QEvent(QEvent.Type.FontChange))
        child.updateGeometry()


def _respace(layout: QBoxLayout, before: float) -> None:
    """`addSpacing(u(n))` anew; `before` is the em it was measured with."""
    fixed, least = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum
    upright = layout.direction() in (QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.BottomToTop)
    for place in range(layout.count()):
        item = layout.itemAt(place)
        spacer = item.spacerItem() if item else None
        if spacer is None:
            continue
        size = spacer.sizeHint()
        length = u(round((size.height() if upright else size.width()) * 13.0 / before))
        if length and upright:
            spacer.changeSize(0, length, least, fixed)
        elif length:
            spacer.changeSize(length, 0, fixed, least)
    layout.invalidate()


def _from_palette(shown: QPalette, base: Theme) -> Theme:
    def name(role: QPalette.ColorRole) -> str:
        return shown.color(role).name().upper()

    text, surface = name(QPalette.ColorRole.Text), name(QPalette.ColorRole.Base)
    link = name(QPalette.ColorRole.Link)
    values = {field: text for field in ("text", "text2", "text3", "line", "edge", "warn_line", "error_line")}
    values |= {field: surface for field in ("surface", "sunken", "hover", "soft", "ok_soft", "warn_soft", "error_soft")}
    values |= {field: link for field in ("accent", "check")}
    values |= {field: text for field in ("ok", "warn", "error")}
    values |= {"window": name(QPalette.ColorRole.Window), "on_check": surface}
    values |= {field: name(QPalette.ColorRole.Highlight) for field in ("fill", "fill_hover")}
    values["on_fill"] = name(QPalette.ColorRole.HighlightedText)
    return Theme(name=base.name, **values)


class _Follower(QObject):
    """Sets the palette anew when the desktop changes between light and dark."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.scheme: Scheme | None = None
        app.styleHints().colorSchemeChanged.connect(self.repaint)

    def repaint(self) -> None:
        if high_contrast():
            self._app.setPalette(QPalette())
            return
        self._app.setPalette(palette(self._theme()))

    def _theme(self) -> Theme:
        if self.scheme is not None:
            return DARK if self.scheme == "dark" else LIGHT
        asked = QGuiApplication.styleHints().colorScheme()
        if asked == Qt.ColorScheme.Unknown:
            # Some platforms can't tell; what the style would paint by itself can.
            own = self._app.style().standardPalette().color(QPalette.ColorRole.Window)
            return DARK if own.lightness() < 128 else LIGHT
        return DARK if asked == Qt.ColorScheme.Dark else LIGHT

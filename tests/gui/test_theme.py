"""Colours, fonts and measures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

import wizard.gui
from wizard.gui import theme
from wizard.gui.theme import DARK, LIGHT, Theme

# Ratios light | dark as the design gives them, computed after WCAG 2.2, to one place.
DESIGN = [
    ("text", "surface", 17.1, 14.0),
    ("text", "soft", 14.7, 11.9),
    ("text2", "surface", 6.8, 7.2),
    ("text2", "window", 6.3, 7.8),
    ("text2", "soft", 5.8, 6.1),
    ("text3", "surface", 5.2, 5.3),
    ("text3", "hover", 4.6, 4.6),
    ("edge", "surface", 3.6, 3.6),
    ("edge", "window", 3.4, 3.9),
    ("edge", "hover", 3.2, 3.1),
    ("accent", "surface", 6.9, 7.1),
    ("accent", "window", 6.4, 7.8),
    ("accent", "soft", 6.0, 6.1),
    ("on_fill", "fill", 6.9, 5.5),
    ("on_fill", "fill_hover", 8.4, 4.9),
    ("on_check", "check", 6.9, 7.1),
    ("check", "soft", 6.0, 6.1),
    ("ok", "surface", 5.8, 8.2),
    ("ok", "ok_soft", 5.1, 6.8),
    ("warn", "surface", 6.4, 8.8),
    ("warn", "warn_soft", 5.8, 7.5),
    ("error", "surface", 6.1, 7.5),
    ("error", "error_soft", 5.4, 6.7),
]
# Pairs that the widgets make beside those of the table.
ALSO = [
    ("text", "sunken"),
    ("text", "warn_soft"),
    ("text", "error_soft"),
    ("text", "ok_soft"),
    ("text2", "sunken"),
    ("text2", "hover"),
    ("text2", "error_soft"),
    ("text2", "ok_soft"),
    ("accent", "sunken"),
    ("accent", "error_soft"),
    ("ok", "window"),
    ("warn", "window"),
    ("error", "window"),
]


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_ratio_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize(("front", "ground", "light", "dark"), DESIGN)
def test_contrast_is_what_the_design_computed(front: str, ground: str, light: float, dark: float) -> None:
    least = 3.0 if front == "edge" else 4.5
    for shown, wanted in ((LIGHT, light), (DARK, dark)):
        ratio = contrast(getattr(shown, front), getattr(shown, ground))
        assert ratio >= least
        assert ratio == pytest.approx(wanted, abs=0.06)


@pytest.mark.parametrize("shown", [LIGHT, DARK], ids=lambda value: value.name)
@pytest.mark.parametrize(("front", "ground"), ALSO)
def test_every_text_on_every_ground_is_readable(front: str, ground: str, shown: Theme) -> None:
    assert contrast(getattr(shown, front), getattr(shown, ground)) >= 4.5


@pytest.mark.parametrize("shown", [LIGHT, DARK], ids=lambda value: value.name)
def test_palette_roles(shown: Theme) -> None:
    roles = QPalette.ColorRole
    palette = theme.palette(shown)
    wanted = {
        roles.Window: shown.window,
        roles.Base: shown.surface,
        roles.Button: shown.surface,
        roles.AlternateBase: shown.sunken,
        roles.Midlight: shown.hover,
        roles.WindowText: shown.text,
        roles.Text: shown.text,
        roles.ButtonText: shown.text,
        roles.PlaceholderText: shown.text2,
        roles.Mid: shown.line,
        roles.Dark: shown.edge,
        roles.Link: shown.accent,
        roles.Highlight: shown.fill,
        roles.Accent: shown.fill,
        roles.HighlightedText: shown.on_fill,
        roles.BrightText: shown.error,
    }
    assert {role: palette.color(role).name().upper() for role in wanted} == wanted
    disabled = QPalette.ColorGroup.Disabled
    assert palette.color(disabled, roles.WindowText) == QColor(shown.text3)
    assert palette.color(disabled, roles.ButtonText) == QColor(shown.text3)


def test_apply_sets_theme_and_a_change_is_seen_at_once(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    assert theme.current() is DARK
    assert theme.color("accent") == QColor("#AF9EFF")
    theme.apply(qapp, "light")
    assert theme.current() is LIGHT
    assert theme.color("accent") == QColor("#5A3ED0")


def test_without_a_scheme_the_desktop_is_followed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.apply(qapp, None)
    hints = qapp.styleHints()
    desktop = {"scheme": Qt.ColorScheme.Dark}
    monkeypatch.setattr(type(hints), "colorScheme", lambda _self: desktop["scheme"])
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.current() is DARK
    desktop["scheme"] = Qt.ColorScheme.Light
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.current() is LIGHT


def test_a_chosen_scheme_is_not_changed_by_the_desktop(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.current() is DARK


def test_high_contrast_takes_the_desktops_palette(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "high_contrast", lambda: True)
    desktop = QPalette(QColor(Qt.GlobalColor.black))
    desktop.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.black))
    desktop.setColor(QPalette.ColorRole.Text, QColor(Qt.GlobalColor.yellow))
    qapp.setPalette(desktop)
    shown = theme.current()
    assert shown.name == "dark"
    assert shown.surface == "#000000"
    assert shown.edge == shown.line == shown.text == "#FFFF00"


@pytest.mark.parametrize(("em", "expected"), [(13, 32), (26, 64)])
def test_measures_follow_the_font(set_em: Callable[[int], None], em: int, expected: int) -> None:
    set_em(em)
    assert theme.u(32) == expected


def test_points_are_counted_at_the_screens_resolution(qapp: QApplication) -> None:
    font = QFont(qapp.font())
    font.setPointSizeF(11)
    qapp.setFont(font)
    dots = qapp.primaryScreen().logicalDotsPerInchY()
    assert theme.em() == pytest.approx(11 * dots / 72)
    assert theme.font("title").pointSizeF() == pytest.approx(11 * 1.69, abs=0.1)


@pytest.mark.parametrize(
    ("role", "pixels", "weight"),
    [
        ("title", 22, 600),
        ("state", 15, 600),
        ("section", 13, 600),
        ("label", 13, 500),
        ("body", 13, 400),
        ("caption", 12, 400),
        ("chip", 11, 500),
        ("code", 11, 400),
        ("code_large", 12, 400),
    ],
)
def test_type_scale(role: theme.FontRole, pixels: int, weight: int) -> None:
    font = theme.font(role)
    assert font.pixelSize() == pixels
    assert int(font.weight()) == weight


def test_code_has_no_ligatures() -> None:
    font = theme.font("code")
    assert {font.featureValue(QFont.Tag(tag)) for tag in ("calt", "liga")} == {0}


def test_layouts_follow_font_and_direction(qapp: QApplication, set_em: Callable[[int], None], qtbot: object) -> None:
    root = QWidget()
    outer = QVBoxLayout(root)
    theme.lay(outer, 4)
    inner = QHBoxLayout()
    theme.lay(inner, 1, 2, 3, 4, gap=5)
    outer.addLayout(inner)
    outer.addSpacing(theme.u(7))
    outer.addStretch(1)
    assert inner.getContentsMargins() == (1, 2, 3, 4)
    set_em(26)
    theme.remeasure(root)
    assert inner.getContentsMargins() == (2, 4, 6, 8)
    assert [outer.itemAt(at).spacerItem().sizeHint().height() for at in (1, 2)] == [14, 0]
    assert (inner.spacing(), outer.getContentsMargins()) == (10, (8, 8, 8, 8))
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    theme.remeasure(root)
    assert inner.getContentsMargins() == (6, 4, 2, 8)


def test_no_colour_stands_outside_the_theme() -> None:
    root = Path(wizard.gui.__file__).parent
    literal = re.compile(r"#[0-9A-Fa-f]{6}\b|QColor\(\s*[\d\"']|Qt\.GlobalColor\.(?!transparent)|setStyleSheet")
    found = [
        f"{path.relative_to(root)}: {match.group()}"
        for path in sorted(root.rglob("*.py"))
        if path.name != "theme.py"
        for match in literal.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_colour_is_a_full_hex_value() -> None:
    for shown in (LIGHT, DARK):
        for field in fields(Theme):
            if field.name != "name":
                assert re.fullmatch(r"#[0-9A-F]{6}", getattr(shown, field.name)), field.name

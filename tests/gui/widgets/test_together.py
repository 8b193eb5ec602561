"""All widgets together, as the gallery puts them: names, targets, and both directions."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui import theme

SCENES = {
    "gallery_pages": ("settings", "pools", "welcome", "review", "apply", "verify", "save"),
    "gallery_parts": ("components", "fault", "states", "forms"),
}


@pytest.fixture(params=[(module, scene) for module, scenes in SCENES.items() for scene in scenes], ids=lambda at: at[1])
def scene(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, shown: Callable[[QWidget], QWidget]
) -> QWidget:
    module, name = request.param
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent))
    build = getattr(importlib.import_module(module), name)
    result = build()
    assert isinstance(result, QWidget)
    return shown(result)


def stops(scene: QWidget) -> list[QWidget]:
    """What Tab reaches."""
    return [
        child
        for child in scene.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and child.isVisible()
        and not child.focusProxy()
        and child.objectName() != "qt_spinbox_lineedit"
    ]


def test_every_stop_has_a_name(scene: QWidget) -> None:
    assert stops(scene) != []
    unnamed = [
        f"{type(stop).__name__} {stop.objectName()}"
        for stop in stops(scene)
        if not QAccessible.queryAccessibleInterface(stop).text(QAccessible.Text.Name)
    ]
    assert unnamed == []


def test_every_button_is_large_enough(scene: QWidget) -> None:
    """Links in lines of text are 20 high, check boxes and radio buttons 20; all else 26 at least."""
    small = [
        f"{type(button).__name__} {button.text()} {button.height()}"
        for button in scene.findChildren(QAbstractButton)
        if button.isVisible() and min(button.width(), button.height()) < 20
    ]
    assert small == []


def test_no_text_is_cut(scene: QWidget) -> None:
    cut = [
        label.text()
        for label in scene.findChildren(QLabel)
        if label.isVisible()
        and label.height() < (label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height())
    ]
    assert cut == []


def test_the_dark_theme_leaves_nothing_light(scene: QWidget, qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "dark")
    qtbot.wait(1)
    image = scene.grab().toImage()
    bright = sum(
        image.pixelColor(x, y).lightness() > 150
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )
    assert bright < 0.2 * (image.width() // 3) * (image.height() // 3)


def test_every_button_has_its_mirrored_place_from_right_to_left(
    scene: QWidget, qapp: QApplication, qtbot: QtBot
) -> None:
    buttons = [child for child in scene.findChildren(QAbstractButton) if child.isVisible()]

    def places() -> list[tuple[int, int]]:
        return [button.mapTo(scene, button.rect().center()).toTuple() for button in buttons]

    qapp.processEvents()
    before = places()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    theme.remeasure(scene)

    def strays() -> list[tuple[str, str, tuple[int, int], tuple[int, int]]]:
        return [
            (type(button).__name__, button.text(), old, new)
            for button, old, new in zip(buttons, before, places(), strict=True)
            if abs(old[0] + new[0] - scene.width()) > 3 or abs(old[1] - new[1]) > 3
        ]

    def mirrored() -> None:
        assert strays() == []

    qtbot.waitUntil(mirrored)

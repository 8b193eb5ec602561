"""What moves, and what stays still where the desktop asks for less motion."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui import theme
from wizard.gui.widgets import motion
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.motion import Unfold

Show = Callable[[QWidget], QWidget]


@pytest.mark.parametrize("quiet", [True, False])
def test_content_unfolds(shown: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, quiet: bool) -> None:
    monkeypatch.setattr(motion, "reduced", lambda _widget: quiet)
    window = QWidget()
    column = QVBoxLayout(window)
    button = QPushButton("inside")
    fold = Unfold(button, window)
    column.addWidget(fold)
    shown(window)
    fold.set_open(True)
    assert fold.is_open()
    assert (fold.maximumHeight() < 1000) is not quiet
    qtbot.waitUntil(lambda: fold.maximumHeight() > 1000)
    assert button.isVisible()
    fold.set_open(False)
    qtbot.waitUntil(lambda: not button.isVisible())
    fold.set_open(False)
    assert not fold.is_open()


def test_what_appears_fades_in_and_keeps_no_effect(shown: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(motion, "reduced", lambda _widget: False)
    banner = Banner("ok", "Sign-in works.")
    banner.resize(400, 40)
    shown(banner)
    assert banner.graphicsEffect() is not None
    qtbot.waitUntil(lambda: banner.graphicsEffect() is None)
    assert banner.grab().toImage().pixelColor(390, 10).name().upper() == theme.LIGHT.ok_soft


def test_nothing_fades_under_reduced_motion(shown: Show) -> None:
    banner = Banner("ok", "Sign-in works.")
    shown(banner)
    assert banner.graphicsEffect() is None

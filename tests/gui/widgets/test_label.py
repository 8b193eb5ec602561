"""Labels and paragraphs: theme, font, width of lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui import theme
from wizard.gui.widgets.label import Label, Paragraph

Show = Callable[[QWidget], QWidget]


@pytest.mark.parametrize("role", ["text", "text2", "accent", "error", "warn", "ok"])
def test_labels_follow_the_theme(shown: Show, qtbot: QtBot, qapp: QApplication, role: str) -> None:
    label = Label("Region changed", "caption", role)
    shown(label)
    assert label.palette().color(label.foregroundRole()) == theme.color(role)
    theme.apply(qapp, "dark")
    qtbot.waitUntil(lambda: label.palette().color(label.foregroundRole()) == theme.color(role))
    label.set_role("text")
    assert label.palette().color(label.foregroundRole()) == theme.color("text")


def test_labels_follow_the_font(shown: Show, qtbot: QtBot, set_em: Callable[[int], None]) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    label, text = Label("Title", "title"), Paragraph("A sentence.")
    column.addWidget(label)
    column.addWidget(text)
    shown(window)
    assert (label.font().pixelSize(), text.maximumWidth()) == (22, 640)
    set_em(26)
    theme.remeasure(window)
    assert (label.font().pixelSize(), text.maximumWidth()) == (44, 1280)


def test_labels_that_were_never_shown_follow_the_font(shown: Show, set_em: Callable[[int], None]) -> None:
    label = Label("Title", "title")
    set_em(26)
    shown(label)
    assert label.font().pixelSize() == 44


def test_labels_show_text_as_it_is(qtbot: QtBot) -> None:
    assert Label("<b>pool</b>").textFormat() == Qt.TextFormat.PlainText


def test_a_paragraph_asks_for_the_height_of_its_own_width(qtbot: QtBot, set_em: Callable[[int], None]) -> None:
    text = Paragraph("A sentence that goes on and on. " * 8)
    qtbot.addWidget(text)
    assert text.heightForWidth(2000) == text.heightForWidth(640) > text.fontMetrics().height()

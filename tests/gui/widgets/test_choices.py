"""Check boxes, radio buttons, switches and segments by mouse, keys and ear."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui import theme
from wizard.gui.widgets import motion
from wizard.gui.widgets.segmented import Segmented
from wizard.gui.widgets.switch import Switch
from wizard.gui.widgets.tick import Choice, Tick

Show = Callable[[QWidget], QWidget]
KEYS = [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter]


def pixel(widget: QWidget, x: int) -> str:
    image = widget.grab().toImage()
    return image.pixelColor(x, image.height() // 2).name().upper()


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("make", [lambda: Tick("email"), lambda: Switch("Practice mode")])
def test_keys_toggle(shown: Show, qtbot: QtBot, key: Qt.Key, make: Callable[[], Tick]) -> None:
    box = make()
    shown(box)
    box.setFocus()
    qtbot.keyClick(box, key)
    assert box.isChecked()
    qtbot.keyClick(box, key)
    assert not box.isChecked()


@pytest.mark.parametrize("make", [lambda: Tick("email"), lambda: Switch("Practice mode")])
def test_a_click_anywhere_toggles(shown: Show, qtbot: QtBot, make: Callable[[], Tick]) -> None:
    box = make()
    shown(box)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 2, 2))
    assert box.isChecked()


def test_ticked_boxes_are_filled_and_pale_in_the_dark(qtbot: QtBot, qapp: QApplication) -> None:
    box = Tick("email", checked=True)
    qtbot.addWidget(box)
    assert pixel(box, 1) == theme.LIGHT.check
    box.setEnabled(False)
    assert pixel(box, 1) == theme.LIGHT.edge
    box.setEnabled(True)
    theme.apply(qapp, "dark")
    assert pixel(box, 1) == theme.DARK.check


def test_sizes(qtbot: QtBot, set_em: Callable[[int], None]) -> None:
    assert Switch("s").sizeHint().toTuple() == (36 + 6, 20 + 6)
    assert Tick("x").sizeHint().height() == 20
    set_em(26)
    assert Switch("s").sizeHint().toTuple() == (72 + 6, 40 + 6)
    assert Tick("x").sizeHint().height() >= 40


def test_arrows_choose_among_radio_buttons(shown: Show, qtbot: QtBot) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    group = QButtonGroup(window)
    choices = [Choice("Off"), Choice("Optional"), Choice("Required")]
    for choice in choices:
        row.addWidget(choice)
        group.addButton(choice)
    choices[0].setChecked(True)
    shown(window)
    choices[0].setFocus()
    qtbot.keyClick(choices[0], Qt.Key.Key_Right)
    assert choices[1].isChecked()
    qtbot.keyClick(choices[2], Qt.Key.Key_Return)
    assert choices[2].isChecked()


def test_the_square_stands_where_reading_begins(qtbot: QtBot, qapp: QApplication) -> None:
    box = Tick("email", checked=True)
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    assert pixel(box, 1) == theme.LIGHT.check
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert pixel(box, box.width() - 2) == theme.LIGHT.check


def test_a_switch_needs_a_name(qtbot: QtBot) -> None:
    with pytest.raises(ValueError, match="name"):
        Switch("")
    switch = Switch("Practice mode")
    assert QAccessible.queryAccessibleInterface(switch).text(QAccessible.Text.Name) == "Practice mode"


def test_a_switch_slides_unless_motion_is_reduced(shown: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    switch = Switch("Practice mode")
    shown(switch)
    monkeypatch.setattr(motion, "reduced", lambda _widget: False)
    switch.click()
    assert switch._at < 1.0
    qtbot.waitUntil(lambda: switch._at == 1.0)
    monkeypatch.setattr(motion, "reduced", lambda _widget: True)
    switch.click()
    assert switch._at == 0.0


@pytest.fixture
def ways(qtbot: QtBot) -> Segmented:
    result = Segmented(
        "Pool", [("new", "New pool", "pool.way.new"), ("existing", "Existing pool", "pool.way.existing")]
    )
    qtbot.addWidget(result)
    return result


def test_the_first_way_is_chosen_at_start(ways: Segmented) -> None:
    assert ways.key() == "new"
    assert ways.part("existing").objectName() == "pool.way.existing"
    assert ways.part("new").accessibleDescription() == "Pool"
    assert ways.height() == ways.sizeHint().height() or ways.sizeHint().height() == 32


@pytest.mark.parametrize("key", KEYS)
def test_keys_choose_a_way(shown: Show, qtbot: QtBot, ways: Segmented, key: Qt.Key) -> None:
    shown(ways)
    part = ways.part("existing")
    part.setFocus()
    with qtbot.waitSignal(ways.chosen) as caught:
        qtbot.keyClick(part, key)
    assert caught.args == ["existing"]
    assert ways.key() == "existing"


def test_arrows_move_and_choose(shown: Show, qtbot: QtBot, ways: Segmented) -> None:
    shown(ways)
    ways.part("new").setFocus()
    with qtbot.waitSignal(ways.chosen) as caught:
        qtbot.keyClick(ways.part("new"), Qt.Key.Key_Right)
    assert caught.args == ["existing"]
    assert ways.part("existing").hasFocus()


def test_code_chooses_too_and_an_unknown_way_is_told(ways: Segmented, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ways.chosen):
        ways.choose("existing")
    with qtbot.assertNotEmitted(ways.chosen):
        ways.choose("existing")
    with pytest.raises(KeyError):
        ways.choose("other")


def test_the_chosen_part_is_raised(ways: Segmented) -> None:
    assert pixel(ways.part("new"), 0) == theme.LIGHT.edge
    assert pixel(ways, 0) == theme.LIGHT.hover

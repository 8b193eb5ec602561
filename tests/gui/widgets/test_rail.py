"""The rail: states, keys, reasons."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui import theme
from wizard.gui.widgets.label import Label
from wizard.gui.widgets.rail import Rail
from wizard.gui.widgets.railmodel import RailItem, RailModel, RailState, description

Show = Callable[[QWidget], QWidget]
ITEMS = [
    RailItem("account", "AWS account", "Choose", "done"),
    RailItem("pool", "User pool", "Choose", "stale", "Region changed"),
    RailItem("client", "App client", "Choose", "fault", "1 fault"),
    RailItem("settings", "App client settings", "Choose", "current"),
    RailItem("domain", "Domain name", "Choose", "open"),
    RailItem("pomerium", "Pomerium", "Choose", "closed", "Opens after Domain name"),
    RailItem("review", "Review", "Create", "closed", "Opens after Pomerium"),
]
ROWS = {item.id: at for at, item in enumerate(ITEMS[:6], start=1)} | {"review": 8}


@pytest.fixture
def rail(shown: Show) -> Rail:
    result = Rail("Cognito setup", "Pomerium")
    result.set_items(ITEMS)
    result.resize(224, 680)
    shown(result)
    return result


def at(rail: Rail, step: str) -> QPoint:
    return rail.list.visualRect(rail.list.steps.index_of(step)).center()


def height(rail: Rail, step: str) -> int:
    return rail.list.visualRect(rail.list.steps.index_of(step)).height()


def picture(rail: Rail, step: str) -> QImage:
    rect = rail.list.visualRect(rail.list.steps.index_of(step))
    return rail.list.viewport().grab(rect).toImage()


def test_groups_have_headings_that_cannot_be_focused(rail: Rail) -> None:
    model = rail.list.steps
    titles = [model.data(model.index(row)) for row in range(model.rowCount())]
    assert titles == ["Choose", *(item.title for item in ITEMS[:6]), "Create", "Review"]
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags
    assert model.rowCount(model.index(1)) == 0


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("account", "done"),
        ("pool", "changed: Region changed"),
        ("client", "needs a mend: 1 fault"),
        ("settings", "current step"),
        ("domain", "open"),
        ("pomerium", "closed, opens after Domain name"),
    ],
)
def test_items_are_read_with_their_state(rail: Rail, step: str, words: str) -> None:
    heard = QAccessible.queryAccessibleInterface(rail.list)
    assert heard.text(QAccessible.Text.Name) == "Steps"
    item = heard.child(ROWS[step])
    assert item.text(QAccessible.Text.Name) == next(item.title for item in ITEMS if item.id == step)
    assert item.text(QAccessible.Text.Description) == words


@pytest.mark.parametrize("state", ["stale", "fault", "closed"])
def test_a_state_without_note_reads_well(state: RailState) -> None:
    assert not description(RailItem("a", "A", "Choose", state)).endswith((":", ",", " "))


@pytest.mark.parametrize("step", ["account", "pool", "client", "domain"])
def test_a_click_goes_to_what_is_open(rail: Rail, qtbot: QtBot, step: str) -> None:
    with qtbot.waitSignal(rail.jumped) as caught:
        qtbot.mouseClick(rail.list.viewport(), Qt.MouseButton.LeftButton, pos=at(rail, step))
    assert caught.args == [step]


@pytest.mark.parametrize("step", ["settings", "pomerium", "review"])
def test_a_click_on_the_current_or_a_closed_one_stays(rail: Rail, qtbot: QtBot, step: str) -> None:
    with qtbot.assertNotEmitted(rail.jumped):
        qtbot.mouseClick(rail.list.viewport(), Qt.MouseButton.LeftButton, pos=at(rail, step))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_by_keyboard_alone(rail: Rail, qtbot: QtBot, key: Qt.Key) -> None:
    rail.focus_list()
    assert rail.list.currentIndex() == rail.list.steps.index_of("settings")
    qtbot.keyClick(rail.list, Qt.Key.Key_Up)
    qtbot.keyClick(rail.list, Qt.Key.Key_Up)
    with qtbot.waitSignal(rail.jumped) as caught:
        qtbot.keyClick(rail.list, key)
    assert caught.args == ["pool"]
    qtbot.keyClick(rail.list, Qt.Key.Key_End)
    with qtbot.assertNotEmitted(rail.jumped):
        qtbot.keyClick(rail.list, key)


def test_the_keyboard_jumps_over_headings(rail: Rail, qtbot: QtBot) -> None:
    rail.focus_list()
    rail.list.move_to(rail.list.steps.index_of("pomerium"))
    qtbot.keyClick(rail.list, Qt.Key.Key_Down)
    assert rail.list.currentIndex() == rail.list.steps.index_of("review")


def test_moving_the_focus_selects_nothing(rail: Rail, qtbot: QtBot) -> None:
    rail.focus_list()
    qtbot.keyClick(rail.list, Qt.Key.Key_Up)
    assert rail.list.selectedIndexes() == [rail.list.steps.index_of("settings")]


def test_typing_finds_an_item(rail: Rail, qtbot: QtBot) -> None:
    rail.focus_list()
    qtbot.keyClicks(rail.list, "dom")
    assert rail.list.currentIndex() == rail.list.steps.index_of("domain")


def test_the_list_is_one_tab_stop(shown: Show, qtbot: QtBot) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    rail, before, after = Rail("Cognito setup", "Pomerium"), QLineEdit(), QLineEdit()
    rail.set_items(ITEMS)
    for widget in (before, rail, after):
        row.addWidget(widget)
    shown(window)
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert rail.list.hasFocus()
    qtbot.keyClick(rail.list, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_rows_are_32_high_and_46_with_a_second_line(rail: Rail) -> None:
    assert [height(rail, step) for step in ("account", "pool", "client", "pomerium")] == [32, 46, 46, 32]


def test_rows_follow_the_font(rail: Rail, set_em: Callable[[int], None], qtbot: QtBot) -> None:
    set_em(26)
    assert rail.sizeHint().width() == 448
    qtbot.waitUntil(lambda: height(rail, "account") == 64)


def test_the_reason_of_a_closed_item_shows_while_focused(rail: Rail, qtbot: QtBot) -> None:
    rail.focus_list()
    qtbot.keyClick(rail.list, Qt.Key.Key_Down)
    qtbot.keyClick(rail.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: height(rail, "pomerium") == 46)
    qtbot.keyClick(rail.list, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: height(rail, "pomerium") == 32)


def test_the_reason_of_a_closed_item_shows_while_hovered(rail: Rail, qtbot: QtBot) -> None:
    qtbot.mouseMove(rail.list.viewport(), at(rail, "pomerium"))
    qtbot.waitUntil(lambda: height(rail, "pomerium") == 46)
    qtbot.mouseMove(rail.list.viewport(), at(rail, "account"))
    qtbot.waitUntil(lambda: height(rail, "pomerium") == 32)


def test_the_current_step_lies_on_soft(rail: Rail, qapp: QApplication, qtbot: QtBot) -> None:
    assert picture(rail, "settings").pixelColor(100, 4).name().upper() == theme.LIGHT.soft
    assert picture(rail, "domain").pixelColor(100, 4).name().upper() == theme.LIGHT.window
    theme.apply(qapp, "dark")
    qtbot.waitUntil(lambda: picture(rail, "domain").pixelColor(100, 4).name().upper() == theme.DARK.window)
    assert picture(rail, "settings").pixelColor(100, 4).name().upper() == theme.DARK.soft


def test_the_focus_ring_is_for_the_keyboard(rail: Rail, qtbot: QtBot) -> None:
    qtbot.mouseClick(rail.list.viewport(), Qt.MouseButton.LeftButton, pos=at(rail, "domain"))
    assert picture(rail, "domain").pixelColor(0, 16).name().upper() != theme.LIGHT.accent
    qtbot.keyClick(rail.list, Qt.Key.Key_Up)
    assert picture(rail, "settings").pixelColor(0, 16).name().upper() == theme.LIGHT.accent


def test_signs_stand_where_reading_begins(rail: Rail, qapp: QApplication) -> None:
    def inked(image: QImage, columns: range) -> bool:
        ground = image.pixelColor(100, 2)
        return any(image.pixelColor(x, y) != ground for x in columns for y in range(6, 26))

    start = picture(rail, "account")
    assert inked(start, range(10, 26))
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    mirrored = picture(rail, "account")
    end = range(mirrored.width() - 26, mirrored.width() - 10)
    assert inked(mirrored, end)
    assert not inked(start, end)
    assert not inked(mirrored, range(10, 26))


def test_new_states_keep_the_focus(rail: Rail, qtbot: QtBot) -> None:
    rail.focus_list()
    qtbot.keyClick(rail.list, Qt.Key.Key_Up)
    rail.set_items([RailItem(item.id, item.title, item.group, "done") for item in ITEMS])
    assert rail.list.currentIndex() == rail.list.steps.index_of("client")
    assert rail.list.selectedIndexes() == []


def test_other_steps_are_a_new_list(qtbot: QtBot) -> None:
    model = RailModel()
    model.set_items(ITEMS)
    with qtbot.waitSignal(model.modelReset):
        model.set_items(ITEMS[:2])
    assert model.rowCount() == 3
    assert not model.index_of("review").isValid()
    assert not model.current().isValid()


def test_practice_mode_is_on_every_page(rail: Rail) -> None:
    def texts() -> list[str]:
        return [label.text() for label in rail.findChildren(Label) if label.isVisible()]

    assert "Pomerium" in texts()
    assert "Practice mode" not in texts()
    rail.set_practice(True)
    assert "Practice mode" in texts()
    assert "Pomerium" not in texts()
    assert rail.accessibleDescription() == "Practice mode"


def test_account_and_region_stand_at_the_foot(rail: Rail) -> None:
    assert not rail._account.isVisible()
    rail.set_place("1234-5678-9012", "admin@corp · eu-west-1")
    assert rail._account.isVisible()
    assert rail._place.text() == "admin@corp · eu-west-1"

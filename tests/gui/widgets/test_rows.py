"""Rows in boxes: the whole row is the target, by mouse, keys and ear."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui import theme
from wizard.gui.widgets.button import Button, IconButton
from wizard.gui.widgets.chip import Chip
from wizard.gui.widgets.counts import CountLine
from wizard.gui.widgets.fields import FieldLine, FieldsTable, GridTable
from wizard.gui.widgets.label import CodeLabel, Label
from wizard.gui.widgets.listrow import BoxedList, ListRow
from wizard.gui.widgets.planrow import ExpandingRow
from wizard.gui.widgets.section import SectionHead
from wizard.gui.widgets.switch import Switch

Show = Callable[[QWidget], QWidget]


@pytest.fixture
def pools(shown: Show) -> BoxedList:
    result = BoxedList("User pools")
    for name, chip in (("corp-staff", "Made by this wizard"), ("corp-partners", "No domain yet"), ("legacy", "Lite")):
        result.add(ListRow(name, f"id of {name}", lead="radio", chips=[Chip(chip)], key=name, name=f"pool.id.{name}"))
    result.resize(600, result.sizeHint().height())
    shown(result)
    return result


def radio(pools: BoxedList, at: int) -> QRadioButton:
    row = pools.rows()[at]
    assert isinstance(row, ListRow)
    assert isinstance(row.target, QRadioButton)
    return row.target


def test_rows_are_about_54_high(pools: BoxedList, set_em: Callable[[int], None], qtbot: QtBot) -> None:
    assert 50 <= pools.rows()[0].height() <= 56
    set_em(26)
    large = ListRow("corp-staff", "id", lead="radio")
    qtbot.addWidget(large)
    assert 100 <= large.sizeHint().height() <= 112


@pytest.mark.parametrize("x", [2, 23, 300, 598])
def test_a_click_anywhere_chooses(pools: BoxedList, qtbot: QtBot, x: int) -> None:
    row = pools.rows()[1]
    at = row.mapTo(pools, QPoint(x, row.height() // 2))
    hit = pools.childAt(at)
    with qtbot.waitSignal(pools.chosen) as caught:
        qtbot.mouseClick(hit, Qt.MouseButton.LeftButton, pos=hit.mapFrom(pools, at))
    assert caught.args == ["corp-partners"]
    assert pools.key() == "corp-partners"


def test_arrows_move_and_choose_space_and_return_choose(pools: BoxedList, qtbot: QtBot) -> None:
    radio(pools, 0).setFocus()
    qtbot.keyClick(radio(pools, 0), Qt.Key.Key_Space)
    assert pools.key() == "corp-staff"
    qtbot.keyClick(radio(pools, 0), Qt.Key.Key_Down)
    assert (pools.key(), radio(pools, 1).hasFocus()) == ("corp-partners", True)
    qtbot.keyClick(radio(pools, 1), Qt.Key.Key_Up)
    assert pools.key() == "corp-staff"
    qtbot.keyClick(radio(pools, 2), Qt.Key.Key_Return)
    assert pools.key() == "legacy"


def test_one_of_the_rows_is_chosen_or_none(pools: BoxedList) -> None:
    assert pools.key() == ""
    pools.choose("legacy")
    assert [radio(pools, at).isChecked() for at in range(3)] == [False, False, True]
    pools.choose("corp-staff")
    assert [radio(pools, at).isChecked() for at in range(3)] == [True, False, False]
    pools.choose("")
    assert pools.key() == ""


def test_a_row_is_heard_with_subtitle_and_chip(pools: BoxedList) -> None:
    heard = QAccessible.queryAccessibleInterface(radio(pools, 0))
    assert heard.role() == QAccessible.Role.RadioButton
    assert heard.text(QAccessible.Text.Name) == "corp-staff"
    assert heard.text(QAccessible.Text.Description) == "id of corp-staff, Made by this wizard"
    assert radio(pools, 0).objectName() == "pool.id.corp-staff"


def test_the_chosen_row_lies_on_soft_its_chip_on_surface(pools: BoxedList, qapp: QApplication) -> None:
    pools.choose("corp-staff")
    image = pools.grab().toImage()
    assert image.pixelColor(300, 4).name().upper() == theme.LIGHT.soft
    chip = pools.rows()[0].chips[0]  # type: ignore[attr-defined]
    at = chip.mapTo(pools, QPoint(10, 3))
    assert image.pixelColor(at).name().upper() == theme.LIGHT.surface
    theme.apply(qapp, "dark")
    assert pools.grab().toImage().pixelColor(300, 4).name().upper() == theme.DARK.soft


def test_hairlines_lie_between_rows(pools: BoxedList) -> None:
    image = pools.grab().toImage()
    lines = [y for y in range(2, image.height() - 2) if image.pixelColor(60, y).name().upper() == theme.LIGHT.line]
    assert lines == [pools.rows()[1].y(), pools.rows()[2].y()]


def test_rows_come_and_go(pools: BoxedList, qtbot: QtBot) -> None:
    pools.choose("legacy")
    pools.remove(pools.rows()[2])
    pools.insert(0, ListRow("first", lead="radio", key="first"))
    assert [row.title.text() for row in pools.rows()] == ["first", "corp-staff", "corp-partners"]  # type: ignore[attr-defined]
    pools.clear()
    assert pools.rows() == ()
    qtbot.waitUntil(lambda: pools.findChildren(QRadioButton) == [])
    assert pools.key() == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_row_with_a_chevron_is_a_button(shown: Show, qtbot: QtBot, key: Qt.Key) -> None:
    row = ListRow(
        "lab", "12 November", lead="file", chevron=True, chips=[Chip("Sign-out fails", "error")], name="recent.lab"
    )
    shown(row)
    assert isinstance(row.target, QPushButton)
    assert row.target.accessibleDescription() == "12 November, Sign-out fails"
    row.target.setFocus()
    with qtbot.waitSignal(row.pressed):
        qtbot.keyClick(row.target, key)
    with qtbot.waitSignal(row.pressed):
        qtbot.mouseClick(row.target, Qt.MouseButton.LeftButton)


def test_a_check_row_toggles_and_lies_on_soft_only_where_asked(shown: Show, qtbot: QtBot) -> None:
    row = ListRow("config.yaml", "exists", lead="check", name="output.config")
    shown(row)
    assert isinstance(row.target, QCheckBox)
    with qtbot.waitSignal(row.toggled) as caught:
        qtbot.keyClick(row.target, Qt.Key.Key_Space)
    assert caught.args == [True]
    assert (row.is_checked(), row.ground()) == (True, None)
    row.set_soft_when_checked(True)
    assert row.ground() == "soft"
    row.set_checked(False)
    assert row.ground() != "soft"


def test_a_click_on_the_row_toggles_its_switch_once(shown: Show, qtbot: QtBot) -> None:
    switch = Switch("Practice mode")
    row = ListRow("Practice mode", "A stand-in for Amazon.", lead="flask", trailing=switch)
    row.resize(600, 54)
    shown(row)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(100, 27))
    assert switch.isChecked()
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert not switch.isChecked()
    assert switch.accessibleDescription() == "A stand-in for Amazon."


def test_a_control_in_a_row_keeps_its_own_clicks(shown: Show, qtbot: QtBot) -> None:
    copy = IconButton("copy", "Copy the command")
    row = ListRow("staging", "expired", lead="radio", trailing=copy)
    shown(row)
    with qtbot.waitSignal(copy.clicked):
        qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert not row.is_checked()


def test_texts_leads_and_chips_can_change(qtbot: QtBot) -> None:
    row = ListRow("lab", lead="file", chevron=True)
    qtbot.addWidget(row)
    row.set_text("lab", "Sign-in expired", "warn")
    row.set_chips([Chip("Works", "ok", "tick")])
    row.set_lead("ok-ring", "ok")
    assert row.target is not None
    assert row.target.accessibleDescription() == "Sign-in expired, Works"
    assert row.subtitle.isVisibleTo(row)


def test_a_numbered_row_shows_its_command_as_code(qtbot: QtBot) -> None:
    row = ListRow("Restart Pomerium", "sudo systemctl restart pomerium", lead="1", code=True)
    qtbot.addWidget(row)
    assert isinstance(row.subtitle, CodeLabel)
    assert row.target is None


def test_words_stand_behind_the_lead_in_both_directions(qtbot: QtBot, qapp: QApplication) -> None:
    left = ListRow("lab", lead="file", chevron=True)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    right = ListRow("lab", lead="file", chevron=True)
    for row in (left, right):
        qtbot.addWidget(row)
        row.resize(400, 54)
        row.layout().activate()
    assert left.layout().contentsMargins().left() == right.layout().contentsMargins().right() == 43
    assert right.width() - right.title.geometry().right() - 1 == 43


def plan_row() -> ExpandingRow:
    return ExpandingRow(
        "update",
        "App client pomerium",
        "ID token 60 minutes.",
        [
            FieldLine("ID token", "60 minutes", before="24 hours"),
            FieldLine("Callback URL", "https://a.example", code=True),
        ],
        chips=[Chip("Changes", "warn")],
    )


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_plan_row_opens_and_closes(shown: Show, qtbot: QtBot, key: Qt.Key) -> None:
    row = plan_row()
    row.resize(600, 60)
    shown(row)
    target = row.head.target
    assert target.accessibleName() == "App client pomerium"
    assert target.accessibleDescription() == "changes, ID token 60 minutes., Changes, collapsed"
    target.setFocus()
    with qtbot.waitSignal(row.opened) as caught:
        qtbot.keyClick(target, key)
    assert caught.args == [True]
    qtbot.waitUntil(row.table.isVisible)
    assert target.accessibleDescription().endswith("expanded")
    qtbot.keyClick(target, key)
    qtbot.waitUntil(lambda: not row.table.isVisible())
    assert not row.is_open()


def test_what_is_folded_is_no_tab_stop(shown: Show, qtbot: QtBot) -> None:
    row = plan_row()
    shown(row)
    code = row.table.findChild(CodeLabel)
    assert code is not None
    assert not code.isVisible()
    row.set_open(True, moving=False)
    assert code.isVisible()


def test_a_change_is_read_as_from_and_to(qtbot: QtBot) -> None:
    table = FieldsTable([FieldLine("ID token", "60 minutes", before="24 hours"), FieldLine("Plan", "Essentials")])
    qtbot.addWidget(table)
    names = [label.accessibleName() for label in table.findChildren(Label) if label.accessibleName()]
    assert names == ["ID token: from 24 hours to 60 minutes", "Plan: Essentials"]


def test_lines_of_a_table_can_change(qtbot: QtBot) -> None:
    table = FieldsTable(
        [FieldLine("Account", "1"), FieldLine("Permissions", "14", icon="ok-ring", chip="Fixed", locked=True)]
    )
    qtbot.addWidget(table)
    table.set_lines([FieldLine("Account", "2")])
    qtbot.waitUntil(lambda: [label.text() for label in table.findChildren(Label)] == ["Account", "2"])


def test_cells_are_read_with_their_headings(qtbot: QtBot) -> None:
    table = GridTable(("Claim", "Value"), [("email", "ada@corp.example.com")])
    qtbot.addWidget(table)
    names = {label.accessibleName() for label in table.findChildren(Label)}
    assert {"Claim: email", "Value: ada@corp.example.com"} <= names


def test_zeros_are_quiet_in_the_count(qtbot: QtBot) -> None:
    line = CountLine(5, 0, 1)
    qtbot.addWidget(line)
    shown = [(label.text(), int(label.font().weight())) for label in line.findChildren(Label)]
    assert shown == [("5 to create", 600), ("0 to change", 400), ("1 to remove", 600)]
    line.set_counts(0, 2, 0)
    assert [label.text() for label in line.findChildren(Label)] == ["0 to create", "2 to change", "0 to remove"]


def test_a_section_has_at_most_one_link(qtbot: QtBot) -> None:
    plain, linked = SectionHead("What is left"), SectionHead("Pools", "Refresh", "refresh")
    qtbot.addWidget(plain)
    qtbot.addWidget(linked)
    assert plain.findChildren(Button) == []
    with qtbot.waitSignal(linked.acted):
        linked.findChildren(Button)[0].click()

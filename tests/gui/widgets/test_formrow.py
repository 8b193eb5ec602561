"""A form row: what is said below a field, and that nothing hops."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui.widgets.button import Button
from wizard.gui.widgets.field import TextField
from wizard.gui.widgets.formrow import FormRow
from wizard.gui.widgets.label import Label
from wizard.gui.widgets.number import NumberField

Show = Callable[[QWidget], QWidget]
FAULT = "A prefix is given once in a region."


@pytest.fixture
def row(qtbot: QtBot) -> FormRow:
    result = FormRow(
        "&Prefix",
        TextField("corp"),
        path="domain.prefix",
        hint="Letters and digits.",
        suffix=".auth.eu-west-1.amazoncognito.com",
        width=200,
    )
    qtbot.addWidget(result)
    result.resize(600, result.sizeHint().height())
    return result


def height(row: FormRow) -> int:
    """What a layout 600 wide would give it; a row without sentences has no height for a width."""
    return row.heightForWidth(600) if row.hasHeightForWidth() else row.sizeHint().height()


def named(row: FormRow, name: str) -> QWidget:
    found = row.findChild(QWidget, name)
    assert found is not None
    return found


def test_names_that_scripts_rely_on(row: FormRow) -> None:
    assert named(row, "domain.prefix") is row.field
    assert isinstance(named(row, "domain.prefix.fault"), Label)
    assert isinstance(named(row, "domain.prefix.mend"), Button)
    assert row.label.buddy() is row.field


def test_height_stays_when_a_fault_comes_and_goes(shown: Show, row: FormRow, qtbot: QtBot) -> None:
    shown(row)
    before = (row.heightForWidth(600), row.note.height())
    for change in (lambda: row.set_fault(FAULT), lambda: row.set_warning("It holds the letters aws."), row.clear):
        change()
        qtbot.wait(1)
        assert (row.heightForWidth(600), row.note.height()) == before


def test_a_row_without_hint_keeps_the_same_height(qtbot: QtBot, row: FormRow) -> None:
    bare = FormRow("Prefix", TextField())
    qtbot.addWidget(bare)
    before = height(bare)
    assert before == height(row)
    bare.set_fault(FAULT)
    assert height(bare) == before


def test_neighbours_stay_where_they_are(shown: Show, qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    first, second = FormRow("One", TextField(), hint="Hint."), FormRow("Two", TextField())
    column.addWidget(first)
    column.addWidget(second)
    column.addStretch(1)
    window.resize(600, 300)
    shown(window)
    before = second.y()
    first.set_fault(FAULT)
    window.layout().activate()
    assert second.y() == before


def test_either_fault_or_hint(row: FormRow) -> None:
    note = named(row, "domain.prefix.fault")
    assert isinstance(note, Label)
    assert (note.text(), row.level(), row.message()) == ("Letters and digits.", "", "")
    row.set_fault(FAULT)
    assert (note.text(), row.level(), row.message()) == (FAULT, "fault", FAULT)
    assert row.field.property("state") == "fault"
    row.set_hint("Letters, digits and hyphens.")
    assert note.text() == FAULT
    row.clear()
    assert note.text() == "Letters, digits and hyphens."
    assert row.field.property("state") == "normal"


def test_a_sign_stands_before_fault_and_warning_only(row: FormRow) -> None:
    assert not row.note.sign.isVisibleTo(row)
    row.set_warning("It holds the letters aws.")
    assert row.note.sign.isVisibleTo(row)
    assert row.field.property("state") == "warning"
    row.clear()
    assert not row.note.sign.isVisibleTo(row)


def test_the_description_is_suffix_and_fault_else_hint(row: FormRow) -> None:
    suffix = ".auth.eu-west-1.amazoncognito.com"
    assert row.field.accessibleDescription() == f"{suffix} Letters and digits."
    row.set_fault(FAULT)
    assert row.field.accessibleDescription() == f"{suffix} {FAULT}"
    row.set_suffix("")
    assert row.field.accessibleDescription() == FAULT
    assert not row.suffix.isVisibleTo(row)


def test_a_new_fault_is_announced_once(row: FormRow, said: list[str]) -> None:
    row.set_fault(FAULT)
    row.set_fault(FAULT)
    assert said == [FAULT]
    row.clear()
    assert said == [FAULT]


def test_the_mend_is_a_button_that_names_the_value(shown: Show, row: FormRow, qtbot: QtBot) -> None:
    shown(row)
    mend = named(row, "domain.prefix.mend")
    assert not mend.isVisible()
    row.set_fault(FAULT, "Use corp-2")
    assert mend.isVisible()
    assert isinstance(mend, Button)
    assert mend.text() == "Use corp-2"
    assert mend.sizeHint().height() == 28
    assert mend.accessibleDescription() == "Mends Prefix"
    with qtbot.waitSignal(row.mended):
        qtbot.keyClick(mend, Qt.Key.Key_Return)
    row.set_fault(FAULT)
    assert not mend.isVisible()


def test_offers_are_buttons(shown: Show, row: FormRow, qtbot: QtBot) -> None:
    shown(row)
    row.set_offers("Free in this account:", ["corp-2", "corp-login"])
    offers = [button for button in row.findChildren(Button) if button.text().startswith("corp-") and button.isVisible()]
    assert [button.text() for button in offers] == ["corp-2", "corp-login"]
    with qtbot.waitSignal(row.offered) as caught:
        offers[1].click()
    assert caught.args == ["corp-login"]
    row.set_offers("", [])
    assert not any(button.isVisible() for button in offers)


def test_short_values_get_short_fields(row: FormRow, set_em: Callable[[int], None], qtbot: QtBot) -> None:
    assert row.field.width() == 200
    set_em(26)
    wide = FormRow("Length", NumberField(1, 9, 2), width=88)
    qtbot.addWidget(wide)
    assert wide.field.maximumWidth() == 176


def test_alt_and_the_marked_letter_go_to_the_field(shown: Show, qtbot: QtBot) -> None:
    window, row = QWidget(), FormRow("&Prefix", TextField())
    column = QVBoxLayout(window)
    other = TextField()
    column.addWidget(other)
    column.addWidget(row)
    shown(window)
    other.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(row.field.hasFocus)


def test_long_faults_wrap(shown: Show, row: FormRow, qtbot: QtBot) -> None:
    shown(row)
    one_line = row.heightForWidth(300)
    row.set_fault(" ".join([FAULT] * 4))
    qtbot.waitUntil(lambda: row.heightForWidth(300) > one_line)

"""Widgets of forms: folds, lists of lines, small tables, what wraps."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui.widgets.editrows import Column, EditRows
from wizard.gui.widgets.flow import FlowLayout
from wizard.gui.widgets.fold import Fold
from wizard.gui.widgets.label import Label
from wizard.gui.widgets.lines import LinesField
from wizard.gui.widgets.tick import Tick

Show = Callable[[QWidget], QWidget]


def test_a_fold_opens_and_tells_so(shown: Show, qtbot: QtBot) -> None:
    fold = Fold("Tags", Label("inside"), note="None", name="tags.open")
    shown(fold)
    assert fold.button.accessibleDescription() == "collapsed, None"
    qtbot.keyClick(fold.button, Qt.Key.Key_Return)
    assert fold.is_open()
    assert fold.button.accessibleDescription() == "expanded"
    qtbot.waitUntil(fold.content.isVisible)
    fold.set_note("a=1")
    fold.set_open(False, moving=False)
    assert fold.button.accessibleDescription() == "collapsed, a=1"
    assert not fold.content.isVisible()


def test_lines_are_values_without_blanks(shown: Show, qtbot: QtBot) -> None:
    field = LinesField()
    shown(field)
    qtbot.keyClicks(field, " https://a.example ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "https://b.example")
    assert field.lines() == ("https://a.example", "https://b.example")


def test_lines_grow_with_their_text(shown: Show) -> None:
    field = LinesField()
    shown(field)
    two = field.sizeHint().height()
    field.set_lines(tuple("abcd"))
    assert field.sizeHint().height() > two
    field.set_lines(tuple("abcdefghij"))
    most = field.sizeHint().height()
    field.set_lines(tuple("abcdefghijklmn"))
    assert field.sizeHint().height() == most


def test_tab_leaves_a_field_of_lines(shown: Show, qtbot: QtBot) -> None:
    holder = QWidget()
    column = QVBoxLayout(holder)
    field, after = LinesField(), Tick("after")
    column.addWidget(field)
    column.addWidget(after)
    shown(holder)
    field.setFocus()
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert after.hasFocus()


def table() -> EditRows:
    columns = (Column("key", "Key"), Column("value", "Value"))
    return EditRows("tags", columns, "Add a tag", "Remove tag")


def test_a_row_that_is_empty_does_not_count(shown: Show, qtbot: QtBot) -> None:
    rows = table()
    shown(rows)
    qtbot.mouseClick(rows.button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(rows.button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(rows.fields(1)["key"], "team")
    assert len(rows) == 2
    assert rows.read() == (("team", ""),)
    assert rows.fields(1)["key"].objectName() == "tags.1.key"
    assert rows.fields(1)["key"].accessibleName() == "Key, row 2"


def test_writing_rows_is_not_told_as_typing(shown: Show, qtbot: QtBot) -> None:
    rows = table()
    shown(rows)
    with qtbot.assertNotEmitted(rows.changed):
        rows.write([("a", "1"), ("b", "2")])
        rows.write([("a", "3")])
    assert rows.read() == (("a", "3"),)


def test_a_marked_field_is_where_the_keyboard_goes(shown: Show) -> None:
    rows = table()
    shown(rows)
    rows.write([("a", "1"), ("b", "2")])
    rows.mark({(1, "value"): "fault"})
    rows.setFocus()
    assert rows.fields(1)["value"].hasFocus()
    rows.mark({})
    assert rows.fields(1)["value"].property("state") == "normal"


def test_a_removed_row_gives_its_name_to_the_next(shown: Show, qtbot: QtBot) -> None:
    rows = table()
    shown(rows)
    rows.write([("a", "1"), ("b", "2")])
    first = rows.findChild(QWidget, "tags.0.remove")
    assert first is not None
    with qtbot.waitSignal(rows.changed):
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert rows.read() == (("b", "2"),)
    assert rows.fields(0)["key"].objectName() == "tags.0.key"
    assert rows.button.hasFocus()


@pytest.mark.parametrize(("width", "lines"), [(1000, 1), (150, 3)])
def test_what_does_not_fit_goes_on_the_next_line(shown: Show, width: int, lines: int) -> None:
    holder = QWidget()
    flow = FlowLayout(holder)
    ticks = [Tick("A provider's name") for _ in range(3)]
    for tick in ticks:
        flow.addWidget(tick)
    holder.resize(width, flow.heightForWidth(width))
    shown(holder)
    assert len({tick.y() for tick in ticks}) == lines
    assert all(holder.rect().contains(tick.geometry()) for tick in ticks)


def test_hidden_items_take_no_room() -> None:
    holder = QWidget()
    flow = FlowLayout(holder)
    one, two = Tick("one"), Tick("two")
    flow.addWidget(one)
    flow.insertWidget(0, two)
    wide = flow.sizeHint().width()
    two.hide()
    assert flow.sizeHint().width() < wide

"""Tab, F6 and Return."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wizard.app import Mode
from wizard.gui import taborder
from wizard.gui.session import Session
from wizard.gui.widgets.button import Button
from wizard.gui.window import SetupWizard


def tabs(wizard: SetupWizard, qtbot: QtBot, number: int, key: Qt.Key = Qt.Key.Key_Tab) -> list[str]:
    seen = []
    for _ in range(number):
        qtbot.keyClick(wizard.focusWidget(), key)
        focused = wizard.focusWidget()
        seen.append(focused.objectName() or focused.accessibleName())
    return seen


def test_tab_goes_from_fields_to_footer_to_rail_and_round(wizard: SetupWizard, session: Session, qtbot: QtBot) -> None:
    session.set_mode(Mode(practice=False))
    session.answer("aws.region", "eu-west-1")
    wizard.forward()
    page = wizard.shown_page
    page.drop("who")
    page.drop("profiles")
    page.focus_first()
    there = tabs(wizard, qtbot, 7)
    assert there[1:] == [
        "__qt__passive_wizardbutton5",
        "qt_wizard_cancel",
        "__qt__passive_wizardbutton0",
        "__qt__passive_wizardbutton1",
        "Steps",
        wizard.focusWidget().objectName() or wizard.focusWidget().accessibleName(),
    ]
    assert wizard.focusWidget() is taborder.stops(page, [], wizard.rail)[0]
    assert tabs(wizard, qtbot, 2, Qt.Key.Key_Backtab) == ["Steps", "__qt__passive_wizardbutton1"]


def test_rows_that_came_later_stand_where_they_are_seen(wizard: SetupWizard, session: Session, qtbot: QtBot) -> None:
    wizard.forward()
    page = wizard.shown_page
    late = Button("Late")
    late.setObjectName("late")
    page._column.insertWidget(0, late)
    qtbot.waitUntil(lambda: late.isVisible() and late.y() < page.bindings["aws.region"].form.y())
    page.focus_first()
    order = taborder.stops(page, [], wizard.rail)
    assert order[0] is late
    assert tabs(wizard, qtbot, 1, Qt.Key.Key_Backtab) != ["aws.region"]


def test_from_the_title_tab_goes_to_the_first_field_and_back_to_the_last_stop(
    wizard: SetupWizard, qtbot: QtBot
) -> None:
    wizard.shown_page.header.title.setFocus()
    assert tabs(wizard, qtbot, 1) == ["setup.way.new"]
    wizard.shown_page.header.title.setFocus()
    assert tabs(wizard, qtbot, 1, Qt.Key.Key_Backtab) == ["Steps"]


def test_return_in_a_field_is_next(wizard: SetupWizard, session: Session, qtbot: QtBot) -> None:
    wizard.forward()
    session.answer("aws.region", "eu-west-1")
    wizard.shown_page.focus_first()
    qtbot.keyClick(wizard.focusWidget(), Qt.Key.Key_Return)
    assert session.walk.current == "pool"


def test_return_does_nothing_where_the_button_writes(wizard: SetupWizard, session: Session, qtbot: QtBot) -> None:
    wizard.forward()
    session.answer("aws.region", "eu-west-1")
    type(wizard.shown_page).return_goes_on = False
    try:
        qtbot.keyClick(wizard.shown_page.header.title, Qt.Key.Key_Return)
        qtbot.keyClick(wizard, Qt.Key.Key_Enter)
        assert session.walk.current == "account"
    finally:
        type(wizard.shown_page).return_goes_on = True


def test_return_held_down_goes_one_page(wizard: SetupWizard, session: Session) -> None:
    press_kind = QKeyEvent.Type.KeyPress
    none = Qt.KeyboardModifier.NoModifier
    for repeated in (False, True, True):
        QApplication.sendEvent(wizard, QKeyEvent(press_kind, Qt.Key.Key_Return, none, "", repeated))
    assert session.walk.current == "account"

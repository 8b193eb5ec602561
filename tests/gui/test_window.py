"""The frame: QWizard shows, the walk decides; and the traps of QWizard that were measured."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget, QWizard
from pytestqt.qtbot import QtBot

from wizard.app import Mode
from wizard.gui import theme
from wizard.gui.dialog import Drawer
from wizard.gui.help import text as help_text
from wizard.gui.session import Session
from wizard.gui.widgets.button import Button
from wizard.gui.window import B, SetupWizard, within_sentence
from wizard.setup.walk import STEPS

Go = Callable[[str], None]


def button(wizard: SetupWizard, which: QWizard.WizardButton) -> Button:
    found = wizard.button(which)
    assert isinstance(found, Button)
    return found


def test_buttons_have_qts_names_and_our_texts(wizard: SetupWizard) -> None:
    names = {
        B.NextButton: "__qt__passive_wizardbutton1",
        B.BackButton: "__qt__passive_wizardbutton0",
        B.CommitButton: "qt_wizard_commit",
        B.FinishButton: "qt_wizard_finish",
        B.CancelButton: "qt_wizard_cancel",
    }
    assert {which: wizard.button(which).objectName() for which in names} == names
    assert button(wizard, B.NextButton).text() == "&Start"
    assert button(wizard, B.CancelButton).text() == "&Quit"
    assert not button(wizard, B.BackButton).isVisible()


def test_next_and_back_follow_the_walk(wizard: SetupWizard, session: Session) -> None:
    button(wizard, B.NextButton).click()
    assert wizard.shown_page.objectName() == "page.account"
    assert button(wizard, B.NextButton).text() == "&Next"
    button(wizard, B.BackButton).click()
    assert wizard.shown_page.objectName() == "page.welcome"


@pytest.mark.parametrize("slot", ["next", "back"])
def test_qwizards_own_slots_never_leave_its_one_page(wizard: SetupWizard, session: Session, slot: str) -> None:
    session.answer("aws.region", "eu-west-1")
    for _ in range(3):
        getattr(wizard, slot)()
    assert wizard.visitedIds() == [0]
    assert wizard.shown_page.id == session.walk.current


def test_jumping_about_keeps_next_working(wizard: SetupWizard, session: Session) -> None:
    session.answer("aws.region", "eu-west-1")
    for _ in range(30):
        session.show("account")
        wizard.forward()
        wizard.jump("account")
        wizard.forward()
        assert session.walk.current == "pool"


def test_the_rail_goes_where_it_is_open_and_stays_where_it_is_closed(wizard: SetupWizard, session: Session) -> None:
    session.show("account")
    wizard.rail.jumped.emit("domain")
    assert session.walk.current == "account"
    session.answer("aws.region", "eu-west-1")
    wizard.rail.jumped.emit("pool")
    assert session.walk.current == "pool"


def test_answers_survive_going_back(wizard: SetupWizard, session: Session, qtbot: QtBot) -> None:
    wizard.forward()
    field = wizard.findChild(QLineEdit, "aws.region")
    assert field is not None
    qtbot.keyClicks(field, "eu-west-1")
    wizard.go_back()
    wizard.forward()
    assert field.text() == "eu-west-1"


def test_next_with_a_fault_leads_to_it_and_says_which(wizard: SetupWizard, session: Session) -> None:
    wizard.forward()
    assert button(wizard, B.NextButton).isEnabled()
    assert wizard.footer.reason.text() == ""
    wizard.forward()
    assert session.walk.current == "account"
    assert wizard.footer.reason.text() == "1 fault: region"
    assert wizard.focusWidget().objectName() == "aws.region"
    session.answer("aws.region", "eu-west-1")
    assert wizard.footer.reason.text() == ""
    assert not wizard.footer.reason.isVisible()


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Callback URLs", "callback URLs"),
        ("E-mail address", "e-mail address"),
        ("AWS profile", "AWS profile"),
        ("Pomerium's version", "Pomerium's version"),
        ("", ""),
    ],
)
def test_a_label_stands_inside_the_sentence_as_it_is_spelt(label: str, inside: str) -> None:
    assert within_sentence(label) == inside


def test_the_reason_leads_to_the_fault(wizard: SetupWizard, session: Session) -> None:
    wizard.forward()
    wizard.forward()
    wizard.rail.focus_list()
    wizard.footer.reason.click()
    assert wizard.focusWidget().objectName() == "aws.region"


def test_a_page_with_nothing_to_go_on_with_says_why(wizard: SetupWizard, session: Session) -> None:
    wizard.forward()
    wizard.shown_page.set_reason("Opens when a pool is chosen")
    assert not button(wizard, B.NextButton).isEnabled()
    assert wizard.footer.reason.text() == "Opens when a pool is chosen"
    wizard.forward()
    assert session.walk.current == "account"
    wizard.shown_page.set_reason("")
    assert button(wizard, B.NextButton).isEnabled()


def test_title_and_page_name_tell_the_step(wizard: SetupWizard, said: list[str]) -> None:
    wizard.forward()
    assert wizard.windowTitle() == "AWS account, step 1 of 11 — Pomerium · Cognito setup"
    assert wizard.shown_page.accessibleName() == "AWS account"
    assert any(words.startswith("AWS account. ") for words in said)
    assert wizard.accessibleDescription() == "Practice mode"


def test_every_step_of_the_walk_has_a_help_text(wizard: SetupWizard) -> None:
    for step in STEPS:
        words = help_text(step)
        assert words.startswith("# ")
        assert len(words) > 300
    wizard.show_help()
    drawer = wizard.findChild(Drawer)
    assert drawer is not None
    assert drawer.isVisible()


def test_f6_turns_between_rail_page_and_footer(wizard: SetupWizard) -> None:
    wizard.forward()
    wizard.shown_page.focus_first()
    parts = []
    for turn in (wizard.next_part, wizard.next_part, wizard.next_part, wizard.previous_part):
        turn()
        parts.append(wizard.focusWidget())
    assert parts[0] is button(wizard, B.NextButton)
    assert wizard.rail.isAncestorOf(parts[1])
    assert parts[2].objectName() == "aws.region"
    assert wizard.rail.isAncestorOf(parts[3])


def test_typing_keeps_the_keyboard_in_the_field(wizard: SetupWizard, session: Session, qtbot: QtBot) -> None:
    wizard.forward()
    for letter in "eu-west-1":
        qtbot.keyClick(wizard.focusWidget(), letter)
        assert wizard.focusWidget().objectName() == "aws.region"
    assert session.setup.aws.region == "eu-west-1"


# --- commit and finish


def test_commit_and_finish_take_the_place_of_next(wizard: SetupWizard) -> None:
    def shown() -> list[str]:
        forward = (B.NextButton, B.CommitButton, B.FinishButton)
        return [wizard.button(which).objectName() for which in forward if wizard.button(which).isVisible()]

    assert shown() == ["__qt__passive_wizardbutton1"]
    focused = wizard.focusWidget()
    wizard.stage.become(commit=True, final=False)
    assert wizard.focusWidget() is focused
    assert shown() == ["qt_wizard_commit"]
    wizard.stage.become(commit=False, final=True)
    assert shown() == ["qt_wizard_finish"]
    wizard.stage.become(commit=False, final=False)
    assert shown() == ["__qt__passive_wizardbutton1"]


# --- size and looks


def test_the_window_keeps_its_size_whatever_a_page_holds(wizard: SetupWizard, qtbot: QtBot) -> None:
    room = wizard.screen().availableSize()
    assert wizard.size() == QSize(75 * 13, 52 * 13).boundedTo(room)
    wizard.resize(960, 640)
    size = wizard.size()
    wizard.forward()
    wizard.shown_page.paragraph("A long line without end. " * 200)
    wizard.shown_page.set_lead("A very long sentence " * 30)
    QApplication.processEvents()
    assert wizard.size() == size
    assert wizard.minimumSize() == QSize(900, 620).boundedTo(room)


@pytest.mark.parametrize(("width", "rail", "bar"), [(980, True, False), (900, True, False)])
def test_the_rail_has_the_full_height(wizard: SetupWizard, width: int, rail: bool, bar: bool) -> None:
    wizard.resize(width, 680)
    assert wizard.rail.isVisible() is rail
    assert wizard.shown_page.topbar.isVisible() is bar
    assert (wizard.rail.width(), wizard.rail.height()) == (theme.u(224), wizard.height())
    assert wizard.shown_page.mapTo(wizard, wizard.shown_page.rect().topLeft()).x() == theme.u(224) + 2


def test_at_double_text_size_the_steps_are_a_menu(
    wizard: SetupWizard, session: Session, set_em: Callable[[int], None], qtbot: QtBot
) -> None:
    wizard.forward()
    set_em(26)
    qtbot.waitUntil(lambda: not wizard.rail.isVisible())
    bar = wizard.shown_page.topbar
    qtbot.waitUntil(bar.isVisible)
    assert bar.practice.isVisible()
    assert bar.steps.text() == "Step 1 of 11: AWS account"
    session.answer("aws.region", "eu-west-1")
    actions = {str(action.data()): action for action in bar.menu().actions()}
    assert not actions["domain"].isEnabled()
    assert "Opens after" in actions["domain"].text()
    chosen: QAction = actions["pool"]
    chosen.trigger()
    assert session.walk.current == "pool"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_and_footer_have_their_grounds_in_both_themes(
    wizard: SetupWizard, qapp: QApplication, scheme: theme.Scheme
) -> None:
    theme.apply(qapp, scheme)
    QApplication.processEvents()
    picture = wizard.grab().toImage()
    right, bottom = wizard.width() - 60, wizard.height()
    assert picture.pixelColor(right, bottom // 2 + 100) == theme.color("surface")
    assert picture.pixelColor(theme.u(224) + 300, bottom - 8) == theme.color("window")
    assert picture.pixelColor(8, bottom // 2) == theme.color("window")


def test_no_style_sheet_anywhere(wizard: SetupWizard) -> None:
    assert not [each for each in (wizard, *wizard.findChildren(QWidget)) if each.styleSheet()]


def test_footer_margins_survive_new_layouts(wizard: SetupWizard, qtbot: QtBot) -> None:
    def margins() -> tuple[int, int]:
        next_button = wizard.button(B.NextButton)
        corner = next_button.mapTo(wizard, next_button.rect().bottomRight())
        return wizard.width() - corner.x(), wizard.height() - corner.y()

    before = margins()
    assert before[0] == pytest.approx(theme.u(32), abs=2)
    assert before[1] == pytest.approx(theme.u(12), abs=2)
    wizard.setButtonLayout([B.HelpButton, B.Stretch, B.CustomButton1, B.CancelButton, B.BackButton, B.NextButton])
    qtbot.waitUntil(lambda: margins() == before)


def test_every_stop_of_the_first_pages_has_a_name(wizard: SetupWizard) -> None:
    for _ in range(2):
        for widget in wizard.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
                words = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
                assert words, widget
        wizard.forward()


def test_mnemonics_of_the_footer_are_unique(wizard: SetupWizard) -> None:
    wizard.forward()
    shown = [each.text() for each in wizard.findChildren(QAbstractButton) if each.isVisible() and "&" in each.text()]
    letters = [text[text.index("&") + 1].lower() for text in shown]
    assert len(letters) == len(set(letters)), shown


# --- lifetime


def test_pages_are_built_when_they_are_first_shown(wizard: SetupWizard) -> None:
    assert list(wizard.pages) == ["welcome"]
    wizard.forward()
    assert list(wizard.pages) == ["welcome", "account"]


def test_the_rail_tells_account_and_mode(wizard: SetupWizard, session: Session) -> None:
    session.set_mode(Mode(practice=False))
    wizard.forward()
    assert wizard.accessibleDescription() == ""
    assert wizard._place() == ("", "")

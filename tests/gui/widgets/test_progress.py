"""What runs, waits, passes and fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui import theme
from wizard.gui.widgets import motion
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.checkrow import CheckRow
from wizard.gui.widgets.label import Label
from wizard.gui.widgets.listrow import BoxedList
from wizard.gui.widgets.progress import ProgressBar
from wizard.gui.widgets.spinner import Spinner
from wizard.gui.widgets.timeline import Timeline, TimelineRow, seconds_text

Show = Callable[[QWidget], QWidget]


@pytest.fixture
def moving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(motion, "reduced", lambda _widget: False)


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(motion, "reduced", lambda _widget: True)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.04, "0.0 s"), (1.24, "1.2 s"), (9.94, "9.9 s"), (9.96, "10 s"), (18.4, "18 s"), (75, "75 s")],
)
def test_tenths_below_ten_seconds_then_whole_ones(seconds: float, text: str) -> None:
    assert seconds_text(seconds) == text


def test_the_ring_turns_only_in_sight(shown: Show, moving: None) -> None:
    spinner = Spinner()
    assert not spinner.is_turning()
    shown(spinner)
    assert spinner.is_turning()
    spinner.hide()
    assert not spinner.is_turning()


def test_the_ring_stands_still_under_reduced_motion(shown: Show, still: None) -> None:
    spinner = Spinner(40)
    shown(spinner)
    assert not spinner.is_turning()
    assert spinner.grab().toImage() == spinner.grab().toImage()


def test_a_ring_that_dies_leaves_no_timer(shown: Show, qtbot: QtBot, moving: None) -> None:
    spinner = Spinner()
    holder = QWidget()
    QVBoxLayout(holder).addWidget(spinner)
    shown(holder)
    gone: list[bool] = []
    spinner.findChildren(QTimer)[0].destroyed.connect(lambda: gone.append(True))
    spinner.deleteLater()
    qtbot.waitUntil(lambda: gone == [True])


@pytest.fixture
def row(shown: Show) -> TimelineRow:
    result = TimelineRow("Domain corp-staff-2", "Login page")
    result.resize(600, 60)
    shown(result)
    return result


def test_a_run_from_start_to_end(row: TimelineRow, said: list[str]) -> None:
    assert (row.state(), row.accessibleName()) == ("todo", "Domain corp-staff-2, to come")
    row.set_state("running", "Amazon is publishing the login page.")
    assert int(row.title.font().weight()) == 600
    assert row.accessibleDescription() == "Amazon is publishing the login page."
    row.set_state("done", "https://corp", seconds=1.24)
    assert (row.time.text(), row.button.isVisible()) == ("1.2 s", False)
    assert int(row.title.font().weight()) == 500
    assert said == ["Domain corp-staff-2, running", "Domain corp-staff-2, done"]


def test_a_state_is_announced_once_and_seconds_never(
    row: TimelineRow, said: list[str], qtbot: QtBot, still: None
) -> None:
    row.set_state("running")
    row.set_state("running", "Still publishing.")
    qtbot.waitUntil(lambda: row.time.text() not in ("", "0.0 s"))
    assert said == ["Domain corp-staff-2, running"]


def test_what_waits_can_be_hurried_and_what_failed_tried_again(row: TimelineRow, qtbot: QtBot) -> None:
    row.set_state("waiting", "Waiting: Amazon asked for a pause.")
    assert (row.button.text(), row.button.isVisible()) == ("Try now", True)
    with qtbot.waitSignal(row.hurry):
        qtbot.keyClick(row.button, Qt.Key.Key_Return)
    row.set_state("failed", "The prefix is taken.")
    assert row.button.text() == "Try again"
    assert row.button.accessibleDescription() == "Domain corp-staff-2"
    with qtbot.waitSignal(row.retry):
        row.button.click()
    row.set_state("running")
    assert not row.button.isVisible()


def test_a_failed_row_lies_on_error_soft(row: TimelineRow) -> None:
    row.set_state("failed", "The prefix is taken.")
    image = row.grab().toImage()
    assert image.pixelColor(400, row.height() // 2).name().upper() == theme.LIGHT.error_soft


def test_seconds_are_counted_only_while_it_runs_in_sight(row: TimelineRow, moving: None) -> None:
    row.set_state("running")
    assert row._timer.isActive()
    row.hide()
    assert not row._timer.isActive()
    row.show()
    assert row._timer.isActive()
    row.set_state("done", seconds=3)
    assert not row._timer.isActive()


def test_rows_are_joined_by_a_line_but_for_the_last(shown: Show, qtbot: QtBot) -> None:
    line = Timeline("Actions")
    first, last = line.add(TimelineRow("One", "text")), line.add(TimelineRow("Two", "text"))
    line.resize(400, line.sizeHint().height())
    shown(line)

    def below_node(row: TimelineRow) -> str:
        return row.grab().toImage().pixelColor(9, row.height() - 4).name().upper()

    assert below_node(first) == theme.LIGHT.line
    assert below_node(last) != theme.LIGHT.line
    line.add(TimelineRow("Three"))
    assert below_node(last) == theme.LIGHT.line
    assert len(line.rows()) == 3
    line.clear()
    assert line.rows() == ()


def test_the_bar_counts_finished_things(qtbot: QtBot) -> None:
    bar = ProgressBar("Resources")
    qtbot.addWidget(bar)
    bar.set_done(3, 5)
    heard = QAccessible.queryAccessibleInterface(bar)
    assert heard.text(QAccessible.Text.Name) == "Resources"
    assert (bar.value(), bar.maximum(), bar.sizeHint().height()) == (3, 5, 4)
    bar.resize(100, 4)
    image = bar.grab().toImage()
    assert image.pixelColor(55, 2).name().upper() == theme.LIGHT.check
    assert image.pixelColor(65, 2).name().upper() == theme.LIGHT.hover
    bar.set_done(0, 0)
    assert bar.grab().toImage().pixelColor(10, 2).name().upper() == theme.LIGHT.hover


@pytest.fixture
def check(shown: Show) -> Iterator[CheckRow]:
    box = BoxedList("Checks")
    result = CheckRow("Sign-out", "People land where they should.")
    box.add(result)
    box.resize(600, 60)
    shown(box)
    yield result


def fail(check: CheckRow) -> None:
    check.set_state(
        "failed", cause="Cognito doesn't know the sign-out URL.", value="https://a.example/", mend="Add this URL"
    )


def test_a_passed_check_tells_what_it_proves(check: CheckRow, said: list[str]) -> None:
    check.set_state("passed")
    assert (check.accessibleName(), check.accessibleDescription()) == (
        "Sign-out, passed",
        "People land where they should.",
    )
    assert check.ground() is None
    assert said == ["Sign-out, passed"]


def test_a_row_is_48_high(check: CheckRow, qtbot: QtBot) -> None:
    check.set_state("passed")
    qtbot.waitUntil(lambda: 46 <= check.heightForWidth(600) <= 49)


def test_a_failed_check_shows_cause_value_and_mend(check: CheckRow, qtbot: QtBot, said: list[str]) -> None:
    fail(check)
    texts = [label.text() for label in check.findChildren(Label) if label.isVisible()]
    assert texts == ["Sign-out", "Cognito doesn't know the sign-out URL.", "https://a.example/"]
    assert check.ground() == "error_soft"
    assert (check.mend_button.text(), check.mend_button.kind) == ("Add this URL", "primary")
    assert check.mend_button.accessibleDescription() == "Sign-out, failed: Cognito doesn't know the sign-out URL."
    assert said == ["Sign-out, failed"]
    with qtbot.waitSignal(check.mend):
        qtbot.keyClick(check.mend_button, Qt.Key.Key_Return)


def test_only_one_mend_is_filled(check: CheckRow) -> None:
    check.set_state("failed", cause="Another.", mend="Mend it", mend_kind="secondary")
    assert check.mend_button.kind == "secondary"
    check.set_state("failed", cause="Another, that nothing mends.")
    assert not check.mend_button.isVisible()


def test_details_open_behind_the_button_of_a_failed_check(check: CheckRow, qtbot: QtBot) -> None:
    fail(check)
    details = next(button for button in check.findChildren(Button) if button.text() == "Details")
    assert not details.isVisible()
    check.set_details("redirect_mismatch")
    assert details.isVisible()
    details.click()
    assert check.is_open()
    qtbot.waitUntil(
        lambda: any(label.text() == "redirect_mismatch" and label.isVisible() for label in check.findChildren(Label))
    )


def test_a_passed_check_opens_only_if_there_is_something(check: CheckRow, qtbot: QtBot) -> None:
    check.set_state("passed")
    target = check.head.target
    assert not target.isEnabled()
    check.set_open(True)
    assert not check.is_open()
    check.set_content(Label("claims"))
    assert target.isEnabled()
    assert target.accessibleDescription().endswith("collapsed")
    qtbot.keyClick(target, Qt.Key.Key_Return)
    assert check.is_open()
    assert target.accessibleDescription().endswith("expanded")
    check.set_content(None)
    assert not check.is_open()


def test_a_skipped_check_says_why(check: CheckRow) -> None:
    check.set_state("skipped", "Skipped: there is no secret so far.")
    assert check.accessibleDescription() == "Skipped: there is no secret so far."
    check.set_state("running")
    assert check.findChild(Spinner).isVisible()
    check.set_state("passed")
    assert not check.findChild(Spinner).isVisible()

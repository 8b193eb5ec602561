"""Welcome: new, a file, recent setups, practice mode."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from wizard.app import Mode
from wizard.cognito.session import Identity
from wizard.gui import drafts
from wizard.gui.drafts import Draft
from wizard.gui.pages.recent_list import day, subtitle
from wizard.gui.pages.welcome import WelcomePage
from wizard.gui.session import Session
from wizard.gui.window import SetupWizard
from wizard.setup.walk import Walk

FILE = """version: 1
name: staff
aws: {region: eu-west-1}
pool: {name: staff}
domain: {prefix: staff-login}
pomerium: {authenticate_url: "https://authenticate.corp.example.com"}
"""


@pytest.fixture
def page(wizard: SetupWizard) -> WelcomePage:
    shown = wizard.shown_page
    assert isinstance(shown, WelcomePage)
    return shown


def choose(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (path, ""))


def test_start_begins_a_new_setup(page: WelcomePage, hands: Any) -> None:
    assert page.ways.key() == "new"
    assert page.focusWidget() is page.new.target
    hands.next()
    assert hands.wizard.shown_page.id == "account"


def test_a_file_has_to_be_chosen_before_it_can_be_gone_on_with(page: WelcomePage, hands: Any) -> None:
    hands.click("setup.way.file")
    assert not hands.next_is_on()
    assert hands.wizard.footer.reason.text() == "Opens when a setup file is chosen"
    hands.click("setup.way.new")
    assert hands.next_is_on()


def test_a_chosen_file_is_opened(
    page: WelcomePage, hands: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "staff.yaml"
    path.write_text(FILE)
    choose(monkeypatch, str(path))
    hands.click("setup.choose")
    assert hands.wizard.shown_page.id == "account"
    assert page.session.setup.pool.name == "staff"
    hands.press("__qt__passive_wizardbutton0")
    assert page.ways.key() == "file"
    assert page.file.title.text() == "staff.yaml"


def test_a_new_setup_after_a_file_starts_from_nothing(page: WelcomePage, hands: Any, tmp_path: Path) -> None:
    path = tmp_path / "staff.yaml"
    path.write_text(FILE)
    page.open(path)
    hands.press("__qt__passive_wizardbutton0")
    hands.click("setup.way.new")
    hands.next()
    assert page.session.file is None
    assert page.session.setup.pool.name == "pomerium"
    assert hands.wizard.shown_page.id == "account"


def test_no_choice_changes_nothing(page: WelcomePage, hands: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, "")
    hands.click("setup.choose")
    assert hands.wizard.shown_page is page


def test_a_file_that_cannot_be_read_is_told_on_the_page(
    page: WelcomePage, hands: Any, tmp_path: Path, said: list[str]
) -> None:
    page.open(tmp_path / "missing.yaml")
    assert page.problem.isVisible()
    assert "missing.yaml" in page.problem.text()
    assert page.ways.key() == "new"


def test_a_file_that_no_page_can_mend_lists_its_lines(page: WelcomePage, hands: Any, tmp_path: Path) -> None:
    path = tmp_path / "staff.yaml"
    path.write_text(FILE + "colour: red\nshape: round\n")
    page.open(path)
    assert hands.wizard.shown_page is page
    assert page.problem.isVisible()
    assert "Line 7:" in page.problem.text()
    assert "Line 8:" in page.problem.text()


def test_recent_setups_stand_latest_first_and_are_gone_on_with(
    session: Session, wizard: SetupWizard, hands: Any
) -> None:
    for place, (name, mark, kind) in enumerate((("lab", "Sign-out fails", "error"), ("corp", "Works", "ok"))):
        setup = f"version: 1\nname: {name}\npool: {{name: {name}}}\n"
        walk = Walk(current="domain", visited=frozenset({"welcome", "account", "pool", "domain"}))
        drafts.write(
            drafts.folder(True),
            Draft(name, setup, walk, name, "123456789012", "eu-west-1", mark=mark, mark_kind=kind, when=1000.0 + place),
        )
    session.show("account")
    session.back()
    page = wizard.shown_page
    assert isinstance(page, WelcomePage)
    assert page.recent.isVisible()
    rows = page.recent.list.rows()
    assert [row.title.text() for row in rows] == ["corp", "lab"]
    assert [[chip.text() for chip in row.chips] for row in rows] == [["Works"], ["Sign-out fails"]]
    assert rows[0].subtitle.text().startswith("1234-5678-9012 · eu-west-1 · stopped at Domain name, ")
    hands.click("recent.lab")
    assert wizard.shown_page.id == "domain"
    assert session.setup.pool.name == "lab"


def test_without_recent_setups_there_is_no_list(page: WelcomePage) -> None:
    assert not page.recent.isVisible()


def test_practice_mode_is_a_switch_and_its_setups_are_its_own(page: WelcomePage, hands: Any) -> None:
    page.session.set_mode(Mode(practice=False))
    page.session.answer("pool.name", "real")
    page.session.keep()
    page.session.set_mode(Mode(practice=True))
    assert page.practice.isChecked()
    assert not page.recent.isVisible()
    hands.click("practice")
    assert not page.session.mode.practice
    assert page.recent.isVisible()
    assert hands.wizard.accessibleDescription() == ""


def test_return_on_a_recent_setup_opens_it(session: Session, wizard: SetupWizard, hands: Any) -> None:
    session.answer("pool.name", "corp")
    session.learn(identity=Identity("123456789012", "arn:aws:iam::123456789012:user/ada", "eu-west-1", "aws"))
    session.keep()
    session.start_new()
    page = wizard.shown_page
    assert isinstance(page, WelcomePage)
    page.entered()
    row = hands.find("recent.pomerium")
    hands.qtbot.keyClick(row, Qt.Key.Key_Return)
    assert session.setup.pool.name == "corp"


def test_each_stop_has_a_name(page: WelcomePage, hands: Any) -> None:
    assert hands.unnamed() == []


def test_a_saved_setup_stopped_nowhere() -> None:
    draft = Draft(
        "x", "", Walk(current="save", saved=True), region="eu-west-1", when=datetime.datetime.now().timestamp()
    )
    assert subtitle(draft).startswith("eu-west-1 · saved, today, ")


@pytest.mark.parametrize(("days", "words"), [(0, "today, "), (1, "yesterday"), (40, " ")])
def test_days_are_told_as_people_do(days: int, words: str) -> None:
    then = datetime.datetime.now() - datetime.timedelta(days=days)
    assert words in day(then.timestamp())
    assert day(datetime.datetime(2001, 11, 12, 12).timestamp()) == "12 November 2001"

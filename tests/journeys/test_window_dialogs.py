"""After the walk: the secret rotated, a copy made, all of it undone, from the list of recent setups, by real clicks."""

import json

import pytest
import yaml
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QMenu, QWizard

from wizard.app import Mode
from wizard.gui import rotation, theme
from wizard.gui.copying import CopyDialog
from wizard.gui.rotation import RotationDialog
from wizard.gui.session import Session
from wizard.gui.undo import UndoDialog
from wizard.gui.widgets import motion
from wizard.gui.window import SetupWizard
from wizard.gui.work import Work

PATIENCE = 30_000  # ms
B = QWizard.WizardButton
ANSWERS = {
    "aws.region": "eu-west-1",
    "pool.name": "corp-staff",
    "pomerium.authenticate_url": "https://authenticate.corp.example.com",
}


class Person:
    """Sees what is shown, types, and clicks what may be clicked."""

    def __init__(self, bot, window, session):
        self.bot, self.window, self.session = bot, window, session

    def until(self, true):
        self.bot.waitUntil(lambda: bool(true()), timeout=PATIENCE)

    def click(self, button):
        self.until(lambda: button.isVisible() and button.isEnabled())
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def forward(self):
        shown = (self.window.button(each) for each in (B.NextButton, B.CommitButton, B.FinishButton))
        return next((button for button in shown if button.isVisible() and button.isEnabled()), None)

    def fill(self):
        for name, text in ANSWERS.items():
            combo = self.window.shown_page.findChild(QComboBox, name)
            field = combo.lineEdit() if combo else self.window.shown_page.findChild(QLineEdit, name)
            if field is not None and field.isVisible() and field.text() != text:
                field.selectAll()
                self.bot.keyClicks(field, text)

    def walk(self):
        """From welcome until the files stand."""
        while not self.session.walk.saved:
            page = self.session.walk.current
            self.until(self.forward)
            self.fill()
            self.until(self.forward)
            self.click(self.forward())
            self.until(lambda page=page: self.session.walk.current != page or self.session.walk.saved)

    def choose(self, name, deed, kind):
        """A deed of a recent setup's menu, and the dialog that it opens."""
        self.until(lambda: self.more(name))
        row = self.more(name)
        self.window.shown_page._scroll.ensureWidgetVisible(row)
        self.click(row)
        menu = row.findChild(QMenu)
        action = menu.findChild(QAction, f"recent.{name}.{deed}")
        self.bot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        return self.window.findChild(kind)

    def more(self, name):
        """The button of a setup's row; rows of a list that was filled anew are gone an event later."""
        found = self.window.shown_page.findChildren(QAbstractButton, f"recent.{name}.more")
        return next((button for button in found if button.isVisible()), None)

    def shut(self, dialog, kind):
        self.click(dialog.leave)
        self.until(lambda: self.window.findChild(kind) is None)


@pytest.fixture
def person(qtbot, qapp, tmp_path, monkeypatch):
    monkeypatch.setenv("POMERIUM_COGNITO_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("POMERIUM_COGNITO_PRACTICE_DELAY", "0")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(motion, "reduced", lambda _widget: True)
    monkeypatch.setattr(rotation, "GRACE", 0.5)
    before, font = QFont(qapp.font()), QFont(qapp.font())
    font.setPixelSize(13)
    qapp.setFont(font)
    theme.apply(qapp, "light")
    work = Work(qapp)
    session = Session(work, Mode(practice=True), qapp)
    window = SetupWizard(session)
    qtbot.addWidget(window)
    window.show()
    yield Person(qtbot, window, session)
    window.done_for_good(0)
    work.drop_all()
    assert work.wait(5)
    session.close()
    qapp.setFont(before)


def kept(tmp_path):
    """The secrets in the store of practice mode."""
    return json.loads((tmp_path / "state" / "practice" / "secrets.json").read_text())


def config(tmp_path):
    return yaml.safe_load((tmp_path / "config.yaml").read_text())


def test_rotated_copied_and_undone_from_the_list_of_recent_setups(person, tmp_path):
    person.walk()
    old = config(tmp_path)["idp_client_secret"]
    person.session.keep()
    person.session.start_new()

    dialog = person.choose("corp-staff", "rotate", RotationDialog)
    person.click(dialog.go)
    person.until(dialog.remove.isVisible)
    assert config(tmp_path)["idp_client_secret"] != old
    person.click(dialog.remove)
    person.until(lambda: dialog.title.text() == "The new client secret is in use")
    new = config(tmp_path)["idp_client_secret"]
    assert list(kept(tmp_path).values()) == [new]
    person.shut(dialog, RotationDialog)

    dialog = person.choose("corp-staff", "copy", CopyDialog)
    person.bot.keyClicks(dialog.url, "https://authenticate.prod.example.com")
    person.click(dialog.make)
    person.until(lambda: person.window.shown_page.id == "account")
    assert person.session.setup.name == "corp-staff-prod"
    person.session.keep()
    person.session.start_new()

    dialog = person.choose("corp-staff", "undo", UndoDialog)
    person.click(dialog.remove)
    person.until(lambda: dialog.title.text() == "Removed")
    assert kept(tmp_path) == {}
    assert "corp-staff" not in (tmp_path / "state" / "practice" / "practice.json").read_text()
    assert config(tmp_path)["idp_client_secret"] == new  # the file stays, and is named
    person.shut(dialog, UndoDialog)
    states = {draft.name: (draft.walk.applied, draft.mark) for draft in person.session.recent()}
    assert states == {"corp-staff": (False, ""), "corp-staff-prod": (False, "")}

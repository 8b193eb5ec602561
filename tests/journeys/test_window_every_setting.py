"""Every setting by clicks and keys: people, a group, a tag, a second factor, a domain of one's own; to the saved file.

The window is started and ended as the program does it; only the endless loop is replaced by the person of the test.
Meanwhile a timer of the window's own thread measures how long nobody could click: those times are printed.
"""

from __future__ import annotations

import stat
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
import yaml
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from wizard import app, practice
from wizard.app import Mode
from wizard.gui.start import start
from wizard.gui.window import SetupWizard

BEAT_MS = 10
DEAF = 0.25  # seconds in which nobody could click anything: counted and printed
TOO_DEAF = 1.0  # seconds that fail the test, on slow machines too
FORWARD = ("__qt__passive_wizardbutton1", "qt_wizard_commit", "qt_wizard_finish")
URL = "https://authenticate.corp.example.com"


class Pulse(QObject):
    """Beats on the window's thread; `gaps` are the times, with the page of then, in which it could not."""

    def __init__(self, window: SetupWizard) -> None:
        super().__init__(window)
        self.gaps: list[tuple[float, str]] = []
        self._window, self._last = window, time.monotonic()
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.monotonic()
        gap, self._last = now - self._last, now
        if gap > DEAF:
            self.gaps.append((gap, self._window.shown_page.id))

    def longest(self) -> float:
        """Seconds; 0 where it never missed more than DEAF."""
        return max((gap for gap, _page in self.gaps), default=0.0)

    def told(self) -> str:
        """What a person reads in the test's output."""
        listed = ", ".join(f"{gap:.2f} s on {page}" for gap, page in self.gaps)
        return f"{len(self.gaps)} times deaf for over {DEAF} s: {listed or 'never'}"


class Person:
    """Sees only what is on the screen, and uses it by mouse and keyboard."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        found = [each for each in QApplication.topLevelWidgets() if isinstance(each, SetupWizard)]
        self.window = next(each for each in found if each.isVisible())
        self.pages: list[str] = []
        self.pulse = Pulse(self.window)

    def page(self) -> str:
        """The page in sight."""
        return self.window.shown_page.id

    def look(self, name: str) -> Any:
        """The visible widget of that name, scrolled to."""
        found = [each for each in self.window.shown_page.findChildren(QWidget, name) if each.isVisible()]
        assert len(found) == 1, f"{len(found)} of {name} on {self.page()}"
        self.wait(lambda: self._in_sight(found[0]))
        return found[0]

    def click(self, name: str) -> None:
        """Press it."""
        self.qtbot.mouseClick(self.look(name), Qt.MouseButton.LeftButton)
        self.qtbot.wait(BEAT_MS)

    def type(self, name: str, text: str) -> None:
        """Replace what the field holds, key by key."""
        widget = self.look(name)
        field = widget.lineEdit() if isinstance(widget, QComboBox) else widget
        assert isinstance(field, QLineEdit)
        self.qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
        self.qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for letter in text:
            self.qtbot.keyClick(field, letter)
            self.qtbot.wait(1)
        assert field.text() == text

    def forward(self) -> None:
        """The filled button, as soon as it can be pressed; until another page is there, or this one is another."""
        before = self.state()
        self.wait(lambda: self.button() is not None)
        button = self.button()
        assert button is not None
        self.pages.append(self.page())
        button.setFocus()
        self.qtbot.keyClick(button, Qt.Key.Key_Space)
        self.wait(lambda: self.state() != before)

    def button(self) -> QAbstractButton | None:
        """The filled button of the window, where it can be pressed."""
        buttons = [self.window.findChild(QAbstractButton, name) for name in FORWARD]
        return next((each for each in buttons if each is not None and each.isVisible() and each.isEnabled()), None)

    def state(self) -> tuple[str, bool, bool]:
        """What changes when the filled button has done its deed."""
        return self.page(), self.window.session.walk.saved, self.window.isVisible()

    def wait(self, true: Callable[[], bool]) -> None:
        """Let the window live until it is so."""
        self.qtbot.waitUntil(true, timeout=30_000)

    def _in_sight(self, widget: QWidget) -> bool:
        self.window.shown_page.bring_in_sight(widget)
        return not widget.visibleRegion().isEmpty()


Walk = Callable[[Person], None]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer without AWS settings; what is written lands here."""
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "no-config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "no-credentials"))
    monkeypatch.setenv("POMERIUM_COGNITO_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("POMERIUM_COGNITO_PRACTICE_DELAY", "0.3")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def live(qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Walk], Person]]:
    """Start the window as the program does, let somebody use it, and end it as the program does."""

    def run(walk: Walk) -> Person:
        people: list[Person] = []

        def loop(*_args: object) -> int:
            person = Person(qtbot)
            people.append(person)
            walk(person)
            assert not person.window.isVisible(), "the window is still open"
            return 0

        monkeypatch.setattr(QApplication, "exec", loop)
        assert start(None, Mode(practice=True)) == 0
        return people[0]

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    yield run
    for each in QApplication.topLevelWidgets():
        if isinstance(each, SetupWizard):
            each.done_for_good(0)
            each.deleteLater()


def at_amazon(home: Path) -> Any:
    """A client of the stand-in whose state the window has left behind."""
    assert (home / "state").is_dir()
    stand_in = practice.start(app.practice_folder())
    keys = {"aws_access_key_id": "AKIAPRACTICE00000000", "aws_secret_access_key": "practice"}
    return boto3.client("cognito-idp", endpoint_url=stand_in.url, region_name="eu-west-1", **keys), stand_in


def secret_of(client: Any, pool: str, number: str) -> str:
    described = client.describe_user_pool_client(UserPoolId=pool, ClientId=number)
    return str(described["UserPoolClient"]["ClientSecret"])


def check_pulse(person: Person) -> None:
    print(person.pulse.told())
    assert person.pulse.longest() < TOO_DEAF, person.pulse.told()


def check_config(home: Path, person: Person, scopes: list[str]) -> tuple[Any, Any, str]:
    """The file is private and tells Pomerium what Amazon has."""
    file = home / "config.yaml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    client, stand_in = at_amazon(home)
    pool = client.list_user_pools(MaxResults=10)["UserPools"][0]["Id"]
    number = client.list_user_pool_clients(UserPoolId=pool)["UserPoolClients"][0]["ClientId"]
    config = yaml.safe_load(file.read_text())
    issuer = config.pop("idp_provider_url")
    assert issuer.startswith("http://127.0.0.1:")
    assert issuer.endswith(f"/{pool}")
    assert config == {
        "authenticate_service_url": URL,
        "idp_provider": "cognito",
        "idp_client_id": number,
        "idp_client_secret": secret_of(client, pool, number),
        "idp_scopes": scopes,
    }
    return client, stand_in, pool


def test_every_setting_with_people_groups_and_ones_own_domain(home: Path, live: Callable[[Walk], Person]) -> None:
    def settings(person: Person) -> None:
        person.click("pool.mfa.required")
        person.click("users.add")
        person.type("users.0.email", "ada@corp.example.com")
        person.type("users.0.groups", "admins")
        person.click("groups.add")
        person.type("groups.0.name", "admins")
        person.click("pool.tags.open")
        person.click("pool.tags.add")
        person.type("pool.tags.0.key", "team")
        person.type("pool.tags.0.value", "platform")

    def walk(person: Person) -> None:
        person.forward()
        person.type("aws.region", "eu-west-1")
        person.forward()
        person.click("pool.settings_way.step")
        person.forward()
        settings(person)
        person.forward()
        person.forward()
        person.type("pomerium.authenticate_url", URL)
        person.click("client.scopes.phone")
        person.forward()
        person.click("domain.way.custom")
        person.type("domain.custom", "auth.corp.example.com")
        person.wait(lambda: "issued" in person.look("domain.certificate_arn").currentText())
        for _ in range(7):
            person.forward()

    person = live(walk)
    assert len(person.pages) == 13
    assert person.pages[2:4] == ["pool", "pool_settings"]
    client, stand_in, pool = check_config(home, person, ["openid", "email", "profile", "phone"])
    found = client.describe_user_pool(UserPoolId=pool)["UserPool"]
    people = client.list_users_in_group(UserPoolId=pool, GroupName="admins")["Users"]
    stand_in.close()
    assert (found["MfaConfiguration"], found["CustomDomain"]) == ("ON", "auth.corp.example.com")
    assert found["UserPoolTags"]["team"] == "platform"
    mail = [each["Value"] for user in people for each in user["Attributes"] if each["Name"] == "email"]
    assert mail == ["ada@corp.example.com"]
    check_pulse(person)

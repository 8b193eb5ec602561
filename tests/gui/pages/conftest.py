"""Hands for the pages' tests: find by objectName, click, type; and an Amazon to prepare or to replace."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from wizard import app
from wizard.errors import AmazonRefused, Explanation, Stopped
from wizard.events import Cancel, Found, Sink
from wizard.gui.session import Session
from wizard.gui.window import SetupWizard

NEXT = "__qt__passive_wizardbutton1"
COMMIT = "qt_wizard_commit"
FINISH = "qt_wizard_finish"


class Hands:
    """What somebody does at the shown page."""

    def __init__(self, wizard: SetupWizard, qtbot: QtBot) -> None:
        self.wizard, self.qtbot = wizard, qtbot

    def find(self, name: str) -> Any:
        """The widget of that objectName on the shown page, in sight or not."""
        found = self.wizard.shown_page.findChild(QWidget, name)
        assert found is not None, f"no {name} on {self.wizard.shown_page.objectName()}"
        return found

    def see(self, name: str) -> Any:
        """Scroll to it, as somebody does before a click; what is opening is waited for."""
        self.until(lambda: self.find(name).isVisible())
        widget = self.find(name)

        def in_sight() -> bool:
            # Once is not enough: what has just been added has its place only after the next layout.
            self.wizard.shown_page._scroll.ensureWidgetVisible(widget)
            return not widget.visibleRegion().isEmpty()

        self.until(in_sight)
        return widget

    def click(self, name: str) -> None:
        """A real click."""
        widget = self.see(name)
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def type(self, name: str, text: str) -> None:
        """Replace what a field holds, key by key."""
        widget = self.see(name)
        widget.setFocus()
        widget.selectAll()
        self.qtbot.keyClick(widget, Qt.Key.Key_Delete)
        self.qtbot.keyClicks(widget, text)

    def next(self) -> None:
        """The forward button."""
        button = self.wizard.findChild(QAbstractButton, NEXT)
        assert button is not None
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def press(self, name: str) -> None:
        """A button of the window itself, by its objectName."""
        button = self.wizard.findChild(QAbstractButton, name)
        assert button is not None
        assert button.isVisible()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def foot(self, name: str) -> None:
        """A button of the page's own foot, which doesn't scroll."""
        widget = self.find(name)
        assert widget.isVisible()
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def forward(self) -> QAbstractButton:
        """The forward button that is in sight now: Next, Commit or Finish."""
        shown = [self.wizard.findChild(QAbstractButton, name) for name in (NEXT, COMMIT, FINISH)]
        return next(button for button in shown if button is not None and button.isVisible())

    def next_is_on(self) -> bool:
        """Whether the forward button can be pressed."""
        button = self.wizard.findChild(QAbstractButton, NEXT)
        assert button is not None
        return button.isEnabled()

    def fault(self, path: str) -> str:
        """What stands below a field."""
        return str(self.find(f"{path}.fault").text())

    def texts(self) -> str:
        """Every text in sight on the shown page."""
        page = self.wizard.shown_page
        return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())

    def button(self, text: str) -> None:
        """Click the button in sight that says this."""
        page = self.wizard.shown_page
        shown = [b for b in page.findChildren(QPushButton) if b.isVisible() and b.text().replace("&", "") == text]
        assert len(shown) == 1, f"{len(shown)} buttons say {text}"
        self.qtbot.mouseClick(shown[0], Qt.MouseButton.LeftButton)

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for it, then until what was added meanwhile is in sight: Qt shows it an event later."""
        self.qtbot.waitUntil(true, timeout=10_000)
        QApplication.processEvents()

    def unnamed(self) -> list[str]:
        """Widgets of the shown page that Tab reaches and that have no name for a screen reader."""
        page = self.wizard.shown_page
        return [
            f"{type(w).__name__} {w.objectName()}"
            for w in page.findChildren(QWidget)
            if w.isVisible()
            and w.focusPolicy() & Qt.FocusPolicy.TabFocus
            and w.focusProxy() is None
            and not (w.accessibleName() or (isinstance(w, QAbstractButton) and w.text()) or _has_buddy(page, w))
            and not (isinstance(w, QLineEdit) and w.objectName() == "qt_spinbox_lineedit")
        ]


def _has_buddy(page: QWidget, widget: QWidget) -> bool:
    return any(label.buddy() is widget for label in page.findChildren(QLabel))


@pytest.fixture
def hands(wizard: SetupWizard, qtbot: QtBot) -> Hands:
    """At the window, whose region is chosen."""
    wizard.session.answer("aws.region", "eu-west-1")
    return Hands(wizard, qtbot)


@pytest.fixture
def amazon(session: Session) -> Iterator[Any]:
    """A boto3 client of the stand-in that the window talks to."""
    import boto3

    practice = session._practice.get()
    assert app.practice_folder().is_dir()
    keys = {"aws_access_key_id": "AKIAPRACTICE00000000", "aws_secret_access_key": "practice"}
    client = boto3.client("cognito-idp", endpoint_url=practice.url, region_name="eu-west-1", **keys)
    yield client
    client.close()


@dataclass
class Scripted:
    """Stands for a job: tells pieces, waits for `go_on`, then gives `result` or raises `error`. `asked` keeps calls.

    `events` are told as they are; a number among them is a pause of so many seconds, as a job makes it.
    """

    result: Any = ()
    pieces: tuple[tuple[object, ...], ...] = ()
    events: tuple[Any, ...] = ()
    error: Exception | None = None
    held: bool = False
    asked: list[dict[str, Any]] = field(default_factory=list)
    go_on: threading.Event = field(default_factory=threading.Event)

    def __call__(self, adapters: object, **given: Any) -> Scripted:
        """As the job's class is called."""
        self.asked.append(given)
        return self

    def run(self, sink: Sink, cancel: Cancel) -> Any:
        """As the job."""
        for piece in self.pieces:
            sink(Found(piece))
        for event in self.events:
            if isinstance(event, float):
                cancel.wait(event)
            else:
                sink(event)
        while self.held and not self.go_on.wait(0.005):
            cancel.check()
        if self.error is not None:
            raise self.error
        return self.result


class Nothing:
    """Adapters of a scripted job."""

    def get(self) -> None:
        """None."""

    def peek(self) -> None:
        """None."""


@pytest.fixture
def script(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Scripted]:
    """`script("Pools", result=…)` puts a Scripted in place of a listing job; nothing reaches a network."""
    from wizard.gui.pages import account
    from wizard.jobs import listing

    for name in ("WhoAmI", "Profiles"):
        monkeypatch.setattr(account, name, Scripted(error=Stopped()), raising=False)
    monkeypatch.setattr(hands.wizard.session, "source", Nothing())

    def put(name: str, **parts: Any) -> Scripted:
        made = Scripted(**parts)
        monkeypatch.setattr(listing, name, made)
        return made

    return put


@pytest.fixture
def stand_in(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Scripted]:
    """`stand_in(module, "MakePlan", result=…)` puts a Scripted in place of the job that a page's module names."""
    from wizard.gui.pages import account, review

    for page in (account, review):
        monkeypatch.setattr(page, "FindPermitted", Scripted(error=Stopped()))
    monkeypatch.setattr(hands.wizard.session, "source", Nothing())

    def put(module: ModuleType, name: str, **parts: Any) -> Scripted:
        made = Scripted(**parts)
        monkeypatch.setattr(module, name, made)
        return made

    return put


@pytest.fixture
def refused() -> AmazonRefused:
    """Amazon says no."""
    why = Explanation(
        "Amazon doesn't let this role list user pools.",
        "The role CognitoAdmin lacks the permission cognito-idp:ListUserPools.",
        "Ask whoever keeps your roles to add it.",
        "AccessDeniedException: not authorized",
    )
    return AmazonRefused(why)


@pytest.fixture
def chosen(hands: Hands, go: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> Hands:
    """All is chosen, the stand-in's login page is there at once; the page about Pomerium is shown."""
    monkeypatch.setenv("POMERIUM_COGNITO_PRACTICE_DELAY", "0")
    session = hands.wizard.session
    for path, value in {
        "pool.name": "corp-staff",
        "name": "corp-staff",
        "domain.prefix": "corp-staff-2",
        "pomerium.authenticate_url": "https://authenticate.corp.example.com",
    }.items():
        session.answer(path, value)
    for step in ("account", "pool", "client", "client_settings", "domain", "pomerium"):
        go(step)
    return hands


@pytest.fixture
def reviewed(chosen: Hands) -> Hands:
    """The plan stands, nothing is made."""
    chosen.press(NEXT)
    chosen.until(lambda: chosen.forward().isEnabled())
    return chosen


@pytest.fixture
def applied(reviewed: Hands) -> Hands:
    """All is made; the page of the run is shown."""
    reviewed.press(COMMIT)
    reviewed.until(lambda: reviewed.wizard.session.walk.applied)
    return reviewed

"""The dialog of the test sign-in: its plan, a browser that signs in, stops, what would go wrong, a first password."""

from __future__ import annotations

import importlib.util
import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from wizard.checks import CHECKS, Outcome, Result
from wizard.checks.sign_in import READY, STEPS, Seen
from wizard.cognito.plan import FieldChange, Plan, PlannedAction
from wizard.cognito.session import Identity
from wizard.cognito.snapshot import Addresses, Snapshot
from wizard.errors import AmazonRefused, Explanation, FaultFound, InputRefused, Stopped
from wizard.events import Done, Failed, Found, Progress, Skipped, Started, Waiting
from wizard.gui import signin, start
from wizard.gui.session import Session
from wizard.gui.signin import SignInDialog
from wizard.gui.signin_runs import Opening
from wizard.jobs.loopback import IN, OUT
from wizard.jobs.sign_in import SignedIn
from wizard.jobs.sign_in_plan import SignInPlan
from wizard.setup.model import User

USER, PASSWORD, NEXT = "ada@corp.example.com", "Correct-Horse-9", "Babbage-1791-x"
ME = Identity("123456789012", "arn:aws:iam::123456789012:user/ada", "eu-west-1", "aws")
FOUND = Snapshot(ME, Addresses("eu-west-1"), pool={"Id": "eu-west-1_AbCdEf123", "Name": "corp-staff"})
URL = "http://127.0.0.1:PORT/pomerium-cognito/callback"
ADDED = PlannedAction(IN, "client", "update", "App client", "For it alone.", (FieldChange("Callback URL", "-", URL),))
GONE = PlannedAction(OUT, "client", "update", "App client", "Out again.", (FieldChange("Callback URL", URL, "-"),))
PLAN = SignInPlan(Plan((ADDED, GONE)), FOUND)
WHY = Explanation("Amazon refuses.", "It lacks a permission.", "Ask for it.", "AccessDeniedException")
ADDRESS = "https://corp.auth.eu-west-1.amazoncognito.com/oauth2/authorize?state=abc"
STEP = {check.id.removeprefix("sign_in."): check for check, _ in STEPS}
ADA = Seen("1-2-3", USER, True, "Ada Lovelace", ("admins",))


def browser() -> Any:
    """The one of the journeys, which follows the login page by HTTP."""
    spec = importlib.util.spec_from_file_location("browser", Path(__file__).parents[2] / "journeys" / "browser.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Desktop:
    """Stands for the desktop: notes what is to be opened, and lets somebody sign in there who knows a password."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.passwords: list[str] = []
        self.works = True
        self._threads: list[threading.Thread] = []

    def openUrl(self, url: QUrl) -> bool:
        assert QApplication.instance().thread().isCurrentThread()
        self.opened.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        if self.passwords:
            self._threads.append(threading.Thread(target=browser().go, args=(self.passwords, self.opened[-1])))
            self._threads[-1].start()
        return self.works

    def close(self) -> None:
        for thread in self._threads:
            thread.join(20)
            assert not thread.is_alive()


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    made = Desktop()
    monkeypatch.setattr(signin, "QDesktopServices", made)
    yield made
    made.close()


@pytest.fixture
def invited(chosen: Any, session: Session) -> None:
    """Ada is to be invited, and to be in a group that the route lets in."""
    session.answer("groups", ("admins",))
    session.answer("users", (User(USER, groups=("admins",)),))


@pytest.fixture
def opened(hands: Any, stand_in: Callable[..., Any], desktop: Desktop) -> Callable[..., SignInDialog]:
    """Open the dialog over jobs that answer this; it waits until the first answer is in sight."""

    def show(looks: Any = None, **run: Any) -> SignInDialog:
        stand_in(signin, "PlanSignIn", **(looks if isinstance(looks, dict) else {"result": looks or PLAN}))
        stand_in(signin, "SignInRun", **run)
        dialog = SignInDialog(hands.wizard.session, parent=hands.wizard)
        dialog.open()
        hands.until(lambda: dialog.state.state() != "loading" or bool(dialog._shown))
        return dialog

    return show


def texts(dialog: SignInDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def click(hands: Any, button: QPushButton) -> None:
    hands.until(lambda: button.isVisible() and button.isEnabled())
    hands.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def part(dialog: SignInDialog, name: str) -> Any:
    """What is shown of that objectName."""
    return next(each for each in dialog.findChildren(QWidget, name) if each.isVisible())


def lists(amazon: Any) -> tuple[list[str], list[str]]:
    pool = amazon.list_user_pools(MaxResults=1)["UserPools"][0]["Id"]
    client = amazon.list_user_pool_clients(UserPoolId=pool)["UserPoolClients"][0]["ClientId"]
    found = amazon.describe_user_pool_client(UserPoolId=pool, ClientId=client)["UserPoolClient"]
    return found["CallbackURLs"], found["LogoutURLs"]


def give_password(amazon: Any) -> None:
    pool = amazon.list_user_pools(MaxResults=1)["UserPools"][0]["Id"]
    amazon.admin_set_user_password(UserPoolId=pool, Username=USER, Password=PASSWORD, Permanent=True)


def signed_in(person: Seen | None = ADA, outcomes: dict[str, Outcome] | None = None, without: str = "") -> SignedIn:
    """An end: every check and step has passed but those named; from `without` on there is none."""
    checks = [*CHECKS, READY, *STEP.values()]
    ids = [check.id for check in checks]
    known = outcomes or {}
    kept = checks[: ids.index(without)] if without else checks
    return SignedIn(tuple(Result(each, known.get(each.id, Outcome("passed")), 0.1) for each in kept), FOUND, person)


def waiting(*more: Any) -> tuple[Any, ...]:
    """Events until the browser is open."""
    checks = [event for check in CHECKS for event in (Started(check), Done(check, 0.1))]
    begun = (Started(ADDED), Done(ADDED, 0.2), Started(READY, READY.proves), Done(READY, 0.1))
    told = Progress(f"Opened in the browser: {ADDRESS}", lasting=True)
    return (*checks, *begun, Found((Opening(ADDRESS),)), told, *more)


def test_somebody_signs_in_from_the_page_of_the_checks(
    invited: None, applied: Any, session: Session, amazon: Any, desktop: Desktop
) -> None:
    applied.next()
    applied.until(lambda: session.walk.current == "verify" and not session.walk.running)
    give_password(amazon)
    before = lists(amazon)
    applied.foot("verify.sign_in")
    dialog = applied.wizard.findChild(SignInDialog)
    applied.until(dialog.go.isVisible)
    assert URL in texts(dialog)
    assert lists(amazon) == before
    desktop.passwords = [PASSWORD]
    click(applied, dialog.go)
    applied.until(lambda: not dialog.running)
    assert dialog.title.text() == "Sign-in works"
    assert USER in texts(dialog)
    assert part(dialog, "signin.group").text() == "claim/cognito:groups: admins"
    click(applied, part(dialog, "signin.group.copy"))
    assert QApplication.clipboard().text() == "claim/cognito:groups: admins"
    assert "signed out at Cognito, and came back" in texts(dialog)
    assert set(dialog.steps.states().values()) == {"done"}
    assert lists(amazon) == before
    assert len(desktop.opened) == 1
    assert (session.walk.verified, session.walk.running) == (True, False)
    click(applied, dialog.leave)


def test_a_person_without_a_password_gets_one_that_is_shown_once(
    invited: None, applied: Any, session: Session, amazon: Any, desktop: Desktop, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="wizard")
    before = lists(amazon)
    dialog = SignInDialog(session, parent=applied.wizard)
    dialog.open()
    applied.until(dialog.go.isVisible)
    assert f"{USER} has no password yet" in texts(dialog)
    click(applied, part(dialog, "signin.password"))
    assert f"Person {USER}" in texts(dialog)
    click(applied, dialog.give)
    applied.until(lambda: dialog.title.text() == "The first password is set")
    password = part(dialog, "signin.given").text()
    click(applied, part(dialog, "signin.given.copy"))
    assert QApplication.clipboard().text() == password
    desktop.passwords = [password, NEXT]
    click(applied, dialog.go)
    applied.until(lambda: not dialog.running)
    assert dialog.title.text() == "Sign-in works"
    assert password not in texts(dialog)
    assert dialog.given is None
    assert lists(amazon) == before
    assert password not in caplog.text
    journals = [path.read_text() for path in (Path.cwd() / "home").rglob("*.jsonl")]
    assert any("first_password" in text for text in journals)
    assert not any(password in text for text in journals)


@pytest.mark.parametrize("way", ["stop", "escape", "window"])
def test_whatever_ends_it_while_it_waits_the_lists_are_put_back_first(
    applied: Any, session: Session, amazon: Any, desktop: Desktop, way: str
) -> None:
    before = lists(amazon)
    dialog = SignInDialog(session, parent=applied.wizard)
    dialog.open()
    click(applied, dialog.go)
    applied.until(lambda: bool(desktop.opened))
    assert lists(amazon) != before
    assert part(dialog, "signin.address").toPlainText() == desktop.opened[0]
    if way == "window":
        session.work.drop_all()
        assert session.work.wait(start.PUTTING_BACK)
        assert lists(amazon) == before
        return
    if way == "stop":
        click(applied, dialog.halt)
    else:
        applied.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.halt.text() == "Stopping, and putting back"
    applied.until(lambda: not dialog.running)
    assert dialog.title.text() == "Stopped"
    assert dialog.isVisible()
    assert not session.walk.running
    assert lists(amazon) == before


def test_nothing_that_is_pressed_by_chance_has_the_focus(opened: Any) -> None:
    dialog = opened()
    assert dialog.focusWidget() is dialog.leave
    assert not any(button.autoDefault() for button in dialog.findChildren(QPushButton))
    assert dialog.go.property("kind") == "primary"
    for text in ("In practice mode.", "Nothing has been changed so far.", URL):
        assert text in texts(dialog)
    assert not dialog.findChildren(QWidget, "signin.password")


@pytest.mark.parametrize("error", [FaultFound, AmazonRefused])
def test_what_stands_in_the_way_is_told_and_can_be_looked_at_again(
    hands: Any, opened: Any, stand_in: Any, error: type[Exception]
) -> None:
    dialog = opened({"error": error(WHY)})
    assert WHY.happened in texts(dialog)
    stand_in(signin, "PlanSignIn", result=PLAN)
    click(hands, dialog.state.buttons[0])
    hands.until(dialog.go.isVisible)


def test_steps_tell_where_it_is(hands: Any, opened: Any, desktop: Desktop, said: list[str]) -> None:
    dialog = opened(events=waiting(Progress("Waiting; 285 seconds are left.")), held=True)
    click(hands, dialog.go)
    hands.until(lambda: "285 seconds" in texts(dialog))
    states = list(dialog.steps.states().values())
    assert states == ["done"] * 3 + ["running"] + ["todo"] * 8
    assert f"{len(CHECKS)} checks passed." in texts(dialog)
    assert desktop.opened == [ADDRESS]
    assert dialog.title.text() == "Sign in with the browser"
    assert any(words.startswith("Sign in with the browser.") for words in said)
    assert not dialog.leave.isVisible()
    assert dialog.focusWidget() is dialog.halt
    click(hands, part(dialog, "signin.address.copy"))
    assert QApplication.clipboard().text() == ADDRESS


def test_without_a_browser_it_says_so(hands: Any, opened: Any, desktop: Desktop) -> None:
    desktop.works = False
    dialog = opened(events=waiting(), held=True)
    click(hands, dialog.go)
    hands.until(lambda: "No browser could be opened." in texts(dialog))
    assert part(dialog, "signin.address").toPlainText() == ADDRESS


def test_what_came_back_is_tried_and_what_was_not_tried_says_why(hands: Any, opened: Any) -> None:
    more = (
        Progress("A request with another state came.", lasting=True),
        Started(GONE),
        Done(GONE, 0.2),
        Started(STEP["browser"]),
        Done(STEP["browser"], 0.1),
        Started(STEP["code"]),
        Failed(STEP["code"], 0.1, WHY),
        Skipped(STEP["id_token"], "Not tried: a step before it has not passed."),
    )
    dialog = opened(events=waiting(*more), held=True)
    click(hands, dialog.go)
    hands.until(lambda: dialog.steps.states()["sign_in.code"] == "failed")
    assert dialog.title.text() == "Testing the sign-in"
    assert dialog.address is None
    assert "a step before it" in texts(dialog)
    assert not dialog.steps.rows["sign_in.code"].button.isVisible()


def test_a_change_that_is_not_known_everywhere_yet_is_waited_for(hands: Any, opened: Any) -> None:
    wait = Waiting(READY, "Not known yet.", 300.0, 2, 5)
    dialog = opened(events=(Started(ADDED), Done(ADDED, 0.1), Started(READY), wait, 300.0), result=signed_in())
    click(hands, dialog.go)
    hands.until(lambda: dialog.steps.states()[READY.id] == "waiting")
    click(hands, dialog.steps.rows[READY.id].button)
    hands.until(lambda: dialog.title.text() == "Sign-in works")


def test_what_would_go_wrong_stands_before_what_pomerium_will_know(hands: Any, opened: Any) -> None:
    bad = Outcome("failed", "All causes.", mend="All mends.")
    dialog = opened(result=signed_in(Seen("1", USER, False, "", ("admins", "staff")), {"sign_in.person": bad}))
    click(hands, dialog.go)
    hands.until(lambda: dialog.title.text() == "Signed in, with something to mend")
    told = texts(dialog)
    assert (
        told.index("not verified") < told.index("admin-update-user-attributes") < told.index("What Pomerium will know")
    )
    assert len([each for each in dialog.findChildren(QWidget, "signin.group") if each.isVisible()]) == 2


def test_a_browser_that_did_not_come_back_from_signing_out_is_worth_knowing(hands: Any, opened: Any) -> None:
    odd = Outcome("passed", "The browser did not come back.", mend="Look at the page.")
    dialog = opened(result=signed_in(ADA, {"sign_in.sign_out": odd}))
    click(hands, dialog.go)
    hands.until(lambda: dialog.title.text() == "Sign-in works")
    assert texts(dialog).count("The browser did not come back.") == 1
    assert "Look at the page." in texts(dialog)


def test_a_check_that_sign_in_depends_on_ends_it_before_the_browser(hands: Any, opened: Any) -> None:
    bad = Outcome("failed", "The issuer is another.", "https://x.example.com", "Compare the pool ID.", "HTTP 404")
    vital = next(check for check in CHECKS if check.vital)
    ended = signed_in(None, {vital.id: bad}, without=READY.id)
    dialog = opened(events=(Started(vital), Failed(vital, 0.1, bad.why)), result=ended)
    click(hands, dialog.go)
    hands.until(lambda: dialog.title.text() == "Sign-in can't be tried yet")
    for words in (bad.cause, bad.value, bad.mend):
        assert words in texts(dialog)
    assert dialog.steps.states()["checks"] == "failed"


def test_nobody_came_so_a_first_password_stays_in_sight(hands: Any, opened: Any, stand_in: Any) -> None:
    from wizard.vault import Secret

    late = Outcome("failed", "Nobody signed in within the time.", mend="Begin again.")
    names = (USER, "bob@corp.example.com")
    plan = SignInPlan(PLAN.plan, FOUND, names)
    dialog = opened(
        plan, events=waiting(Failed(STEP["browser"], 1.0, late.why)), result=signed_in(None, {"sign_in.browser": late})
    )
    password = stand_in(signin, "FirstPasswordRun", result=Secret("Fine-Secret-1"))
    click(hands, part(dialog, "signin.password"))
    dialog.choice.people.setCurrentText(names[1])
    assert f"Person {names[1]}" in texts(dialog)
    click(hands, dialog.give)
    click(hands, dialog.go)
    assert password.asked[0]["name"] == names[1]
    hands.until(lambda: dialog.title.text() == "The sign-in did not come through")
    assert "Begin again." in texts(dialog)
    assert "Fine-Secret-1" in texts(dialog)


@pytest.mark.parametrize(("error", "title"), [(Stopped(), "Stopped"), (InputRefused(WHY), "No first password was set")])
def test_a_first_password_that_is_refused_says_why(
    hands: Any, opened: Any, stand_in: Any, error: Exception, title: str
) -> None:
    dialog = opened(SignInPlan(PLAN.plan, FOUND, (USER,)))
    stand_in(signin, "FirstPasswordRun", error=error)
    click(hands, part(dialog, "signin.password"))
    click(hands, dialog.give)
    hands.until(lambda: dialog.title.text() == title)
    assert (WHY.mend in texts(dialog)) is (title != "Stopped")
    click(hands, dialog.back)
    assert dialog.title.text() == "Test the sign-in"


def test_a_refusal_stands_at_its_step_with_its_mend_and_is_tried_again(
    hands: Any, opened: Any, stand_in: Any, said: list[str]
) -> None:
    dialog = opened(events=(Started(ADDED), Failed(ADDED, 0.1, WHY)), error=AmazonRefused(WHY))
    click(hands, dialog.go)
    hands.until(lambda: dialog.title.text() == "The sign-in could not be tested")
    assert dialog.steps.states()[IN] == "failed"
    assert WHY.mend in texts(dialog)
    assert any("could not be tested" in words for words in said)
    stand_in(signin, "SignInRun", result=signed_in())
    click(hands, dialog.go)
    hands.until(lambda: dialog.title.text() == "Sign-in works")


def test_who_may_not_list_people_is_told_so(opened: Any) -> None:
    dialog = opened(SignInPlan(PLAN.plan, FOUND, unasked=WHY.happened))
    assert f"is not known. {WHY.happened}" in texts(dialog)

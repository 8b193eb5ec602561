"""The undo dialog: what would go, what stays, the name to type, the run, and how it ends."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from wizard.cognito.executor import Outcome
from wizard.cognito.inside import Inside
from wizard.cognito.plan import FieldChange, Plan, PlannedAction
from wizard.cognito.session import Identity
from wizard.cognito.snapshot import Addresses, Snapshot
from wizard.errors import AmazonRefused, Explanation, InputRefused, Stopped
from wizard.events import Done, Failed, Started
from wizard.gui import undo
from wizard.gui.pages.recent_list import deeds
from wizard.gui.session import Session
from wizard.gui.undo import UndoDialog
from wizard.gui.undo_parts import deed, doing
from wizard.gui.widgets.banner import Banner
from wizard.jobs.undo import Undoable, Undone
from wizard.setup.fault import Fault

ME = Identity("123456789012", "arn:aws:iam::123456789012:user/ada", "eu-west-1", "aws")
POOL = {"Id": "eu-west-1_AbCdEf123", "Name": "corp-staff"}
FOUND = Snapshot(ME, Addresses("eu-west-1"), pool=POOL)
DOMAIN = PlannedAction("undo:domain:corp", "undo domain", "delete", "Domain corp", "Nobody can sign in there.")
WHOLE = PlannedAction(
    "undo:pool",
    "undo pool",
    "delete",
    "User pool corp-staff",
    "Deletion protection is taken off first.",
    (FieldChange("With it go", None, "app client pomerium"),),
    waits_for=("undo:domain:corp",),
)
PLAN = Plan((DOMAIN, WHOLE))
WHY = Explanation("Amazon refuses.", "It lacks a permission.", "Ask for it.", "AccessDeniedException")
PEOPLE = Fault("users", "undo.people", "fault", "ada@corp.example.com has an account.", "--delete-people", "x")
OTHERS = Fault("client.id", "undo.app_clients", "fault", "The pool holds app clients: portal.", "Move them.", "x")


def found(plan: Plan = PLAN, *files: Path) -> Undoable:
    return Undoable(plan, FOUND, Inside(), files)


def ended(*done: str, errors: dict[str, Any] | None = None) -> Undone:
    return Undone(PLAN, Outcome(done, errors or {}, {}), ())


class Attempt:
    """A run as it was asked for."""

    def __init__(self, scripted: Any) -> None:
        self.run = scripted.run


@pytest.fixture
def opened(hands: Any, stand_in: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Callable[..., UndoDialog]:
    """Open the dialog over jobs that answer this; it waits until the first answer is in sight."""

    def show(looks: Any = None, **run: Any) -> UndoDialog:
        stand_in(undo, "PlanUndo", **(looks if isinstance(looks, dict) else {"result": looks or found()}))
        stand_in(undo, "_Attempt", **run)
        dialog = UndoDialog(hands.wizard.session, parent=hands.wizard)
        dialog.open()
        hands.until(lambda: dialog.state.state() != "loading" or bool(dialog._shown))
        return dialog

    return show


def texts(dialog: UndoDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def click(hands: Any, button: QPushButton) -> None:
    assert button.isVisible()
    hands.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_all_that_apply_made_is_removed_and_review_comes_next(
    applied: Any, session: Session, amazon: Any, go: Callable[[str], None]
) -> None:
    go("save")
    applied.until(lambda: not applied.wizard.shown_page.is_running("look"))
    applied.press("__qt__passive_wizardbutton1")
    applied.until(lambda: session.walk.saved)
    applied.click("save.undo")
    dialog = applied.wizard.findChild(UndoDialog)
    applied.until(dialog.remove.isVisible)
    assert "app client pomerium" in texts(dialog)
    assert "config.yaml" in texts(dialog)
    assert len(amazon.list_user_pools(MaxResults=10)["UserPools"]) == 1
    click(applied, dialog.remove)
    applied.until(lambda: dialog.title.text() == "Removed")
    assert amazon.list_user_pools(MaxResults=10)["UserPools"] == []
    assert (session.walk.current, session.walk.applied, session.walk.saved) == ("review", False, False)
    click(applied, dialog.leave)
    applied.until(lambda: applied.forward().isEnabled())
    assert "to create" in applied.texts()


def test_people_ask_for_the_pools_name(applied: Any, session: Session, amazon: Any) -> None:
    pool = amazon.list_user_pools(MaxResults=1)["UserPools"][0]["Id"]
    amazon.admin_create_user(UserPoolId=pool, Username="eve@corp.example.com", MessageAction="SUPPRESS")
    dialog = UndoDialog(session, parent=applied.wizard)
    dialog.open()
    applied.until(lambda: dialog.people is not None)
    assert "eve@corp.example.com" in texts(dialog)
    assert not dialog.remove.isEnabled()
    applied.qtbot.keyClicks(dialog.people.field, "corp-staf")
    assert not dialog.remove.isEnabled()
    applied.qtbot.keyClicks(dialog.people.field, "f")
    click(applied, dialog.remove)
    applied.until(lambda: dialog.title.text() == "Removed")
    assert amazon.list_user_pools(MaxResults=10)["UserPools"] == []
    dialog.close()


def test_nothing_is_focused_that_removes(hands: Any, opened: Any) -> None:
    dialog = opened()
    assert dialog.focusWidget() is dialog.leave
    assert dialog.remove.property("kind") == "destructive"
    assert not any(button.autoDefault() for button in dialog.findChildren(QPushButton))


def test_what_others_put_there_is_told_and_nothing_can_be_removed(opened: Any) -> None:
    dialog = opened(found(Plan(refusals=(OTHERS, PEOPLE))))
    assert OTHERS.message in texts(dialog)
    assert OTHERS.mend in texts(dialog)
    assert PEOPLE.mend not in texts(dialog)  # an option of the command
    assert not dialog.remove.isVisible()


def test_nothing_to_undo(opened: Any) -> None:
    dialog = opened(found(Plan(notes=("The pool was there before.",))))
    assert dialog.state.title.text() == "Nothing to undo"
    assert "The pool was there before." in texts(dialog)
    assert not dialog.remove.isVisible()


def test_what_cannot_be_read_can_be_tried_again(hands: Any, opened: Any, stand_in: Any) -> None:
    dialog = opened({"error": AmazonRefused(WHY)})
    assert WHY.happened in texts(dialog)
    stand_in(undo, "PlanUndo", result=found())
    click(hands, dialog.state.buttons[0])
    hands.until(dialog.remove.isVisible)


def test_files_and_notes_are_named(opened: Any) -> None:
    plan = Plan((DOMAIN,), notes=("Other app clients have no login page without the domain: portal.",))
    dialog = opened(found(plan, Path("/etc/pomerium/config.yaml")))
    assert "/etc/pomerium/config.yaml · it still holds the old client ID" in texts(dialog)
    assert plan.notes[0] in texts(dialog)


def test_a_run_is_shown_and_stopped_after_the_call(hands: Any, session: Session, opened: Any) -> None:
    dialog = opened(events=(Started(DOMAIN), Done(DOMAIN, 0.2), Started(WHOLE)), held=True)
    click(hands, dialog.remove)
    hands.until(lambda: dialog.rows.done() == 1)
    assert session.walk.running
    assert not dialog.leave.isVisible()
    dialog.reject()
    assert dialog.isVisible()
    hands.until(lambda: dialog.title.text() == "Stopped")
    assert not session.walk.running
    assert dialog.remove.text() == "Go on"
    assert dialog.leave.isVisible()


def test_a_refusal_is_told_and_tried_again_from_there(
    hands: Any, session: Session, opened: Any, stand_in: Any, said: list[str]
) -> None:
    session.walk = session.walk.end(applied=True)
    told = (Started(DOMAIN), Done(DOMAIN, 0.2), Started(WHOLE), Failed(WHOLE, 0.1, WHY))
    dialog = opened(events=told, result=ended("undo:domain:corp", errors={"undo:pool": AmazonRefused(WHY)}))
    click(hands, dialog.remove)
    hands.until(lambda: dialog.title.text() == "Not all is removed")
    assert "1 of 2 are done" in dialog.lead.text()
    assert dialog.rows.y() == 0  # from the top, whatever space is left
    assert dialog.details.y() > dialog.rows.y()
    assert WHY.happened in texts(dialog)
    assert any("Not all is removed" in words for words in said)
    assert session.walk.applied
    again = stand_in(undo, "_Attempt", result=ended("undo:domain:corp", "undo:pool"))
    click(hands, dialog.remove)
    hands.until(lambda: dialog.title.text() == "Removed")
    assert again.asked[0]["shown"].plan == PLAN
    assert not session.walk.applied


def test_a_secret_that_stays_in_the_keyring_is_told(hands: Any, opened: Any) -> None:
    why = Explanation("There is no keyring.", "It opens nothing any more.", "Undo again.")
    dialog = opened(result=dataclasses.replace(ended("undo:domain:corp", "undo:pool"), unforgotten=why))
    click(hands, dialog.remove)
    hands.until(lambda: dialog.title.text() == "Removed")
    told = " ".join(banner.text() for banner in dialog.findChildren(Banner))
    assert "There is no keyring." in told
    assert dialog.lead.text() == "What apply made is gone."


def test_what_changed_meanwhile_is_looked_at_again(hands: Any, opened: Any) -> None:
    changed = InputRefused(Explanation("Something changed at Amazon.", "Nothing was removed.", "Look again."))
    dialog = opened(error=changed)
    click(hands, dialog.remove)
    hands.until(lambda: dialog.trouble is not None)
    assert "Something changed at Amazon." in dialog.trouble.text()
    assert not dialog.remove.isVisible()
    click(hands, dialog.trouble.buttons[0])
    hands.until(dialog.remove.isVisible)
    assert dialog.remove.isEnabled()


def test_a_stop_before_the_first_call_can_be_gone_on_from(hands: Any, opened: Any) -> None:
    dialog = opened(error=Stopped())
    click(hands, dialog.remove)
    hands.until(lambda: dialog.title.text() == "Stopped")
    assert dialog.remove.isVisible()


def test_a_closed_dialog_is_not_told_anything(hands: Any, session: Session, opened: Any, stand_in: Any) -> None:
    dialog = opened()
    stand_in(undo, "PlanUndo", held=True)
    dialog.look()
    dialog.reject()
    QApplication.processEvents()
    assert not session.work.is_busy()


def test_a_run_that_was_stopped_can_be_undone_from_its_page(
    applied: Any, session: Session, go: Callable[[str], None]
) -> None:
    page = applied.wizard.shown_page
    assert not page.undo.isVisible()
    page._show_run()
    assert not page.undo.isVisible()
    page._show_left(None, stopped=True)
    applied.until(page.undo.isVisible)
    applied.foot("apply.undo")
    dialog = applied.wizard.findChild(UndoDialog)
    applied.until(dialog.remove.isVisible)
    click(applied, dialog.remove)
    applied.until(lambda: dialog.title.text() == "Removed")
    assert session.walk.current == "review"
    click(applied, dialog.leave)


def test_a_recent_setup_is_undone_without_opening_it(
    applied: Any, session: Session, amazon: Any, go: Callable[[str], None]
) -> None:
    session.keep()
    session.start_new()
    applied.until(lambda: applied.wizard.shown_page.id == "welcome")
    applied.click("recent.corp-staff.more")
    menu = applied.wizard.findChild(QMenu)
    applied.qtbot.mouseClick(
        menu,
        Qt.MouseButton.LeftButton,
        pos=menu.actionGeometry(menu.findChild(QAction, "recent.corp-staff.undo")).center(),
    )
    dialog = applied.wizard.findChild(UndoDialog)
    applied.until(dialog.remove.isVisible)
    assert dialog.windowTitle() == "Undo corp-staff"
    click(applied, dialog.remove)
    applied.until(lambda: dialog.title.text() == "Removed")
    assert amazon.list_user_pools(MaxResults=10)["UserPools"] == []
    assert session.setup.name == "pomerium"
    (draft,) = session.recent()
    assert (draft.walk.applied, "apply" in draft.walk.visited, draft.mark) == (False, False, "")
    click(applied, dialog.leave)
    assert list(deeds(draft)) == ["copy"]


@pytest.mark.parametrize(
    ("changes", "button", "title"),
    [
        (("delete",), "&Remove 1 resource", "Removing 1 resource"),
        (("delete", "delete"), "&Remove 2 resources", "Removing 2 resources"),
        (("delete", "update"), "&Remove 1, put back 1", "Removing 1, putting back 1"),
        (("update",), "&Put back 1", "Putting back what was there before"),
    ],
)
def test_the_button_says_the_deed_and_its_size(changes: tuple[Any, ...], button: str, title: str) -> None:
    plan = Plan(tuple(PlannedAction(str(n), "undo pool", each, "x", "") for n, each in enumerate(changes)))
    assert (deed(plan), doing(plan)) == (button, title)

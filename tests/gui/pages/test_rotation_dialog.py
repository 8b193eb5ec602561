"""The rotation dialog: where it isn't possible, the two runs with the question between them, stops and refusals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from wizard.app import Mode
from wizard.cognito.plan import Plan, PlannedAction
from wizard.cognito.rotation import ADD, REMOVE, Listed
from wizard.cognito.session import Identity
from wizard.cognito.snapshot import Addresses, Snapshot
from wizard.errors import AmazonRefused, Explanation, FaultFound, InputRefused
from wizard.events import Done, Failed, Progress, Started, Written
from wizard.gui import rotation
from wizard.gui.rotation import RotationDialog
from wizard.gui.session import Session
from wizard.jobs.rotate import PAUSING, PROVING, Rotated, Rotation
from wizard.setup.fault import Fault
from wizard.setup.model import Output
from wizard.vault import Secret, SecretKey

ME = Identity("123456789012", "arn:aws:iam::123456789012:user/ada", "eu-west-1", "aws")
FOUND = Snapshot(ME, Addresses("eu-west-1"), pool={"Id": "eu-west-1_AbCdEf123", "Name": "corp-staff"})
KEY = SecretKey(ME.account, ME.region, "eu-west-1_AbCdEf123", "1h57kf5cpq17m0eml12EXAMPLE")
ADDED = PlannedAction(ADD, "secret", "create", "Second secret", "Beside the one in use.")
REMOVED = PlannedAction(REMOVE, "secret", "delete", "Secret of yesterday", "Once Pomerium has the new one.")
NOTE = "Once it has the new one, everybody signs in again."
WHOLE = Plan((ADDED, REMOVED), notes=(NOTE,))
ROWS = (Listed("s-1", "2026-11-01 09:00 UTC"),)
WHY = Explanation("Amazon refuses.", "It lacks a permission.", "Ask for it.", "AccessDeniedException")
FIRST = (Started(ADDED), Done(ADDED, 0.2), Progress(PROVING), Written("config-yaml", "config.yaml"))


def found(stage: Any = "add", plan: Plan = WHOLE, *, by_itself: bool = True) -> Rotation:
    return Rotation(plan, stage, ROWS, FOUND, KEY, Secret("one"), None, by_itself)


@pytest.fixture
def opened(hands: Any, stand_in: Callable[..., Any]) -> Callable[..., RotationDialog]:
    """Open the dialog over jobs that answer this; it waits until the first answer is in sight."""

    def show(looks: Any = None, **run: Any) -> RotationDialog:
        stand_in(rotation, "PlanRotation", **(looks if isinstance(looks, dict) else {"result": looks or found()}))
        stand_in(rotation, "_Part", **run)
        dialog = RotationDialog(hands.wizard.session, parent=hands.wizard)
        dialog.open()
        hands.until(lambda: dialog.state.state() != "loading" or bool(dialog._shown))
        return dialog

    return show


def texts(dialog: RotationDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def states(dialog: RotationDialog) -> list[str]:
    assert dialog.steps is not None
    return [row.state() for row in dialog.steps.rows.values()]


def click(hands: Any, button: QPushButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    hands.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def secrets_at(amazon: Any) -> list[str]:
    pool = amazon.list_user_pools(MaxResults=1)["UserPools"][0]["Id"]
    client = amazon.list_user_pool_clients(UserPoolId=pool)["UserPoolClients"][0]["ClientId"]
    listed = amazon.list_user_pool_client_secrets(UserPoolId=pool, ClientId=client)["ClientSecrets"]
    return [row["ClientSecretId"] for row in listed]


def test_the_secret_is_changed_from_the_last_page_and_the_old_one_goes_after_the_question(
    applied: Any,
    session: Session,
    amazon: Any,
    go: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(rotation, "GRACE", 0.0)
    go("save")
    applied.until(lambda: not applied.wizard.shown_page.is_running("look"))
    applied.press("__qt__passive_wizardbutton1")
    applied.until(lambda: session.walk.saved)
    before, text = secrets_at(amazon), (tmp_path / "config.yaml").read_text()
    applied.click("save.rotate")
    dialog = applied.wizard.findChild(RotationDialog)
    applied.until(dialog.go.isVisible)
    assert "everybody signs in again" in texts(dialog)
    assert secrets_at(amazon) == before
    click(applied, dialog.go)
    applied.until(dialog.remove.isVisible)
    assert len(secrets_at(amazon)) == 2
    assert (tmp_path / "config.yaml").read_text() != text
    assert states(dialog) == ["done", "done", "done", "todo", "todo", "todo"]
    click(applied, dialog.remove)
    applied.until(lambda: dialog.title.text() == "The new client secret is in use")
    assert states(dialog) == ["done"] * 6
    assert not set(secrets_at(amazon)) & set(before)
    assert (session.walk.applied, session.walk.saved, session.walk.running) == (True, True, False)
    click(applied, dialog.leave)


def test_closed_at_the_question_it_is_asked_again_and_ends(
    applied: Any, session: Session, amazon: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "GRACE", 0.0)
    for press in ("go", "remove"):
        dialog = RotationDialog(session, parent=applied.wizard)
        dialog.open()
        applied.until(getattr(dialog, press).isVisible)
        click(applied, getattr(dialog, press))
        applied.until(lambda dialog=dialog: not dialog.running)
        click(applied, dialog.leave)
    assert len(secrets_at(amazon)) == 1


def test_nothing_that_is_pressed_by_chance_has_the_focus(opened: Any) -> None:
    dialog = opened()
    assert dialog.focusWidget() is dialog.leave
    assert not any(button.autoDefault() for button in dialog.findChildren(QPushButton))
    assert NOTE in texts(dialog)
    assert dialog.go.property("kind") == "primary"


def test_a_window_that_keeps_no_secret_says_so_and_asks_nobody(
    hands: Any, session: Session, opened: Any, stand_in: Any
) -> None:
    asked = stand_in(rotation, "PlanRotation")
    session.mode = Mode(practice=True, secrets="none")
    dialog = RotationDialog(session, parent=hands.wizard)
    dialog.open()
    assert dialog.state.title.text() == "A new secret would have nowhere to stay"
    assert asked.asked == []
    assert not dialog.go.isVisible()


def test_two_secrets_of_others_are_named_and_nothing_can_be_pressed(opened: Any) -> None:
    two = Fault("client.id", "client.secret.two", "fault", "It has two secrets already.", "Delete one.", "x")
    dialog = opened(found(plan=Plan(refusals=(two,))))
    assert "It has two secrets already." in texts(dialog)
    assert "Delete one." in texts(dialog)
    assert not dialog.go.isVisible()
    assert not dialog.remove.isVisible()


@pytest.mark.parametrize("error", [InputRefused, FaultFound, AmazonRefused])
def test_what_stands_in_the_way_is_told_first_and_can_be_looked_at_again(
    hands: Any, opened: Any, stand_in: Any, error: type[Exception]
) -> None:
    dialog = opened({"error": error(WHY)})
    assert WHY.happened in texts(dialog)
    stand_in(rotation, "PlanRotation", result=found())
    click(hands, dialog.state.buttons[0])
    hands.until(dialog.go.isVisible)


def test_steps_tell_where_it_is(hands: Any, session: Session, opened: Any) -> None:
    dialog = opened(events=FIRST[:3], held=True)
    click(hands, dialog.go)
    hands.until(lambda: states(dialog)[1] == "running")
    assert states(dialog) == ["done", "running", "todo", "todo", "todo", "todo"]
    assert session.walk.running
    assert not dialog.leave.isVisible()
    dialog.reject()
    assert dialog.isVisible()
    hands.until(lambda: dialog.title.text() == "Stopped")
    assert states(dialog) == ["done", "todo", "todo", "todo", "todo", "todo"]
    assert not session.walk.running
    assert dialog.go.text() == "&Go on"


def test_the_pause_and_the_removal_are_steps(hands: Any, opened: Any, stand_in: Any) -> None:
    dialog = opened(found("remove"))
    assert dialog.title.text() == "Does Pomerium have the new secret?"
    part = stand_in(
        rotation,
        "_Part",
        events=(Progress(PROVING), Written("config-yaml", "x"), Progress(f"{PAUSING}: 10 seconds.")),
        held=True,
    )
    click(hands, dialog.remove)
    hands.until(lambda: states(dialog)[3] == "running")
    assert states(dialog) == ["done", "done", "done", "running", "todo", "todo"]
    assert PAUSING in texts(dialog)
    assert (part.asked[0]["taken"], part.asked[0]["grace"]) == (True, rotation.GRACE)
    part.events, part.result = (), Rotated(True, ("config.yaml",))
    part.go_on.set()
    hands.until(lambda: dialog.title.text() == "The new client secret is in use")
    assert states(dialog) == ["done"] * 6


def test_a_refusal_stands_at_its_step_and_is_tried_again(
    hands: Any, opened: Any, stand_in: Any, said: list[str]
) -> None:
    dialog = opened(events=(Started(ADDED), Failed(ADDED, 0.1, WHY)), error=AmazonRefused(WHY))
    click(hands, dialog.go)
    hands.until(lambda: dialog.title.text() == "The rotation is not finished")
    assert states(dialog)[0] == "failed"
    assert WHY.happened in texts(dialog)
    assert any("not finished" in words for words in said)
    again = stand_in(rotation, "_Part", events=FIRST, result=Rotated(False, ("config.yaml",)))
    click(hands, dialog.go)
    hands.until(dialog.remove.isVisible)
    assert again.asked[0]["taken"] is False


def test_a_proof_that_fails_is_told_at_its_step(hands: Any, opened: Any) -> None:
    dialog = opened(events=FIRST[:3], error=FaultFound(WHY))
    click(hands, dialog.go)
    hands.until(lambda: states(dialog)[1] == "failed")
    assert states(dialog)[2] == "todo"


def test_after_a_refusal_behind_the_question_the_rest_is_done_without_asking_anew(
    hands: Any, opened: Any, stand_in: Any
) -> None:
    dialog = opened(found("remove"), events=(Started(REMOVED), Failed(REMOVED, 0.1, WHY)), error=AmazonRefused(WHY))
    click(hands, dialog.remove)
    hands.until(lambda: states(dialog)[4] == "failed")
    again = stand_in(rotation, "_Part", result=Rotated(True, ()))
    click(hands, dialog.go)
    hands.until(lambda: states(dialog) == ["done"] * 6)
    assert again.asked[0]["taken"] is True


def test_where_pomerium_reads_nothing_by_itself_the_question_says_what_to_do(
    hands: Any, session: Session, opened: Any, stand_in: Any
) -> None:
    session.answer("pomerium.outputs", (Output("env", "pomerium.env"), Output("configmap", "cm.yaml")))
    dialog = opened(found("remove", by_itself=False))
    assert "docker compose up --detach" in texts(dialog)
    assert "kubectl apply -f" in texts(dialog)
    assert "reads it again by itself" not in texts(dialog)


def test_where_all_but_tidying_up_is_done_it_is_finished_without_the_question(
    hands: Any, opened: Any, stand_in: Any
) -> None:
    dialog = opened(found("tidy", Plan()))
    assert states(dialog) == ["done"] * 5 + ["todo"]
    part = stand_in(rotation, "_Part", result=Rotated(True, ()))
    click(hands, dialog.go)
    hands.until(lambda: states(dialog) == ["done"] * 6)
    assert part.asked[0]["taken"] is True

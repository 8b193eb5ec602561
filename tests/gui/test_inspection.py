"""Somebody's own configuration in the window: faults by line, read again, and a setup that begins there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QPushButton

from wizard.gui.inspection import InspectionDialog
from wizard.gui.session import Session
from wizard.gui.window import SetupWizard

GOOD = """\
authenticate_service_url: https://authenticate.corp.example.com
idp_provider: cognito
idp_provider_url: https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123
idp_client_id: abc
idp_client_secret: topsecret
"""
BAD = GOOD.replace("AbCdEf123", "AbCdEf123/").replace("cognito\n", "oidc\n")


def texts(dialog: InspectionDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def click(qtbot: Any, button: QPushButton) -> None:
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def opened(
    wizard: SetupWizard, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], InspectionDialog]:
    """Choose a file of this text on the first page."""

    def show(text: str, name: str = "pomerium.yaml") -> InspectionDialog:
        path = tmp_path / name
        path.write_text(text)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        click(qtbot, wizard.findChild(QAbstractButton, "welcome.inspect"))
        dialog = wizard.findChild(InspectionDialog)
        qtbot.waitUntil(lambda: dialog.state.state() != "loading" or bool(dialog._shown))
        return dialog

    return show


def test_each_fault_stands_with_its_line_mend_and_source_and_no_secret(opened: Any) -> None:
    dialog = opened(BAD)
    told = texts(dialog)
    assert dialog.title.text() == "2 things are wrong"
    assert "pomerium.yaml" in dialog.lead.text()
    assert told.count("Line 2\n") == 2  # a warning beside the fault
    assert "Line 3" in told
    assert "Take the slash away." in told
    assert "Source: " in told
    assert "topsecret" not in told


def test_a_mended_file_is_read_again(opened: Any, qtbot: Any, tmp_path: Path) -> None:
    dialog = opened(BAD)
    (tmp_path / "pomerium.yaml").write_text(GOOD)
    click(qtbot, dialog.again)
    qtbot.waitUntil(lambda: dialog.title.text() == "Nothing is wrong for Cognito in it")


def test_the_wizard_goes_on_from_it(opened: Any, qtbot: Any, session: Session, wizard: SetupWizard) -> None:
    session.answer("pool.name", "before")
    dialog = opened(GOOD)
    click(qtbot, dialog.adopt)
    qtbot.waitUntil(lambda: wizard.shown_page.id == "account")
    setup = session.setup
    assert (setup.pool.id, setup.client.id) == ("eu-west-1_AbCdEf123", "abc")
    assert setup.pomerium.authenticate_url == "https://authenticate.corp.example.com"
    assert session.file is None
    assert not setup.is_named("pool.mfa")
    session.keep()
    assert {draft.name for draft in session.recent()} == {"pomerium", "adopted"}


def test_where_no_pool_is_named_no_setup_begins(opened: Any) -> None:
    dialog = opened("idp_provider: google\nidp_client_id: abc\n")
    assert not dialog.adopt.isVisible()
    assert "names no user pool of Cognito's" in texts(dialog)


def test_lines_of_a_log_are_explained(opened: Any) -> None:
    dialog = opened('{"level":"info","message":"started"}\nidentity/oidc: missing provider url\n', "pomerium.log")
    assert dialog.title.text() == "1 line of this log is known"
    assert "Line 2" in texts(dialog)
    assert not dialog.adopt.isVisible()


def test_what_is_no_configuration_leads_to_another_file(
    opened: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened("Dear Ada,\nsee you tomorrow.\n")
    assert dialog.state.state() == "error"
    other = tmp_path / "other.yaml"
    other.write_text(GOOD)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    click(qtbot, dialog.state.buttons[0])
    qtbot.waitUntil(lambda: dialog.title.text() == "Nothing is wrong for Cognito in it")
    assert dialog.windowTitle() == "other.yaml"


def test_no_choice_opens_nothing(wizard: SetupWizard, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    click(qtbot, wizard.findChild(QAbstractButton, "welcome.inspect"))
    assert wizard.findChild(InspectionDialog) is None

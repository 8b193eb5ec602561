"""A setup copied for another environment: what will differ is shown first, and the first one is left alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu

from wizard.gui.copying import CopyDialog
from wizard.gui.pages.recent_list import MoreButton
from wizard.gui.session import Session
from wizard.gui.window import SetupWizard

OLD, NEW = "https://authenticate.stage.example.com", "https://authenticate.prod.example.com"
SETUP = {
    "name": "staff-stage",
    "aws.region": "eu-west-1",
    "pool.name": "staff-stage",
    "domain.prefix": "staff-stage",
    "pomerium.authenticate_url": OLD,
}


@pytest.fixture
def opened(session: Session, wizard: SetupWizard, qtbot: Any) -> Callable[..., CopyDialog]:
    """From the menu of the recent setup's row, which is left open."""

    def show(**more: Any) -> CopyDialog:
        for path, value in (SETUP | {path.replace("__", "."): value for path, value in more.items()}).items():
            session.answer(path, value)
        session.keep()
        session.start_new()
        qtbot.waitUntil(lambda: wizard.findChild(MoreButton) is not None)
        qtbot.mouseClick(wizard.findChild(MoreButton), Qt.MouseButton.LeftButton)
        menu = wizard.findChild(QMenu)
        action = menu.findChild(QAction, "recent.staff-stage.copy")
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        dialog = wizard.findChild(CopyDialog)
        assert dialog.isVisible()
        return dialog

    return show


def texts(dialog: CopyDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def retype(qtbot: Any, field: Any, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, text)


def test_all_that_will_differ_is_shown_and_the_wizard_goes_on_with_the_copy(
    opened: Any, qtbot: Any, session: Session, wizard: SetupWizard
) -> None:
    dialog = opened()
    assert dialog.focusWidget() is dialog.name
    assert dialog.name.text() == "staff-stage-prod"
    assert not dialog.make.isEnabled()
    retype(qtbot, dialog.name, "staff-prod")
    retype(qtbot, dialog.url, NEW)
    shown = dialog.view.view.toPlainText()
    assert f"pomerium.authenticate_url: {OLD}" in shown
    assert f"pomerium.authenticate_url: {NEW}" in shown
    assert "domain.prefix: staff-prod" in shown
    assert "pool.mfa" not in shown
    qtbot.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wizard.shown_page.id == "account")
    assert (session.setup.name, session.setup.authenticate_origin) == ("staff-prod", NEW)
    assert session.file is None
    session.keep()
    assert {draft.name for draft in session.recent()} == {"staff-stage", "staff-prod"}
    assert session.walk.current == "account"
    assert not session.walk.applied


def test_the_same_name_or_address_is_a_fault_once_typing_pauses(opened: Any, qtbot: Any) -> None:
    dialog = opened()
    retype(qtbot, dialog.name, "staff-stage")
    retype(qtbot, dialog.url, OLD)
    qtbot.waitUntil(lambda: dialog.name_row.level() == "fault" and dialog.url_row.level() == "fault")
    assert "A setup of this name is there already" in texts(dialog)
    assert "This is where staff-stage signs people in." in texts(dialog)
    assert not dialog.make.isEnabled()
    retype(qtbot, dialog.url, "http://authenticate.prod.example.com")
    qtbot.waitUntil(lambda: "https" in dialog.url_row.message())
    retype(qtbot, dialog.name, "staff-prod")
    assert dialog.name_row.level() != "fault"


def test_a_pool_that_others_made_is_not_shared(opened: Any) -> None:
    dialog = opened(pool__id="eu-west-1_AbCdEf123")
    assert "the copy makes one of its own" in texts(dialog)
    assert "pool.id: eu-west-1_AbCdEf123" in dialog.view.view.toPlainText()


def test_a_copy_of_prod_is_first_called_stage(opened: Any) -> None:
    dialog = opened()
    dialog._setup = dialog._setup.replace("name", "staff-prod")
    assert dialog._free_name() == "staff-prod-stage"

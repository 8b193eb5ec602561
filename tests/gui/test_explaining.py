"""What an error means: typed, pasted, several lines, unknown; from welcome and from any page's help."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel

from wizard.gui.dialog import Drawer
from wizard.gui.explaining import ExplainDialog
from wizard.gui.session import Session
from wizard.gui.widgets.findingrow import FindingRow
from wizard.gui.window import SetupWizard

MISMATCH = "https://corp.auth.eu-west-1.amazoncognito.com/error?error=redirect_mismatch&client_id=1"
LOG = f'{{"level":"info"}}\n{MISMATCH}\nidentity/oidc: missing provider url'


def click(qtbot: Any, where: Any, name: str) -> None:
    button = where.findChild(QAbstractButton, name)
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def rows(dialog: ExplainDialog) -> list[FindingRow]:
    return [row for row in dialog.found.rows() if isinstance(row, FindingRow)]


@pytest.fixture
def dialog(session: Session, wizard: SetupWizard) -> ExplainDialog:
    shown = ExplainDialog(session, parent=wizard)
    shown.open()
    return shown


def test_cause_mend_and_source_stand_below_what_is_typed(dialog: ExplainDialog, qtbot: Any, said: list[str]) -> None:
    assert dialog.focusWidget() is dialog.field
    assert not dialog.found.isVisible()
    qtbot.keyClicks(dialog.field, MISMATCH)
    qtbot.waitUntil(lambda: len(rows(dialog)) == 1)
    assert dialog.found.isVisible()
    told = [label.text() for label in rows(dialog)[0].findChildren(QLabel)]
    assert told[0] == "Cognito doesn't know the callback URL, so sign-in stops at Amazon's error page."
    assert "Add Pomerium's callback URL to the app client, equal to the letter." in told
    assert any(text.startswith("Source: ") for text in told)
    assert any("callback URL" in words for words in said)


def test_of_several_lines_each_cause_is_told(dialog: ExplainDialog, qtbot: Any) -> None:
    dialog.field.setPlainText(LOG)
    qtbot.waitUntil(lambda: len(rows(dialog)) == 2)


def test_what_is_not_known_is_called_so(dialog: ExplainDialog, qtbot: Any) -> None:
    dialog.field.setPlainText("no such thing")
    qtbot.waitUntil(lambda: len(rows(dialog)) == 1)
    assert rows(dialog)[0].text().startswith("This text is not among the errors that are known here.\n")
    assert "unknown" not in rows(dialog)[0].text()


def test_an_emptied_field_says_nothing(dialog: ExplainDialog, qtbot: Any) -> None:
    dialog.field.setPlainText(MISMATCH)
    qtbot.waitUntil(lambda: len(rows(dialog)) == 1)
    dialog.field.clear()
    qtbot.waitUntil(lambda: not dialog.found.isVisible())


def test_it_is_pasted_and_its_meaning_copied(dialog: ExplainDialog, qtbot: Any) -> None:
    QGuiApplication.clipboard().setText(MISMATCH)
    dialog.field.setPlainText("an older one")
    click(qtbot, dialog, "explain.paste")
    assert dialog.field.toPlainText() == MISMATCH
    qtbot.waitUntil(lambda: bool(rows(dialog)) and "callback" in rows(dialog)[0].text())
    click(qtbot, dialog, "explain.copy.0")
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].startswith("Cognito doesn't know")
    assert copied[-1].startswith("Source: ")


def test_escape_closes_and_nothing_is_told_any_more(dialog: ExplainDialog, session: Session, qtbot: Any) -> None:
    dialog.field.setPlainText(LOG)
    dialog._explain()
    assert session.work.is_busy()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not session.work.is_busy()


def test_it_opens_from_welcome_and_from_help(wizard: SetupWizard, qtbot: Any) -> None:
    click(qtbot, wizard, "welcome.explain")
    first = wizard.findChild(ExplainDialog)
    assert first.isVisible()
    click(qtbot, first, "explain.close")
    qtbot.waitUntil(lambda: wizard.findChild(ExplainDialog) is None)
    wizard.show_help()
    click(qtbot, wizard.findChild(Drawer), "help.explain")
    assert wizard.findChild(ExplainDialog).isVisible()
    wizard.findChild(ExplainDialog).close()

"""The frame of the dialogs: never larger than the window, buttons in two lines where room lacks, names to hear."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from wizard.gui.copying import CopyDialog
from wizard.gui.explaining import ExplainDialog
from wizard.gui.facedialog import FaceDialog
from wizard.gui.inspection import InspectionDialog
from wizard.gui.session import Session
from wizard.gui.undo_parts import People
from wizard.gui.window import SetupWizard

LEAST = (900, 620)
LARGE = 26  # pixels: twice the usual


def placed(dialog: FaceDialog, button: QWidget) -> tuple[int, int]:
    """Where it stands in the dialog, as it is laid out now."""
    at = button.mapTo(dialog, button.rect().topLeft())
    return at.x(), at.y()


def three(dialog: FaceDialog) -> list[QAbstractButton]:
    found = [dialog.deed("first", dialog.reject), dialog.deed("second", dialog.reject)]
    found.append(dialog.deed("third", dialog.reject, "primary", right=True))
    for button, text in zip(found, ("Another file that is longer", "Read it again now", "Set it up"), strict=True):
        dialog.offer(button, text)
    return [*found, dialog.leave]


@pytest.mark.parametrize("em", [13, LARGE])
def test_it_is_never_larger_than_its_window(
    wizard: SetupWizard, qtbot: Any, set_em: Callable[[int], None], em: int
) -> None:
    set_em(em)
    wizard.resize(*LEAST)
    dialog = FaceDialog(wizard)
    dialog.show_face("A title", "A sentence that says what this is about, and what it is not about.")
    buttons = three(dialog)
    dialog.open()
    qtbot.waitUntil(buttons[0].isVisible)
    assert dialog.width() <= LEAST[0]
    assert dialog.height() <= LEAST[1]
    first, second, third, leave = (placed(dialog, button) for button in buttons)
    assert first[1] == second[1]
    assert third[1] == leave[1]
    assert (third[1] > first[1]) == (em == LARGE)
    assert third[0] > leave[0]  # what goes on stands at the end
    dialog.close()


def test_with_large_text_the_name_to_type_comes_before_the_rest(
    wizard: SetupWizard, qtbot: Any, set_em: Callable[[int], None]
) -> None:
    for em in (13, LARGE):
        set_em(em)
        wizard.resize(*LEAST)
        dialog = FaceDialog(wizard)
        dialog.show_face("Undo", "Nothing has been removed so far.")
        rest = dialog.put(QLabel("The rest"))
        people = dialog.put_below(People("ada@corp.example.com has an account.", "corp-staff"))
        dialog.open()
        qtbot.waitUntil(people.isVisible)
        assert dialog.area.isAncestorOf(people) == (em == LARGE)
        assert (placed(dialog, people)[1] < placed(dialog, rest)[1]) == (em == LARGE)
        dialog.close()


def test_what_was_on_a_face_is_gone_and_what_is_kept_comes_back(wizard: SetupWizard, qtbot: Any) -> None:
    dialog = FaceDialog(wizard)
    kept = dialog.keep(QLabel("kept"))
    dialog.open()
    dialog.show_face("One", "")
    dialog.put(kept)
    once = dialog.put(QLabel("once"))
    gone: list[bool] = []
    once.destroyed.connect(lambda: gone.append(True))
    dialog.show_face("Two", "")
    assert not kept.isVisible()
    qtbot.waitUntil(lambda: bool(gone))
    dialog.put(kept)
    qtbot.waitUntil(kept.isVisible)
    dialog.show_state()
    dialog.state.empty("tick", "Nothing")
    assert dialog.state.isVisible()
    assert not dialog.area.isVisible()
    dialog.close()


def test_return_presses_nothing_and_escape_closes(wizard: SetupWizard, qtbot: Any) -> None:
    pressed: list[bool] = []
    dialog = FaceDialog(wizard)
    deed = dialog.deed("go", lambda: pressed.append(True), "primary", right=True)
    dialog.show_face("A title", "")
    dialog.offer(deed, "Do it")
    field = dialog.put(QLineEdit())
    dialog.open()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert pressed == []
    assert dialog.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("kind", ["explain", "inspect", "copy"])
def test_each_stop_of_tab_has_a_name(
    wizard: SetupWizard, session: Session, qtbot: Any, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("idp_provider: oidc\nidp_client_id: abc\n")
    session.answer("pool.name", "corp-staff")
    session.keep()
    made: dict[str, Callable[[], FaceDialog]] = {
        "explain": lambda: ExplainDialog(session, "error=redirect_mismatch&client_id=1", wizard),
        "inspect": lambda: InspectionDialog(session, path, wizard),
        "copy": lambda: CopyDialog(session, session.recent()[0], wizard),
    }
    dialog = made[kind]()
    dialog.open()
    qtbot.waitUntil(lambda: bool(dialog._shown))
    buddies = {label.buddy() for label in dialog.findChildren(QLabel)}
    stops = [
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    ]
    assert stops
    assert [
        f"{type(each).__name__} {each.objectName()}"
        for each in stops
        if not each.accessibleName() and each not in buddies and not getattr(each, "text", lambda: "")()
    ] == []
    dialog.close()

"""Secrets are painted for a while, and are nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui.widgets.codeview import CodeLine
from wizard.gui.widgets.diff import DiffLine, DiffView
from wizard.gui.widgets.quiet import DOTS, DerivedValue, QuietBox, SecretValue

Show = Callable[[QWidget], QWidget]
SECRET = "1re5ukkv3dab6up5aefv7rru65lu60oblf04t6cv8u9s0itjbci7"
URL = "https://authenticate.corp.example.com/oauth2/callback"


def heard(widget: QObject) -> Iterator[str]:
    """All that assistive programs can read below a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    yield from read(interface)


def read(interface: QAccessibleInterface) -> Iterator[str]:
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help):
        yield interface.text(kind)
    text = interface.textInterface()
    if text is not None:
        yield text.text(0, text.characterCount())
    for place in range(interface.childCount()):
        child = interface.child(place)
        if child is not None:
            yield from read(child)


def test_the_reader_of_these_tests_finds_what_is_there(qtbot: QtBot) -> None:
    value = DerivedValue("Callback URL", URL)
    qtbot.addWidget(value)
    assert any(URL in words for words in heard(value))
    assert "Copy callback URL" in heard(value)


@pytest.fixture
def secret(shown: Show) -> SecretValue:
    result = SecretValue("Client secret", lambda: SECRET)
    result.resize(500, 60)
    shown(result)
    return result


def test_hidden_or_shown_a_secret_is_never_heard_nor_in_a_text(secret: SecretValue) -> None:
    for act in (lambda: None, secret.reveal, secret.conceal):
        act()
        assert all(SECRET not in words for words in heard(secret))
        assert all(SECRET not in label.text() for label in secret.findChildren(QLabel))
        assert SECRET not in repr(secret) + str(secret.text)
    assert "hidden" in heard(secret)


def test_dots_tell_no_length(qtbot: QtBot) -> None:
    for text in ("short", SECRET):
        value = SecretValue("Client secret", lambda text=text: text)
        qtbot.addWidget(value)
        value.resize(500, 60)
        assert value.text.sizeHint().width() == value.text.fontMetrics().horizontalAdvance(DOTS)
    assert DOTS == "•" * 12


def test_the_eye_shows_and_hides(secret: SecretValue, qtbot: QtBot, said: list[str]) -> None:
    dots = secret.text.grab().toImage()
    assert secret.eye.accessibleName() == "Show client secret"
    qtbot.keyClick(secret.eye, Qt.Key.Key_Return)
    assert secret.is_revealed()
    assert secret.text.grab().toImage() != dots
    assert (secret.eye.accessibleName(), secret.eye.shown_icon()) == ("Hide client secret", "eye-off")
    assert said == ["Shown for 30 seconds"]
    secret.eye.click()
    assert secret.text.grab().toImage() == dots
    assert not secret.is_revealed()


def test_it_is_shown_for_30_seconds_at_most(secret: SecretValue, qtbot: QtBot) -> None:
    dots = secret.text.grab().toImage()
    assert secret._hide.interval() == 30_000
    secret._hide.setInterval(20)
    secret.reveal()
    qtbot.waitUntil(lambda: not secret.is_revealed())
    assert secret.text.grab().toImage() == dots


def test_a_page_that_is_left_hides_it(secret: SecretValue) -> None:
    secret.reveal()
    secret.hide()
    assert not secret.is_revealed()


def test_the_secret_is_asked_for_only_when_needed(qtbot: QtBot) -> None:
    asked: list[bool] = []

    def give() -> str:
        asked.append(True)
        return SECRET

    value = SecretValue("Client secret", give)
    qtbot.addWidget(value)
    value.resize(500, 60)
    value.grab()
    assert asked == []
    value.copy.click()
    assert (len(asked), QGuiApplication.clipboard().text()) == (1, SECRET)


def test_a_long_secret_wraps(secret: SecretValue) -> None:
    one_line = secret.text.heightForWidth(100)
    secret.reveal()
    assert secret.text.heightForWidth(100) > one_line


def test_values_are_shown_whole_and_copied_whole(shown: Show, qtbot: QtBot) -> None:
    box, value = QuietBox(), DerivedValue("Callback URL", URL, name="client.callback_urls")
    box.add(value)
    box.add(DerivedValue("Sign-out URL", f"{URL}/out", icon="globe"))
    box.resize(260, 200)
    shown(box)
    assert value.value.text() == URL
    assert value.value.objectName() == "client.callback_urls"
    assert value.value.heightForWidth(200) > value.value.heightForWidth(2000)
    value.copy.click()
    assert QGuiApplication.clipboard().text() == URL
    value.set_value("")
    assert not value.copy.isEnabled()


def test_values_can_be_selected_by_keyboard(shown: Show, qtbot: QtBot) -> None:
    value = DerivedValue("Callback URL", URL)
    shown(value)
    value.value.setFocus()
    qtbot.keyClick(value.value, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert value.value.selectedText() == URL


CHANGES = [
    DiffLine(" ", "authenticate_service_url: https://a"),
    DiffLine("-", "idp_provider: oidc"),
    DiffLine("+", "idp_provider: cognito"),
    DiffLine("+", f"idp_client_secret: {DOTS}", secret="client"),
]


@pytest.fixture
def diff(shown: Show) -> DiffView:
    result = DiffView(reveal={"client": SECRET}.__getitem__, copy=lambda: f"idp_client_secret: {SECRET}\n")
    result.resize(700, 300)
    result.show_diff("config.yaml", CHANGES, [*CHANGES, DiffLine(" ", "routes:")])
    shown(result)
    return result


def test_a_diff_never_holds_its_secret(diff: DiffView, qtbot: QtBot) -> None:
    hidden = diff.view.grab().toImage()
    diff.reveal()
    assert diff.view.grab().toImage() != hidden
    assert SECRET not in diff.view.toPlainText()
    assert all(SECRET not in words for words in heard(diff))
    diff.conceal()
    assert diff.view.grab().toImage() == hidden
    assert DOTS in diff.view.toPlainText()


def test_the_eye_of_a_diff_hides_after_30_seconds_and_when_left(diff: DiffView, qtbot: QtBot) -> None:
    assert diff._hide.interval() == 30_000
    diff._hide.setInterval(20)
    diff.eye.click()
    assert diff.is_revealed()
    qtbot.waitUntil(lambda: not diff.is_revealed())
    diff._hide.setInterval(30_000)
    diff.eye.click()
    diff.hide()
    assert not diff.is_revealed()


def test_a_diff_is_read_as_added_and_removed(diff: DiffView) -> None:
    assert diff.view.accessibleName() == "config.yaml, changes"
    assert diff.view.accessibleDescription() == (
        "removed: idp_provider: oidc; added: idp_provider: cognito; added: idp_client_secret: hidden"
    )


def test_copy_copies_the_real_one(diff: DiffView) -> None:
    diff.copy.click()
    assert QGuiApplication.clipboard().text() == f"idp_client_secret: {SECRET}\n"


def test_copy_without_a_source_leaves_removed_lines_out(qtbot: QtBot) -> None:
    view = DiffView()
    qtbot.addWidget(view)
    view.show_diff("config.yaml", CHANGES)
    view.copy.click()
    assert "oidc" not in QGuiApplication.clipboard().text()
    assert not view.eye.isVisibleTo(view)
    assert not view.ways.isVisibleTo(view)


def test_the_whole_file_is_one_way(diff: DiffView) -> None:
    assert diff.view.document().blockCount() == 4
    diff.ways.choose("whole")
    assert diff.view.document().blockCount() == 5


def test_a_secret_is_not_in_the_repr_of_a_line() -> None:
    assert SECRET not in repr(CodeLine((("a", "text"),), secret=SECRET))


def test_a_widget_with_a_secret_that_dies_leaves_no_timer(qtbot: QtBot) -> None:
    value = SecretValue("Client secret", lambda: SECRET)
    value.reveal()
    gone: list[bool] = []
    for timer in value.findChildren(QTimer):
        timer.destroyed.connect(lambda: gone.append(True))
    count = len(value.findChildren(QTimer))
    value.deleteLater()
    qtbot.waitUntil(lambda: len(gone) == count)

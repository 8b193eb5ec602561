"""Buttons by mouse, keys and ear."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui import theme
from wizard.gui.widgets import mnemonics
from wizard.gui.widgets.action import Action, make_buttons
from wizard.gui.widgets.button import Button, IconButton
from wizard.gui.widgets.copying import CopyButton

Show = Callable[[QWidget], QWidget]
KINDS = ["primary", "secondary", "flat", "destructive", "quiet"]


def middle(widget: QWidget, x: int = 6) -> str:
    """Colour near the start of a widget, half way down."""
    image = widget.grab().toImage()
    return image.pixelColor(x, image.height() // 2).name().upper()


@pytest.mark.parametrize(("em", "high", "low"), [(13, 32, 28), (26, 64, 56)])
def test_heights_follow_the_font(qtbot: QtBot, set_em: Callable[[int], None], em: int, high: int, low: int) -> None:
    set_em(em)
    assert Button("Next").sizeHint().height() == high
    assert Button("Use it", small=True).sizeHint().height() == low
    assert IconButton("copy", "Copy").sizeHint().width() == low


@pytest.mark.parametrize("kind", KINDS)
def test_text_is_never_cut(qtbot: QtBot, kind: str) -> None:
    button = Button("Create 5 resources")
    button.setProperty("kind", kind)
    words = button.fontMetrics().horizontalAdvance("Create 5 resources")
    assert button.kind == kind
    assert button.minimumSizeHint().width() >= words
    assert button.minimumSizeHint() == button.sizeHint()


def test_short_texts_make_no_narrow_buttons(qtbot: QtBot) -> None:
    assert Button("Go").sizeHint().width() == 80
    assert Button("Go", "flat").sizeHint().width() < 40


def test_mnemonic_marks_take_no_room(qtbot: QtBot) -> None:
    marked = Button("&Create all of the resources").sizeHint()
    assert marked == Button("Create all of the resources").sizeHint()


def test_colours_tell_kind_and_state(qtbot: QtBot) -> None:
    primary = Button("Create 5 resources", "primary")
    qtbot.addWidget(primary)
    assert middle(primary) == theme.LIGHT.fill
    primary.setEnabled(False)
    assert middle(primary) == theme.LIGHT.hover
    assert middle(Button("Cancel the run"), 4) == theme.LIGHT.surface


def test_no_colour_is_kept_over_a_change_of_theme(qtbot: QtBot, qapp: QApplication) -> None:
    button = Button("Create 5 resources", "primary")
    qtbot.addWidget(button)
    assert middle(button) == theme.LIGHT.fill
    theme.apply(qapp, "dark")
    assert middle(button) == theme.DARK.fill


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize("make", [lambda: Button("Copy the policy"), lambda: IconButton("copy", "Copy the policy")])
def test_keys_press_the_focused_button_and_not_the_dialogs(
    qtbot: QtBot, key: Qt.Key, make: Callable[[], Button | IconButton]
) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    button, default = make(), Button("Next", "primary")
    default.setDefault(True)
    column.addWidget(button)
    column.addWidget(default)
    pressed: list[str] = []
    button.clicked.connect(lambda: pressed.append("mine"))
    default.clicked.connect(lambda: pressed.append("default"))
    dialog.show()
    button.setFocus()
    qtbot.keyClick(button, key)
    assert pressed == ["mine"]


def test_return_in_a_field_presses_no_button_that_is_not_the_default(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    button, field = Button("Remove"), QLineEdit()
    column.addWidget(button)
    column.addWidget(field)
    dialog.show()
    field.setFocus()
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_focus_is_seen(shown: Show, qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    buttons = [Button("Copy the policy"), Button("Create it all", "primary"), Button("Details", "flat")]
    for button in buttons:
        column.addWidget(button)
    shown(window)
    for button in buttons:
        window.setFocus()
        before = button.grab().toImage()
        button.setFocus()
        assert button.grab().toImage() != before
    ring = buttons[0]
    ring.setFocus()
    assert middle(ring, 1) == theme.LIGHT.accent


def test_an_icon_button_without_name_is_refused(qtbot: QtBot) -> None:
    with pytest.raises(ValueError, match="name"):
        IconButton("copy", "")


def test_an_icon_buttons_name_is_its_tool_tip(qtbot: QtBot) -> None:
    button = IconButton("copy", "Copy callback URL")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("Copy callback URL", "Copy callback URL")
    button.set_name("Hide it")
    assert (button.accessibleName(), button.toolTip()) == ("Hide it", "Hide it")


def test_copy_copies_what_is_there_now_and_says_so(qtbot: QtBot, said: list[str]) -> None:
    texts = iter(["first", "second"])
    button = CopyButton("Copy it", lambda: next(texts))
    qtbot.addWidget(button)
    button._back.setInterval(20)
    button.click()
    assert QGuiApplication.clipboard().text() == "first"
    assert (button.shown_icon(), said) == ("tick", ["Copied"])
    qtbot.waitUntil(lambda: button.shown_icon() == "copy")
    button.click()
    assert QGuiApplication.clipboard().text() == "second"


def test_the_tick_stands_for_a_second_and_a_half(qtbot: QtBot) -> None:
    button = CopyButton("Copy it", str)
    qtbot.addWidget(button)
    assert button._back.interval() == 1500


def test_a_copy_button_that_dies_leaves_no_timer(qtbot: QtBot) -> None:
    button = CopyButton("Copy it", str)
    button._back.setInterval(1)
    button.click()
    gone: list[bool] = []
    button._back.destroyed.connect(lambda: gone.append(True))
    button.deleteLater()
    qtbot.waitUntil(lambda: gone == [True])


def test_actions_become_buttons_that_tell_their_keys(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    heard: list[str] = []
    buttons = make_buttons([Action("u", "Unlock", "primary", "keyring.unlock"), Action("k", "Keep")], heard.append)
    for button in buttons:
        button.setParent(holder)
        button.click()
    assert heard == ["u", "k"]
    assert (buttons[0].objectName(), buttons[0].kind) == ("keyring.unlock", "primary")


def test_mnemonics_show_only_while_alt_is_held(shown: Show, qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    button = Button("&Next")
    column.addWidget(button)
    mnemonics.MnemonicWatch(window)
    shown(window)
    assert mnemonics.flag() == Qt.TextFlag.TextHideMnemonic
    before = button.grab().toImage()
    qtbot.keyPress(window, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
    assert mnemonics.flag() == Qt.TextFlag.TextShowMnemonic
    assert button.grab().toImage() != before
    qtbot.keyRelease(window, Qt.Key.Key_Alt)
    assert mnemonics.flag() == Qt.TextFlag.TextHideMnemonic


def test_a_doubled_mark_is_an_ampersand() -> None:
    assert mnemonics.plain("&Save && close") == "Save & close"


def groups(widget: QWidget) -> list[tuple[int, int]]:
    """Columns with ink, in groups that are more than 5 apart: (first, width)."""
    image = widget.grab().toImage()
    ground = image.pixelColor(0, 0)
    inked = [x for x in range(image.width()) if any(image.pixelColor(x, y) != ground for y in range(image.height()))]
    found = [[inked[0], inked[0]]]
    for x in inked[1:]:
        if x - found[-1][1] > 5:
            found.append([x, x])
        found[-1][1] = x
    return [(first, last - first + 1) for first, last in found]


def test_the_icon_of_a_link_is_behind_the_text_in_reading_order(qtbot: QtBot, qapp: QApplication) -> None:
    button = Button("Console", "flat", icon="external", trailing=True)
    qtbot.addWidget(button)
    text, icon = groups(button)
    assert text[1] > 30
    assert icon[1] <= 14
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    icon, text = groups(button)
    assert icon[1] <= 14
    assert text[1] > 30

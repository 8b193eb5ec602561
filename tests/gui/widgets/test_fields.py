"""Fields to type and choose in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui import theme
from wizard.gui.widgets.combo import Combo
from wizard.gui.widgets.field import SearchField, TextField
from wizard.gui.widgets.number import NumberField

Show = Callable[[QWidget], QWidget]


def edge(widget: QWidget) -> str:
    """Colour of the left border, half way down."""
    image = widget.grab().toImage()
    return image.pixelColor(0, image.height() // 2).name().upper()


def thick(widget: QWidget) -> bool:
    """Whether the border is two wide."""
    image = widget.grab().toImage()
    return image.pixelColor(1, image.height() // 2).name().upper() == edge(widget)


def make_combo() -> Combo:
    combo = Combo()
    combo.addItems(["Europe (Ireland) · eu-west-1", "US East · us-east-1"])
    return combo


FIELDS = [lambda: TextField("corp-staff"), make_combo, lambda: NumberField(6, 99, 12)]


@pytest.mark.parametrize("make", FIELDS)
def test_fields_are_34_high_in_every_font(
    qtbot: QtBot, set_em: Callable[[int], None], make: Callable[[], QWidget]
) -> None:
    assert make().sizeHint().height() == 34
    set_em(26)
    assert make().sizeHint().height() == 68


@pytest.mark.parametrize("make", FIELDS)
def test_border_tells_state(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    field = make()
    qtbot.addWidget(field)
    assert edge(field) == theme.LIGHT.edge
    assert not thick(field)
    for state, role in (("fault", theme.LIGHT.error), ("warning", theme.LIGHT.warn)):
        field.setProperty("state", state)
        assert edge(field) == role
        assert thick(field)
    field.setProperty("state", "normal")
    assert edge(field) == theme.LIGHT.edge
    field.setEnabled(False)
    assert edge(field) == theme.LIGHT.line


@pytest.mark.parametrize("make", FIELDS)
def test_a_fault_stays_red_while_focused(shown: Show, make: Callable[[], QWidget]) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    field, other = make(), TextField()
    column.addWidget(field)
    column.addWidget(other)
    shown(window)
    field.setFocus()
    assert edge(field) == theme.LIGHT.accent
    assert thick(field)
    field.setProperty("state", "fault")
    assert edge(field) == theme.LIGHT.error


@pytest.mark.parametrize("make", FIELDS)
def test_a_change_of_theme_repaints(qtbot: QtBot, qapp: QApplication, make: Callable[[], QWidget]) -> None:
    field = make()
    qtbot.addWidget(field)
    theme.apply(qapp, "dark")
    assert edge(field) == theme.DARK.edge
    image = field.grab().toImage()
    assert image.pixelColor(4, 5).name().upper() == theme.DARK.surface


@pytest.mark.parametrize("make", FIELDS[1:])
def test_the_wheel_changes_nothing_without_focus(shown: Show, qapp: QApplication, make: Callable[[], QWidget]) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    other, field = TextField(), make()
    column.addWidget(other)
    column.addWidget(field)
    shown(window)
    other.setFocus()

    def value() -> int:
        return field.currentIndex() if isinstance(field, Combo) else field.value()  # type: ignore[attr-defined]

    def turn() -> QWheelEvent:
        event = QWheelEvent(
            QPointF(5, 5),
            QPointF(5, 5),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        qapp.sendEvent(field, event)
        return event

    before = value()
    assert not turn().isAccepted()
    assert value() == before
    field.setFocus()
    turn()
    assert value() != before


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_return_opens_a_combo_and_goes_no_further(shown: Show, qtbot: QtBot) -> None:
    combo = make_combo()
    shown(combo)
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Return)
    assert combo.view().isVisible()
    assert combo.view().visualRect(combo.model().index(0, 0)).height() >= 30
    combo.hidePopup()


def test_a_combo_elides_only_below_its_width(qtbot: QtBot) -> None:
    combo = make_combo()
    qtbot.addWidget(combo)
    words = combo.fontMetrics().horizontalAdvance(combo.itemText(0))
    assert combo.sizeHint().width() > words
    assert combo.minimumSizeHint().width() == 120


def test_escape_empties_a_search_first(shown: Show, qtbot: QtBot) -> None:
    field = SearchField("Search pools")
    shown(field)
    qtbot.keyClicks(field, "corp")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert field.accessibleName() == "Search pools"


def test_text_stands_beside_the_lens_in_both_directions(qtbot: QtBot) -> None:
    field = SearchField("Search pools")
    qtbot.addWidget(field)
    assert field.textMargins().left() > field.textMargins().right()
    field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert field.textMargins().left() < field.textMargins().right()


def test_steps_of_a_number_stop_at_its_ends(shown: Show, qtbot: QtBot) -> None:
    field = NumberField(6, 8, 7)
    shown(field)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == 8
    for _ in range(4):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == 6

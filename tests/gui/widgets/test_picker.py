"""Lists to choose from: rows as they come, searched as one types, ten thousand of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui.widgets.action import Action
from wizard.gui.widgets.listrow import ListRow
from wizard.gui.widgets.picker import AT_A_TIME, SHOWN, Pick, Picker

Show = Callable[[QWidget], QWidget]


def picker(qtbot: QtBot) -> Picker:
    made = Picker("pool.id", "Pools", "Search", "{shown} of {all}")
    qtbot.addWidget(made)
    return made


def test_a_choice_from_code_is_not_told(shown: Show, qtbot: QtBot) -> None:
    pick = picker(qtbot)
    shown(pick)
    with qtbot.assertNotEmitted(pick.chosen):
        pick.choose("b")
        pick.add([Pick("a", "A"), Pick("b", "B")])
    assert pick.list.key() == "b"


def test_a_chosen_row_stays_in_sight_whatever_is_searched(shown: Show, qtbot: QtBot) -> None:
    pick = picker(qtbot)
    shown(pick)
    pick.add([Pick("a", "Alpha"), Pick("b", "Beta")])
    pick.choose("b")
    pick.search.setText("alpha")
    assert [row.isVisibleTo(pick) for row in pick.list.rows()] == [True, True]
    pick.choose("a")
    assert [row.isVisibleTo(pick) for row in pick.list.rows()] == [True, False]


def test_rows_replace_the_state(shown: Show, qtbot: QtBot) -> None:
    pick = picker(qtbot)
    shown(pick)
    pick.error("No", "Because.", [Action("again", "Try again")])
    assert not pick.search.isVisible()
    assert pick.state.isVisible()
    pick.add([Pick("a", "Alpha")])
    assert pick.search.isVisible()
    assert not pick.state.isVisible()
    pick.begin()
    assert pick.picks() == ()


def shown_titles(pick: Picker) -> list[str]:
    return [row.title.text() for row in pick.list.rows() if isinstance(row, ListRow) and row.isVisibleTo(pick)]


def many(count: int) -> list[Pick]:
    return [Pick(f"id-{n}", f"pool-{n}", f"id-{n} · today") for n in range(count)]


def test_ten_thousand_rows_make_sixty_widgets_whatever_is_searched(shown: Show, qtbot: QtBot) -> None:
    pick = picker(qtbot)
    shown(pick)
    rows = many(10_000)
    for at in range(0, len(rows), 60):
        pick.add(rows[at : at + 60])
    for words in ("pool-7", "pool-9", "999", ""):
        pick.search.setText(words)
        wanted = [row.title for row in rows if words in row.title][:SHOWN]
        qtbot.waitUntil(lambda wanted=wanted: shown_titles(pick) == wanted)  # type: ignore[misc]
    assert len(pick.list.rows()) == SHOWN
    assert pick.head.title.text() == "10000 of 10000"


def test_the_rows_in_sight_are_there_at_once_and_the_others_an_event_later(shown: Show, qtbot: QtBot) -> None:
    pick = picker(qtbot)
    shown(pick)
    pick.add(many(60))
    assert len(shown_titles(pick)) == AT_A_TIME
    qtbot.waitUntil(lambda: len(shown_titles(pick)) == SHOWN)


def test_a_row_tells_what_it_stands_for_now_and_nothing_of_before(shown: Show, qtbot: QtBot) -> None:
    pick = picker(qtbot)
    shown(pick)
    pick.add([Pick("a", "Alpha", "id a"), Pick("b", "Beta")])
    pick.choose("a")
    pick.mark("a", "12 people", [("No domain yet", "neutral")])
    pick.choose("")
    pick.search.setText("beta")
    row = pick.list.rows()[0]
    assert isinstance(row, ListRow)
    assert (row.title.text(), row.subtitle.text(), row.chips) == ("Beta", "", [])
    assert row.target is not None
    assert (row.target.objectName(), row.target.property("key"), row.is_checked()) == ("pool.id.b", "b", False)
    pick.search.setText("")
    assert (row.title.text(), row.subtitle.text(), row.is_checked()) == ("Alpha", "12 people", False)
    assert [chip.text() for chip in row.chips] == ["No domain yet"]


def test_a_chosen_row_moves_its_mark_as_rows_are_searched(shown: Show, qtbot: QtBot) -> None:
    pick = picker(qtbot)
    shown(pick)
    pick.add(many(100))
    with qtbot.assertNotEmitted(pick.chosen):
        pick.choose("id-90")
        pick.search.setText("pool-1")
        qtbot.waitUntil(lambda: shown_titles(pick)[-1] == "pool-90")
    assert [row.is_checked() for row in pick.list.rows()].index(True) == len(shown_titles(pick)) - 1
    first = pick.list.rows()[0]
    assert isinstance(first, ListRow)
    assert first.target is not None
    with qtbot.waitSignal(pick.chosen) as caught:
        first.target.click()
    assert caught.args == ["id-1"]
    assert [row.is_checked() for row in pick.list.rows()].count(True) == 1


def marked(pick: Picker) -> list[str]:
    return [row.title.text() for row in pick.list.rows() if isinstance(row, ListRow) and row.is_checked()]


@pytest.mark.parametrize("chosen", ["pool-3", "pool-72", "pool-99"])
def test_whatever_is_searched_the_chosen_row_alone_is_marked(shown: Show, qtbot: QtBot, chosen: str) -> None:
    pick = picker(qtbot)
    shown(pick)
    pick.add(many(100))
    pick.choose(chosen.replace("pool", "id"))
    for words in ("pool-7", "", "pool-9", "3", "nothing", "72", ""):
        pick.search.setText(words)
        qtbot.waitUntil(lambda: not pick._soon.isActive())
        assert marked(pick) == [chosen]
        assert chosen in shown_titles(pick)
    assert pick.list.key() == chosen.replace("pool", "id")


def test_a_hidden_row_answers_to_no_name(shown: Show, qtbot: QtBot) -> None:
    pick = picker(qtbot)
    shown(pick)
    pick.add(many(60))
    pick.search.setText("pool-59")
    qtbot.waitUntil(lambda: shown_titles(pick) == ["pool-59"])
    names = [button.objectName() for button in pick.list.findChildren(QRadioButton)]
    assert [name for name in names if name] == ["pool.id.id-59"]


def test_a_list_that_is_read_anew_begins_empty(shown: Show, qtbot: QtBot) -> None:
    pick = picker(qtbot)
    shown(pick)
    pick.add(many(60))
    pick.begin()
    pick.add(many(3))
    assert shown_titles(pick) == ["pool-0", "pool-1", "pool-2"]

"""A list from elsewhere to choose one row from: searched as one types, with its loading, empty and error states."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.chip import Chip, ChipKind
from wizard.gui.widgets.field import SearchField
from wizard.gui.widgets.label import Label
from wizard.gui.widgets.listrow import BoxedList, ListRow
from wizard.gui.widgets.section import SectionHead
from wizard.gui.widgets.statepage import StatePage

SHOWN = 60
"""Rows drawn at most; whoever has more types."""
AT_A_TIME = 12
"""Rows filled before the window does something else: those in sight, in less than what a hand notices."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A row: what is chosen by it, and what stands there."""

    key: str
    title: str
    subtitle: str = ""
    chips: tuple[tuple[str, ChipKind], ...] = ()


_NONE = Pick("", "")  # what a hidden row stands for


class Picker(QWidget):
    """`count` is the sentence above the list, with {shown} and {all}. The list's objectName is `path`, a row's
    `<path>.<key>`. Rows may come in pieces: `begin`, `add`…. Of tens of thousands only those that match what is
    searched are held by number, and no more than SHOWN are ever widgets: these are filled anew as one types.
    """

    chosen = Signal(str)
    """Somebody chose a row: its key."""
    refreshed = Signal()
    """Refresh was pressed, or Stop while reading."""
    stated = Signal(bool)
    """A state is shown, which wants all the height there is; or the list again."""
    acted = Signal(str)
    """A button of the loading, empty or error state was pressed: its key."""

    def __init__(self, path: str, name: str, search: str, count: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path, self._count_words = path, count
        self._picks: list[Pick] = []
        self._texts: list[str] = []
        self._places: dict[str, int] = {}
        self._matching: list[int] = []
        self._shown: list[int] = []
        self._filled: list[Pick] = []
        self._wanted = ""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fill)
        self.search = SearchField(search, placeholder=search)
        self.search.setObjectName(f"{path}.search")
        self.search.textChanged.connect(self._sift)
        self.head = SectionHead("", QCoreApplication.translate("Widgets", "Refresh"), "refresh")
        self.head.title.set_font_role("caption")
        self.head.title.set_role("text2")
        self.head.acted.connect(self.refreshed)
        self.list = BoxedList(name)
        self.list.setObjectName(path)
        self.list.chosen.connect(self._choose)
        self.none = Label("", "body", "text2", wrap=True)
        self.state = StatePage()
        self.state.acted.connect(self.acted)
        self._build()
        self._show_state(False)

    def begin(self) -> None:
        """Forget all rows."""
        self._picks, self._texts, self._places = [], [], {}
        self._matching, self._shown, self._filled = [], [], []
        self._soon.stop()
        self.list.clear()
        self._show_state(False)
        for part in (self.search, self.head, self.list, self.none):
            part.hide()

    def loading(self, title: str, text: str, actions: Sequence[Action] = ()) -> None:
        """Nothing is there so far; seen after 300 ms."""
        self.state.loading(title, text, actions)
        self._show_state(True)

    def empty(self, icon: str, title: str, text: str, actions: Sequence[Action] = ()) -> None:
        """There is nothing to choose from."""
        self.state.empty(icon, title, text, actions)
        self._show_state(True)

    def error(self, title: str, text: str, actions: Sequence[Action] = (), details: str = "") -> None:
        """It could not be read."""
        self.state.error(title, text, actions, details)
        self._show_state(True)

    def set_reading(self, on: bool, count: str) -> None:
        """Whether more rows may come: Refresh says Stop meanwhile. `count` is the sentence above the list."""
        self._count_words = count
        stop = QCoreApplication.translate("Widgets", "Stop")
        button = self.head.button
        if button is not None:
            button.setText(stop if on else QCoreApplication.translate("Widgets", "Refresh"))
            button.set_icon("stop" if on else "refresh")
        self._tell_count()

    def add(self, picks: Sequence[Pick]) -> None:
        """More rows; the list is shown instead of the state."""
        if not picks:
            return
        before = len(self._picks)
        self._picks += picks
        self._texts += [f"{pick.title} {pick.key}".casefold() for pick in picks]
        self._places.update((pick.key, before + at) for at, pick in enumerate(picks))
        self._matching += self._matches(range(before, len(self._picks)))
        self._show_state(False)
        self._show()

    def picks(self) -> tuple[Pick, ...]:
        """All rows, shown or not."""
        return tuple(self._picks)

    def choose(self, key: str) -> None:
        """Mark a row as chosen, now or as soon as it comes; '' none. Not told by `chosen`."""
        self._wanted = key
        self._show()

    def mark(self, key: str, subtitle: str, chips: Sequence[tuple[str, ChipKind]]) -> None:
        """Tell more of one row."""
        if key in self._places:
            place = self._places[key]
            self._picks[place] = replace(self._picks[place], subtitle=subtitle, chips=tuple(chips))
            self._show()

    def focus(self) -> bool:
        """Give the keyboard to the search, or to the first button of the state; False while neither is in sight."""
        target = self.search if self.search.isVisible() else next(iter(self.state.buttons), None)
        if target is None or not target.isVisible():
            return False
        target.setFocus()
        return True

    def _build(self) -> None:
        column = QVBoxLayout(self)
        theme.lay(column, gap=8)
        column.addWidget(self.search)
        column.addWidget(self.head)
        column.addWidget(self.list)
        column.addWidget(self.none)
        column.addWidget(self.state, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _show_state(self, on: bool) -> None:
        self.state.setVisible(on)
        for part in (self.search, self.head, self.list):
            part.setVisible(not on)
        if on:
            self.none.hide()
        self.stated.emit(on)

    def _matches(self, among: Iterable[int]) -> list[int]:
        words = self.search.text().casefold().split()
        return [i for i in among if all(word in self._texts[i] for word in words)]

    def _sift(self) -> None:
        """What is searched has changed."""
        self._matching = self._matches(range(len(self._picks)))
        self._show()

    def _show(self) -> None:
        """Show the rows that match, at most SHOWN, and the chosen one: the first of them now, the others soon."""
        self._shown = self._matching[:SHOWN]
        chosen = self._places.get(self._wanted)
        if chosen is not None:
            place = bisect_left(self._shown, chosen)
            if chosen not in self._shown[place : place + 1]:
                self._shown.insert(place, chosen)
        # Before the first row is: else it would be laid out as a list of its own.
        self.list.setVisible(bool(self._shown) and not self.state.isVisibleTo(self))
        self._tell_count()
        self._fill()

    def _fill(self) -> None:
        """Fill the next rows that don't tell yet what they should, and hide those that are too many."""
        want = [self._picks[i] for i in self._shown]
        stale = [at for at, pick in enumerate(want) if self._filled[at : at + 1] != [pick]][:AT_A_TIME]
        with self.list.at_once(), QSignalBlocker(self.list):
            for at in stale:
                self._fill_row(at, want[at])
            for at, row in enumerate(self._rows()):
                if row.isVisibleTo(self.list) != (at < len(want)):
                    row.setVisible(at < len(want))
                if at >= len(want) and self._filled[at] != _NONE:
                    self._fill_row(at, _NONE)
            self._mark(want)
        if len(stale) == AT_A_TIME:
            self._soon.start()

    def _fill_row(self, at: int, pick: Pick) -> None:
        name = f"{self._path}.{pick.key}" if pick.key else ""
        if at == len(self._filled):
            self._filled.append(pick)
            row = ListRow(pick.title, pick.subtitle, lead="radio", key=pick.key, name=name)
            self.list.add(row)
        else:
            before, self._filled[at] = self._filled[at], pick
            row = self._rows()[at]
            row.set_key(pick.key, name)
            row.set_text(pick.title, pick.subtitle)
            if before.chips:
                row.set_chips(())
        if pick.chips:
            row.set_chips([Chip(*chip) for chip in pick.chips])

    def _mark(self, want: Sequence[Pick]) -> None:
        """Mark the chosen row and no other: one that is still to be filled anew may have its key."""
        rows = self._rows()
        marked = {at for at, row in enumerate(rows) if row.is_checked()}
        chosen = {at for at, pick in enumerate(want[: len(rows)]) if pick.key == self._wanted == self._filled[at].key}
        if marked != chosen:
            self.list.choose("")
            for at in chosen:
                rows[at].set_checked(True)

    def _rows(self) -> list[ListRow]:
        return [row for row in self.list.rows() if isinstance(row, ListRow)]

    def _tell_count(self) -> None:
        matching, shown = len(self._matching), min(len(self._matching), SHOWN)
        self.head.title.setText(self._count_words.format(shown=matching, all=len(self._picks)))
        words = ""
        if self._picks and not matching:
            words = QCoreApplication.translate("Widgets", "Nothing here matches what you typed.")
        elif shown < matching:
            words = QCoreApplication.translate("Widgets", "The first {n} are shown. Type to narrow it down.")
        self.none.setText(words.format(n=shown))
        self.none.setVisible(bool(words))

    def _choose(self, key: str) -> None:
        if key != self._wanted:
            self._wanted = key
            self.chosen.emit(key)

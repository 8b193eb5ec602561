"""A list from elsewhere to choose one row from: searched as one types, with its loading, empty and error states."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.chip import Chip
from wizard.gui.widgets.field import SearchField
from wizard.gui.widgets.label import Label
from wizard.gui.widgets.listrow import BoxedList, ListRow
from wizard.gui.widgets.section import SectionHead
from wizard.gui.widgets.statepage import StatePage

SHOWN = 60
"""Rows drawn at most; whoever has more types."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A row: what is chosen by it, and what stands there."""

    key: str
    title: str
    subtitle: str = ""


class Picker(QWidget):
    """`count` is the sentence above the list, with {shown} and {all}. The list's objectName is `path`, a row's
    `<path>.<key>`. Rows may come in pieces: `begin`, `add`…, `finish`.
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
        self._built: list[int] = []
        self._wanted = ""
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
        self._picks, self._built = [], []
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
        self._sift()

    def add(self, picks: Sequence[Pick]) -> None:
        """More rows; the list is shown instead of the state."""
        if not picks:
            return
        self._picks += picks
        self._show_state(False)
        self._sift()

    def picks(self) -> tuple[Pick, ...]:
        """All rows, shown or not."""
        return tuple(self._picks)

    def choose(self, key: str) -> None:
        """Mark a row as chosen, now or as soon as it comes; '' none. Not told by `chosen`."""
        self._wanted = key
        self.list.blockSignals(True)
        self.list.choose("")
        self.list.choose(key)
        self.list.blockSignals(False)
        self._sift()

    def mark(self, key: str, subtitle: str, chips: Sequence[Chip]) -> None:
        """Tell more of one row."""
        for row in self.list.rows():
            if isinstance(row, ListRow) and row.target is not None and row.target.property("key") == key:
                row.set_text(row.title.text(), subtitle)
                row.set_chips(chips)

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

    def _sift(self) -> None:
        """Show the rows that match, at most SHOWN, and the chosen one; a row is made when it is first shown."""
        words = self.search.text().casefold().split()
        matching = [i for i, pick in enumerate(self._picks) if all(w in _text(pick) for w in words)]
        shown = set(matching[:SHOWN]) | {i for i, pick in enumerate(self._picks) if pick.key == self._wanted}
        for index in sorted(shown - set(self._built)):
            self._make(index)
        for index, row in zip(self._built, self.list.rows(), strict=True):
            row.setVisible(index in shown)
        self.list.setVisible(bool(shown) and not self.state.isVisibleTo(self))
        self._tell_count(len(matching), min(len(matching), SHOWN))
        self.list.update()

    def _make(self, index: int) -> None:
        pick = self._picks[index]
        place = bisect_left(self._built, index)
        row = ListRow(pick.title, pick.subtitle, lead="radio", key=pick.key, name=f"{self._path}.{pick.key}")
        self._built.insert(place, index)
        if pick.key == self._wanted:
            row.set_checked(True)
        self.list.insert(place, row)

    def _tell_count(self, matching: int, shown: int) -> None:
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


def _text(pick: Pick) -> str:
    return f"{pick.title} {pick.key}".casefold()

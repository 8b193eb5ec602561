"""What Amazon has otherwise than the setup: each put back by the plan, or kept, which answers the setup's field."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.cognito.plan import FieldChange, PlannedAction
from wizard.errors import InputRefused
from wizard.gui import theme
from wizard.gui.widgets.listrow import BoxedList, ListRow
from wizard.gui.widgets.section import SectionHead
from wizard.gui.widgets.segmented import Segmented
from wizard.jobs.accept import accept
from wizard.jobs.plan import Planned
from wizard.setup.model import Setup


@dataclass(frozen=True, slots=True)
class Difference:
    """One row: the key of the setup ('' where none stands for it), its title, what is told, and once it is kept.

    `forbidden` is why Amazon's value can't be kept, '' where it can. `day` is that of the last apply, of a drift.
    """

    path: str
    title: str
    words: str
    taken: str
    forbidden: str = ""
    drift: bool = True
    day: str = ""

    @property
    def key(self) -> str:
        """What tells the row from others."""
        return self.path or self.title


@dataclass(frozen=True, slots=True)
class Kept:
    """A difference that was settled by taking Amazon's value, and what undoes that.

    `before` has keys, their values and whether they were named; `after` the value that was taken.
    """

    row: Difference
    before: tuple[tuple[str, Any, bool], ...]
    after: Any


def kept(setup: Setup, planned: Planned, row: Difference) -> tuple[Setup, Kept]:
    """The setup with Amazon's value, and how to take that back. Raises InputRefused where a rule says no."""
    then = accept(setup, planned.plan, planned.snapshot, [row.path]).setup
    touched = (row.path, *(path for path in ("users",) if path != row.path and then.get(path) != setup.get(path)))
    before = tuple((path, setup.get(path), setup.is_named(path)) for path in touched)
    return then, Kept(row, before, then.get(row.path))


def put_back(setup: Setup, kept: Kept) -> Setup:
    """The setup as it was before it was kept."""
    for path, value, named in kept.before:
        setup = setup.replace(path, value)
        setup = setup if named else setup.unname(path)
    return setup


def differences(setup: Setup, planned: Planned) -> list[Difference]:
    """What somebody changed, and where a chosen pool or app client differs from what the setup names; a row a key."""
    found: dict[str, list[tuple[PlannedAction, FieldChange]]] = {}
    for action, field in _fields(setup, planned):
        found.setdefault(field.path or f"{action.id} {field.field}", []).append((action, field))
    rows = (_difference(setup, planned, pairs) for pairs in found.values())
    return [row for row in rows if row.drift or not row.forbidden]


def _fields(setup: Setup, planned: Planned) -> Iterator[tuple[PlannedAction, FieldChange]]:
    for action in planned.plan.actions:
        theirs = setup.client.id if action.kind == "client" else setup.pool.id
        for field in action.fields:
            wish = bool(theirs and field.before is not None and field.path and setup.is_named(field.path))
            if field.drift or wish:
                yield action, field


def _difference(setup: Setup, planned: Planned, pairs: Sequence[tuple[PlannedAction, FieldChange]]) -> Difference:
    path = pairs[0][1].path
    forbidden = ""
    if path:
        try:
            accept(setup, planned.plan, planned.snapshot, [path])
        except InputRefused as error:
            forbidden = error.why.happened
    names = [action.title if action.change == "create" or len(pairs) > 1 else field.field for action, field in pairs]
    keyless = QCoreApplication.translate("Review", "It is put back: a setup has no key for it.")
    words, taken = _words(*pairs[0]) if len(pairs) == 1 else _several()
    more = forbidden if path else keyless
    day = _day(max(field.since for _, field in pairs))
    drift = any(field.drift for _, field in pairs)
    return Difference(path, ", ".join(names), f"{words} {more}".strip(), taken, forbidden, drift, day)


def _words(action: PlannedAction, field: FieldChange) -> tuple[str, str]:
    """What is told of a difference, and once Amazon's value was kept."""
    if action.change == "create":
        return (
            QCoreApplication.translate("Review", "Removed at Amazon. Repair makes it again."),
            QCoreApplication.translate("Review", "Taken out of this setup, as at Amazon."),
        )
    words = QCoreApplication.translate("Review", "Amazon has {now}; this setup has {then}.")
    taken = QCoreApplication.translate("Review", "Taken into this setup: {now}, as at Amazon.")
    return words.format(now=field.before, then=field.after), taken.format(now=field.before)


def _several() -> tuple[str, str]:
    return (
        QCoreApplication.translate("Review", "Changed or removed at Amazon."),
        QCoreApplication.translate("Review", "Taken into this setup as at Amazon."),
    )


def _day(moment: str) -> str:
    return f"{datetime.datetime.fromisoformat(moment).astimezone():%Y-%m-%d}" if moment else ""


class Differences(QWidget):
    """The rows, each with Repair and Keep; what was kept stays as a row, so that Repair takes it back."""

    chosen = Signal(str, bool)
    """A row's key, and whether Amazon's value is to be kept."""

    def __init__(self) -> None:
        super().__init__()
        self.head = SectionHead("")
        self.box = BoxedList()
        column = QVBoxLayout(self)
        theme.lay(column, gap=8)
        column.addWidget(self.head)
        column.addWidget(self.box)
        self._rows: dict[str, tuple[ListRow, Segmented | None]] = {}

    def show_rows(self, rows: Sequence[Difference], kept: Sequence[Difference]) -> None:
        """Show these; rows that stay keep their place and the focus."""
        every = {row.key: row for row in (*rows, *kept)}
        order = [key for key in self._rows if key in every] + [key for key in every if key not in self._rows]
        if order != list(self._rows):
            self._rows = {}
            self.box.clear()
            for key in order:
                self._rows[key] = self._row(every[key])
                self.box.add(self._rows[key][0])
        settled = {row.key for row in kept}
        for key in order:
            self._tell(every[key], on=key in settled)
        title = _title(list(every.values()))
        self.head.title.setText(title)
        self.box.setAccessibleName(title)
        self.setVisible(bool(every))

    def _row(self, row: Difference) -> tuple[ListRow, Segmented | None]:
        choice = None
        if row.path:
            put = QCoreApplication.translate("Review", "Repair") if row.drift else _change()
            keep_it = QCoreApplication.translate("Review", "Keep what Amazon has")
            parts = [("repair", put, f"{row.path}.repair"), ("keep", keep_it, f"{row.path}.keep")]
            choice = Segmented(row.title, parts)
            choice.chosen.connect(self._choose)
        return ListRow(row.title, row.words, trailing=choice), choice

    def _tell(self, row: Difference, *, on: bool) -> None:
        shown, choice = self._rows[row.key]
        shown.set_text(row.title, row.taken if on else row.words)
        if choice is not None:
            choice.blockSignals(True)
            choice.choose("keep" if on else "repair")
            choice.blockSignals(False)
            choice.part("keep").setEnabled(not row.forbidden)
            for part in ("repair", "keep"):
                choice.part(part).setAccessibleDescription(f"{row.title}: {shown.subtitle.text()}")

    def _choose(self, key: str) -> None:
        sender = self.sender()
        for name, (_, choice) in self._rows.items():
            if choice is sender:
                self.chosen.emit(name, key == "keep")
                return


def _title(rows: Sequence[Difference]) -> str:
    drifts = [row for row in rows if row.drift]
    if not drifts:
        return QCoreApplication.translate("Review", "Different at Amazon")
    days = sorted({row.day for row in drifts if row.day})
    if not days:
        return QCoreApplication.translate("Review", "Changed at Amazon")
    return QCoreApplication.translate("Review", "Changed at Amazon since {day}").format(day=days[0])


def _change() -> str:
    return QCoreApplication.translate("Review", "Change")

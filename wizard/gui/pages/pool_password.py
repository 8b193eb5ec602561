"""The password policy: length, kinds of characters, how long a first password lasts."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from wizard.gui import binding, theme
from wizard.gui.binding import Binding
from wizard.gui.page import Page
from wizard.gui.widgets.flow import FlowLayout
from wizard.gui.widgets.formrow import FormRow
from wizard.gui.widgets.tick import Tick

PATH = "pool.password"


class FlagNotes(QObject):
    """Lets a fault of one tick stand below the row of all."""

    mended = Signal()

    def __init__(self, row: FormRow, tick: Tick) -> None:
        super().__init__(row)
        self.field = tick
        self._row = row

    def set_fault(self, text: str, mend: str | None = None) -> None:
        """The fault; a tick is its own mend."""
        del mend
        self._row.set_fault(text)

    def set_warning(self, text: str, mend: str | None = None) -> None:
        """The warning."""
        del mend
        self._row.set_warning(text)

    def clear(self) -> None:
        """The hint again."""
        self._row.clear()


class PasswordBlock(QWidget):
    """Two numbers and four ticks, each a setting of its own."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        theme.lay(column, gap=12)
        holder = QWidget()
        numbers = FlowLayout(holder, lines=12)
        for key, label, unit in (
            ("minimum_length", self.tr("Length, at least"), self.tr("characters")),
            ("temporary_days", self.tr("A first password lasts"), self.tr("days")),
        ):
            # Wider than Amazon's bounds: a file's value must not be changed by being shown, and the rules tell.
            bound = binding.number(page.session, f"{PATH}.{key}", label, 0, 9_999, unit=unit)
            page.bind(bound, add=False)
            numbers.addWidget(bound.form)
        column.addWidget(holder)
        column.addWidget(self._kinds(page))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _kinds(self, page: Page) -> FormRow:
        holder = QWidget()
        line = FlowLayout(holder)
        row = FormRow(self.tr("It has to hold"), holder)
        row.collapse()
        holder.setAccessibleName(self.tr("It has to hold"))
        for key, words in (
            ("require_lowercase", self.tr("Small letters")),
            ("require_uppercase", self.tr("Capitals")),
            ("require_numbers", self.tr("Numbers")),
            ("require_symbols", self.tr("Symbols")),
        ):
            tick = Tick(words)
            tick.setObjectName(f"{PATH}.{key}")
            notes = FlagNotes(row, tick)
            bound = Binding(page.session, f"{PATH}.{key}", notes, tick.isChecked, tick.setChecked)  # type: ignore[arg-type]
            tick.toggled.connect(bound.chosen)
            page.bind(bound, add=False)
            line.addWidget(tick)
        return row

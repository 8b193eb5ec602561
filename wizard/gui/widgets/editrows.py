"""A small table whose rows are added, edited and removed: tags, first people, groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.widgets.button import Button, IconButton
from wizard.gui.widgets.field import TextField
from wizard.gui.widgets.label import Label


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is the last part of a field's objectName, `share` its part of the width."""

    key: str
    heading: str
    placeholder: str = ""
    share: int = 1


class EditRows(QWidget):
    """Rows of text fields under headings; a row that is all empty doesn't count."""

    changed = Signal()
    """Somebody typed, added or removed."""
    left = Signal()
    """A field lost the focus."""

    def __init__(
        self, path: str, columns: Sequence[Column], add: str, remove: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.path, self._columns, self._remove = path, tuple(columns), remove
        self.columns = tuple(column.key for column in columns)
        self._rows: list[_Row] = []
        self._hidden: frozenset[str] = frozenset()
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        theme.lay(head, 0, 0, 36, 0, gap=8)
        self._headings = {column.key: Label(column.heading, "caption", "text2") for column in columns}
        for column in columns:
            head.addWidget(self._headings[column.key], column.share)
        self.button = Button(add, small=True, icon="plus")
        self.button.setObjectName(f"{path}.add")
        self.button.clicked.connect(self.begin_row)
        self._column = QVBoxLayout(self)
        theme.lay(self._column, gap=6)
        self._column.addWidget(self._head)
        self._column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setFocusProxy(self.button)
        self._name()

    def read(self) -> tuple[tuple[str, ...], ...]:
        """The values, row by row, a hidden column's as ''."""
        return tuple(values for row in self._rows if any(values := row.values()))

    def write(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows; not told by `changed`."""
        while len(self._rows) > len(rows):
            self._take(self._rows[-1])
        while len(self._rows) < len(rows):
            self._append()
        for row, values in zip(self._rows, rows, strict=True):
            row.write(values)
        self._name()

    def show_column(self, key: str, on: bool) -> None:
        """Show a column or not; what was typed there is kept."""
        self._hidden = self._hidden - {key} if on else self._hidden | {key}
        self._headings[key].setVisible(on)
        for row in self._rows:
            row.fields[key].setVisible(on)

    def fields(self, index: int) -> dict[str, TextField]:
        """The fields of a row, by column."""
        return self._rows[index].fields

    def __len__(self) -> int:
        return len(self._rows)

    def mark(self, faulty: Mapping[tuple[int, str], str]) -> None:
        """Show the state ('fault', 'warning') of single fields, by row and column; the first has the keyboard next."""
        first: QWidget | None = None
        for n, row in enumerate(self._rows):
            for key, field in row.fields.items():
                state = faulty.get((n, key), "normal")
                field.setProperty("state", state)
                if state == "fault" and first is None:
                    first = field
        self.setFocusProxy(first or self.button)

    def begin_row(self) -> None:
        """An empty row, with the keyboard in it."""
        row = self._append()
        self._name()
        row.show()
        next(field for field in row.fields.values() if not field.isHidden()).setFocus()

    def _append(self) -> _Row:
        row = _Row(self._columns)
        for key in self._hidden:
            row.fields[key].hide()
        for field in row.fields.values():
            field.textChanged.connect(self.changed)
            field.editingFinished.connect(self.left)
        row.remove.clicked.connect(self._removed)
        self._rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        return row

    def _removed(self) -> None:
        row = next(row for row in self._rows if row.remove is self.sender())
        self._take(row)
        self._name()
        self.button.setFocus()
        self.changed.emit()

    def _take(self, row: _Row) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.setParent(None)
        row.deleteLater()

    def _name(self) -> None:
        self._head.setVisible(bool(self._rows))
        pattern = QCoreApplication.translate("Widgets", "{column}, row {n}")
        for n, row in enumerate(self._rows):
            for column in self._columns:
                field = row.fields[column.key]
                field.setObjectName(f"{self.path}.{n}.{column.key}")
                field.setAccessibleName(pattern.format(column=column.heading, n=n + 1))
            row.remove.setObjectName(f"{self.path}.{n}.remove")
            row.remove.set_name(f"{self._remove} {n + 1}")


class _Row(QWidget):
    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        theme.lay(line, gap=8)
        self.fields = {column.key: TextField(placeholder=column.placeholder) for column in columns}
        for column in columns:
            line.addWidget(self.fields[column.key], column.share)
        self.remove = IconButton("trash", "-")
        line.addWidget(self.remove)

    def values(self) -> tuple[str, ...]:
        return tuple(field.text().strip() for field in self.fields.values())

    def write(self, values: Sequence[str]) -> None:
        for field, value in zip(self.fields.values(), values, strict=True):
            if field.text().strip() != value:
                field.blockSignals(True)
                field.setText(value)
                field.blockSignals(False)

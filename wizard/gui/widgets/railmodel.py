"""The steps as a list model: items, and the headings of their groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

RailState = Literal["current", "done", "open", "stale", "fault", "closed"]
Index = QModelIndex | QPersistentModelIndex

ITEM = Qt.ItemDataRole.UserRole
"""The RailItem, or None for a heading."""

JUMPS = ("done", "open", "stale", "fault")
"""States whose item leads somewhere."""


@dataclass(frozen=True)
class RailItem:
    """A step: `group` is the heading above its first item; `note` is the second line ("Region changed", "1 fault",
    "Opens after Domain name"), shown only while hovered or focused unless it tells what is wrong.
    """

    id: str
    title: str
    group: str
    state: RailState
    note: str = ""


class RailModel(QAbstractListModel):
    """Rows are headings and items; headings can't be chosen or focused."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[RailItem | str] = []

    def set_items(self, items: Sequence[RailItem]) -> None:
        """Show other items; while the steps are the same only their states change, so that the focus stays."""
        rows: list[RailItem | str] = []
        group = ""
        for item in items:
            if item.group != group:
                rows.append(item.group)
                group = item.group
            rows.append(item)
        if [_key(row) for row in rows] == [_key(row) for row in self._rows]:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def item(self, index: Index) -> RailItem | None:
        """The item of a row, or None for a heading."""
        row = self._rows[index.row()] if index.isValid() else ""
        return row if isinstance(row, RailItem) else None

    def index_of(self, step: str) -> QModelIndex:
        """The row of a step; invalid if there is none."""
        for row, value in enumerate(self._rows):
            if isinstance(value, RailItem) and value.id == step:
                return self.index(row)
        return QModelIndex()

    def current(self) -> QModelIndex:
        """The row of the current step."""
        for row, value in enumerate(self._rows):
            if isinstance(value, RailItem) and value.state == "current":
                return self.index(row)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Closed items can be focused, so that their reason is heard."""
        if self.item(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, names for screen readers, and the item itself."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if isinstance(row, str):
            names = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return row if role in names else None
        values: dict[int, Any] = {
            Qt.ItemDataRole.DisplayRole: row.title,
            Qt.ItemDataRole.AccessibleTextRole: row.title,
            Qt.ItemDataRole.AccessibleDescriptionRole: description(row),
            ITEM: row,
        }
        return values.get(role)


def description(item: RailItem) -> str:
    """What is read out after the title."""
    patterns = {
        "current": QCoreApplication.translate("Widgets", "current step"),
        "done": QCoreApplication.translate("Widgets", "done"),
        "open": QCoreApplication.translate("Widgets", "open"),
        "stale": QCoreApplication.translate("Widgets", "changed: {note}"),
        "fault": QCoreApplication.translate("Widgets", "needs a mend: {note}"),
        "closed": QCoreApplication.translate("Widgets", "closed, {note}"),
    }
    words = patterns[item.state]
    if "{note}" not in words:
        return f"{words}, {item.note}" if item.note else words
    note = item.note if item.state != "closed" else item.note[:1].lower() + item.note[1:]
    return words.format(note=note) if note else words.split("{note}", maxsplit=1)[0].rstrip(":, ")


def _key(row: RailItem | str) -> str:
    return row.id if isinstance(row, RailItem) else f"#{row}"

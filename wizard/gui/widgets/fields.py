"""Names and values in two columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QSizePolicy, QWidget

from wizard.gui import icons, theme
from wizard.gui.theme import FontRole
from wizard.gui.widgets import paint
from wizard.gui.widgets.chip import Chip
from wizard.gui.widgets.label import CodeLabel, Label


@dataclass(frozen=True)
class FieldLine:
    """One line: `before` makes it a change, shown as "before › value". `icon` (in `icon_role`) stands before the value,
    `chip` behind it (amber, with a lock when `locked`).
    """

    name: str
    value: str
    before: str = ""
    code: bool = False
    icon: str = ""
    icon_role: str = "ok"
    chip: str = ""
    locked: bool = False


class Sign(QWidget):
    """An icon that takes part in a layout, without a name of its own."""

    def __init__(self, icon: str, role: str = "text2", size: float = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._role, self._size = icon, role, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_icon(self, icon: str, role: str) -> None:
        """Another drawing and colour."""
        self._icon, self._role = icon, role
        self.update()

    def sizeHint(self) -> QSize:
        """Square."""
        return QSize(theme.u(self._size), theme.u(self._size))

    def minimumSizeHint(self) -> QSize:
        """Square."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon; a chevron points where reading goes."""
        del event
        name = self._icon
        if name == "chevron-right" and self.isRightToLeft():
            name = "chevron-left"
        p = paint.painter(self)
        icons.draw(p, name, QRect(0, 0, self.width(), self.width()), self._role)
        p.end()


class FieldsTable(QWidget):
    """Names in text2, values in text; `font` is body in boxes and caption inside rows."""

    def __init__(self, lines: Sequence[FieldLine] = (), font: FontRole = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._font: FontRole = font
        self._grid = QGridLayout(self)
        theme.lay(self._grid, gap=6)
        self._grid.setColumnStretch(1, 1)
        self._measure()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.set_lines(lines)

    def set_lines(self, lines: Sequence[FieldLine]) -> None:
        """Show other lines."""
        _empty(self._grid)
        for row, line in enumerate(lines):
            name = Label(line.name, self._font, "text2")
            value = self._value(line)
            if isinstance(value, QWidget):
                self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(value, row, 1)
            else:
                self._grid.addWidget(name, row, 0)
                self._grid.addLayout(value, row, 1)

    def changeEvent(self, event: QEvent) -> None:
        """Sizes are multiples of the font's size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        self._grid.setHorizontalSpacing(theme.u(20))

    def _value(self, line: FieldLine) -> QWidget | QLayout:
        value: Label = CodeLabel(line.value) if line.code else Label(line.value, self._font, wrap=True)
        value.setAccessibleName(f"{line.name}: {line.value}" if not line.before else self._spoken(line))
        if not (line.before or line.icon or line.chip):
            return value
        row = QHBoxLayout()
        theme.lay(row, gap=8)
        if line.icon:
            row.addWidget(Sign(line.icon, line.icon_role))
        if line.before:
            row.addWidget(Label(line.before, self._font, "text2"))
            row.addWidget(Sign("chevron-right", "text2", 10))
            if not line.code:
                value.set_font_role("link" if self._font == "caption" else "label")
        value.setWordWrap(False)
        value.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        row.addWidget(value)
        if line.chip:
            row.addWidget(Chip(line.chip, "warn", "lock" if line.locked else ""))
        row.addStretch(1)
        return row

    @staticmethod
    def _spoken(line: FieldLine) -> str:
        pattern = QCoreApplication.translate("Widgets", "{name}: from {before} to {value}")
        return pattern.format(name=line.name, before=line.before, value=line.value)


class GridTable(QWidget):
    """Several columns with headings, all in code: Claim, Value, In a policy."""

    def __init__(self, headings: Sequence[str], rows: Sequence[Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid = QGridLayout(self)
        theme.lay(grid, gap=8)
        self._measure()
        for column, heading in enumerate(headings):
            grid.addWidget(Label(heading, "caption", "text2"), 0, column)
            grid.setColumnStretch(column, 0 if column == 0 else 1)
        for place, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                label: Label = Label(cell, "code") if column == 0 else CodeLabel(cell)
                label.setAccessibleName(f"{headings[column]}: {cell}")
                grid.addWidget(label, place, column)

    def changeEvent(self, event: QEvent) -> None:
        """Sizes are multiples of the font's size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        self._grid.setHorizontalSpacing(theme.u(16))


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        if inner is not None:
            _empty(inner)
            inner.deleteLater()
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()

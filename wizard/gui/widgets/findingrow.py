"""Something that was found: what it is, what to do about it, where that is written; and a button that copies it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.theme import FontRole
from wizard.gui.widgets.chip import Chip
from wizard.gui.widgets.copying import CopyButton
from wizard.gui.widgets.fields import Sign
from wizard.gui.widgets.label import Label

_SIGNS = {"fault": ("fault", "error"), "warning": ("triangle", "warn"), "info": ("info", "accent")}


class FindingRow(QWidget):
    """A row of a BoxedList. `level`: fault, warning or info; `where` is a chip ("Line 7"). What is '' is left out."""

    def __init__(
        self, level: str, title: str, *, means: str = "", mend: str = "", source: str = "", where: str = ""
    ) -> None:
        super().__init__()
        self._level, self._where = level, where
        told = QCoreApplication.translate("Widgets", "Source: {source}").format(source=source) if source else ""
        self._parts = [part for part in (title, means, mend, told) if part]
        row = QHBoxLayout(self)
        theme.lay(row, 15, 5, 10, 12, gap=12)
        signs = QVBoxLayout()
        theme.lay(signs, 0, 7, 0, 0)
        signs.addWidget(Sign(*_SIGNS[level]))
        row.addLayout(signs)
        words = QVBoxLayout()
        theme.lay(words, 0, 6, 0, 0, gap=4)
        words.addWidget(Label(title, "label", wrap=True))
        fonts: tuple[tuple[str, FontRole, str], ...] = (
            (means, "body", "text2"),
            (mend, "body", "text"),
            (told, "caption", "text2"),
        )
        for text, font, color in fonts:
            if text:
                words.addWidget(Label(text, font, color, wrap=True))
        row.addLayout(words, 1)
        end = QVBoxLayout()
        side = QHBoxLayout()
        theme.lay(end)
        theme.lay(side, gap=8)
        if where:
            side.addWidget(Chip(where))
        self.copy = CopyButton(QCoreApplication.translate("Widgets", "Copy: {title}").format(title=title), self.text)
        side.addWidget(self.copy)
        end.addLayout(side)
        row.addLayout(end)
        for column in (signs, words, end):
            column.addStretch(1)
        self.setAccessibleName(f"{where}: {title}" if where else title)
        self.setAccessibleDescription(" ".join(self._parts[1:]))

    def text(self) -> str:
        """All of it, as it is copied."""
        first, *rest = self._parts
        return "\n".join([f"{self._where}: {first}" if self._where else first, *rest])

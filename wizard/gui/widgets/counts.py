"""What a plan will do, in numbers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.widgets.fields import Sign
from wizard.gui.widgets.label import Label


class CountLine(QWidget):
    """ "5 to create, 0 to change, 0 to remove": zeros in text2, the rest bold with the sign's colour."""

    def __init__(self, create: int = 0, change: int = 0, remove: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        theme.lay(row, gap=24)
        self._parts = []
        for icon, role in (("plus", "ok"), ("tilde", "warn"), ("minus", "error")):
            part = QHBoxLayout()
            theme.lay(part, gap=6)
            sign, label = Sign(icon), Label()
            part.addWidget(sign)
            part.addWidget(label)
            row.addLayout(part)
            self._parts.append((icon, role, sign, label))
        row.addStretch(1)
        self.set_counts(create, change, remove)

    def set_counts(self, create: int, change: int, remove: int) -> None:
        """Other numbers."""
        patterns = (
            QCoreApplication.translate("Widgets", "{n} to create"),
            QCoreApplication.translate("Widgets", "{n} to change"),
            QCoreApplication.translate("Widgets", "{n} to remove"),
        )
        for pattern, number, (icon, role, sign, label) in zip(
            patterns, (create, change, remove), self._parts, strict=True
        ):
            label.setText(pattern.format(n=number))
            label.set_font_role("section" if number else "body")
            label.set_role("text" if number else "text2")
            sign.set_icon(icon, role if number else "text2")

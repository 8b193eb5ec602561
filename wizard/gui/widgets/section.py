"""A section's title, with one flat button at its right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.label import Label


class SectionHead(QWidget):
    """`action` is the text of the button, with `icon` behind it; `acted` when it is pressed."""

    acted = Signal()

    def __init__(self, title: str, action: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        theme.lay(row, gap=8)
        self.title = Label(title, "section")
        row.addWidget(self.title)
        row.addStretch(1)
        self.button: Button | None = None
        if action:
            self.button = Button(action, "flat", small=True, flush=True, icon=icon, trailing=True)
            self.button.clicked.connect(self.acted)
            row.addWidget(self.button)
            self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Sizes are multiples of the font's size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        if self.button is not None:
            self.button.setFixedHeight(theme.u(20))

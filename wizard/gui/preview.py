"""config.yaml as far as it is known, beside the form: the lines that come from this page marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.dialog import Drawer
from wizard.gui.session import Session
from wizard.gui.widgets.preview import ConfigPreview, PreviewLine, PreviewStrip

WIDTH = 244
NAME = "config.yaml"


class Preview(QObject):
    """Both forms of it, placed into a page: a panel at the right of `beside`, a strip at the end of `below`."""

    def __init__(self, session: Session, fields: Sequence[str], beside: QBoxLayout, below: QBoxLayout) -> None:
        super().__init__(below.parentWidget())
        self._session, self._fields = session, tuple(fields)
        self.panel = ConfigPreview()
        self.panel.setFixedWidth(theme.u(WIDTH))
        self._holder = QWidget()
        row = QHBoxLayout(self._holder)
        theme.lay(row, 7, 12, 30, 15)
        row.addWidget(self.panel)
        self.strip = PreviewStrip()
        self.strip.asked.connect(self.show)
        beside.addWidget(self._holder)
        below.addWidget(self.strip)

    def set_layout(self, layout: Literal["wide", "narrow", "small"]) -> None:
        """Which of the two is seen; none in the small layout, where a button in the bar shows it."""
        self.panel.setFixedWidth(theme.u(WIDTH))
        self._holder.setVisible(layout == "wide")
        self.strip.setVisible(layout == "narrow")

    def refresh(self) -> None:
        """Show what the setup and Amazon have given so far."""
        lines = self.lines()
        self.panel.show_text(NAME, lines)
        self.strip.show_text(NAME, lines)

    def show(self) -> None:
        """In a drawer of its own, where there is no room beside the form."""
        parent = self.parent()
        drawer = Drawer(NAME, parent if isinstance(parent, QWidget) else None)
        panel = ConfigPreview()
        panel.show_text(NAME, self.lines())
        drawer.fill(panel)
        drawer.open()

    def lines(self) -> tuple[PreviewLine, ...]:
        """The file's lines; the secret is never among them."""
        # Not at import: the first page needs neither, and YAML costs a tenth of the start.
        from wizard.pomerium.outputs.preview import preview
        from wizard.pomerium.settings import settings

        found = self._session.known.snapshot
        told = settings(
            self._session.setup,
            found.issuer if found and found.pool_id else None,
            found.client_id if found else None,
            None,
            self._session.mode.practice,
        )
        return tuple(PreviewLine(row.text, self._here(row.origin), row.unknown) for row in preview(told))

    def _here(self, origin: str) -> bool:
        return any(origin == field or origin.startswith(field + ".") for field in self._fields)

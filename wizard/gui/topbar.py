"""The steps and the preview as buttons, where the window is too narrow for the rail."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.preview import NAME, Preview
from wizard.gui.session import Session
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.chip import Chip
from wizard.setup.walk import IDS


class TopBar(QWidget):
    """ "Step 5 of 11: App client settings" opens the steps as a menu; `jumped` tells the id chosen there."""

    jumped = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.steps = Button("", icon="chevron-down", trailing=True)
        self.steps.clicked.connect(self._open)
        self.practice = Chip(QCoreApplication.translate("Window", "Practice mode"), "warn", "flask")
        column = QVBoxLayout(self)
        theme.lay(column, gap=8)
        self._row = QHBoxLayout()
        theme.lay(self._row, gap=8)
        column.addLayout(self._row)
        # On a line of its own: beside the longest title and the preview's button there is no room for it.
        column.addWidget(self.practice, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addWidget(self.steps)
        self._row.addStretch(1)

    def add_preview(self, preview: Preview) -> None:
        """A button that shows config.yaml."""
        button = Button(NAME)
        button.clicked.connect(preview.show)
        self._row.addWidget(button)

    def showEvent(self, event: QShowEvent) -> None:
        """Name the step, and the mode."""
        super().showEvent(event)
        self.practice.setVisible(self._session.mode.practice)
        pattern = QCoreApplication.translate("Window", "Step {n} of {all}: {title}")
        at = self._session.walk
        words = pattern.format(n=at.position, all=len(IDS) - 1, title=at.step.title)
        self.steps.setText(words if at.position else QCoreApplication.translate("Window", "Steps"))

    def menu(self) -> QMenu:
        """The steps, closed ones off with their reason."""
        menu = QMenu(self)
        session = self._session
        for item in session.walk.items(session.setup, session.faults):
            words = f"{item.title} ({item.note})" if item.note else item.title
            action = menu.addAction(words)
            action.setData(item.id)
            action.setEnabled(item.state not in ("closed", "current"))
        menu.triggered.connect(self._chosen)
        return menu

    def _open(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.steps.mapToGlobal(QPoint(0, self.steps.height())))

    def _chosen(self, action: object) -> None:
        step = getattr(action, "data", lambda: "")()
        self.jumped.emit(str(step))

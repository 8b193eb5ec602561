"""Grounds and frames for the pictures of the gallery."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.rail import Rail
from wizard.gui.widgets.railmodel import RailItem

AUTH = "https://authenticate.corp.example.com"
STEPS = ("AWS account", "User pool", "Pool settings", "App client", "App client settings", "Domain name", "Pomerium")
ENDS = ("Review", "Apply", "Verify", "Save")


def page(*widgets: QWidget | int, width: float = 756, height: float = 600, margin: float = 32) -> QWidget:
    """A page's ground with widgets below each other; numbers are gaps."""
    result = QWidget()
    result.setBackgroundRole(QPalette.ColorRole.Base)
    result.setAutoFillBackground(True)
    column = QVBoxLayout(result)
    theme.lay(column, margin, 24, margin, 16)
    for widget in widgets:
        if isinstance(widget, QWidget):
            column.addWidget(widget)
        else:
            column.addSpacing(theme.u(widget))
    column.addStretch(1)
    result.resize(theme.u(width), theme.u(height))
    return result


def line(*widgets: QWidget, gap: float = 10) -> QWidget:
    """Widgets beside each other."""
    result = QWidget()
    row = QHBoxLayout(result)
    theme.lay(row, gap=gap)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return result


def rail(current: int = 4, **states: str) -> Rail:
    result = Rail("Cognito setup", "Pomerium")
    items = []
    for place, title in enumerate((*STEPS, *ENDS)):
        state = "done" if place < current else "current" if place == current else "closed"
        if place == current + 1:
            state = "open"
        state = states.get(title.replace(" ", "_"), state)
        notes = {"stale": "Region changed", "fault": "1 fault", "closed": "Opens after Domain name"}
        group = "Choose" if title in STEPS else "Create"
        items.append(RailItem(title, title, group, state, notes.get(state, "")))
    result.set_items(items)
    result.set_place("1234-5678-9012", "admin@corp · eu-west-1")
    return result


def framed(inner: QWidget, side: Rail) -> QWidget:
    """Rail and page, as in the window."""
    result = QWidget()
    result.setBackgroundRole(QPalette.ColorRole.Window)
    result.setAutoFillBackground(True)
    row = QHBoxLayout(result)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(side)
    right = QVBoxLayout()
    right.setSpacing(0)
    right.addWidget(inner, 1)
    foot = QWidget()
    buttons = QHBoxLayout(foot)
    theme.lay(buttons, 24, 12, 32, 12, gap=8)
    buttons.addWidget(Button("&Help", "quiet"))
    buttons.addStretch(1)
    for text, kind in (("Cancel", "secondary"), ("&Back", "secondary"), ("&Next", "primary")):
        buttons.addWidget(Button(text, kind))
    right.addWidget(foot)
    row.addLayout(right, 1)
    result.resize(theme.u(980), theme.u(680))
    return result

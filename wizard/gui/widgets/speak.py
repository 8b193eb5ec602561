"""Announcements to screen readers."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Have `words` read out: after the current sentence, or at once if `urgent`."""
    event = QAccessibleAnnouncementEvent(widget, words)
    polite = QAccessible.AnnouncementPoliteness
    event.setPoliteness(polite.Assertive if urgent else polite.Polite)
    QAccessible.updateAccessibility(event)


def alert(widget: QObject) -> None:
    """Tell assistive programs that `widget` has become an alert."""
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))


def name(widget: QWidget, words: str, description: str = "") -> None:
    """Set accessible name and description."""
    widget.setAccessibleName(words)
    widget.setAccessibleDescription(description)

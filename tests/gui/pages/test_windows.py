"""Building a page shows nothing outside the window: what is made visible before it has a parent flashes up as a window
of its own, and takes the keyboard away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget


class Watch(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[Watch]:
    made = Watch()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


@pytest.mark.parametrize("step", ["pool", "pool_settings", "client", "client_settings", "domain"])
def test_a_page_is_built_inside_the_window(
    hands: Any, go: Callable[[str], None], watch: Watch, script: Any, step: str
) -> None:
    for name in ("Pools", "Clients", "Certificates", "AskPrefix", "DescribePool"):
        script(name, held=True)
    go(step)
    hands.qtbot.waitUntil(hands.wizard.shown_page.isVisible)
    assert watch.shown == []
    assert hands.wizard.isActiveWindow()

"""An error of the program itself: logged, told in a dialog with Details, and the window goes on."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

_log = logging.getLogger(__name__)


class Crash(QObject):
    """Takes over `sys.excepthook`; errors of any thread are shown on the UI thread, one dialog at a time."""

    _met = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before = sys.excepthook
        self._open = False
        self._met.connect(self._show)
        sys.excepthook = self._hook
        window.destroyed.connect(self.restore)

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        from wizard.errors.masking import masked

        text = masked("".join(traceback.format_exception(kind, error, trace)))
        _log.error("%s", text)
        self._met.emit(text)

    def _show(self, text: str) -> None:
        if self._open:
            return
        from wizard.about import build
        from wizard.gui.dialog import Question
        from wizard.gui.widgets.action import Action

        self._open = True
        dialog = Question(
            QCoreApplication.translate("Window", "A fault of this program"),
            QCoreApplication.translate(
                "Window",
                "What you typed is kept, and nothing was sent because of it. You can go on, or close the window."
                " A report needs the details; they hold no secret.",
            ),
            (
                Action("on", QCoreApplication.translate("Window", "Go on"), "primary"),
                Action("quit", QCoreApplication.translate("Window", "Close the window")),
            ),
            f"{build().text}\n{text}",
            self._window,
        )
        dialog.chosen.connect(self._chosen)
        dialog.open()

    def _chosen(self, key: str) -> None:
        self._open = False
        if key == "quit":
            self._window.close()

    def restore(self) -> None:
        """Give the hook back."""
        sys.excepthook = self._before


def install(window: QWidget) -> Crash:
    """From now on until the window is gone."""
    return Crash(window)

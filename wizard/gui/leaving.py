"""The one guard of every exit: asks while something runs or would be lost, and saves setup files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from wizard.errors import WizardError
from wizard.gui.widgets.action import Action

if TYPE_CHECKING:
    from wizard.gui.dialog import Question
    from wizard.gui.window import SetupWizard


class Leaving(QObject):
    """Opens one question at a time; a second wish to leave meanwhile does nothing."""

    def __init__(self, window: SetupWizard) -> None:
        super().__init__(window)
        self._window = window
        self._question: Question | None = None

    def ask(self) -> None:
        """Cancel, Escape, X: leave at once where nothing would be lost."""
        session = self._window.session
        if self._question is not None:
            return
        if session.walk.running:
            self._open(
                self.tr("Amazon is being asked right now"),
                self.tr(
                    "What is done is kept, and the next start goes on from there. The call in flight is finished first."
                ),
                (
                    Action("stop", self.tr("Stop after this call and close"), "primary"),
                    Action("stay", self.tr("Keep on")),
                ),
            )
        elif session.touched and not session.walk.saved:
            self._open(
                self.tr("Keep this setup for later?"),
                self.tr("Your answers and where you are can be kept on this computer. No secret is among them."),
                (
                    Action("keep", self.tr("Keep and close"), "primary"),
                    Action("forget", self.tr("Forget the answers")),
                    Action("stay", self.tr("Stay here")),
                ),
            )
        else:
            self._end(QDialog.DialogCode.Rejected)

    def finish(self) -> None:
        """The last page is done."""
        if not self._window.session.walk.running:
            self._end(QDialog.DialogCode.Accepted)

    def open(self, path: Path) -> None:
        """Go on from a setup file, or tell why not."""
        try:
            self._window.session.open_file(path)
        except WizardError as error:
            self._tell(error)

    def save(self, path: Path) -> None:
        """Write the setup file, or tell why not."""
        try:
            self._window.session.save_file(path)
        except WizardError as error:
            self._tell(error)
        except OSError as error:
            happened = self.tr("{path} can't be written").format(path=path)
            self._open(
                happened,
                self.tr("{why}. Choose another folder.").format(why=error.strerror),
                (Action("stay", self.tr("Close")),),
            )

    def _tell(self, error: WizardError) -> None:
        self._open(
            error.why.happened, f"{error.why.means} {error.why.mend}".strip(), (Action("stay", self.tr("Close")),)
        )

    def _open(self, title: str, text: str, actions: tuple[Action, ...]) -> None:
        from wizard.gui.dialog import Question

        question = Question(title, text, actions, parent=self._window)
        question.chosen.connect(self._chosen)
        self._question = question
        question.open()

    def _chosen(self, key: str) -> None:
        self._question = None
        session = self._window.session
        if key == "stop":
            if not session.work.is_busy():
                self._stopped()
                return
            session.work.idle.connect(self._stopped)
            session.work.stop_all()
        elif key == "forget":
            session.forget()
            self._end(QDialog.DialogCode.Rejected)
        elif key == "keep":
            self._end(QDialog.DialogCode.Rejected)

    def _stopped(self) -> None:
        self._end(QDialog.DialogCode.Rejected)

    def _end(self, result: QDialog.DialogCode) -> None:
        self._window.session.keep()
        self._window.done_for_good(int(result.value))

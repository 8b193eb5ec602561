"""The dialog that looks at somebody's own Pomerium configuration: what is wrong, line by line, and a way on from it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from wizard.gui.facedialog import FaceDialog
from wizard.gui.pages.save_files import home_short
from wizard.gui.session import Session
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.findingrow import FindingRow
from wizard.gui.widgets.listrow import BoxedList
from wizard.gui.work import Failure
from wizard.jobs.inspect import Inspected, InspectFile
from wizard.setup.model import Setup


class InspectionDialog(FaceDialog):
    """Reads `path` at once, and again on request; `adopted` tells the setup that somebody wants to go on with."""

    id = "inspect"
    adopted = Signal(object)

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._path = path
        self._work = 0
        self._setup: Setup | None = None
        self.other = self.deed("other", self._choose)
        self.again = self.deed("again", self.look)
        self.adopt = self.deed("adopt", self._adopt, "primary", right=True)
        self.look()

    def look(self) -> None:
        """Read the file as it is now."""
        self.setWindowTitle(self._path.name)
        self.show_state()
        self.state.loading(self.tr("Reading {file}").format(file=self._path.name))
        path = self._path
        self._session.work.drop(self._work)
        self._work = self._session.work.start(lambda: InspectFile(path), self._told, self._failed)

    def acted(self, key: str) -> None:
        """A button of the face that tells of a file that can't be read."""
        if key == "other":
            self._choose()
        else:
            self.look()

    def done(self, result: int) -> None:
        """Nothing more is listened to."""
        self._session.work.drop(self._work)
        super().done(result)

    def _choose(self) -> None:
        path = choose(self, self._path.parent)
        if path is not None:
            self._path = path
            self.look()

    def _adopt(self) -> None:
        if self._setup is not None:
            self.adopted.emit(self._setup)
            self.accept()

    def _told(self, found: Inspected) -> None:
        self._setup = found.setup
        wrong = sum(fault.level == "fault" for fault in found.faults)
        self.show_face(self._title(found, wrong), home_short(self._path))
        if found.faults:
            box = BoxedList(self.tr("What was found"))
            for fault in found.faults:
                where = self.tr("Line {n}").format(n=fault.line) if fault.line else ""
                box.add(FindingRow(fault.level, fault.message, mend=fault.mend, source=fault.source, where=where))
            self.put(box)
        else:
            words = self.tr("Provider, addresses, scopes and secret are as Pomerium and Cognito want them.")
            self.put(Banner("ok", words))
        if found.setup is None and not found.is_log:
            self.put(
                Banner("info", self.tr("No setup can begin here: the configuration names no user pool of Cognito's."))
            )
        self.offer(self.other, self.tr("&Another file…"))
        self.offer(self.again, self.tr("&Read it again"))
        if found.setup is not None:
            self.offer(self.adopt, self.tr("&Set it up from here"))
        self.say()

    def _title(self, found: Inspected, wrong: int) -> str:
        if found.is_log:
            one, many = self.tr("1 line of this log is known"), self.tr("{n} lines of this log are known")
            return one if len(found.faults) == 1 else many.format(n=len(found.faults))
        if not wrong:
            clean = self.tr("Nothing is wrong for Cognito in it")
            return self.tr("Nothing in it stops a sign-in") if found.faults else clean
        return self.tr("1 thing is wrong") if wrong == 1 else self.tr("{n} things are wrong").format(n=wrong)

    def _failed(self, failure: Failure) -> None:
        why = failure.why
        other = Action("other", self.tr("Another file…"), "primary", "inspect.other_file")
        again = Action("again", self.tr("Read it again"), "secondary", "inspect.read_again")
        self.state.error(why.happened, f"{why.means} {why.mend}".strip(), [other, again], why.details, icon="file")


def choose(parent: QWidget, folder: Path | None = None) -> Path | None:
    """Ask for a configuration; None where nobody chose one."""
    words = parent.tr("Look at a Pomerium configuration")
    kinds = parent.tr("Configurations and logs (*.yaml *.yml *.env *.log *.txt);;All files (*)")
    path, _ = QFileDialog.getOpenFileName(parent, words, str(folder or ""), kinds)
    return Path(path) if path else None

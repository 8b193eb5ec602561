"""Beside the plan: what stands in its way, and what happens on this computer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.listrow import ListRow
from wizard.gui.work import Failure
from wizard.jobs.secret import Store
from wizard.setup import walk
from wizard.setup.fault import Fault
from wizard.setup.model import Setup


class Hindrances(QWidget):
    """A banner for each refusal of the planner, and one for a secret store that doesn't work."""

    mended = Signal(object)
    """The Fault whose mend was pressed."""
    led = Signal(str)
    """A setup path whose page is asked for."""
    stored = Signal(str)
    """'again' or 'none': what to do about the store."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        theme.lay(self._column, gap=12)
        self._faults: dict[Banner, Fault] = {}

    def tell(self, refusals: Sequence[Fault], no_store: Failure | None) -> None:
        """Show these; without any it hides."""
        self._faults = {}
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for fault in refusals:
            banner = _refusal(fault)
            banner.acted.connect(self._settle)
            self._faults[banner] = fault
            self._column.addWidget(banner)
        if no_store is not None:
            banner = _no_store(no_store)
            banner.acted.connect(self.stored)
            self._column.addWidget(banner)
        self.setVisible(self._column.count() > 0)

    def _settle(self, key: str) -> None:
        banner = self.sender()
        fault = self._faults.get(banner) if isinstance(banner, Banner) else None
        if fault is None:
            return
        if key == "mend":
            self.mended.emit(fault)
        else:
            self.led.emit(fault.field)


class Facts(QWidget):
    """Where the client secret goes, which files are written afterwards. `keyring`: the secret is to be kept again."""

    keyring = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.use_keyring = Button(QCoreApplication.translate("Review", "Use a keyring"), small=True)
        self.use_keyring.setObjectName("secrets.keyring")
        self.use_keyring.clicked.connect(self.keyring)
        self.use_keyring.hide()
        self.secret = ListRow(" ", lead="lock", trailing=self.use_keyring)
        self.files = ListRow(" ", lead="file")
        column = QVBoxLayout(self)
        theme.lay(column)
        column.addWidget(self.secret)
        column.addWidget(self.files)

    def tell_store(self, store: Store | None, failed: bool, there: bool) -> None:
        """What the store answered, None while it hasn't; `there`: the app client exists already."""
        self.secret.setVisible(not failed)
        self.use_keyring.setVisible(store is not None and not store.keeps)
        if store is None:
            title = QCoreApplication.translate("Review", "Trying the keyring")
            words = QCoreApplication.translate("Review", "It may show a question of its own.")
        elif store.keeps:
            stays = QCoreApplication.translate("Review", "The client secret stays in {store}")
            goes = QCoreApplication.translate("Review", "The client secret goes to {store}")
            title = (stays if there else goes).format(store=store.name)
            words = QCoreApplication.translate(
                "Review", "Tried just now with a made-up value: it gave back what it was given."
            )
        else:
            title = QCoreApplication.translate("Review", "The client secret is kept nowhere")
            words = QCoreApplication.translate(
                "Review", "It is read again from Cognito whenever it is needed. That works until its first rotation."
            )
        self.secret.set_text(title, words)

    def tell_files(self, setup: Setup) -> None:
        """What Save will write."""
        names = [Path(output.path).name for output in setup.pomerium.outputs]
        self.files.setVisible(bool(names))
        pattern = QCoreApplication.translate("Review", "Afterwards, on this computer: {files}")
        words = QCoreApplication.translate("Review", "You see the lines on the Save page first.")
        self.files.set_text(pattern.format(files=", ".join(names)), words)


def _refusal(fault: Fault) -> Banner:
    place = walk.step(walk.step_of(fault.field)).title
    go = QCoreApplication.translate("Review", "Go to {step}").format(step=place)
    actions = [Action("go", go, name=f"{fault.field}.go")]
    if fault.fix is not None:
        value = ", ".join(fault.fix) if isinstance(fault.fix, tuple) else str(fault.fix)
        use = QCoreApplication.translate("Review", "Use {value}").format(value=value)
        actions.insert(0, Action("mend", use, name=f"{fault.field}.mend"))
    return Banner("error", fault.mend, fault.message, actions)


def _no_store(failure: Failure) -> Banner:
    why = failure.why
    actions = [
        Action("again", QCoreApplication.translate("Review", "Try again"), name="secrets.again"),
        Action("none", QCoreApplication.translate("Review", "Keep it nowhere"), name="secrets.none"),
    ]
    banner = Banner("error", f"{why.means} {why.mend}".strip(), why.happened, actions)
    banner.setToolTip(why.details)
    return banner

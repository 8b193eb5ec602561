"""What the dialog of the test sign-in shows: its plan, whom to give a password, the claims, what would go wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wizard.checks import Outcome, Result
from wizard.checks.sign_in import Seen
from wizard.checks.sign_in.seen import GROUPS, findings
from wizard.cognito.plan import Plan, PlannedAction
from wizard.cognito.snapshot import Snapshot
from wizard.gui import theme
from wizard.gui.page import Section
from wizard.gui.pages import plan_rows
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.codeview import CodeLine, CodeView
from wizard.gui.widgets.combo import Combo
from wizard.gui.widgets.copying import CopyButton
from wizard.gui.widgets.fields import GridTable
from wizard.gui.widgets.findingrow import FindingRow
from wizard.gui.widgets.formrow import FormRow
from wizard.gui.widgets.label import Label
from wizard.gui.widgets.listrow import BoxedList, ListRow
from wizard.gui.widgets.quiet import DerivedValue, QuietBox
from wizard.jobs.first_password import planned
from wizard.jobs.sign_in import SignedIn
from wizard.setup.model import Setup

PERSON, SIGN_OUT = "sign_in.person", "sign_in.sign_out"


class Changes(BoxedList):
    """What would be changed, field by field."""

    def __init__(self, actions: Sequence[PlannedAction]) -> None:
        super().__init__(_tr("What is changed"))
        for action in actions:
            row = plan_rows.row(action)
            row.set_open(True, moving=False)
            self.add(row)


class Invited(BoxedList):
    """Somebody has no password yet; the button offers a first one."""

    def __init__(self, names: Sequence[str]) -> None:
        title = (
            _tr("{name} has no password yet").format(name=names[0])
            if len(names) == 1
            else _tr("{n} people have no password yet").format(n=len(names))
        )
        super().__init__(title)
        self.button = Button(_tr("Set a &first password…"), small=True)
        self.button.setObjectName("signin.password")
        self.button.setAccessibleDescription(title)
        words = _tr("For whoever was invited and can't read the e-mail.")
        self.add(ListRow(title, words, lead="key", trailing=self.button))


class Choice(QWidget):
    """Whom to give a first password, and the change that this would be."""

    chosen = Signal()

    def __init__(self, names: Sequence[str], snapshot: Snapshot) -> None:
        super().__init__()
        self._snapshot = snapshot
        column = QVBoxLayout(self)
        theme.lay(column, gap=16)
        self.people = Combo()
        self.people.addItems(list(names))
        self.row = FormRow(_tr("&Person"), self.people, path="signin.person", width=360)
        self.row.setVisible(len(names) > 1)
        column.addWidget(self.row)
        self._column = column
        self.changes = Changes(self.plan().actions)
        column.addWidget(self.changes)
        words = _tr("Whoever knows it can sign in as this person, until it is changed.")
        column.addWidget(Banner("warn", words))
        self.people.currentTextChanged.connect(self._show)

    def name(self) -> str:
        """User name or address of whom it is for."""
        return self.people.currentText()

    def plan(self) -> Plan:
        """The one change."""
        return Plan((planned(self.name(), self._snapshot),))

    def _show(self) -> None:
        old, self.changes = self.changes, Changes(self.plan().actions)
        self._column.replaceWidget(old, self.changes)
        self.changes.show()
        old.hide()
        old.deleteLater()


class Shown(QuietBox):
    """A short value with Copy, as a first password while it is shown."""

    def __init__(self, caption: str, value: str, name: str) -> None:
        super().__init__()
        self.value = DerivedValue(caption, value, name=name)
        self.value.copy.setObjectName(f"{name}.copy")
        self.add(self.value)


class Address(QuietBox):
    """What the browser opens, whole, with Copy."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address
        holder = QWidget()
        column = QVBoxLayout(holder)
        theme.lay(column, 15, 5, 8, 10, gap=2)
        head = QHBoxLayout()
        theme.lay(head, gap=4)
        head.addWidget(Label(_tr("Address"), "link"), 1)
        self.copy = CopyButton(_tr("Copy address"), self.text)
        self.copy.setObjectName("signin.address.copy")
        head.addWidget(self.copy)
        column.addLayout(head)
        self.view = _Wrapped()
        self.view.setObjectName("signin.address")
        self.view.setAccessibleName(_tr("Address"))
        self.view.show_lines([CodeLine(((address, "text"),))])
        column.addWidget(self.view)
        self.add(holder)

    def text(self) -> str:
        """The address."""
        return self._address


class _Wrapped(CodeView):
    """It breaks anywhere: an address has no spaces."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Three lines; the rest scrolls."""
        return self.minimumSizeHint()


@dataclass(frozen=True, slots=True)
class Wrong:
    """What would go wrong; `level` as in FindingRow."""

    level: str
    title: str
    mend: str
    value: str = ""
    details: str = ""


def wrong(done: SignedIn, setup: Setup) -> tuple[Wrong, ...]:
    """What failed, then what is worth knowing, each with its mend. What a policy would miss comes one by one."""
    failed = [result for result in done.results if result.outcome.state == "failed"]
    noted = [result for result in done.results if result.outcome.state != "failed" and told(result)]
    found: list[Wrong] = []
    for result in failed:
        if result.check.id == PERSON and done.person is not None:
            found += _missed(done.person, setup)
        else:
            found.append(_one("fault" if result.check.vital else "warning", result.outcome))
    return (*found, *(_one("warning", result.outcome) for result in noted))


def told(result: Result) -> bool:
    """Whether it stands among what is to be mended."""
    return result.outcome.state == "failed" or result.outcome.worth_knowing


def _one(level: str, outcome: Outcome) -> Wrong:
    return Wrong(level, outcome.cause, outcome.mend, outcome.value, outcome.details)


def _missed(person: Seen, setup: Setup) -> Iterator[Wrong]:
    route = setup.pomerium.route
    for each in findings(person, route.allow if route else ()):
        yield Wrong("warning", each.cause, each.mend)


class Findings(BoxedList):
    """A row for each."""

    def __init__(self, found: Sequence[Wrong], *, passed: bool) -> None:
        super().__init__(_tr("Worth knowing") if passed else _tr("What to mend"))
        for each in found:
            self.add(FindingRow(each.level, each.title, means=each.value, mend=each.mend))


class Claims(Section):
    """What Pomerium will know of the person, and a line for a policy for each group, with Copy."""

    def __init__(self, person: Seen) -> None:
        super().__init__(_tr("What Pomerium will know"))
        box = QuietBox()
        holder = QWidget()
        column = QVBoxLayout(holder)
        theme.lay(column, 15, 10, 15, 12)
        column.addWidget(GridTable((_tr("Claim"), _tr("Value")), person.rows))
        box.add(holder)
        self.groups = [Shown(_lets_in(group), f"claim/{GROUPS}: {group}", "signin.group") for group in person.groups]
        for part in (box, *self.groups):
            self.add(part)


class SignOut(BoxedList):
    """How the sign-out went, where there is nothing to mend about it."""

    def __init__(self, result: Result) -> None:
        super().__init__(result.check.title)
        passed = result.outcome.state == "passed"
        icon, role = ("ok-ring", "ok") if passed else ("open", "text3")
        words = _tr("The browser signed out at Cognito, and came back.") if passed else result.outcome.cause
        self.add(ListRow(result.check.title, words, lead=icon, lead_role=role))


def sign_out(done: SignedIn) -> Result | None:
    """The result of the sign-out's step, where it came to that."""
    return next((result for result in done.results if result.check.id == SIGN_OUT), None)


def _lets_in(group: str) -> str:
    return _tr("In a policy, to let the group {name} in").format(name=group)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SignIn", text)

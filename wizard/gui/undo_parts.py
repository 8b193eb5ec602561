"""What the undo dialog shows: the removals, what stands in the way, what stays, the name to type."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.cognito.plan import Plan
from wizard.gui import theme
from wizard.gui.page import Section
from wizard.gui.pages import plan_rows
from wizard.gui.pages.save_files import home_short
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.counts import CountLine
from wizard.gui.widgets.field import TextField
from wizard.gui.widgets.formrow import FormRow
from wizard.gui.widgets.listrow import BoxedList, ListRow
from wizard.setup.fault import Fault

PEOPLE = "undo.people"


class Removals(QWidget):
    """Numbers, a row for each action, and notes."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        theme.lay(column, gap=12)
        column.addWidget(CountLine(0, plan.count("update"), plan.count("delete")))
        self.box = BoxedList(QCoreApplication.translate("Undo", "What undo does"))
        for action in plan.actions:
            row = plan_rows.row(action)
            row.head.openable = bool(action.fields)
            row.head.target.setEnabled(bool(action.fields))
            row.set_open(bool(action.fields), moving=False)
            self.box.add(row)
        column.addWidget(self.box)
        for note in plan.notes:
            column.addWidget(Banner("info", note))


class InTheWay(QWidget):
    """Each thing that others put there, with what to do about it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        theme.lay(column, gap=12)
        later = QCoreApplication.translate(
            "Undo", "Once nothing else stands in the way, this is where you say so by the pool's name."
        )
        self.banners = [Banner("error", later if f.rule == PEOPLE else f.mend, f.message) for f in faults]
        for banner in self.banners:
            column.addWidget(banner)


class People(QWidget):
    """Accounts would go with it: the pool's name has to be typed. `typed` tells of each change."""

    typed = Signal()

    def __init__(self, message: str, pool_name: str) -> None:
        super().__init__()
        self._name = pool_name
        column = QVBoxLayout(self)
        theme.lay(column, gap=12)
        self.banner = Banner("warn", QCoreApplication.translate("Undo", "Nobody can bring them back."), message)
        column.addWidget(self.banner)
        self.field = TextField()
        label = QCoreApplication.translate("Undo", "Type {name} to delete these accounts, too").format(name=pool_name)
        self.row = FormRow(label, self.field, path="undo.delete_people", width=360)
        self.field.textChanged.connect(self.typed)
        column.addWidget(self.row)

    def agreed(self) -> bool:
        """Whether the name stands there, to the letter."""
        return self.field.text() == self._name


class Stays(Section):
    """What undo leaves: the files on this computer, by name where they hold what is gone."""

    def __init__(self, files: Sequence[Path], setup_file: Path | None) -> None:
        super().__init__(QCoreApplication.translate("Undo", "What stays"))
        box = BoxedList(QCoreApplication.translate("Undo", "What stays"))
        for path in files:
            words = QCoreApplication.translate("Undo", "{path} · it still holds the old client ID").format(
                path=home_short(path)
            )
            box.add(ListRow(path.name, words, lead="file"))
        title = (
            QCoreApplication.translate("Undo", "The setup file {name}").format(name=setup_file.name)
            if setup_file
            else QCoreApplication.translate("Undo", "Your answers")
        )
        box.add(ListRow(title, QCoreApplication.translate("Undo", "From them all can be made anew."), lead="file"))
        self.add(box)


def deed(plan: Plan) -> str:
    """What the button says."""
    remove, change = plan.count("delete"), plan.count("update")
    if remove and change:
        words = QCoreApplication.translate("Undo", "&Remove {n}, put back {m}")
    elif change:
        words = QCoreApplication.translate("Undo", "&Put back {m}")
    elif remove == 1:
        words = QCoreApplication.translate("Undo", "&Remove 1 resource")
    else:
        words = QCoreApplication.translate("Undo", "&Remove {n} resources")
    return words.format(n=remove, m=change)


def doing(plan: Plan) -> str:
    """The title while it is done."""
    remove, change = plan.count("delete"), plan.count("update")
    if remove and change:
        words = QCoreApplication.translate("Undo", "Removing {n}, putting back {m}")
    elif change:
        words = QCoreApplication.translate("Undo", "Putting back what was there before")
    elif remove == 1:
        words = QCoreApplication.translate("Undo", "Removing 1 resource")
    else:
        words = QCoreApplication.translate("Undo", "Removing {n} resources")
    return words.format(n=remove, m=change)

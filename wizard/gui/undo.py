"""The undo dialog: shows what would be removed and what stays, removes it after a press, and says how it ended."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from wizard.errors import Stopped
from wizard.events import Event, Progress
from wizard.gui import theme
from wizard.gui.drafts import Draft
from wizard.gui.pages import plan_rows
from wizard.gui.pages.apply_rows import ActionRows
from wizard.gui.session import Session
from wizard.gui.undo_parts import PEOPLE, InTheWay, People, Removals, Stays, deed, doing
from wizard.gui.widgets import speak
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.label import Label, Paragraph
from wizard.gui.widgets.progress import ProgressBar
from wizard.gui.widgets.scroll import ScrollArea
from wizard.gui.widgets.statepage import DetailsBox, StatePage
from wizard.gui.work import Failure, Job
from wizard.jobs.undo import PlanUndo, Undo, Undoable, Undone


class UndoDialog(QDialog):
    """For the setup at hand, or for one of the recent ones; open it with `open()`.

    While something is removed, Escape and the title bar's X stop after the call in flight and close nothing.
    """

    def __init__(self, session: Session, draft: Draft | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._draft = draft if draft is not None and not session.is_at(draft) else None
        self.setup, self._file = session.setup_of(self._draft)
        self._base = self._file.parent if self._file else Path.cwd()
        self._source = session.source if self._draft is None else session.source_of(self.setup)
        self._work = 0
        self._found: Undoable | None = None
        self._name = ""  # of the pool, where accounts ask for it
        self.running = False
        self._build()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Undo {name}").format(name=self.setup.name))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        theme.lay(outer, 24, 20, 14, 20, gap=12)
        self.title = Label("", "state", wrap=True)
        self.lead = Paragraph("", role="text2")
        self.bar = ProgressBar(self.tr("Finished actions"))
        content = QWidget()
        self._column = QVBoxLayout(content)
        theme.lay(self._column, 0, 0, 10, 0, gap=16)
        self._column.addStretch(1)
        self.state = StatePage()
        self.state.acted.connect(self._acted)
        self.trouble: Banner | None = None
        self.people: People | None = None
        self.rows = ActionRows()
        self.rows.retry.connect(self._go_on)
        self.rows.hurry.connect(self._hurry)
        self.details = DetailsBox()
        for kept in (self.rows, self.details):
            self._column.insertWidget(self._column.count() - 1, kept)
            kept.hide()
        for widget in (self.title, self.lead):
            outer.addWidget(widget)
        outer.addLayout(_inset(self.bar))
        outer.addWidget(self.state)
        self.area = ScrollArea(content)
        outer.addWidget(self.area, 1)
        outer.setStretchFactor(self.state, 1)
        self._below = _inset()
        outer.addLayout(self._below)
        outer.addLayout(self._make_buttons())
        self._shown: list[QWidget] = []
        self.resize(theme.u(620), theme.u(560))
        self.look()

    def _make_buttons(self) -> QHBoxLayout:
        self.halt = Button(self.tr("Stop after this call"))
        self.halt.setObjectName("undo.stop")
        self.halt.clicked.connect(self.stop)
        self.remove = Button("", "destructive")
        self.remove.setObjectName("undo.remove")
        self.remove.clicked.connect(self._go_on)
        self.leave = Button(self.tr("&Close"))
        self.leave.setObjectName("undo.close")
        self.leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        theme.lay(row, 0, 0, 10, 0, gap=8)
        for button in (self.halt, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.leave)
        return row

    def showEvent(self, event: QShowEvent) -> None:
        """Close has the keyboard: nothing here is pressed by chance."""
        super().showEvent(event)
        self.leave.setFocus()

    def reject(self) -> None:
        """Close, but never while something is removed."""
        if self.running:
            self.stop()
            return
        self._session.work.drop(self._work)
        super().reject()

    # --- reading

    def look(self) -> None:
        """Ask Amazon what there is to undo."""
        self._name = ""
        self._show_state()
        self.state.loading(self.tr("Reading what apply made"), self.tr("Nothing is removed."))
        self._run(partial(PlanUndo, setup=self.setup, base=self._base), self._told_found, self._failed_look)

    def _told_found(self, found: Undoable) -> None:
        faults = found.plan.refusals
        if faults and not self._name and all(fault.rule == PEOPLE for fault in faults):
            self._name, self._why = str((found.snapshot.pool or {}).get("Name", "")), faults[0].message
            make = partial(PlanUndo, setup=self.setup, base=self._base, delete_people=self._name)
            self._run(make, self._told_found, self._failed_look)
            return
        self._found = found
        if faults:
            self._show_in_the_way(found)
        elif found.plan.empty:
            self._show_nothing(found)
        else:
            self._show_plan(found)

    def _failed_look(self, failure: Failure) -> None:
        again = Action("again", self.tr("Try again"), "primary", "undo.look")
        why = failure.why
        self.state.error(why.happened, f"{why.means} {why.mend}".strip(), [again], why.details)

    def _acted(self, key: str) -> None:
        del key
        self.look()

    # --- removing

    def _go_on(self) -> None:
        found = self._found
        if found is None or self.running or not self._may():
            return
        people = self._name if self._name else None
        if not self.rows.rows():
            self.rows.show_plan(found.plan)
        self.running = True
        self._session.begin()
        make = partial(_Attempt, setup=self.setup, base=self._base, people=people, shown=found)
        self._run(make, self._told_end, self._failed, self._told)
        self._show_run(found)

    def stop(self) -> None:
        """After the call in flight."""
        self.halt.setEnabled(False)
        self.halt.setText(self.tr("Stopping after this call"))
        speak.announce(self.halt, self.halt.text())
        self._session.work.stop(self._work)

    def _hurry(self) -> None:
        self._session.work.hurry(self._work)

    def _told(self, event: Event) -> None:
        if isinstance(event, Progress):
            self.lead.setText(event.text)
            return
        self.rows.tell(event)
        self.rows.allow_retry(False)
        self.bar.set_done(self.rows.done(), len(self.rows.rows()))

    def _told_end(self, done: Undone) -> None:
        left = {action.id for action in done.plan.actions if action.id not in done.outcome.done}
        self.rows.settle(left)
        self._ended()
        if left:
            errors = [error for error in done.outcome.errors.values() if not isinstance(error, Stopped)]
            self._show_left(stopped=not errors)
            return
        if self._draft is None:
            self._session.undone()
        else:
            self._session.undone_before(self._draft)
        self._show_done(done)

    def _failed(self, failure: Failure) -> None:
        self.rows.rest()
        self._ended()
        self._show_left(stopped=failure.stopped)
        if not failure.stopped:
            why = failure.why
            look = Action("look", self.tr("Look again"), "primary", "undo.look")
            self.trouble = Banner("error", f"{why.means} {why.mend}".strip(), why.happened, [look])
            self.trouble.acted.connect(self._acted)
            self._add(self.trouble, first=True)
            self._set_details(why.details)

    def _ended(self) -> None:
        self.running = False
        self._session.end()
        self.halt.hide()
        self.leave.show()

    # --- showing

    def _show_in_the_way(self, found: Undoable) -> None:
        words = self.tr("Undo removes what apply made, and nothing else. In {pool} there is more than that.")
        pool = str((found.snapshot.pool or {}).get("Name") or self.setup.name)
        self._show(self.tr("Others put things there"), words.format(pool=pool))
        self._add(InTheWay(found.plan.refusals))

    def _show_nothing(self, found: Undoable) -> None:
        words = " ".join(found.plan.notes) or self.tr("Nothing of this setup is at Amazon.")
        self._show_state()
        self.state.empty("tick", self.tr("Nothing to undo"), words)

    def _show_plan(self, found: Undoable) -> None:
        self.rows.show_plan(found.plan)
        who = found.snapshot.identity
        words = (
            self.tr("In practice mode. Nothing has been removed so far.")
            if self._session.mode.practice
            else self.tr("In account {account}, {region}. Nothing has been removed so far.")
        ).format(account=plan_rows.account_text(who.account), region=who.region)
        self._show(self.tr("Undo {name}").format(name=self.setup.name), words)
        self._add(Removals(found.plan))
        if self._name:
            self.people = People(self._why, self._name)
            self.people.typed.connect(self._gate)
            self._below.addWidget(self.people)
            self._shown.append(self.people)
        self._add(Stays(found.files, self._file))
        self.remove.setText(deed(found.plan))
        self.remove.show()
        self._gate()
        speak.announce(self.title, f"{self.title.text()}. {self.lead.text()}")

    def _show_run(self, found: Undoable) -> None:
        self._show(doing(found.plan), self.tr("What is removed stays removed. A stop waits for the call in flight."))
        self._add(self.rows)
        self.rows.allow_retry(False)
        self.bar.set_done(self.rows.done(), len(self.rows.rows()))
        self.bar.show()
        self.halt.show()
        self.halt.setEnabled(True)
        self.halt.setText(self.tr("Stop after this call"))
        self.halt.setFocus()
        self.leave.hide()

    def _show_left(self, *, stopped: bool) -> None:
        done, total = self.rows.done(), len(self.rows.rows())
        failed = self.rows.failed()
        title = self.tr("Stopped") if stopped else self.tr("Not all is removed")
        words = self.tr("{done} of {all} are done. The same again goes on from here.").format(done=done, all=total)
        self._show(title, words)
        self._add(self.rows)
        self.bar.set_done(done, total)
        self.bar.show()
        self.rows.allow_retry(True)
        raw = [f"{row.action.title}\n{row.why.details}" for row in failed if row.why and row.why.details]
        self._set_details("\n\n".join(raw))
        self.remove.setText(self.tr("Go on") if stopped else self.tr("Try again"))
        self.remove.setVisible(stopped or bool(failed))
        self.remove.setEnabled(True)
        speak.announce(self.title, f"{title}. {words}", urgent=not stopped)
        self.leave.setFocus()

    def _show_done(self, done: Undone) -> None:
        kept = self._session.mode.secrets != "none"
        words = self.tr("What apply made is gone, and its secret is out of the store.") if kept else self.tr(
            "What apply made is gone."
        )  # fmt: skip
        self._show(self.tr("Removed"), words)
        self._add(self.rows)
        self._add(Stays(done.files, self._file))
        speak.announce(self.title, f"{self.title.text()}. {words}")
        self.leave.setFocus()

    def _show_state(self) -> None:
        """The state alone."""
        self._show("", "")
        self.area.hide()
        self.state.show()

    def _show(self, title: str, lead: str) -> None:
        """Another title and sentence, and nothing below them."""
        self.title.setText(title)
        self.lead.setText(lead)
        self.title.setVisible(bool(title))
        self.lead.setVisible(bool(lead))
        for widget in self._shown:
            widget.hide()
            if widget not in (self.rows, self.details):
                widget.deleteLater()
        self._shown, self.people, self.trouble = [], None, None
        for each in (self.state, self.bar, self.halt, self.remove):
            each.hide()
        self.area.show()
        self.area.verticalScrollBar().setValue(0)

    def _add(self, widget: QWidget, *, first: bool = False) -> None:
        self._column.removeWidget(widget)  # one that is kept moves: it would be counted twice
        self._column.insertWidget(0 if first else self._column.count() - 1, widget)
        self._shown.append(widget)
        widget.show()

    def _set_details(self, text: str) -> None:
        self.details.set_text(text)
        if text and self.details not in self._shown:
            self._add(self.details)

    def _may(self) -> bool:
        """Whether the pool's name was typed, where it has to be; once it ran, it was."""
        return self.people is None or self.people.agreed()

    def _gate(self) -> None:
        self.remove.setEnabled(self._may())

    def _run(
        self,
        make: Callable[[Any], Job],
        done: Callable[[Any], None],
        failed: Callable[[Failure], None],
        told: Callable[[Event], None] | None = None,
    ) -> None:
        source = self._source
        self._work = self._session.work.start(lambda: make(source.get()), done, failed, told or self._told_look)

    def _told_look(self, event: Event) -> None:
        if isinstance(event, Progress) and self.state.state() == "loading":
            self.state.set_text(event.text)


def _inset(*widgets: QWidget) -> QVBoxLayout:
    """A column that ends where the scrolled content does."""
    column = QVBoxLayout()
    theme.lay(column, 0, 0, 10, 0, gap=0)
    for widget in widgets:
        column.addWidget(widget)
    return column


class _Attempt:
    """The undo that was agreed to, as a job whose errors stand in its outcome."""

    def __init__(self, adapters: Any, setup: Any, base: Path, people: str | None, shown: Undoable) -> None:
        self.run = Undo(adapters, setup, base, people, shown.plan).attempt

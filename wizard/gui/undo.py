"""The undo dialog: shows what would be removed and what stays, removes it after a press, and says how it ended."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from wizard.errors import Stopped
from wizard.events import Event, Progress
from wizard.gui.drafts import Draft
from wizard.gui.jobdialog import JobDialog
from wizard.gui.pages.apply_rows import ActionRows
from wizard.gui.session import Session
from wizard.gui.undo_parts import PEOPLE, InTheWay, People, Removals, Stays, deed, doing
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.banner import Banner
from wizard.gui.work import Failure
from wizard.jobs.undo import PlanUndo, Undo, Undoable, Undone


class UndoDialog(JobDialog):
    """Reads at once; removes after a press, and after the pool's name where accounts would go."""

    id = "undo"

    def __init__(self, session: Session, draft: Draft | None = None, parent: QWidget | None = None) -> None:
        super().__init__(session, draft, parent)
        self._found: Undoable | None = None
        self._name = ""  # of the pool, where accounts ask for it
        self.trouble: Banner | None = None
        self.people: People | None = None
        self.setWindowTitle(self.tr("Undo {name}").format(name=self.setup.name))
        self.remove = self.deed("remove", self._go_on, "destructive")
        self.rows = self.keep(ActionRows())
        self.rows.retry.connect(self._go_on)
        self.rows.hurry.connect(self.hurry)
        self.look()

    # --- reading

    def look(self) -> None:
        """Ask Amazon what there is to undo."""
        self._name = ""
        make = partial(PlanUndo, setup=self.setup, base=self._base)
        self.read(make, self._told_found, self._failed_look, self.tr("Reading what apply made"))

    def acted(self, key: str) -> None:
        """Look again."""
        del key
        self.look()

    def _told_found(self, found: Undoable) -> None:
        faults = found.plan.refusals
        if faults and not self._name and all(fault.rule == PEOPLE for fault in faults):
            self._name, self._why = str((found.snapshot.pool or {}).get("Name", "")), faults[0].message
            make = partial(PlanUndo, setup=self.setup, base=self._base, delete_people=self._name)
            self.read(make, self._told_found, self._failed_look, self.tr("Reading what apply made"))
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

    # --- removing

    def _go_on(self) -> None:
        found = self._found
        if found is None or self.running or not self._may():
            return
        people = self._name if self._name else None
        if not self.rows.rows():
            self.rows.show_plan(found.plan)
        make = partial(_Attempt, setup=self.setup, base=self._base, people=people, shown=found)
        self.run(make, self._told_end, self._failed, self._told)
        self._show_run(found)

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
        self.ended()
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
        self.ended()
        self._show_left(stopped=failure.stopped)
        if not failure.stopped:
            why = failure.why
            look = Action("look", self.tr("Look again"), "primary", "undo.look")
            self.trouble = Banner("error", f"{why.means} {why.mend}".strip(), why.happened, [look])
            self.trouble.acted.connect(self.acted)
            self.put(self.trouble, first=True)
            self.put_details(why.details)

    # --- showing

    def show_face(self, title: str, lead: str) -> None:
        """What was on the face before is gone."""
        self.people, self.trouble = None, None
        super().show_face(title, lead)

    def _show_in_the_way(self, found: Undoable) -> None:
        words = self.tr("Undo removes what apply made, and nothing else. In {pool} there is more than that.")
        pool = str((found.snapshot.pool or {}).get("Name") or self.setup.name)
        self.show_face(self.tr("Others put things there"), words.format(pool=pool))
        self.put(InTheWay(found.plan.refusals))

    def _show_nothing(self, found: Undoable) -> None:
        words = " ".join(found.plan.notes) or self.tr("Nothing of this setup is at Amazon.")
        self.show_state()
        self.state.empty("tick", self.tr("Nothing to undo"), words)

    def _show_plan(self, found: Undoable) -> None:
        self.rows.show_plan(found.plan)
        words = f"{self.place(found.snapshot.identity)} {self.tr('Nothing has been removed so far.')}"
        self.show_face(self.tr("Undo {name}").format(name=self.setup.name), words)
        self.put(Removals(found.plan))
        if self._name:
            self.people = People(self._why, self._name)
            self.people.typed.connect(self._gate)
            self.put_below(self.people)
        self.put(Stays(found.files, self._file))
        self.offer(self.remove, deed(found.plan), on=self._may())
        self.say()

    def _show_run(self, found: Undoable) -> None:
        self.show_face(
            doing(found.plan), self.tr("What is removed stays removed. A stop waits for the call in flight.")
        )
        self.put(self.rows)
        self.rows.allow_retry(False)
        self.bar.set_done(self.rows.done(), len(self.rows.rows()))
        self.bar.show()
        self.show_running()

    def _show_left(self, *, stopped: bool) -> None:
        done, total = self.rows.done(), len(self.rows.rows())
        failed = self.rows.failed()
        title = self.tr("Stopped") if stopped else self.tr("Not all is removed")
        words = self.tr("{done} of {all} are done. The same again goes on from here.").format(done=done, all=total)
        self.show_face(title, words)
        self.put(self.rows)
        self.bar.set_done(done, total)
        self.bar.show()
        self.rows.allow_retry(True)
        raw = [f"{row.action.title}\n{row.why.details}" for row in failed if row.why and row.why.details]
        self.put_details("\n\n".join(raw))
        if stopped or failed:
            self.offer(self.remove, self.tr("Go on") if stopped else self.tr("Try again"))
        self.say(urgent=not stopped)

    def _show_done(self, done: Undone) -> None:
        kept = self._session.mode.secrets != "none"
        words = self.tr("What apply made is gone, and its secret is out of the store.") if kept else self.tr(
            "What apply made is gone."
        )  # fmt: skip
        self.show_face(self.tr("Removed"), words if done.unforgotten is None else self.tr("What apply made is gone."))
        self.put(self.rows)
        if (why := done.unforgotten) is not None:
            self.put(Banner("warn", f"{why.means} {why.mend}", why.happened))
        self.put(Stays(done.files, self._file))
        self.say()

    def _may(self) -> bool:
        """Whether the pool's name was typed, where it has to be; once it ran, it was."""
        return self.people is None or self.people.agreed()

    def _gate(self) -> None:
        self.remove.setEnabled(self._may())


class _Attempt:
    """The undo that was agreed to, as a job whose errors stand in its outcome."""

    def __init__(self, adapters: Any, setup: Any, base: Path, people: str | None, shown: Undoable) -> None:
        self.run = Undo(adapters, setup, base, people, shown.plan).attempt

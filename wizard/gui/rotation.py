"""The rotation dialog: says what it means, changes the secret while sign-in goes on, asks before the old one goes.

The job is run twice: up to the question, and after the answer. So nothing waits on a thread for a person, and a dialog
that is closed in between leaves what a killed process would: two secrets that work, and a job that goes on from there.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from wizard.events import Event, Progress
from wizard.gui.drafts import Draft
from wizard.gui.jobdialog import JobDialog
from wizard.gui.rotation_parts import Steps, ToDo, to_do
from wizard.gui.session import Session
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.banner import Banner
from wizard.gui.work import Failure
from wizard.jobs.rotate import GRACE, PAUSING, PlanRotation, Rotate, Rotated, Rotation
from wizard.setup.model import Setup


class RotationDialog(JobDialog):
    """Reads at once where the rotation stands, and goes on from there after a press."""

    id = "rotate"

    def __init__(self, session: Session, draft: Draft | None = None, parent: QWidget | None = None) -> None:
        super().__init__(session, draft, parent)
        self._found: Rotation | None = None
        self._asked = False  # the question was answered
        self.steps: Steps | None = None
        self._outputs = self.setup.pomerium.outputs
        self.setWindowTitle(self.tr("Client secret of {name}").format(name=self.setup.name))
        self.remove = self.deed("remove", self._remove, "destructive")
        self.go = self.deed("go", self._go, "primary", right=True)
        self.look()

    # --- reading

    def look(self) -> None:
        """Ask Amazon and the store where it stands."""
        if self._session.mode.secrets == "none":
            self._show_no_store()
            return
        make = partial(PlanRotation, setup=self.setup, base=self._base)
        self.read(make, self._told_found, self._failed_look, self.tr("Reading the client's secrets"))

    def acted(self, key: str) -> None:
        """Look again."""
        del key
        self.look()

    def _told_found(self, found: Rotation) -> None:
        self._found, self._asked = found, False
        self._make_steps(found)
        if found.plan.refusals:
            self._show_two(found)
        elif found.stage == "remove":
            self._show_question()
        else:
            self._show_plan(found)

    def _failed_look(self, failure: Failure) -> None:
        why = failure.why
        words = f"{why.means} {why.mend}".strip()
        again = [Action("again", self.tr("Look again"), "secondary", "rotate.look")]
        if failure.status == 2:  # nothing to try again: it is not possible
            self.show_state()
            self.state.error(why.happened, words, again, why.details, icon="lock")
        else:
            self.state.error(why.happened, words, again, why.details)

    # --- running

    def _go(self) -> None:
        """The first part, or, where all but tidying up is done, the rest."""
        if self._found is not None and not self.running:
            self._run(asked=self._asked or self._found.stage == "tidy")

    def _remove(self) -> None:
        if not self.running:
            self._run(asked=True)

    def _run(self, *, asked: bool) -> None:
        self._asked = asked
        grace = GRACE if asked else 0.0
        make = partial(_Part, setup=self.setup, base=self._base, taken=asked, grace=grace)
        self.run(make, self._told_end, self._failed, self._told)
        self._show_run()

    def _told(self, event: Event) -> None:
        if self.steps is None:
            return
        if not self.steps.tell(event) and isinstance(event, Progress) and event.text.startswith(PAUSING):
            self.steps.pause(event.text)
        self.bar.set_done(self.steps.done(), len(self.steps.rows))

    def _told_end(self, done: Rotated) -> None:
        self.ended()
        if self.steps is None:
            return
        self.steps.finish(*(self.steps.rows if done.finished else ("add", "prove", "files")))
        if done.finished:
            self._show_done(done)
        else:
            self._show_question()

    def _failed(self, failure: Failure) -> None:
        self.ended()
        if self.steps is None:
            return
        if failure.stopped:
            self.steps.rest()
        else:
            self.steps.fail(failure.why)
        self._show_left(failure)

    # --- showing

    def _make_steps(self, found: Rotation) -> None:
        if self.steps is not None:
            self.drop(self.steps)
        self.steps = self.keep(Steps(found, self._outputs))
        self.steps.retry.connect(self._go)
        self.steps.hurry.connect(self.hurry)

    def _show_no_store(self) -> None:
        self.show_state()
        title = self.tr("A new secret would have nowhere to stay")
        words = self.tr(
            "Amazon shows a secret that was added once and never again, and this wizard was told to keep none. Turn"
            " the keyring on at Review, then rotate."
        )
        self.state.empty("lock", title, words)

    def _show_two(self, found: Rotation) -> None:
        self.show_face(self.tr("This secret can't be rotated from here"), self.place(found.snapshot.identity))
        for fault in found.plan.refusals:
            self.put(Banner("error", fault.mend, fault.message))
        self.say(urgent=True)

    def _show_plan(self, found: Rotation) -> None:
        begun = found.stage != "add"
        title = self.tr("Go on with the rotation") if begun else self.tr("Rotate the client secret")
        said = (
            self.tr("It was begun, and goes on from where it stands.")
            if begun
            else self.tr("Sign-in goes on meanwhile. Nothing has been changed so far.")
        )
        self.show_face(title, f"{self.place(found.snapshot.identity)} {said}")
        for note in found.plan.notes:
            self.put(Banner("warn", note))
        self._put_steps()
        deed = self.tr("&Go on") if begun else self.tr("&Rotate the secret")
        self.offer(self.go, self.tr("&Finish the rotation") if found.stage == "tidy" else deed)
        self.say()

    def _show_run(self) -> None:
        title = self.tr("Removing the old secret") if self._asked else self.tr("Changing the client secret")
        self.show_face(title, self.tr("At each step a secret that works is kept. A stop waits for the call in flight."))
        self._put_steps()
        self.bar.show()
        self.show_running()

    def _show_question(self) -> None:
        self.show_face(
            self.tr("Does Pomerium have the new secret?"),
            self.tr("Both secrets work until you remove the old one. Close, and rotating again asks this anew."),
        )
        reloaded = self._found is not None and self._found.by_itself
        if reloaded:
            words = self.tr(
                "A Pomerium that runs with this very file reads it again by itself. One that runs elsewhere needs the"
                " file there first."
            )
            self.put(Banner("info", words))
        tasks = to_do(self._outputs, self._base)
        if tasks and not reloaded:
            self.put(ToDo(tasks))
        self._put_steps()
        self.offer(self.remove, self.tr("Pomerium has it: &remove the old one"))
        self.leave.setText(self.tr("&Later"))
        self.say()

    def _show_left(self, failure: Failure) -> None:
        title = self.tr("Stopped") if failure.stopped else self.tr("The rotation is not finished")
        words = self.tr("A secret that works is kept, and sign-in goes on. The same again continues from here.")
        self.show_face(title, words)
        self._put_steps()
        self.put_details(failure.why.details)
        self.offer(self.go, self.tr("&Go on") if failure.stopped else self.tr("&Try again"))
        self.say(urgent=not failure.stopped)

    def _show_done(self, done: Rotated) -> None:
        words = self.tr("The old secret is gone, at Amazon and on this computer. Everybody signs in once more.")
        self.show_face(self.tr("The new client secret is in use"), words)
        self._put_steps()
        del done
        self.say()

    def _put_steps(self) -> None:
        if self.steps is not None:
            self.put(self.steps)
            self.bar.set_done(self.steps.done(), len(self.steps.rows))


class _Part:
    """One of the two runs: up to the question, or after it was answered."""

    def __init__(self, adapters: Any, setup: Setup, base: Path, *, taken: bool, grace: float) -> None:
        self.run = Rotate(adapters, setup, base, lambda _: taken, grace).run

"""A dialog that does something at Amazon: it reads, shows, waits for a press, runs, tells the end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from wizard.cognito.session import Identity
from wizard.events import Event, Progress
from wizard.gui.drafts import Draft
from wizard.gui.facedialog import FaceDialog
from wizard.gui.pages import plan_rows
from wizard.gui.session import Session
from wizard.gui.widgets import speak
from wizard.gui.work import Failure, Job


class JobDialog(FaceDialog):
    """For the setup at hand, or for one of the recent ones.

    While something runs, Escape and the title bar's X stop after the call in flight and close nothing.
    """

    def __init__(self, session: Session, draft: Draft | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._draft = draft if draft is not None and not session.is_at(draft) else None
        self.setup, self._file = session.setup_of(self._draft)
        self._base = self._file.parent if self._file else Path.cwd()
        self._source = session.source if self._draft is None else session.source_of(self.setup)
        self._work = 0
        self.running = False
        self.halt = self.deed("stop", self.stop)

    def place(self, who: Identity) -> str:
        """Where it happens, in a sentence."""
        if self._session.mode.practice:
            return self.tr("In practice mode.")
        where = self.tr("In account {account}, {region}.")
        return where.format(account=plan_rows.account_text(who.account), region=who.region)

    # --- running

    def read(
        self, make: Callable[[Any], Job], done: Callable[[Any], None], failed: Callable[[Failure], None], title: str
    ) -> None:
        """Run a job that changes nothing behind the state page; what it tells is shown there."""
        self.show_state()
        self.state.loading(title, self.tr("Nothing is changed."))
        self._start(make, done, failed, self._told_state)

    def run(
        self,
        make: Callable[[Any], Job],
        done: Callable[[Any], None],
        failed: Callable[[Failure], None],
        told: Callable[[Event], None],
    ) -> None:
        """Run a job that writes: nobody may leave before `ended` is called."""
        self.running = True
        self._session.begin()
        self._start(make, done, failed, told)

    def show_running(self) -> None:
        """Stop is the only button."""
        self.offer(self.halt, self.tr("Stop after this call"))
        self.leave.hide()
        self.halt.setFocus()

    def ended(self) -> None:
        """What wrote has ended."""
        self.running = False
        self._session.end()

    def stop(self) -> None:
        """After the call in flight."""
        self.halt.setEnabled(False)
        self.halt.setText(self.tr("Stopping after this call"))
        speak.announce(self.halt, self.halt.text())
        self._session.work.stop(self._work)

    def hurry(self) -> None:
        """End the pauses that the job makes now."""
        self._session.work.hurry(self._work)

    def reject(self) -> None:
        """Close, but never while something runs."""
        if self.running:
            self.stop()
            return
        self._session.work.drop(self._work)
        super().reject()

    def _start(
        self,
        make: Callable[[Any], Job],
        done: Callable[[Any], None],
        failed: Callable[[Failure], None],
        told: Callable[[Event], None],
    ) -> None:
        source = self._source
        self._work = self._session.work.start(lambda: make(source.get()), done, failed, told)

    def _told_state(self, event: Event) -> None:
        if isinstance(event, Progress) and self.state.state() == "loading":
            self.state.set_text(event.text)

"""The timeline of a run: a row for each action, told by the run's events."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.cognito.plan import Plan, PlannedAction
from wizard.errors import Explanation, Stopped
from wizard.events import Done, Event, Failed, Skipped, Started, Waiting
from wizard.gui import theme
from wizard.gui.widgets.timeline import Timeline, TimelineRow


class ActionRow(TimelineRow):
    """One action. While it waits, the seconds to the next try are counted down; then it runs again."""

    def __init__(self, action: PlannedAction) -> None:
        super().__init__(action.title, action.sentence)
        self.action = action
        self.why: Explanation | None = None
        self._wait: Waiting | None = None
        self._left = 0
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._count)
        self.button.setObjectName(f"{action.id}.retry")

    def tell(self, event: Event) -> None:
        """Show what happened to the action."""
        self._second.stop()
        if isinstance(event, Started):
            self.title.setText(event.of.title)  # another prefix was taken meanwhile
            self.set_state("running", event.text or self.action.sentence)
        elif isinstance(event, Waiting):
            self._wait, self._left = event, math.ceil(event.seconds)
            self.set_state("waiting", waiting_text(event, self._left))
            self._second.start()
        elif isinstance(event, Done):
            self.why = None
            self.set_state("done", event.text or self.action.sentence, event.seconds)
        elif isinstance(event, Failed) and event.why == Stopped().why:
            self.rest()
        elif isinstance(event, Failed):
            self.why = event.why
            self.set_state("failed", event.why.text, event.seconds)
        elif isinstance(event, Skipped):
            self.set_state("todo", event.why or self.action.sentence)

    def rest(self) -> None:
        """It was cut short, and is to come."""
        self._second.stop()
        self.set_state("todo", self.action.sentence)

    def _count(self) -> None:
        self._left -= 1
        if self._wait is None or self._left <= 0:
            self._second.stop()
            self.set_state("running", QCoreApplication.translate("Apply", "Asking Amazon again."))
        else:
            self.set_state("waiting", waiting_text(self._wait, self._left))


class ActionRows(QWidget):
    """Rows by the action's id; those of an earlier try stay. `retry` and `hurry` are the buttons of any of them."""

    retry = Signal()
    hurry = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.timeline = Timeline(QCoreApplication.translate("Apply", "Actions"))
        column = QVBoxLayout(self)
        theme.lay(column)
        column.addWidget(self.timeline)
        self._rows: dict[str, ActionRow] = {}

    def show_plan(self, plan: Plan, *following: TimelineRow) -> None:
        """A row for each action, all to come, and what comes after them."""
        self.timeline.clear()
        self._rows = {}
        for action in plan.actions:
            row = ActionRow(action)
            row.retry.connect(self.retry)
            row.hurry.connect(self.hurry)
            self._rows[action.id] = row
            self.timeline.add(row)
        for row_after in following:
            self.timeline.add(row_after)

    def tell(self, event: Event) -> None:
        """Show what happened to one of the actions; another event changes nothing."""
        subject = getattr(event, "of", None)
        row = self._rows.get(subject.id) if subject is not None else None
        if row is not None:
            row.tell(event)

    def settle(self, left: set[str]) -> None:
        """The run has ended well for all but `left`: what another one had done meanwhile is done, too."""
        for id, row in self._rows.items():
            if id not in left and row.state() != "done":
                row.why = None
                row.set_state("done", row.action.sentence)
        self.rest()

    def rest(self) -> None:
        """Nothing runs any more: what had begun is to come."""
        for row in self._rows.values():
            if row.state() in ("running", "waiting"):
                row.rest()

    def allow_retry(self, on: bool) -> None:
        """Whether "Try again" can be pressed: not while others still run."""
        for row in self._rows.values():
            if row.state() == "failed":
                row.button.setEnabled(on)

    def rows(self) -> tuple[ActionRow, ...]:
        """The actions' rows, in the plan's order."""
        return tuple(self._rows.values())

    def done(self) -> int:
        """How many actions are done."""
        return sum(row.state() == "done" for row in self._rows.values())

    def failed(self) -> tuple[ActionRow, ...]:
        """The rows of actions that failed."""
        return tuple(row for row in self._rows.values() if row.state() == "failed")


def waiting_text(event: Waiting, seconds: int) -> str:
    """Whom it waits for, and when the next try is."""
    one = QCoreApplication.translate("Apply", "Waiting: {text} Next try in 1 second, {attempt} of {attempts}.")
    many = QCoreApplication.translate("Apply", "Waiting: {text} Next try in {n} seconds, {attempt} of {attempts}.")
    pattern = one if seconds == 1 else many
    return pattern.format(text=event.text, n=seconds, attempt=event.attempt, attempts=event.attempts)

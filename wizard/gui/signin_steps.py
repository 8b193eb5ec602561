"""The steps of a test sign-in as a timeline, told by the run's events."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.checks.sign_in import READY, STEPS
from wizard.errors import Explanation
from wizard.events import Done, Event, Failed, Skipped, Started, Waiting
from wizard.gui import theme
from wizard.gui.pages.apply_rows import waiting_text
from wizard.gui.widgets.timeline import RunState, Timeline, TimelineRow
from wizard.jobs.loopback import IN, OUT

CHECKS = "checks"
BROWSER = "sign_in.browser"


class SignInSteps(QWidget):
    """One row for all the checks without a person, one for each step and change. `hurry` is a row's "Try now"."""

    hurry = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        theme.lay(column)
        self.timeline = Timeline(_tr("Steps of the test sign-in"))
        column.addWidget(self.timeline)
        self._passed = 0
        self._texts = _texts()
        self.rows: dict[str, TimelineRow] = {}
        for key, (title, text) in self._texts.items():
            row = TimelineRow(title, text)
            row.hurry.connect(self.hurry)
            row.button.setObjectName(f"signin.{key}.now")
            self.rows[key] = row
            self.timeline.add(row)

    def begin(self) -> None:
        """All to come; the checks begin."""
        self._passed = 0
        for key, row in self.rows.items():
            row.set_state("todo", self._texts[key][1])
        self.rows[CHECKS].set_state("running")

    def tell(self, event: Event) -> None:
        """Show what happened to a step; an event about none changes nothing."""
        subject = getattr(event, "of", None)
        if subject is None:
            return
        if subject.id not in self.rows:
            self._tell_check(event)
            return
        if subject.id == IN and isinstance(event, Started):
            self._checked()
        row = self.rows[subject.id]
        if isinstance(event, Started):
            row.set_state("running", event.text or None)
        elif isinstance(event, Waiting):
            row.set_state("waiting", waiting_text(event, round(event.seconds)))
        elif isinstance(event, Done):
            row.set_state("done", event.aside.happened if event.aside else None, event.seconds)
        elif isinstance(event, Skipped):
            row.set_state("todo", event.why)
        elif isinstance(event, Failed):
            self._fail(row, event.why, event.seconds)

    def browse(self, text: str) -> None:
        """The browser is open, and somebody is waited for."""
        self.rows[BROWSER].set_state("running", text)

    def note(self, text: str) -> None:
        """What happens at the step that runs."""
        for row in self.rows.values():
            if row.state() == "running":
                row.set_state("running", text)

    def rest(self) -> None:
        """Stopped: what had begun is to come."""
        for key, row in self.rows.items():
            if row.state() in ("running", "waiting"):
                row.set_state("todo", self._texts[key][1])

    def fail(self, why: Explanation) -> None:
        """The step that runs ended in this, where none has failed by itself."""
        running = [row for row in self.rows.values() if row.state() in ("running", "waiting")]
        if running and not any(row.state() == "failed" for row in self.rows.values()):
            self._fail(running[0], why, None)
        self.rest()

    def states(self) -> dict[str, RunState]:
        """The state of each step."""
        return {key: row.state() for key, row in self.rows.items()}

    def done(self) -> int:
        """How many are done."""
        return sum(row.state() == "done" for row in self.rows.values())

    def _tell_check(self, event: Event) -> None:
        row = self.rows[CHECKS]
        if isinstance(event, Started):
            row.set_state("running", event.of.title)
        elif isinstance(event, Waiting):
            row.set_state("waiting", waiting_text(event, round(event.seconds)))
        elif isinstance(event, Done):
            self._passed += 1
        elif isinstance(event, Failed) and getattr(event.of, "vital", True):
            self._fail(row, event.why, event.seconds)

    def _checked(self) -> None:
        """They have let the sign-in begin; what an earlier run left behind is out by now."""
        self.rows[CHECKS].set_state("done", _tr("{n} checks passed.").format(n=self._passed))
        self.rows[OUT].set_state("todo", self._texts[OUT][1])

    @staticmethod
    def _fail(row: TimelineRow, why: Explanation, seconds: float | None) -> None:
        row.set_state("failed", why.text, seconds)
        row.button.hide()  # one step alone is never tried again


def _texts() -> dict[str, tuple[str, str]]:
    """Of each step, in the order in which they happen: title, and the sentence before it began."""
    steps = {check.id: (check.title, check.proves) for check, _ in STEPS}
    browser = steps.pop(BROWSER)
    return {
        CHECKS: (_tr("Checks without a person"), _tr("What sign-in depends on has to pass first.")),
        IN: (_tr("Add this computer's addresses"), _tr("To the app client's lists, as shown.")),
        READY.id: (READY.title, READY.proves),
        BROWSER: browser,
        OUT: (_tr("Take them out again"), _tr("Whatever comes of it.")),
        **steps,
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("SignIn", text)

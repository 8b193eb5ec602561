"""What the rotation dialog shows: its steps and their states, and what to do so that Pomerium has the new secret."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.cognito.rotation import ADD, REMOVE, Stage
from wizard.errors import Explanation
from wizard.events import Done, Event, Failed, Progress, Started, Waiting, Written
from wizard.gui import theme
from wizard.gui.page import Section
from wizard.gui.pages.apply_rows import waiting_text
from wizard.gui.pages.save_after import TaskRow
from wizard.gui.pages.save_files import home_short
from wizard.gui.pages.save_left import Task, hand_over
from wizard.gui.widgets.listrow import BoxedList
from wizard.gui.widgets.timeline import Timeline, TimelineRow
from wizard.jobs.rotate import PROVING, Rotation
from wizard.setup.model import Output

_ORDER = ("add", "prove", "files", "taken", "remove", "tidy")
_ACTIONS = {ADD: "add", REMOVE: "remove"}
_NEXT: dict[Stage, str] = {"add": "add", "take": "prove", "remove": "taken", "tidy": "tidy"}


class Steps(QWidget):
    """The whole way as a timeline; what was done by an earlier run is done. `retry` and `hurry` as the rows' buttons.

    The job tells of its two calls that write; of proofs and files it tells on the way, so those follow from where
    it stands.
    """

    retry = Signal()
    hurry = Signal()

    def __init__(self, found: Rotation, outputs: Sequence[Output]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        theme.lay(column)
        self.timeline = Timeline(_tr("Steps of the rotation"))
        column.addWidget(self.timeline)
        self.rows: dict[str, TimelineRow] = {}
        self._texts = _texts(found, outputs)
        for key, (title, text, _) in self._texts.items():
            row = TimelineRow(title, text)
            row.retry.connect(self.retry)
            row.hurry.connect(self.hurry)
            row.button.setObjectName(f"rotate.{key}.retry")
            self.rows[key] = row
            self.timeline.add(row)
        self.finish(*_ORDER[: _ORDER.index(_NEXT[found.stage])])

    def tell(self, event: Event) -> bool:
        """Show what happened; False for what is about no step."""
        key = _ACTIONS.get(getattr(getattr(event, "of", None), "id", ""), "")
        row = self.rows.get(key)
        if row is not None and isinstance(event, Started):
            self.finish(*_ORDER[: _ORDER.index(key)])
            row.set_state("running")
        elif row is not None and isinstance(event, Waiting):
            row.set_state("waiting", waiting_text(event, round(event.seconds)))
        elif row is not None and isinstance(event, Done):
            row.set_state("done", self._texts[key][2], event.seconds)
        elif row is not None and isinstance(event, Failed):
            row.set_state("failed", event.why.text, event.seconds)
        elif isinstance(event, Progress) and event.text == PROVING:
            self._prove()
        elif isinstance(event, Written):
            self._begin("files")
        else:
            return False
        return True

    def pause(self, text: str) -> None:
        """Pomerium is given time, before the old secret goes."""
        self._begin("taken", text)

    def finish(self, *keys: str) -> None:
        """These are done, whoever did them."""
        for key in keys:
            if self.rows[key].state() != "done":
                self.rows[key].set_state("done", self._texts[key][2])

    def rest(self) -> None:
        """What had begun is to come."""
        for key, row in self.rows.items():
            if row.state() in ("running", "waiting"):
                row.set_state("todo", self._texts[key][1])

    def fail(self, why: Explanation) -> None:
        """The step that runs ended in this; without one the next that is to come."""
        states = {key: row.state() for key, row in self.rows.items()}
        if "failed" in states.values():
            return
        at = next((key for key in _ORDER if states[key] in ("running", "waiting")), "")
        at = at or next((key for key in _ORDER if states[key] == "todo"), "tidy")
        self.rows[at].set_state("failed", why.text)

    def done(self) -> int:
        """How many are done."""
        return sum(row.state() == "done" for row in self.rows.values())

    def _prove(self) -> None:
        if self.rows["remove"].state() == "done":
            self._begin("tidy")
        elif self.rows["prove"].state() != "done":
            self._begin("prove")

    def _begin(self, key: str, text: str | None = None) -> None:
        if self.rows[key].state() == "done":
            return
        self.finish(*_ORDER[: _ORDER.index(key)])
        self.rows[key].set_state("running", text)


class ToDo(Section):
    """The commands that bring the new files to Pomerium."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        title = _tr("What to do now")
        super().__init__(title)
        box = BoxedList(title)
        for number, task in enumerate(tasks, 1):
            box.add(TaskRow(number, task))
        self.add(box)


def to_do(outputs: Sequence[Output], base: Path) -> tuple[Task, ...]:
    """What brings the new secret to Pomerium, by the files that hold it."""
    return tuple(hand_over({output.format: (base / Path(output.path).expanduser()).absolute() for output in outputs}))


def _texts(found: Rotation, outputs: Sequence[Output]) -> dict[str, tuple[str, str, str]]:
    """Of each step, in order: title, sentence before, sentence after."""
    beside = _tr("The one in use goes on working beside it.")
    old = found.rows[0].made if found.rows else ""
    return {
        "add": (_tr("Add a second secret"), beside, beside),
        "prove": (
            _tr("Prove it"),
            _tr("Amazon's token endpoint has to take it, within a minute."),
            _tr("Amazon's token endpoint takes it."),
        ),
        "files": _written(outputs),
        "taken": (
            _tr("Pomerium takes it up"),
            _tr("You are asked before anything is removed."),
            _tr("You said so, and sign-ins under way came to their end."),
        ),
        "remove": (
            _tr("Remove the secret of {date}").format(date=old) if old else _tr("Remove the old secret"),
            _tr("From then on only the new one works."),
            _tr("Only the new one works now."),
        ),
        "tidy": (
            _tr("Prove once more"),
            _tr("Only then is the old secret forgotten on this computer, too."),
            _tr("The old secret is forgotten on this computer, too."),
        ),
    }


def _written(outputs: Sequence[Output]) -> tuple[str, str, str]:
    if not outputs:
        words = _tr("This setup writes no files: Pomerium gets it from you.")
        return _tr("Put it into use"), words, words
    if len(outputs) == 1:
        title = _tr("Write {file}").format(file=home_short(Path(outputs[0].path)))
        return title, _tr("With the new secret in it."), _tr("The new secret is in it.")
    files = ", ".join(home_short(Path(output.path)) for output in outputs)
    return _tr("Write {n} files").format(n=len(outputs)), files, files


def _tr(text: str) -> str:
    return QCoreApplication.translate("Rotation", text)

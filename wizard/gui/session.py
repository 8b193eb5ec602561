"""The window's state: the setup, the walk, what was found at Amazon, and the memory between starts. No widgets.

Every answer goes through here, so that walk, faults, adapters and draft follow it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from wizard import app, storage
from wizard.gui import adopted, drafts
from wizard.gui.drafts import Draft
from wizard.gui.work import Once, Work
from wizard.setup import rules, walk
from wizard.setup.fault import Fault
from wizard.setup.model import Setup
from wizard.setup.walk import Walk

if TYPE_CHECKING:
    from wizard.cognito.session import Identity
    from wizard.cognito.snapshot import Snapshot
    from wizard.jobs.adapters import Adapters
    from wizard.jobs.apply import Applied
    from wizard.jobs.listing import PoolFacts
    from wizard.jobs.plan import Planned
    from wizard.jobs.verify import Verified
    from wizard.practice import Practice

SAVE_MS = 1000
EMPTY = "version: 1\n"
_ACHIEVED = ("applied", "verified", "saved")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Known:
    """What the jobs found so far; empty again as soon as account, region or mode changes.

    `agreed` is the plan that somebody pressed Create for: Apply carries out that one and no other.
    """

    identity: Identity | None = None
    pool: PoolFacts | None = None  # the existing pool that was chosen last
    client: dict[str, Any] | None = None  # the existing client that was chosen last, without its secret
    snapshot: Snapshot | None = None
    planned: Planned | None = None
    agreed: Planned | None = None
    applied: Applied | None = None
    verified: Verified | None = None


class Session(QObject):
    """Signals carry no values to act on: whoever hears one reads the session anew."""

    answered = Signal(str)
    """The setup changed at this path ('' for all of it); faults and walk are already up to date."""
    walked = Signal()
    """Position, staleness or achievements of the walk changed."""
    learnt = Signal()
    """`known` changed."""
    renewed = Signal()
    """Account, region or mode changed: what ran was dropped, `known` is empty."""

    def __init__(self, work: Work, mode: app.Mode, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.mode = mode
        self.setup = new_setup()
        self.walk: Walk = walk.start()
        self.known = Known()
        self.file: Path | None = None
        self.mark, self.mark_kind = "", "neutral"
        self._base = ""
        self._id = _new_id()
        self._shape: tuple[Fault, ...] = ()
        self.faults: tuple[Fault, ...] = rules.check(self.setup)
        self._practice: Once[Practice] = Once(app.start_practice)
        self.source = self._new_source()
        self.touched = False  # an answer was given since the setup was opened or begun
        self._kept = False  # there is a draft of it already, which is to follow
        self._later = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._later.timeout.connect(self.keep)

    # --- answers

    def answer(self, path: str, value: Any) -> None:
        """Set one value of the setup, as typed or chosen."""
        if self.shown(path) == value:
            return
        self._shape = tuple(fault for fault in self._shape if not _within(fault.field, path))
        self._change(self.setup.replace(path, value), path)

    def shown(self, path: str) -> Any:
        """What a field shows: the setup's value, or, where it names none, what the existing pool or client has."""
        if self.setup.is_named(path):
            return self.setup.get(path)
        return adopted.values(self.setup, self.known.pool, self.known.client).get(path, self.setup.get(path))

    def replace(self, setup: Setup) -> None:
        """Change several values at once; only what differs is answered."""
        if setup != self.setup:
            self._change(setup, "")

    def faults_of(self, step: str) -> tuple[Fault, ...]:
        """Faults (not warnings) of one page's fields."""
        return tuple(f for f in self.faults if f.level == "fault" and walk.step_of(f.field) == step)

    @property
    def base(self) -> Path:
        """The folder that relative paths of outputs start from."""
        return self.file.parent if self.file else Path.cwd()

    # --- the walk

    def forward(self) -> bool:
        """Go to the next step; False where it is closed."""
        return self._walk(self.walk.forward(self.setup, self.faults))

    def back(self) -> bool:
        """Go to the step before; False where there is none."""
        return self._walk(self.walk.back())

    def jump(self, step: str) -> bool:
        """Go to a step of the rail; False where it is closed."""
        return self._walk(self.walk.jump(step, self.setup, self.faults))

    def show(self, step: str) -> None:
        """Go to a step without asking whether it is open: for pictures of the pages, and for tests."""
        self._walk(self.walk.go(step))

    def step_through(self, on: bool) -> None:
        """The answer of the pool page: step through the pool's settings, or review the defaults."""
        self._walk(dataclasses.replace(self.walk, stepwise=on))

    def begin(self) -> None:
        """Something runs that must end before anybody leaves its page."""
        self._walk(self.walk.begin())

    def end(self, *, applied: bool = False, verified: bool = False, saved: bool = False) -> None:
        """It has ended."""
        self._walk(self.walk.end(applied=applied, verified=verified, saved=saved))

    # --- Amazon

    def learn(self, **found: Any) -> None:
        """Add to `known`, as `learn(identity=...)`."""
        self.known = dataclasses.replace(self.known, **found)
        self.learnt.emit()

    def label(self, mark: str, kind: str = "neutral") -> None:
        """The chip that the list of recent setups shows for this one ("2 of 5 created", "warn")."""
        self.mark, self.mark_kind = mark, kind
        self._soon()

    def set_mode(self, mode: app.Mode) -> None:
        """Practice or Amazon, and where secrets go."""
        if mode != self.mode:
            self.mode = mode
            self.renew()

    def _new_source(self) -> Once[Adapters]:
        return self.source_of(self.setup)

    def renew(self) -> None:
        """Begin anew at Amazon, as after a sign-in in a terminal: what runs is dropped, `known` is empty."""
        self.work.drop_all()
        self.source = self._new_source()
        self.known = Known()
        self.renewed.emit()
        self.learnt.emit()

    def source_of(self, setup: Setup) -> Once[Adapters]:
        """Adapters for a setup that is not the one at hand, in the same mode."""
        mode, practice = self.mode, self._practice
        return Once(lambda: app.adapters(setup, mode, practice.get() if mode.practice else None))

    def undone(self) -> None:
        """What apply made for the setup at hand is removed: nothing is known of Amazon, Review comes next."""
        self.label("")
        self.renew()
        self._walk(self.walk.undone())

    # --- memory

    def is_at(self, draft: Draft) -> bool:
        """Whether it is of the setup at hand."""
        return draft.id == self._id

    def setup_of(self, draft: Draft | None) -> tuple[Setup, Path | None]:
        """The setup of one of the recent ones, and its file; without one those at hand."""
        from wizard.setup import file

        if draft is None:
            return self.setup, self.file
        return file.parse(draft.text).setup, Path(draft.file) if draft.file else None

    def undone_before(self, draft: Draft) -> None:
        """The same of one of the recent ones."""
        with contextlib.suppress(OSError):  # it is only a memory
            drafts.write(
                drafts.folder(self.mode.practice),
                dataclasses.replace(draft, walk=draft.walk.undone(), mark="", mark_kind="neutral"),
            )

    def start_new(self) -> None:
        """A setup from nothing, at welcome."""
        self._load(new_setup(), "", None, (), walk.start())
        self._id, self.touched, self._kept = _new_id(), False, False
        self.mark, self.mark_kind = "", "neutral"

    def begin_with(self, setup: Setup) -> None:
        """A setup that was made elsewhere (a configuration, a copy), at the account, its choices ready to be seen."""
        self.keep()
        self._id = _new_id()
        self._load(setup, "", None, (), walk.opened(rules.check(setup)))
        self.touched, self._kept = True, False
        self.mark, self.mark_kind = "", "neutral"
        self._soon()

    def open_file(self, path: Path) -> None:
        """A setup file, or what was kept of it since, when the file is still the same. Raises InputRefused."""
        from wizard.setup import file

        path = path.expanduser().absolute()
        reading = file.read(path)
        kept = drafts.of_file(drafts.folder(self.mode.practice), path)
        if kept is not None and kept.base == reading.text:
            self.open_draft(kept)
            return
        every = (*reading.faults, *rules.check(reading.setup))
        at = walk.start() if self._unreadable(reading.faults) else walk.opened(every)
        self._load(reading.setup, reading.text, path, reading.faults, at)
        self._id = kept.id if kept is not None else _new_id()
        self.touched, self._kept = False, True
        self.mark, self.mark_kind = "", "neutral"

    def open_draft(self, draft: Draft) -> None:
        """A setup from the list of recent ones, where it was left."""
        from wizard.setup import file

        reading = file.parse(draft.text)
        self._load(reading.setup, draft.base, Path(draft.file) if draft.file else None, reading.faults, draft.walk)
        self._id, self.touched, self._kept = draft.id, False, True
        self.mark, self.mark_kind = draft.mark, draft.mark_kind

    def recent(self) -> tuple[Draft, ...]:
        """What was kept, in this mode."""
        return drafts.recent(drafts.folder(self.mode.practice))

    def text(self) -> str:
        """The setup file as it would be saved: the opened one with its comments and what changed, or a new one."""
        from wizard.setup import file

        if not self._base and (self.setup.pool.id or self.setup.client.id):
            # Of what exists, every key that stands in the file is changed: only those that were answered may stand.
            return file.update(EMPTY, self.setup)
        return file.update(self._base, self.setup) if self._base else file.render(self.setup)

    def save_file(self, path: Path) -> None:
        """Write the setup file and go on with it. Raises OSError, InputRefused."""
        text = self.text()
        storage.write_private(path, text)
        self.file, self._base = path.absolute(), text
        self.keep()
        self.answered.emit("")

    def keep(self) -> None:
        """Write the draft now. A folder that refuses loses nothing that is on screen, so it is only logged."""
        self._later.stop()
        if not (self.touched or self._kept):
            return
        self._kept = True
        try:
            drafts.write(drafts.folder(self.mode.practice), self._draft())
        except OSError as error:
            _log.warning("the answers could not be kept: %s", error.strerror)

    def forget(self) -> None:
        """Drop what was kept of this setup."""
        self._later.stop()
        self.touched = self._kept = False
        drafts.forget(drafts.folder(self.mode.practice), self._id)

    def close(self) -> None:
        """Keep the answers, end the practice stand-in."""
        self.keep()
        practice = self._practice.peek()
        if practice is not None:
            practice.close()

    # --- inside

    def _draft(self) -> Draft:
        from wizard.errors import InputRefused
        from wizard.setup import file

        try:
            text = file.update(self._base or EMPTY, self.setup)
        except InputRefused:
            text = file.update(EMPTY, self.setup)
        who = self.known.identity
        return Draft(
            self._id,
            text,
            self.walk,
            name=self.setup.name or self.setup.pool.name,
            account=who.account if who else "",
            region=self.setup.aws.region,
            base=self._base,
            file=str(self.file or ""),
            mark=self.mark,
            mark_kind=self.mark_kind,
        )

    def _load(self, setup: Setup, base: str, path: Path | None, shape: tuple[Fault, ...], at: Walk) -> None:
        self._base, self.file, self._shape = base, path, shape
        self.setup, self.walk = setup, at
        self.faults = (*shape, *rules.check(setup))
        self.renew()
        self.answered.emit("")
        self.walked.emit()

    def _change(self, setup: Setup, path: str) -> None:
        before, self.setup = self.setup, setup
        reached, self.walk = self.walk, self.walk.answered(before, setup)
        if self.mark and any(getattr(reached, each) and not getattr(self.walk, each) for each in _ACHIEVED):
            self.mark, self.mark_kind = self.tr("Changed since"), "warn"
        self.faults = (*self._shape, *rules.check(setup))
        self.touched = True
        if self.known.planned is not None:
            self.learn(planned=None)
        if before.aws != setup.aws:
            self.renew()
        self._soon()
        self.answered.emit(path)
        self.walked.emit()

    def _walk(self, after: Walk) -> bool:
        if after == self.walk:
            return False
        moved = after.current != self.walk.current
        self.walk = after
        self._soon()
        self.walked.emit()
        return moved

    def _soon(self) -> None:
        if self.touched or self._kept:
            self._later.start()

    @staticmethod
    def _unreadable(faults: tuple[Fault, ...]) -> bool:
        """Whether the file has faults that no page can mend: those are shown on welcome."""
        return any(walk.step_of(fault.field) == "welcome" for fault in faults)


def new_setup() -> Setup:
    """A setup from nothing: secure defaults, the region of the environment."""
    setup = Setup().replace("pool.name", "pomerium").replace("name", "pomerium")
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or ""
    return setup.replace("aws.region", region) if region else setup


def _new_id() -> str:
    return os.urandom(16).hex()


def name_from(pool_name: str) -> str:
    """The setup's name that follows a pool's name: other characters become `-`, 64 at most."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", pool_name).strip("-._")[:64]


def _within(field: str, path: str) -> bool:
    return field == path or field.startswith(path + ".")

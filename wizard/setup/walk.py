"""The walk: which step is shown, which are visited, stale or closed, and why. Owns all navigation; no Qt.

Every method returns a new Walk. `faults` is what `rules.check` found, for the whole setup: warnings stop nobody.
A step opens when those before it are visited and without fault; Review opens when no choice has a fault left;
Apply is entered from Review alone; Verify and Save open when Apply is done. While something runs, nothing is
reachable. A visited choice stays reachable whatever happens above it: it is then marked stale, its answers kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from wizard.setup.fault import Fault
from wizard.setup.model import Setup
from wizard.setup.steps import CHOICES, IDS, STEPS, Step, step, step_of

__all__ = ["CHOICES", "IDS", "STEPS", "Item", "State", "Step", "Walk", "opened", "start", "step", "step_of"]

State = Literal["current", "done", "open", "stale", "fault", "closed"]
Faults = tuple[Fault, ...]
RUNNING = "Opens when this run has ended"


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the rail; `note` is its second line: what is stale, how many faults, or why it is closed."""

    id: str
    title: str
    group: str
    state: State
    note: str = ""


@dataclass(frozen=True, slots=True)
class Walk:
    """Where somebody is in the walk.

    `stepwise` is the answer *Step through settings* on the pool page, else *Review defaults*. `stale` gives the
    reason by step. `visited` holds each step that was entered, the current one too.
    """

    current: str = "welcome"
    visited: frozenset[str] = frozenset({"welcome"})
    stale: Mapping[str, str] = field(default_factory=dict, hash=False)
    stepwise: bool = False
    applied: bool = False
    verified: bool = False
    saved: bool = False
    running: bool = False

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return step(self.current)

    @property
    def position(self) -> int:
        """The step's number among those in the rail, from 1; 0 on welcome."""
        return IDS.index(self.current)

    def go(self, id: str) -> Walk:
        """The walk at that step, without asking whether it is open: `jump`, `forward` and `back` ask."""
        stale = {key: why for key, why in self.stale.items() if key != id}
        return replace(self, current=id, visited=self.visited | {id}, stale=stale)

    def next_step(self, setup: Setup) -> str | None:
        """Where Next leads, open or not; None on the last step."""
        if self.current == "pool" and not self._steps_through(setup):
            return "client"
        after = IDS.index(self.current) + 1
        return IDS[after] if after < len(IDS) else None

    def previous_step(self) -> str | None:
        """Where Back leads; None on welcome and on Apply, which has no way back but the rail."""
        if self.current in ("welcome", "apply"):
            return None
        before = [id for id in IDS[: IDS.index(self.current)] if id in self.visited or id in ("welcome", "account")]
        return before[-1]

    def forward(self, setup: Setup, faults: Faults) -> Walk:
        """The next step where it is open; from Review this is the commit. The same walk where it is closed."""
        following = self.next_step(setup)
        if following is None or self._closed(following, setup, faults, commit=self.current == "review"):
            return self
        return self.go(following)

    def back(self) -> Walk:
        """The step before; the same walk where there is none, and while something runs."""
        before = self.previous_step()
        return self if before is None or self.running else self.go(before)

    def jump(self, id: str, setup: Setup, faults: Faults) -> Walk:
        """The step of that id where it is open, else the same walk."""
        return self if id == self.current or self._closed(id, setup, faults) else self.go(id)

    def answered(self, before: Setup, after: Setup) -> Walk:
        """The walk after the setup changed: visited steps that rest on a changed answer are stale.

        What Amazon or Pomerium would see differently must be applied, verified or saved again.
        """
        if before == after:
            return self
        stale = dict(self.stale)
        for each in STEPS:
            if each.id in self.visited and each.id != self.current:
                reason = next((why for path, why in each.needs if _differs(before, after, path)), None)
                if reason:
                    stale[each.id] = reason
        at_amazon = _at_amazon(before) != _at_amazon(after)
        in_sign_in = at_amazon or before.pomerium_version != after.pomerium_version
        gone = {"apply", "verify", "save"} - {self.current} if at_amazon else set()
        return replace(
            self,
            stale=stale,
            visited=self.visited - gone,
            applied=self.applied and not at_amazon,
            verified=self.verified and not in_sign_in,
            saved=False,
        )

    def begin(self) -> Walk:
        """Something runs that must end before anybody leaves the page."""
        return replace(self, running=True)

    def end(self, *, applied: bool = False, verified: bool = False, saved: bool = False) -> Walk:
        """The run has ended; what it achieved is added to what was achieved before."""
        return replace(
            self,
            running=False,
            applied=self.applied or applied,
            verified=self.verified or verified,
            saved=self.saved or saved,
        )

    def undone(self) -> Walk:
        """What was made is removed again: what was built on it has to be entered anew, from Review."""
        after = ("apply", "verify", "save")
        walk = replace(self, visited=self.visited - set(after), applied=False, verified=False, saved=False)
        return walk.go("review") if self.current in after else walk

    def closed_reason(self, id: str, setup: Setup, faults: Faults) -> str | None:
        """Why the step can't be jumped to ('Opens after Domain name'), or None where it can."""
        return self._closed(id, setup, faults) if id != self.current else None

    def items(self, setup: Setup, faults: Faults) -> tuple[Item, ...]:
        """The rail, welcome left out: it is reached by Back."""
        return tuple(self._item(each, setup, faults) for each in STEPS if each.group)

    def _item(self, each: Step, setup: Setup, faults: Faults) -> Item:
        closed = self.closed_reason(each.id, setup, faults)
        number = sum(1 for _ in _faults_of(each.id, faults))
        if each.id == self.current:
            return Item(each.id, each.title, each.group, "current")
        state, note = self._left(each.id, number)
        if closed and (state == "open" or not self.running):
            return Item(each.id, each.title, each.group, "closed", closed)
        return Item(each.id, each.title, each.group, state, closed or note)

    def _left(self, id: str, number: int) -> tuple[State, str]:
        """State and note of a step that isn't current, whether it is reachable or not."""
        if id not in self.visited:
            return "open", ""
        if number:
            return "fault", "1 fault" if number == 1 else f"{number} faults"
        if id in self.stale:
            return "stale", self.stale[id]
        achieved = {"apply": self.applied, "verify": self.verified, "save": self.saved}
        return ("done" if achieved.get(id, True) else "open"), ""

    def _closed(self, id: str, setup: Setup, faults: Faults, *, commit: bool = False) -> str | None:
        if self.running:
            return RUNNING
        if id == "welcome" or (id in CHOICES and id in self.visited):
            return None
        if id in ("verify", "save"):
            return None if self.applied else _opens_after("apply")
        before = IDS[: IDS.index("review" if id == "apply" else id)]
        blocking = next((e for e in reversed(before) if self._blocks(e, id, setup, faults)), None)
        if blocking is not None:
            return _opens_after(blocking)
        if id == "apply" and not commit and "apply" not in self.visited:
            return _opens_after("review")
        return None

    def _blocks(self, earlier: str, id: str, setup: Setup, faults: Faults) -> bool:
        """Whether the earlier step keeps the later one closed."""
        required = earlier not in ("welcome", "pool_settings")
        if earlier == "pool_settings":
            # Who is past it already, by Review defaults or an existing pool, is not sent back: Next would do nothing.
            required = self._steps_through(setup) and "client" not in self.visited
        if required and earlier not in self.visited:
            return True
        counts = required or earlier in self.visited or id in ("review", "apply")
        return counts and any(True for _ in _faults_of(earlier, faults))

    def _steps_through(self, setup: Setup) -> bool:
        """Whether Next leads to the pool's settings; an existing pool is left as it is unless they are opened."""
        return self.stepwise and setup.pool.id is None


def start() -> Walk:
    """The walk of a new setup, at welcome."""
    return Walk()


def opened(faults: Faults) -> Walk:
    """The walk of a setup file: at the account, every choice visited up to the first one that has a fault."""
    visited = {"welcome"}
    for id in CHOICES:
        visited.add(id)
        if any(True for _ in _faults_of(id, faults)):
            break
    return Walk(current="account", visited=frozenset(visited))


def _faults_of(id: str, faults: Faults) -> Iterator[Fault]:
    return (fault for fault in faults if fault.level == "fault" and step_of(fault.field) == id)


def _opens_after(id: str) -> str:
    return "Opens when the setup file is mended" if id == "welcome" else f"Opens after {step(id).title}"


def _differs(before: Setup, after: Setup, path: str) -> bool:
    return before != after if not path else bool(before.get(path) != after.get(path))


def _at_amazon(setup: Setup) -> tuple[Any, ...]:
    """All of a setup that decides what is made at Amazon, the keys that were named included."""
    return (
        *(setup.name, setup.aws, setup.pool, setup.client, setup.domain, setup.users, setup.groups),
        *(setup.callback_urls, setup.logout_urls),
    )

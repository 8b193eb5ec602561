"""Runs checks one after the other, waits for a login domain that is being published, tells what happens."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from wizard.checks.ask import UnreachedError
from wizard.checks.check import Check, Outcome, Result, Target, skipped
from wizard.events import Cancel, Done, Failed, Sink, Skipped, Started, Waiting

PATIENCE = 90.0  # a prefix domain is live within a minute, says the service model
_FIRST_PAUSES = (1.0, 2.0, 3.0)
_PAUSE = 5.0
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Run:
    """How to run checks: whom to tell, who may stop it, and how many seconds all together wait for a fresh domain."""

    sink: Sink
    cancel: Cancel
    patience: float
    clock: Clock = time.monotonic

    def all(self, checks: Iterable[Check], target: Target) -> tuple[Result, ...]:
        """Every check in order; one whose need hasn't passed is skipped. Raises Stopped."""
        end = self.clock() + self.patience
        target = replace(target, before_call=self.cancel.check)
        results: list[Result] = []
        for check in checks:
            start = self.clock()
            outcome = _blocked(check, results) or self._tried(check, target, end)
            if outcome.discovered:
                target = replace(target, discovered=outcome.discovered)
            results.append(Result(check, outcome, self.clock() - start))
            told(results[-1], self.sink)
        return tuple(results)

    def _tried(self, check: Check, target: Target, end: float) -> Outcome:
        self.sink(Started(check, check.proves))
        waits = pauses(end - self.clock())
        for attempt, pause in enumerate(waits, 1):
            outcome = _once(check, target)
            if not outcome.retry or self.clock() + pause > end:
                return outcome
            self.sink(Waiting(check, _waits_for(outcome, target), pause, attempt + 1, len(waits) + 1))
            self.cancel.wait(pause)
        return _once(check, target)


def pauses(seconds: float) -> tuple[float, ...]:
    """How long to wait between tries, in all no longer than `seconds`: 1, 2, 3, then 5 each."""
    found: list[float] = []
    while True:
        pause = _FIRST_PAUSES[len(found)] if len(found) < len(_FIRST_PAUSES) else _PAUSE
        if sum(found) + pause > seconds:
            return tuple(found)
        found.append(pause)


def _blocked(check: Check, results: list[Result]) -> Outcome | None:
    if not all(result.outcome.reached for result in results):
        return skipped("Not tried: Amazon could not be reached.")
    for need in check.needs:
        for result in results:
            if result.check.id == need and result.outcome.state != "passed":
                return skipped(f"Not tried: it needs {result.check.title!r}, which has not passed.")
    return None


def _once(check: Check, target: Target) -> Outcome:
    try:
        return check.run(target)
    except UnreachedError as trouble:
        return unreached(trouble)


def unreached(trouble: UnreachedError) -> Outcome:
    """What it means that no answer came."""
    why, where = trouble.why, trouble.url.partition("?")[0]
    told = why.happened if why.known else "No answer came, and why is not known."
    if trouble.issuer_side:
        return Outcome("failed", f"{told} {why.means}", where, why.mend, why.details, reached=False)
    cause = f"The login domain doesn't answer, so nobody could sign in. {told}"
    mend = "Verify again in some minutes if the domain is new. " if trouble.fresh else ""
    return Outcome("failed", cause, where, mend + why.mend, why.details, retry=trouble.fresh)


def _waits_for(outcome: Outcome, target: Target) -> str:
    """The cause's first sentence, then whom it waits for and how long (service model, CreateUserPoolDomain)."""
    first = outcome.cause.partition(". ")[0].rstrip(".")
    if ".amazoncognito.com" in target.login_url or target.login_url.startswith("http://"):
        return f"{first}. Amazon is publishing the login page; that usually takes less than a minute."
    return f"{first}. Amazon is publishing the domain; that takes up to five minutes, its certificate up to an hour."


def told(result: Result, sink: Sink) -> None:
    """Send the event that a result ends with."""
    outcome = result.outcome
    if outcome.worth_knowing:
        sink(Done(result.check, result.seconds, aside=outcome.why))
    elif outcome.state == "passed":
        sink(Done(result.check, result.seconds, outcome.cause))
    elif outcome.state == "skipped":
        sink(Skipped(result.check, " ".join(part for part in (outcome.cause, outcome.mend) if part)))
    else:
        sink(Failed(result.check, result.seconds, outcome.why))

"""Runs checks one after the other, waits for a login domain that is being published, tells what happens."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace

from wizard.checks.ask import UnreachedError
from wizard.checks.check import Check, Outcome, Result, Target, skipped
from wizard.events import Cancel, Done, Failed, Sink, Skipped, Started, Waiting

PATIENCE = 90.0  # a prefix domain is live within a minute, says the service model
_FIRST_PAUSES = (1.0, 2.0, 3.0)
_PAUSE = 5.0
Clock = Callable[[], float]


def run_all(
    checks: Iterable[Check],
    target: Target,
    sink: Sink,
    cancel: Cancel,
    patience: float,
    clock: Clock = time.monotonic,
) -> tuple[Result, ...]:
    """Every check in order; one whose need hasn't passed is skipped. `clock` gives seconds. Raises Stopped."""
    end = clock() + patience
    target = replace(target, before_call=cancel.check)
    results: list[Result] = []
    for check in checks:
        start = clock()
        outcome = _blocked(check, results) or _tried(check, target, sink, cancel, end, clock)
        if outcome.discovered:
            target = replace(target, discovered=outcome.discovered)
        results.append(Result(check, outcome, clock() - start))
        _tell(results[-1], sink)
    return tuple(results)


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


def _tried(check: Check, target: Target, sink: Sink, cancel: Cancel, end: float, clock: Clock) -> Outcome:
    sink(Started(check, check.proves))
    waits = pauses(end - clock())
    attempt = 1
    while True:
        outcome = _once(check, target)
        if not outcome.retry or attempt > len(waits) or clock() + waits[attempt - 1] > end:
            return outcome
        pause = waits[attempt - 1]
        sink(Waiting(check, f"{outcome.cause} {_publishing(target)}", pause, attempt, len(waits) + 1))
        cancel.wait(pause)
        attempt += 1


def _once(check: Check, target: Target) -> Outcome:
    try:
        return check.run(target)
    except UnreachedError as trouble:
        why = trouble.why
        cause = f"{why.happened} {why.means}".strip() if why.known else "No answer came, and why is not known."
        where, reached = trouble.url.partition("?")[0], not trouble.issuer_side
        return Outcome("failed", cause, where, why.mend, why.details, retry=trouble.fresh, reached=reached)


def _publishing(target: Target) -> str:
    if ".amazoncognito.com" in target.login_url:
        return "Amazon is publishing the login page. That usually takes less than a minute."
    return "A new login domain is being published. That takes up to five minutes, its certificate up to an hour."


def _tell(result: Result, sink: Sink) -> None:
    outcome = result.outcome
    if outcome.state == "passed":
        sink(Done(result.check, result.seconds, outcome.cause))
    elif outcome.state == "skipped":
        sink(Skipped(result.check, " ".join(part for part in (outcome.cause, outcome.mend) if part)))
    else:
        sink(Failed(result.check, result.seconds, outcome.why))

"""Plan -> events: carries actions out, independent ones side by side, each journalled before and after its calls.

One that fails holds up only what waits for it; all else is done and kept. Events reach the sink in the caller's
thread alone, whatever thread the work runs in.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from wizard.cognito.actions import KINDS
from wizard.cognito.actions.work import Keep, Work
from wizard.cognito.calls import Calls
from wizard.cognito.journal import Journal
from wizard.cognito.plan import Plan, PlannedAction
from wizard.cognito.session import Session
from wizard.errors import Stopped, WizardError
from wizard.events import Cancel, Done, Event, Failed, Sink, Skipped, Started, Waiting

_SIDE_BY_SIDE = 4
_DO = {kind.name: kind.do for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run: ids of the actions that are done, and the errors of those that are not, in plan order."""

    done: tuple[str, ...]
    errors: Mapping[str, WizardError]
    ids: Mapping[str, str]


@dataclass
class _Run:
    plan: Plan
    session: Session
    journal: Journal
    keep: Keep
    sink: Sink
    cancel: Cancel
    ids: dict[str, str]
    deeds: Mapping[str, Callable[[Work], str]]
    events: queue.SimpleQueue[Event | None] = field(default_factory=queue.SimpleQueue)
    done: dict[str, float] = field(default_factory=dict)
    errors: dict[str, WizardError] = field(default_factory=dict)
    running: dict[str, Future[None]] = field(default_factory=dict)


def execute(
    plan: Plan,
    session: Session,
    journal: Journal,
    keep: Keep,
    ids: Mapping[str, str],
    *,
    sink: Sink,
    cancel: Cancel,
    deeds: Mapping[str, Callable[[Work], str]] = _DO,
) -> Outcome:
    """Carry the plan out; `ids` are those of objects that exist ('pool', 'client'), `deeds` how each kind of action
    is done. Raises nothing that an action meets.

    On a wish to stop, calls in flight are finished and journalled, and what has not begun is skipped.
    """
    run = _Run(plan, session, journal, keep, sink, cancel, dict(ids), deeds)
    with ThreadPoolExecutor(_SIDE_BY_SIDE, thread_name_prefix="action") as pool:
        try:
            _carry_on(run, pool)
        except BaseException:  # of the sink, or an interrupt: what waits in the pool must not begin
            cancel.wish()
            raise
    while not run.events.empty():
        event = run.events.get()
        if event is not None:
            sink(event)
    for action in plan.actions:
        if action.id not in run.done and action.id not in run.errors:
            sink(Skipped(action, _why_skipped(run, action)))
    order = [action.id for action in plan.actions]
    return Outcome(
        tuple(name for name in order if name in run.done),
        {name: run.errors[name] for name in order if name in run.errors},
        run.ids,
    )


def _carry_on(run: _Run, pool: ThreadPoolExecutor) -> None:
    """Begin what can begin and tell what happens, until nothing runs any more."""
    _begin_ready(run, pool)
    while run.running:
        event = run.events.get()
        if event is not None:
            run.sink(event)
            continue
        for name in [name for name, future in run.running.items() if future.done()]:
            run.running.pop(name).result()
        _begin_ready(run, pool)


def _begin_ready(run: _Run, pool: ThreadPoolExecutor) -> None:
    if run.cancel.wished:
        return
    for action in run.plan.actions:
        begun = action.id in run.running or action.id in run.done or action.id in run.errors
        if not begun and all(name in run.done for name in action.waits_for):
            future = pool.submit(_carry_out, run, action)
            run.running[action.id] = future
            future.add_done_callback(lambda _: run.events.put(None))


def _carry_out(run: _Run, action: PlannedAction) -> None:
    def tell(text: str, seconds: float, attempt: int, attempts: int) -> None:
        run.events.put(Waiting(action, text, seconds, attempt, attempts))

    began = time.monotonic()
    run.events.put(Started(action, f"Usually {action.usually}." if action.usually else ""))
    try:
        work = Work(
            action,
            Calls(run.session, run.cancel, tell),
            run.journal,
            run.ids,
            run.keep,
            _shapes(run.session),
            run.session.identity().account,
        )
        text = run.deeds[action.kind](work)
    except WizardError as error:
        run.errors[action.id] = error
        run.events.put(Failed(action, time.monotonic() - began, error.why))
    else:
        run.done[action.id] = time.monotonic() - began
        run.events.put(Done(action, run.done[action.id], text))


def _shapes(session: Session) -> Callable[[str], object]:
    def shape(operation: str) -> object:
        return session.client("cognito-idp").meta.service_model.operation_model(operation).input_shape

    return shape


def _why_skipped(run: _Run, action: PlannedAction) -> str:
    titles = {a.id: a.title for a in run.plan.actions}
    missing = [titles[name] for name in action.waits_for if name not in run.done]
    if missing:
        return f"It needs {missing[0]} first."
    return Stopped().why.happened if run.cancel.wished else ""

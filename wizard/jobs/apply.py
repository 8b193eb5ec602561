"""Carries the plan out, goes on from where a run was cut short, and puts the client secret into the store."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wizard.cognito.executor import Outcome, execute
from wizard.cognito.plan import Plan
from wizard.cognito.planner import plan
from wizard.cognito.snapshot import Snapshot
from wizard.errors import Explanation, InputRefused, Stopped, WizardError
from wizard.events import Cancel, Progress, Sink
from wizard.jobs.adapters import Adapters
from wizard.jobs.plan import look
from wizard.jobs.secret import keep
from wizard.setup.model import Setup
from wizard.vault import Secret, SecretKey


@dataclass(frozen=True, slots=True)
class Applied:
    """The plan that was carried out, what came of it, and what exists now.

    Without a last look `snapshot` is what existed before, with the ids, the issuer and the domain of what was made.
    """

    plan: Plan
    outcome: Outcome
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class Apply:
    """`shown` is the plan that the admin agreed to; when anything else would be sent by now, nothing is.

    `show` is told the plan before anything is sent, and may raise: for those who agreed to whatever it is, so that
    Amazon is asked once and not twice. `look_again`: whether to read what exists once all is done.
    """

    adapters: Adapters
    setup: Setup
    shown: Plan | None = None
    show: Callable[[Plan], None] | None = None
    look_again: bool = True

    def run(self, sink: Sink, cancel: Cancel) -> Applied:
        """Carry out what is missing.

        Raises KeyringUnusable before anything is made, InputRefused for a plan with refusals, Stopped, and at the
        end the first error that an action met; what is done is kept.
        """
        applied = self.attempt(sink, cancel)
        for error in applied.outcome.errors.values():
            raise error
        if cancel.wished:
            raise Stopped()
        return applied

    def attempt(self, sink: Sink, cancel: Cancel) -> Applied:
        """The same, with the errors of actions in the outcome instead of raised."""
        adapters, setup = self.adapters, self.setup
        if adapters.store.keeps:
            sink(Progress(f"Trying where the client secret goes: {adapters.store.name}."))
            adapters.store.probe()
        adapters.identity(sink, cancel)
        journal = adapters.journal(setup.name)
        with journal.writing():
            snapshot = look(adapters, setup, sink, cancel)
            todo = plan(setup, snapshot)
            if self.show is not None:
                self.show(todo)
            self._agree(todo)
            keep(adapters, snapshot)
            outcome = execute(
                todo, adapters.session, journal, self._keeper(snapshot), _ids(snapshot), sink=sink, cancel=cancel
            )
            if not self.look_again:
                snapshot = _with_made(snapshot, todo, outcome)
            elif todo.actions and not cancel.wished:
                snapshot = self._look_again(snapshot, outcome, sink, cancel)
        return Applied(todo, outcome, snapshot)

    def _look_again(self, before: Snapshot, outcome: Outcome, sink: Sink, cancel: Cancel) -> Snapshot:
        """What exists now; where Amazon can't be asked, what an action met goes first, and is not lost by it."""
        try:
            return look(self.adapters, self.setup, sink, cancel)
        except WizardError:
            if outcome.errors or cancel.wished:
                return before
            raise

    def _agree(self, todo: Plan) -> None:
        if todo.refusals:
            first = todo.refusals[0]
            more = f" ({len(todo.refusals)} such differences)" if len(todo.refusals) > 1 else ""
            raise InputRefused(Explanation(first.message + more, "Nothing was sent that writes.", first.mend))
        if self.shown is not None and not _agreed(self.shown, todo):
            raise InputRefused(
                Explanation(
                    "Something changed at Amazon since the plan was shown.",
                    "Nothing was sent, since it would not be what you agreed to.",
                    "Look at the new plan, then go on.",
                )
            )

    def _keeper(self, snapshot: Snapshot) -> _Keeper:
        return _Keeper(self.adapters, snapshot.identity.account, snapshot.identity.region)


@dataclass(frozen=True, slots=True)
class _Keeper:
    adapters: Adapters
    account: str
    region: str

    def __call__(self, pool_id: str, client_id: str, secret: Secret) -> None:
        self.adapters.store.put(SecretKey(self.account, self.region, pool_id, client_id), secret)


def _agreed(shown: Plan, todo: Plan) -> bool:
    """Whether nothing would be sent that was not shown; what is done meanwhile, as by a first try, may be missing."""
    sent = {action.id: action.wanted for action in shown.actions}
    return all(action.id in sent and action.wanted == sent[action.id] for action in todo.actions)


def _ids(snapshot: Snapshot) -> dict[str, str]:
    known = {"pool": snapshot.pool_id, "client": snapshot.client_id}
    return {key: value for key, value in known.items() if value}


def _with_made(before: Snapshot, todo: Plan, outcome: Outcome) -> Snapshot:
    """What existed before, with what the answers of this run told: enough for ids, issuer and login URL."""
    if "pool" not in outcome.ids:
        return before
    done: dict[str, Any] = {a.id: a.wanted or {} for a in todo.actions if a.id in outcome.done}
    issuer = done.get("pool", {}).get("IssuerConfiguration", {})
    pool = dict(before.pool or {"IssuerConfiguration": issuer})
    pool["Id"] = outcome.ids["pool"]
    if "domain" in done:
        pool["CustomDomain" if "CustomDomainConfig" in done["domain"] else "Domain"] = done["domain"]["Domain"]
    client = before.client or ({"ClientId": outcome.ids["client"]} if "client" in outcome.ids else None)
    return dataclasses.replace(before, pool=pool, client=client)

"""What apply would do, and why: reads, changes nothing."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from wizard.cognito import history
from wizard.cognito.journal import Journal
from wizard.cognito.plan import Plan
from wizard.cognito.planner import plan
from wizard.cognito.reading import read
from wizard.cognito.snapshot import Snapshot
from wizard.events import Cancel, Progress, Sink
from wizard.jobs.adapters import Adapters
from wizard.jobs.secret import key_of, stored
from wizard.setup.model import Setup


@dataclass(frozen=True, slots=True)
class Planned:
    """The plan and what it was made from."""

    plan: Plan
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class MakePlan:
    """Reads what exists and plans."""

    adapters: Adapters
    setup: Setup

    def run(self, sink: Sink, cancel: Cancel) -> Planned:
        """Raises AmazonRefused, Stopped; refusals of the planner stand in the plan."""
        snapshot = look(self.adapters, self.setup, sink, cancel)
        return Planned(plan(self.setup, snapshot), snapshot)


def look(adapters: Adapters, setup: Setup, sink: Sink, cancel: Cancel) -> Snapshot:
    """What exists at Amazon for the setup."""
    sink(Progress("Asking Amazon what exists."))
    identity = adapters.identity(sink, cancel)
    journal = adapters.journal(setup.name)
    found = read(adapters.calls(sink, cancel), setup, identity, adapters.addresses(), journal.known())
    found = _with_history(found, journal)
    if found.client_id and found.client_secret is None:
        # after a rotation Cognito shows none: then the store's is the one
        return dataclasses.replace(found, client_secret=stored(adapters, key_of(found)))
    return found


def _with_history(found: Snapshot, journal: Journal) -> Snapshot:
    """With what the journal tells of it: what apply set and made, and when."""
    entries, known = journal.entries(), journal.known()
    if found.pool_id is None:
        made = history.made_at(entries, known["pool"]) if "pool" in known else {}
        kept = {key: at for key, at in made.items() if key == "pool"}
        return dataclasses.replace(found, made_at=kept, regions=journal.other_regions())
    pool = found.pool or {}
    ids = {"pool": found.pool_id, "client": found.client_id, "domain": pool.get("CustomDomain") or pool.get("Domain")}
    return dataclasses.replace(
        found,
        last_set=history.last_set(entries, {key: str(value) for key, value in ids.items() if value}),
        made_at=history.made_at(entries, found.pool_id),
    )

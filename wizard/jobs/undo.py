"""Removes what `apply` made for a setup, and nothing else; its secret goes from the store once its client is gone."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wizard.cognito.executor import Outcome, execute
from wizard.cognito.inside import Inside, look_inside
from wizard.cognito.journal import Entry
from wizard.cognito.made import Made, made, pools
from wizard.cognito.plan import Plan
from wizard.cognito.reading import described_pool
from wizard.cognito.removing import DEEDS
from wizard.cognito.snapshot import Snapshot
from wizard.cognito.undoing import plan
from wizard.errors import Explanation, InputRefused, KeyringUnusable, Stopped
from wizard.events import Cancel, Sink
from wizard.jobs.adapters import Adapters
from wizard.jobs.plan import look
from wizard.jobs.secret import KEPT, forget
from wizard.setup.model import Setup
from wizard.vault import Secret, SecretKey


@dataclass(frozen=True, slots=True)
class Undoable:
    """The plan of an undo and what it was made from; `files` are outputs on disk that name the app client."""

    plan: Plan
    snapshot: Snapshot
    inside: Inside
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class PlanUndo:
    """Reads what would be removed; changes nothing. `base` is the folder that relative paths of outputs start from.

    `delete_people` is the pool's name, typed by the admin: without it no account is deleted.
    """

    adapters: Adapters
    setup: Setup
    base: Path
    delete_people: str | None = None

    def run(self, sink: Sink, cancel: Cancel) -> Undoable:
        """Raises AmazonRefused, Stopped; what stands in the way is in the plan's refusals."""
        adapters, setup = self.adapters, self.setup
        snapshot = look(adapters, setup, sink, cancel)
        calls = adapters.calls(sink, cancel)
        entries = adapters.journal(setup.name).entries()
        inside, story = Inside(), Made()
        if snapshot.pool is not None:
            story = made(entries, str(snapshot.pool_id))
            inside = look_inside(calls, snapshot.pool, story)
        todo = plan(setup, snapshot, story, inside, self.delete_people)
        notes = tuple(
            f"An earlier apply of this setup made the user pool {other}, too; to undo that, put its id into pool.id."
            for other in sorted(pools(entries) - {snapshot.pool_id})
            if setup.pool.id and described_pool(calls, other)
        )
        todo = dataclasses.replace(todo, notes=todo.notes + notes)
        return Undoable(todo, snapshot, inside, tuple(self._files(snapshot)))

    def _files(self, snapshot: Snapshot) -> Iterator[Path]:
        for output in self.setup.pomerium.outputs if snapshot.client_id else ():
            path = (self.base / Path(output.path).expanduser()).absolute()
            try:
                text = path.read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            if str(snapshot.client_id) in text:
                yield path


@dataclass(frozen=True, slots=True)
class Undone:
    """The plan that was carried out, what came of it, and in `unforgotten` why the store kept the secrets."""

    plan: Plan
    outcome: Outcome
    files: tuple[Path, ...]
    unforgotten: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """`shown` is the plan that the admin agreed to; when anything else would be removed by now, nothing is.

    `show` is told the plan before anything is sent, and may raise.
    """

    adapters: Adapters
    setup: Setup
    base: Path
    delete_people: str | None = None
    shown: Plan | None = None
    show: Callable[[Plan], None] | None = None

    def run(self, sink: Sink, cancel: Cancel) -> Undone:
        """Raises InputRefused where something stands in the way, Stopped, and at the end the first error that a
        removal met; the same job goes on from there. Raises KeyringUnusable where all is removed but secrets.
        """
        done = self.attempt(sink, cancel)
        for error in done.outcome.errors.values():
            raise error
        if cancel.wished:
            raise Stopped()
        if done.unforgotten is not None:
            raise KeyringUnusable(done.unforgotten)
        return done

    def attempt(self, sink: Sink, cancel: Cancel) -> Undone:
        """The same, with the errors of removals and of the store in the answer instead of raised."""
        adapters, setup = self.adapters, self.setup
        adapters.identity(sink, cancel)
        journal = adapters.journal(setup.name)
        with journal.writing():
            found = PlanUndo(adapters, setup, self.base, self.delete_people).run(sink, cancel)
            if self.show is not None:
                self.show(found.plan)
            self._agree(found.plan)
            ids = {"pool": found.snapshot.pool_id, "client": found.snapshot.client_id}
            known = {key: value for key, value in ids.items() if value}
            before = journal.known().get("pool")
            outcome = execute(
                found.plan, adapters.session, journal, _keep_nothing, known, sink=sink, cancel=cancel, deeds=DEEDS
            )
            unforgotten = self._forget(found, before, journal.entries(), outcome)
        return Undone(found.plan, outcome, found.files, unforgotten)

    def _agree(self, todo: Plan) -> None:
        if todo.refusals:
            first = todo.refusals[0]
            raise InputRefused(Explanation(first.message, "Nothing was removed.", first.mend))
        shown = {a.id: (a.wanted, a.fields) for a in self.shown.actions} if self.shown is not None else None
        if shown is not None and any(shown.get(a.id) != (a.wanted, a.fields) for a in todo.actions):
            raise InputRefused(
                Explanation(
                    "Something changed at Amazon since the plan was shown.",
                    "Nothing was removed, since it would not be what you agreed to.",
                    "Look at the new plan, then go on.",
                )
            )

    def _forget(
        self, found: Undoable, known: str | None, entries: Sequence[Entry], outcome: Outcome
    ) -> Explanation | None:
        """Take the secrets of clients that are gone out of the store; a run that was cut short is made up for.

        What the store refuses is answered: nothing at Amazon waits for it, and errors of removals go first.
        """
        if not self.adapters.store.keeps:
            return None
        identity = self.adapters.session.identity()
        looked = self.setup.pool.id is None and not found.snapshot.problems
        absent = {known} if known and looked and known != found.snapshot.pool_id else set()
        try:
            for pool_id, client_id in _gone(found, entries, outcome, absent):
                for what in KEPT:
                    forget(self.adapters, SecretKey(identity.account, identity.region, pool_id, client_id, what))
        except KeyringUnusable as error:
            return dataclasses.replace(
                error.why,
                means="What apply made is gone at Amazon. A client secret that was kept in a keyring stays there, and "
                "opens nothing any more.",
                mend="Undo again where the keyring works; or with --secrets none, which looks for no secret.",
            )
        return None


def _gone(found: Undoable, entries: Sequence[Entry], outcome: Outcome, absent: set[str]) -> set[tuple[str, str]]:
    """(pool, client) of every client that this setup had and that is there no more; `absent` are pools that are not."""
    now = found.snapshot.pool_id or ""
    dead = set(absent)
    dead |= {e.ids.get("pool", "") for e in entries if (e.operation, e.phase) == ("delete_user_pool", "after")}
    done = [action for action in found.plan.actions if action.id in outcome.done]
    if any(action.kind == "undo pool" for action in done):
        dead.add(now)
    removed = {(action.wanted or {}).get("ClientId") for action in done if action.kind == "undo client"}
    left = {client_id for client_id, _ in found.inside.clients if client_id not in removed}
    had = {(e.ids.get("pool", ""), e.ids["client"]) for e in entries if "client" in e.ids}
    had |= {(now, client_id) for client_id in [found.snapshot.client_id] if client_id}
    return {
        (pool_id, client_id)
        for pool_id, client_id in had
        if pool_id in dead or (pool_id == now and client_id not in left)
    }


def _keep_nothing(pool_id: str, client_id: str, secret: Secret) -> None:
    """An undo makes no secret."""

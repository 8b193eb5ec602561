"""A new client secret without a moment at which sign-in fails: at each step one that works is in the store.

The new value goes into the store, then to Amazon, is proven there, becomes the one in use, is written to the
outputs; the old one is removed only once Pomerium has the new one. Cut short anywhere, the same job goes on.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wizard.checks import Target, client_secret
from wizard.checks.ask import UnreachedError
from wizard.cognito.calls import Calls, code
from wizard.cognito.journal import Journal
from wizard.cognito.plan import Plan, PlannedAction
from wizard.cognito.rotation import ADD, REMOVE, Listed, Stage, listed, new_value, plan, stage
from wizard.cognito.snapshot import Answer, Snapshot
from wizard.errors import AmazonRefused, Explanation, FaultFound, InputRefused, WizardError
from wizard.events import Cancel, Done, Failed, Progress, Sink, Started
from wizard.jobs import secret as secrets
from wizard.jobs.adapters import Adapters
from wizard.jobs.plan import look
from wizard.jobs.save import Save
from wizard.jobs.secret import FRESH, OLD
from wizard.jobs.standing import names_own_file
from wizard.setup.model import Setup
from wizard.vault import Secret, SecretKey

RELOADED = frozenset({"config-yaml"})  # Pomerium watches its configuration file (config_hot_reload, on by default)
_GONE = ("ResourceNotFoundException", "InvalidParameterException")  # no such secret, or the only one left
GRACE = 10.0  # seconds for Pomerium to read its file again, and for sign-ins under way to end
PROVING = "Proving the new secret at Amazon's token endpoint."  # told before each proof
PAUSING = "Pomerium reads its configuration again, and sign-ins under way come to their end"  # begins what is told
_REPLACED = "replaces"  # in the journal: the id of the secret that goes once the new one is taken
_NOTHING: Mapping[str, str] = {}
_PATIENCE = 60.0  # seconds in which a new secret has to work
_PAUSE = 3.0


@dataclass(frozen=True, slots=True)
class Rotation:
    """Where it stands: the plan of what is left, and what it was made from."""

    plan: Plan
    stage: Stage
    rows: tuple[Listed, ...]
    snapshot: Snapshot
    key: SecretKey
    current: Secret
    fresh: Secret | None
    by_itself: bool
    """Whether Pomerium takes the new secret up without a deed of the admin's."""


@dataclass(frozen=True, slots=True)
class Rotated:
    """What came of it: whether the old secret is gone, and the files that hold the new one."""

    finished: bool
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanRotation:
    """Reads where a rotation stands; changes nothing. `base` is where relative paths of outputs start from."""

    adapters: Adapters
    setup: Setup
    base: Path = Path()

    def run(self, sink: Sink, cancel: Cancel) -> Rotation:
        """Raises InputRefused without a store or with a client whose secrets can't be rotated, and as key_of does."""
        adapters, setup = self.adapters, self.setup
        if not adapters.store.keeps:
            raise InputRefused(_NO_STORE)
        snapshot = look(adapters, setup, sink, cancel)
        key = secrets.key_of(snapshot)
        self._allowed(snapshot.client or {}, key.client_id)
        current = secrets.client_secret(adapters, snapshot)
        if not snapshot.login_url:
            raise FaultFound(_NO_DOMAIN)
        fresh = secrets.stored(adapters, dataclasses.replace(key, what=FRESH))
        rows = listed(adapters.calls(sink, cancel), key.pool_id, key.client_id)
        at = stage(rows, current, fresh)
        outputs = setup.pomerium.outputs
        told = plan(key.client_id, rows, at, fresh=fresh is not None, files=[o.path for o in outputs])
        by_itself = bool(outputs) and all(output.format in RELOADED for output in outputs)
        by_itself = by_itself and not names_own_file(setup, self.base)
        return Rotation(told, at, rows, snapshot, key, current, fresh, by_itself)

    def _allowed(self, client: Answer, client_id: str) -> None:
        """Raise InputRefused where the client, or the boto3 that is installed, knows no second secret."""
        if client.get("ClientSecretArn"):
            raise InputRefused(_managed(client_id))
        if client.get("ClientType", "REGULAR") != "REGULAR":
            raise InputRefused(_registered(client_id))
        known = self.adapters.session.client("cognito-idp").meta.service_model.operation_names
        if not {"AddUserPoolClientSecret", "ListUserPoolClientSecrets", "DeleteUserPoolClientSecret"} <= set(known):
            raise InputRefused(_OLD_BOTO3)


@dataclass(frozen=True, slots=True)
class Rotate:
    """`base` is the folder that relative paths of outputs start from.

    `taken(rotation)` is asked, once the outputs are written, whether Pomerium has the new secret, so that the old one
    may go; with a no it stays, and the next run removes it. `grace` seconds pass before.
    """

    adapters: Adapters
    setup: Setup
    base: Path
    taken: Callable[[Rotation], bool]
    grace: float = GRACE

    def run(self, sink: Sink, cancel: Cancel) -> Rotated:
        """Raises as PlanRotation does, KeyringUnusable, AmazonRefused, FileRefused, FaultFound, Stopped."""
        self.adapters.store.probe()
        self.adapters.identity(sink, cancel)
        with self.adapters.journal(self.setup.name).writing():
            found = PlanRotation(self.adapters, self.setup, self.base).run(sink, cancel)
            if found.plan.refusals:
                first = found.plan.refusals[0]
                raise InputRefused(Explanation(first.message, "Nothing was sent that writes.", first.mend))
            return _Run(self, found, sink, cancel).run()


@dataclass
class _Run:
    job: Rotate
    found: Rotation
    sink: Sink
    cancel: Cancel
    calls: Calls = field(init=False)
    journal: Journal = field(init=False)

    def __post_init__(self) -> None:
        self.calls = self.job.adapters.calls(self.sink, self.cancel)
        self.journal = self.job.adapters.journal(self.job.setup.name)

    def run(self) -> Rotated:
        found = self.found
        fresh = found.fresh or new_value()
        if found.stage == "add":
            self._do(ADD, lambda: self._add(fresh))
        if found.stage != "tidy":
            self._prove(fresh)
        if found.stage in ("add", "take"):
            self._put(OLD, found.current)
            self._put("client_secret", fresh)
        files = self._save()
        if found.stage == "tidy":
            self._tidy(fresh)
            return Rotated(True, files)
        if not self.job.taken(found):
            return Rotated(False, files)
        self._pause()
        self._do(REMOVE, self._remove)
        self._tidy(fresh)
        return Rotated(True, files)

    def _add(self, fresh: Secret) -> None:
        """Store the value, then add it: where the answer is lost, the value is not."""
        self._put(FRESH, fresh)
        if self.found.fresh is not None and self._works(fresh):
            return  # added by a run whose answer was lost, and the older one is gone meanwhile
        about = {_REPLACED: self.found.rows[0].id}
        self._write(ADD, "add_user_pool_client_secret", about, ClientSecret=fresh.reveal())

    def _remove(self) -> None:
        """Remove the secret that the new one was added beside, and no other: a third may be somebody's since."""
        there, old = {row.id for row in self._listed()}, self._replaced()
        if len(there) < 2:
            return
        if old not in there:
            self.sink(Progress("The old secret is gone already. Another one that somebody added stays."))
            return
        try:
            self._write(REMOVE, "delete_user_pool_client_secret", ClientSecretId=old)
        except AmazonRefused as error:  # a second try, after an answer that was lost: it is gone already
            if code(error) not in _GONE or old in {row.id for row in self._listed()}:
                raise

    def _replaced(self) -> str:
        """The id that was there when the new secret was added, as the journal has it; else the oldest one's."""
        key = self.found.key
        added = [e.ids for e in self.journal.entries() if e.action == ADD and e.ids.get("client") == key.client_id]
        return added[-1].get(_REPLACED, "") if added and _REPLACED in added[-1] else self.found.rows[0].id

    def _listed(self) -> tuple[Listed, ...]:
        key = self.found.key
        return listed(self.calls, key.pool_id, key.client_id)

    def _tidy(self, fresh: Secret) -> None:
        """Prove what is left; only then are the value that waited and the old one forgotten."""
        try:
            self._prove(fresh)
        except FaultFound:
            self._back()
            raise
        for what in (FRESH, OLD):
            self.job.adapters.store.forget(self._key(what))

    def _back(self) -> None:
        """Give Pomerium the old secret again where that is the one that Amazon kept."""
        old = self.job.adapters.store.get(self._key(OLD))
        if old is not None and self._works(old):
            self._put("client_secret", old)
            self._save()

    def _save(self) -> tuple[str, ...]:
        written = Save(self.job.adapters, self.job.setup, self.job.base).run(self.sink, self.cancel)
        return tuple(str(file.path) for file in written if file.output.holds_secret)

    def _pause(self) -> None:
        if self.job.grace > 0:
            self.sink(Progress(f"{PAUSING}: {self.job.grace:g} seconds."))
            self.cancel.wait(self.job.grace)

    def _prove(self, secret: Secret) -> None:
        """Raise FaultFound unless Amazon's token endpoint takes the secret, within a minute."""
        self.sink(Progress(PROVING))
        end = time.monotonic() + _PATIENCE
        while not self._works(secret):
            if time.monotonic() + _PAUSE > end:
                raise FaultFound(_UNPROVEN)
            self.cancel.wait(_PAUSE)

    def _works(self, secret: Secret) -> bool:
        found, setup = self.found, self.job.setup
        with self.job.adapters.http() as http:
            target = Target(
                issuer=found.snapshot.issuer,
                login_url=found.snapshot.login_url,
                client_id=found.key.client_id,
                client_secret=secret,
                callback_url=setup.callback_url,
                sign_out_url=None,
                scopes=setup.client.scopes,
                provider="cognito",
                http=http,
                before_call=self.cancel.check,
            )
            try:
                return client_secret.CHECK.run(target).state == "passed"
            except UnreachedError:
                return False

    def _write(self, action: str, operation: str, about: Mapping[str, str] = _NOTHING, **request: Any) -> None:
        key = self.found.key
        ids = {"pool": key.pool_id, "client": key.client_id, **about}
        self.calls.write(
            operation, self.journal, action, ids, UserPoolId=key.pool_id, ClientId=key.client_id, **request
        )

    def _put(self, what: str, secret: Secret) -> None:
        self.job.adapters.store.put(self._key(what), secret)

    def _key(self, what: str) -> SecretKey:
        return dataclasses.replace(self.found.key, what=what)

    def _action(self, name: str) -> PlannedAction | None:
        return next((action for action in self.found.plan.actions if action.id == name), None)

    def _do(self, name: str, deed: Callable[[], None]) -> None:
        """One action of the plan, told as it begins and ends."""
        action, began = self._action(name), time.monotonic()
        if action is None:
            return
        self.sink(Started(action))
        try:
            deed()
        except WizardError as error:
            self.sink(Failed(action, time.monotonic() - began, error.why))
            raise
        self.sink(Done(action, time.monotonic() - began))


_NO_STORE = Explanation(
    "With --secrets none there is nowhere to keep a new secret.",
    "Amazon shows a secret that was added once and never again, so it would be lost.",
    "Leave --secrets none out, so that the keyring keeps it.",
)
_NO_DOMAIN = Explanation(
    "The pool has no login domain, so a new secret could not be proven before the old one goes.",
    "Nothing was changed.",
    "Run apply first.",
)
_UNPROVEN = Explanation(
    "Amazon's token endpoint does not take the new secret.",
    "The old one goes on working and is kept beside the new one.",
    "Run verify to see what stands in the way, then rotate again: it goes on from here.",
)


_OLD_BOTO3 = Explanation(
    "The boto3 that is installed here is older than Amazon's calls for a second client secret.",
    "Nothing was changed.",
    "Upgrade it: pip install --upgrade boto3. Then rotate.",
)


def _registered(client_id: str) -> Explanation:
    return Explanation(
        f"The app client {client_id} registered itself (dynamic registration): Amazon gives it no second secret.",
        "There is nothing to rotate from here.",
        "Make an app client of your own: leave client.id empty, and run apply.",
    )


def _managed(client_id: str) -> Explanation:
    return Explanation(
        f"The app client {client_id} keeps its secret in AWS Secrets Manager, where Amazon changes it by itself.",
        "There is nothing to rotate from here.",
        "Rotate it in AWS Secrets Manager, or make another app client.",
    )

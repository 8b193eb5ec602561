"""The client secret: where it is kept, and how a job gets at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from wizard.cognito.snapshot import Snapshot
from wizard.errors import Explanation, FaultFound, InputRefused, KeyringUnusable
from wizard.events import Cancel, Sink
from wizard.jobs.adapters import Adapters
from wizard.pomerium.settings import OWN_SECRETS
from wizard.vault import Secret, SecretKey

FRESH = "client_secret.next"  # a value that a rotation has begun with
OLD = "client_secret.old"  # the value that it replaces, until Amazon has removed it
KEPT = ("client_secret", FRESH, OLD, *OWN_SECRETS)
"""Every secret that a setup may have in the store."""


@dataclass(frozen=True, slots=True)
class Store:
    """A secret store that works: its name in a person's words, and whether it keeps anything."""

    name: str
    keeps: bool


@dataclass(frozen=True, slots=True)
class TryStore:
    """Proves with a made-up value that the store keeps what it is given, before anything is made."""

    adapters: Adapters

    def run(self, sink: Sink, cancel: Cancel) -> Store:
        """The store. Raises KeyringUnusable; a locked store may show a question of its own meanwhile."""
        del sink
        cancel.check()
        store = self.adapters.store
        store.probe()
        return Store(store.name, store.keeps)


def key_of(snapshot: Snapshot) -> SecretKey:
    """The name under which the store keeps the secret.

    Raises FaultFound while there is no app client, InputRefused where only the admin can say which is meant.
    """
    if snapshot.problems:
        first = snapshot.problems[0]
        raise InputRefused(Explanation(first.message, mend=first.mend))
    if not (snapshot.pool_id and snapshot.client_id):
        raise FaultFound(not_made(snapshot))
    return SecretKey(snapshot.identity.account, snapshot.identity.region, snapshot.pool_id, snapshot.client_id)


def stored(adapters: Adapters, key: SecretKey) -> Secret | None:
    """What the store has, for who only reads. Raises KeyringUnusable, told as that."""
    with _told("So the client secret can't be read from it."):
        return adapters.store.get(key)


def is_rotating(adapters: Adapters, key: SecretKey) -> bool:
    """Whether a rotation was begun and goes on from a stored value. Raises KeyringUnusable, told as that."""
    return stored(adapters, replace(key, what=FRESH)) is not None


def forget(adapters: Adapters, key: SecretKey) -> bool:
    """Take it out of the store; False when there was none. Raises KeyringUnusable, told as that."""
    with _told("So a client secret that it holds stays there."):
        return adapters.store.forget(key)


@contextmanager
def _told(means: str) -> Iterator[None]:
    """Nothing was to be created here: say what is left undone instead."""
    try:
        yield
    except KeyringUnusable as error:
        from wizard.errors.keyring import NOWHERE

        raise KeyringUnusable(replace(error.why, means=error.why.means.replace(NOWHERE, means))) from error


def client_secret(adapters: Adapters, snapshot: Snapshot) -> Secret:
    """The secret: from the store first, since Cognito never shows the newer one after a rotation.

    Raises FaultFound where neither has one, KeyringUnusable where the store can't be asked.
    """
    secret = stored(adapters, key_of(snapshot)) or snapshot.client_secret
    if secret is None:
        raise FaultFound(
            Explanation(
                f"Neither {adapters.store.name} nor Cognito has a secret of the app client {snapshot.client_id}.",
                "Pomerium can't sign people in without it.",
                "Run apply with an app client that has a secret.",
            )
        )
    return secret


def keep(adapters: Adapters, snapshot: Snapshot) -> bool:
    """Put the secret that Cognito shows into the store where it has none yet; whether that was needed."""
    if not (adapters.store.keeps and snapshot.client_id and snapshot.client_secret):
        return False
    key = key_of(snapshot)
    if adapters.store.get(key) is not None:
        return False
    adapters.store.put(key, snapshot.client_secret)
    return True


def not_made(snapshot: Snapshot) -> Explanation:
    """What to say while there is nothing to work with."""
    missing = "app client" if snapshot.pool_id else "user pool"
    if snapshot.regions:
        return Explanation(
            f"There is no {missing} for this setup in {snapshot.identity.region}: it was made in "
            f"{' and '.join(snapshot.regions)}.",
            "A pool stays in the region that it was made in, and is to be found there alone.",
            "Set aws.region to that one; or run apply, which makes another in this region.",
        )
    return Explanation(
        f"There is no {missing} for this setup yet.",
        "Nothing can be verified, rendered, saved or rotated before it is made.",
        "Run apply first.",
    )

"""What was done: an append-only record, one line before and one after every call that writes.

It survives kill -9: each line is on disk before the call goes out, and a line cut short is passed over. It holds
ids, never a secret. One journal an account, region and setup name; each line carries all three, and lines of
another are not read.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from wizard import storage
from wizard.cognito.session import Identity
from wizard.errors import AmazonRefused, Explanation, FileRefused

_MADE = {"create_user_pool": "pool", "create_user_pool_client": "client"}
_FACTORS = "set_user_pool_mfa_config"
_TOLD = {"at", "action", "operation", "phase"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: the action, the API operation, its phase and the ids it concerns.

    The phase is 'before' and then 'after', 'failed' (certainly not carried out), or 'unsure' (the answer was lost).
    `change` holds what an update asked for, by dotted path: the value before and the value after.
    """

    at: str
    action: str
    operation: str
    phase: str
    ids: Mapping[str, str]
    change: Mapping[str, Any] = field(default_factory=dict)


class Journal:
    """The record of one setup in one account and region; safe to write from several threads."""

    def __init__(self, state: Path, identity: Identity, setup: str) -> None:
        self._state, self._identity = state, identity
        self._whose = {"account": identity.account, "region": identity.region, "setup": setup}
        self._path = state / "journals" / f"{identity.account}-{identity.region}-{setup}.jsonl"
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one writer while the block runs; raises AmazonRefused when another run holds this setup."""
        with contextlib.ExitStack() as stack:
            try:
                storage.private_folder(self._path.parent)
                stack.enter_context(storage.locked(self._path.with_suffix(".lock")))
            except storage.Busy:
                raise AmazonRefused(
                    Explanation(
                        f"Another run is working on the setup {self._whose['setup']} right now.",
                        "Two at once could make things twice, so this one has done nothing.",
                        "Wait until the other has ended, or stop it; then run this again.",
                    )
                ) from None
            except OSError as error:
                raise self._refused("written", error) from error
            yield

    def write(
        self, action: str, operation: str, phase: str, ids: Mapping[str, str], change: Mapping[str, Any] | None = None
    ) -> None:
        """Add a line and wait until the disk has it; raises FileRefused where the disk refuses."""
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
        line = {"at": now, **self._whose, "action": action, "operation": operation, "phase": phase, "ids": dict(ids)}
        if change:
            line["change"] = dict(change)
        try:
            with self._lock:
                storage.private_folder(self._path.parent)
                storage.append_private(self._path, json.dumps(line))
        except OSError as error:
            raise self._refused("written", error) from error

    def entries(self) -> tuple[Entry, ...]:
        """All lines of this account, region and setup, oldest first; () when there is no journal."""
        try:
            text = self._path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise self._refused("read", error) from error
        found = (_parsed(line) for line in text.splitlines())
        return tuple(
            Entry(line["at"], line["action"], line["operation"], line["phase"], line["ids"], line.get("change", {}))
            for line in found
            if line and all(line.get(key) == value for key, value in self._whose.items())
        )

    def known(self) -> dict[str, str]:
        """The newest id of each object that calls made and did not remove, as {'pool': ..., 'client': ...}.

        What was there before and only changed is not among them: which that is, the setup alone says. 'mfa' is the
        pool whose second factor was set.
        """
        ids: dict[str, str] = {}
        for entry in self.entries():
            made = _MADE.get(entry.operation)
            if entry.phase == "after" and made and made in entry.ids:
                ids[made] = entry.ids[made]
            if entry.phase == "after" and entry.operation == _FACTORS:
                ids["mfa"] = entry.ids.get("pool", "")
            if (
                entry.phase == "after"
                and entry.operation == "delete_user_pool"
                and entry.ids.get("pool") == ids.get("pool")
            ):
                ids = {}
            if entry.phase == "after" and entry.operation == "delete_user_pool_client":
                ids = {name: id for name, id in ids.items() if (name, id) != ("client", entry.ids.get("client"))}
        return ids

    def other_regions(self) -> tuple[str, ...]:
        """Other regions where this setup made a pool, in this account, that its journal doesn't remove."""
        account, setup = self._whose["account"], self._whose["setup"]
        found = []
        for path in sorted(self._path.parent.glob(f"{account}-*-{setup}.jsonl")):
            region = path.name[len(account) + 1 : -len(f"-{setup}.jsonl")]
            there = Journal(self._state, replace(self._identity, region=region), setup)
            if region != self._whose["region"] and "pool" in there.known():
                found.append(region)
        return tuple(found)

    def _refused(self, done: str, error: OSError) -> FileRefused:
        return FileRefused(
            Explanation(
                f"The journal {self._path} can't be {done}.",
                "Without it an interrupted run could not be continued safely, so nothing more was sent.",
                "Free space or mend the folder's permissions, then run this again.",
                str(error),
            )
        )


def _parsed(line: str) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except ValueError:
        return None
    whole = isinstance(value, dict) and isinstance(value.get("ids"), dict) and value.keys() >= _TOLD
    return value if whole else None

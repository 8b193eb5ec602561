"""Where a rotation of the client secret stands: from what Amazon lists and what the store has; pure but for `listed`.

Amazon holds two secrets of a client at most, and both are good until one is deleted. It lists their ids and dates,
never a value, and DescribeUserPoolClient shows only the one that the client was made with.
"""

from __future__ import annotations

import secrets
import string
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from wizard.cognito.calls import Calls
from wizard.cognito.plan import FieldChange, Plan, PlannedAction
from wizard.setup.fault import Fault
from wizard.vault import Secret

Stage = Literal["add", "take", "remove", "tidy"]
ADD, REMOVE = "client.secret.add", "client.secret.remove"
_LENGTH = 52  # as Amazon's own; the model allows 24 to 64 of [\w+]
_SIGNS = string.ascii_lowercase + string.digits


@dataclass(frozen=True, slots=True)
class Listed:
    """A secret at Amazon: its id and the day and time when it was made, as text."""

    id: str
    made: str


def listed(calls: Calls, pool_id: str, client_id: str) -> tuple[Listed, ...]:
    """The client's secrets, oldest first. Raises AmazonRefused, Stopped."""
    answer = calls.read("list_user_pool_client_secrets", UserPoolId=pool_id, ClientId=client_id)
    rows: list[Any] = sorted(answer["ClientSecrets"], key=lambda row: row["ClientSecretCreateDate"])
    return tuple(
        Listed(str(row["ClientSecretId"]), f"{row['ClientSecretCreateDate']:%Y-%m-%d %H:%M} UTC") for row in rows
    )


def new_value() -> Secret:
    """A value of our own: it is in the store before Amazon hears of it, so that no crash can lose it."""
    return Secret("".join(secrets.choice(_SIGNS) for _ in range(_LENGTH)))


def stage(rows: Sequence[Listed], current: Secret | None, fresh: Secret | None) -> Stage:
    """What comes next. `current` is what Pomerium is given, `fresh` the value that waits in the store.

    With one secret at Amazon and a fresh value that Pomerium has already, all but tidying up is done.
    """
    if fresh is None or (len(rows) < 2 and fresh != current):
        return "add"
    if len(rows) < 2:
        return "tidy"
    return "remove" if fresh == current else "take"


def plan(client: str, rows: Sequence[Listed], at: Stage, *, fresh: bool, files: Sequence[str]) -> Plan:
    """What the rotation would send, in words; `files` are the outputs that hold the secret.

    Two secrets of which none is ours stand in the way: which one Pomerium uses, nobody but the admin knows.
    """
    if len(rows) > 1 and not fresh:
        return Plan(refusals=(_two(client, rows),))
    actions: list[PlannedAction] = []
    if at == "add":
        actions.append(
            PlannedAction(
                ADD,
                "secret",
                "create",
                f"Second secret of the app client {client}",
                "The one in use goes on working beside it.",
                (FieldChange("Into", None, ", ".join(["the secret store", *files])),),
            )
        )
    if at != "tidy":
        old = rows[0]
        actions.append(
            PlannedAction(
                REMOVE,
                "secret",
                "delete",
                f"Secret of {old.made}",
                "Once Pomerium has the new one.",
                (FieldChange("Secret ID", None, old.id),),
                waits_for=(ADD,) if actions else (),
            )
        )
    note = "Pomerium knows its sessions by the client secret: once it has the new one, everybody signs in again."
    return Plan(tuple(actions), notes=(note,) if at in ("add", "take") else ())


def _two(client: str, rows: Sequence[Listed]) -> Fault:
    told = " and ".join(f"{row.id} of {row.made}" for row in rows)
    return Fault(
        "client.id",
        "client.secret.two",
        "fault",
        f"The app client {client} has two secrets already ({told}), which is all that Amazon allows, and no rotation"
        " was begun here.",
        "Find out which one Pomerium uses, and delete the other: aws cognito-idp delete-user-pool-client-secret.",
        "AddUserPoolClientSecret: two secrets a client at most",
    )

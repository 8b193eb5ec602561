"""Setup and Snapshot -> Plan. Pure: asks nobody, changes nothing, gives the same plan for the same two."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from wizard.cognito.actions import KINDS
from wizard.cognito.plan import FieldChange, Plan, PlannedAction
from wizard.cognito.snapshot import Snapshot
from wizard.setup.fault import Fault
from wizard.setup.model import Setup


def plan(setup: Setup, have: Snapshot) -> Plan:
    """What would make Amazon match the setup, in an order that can be carried out."""
    found = [item for kind in KINDS for item in kind.plan(setup, have)]
    actions = [_made_again(item, have) for item in found if isinstance(item, PlannedAction)]
    refusals = (*have.problems, *(item for item in found if isinstance(item, Fault)))
    return Plan(ordered(actions), refusals, have.notes)


_TAKEN_INTO = {"group": "groups", "user": "users"}  # keys that could go without what is gone
_COSTS = {
    "pool": "The new one has another ID, another issuer and nobody in it; files for Pomerium have to be saved anew.",
    "client": "The new one has another ID and secret; files for Pomerium have to be saved anew.",
}


def _made_again(action: PlannedAction, have: Snapshot) -> PlannedAction:
    """The action, told as a drift where `apply` made the thing before and somebody removed it at Amazon."""
    at = have.made_at.get(_thing(action, have)) if action.change == "create" else None
    if at is None:
        return action
    key = _TAKEN_INTO.get(action.kind, "")
    line = FieldChange("At Amazon", "removed", "made again", drift=True, since=at, path=key)
    sentence = _COSTS.get(action.kind, action.sentence)
    return dataclasses.replace(action, sentence=sentence, fields=(line, *action.fields))


def _thing(action: PlannedAction, have: Snapshot) -> str:
    """What the action makes, by a key of `made_at`."""
    wanted = action.wanted or {}
    match action.kind:
        case "client":
            return next((key for key in have.made_at if key.startswith("client:")), "")
        case "domain":
            return f"domain:{wanted['Domain']}"
        case "branding":
            return f"branding:{wanted.get('ClientId') or have.client_id}"
        case _:
            return action.id


def ordered(actions: Sequence[PlannedAction]) -> tuple[PlannedAction, ...]:
    """The actions, each waiting only for what is among them."""
    ids = [action.id for action in actions]
    return tuple(_waiting(action, ids) for action in actions)


def _waiting(action: PlannedAction, ids: list[str]) -> PlannedAction:
    """The action waiting only for what is in this plan; 'branding*' stands for each id that begins so."""
    waits = [i for i in ids if i != action.id and any(_meant(i, wanted) for wanted in action.waits_for)]
    return dataclasses.replace(action, waits_for=tuple(waits))


def _meant(action_id: str, wanted: str) -> bool:
    return action_id == wanted or (wanted.endswith("*") and action_id.startswith(wanted[:-1]))

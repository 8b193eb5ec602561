"""Setup and Snapshot -> Plan. Pure: asks nobody, changes nothing, gives the same plan for the same two."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from wizard.cognito.actions import KINDS
from wizard.cognito.plan import Plan, PlannedAction
from wizard.cognito.snapshot import Snapshot
from wizard.setup.fault import Fault
from wizard.setup.model import Setup


def plan(setup: Setup, have: Snapshot) -> Plan:
    """What would make Amazon match the setup, in an order that can be carried out."""
    found = [item for kind in KINDS for item in kind.plan(setup, have)]
    actions = [item for item in found if isinstance(item, PlannedAction)]
    refusals = (*have.problems, *(item for item in found if isinstance(item, Fault)))
    return Plan(ordered(actions), refusals, have.notes)


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

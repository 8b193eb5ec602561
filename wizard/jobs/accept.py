"""Takes what Amazon has into the setup: the other answer to a difference, where apply would put it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wizard.cognito.adopted import everything
from wizard.cognito.plan import FieldChange, Plan
from wizard.cognito.snapshot import Snapshot
from wizard.errors import Explanation, InputRefused
from wizard.setup.model import EmailSender, Setup, SmsSender

ALL = "all"


@dataclass(frozen=True, slots=True)
class Accepted:
    """The setup as Amazon has it in these keys, and the differences that are gone with it."""

    setup: Setup
    changes: tuple[FieldChange, ...]


def acceptable(plan: Plan) -> tuple[FieldChange, ...]:
    """The differences that a key of the setup could take."""
    return tuple(field for action in plan.actions for field in action.fields if field.path and field.before is not None)


def accept(setup: Setup, plan: Plan, have: Snapshot, keys: Sequence[str]) -> Accepted:
    """The setup with Amazon's values under `keys` ('all': every one that differs). Raises InputRefused for a key
    that differs in nothing, or that has no place in a setup file.
    """
    offered = acceptable(plan)
    names = {field.path for field in offered}
    strange = [key for key in keys if key != ALL and key not in names]
    if strange or (not names and keys):
        raise InputRefused(_not_there(strange, sorted(names)))
    chosen = tuple(field for field in offered if ALL in keys or field.path in keys)
    values = everything(have)
    for field in chosen:
        setup = setup.replace(field.path, _value(field.path, values))
    return Accepted(setup, chosen)


def _value(path: str, values: dict[str, Any]) -> Any:
    """What Amazon has there; of a sender, which is a section of its own, the whole."""
    if path == "pool.email":
        arn = values.get("pool.email.source_arn")
        return EmailSender(arn, values.get("pool.email.from")) if arn else None
    if path == "pool.sms":
        role = values.get("pool.sms.role_arn")
        return (
            SmsSender(role, values.get("pool.sms.external_id") or "", values.get("pool.sms.region")) if role else None
        )
    return values[path]


def _not_there(strange: list[str], names: list[str]) -> Explanation:
    offered = (
        f"What could be taken: {', '.join(names)}." if names else "Nothing differs that a setup file has a key for."
    )
    what = f"{', '.join(strange)}: no difference of this plan." if strange else "There is nothing to take."
    return Explanation(what, "The setup file is as it was.", offered)

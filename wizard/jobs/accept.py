"""Takes what Amazon has into the setup: the other answer to a difference, where apply would put it back. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from wizard.cognito.actions.client import LIFETIMES, MINUTES
from wizard.cognito.adopted import everything
from wizard.cognito.plan import FieldChange, Plan
from wizard.cognito.snapshot import Snapshot
from wizard.errors import Explanation, InputRefused
from wizard.setup import rules
from wizard.setup.fault import Fault
from wizard.setup.model import EmailSender, Setup, SmsSender, User

ALL = "all"


@dataclass(frozen=True, slots=True)
class Accepted:
    """The setup as Amazon has it in `paths`. Of those in `left` a rule says no to what Amazon has."""

    setup: Setup
    paths: tuple[str, ...]
    left: tuple[Fault, ...] = ()


def acceptable(plan: Plan) -> tuple[str, ...]:
    """Keys of the setup that could take what Amazon has: of differences, and of what is fixed at creation."""
    fields = (field.path for action in plan.actions for field in action.fields if field.before is not None)
    fixed = (fault.field for fault in plan.refusals if _is_fixed(fault))
    return tuple(dict.fromkeys(path for path in (*fields, *fixed) if path))


def keyless(plan: Plan) -> tuple[FieldChange, ...]:
    """What somebody changed that no key of a setup file stands for: it can be put back, or left by not applying."""
    return tuple(field for action in plan.actions for field in action.fields if field.drift and not field.path)


def drifts(plan: Plan) -> tuple[FieldChange, ...]:
    """All that somebody changed at Amazon."""
    return tuple(field for action in plan.actions for field in action.fields if field.drift)


def accept(setup: Setup, plan: Plan, have: Snapshot, keys: Sequence[str]) -> Accepted:
    """The setup with Amazon's values under `keys` ('all': every one that differs, as far as the rules allow).

    Raises InputRefused for a key that differs in nothing, or under which a rule says no to what Amazon has.
    """
    offered = acceptable(plan)
    strange = [key for key in keys if key != ALL and key not in offered]
    if strange or (not offered and keys):
        raise InputRefused(_not_there(strange, offered))
    waiting = [path for path in offered if ALL in keys or path in keys]
    taken: list[str] = []
    against: dict[str, Fault] = {}
    # what one key forbids another may allow, as a plan for the kind of login page: so again, while there is progress
    while any(path not in taken for path in waiting):
        before = len(taken)
        for path in [path for path in waiting if path not in taken]:
            then = _with(setup, path, plan, have)
            fault = _uncountable(path, have) or _new_fault(setup, then)
            if fault is None:
                setup = then
                taken.append(path)
                against.pop(path, None)
            else:
                against[path] = fault
        if len(taken) == before:
            break
    left = tuple(against.values())
    if left and ALL not in keys:
        raise InputRefused(Explanation(left[0].message, "The setup file is as it was.", left[0].mend))
    return Accepted(setup, tuple(path for path in waiting if path in taken), left)


def _uncountable(path: str, have: Snapshot) -> Fault | None:
    """A lifetime that the setup file's unit can't tell."""
    client = have.client or {}
    for key, member, units, ours, usual, value, _ in LIFETIMES if client else ():
        theirs = (client.get("TokenValidityUnits") or {}).get(units, usual)
        now = client.get(member) or value
        if key == path and not (now * MINUTES[theirs] / MINUTES[ours]).is_integer():
            happened = f"Amazon has {now} {theirs} there, and a setup file counts whole {ours}."
            mend = f"Choose a number of {ours}, or let apply put it back."
            return Fault(path, "accept.unit", "fault", happened, mend, "TokenValidityUnits of DescribeUserPoolClient")
    return None


def _new_fault(before: Setup, after: Setup) -> Fault | None:
    there = {(fault.rule, fault.field) for fault in rules.check(before)}
    return next((f for f in rules.check(after) if f.level == "fault" and (f.rule, f.field) not in there), None)


def _with(setup: Setup, path: str, plan: Plan, have: Snapshot) -> Setup:
    fixed = next((fault for fault in plan.refusals if fault.field == path and _is_fixed(fault)), None)
    if fixed is not None:
        return setup.replace(path, fixed.fix)
    if path == "groups":
        return _without_groups(setup, plan)
    if path == "users":
        return _without_people(setup, plan)
    return setup.replace(path, _value(path, setup, everything(have)))


def _is_fixed(fault: Fault) -> bool:
    return fault.rule.endswith(".fixed") and fault.fix is not None


def _value(path: str, setup: Setup, values: dict[str, Any]) -> Any:
    """What Amazon has there; of a sender, which is a section of its own, the whole; of tags those of the setup."""
    if path == "pool.email":
        arn = values.get("pool.email.source_arn")
        return EmailSender(arn, values.get("pool.email.from")) if arn else None
    if path == "pool.sms":
        role, outside = values.get("pool.sms.role_arn"), values.get("pool.sms.external_id") or ""
        return SmsSender(role, outside, values.get("pool.sms.region")) if role else None
    if path == "pool.tags":
        now = dict(values[path])
        return tuple((key, now[key]) for key, _ in setup.pool.tags if key in now)
    return values[path]


def _drifted(plan: Plan, kind: str) -> dict[str, Any]:
    """Names of the groups or people that somebody removed or took out, with what the action wants."""
    return {
        action.id.partition(":")[2]: action
        for action in plan.actions
        if action.kind == kind and any(field.drift for field in action.fields)
    }


def _without_groups(setup: Setup, plan: Plan) -> Setup:
    gone = _drifted(plan, "group")
    kept = tuple(name for name in setup.groups if name not in gone)
    people = tuple(
        replace(user, groups=tuple(group for group in user.groups if group not in gone)) for user in setup.users
    )
    setup = setup.replace("groups", kept)
    return setup if people == setup.users else setup.replace("users", people)


def _without_people(setup: Setup, plan: Plan) -> Setup:
    found = _drifted(plan, "user")
    people: list[User] = []
    for user in setup.users:
        action = found.get(user.username or user.email)
        if action is None:
            people.append(user)
        elif action.change == "update":
            people.append(replace(user, groups=tuple(g for g in user.groups if g not in action.wanted["groups"])))
    return setup.replace("users", tuple(people))


def _not_there(strange: Sequence[str], offered: Sequence[str]) -> Explanation:
    could = f"What could be taken: {', '.join(offered)}." if offered else "Nothing differs that it has a key for."
    what = f"{', '.join(strange)}: no difference of this plan." if strange else "There is nothing to take."
    return Explanation(what, "The setup file is as it was.", could)

"""`plan FILE`: what apply would do, and why; nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wizard.cli.ending import CHANGES_PENDING, Answer
from wizard.cli.options import Call, answering
from wizard.cli.reach import reach
from wizard.cli.setup_file import all_faults, file_argument, read_setup
from wizard.errors import Explanation, FileRefused, InputRefused

if TYPE_CHECKING:
    from wizard.cognito.plan import Plan
    from wizard.jobs.accept import Accepted
    from wizard.jobs.plan import Planned
    from wizard.setup.model import Setup


@answering(
    "plan", example="plan corp.yaml --detailed-exitcode", short_help="Show what apply would do; changes nothing."
)
@file_argument
@click.option("--detailed-exitcode", is_flag=True, help="End with 5 when changes are pending.")
@click.option(
    "--accept",
    "keys",
    metavar="KEY",
    multiple=True,
    help="Take what Amazon has under this key into FILE instead of changing it back; all: every such key.",
)
def command(call: Call, file: Path, detailed_exitcode: bool, keys: tuple[str, ...]) -> Answer:
    """Show what apply would do for the setup FILE, and why: + is created, ~ changed, - removed. Changes nothing.

    What somebody changed at Amazon since apply set it is marked. apply puts it back: the file is what counts, also
    with --yes. --accept writes what Amazon has into FILE instead, under that key alone.
    """
    from wizard.jobs.plan import MakePlan

    setup = read_setup(call, file)
    with reach(call, setup) as there:
        planned = there.run(MakePlan(there.adapters, setup))
        taken = _accepted(call, file, setup, planned, keys) if keys else None
        if taken is not None:
            planned = there.run(MakePlan(there.adapters, taken.setup))
    plan = planned.plan
    show(call, plan, file)
    for line in _choices(call, plan, file):
        call.printer.say(line)
    pending = detailed_exitcode and plan.count("none") < len(plan.actions)
    accepted = {"accepted": list(taken.paths)} if taken is not None else {}
    return Answer(CHANGES_PENDING if pending else 0, values=told(plan) | accepted)


def _accepted(call: Call, file: Path, setup: Setup, planned: Planned, keys: tuple[str, ...]) -> Accepted:
    """Amazon's values, written into the file; all else in it stays."""
    from wizard import storage
    from wizard.jobs.accept import accept
    from wizard.setup.file import read, update

    taken = accept(setup, planned.plan, planned.snapshot, keys)
    try:
        storage.rewrite(file, update(read(file).text, taken.setup))
    except OSError as error:
        happened = f"{file} can't be written: {error.strerror or error}."
        mend = "Mend its permissions, then run this again."
        raise FileRefused(Explanation(happened, "It is as it was.", mend)) from error
    for path in taken.paths:
        call.printer.say(f"{file.name}: {path} is now as at Amazon.")
    told = [fault for fault in all_faults(read(file)) if fault.field in taken.paths]
    call.printer.faults(told, file, aside=True)
    for fault in taken.left:
        call.printer.note(
            f"{file.name}: {fault.field} stays, since Amazon's value is none for a setup. {fault.message}"
        )
    return taken


def _choices(call: Call, plan: Plan, file: Path) -> Iterator[str]:
    """What can be done about what somebody changed at Amazon: put it back, or keep it."""
    from wizard.jobs.accept import acceptable, drifts, keyless

    found = drifts(plan)
    if not found:
        return
    yield f"Changed at Amazon since: {len(found)}. `{call.again('apply', file)}` puts it back."
    keys = [path for path in acceptable(plan) if any(field.path == path for field in found)]
    if keys:
        flags = " ".join(f"--accept {key}" for key in keys)
        yield f"To keep what Amazon has: `{call.again('plan', file)} {flags}`, or some of these."
    names = ", ".join(dict.fromkeys(field.field for field in keyless(plan)))
    if names:
        yield f"No key of a setup file stands for: {names}. Put it back, or leave it by not applying."


def show(call: Call, plan: Plan, file: Path) -> None:
    """Print the plan. Raises InputRefused, after printing them, for differences that stand in its way."""
    call.printer.faults(plan.refusals, file, aside=True)
    if plan.refusals:
        several = len(plan.refusals) > 1
        raise InputRefused(
            Explanation(
                f"{len(plan.refusals)} thing{'s stand' if several else ' stands'} in the way of this plan.",
                "Nothing was sent that writes.",
                f"Mend {'them' if several else 'it'} in {file.name}, then run this again.",
            )
        )
    call.printer.plan(plan)


def told(plan: Plan) -> dict[str, Any]:
    """The plan's counts, as members of the JSON result."""
    return {
        "create": plan.count("create"),
        "change": plan.count("update"),
        "remove": plan.count("delete"),
        "drift": sum(field.drift for action in plan.actions for field in action.fields),
        "notes": list(plan.notes),
    }

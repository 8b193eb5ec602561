"""`plan FILE`: what apply would do, and why; nothing is changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wizard.cli.ending import CHANGES_PENDING, Answer
from wizard.cli.options import Call, answering
from wizard.cli.reach import reach
from wizard.cli.setup_file import file_argument, read_setup
from wizard.errors import Explanation, FileRefused, InputRefused

if TYPE_CHECKING:
    from wizard.cognito.plan import Plan
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

    What somebody changed at Amazon since apply set it is marked; apply puts it back, --accept keeps it.
    """
    from wizard.jobs.plan import MakePlan

    setup = read_setup(call, file)
    with reach(call, setup) as there:
        planned = there.run(MakePlan(there.adapters, setup))
        if keys:
            setup = _accepted(call, file, setup, planned, keys)
            planned = there.run(MakePlan(there.adapters, setup))
    plan = planned.plan
    show(call, plan, file)
    pending = detailed_exitcode and plan.count("none") < len(plan.actions)
    return Answer(CHANGES_PENDING if pending else 0, values=told(plan))


def _accepted(call: Call, file: Path, setup: Setup, planned: Planned, keys: tuple[str, ...]) -> Setup:
    """The setup with Amazon's values, written into the file; all else in it stays."""
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
    for field in taken.changes:
        call.printer.say(f"{file.name}: {field.path} is now {field.before}, as at Amazon.")
    return taken.setup


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
        "notes": list(plan.notes),
    }

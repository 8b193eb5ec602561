"""`undo FILE`: removes what `apply` made for a setup, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wizard.cli import plan as planning
from wizard.cli.asking import agree
from wizard.cli.ending import Answer
from wizard.cli.options import Call, answering
from wizard.cli.printing import words
from wizard.cli.reach import Reach, reach
from wizard.cli.setup_file import file_argument, read_setup
from wizard.errors import Explanation, InputRefused, KeyringUnusable, Stopped

if TYPE_CHECKING:
    from wizard.cognito.plan import Plan
    from wizard.jobs.undo import Undo, Undone
    from wizard.setup.model import Setup

_NOTHING = "Nothing to undo: nothing of this setup is there."


@answering("undo", example="undo corp.yaml", short_help="Remove what apply made for this setup, and nothing else.")
@file_argument
@click.option("--yes", is_flag=True, help="Don't ask; needed where no terminal is. Never deletes accounts by itself.")
@click.option(
    "--delete-people", metavar="POOL_NAME", help="The pool's name, typed: then accounts in it may be deleted, too."
)
def command(call: Call, file: Path, yes: bool, delete_people: str | None) -> Answer:
    """Show what would be removed, then remove it after a yes; an interrupted undo goes on by the same command.

    What others put into the pool stops it, named. Changed settings of a pool that was there before get their old
    values. The setup file and the written outputs stay.
    """
    setup = read_setup(call, file)
    with reach(call, setup) as there:
        done = _carried_out(there, setup, file, yes, delete_people)
        values = planning.told(done.plan) | {
            "done": list(done.outcome.done),
            "files": [str(path) for path in done.files],
        }
        short = _short(there, done, file, delete_people)
        if short is not None:
            return Answer(short.status, values=values, why=short.why)
        if words.changes(done.plan):
            call.printer.say(_told(done, there.adapters.store.keeps))
        return Answer(values=values)


def _carried_out(there: Reach, setup: Setup, file: Path, yes: bool, delete_people: str | None) -> Undone:
    from wizard.jobs.undo import PlanUndo, Undo

    base = file.absolute().parent
    call = there.call

    def show(plan: Plan) -> None:
        call.printer.still()
        _show(call, plan, file)

    if yes:
        return there.run(_Attempt(Undo(there.adapters, setup, base, delete_people, show=show)))
    plan = there.run(PlanUndo(there.adapters, setup, base, delete_people)).plan
    show(plan)
    if words.changes(plan):
        agree(call, words.deed(plan), "undo", file, *_people(delete_people))
    return there.run(_Attempt(Undo(there.adapters, setup, base, delete_people, shown=plan)))


class _Attempt:
    """Undo as a job whose errors stand in its outcome."""

    def __init__(self, undo: Undo) -> None:
        self.run = undo.attempt


def _show(call: Call, plan: Plan, file: Path) -> None:
    """Print the plan. Raises InputRefused, after printing them, for what stands in its way."""
    call.printer.faults(plan.refusals, None, aside=True)
    if plan.refusals:
        several = len(plan.refusals) > 1
        what = f"{len(plan.refusals)} thing{'s stand' if several else ' stands'}"
        raise InputRefused(
            Explanation(
                f"{what} in the way of an undo of {file.name}.",
                "Nothing was removed.",
                "What to do stands beside each." if several else "What to do stands beside it.",
            )
        )
    if plan.actions:
        call.printer.plan(plan)
        return
    for text in plan.notes:
        call.printer.say(f"Note: {text}")
    call.printer.say(_NOTHING)


def _people(delete_people: str | None) -> tuple[str, ...]:
    """The option again, for the command that goes on."""
    return ("--delete-people", delete_people) if delete_people is not None else ()


def _short(there: Reach, done: Undone, file: Path, delete_people: str | None) -> Answer | None:
    """What to end with when not all was removed; None when all was."""
    again = there.call.again("undo", file, *_people(delete_people))
    if there.cancel.wished:
        why = Explanation("Stopped.", "What is removed stays removed.", f"`{again}` goes on from there.")
        return Answer(Stopped.status, why=why)
    errors = done.outcome.errors
    if not errors:
        lost = done.unforgotten
        return None if lost is None else Answer(KeyringUnusable.status, why=lost)
    first = next(iter(errors.values()))
    titles = {action.id: action.title for action in done.plan.actions}
    left = len(done.plan.actions) - len(done.outcome.done)
    why = Explanation(
        f"{', '.join(titles[name] for name in errors)}: {first.why.happened}",
        f"{left} of {len(titles)} not removed.",
        f"{first.why.mend} `{again}` goes on from there.".lstrip(),
        first.why.details,
    )
    return Answer(first.status, why=why)


def _told(done: Undone, kept: bool) -> str:
    told = "What apply made is removed"
    told += ", and its secret is out of the store." if kept else "."
    if done.files:
        told += f" These files still name the app client: {', '.join(str(path) for path in done.files)}."
    return told

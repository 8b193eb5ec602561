"""`apply FILE`: carries the plan out, goes on where a run was cut short, then verifies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wizard.cli import plan as planning
from wizard.cli import verify as verifying
from wizard.cli.asking import agree
from wizard.cli.ending import Answer
from wizard.cli.options import Call, answering
from wizard.cli.printing import words
from wizard.cli.reach import Reach, reach
from wizard.cli.setup_file import file_argument, read_setup
from wizard.errors import AmazonRefused, Explanation, Stopped

if TYPE_CHECKING:
    from wizard.cognito.plan import Plan
    from wizard.jobs.apply import Applied, Apply
    from wizard.setup.model import Setup


@answering("apply", example="apply corp.yaml --yes", short_help="Carry the plan out, then verify.")
@file_argument
@click.option("--yes", is_flag=True, help="Don't ask; needed where no terminal is.")
@click.option("--no-verify", is_flag=True, help="Don't verify afterwards.")
def command(call: Call, file: Path, yes: bool, no_verify: bool) -> Answer:
    """Show the plan for the setup FILE, carry it out after a yes, then verify.

    What is there already is not made again: after an interruption the same command goes on. The client secret goes
    to the store that --secrets names. FILE is never edited.
    """
    setup = read_setup(call, file)
    with reach(call, setup) as there:
        applied = _carried_out(there, setup, file, yes)
        plan = applied.plan
        values = planning.told(plan) | {"done": list(applied.outcome.done)} | _ids(applied)
        short = _short(applied, there, file)
        if short is not None:
            return Answer(short.status, values=values, why=short.why, names=short.names)
        if words.changes(plan):
            call.printer.say(_told(applied, there))
        if no_verify:
            return Answer(values=values)
        return _verified(there, setup, file, values)


def _carried_out(there: Reach, setup: Setup, file: Path, yes: bool) -> Applied:
    """Show and apply. With a yes beforehand Amazon is asked once what exists; else again after the question."""
    from wizard.jobs.apply import Apply

    def show(plan: Plan) -> None:
        there.call.printer.still()
        planning.show(there.call, plan, file)

    if yes:
        return there.run(_Attempt(Apply(there.adapters, setup, show=show, look_again=False)))
    from wizard.jobs.plan import MakePlan

    plan = there.run(MakePlan(there.adapters, setup)).plan
    show(plan)
    if words.changes(plan):
        agree(there.call, words.deed(plan), "apply", file)
    return there.run(_Attempt(Apply(there.adapters, setup, shown=plan, look_again=False)))


class _Attempt:
    """Apply as a job whose errors stand in its outcome."""

    def __init__(self, apply: Apply) -> None:
        self.run = apply.attempt


def _short(applied: Applied, there: Reach, file: Path) -> Answer | None:
    """What to end with when not all was done; None when all was."""
    errors = applied.outcome.errors
    again = there.call.again("apply", file)
    if there.cancel.wished:
        why = Explanation("Stopped.", "What is done is kept.", f"`{again}` goes on from there.")
        return Answer(Stopped.status, why=why)
    if not errors:
        return None
    first = next(iter(errors.values()))
    names = next((e.names for e in errors.values() if isinstance(e, AmazonRefused) and e.names), ())
    titles = {action.id: action.title for action in applied.plan.actions}
    left = len(applied.plan.actions) - len(applied.outcome.done)
    mend = f"Put another name into domain.prefix of {file}." if names else first.why.mend
    return Answer(
        first.status,
        names=names,
        why=Explanation(
            f"{', '.join(titles[name] for name in errors)}: {first.why.happened}",
            f"{left} of {len(titles)} not done; what is done is kept.",
            f"{mend} `{again}` goes on from there.".lstrip(),
            first.why.details,
        ),
    )


def _told(applied: Applied, there: Reach) -> str:
    now = applied.snapshot
    parts = [f"Pool {now.pool_id}, app client {now.client_id}."]
    if there.adapters.store.keeps:
        parts.append(f"The client secret is in {there.adapters.store.name}.")
    return " ".join(parts)


def _ids(applied: Applied) -> dict[str, Any]:
    """What other programs ask for, as members of the JSON result; a run that was stopped did not look again."""
    snapshot, made = applied.snapshot, applied.outcome.ids
    return {
        "pool_id": snapshot.pool_id or made.get("pool"),
        "client_id": snapshot.client_id or made.get("client"),
        "issuer": snapshot.issuer or None,
        "login_url": snapshot.login_url or None,
    }


def _verified(there: Reach, setup: Setup, file: Path, values: dict[str, Any]) -> Answer:
    from wizard.jobs.verify import Verify

    answer = verifying.answer_of(there.run(Verify(there.adapters, setup)), there.call, file)
    if answer.why is None:
        there.call.printer.say(f"Next: {there.call.again('save', file)}")
    return Answer(answer.status, values={**values, **answer.values}, why=answer.why)

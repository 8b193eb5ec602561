"""`preflight FILE`: credentials, clock, permissions, domain and quotas, before anything is made; changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from wizard.cli.ending import Answer
from wizard.cli.options import Call, answering
from wizard.cli.reach import reach
from wizard.cli.setup_file import file_argument, read_setup
from wizard.errors import AmazonRefused, Explanation, InputRefused

if TYPE_CHECKING:
    from wizard.jobs.permitted import Permitted
    from wizard.jobs.preflight import Preflown


@answering(
    "preflight", example="preflight corp.yaml", short_help="Check credentials, permissions and domain; changes nothing."
)
@file_argument
def command(call: Call, file: Path) -> Answer:
    """Look at all that apply depends on, for the setup FILE: credentials, clock, permissions, domain, quotas.

    Nothing is changed. Permissions are simulated where IAM lets that be done, else tried by calls that only read;
    which way, and what could not be tried, is told.
    """
    from wizard.jobs.preflight import Preflight

    setup = read_setup(call, file)
    with reach(call, setup) as there:
        return _answer(there.run(Preflight(there.adapters, setup)), call, file)


def _answer(flown: Preflown, call: Call, file: Path) -> Answer:
    values: dict[str, Any] = {"job": flown.job, **_told(flown)}
    for state in ("passed", "failed", "skipped"):
        values[state] = [found.step.id for found in flown.of(state)]
    failed = flown.of("failed")
    if not failed:
        return Answer(values=values)
    errors = [found.error for found in failed if found.error is not None]
    status = next((error.status for error in errors if isinstance(error, InputRefused)), errors[0].status)
    names = next((error.names for error in errors if isinstance(error, AmazonRefused) and error.names), ())
    denied = flown.permitted is not None and flown.permitted.of("denied")
    policy = f" The policy that is needed: {call.again('policy', file)}" if denied else ""
    why = Explanation(
        f"{len(failed)} of {len(flown.findings)} checks failed: {', '.join(found.step.title for found in failed)}.",
        "Nothing was changed.",
        f"What to do stands beside each.{policy}",
        errors[0].why.details,
    )
    return Answer(status, values=values, why=why, names=names)


def _told(flown: Preflown) -> dict[str, Any]:
    """Who it is and what may not be done, as members of the JSON result."""
    who = flown.identity
    told: dict[str, Any] = {"pool": flown.pool_id}
    if who is not None:
        told |= {"account": who.account, "arn": who.arn, "partition": who.partition, "region": who.region}
    return told | (_permissions(flown.permitted) if flown.permitted is not None else {})


def _permissions(found: Permitted) -> dict[str, Any]:
    told: dict[str, Any] = {"way": found.way, "needed": len(found.verdicts)}
    for state in ("denied", "untried"):
        rows = found.of(state)
        told[state] = [{"action": v.need.action, "resource": v.arn, "why": v.why} for v in rows]
    return told

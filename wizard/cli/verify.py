"""`verify FILE`: every check that Pomerium's sign-in depends on; nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wizard.cli.ending import Answer
from wizard.cli.options import Call, answering
from wizard.cli.reach import reach
from wizard.cli.setup_file import file_argument, read_setup
from wizard.errors import AmazonRefused, Explanation

if TYPE_CHECKING:
    from wizard.jobs.verify import Verified


@answering("verify", example="verify corp.yaml", short_help="Check all that Pomerium's sign-in depends on.")
@file_argument
def command(call: Call, file: Path) -> Answer:
    """Ask the finished set-up everything that Pomerium's sign-in depends on; each check says what it proves.

    Nothing is written. A fresh login domain is waited for.
    """
    from wizard.jobs.verify import Verify

    setup = read_setup(call, file)
    with reach(call, setup) as there:
        return answer_of(there.run(Verify(there.adapters, setup)), call, file)


def answer_of(verified: Verified, call: Call, file: Path) -> Answer:
    """The answer after the checks were printed."""
    states = [(result.check, result.outcome.state) for result in verified.results]
    failed = [check for check, state in states if state == "failed"]
    values = {
        "passed": [check.id for check, state in states if state == "passed"],
        "failed": [check.id for check in failed],
    }
    error = verified.error()
    if error is None:
        return Answer(values=values)
    names = ", ".join(check.title for check in failed)
    reached = not isinstance(error, AmazonRefused)
    why = Explanation(
        f"{len(failed)} of {len(states)} checks failed: {names}.",
        "Sign-in would not work as it stands." if reached else "Whether sign-in works is not known.",
        f"What to do stands beside each. Then: {call.again('verify', file)}",
        error.why.details,
    )
    return Answer(error.status, values=values, why=why)

"""`verify FILE`: every check that Pomerium's sign-in depends on; nothing is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wizard.cli.ending import Answer
from wizard.cli.options import Call, answering
from wizard.cli.reach import Reach, reach
from wizard.cli.setup_file import file_argument, read_setup
from wizard.errors import AmazonRefused, Explanation

if TYPE_CHECKING:
    from wizard.checks import Check
    from wizard.cognito.plan import Plan
    from wizard.jobs.verify import Verified
    from wizard.setup.model import Setup
    from wizard.vault import Secret


@answering("verify", example="verify corp.yaml", short_help="Check all that Pomerium's sign-in depends on.")
@file_argument
@click.option("--sign-in", is_flag=True, help="Also sign in for real, in the browser.")
@click.option(
    "--first-password",
    "invited",
    metavar="NAME",
    help="With --sign-in: give this person of users, who never signed in, a first password, shown here once.",
)
@click.option("--yes", "agreed", is_flag=True, help="With --sign-in: don't ask before its changes.")
def command(call: Call, file: Path, sign_in: bool, invited: str | None, agreed: bool) -> Answer:
    """Ask the finished set-up everything that Pomerium's sign-in depends on; each check says what it proves.

    Nothing is written. A fresh login domain is waited for. With --sign-in a callback URL on this computer is added to
    the app client, and taken out again at the end, whatever comes of it.
    """
    if invited and not sign_in:
        raise click.UsageError("--first-password goes with --sign-in.", click.get_current_context())
    if invited and call.as_json:
        raise click.UsageError("--first-password shows a password, so not with --json.", click.get_current_context())
    from wizard.jobs.verify import Verify

    setup = read_setup(call, file)
    with reach(call, setup) as there:
        if sign_in:
            return _signed_in(there, setup, file, invited, agreed)
        return answer_of(there.run(Verify(there.adapters, setup)), call, file)


def _signed_in(there: Reach, setup: Setup, file: Path, invited: str | None, agreed: bool) -> Answer:
    """The checks, a real sign-in, and what Pomerium would know of the person."""
    from wizard.cli.browsing import browse
    from wizard.jobs.sign_in import TestSignIn
    from wizard.jobs.verify import Verified

    call = there.call
    if invited:
        _invite(there, setup, file, invited, agreed)
    show = _showing(call, file, invited, agreed, "Change the app client's callback URLs, and back")
    done = there.run(TestSignIn(there.adapters, setup, browse, show))
    answer = answer_of(Verified(done.results, done.snapshot), call, file)
    person = done.person
    if person is None:
        return answer
    for label, value in person.rows:
        call.printer.say(f"  {label}: {value}")
    told = {"subject": person.subject, "email": person.email, "verified": person.verified, "name": person.name}
    return dataclasses.replace(answer, values={**answer.values, "person": {**told, "groups": list(person.groups)}})


def _invite(there: Reach, setup: Setup, file: Path, invited: str, agreed: bool) -> None:
    """Give a first password, and show it once."""
    from wizard.jobs.first_password import FirstPassword

    def tell(password: Secret) -> None:
        there.call.printer.say(f"First password of {invited}, shown this once: {password.reveal()}")

    show = _showing(there.call, file, invited, agreed, "Set a first password")
    there.run(FirstPassword(there.adapters, setup, invited, tell, show))


def _showing(call: Call, file: Path, invited: str | None, agreed: bool, deed: str) -> Callable[[Plan], None]:
    """Shows a plan, and asks for a yes to it unless that was said beforehand."""
    from wizard.cli.asking import agree
    from wizard.cli.plan import show as show_plan

    def show(plan: Plan) -> None:
        call.printer.still()
        show_plan(call, plan, file)
        if not agreed:
            more = ("--first-password", invited) if invited else ()
            agree(call, deed, "verify", file, "--sign-in", *more)

    return show


def _means(failed: list[Check]) -> str:
    if any(check.vital for check in failed):
        return "Sign-in would not work as it stands."
    return "People can sign in; what failed matters all the same."


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
        _means(failed) if reached else "Whether sign-in works is not known.",
        f"What to do stands beside each. Then: {call.again('verify', file)}",
        error.why.details,
    )
    return Answer(error.status, values=values, why=why)

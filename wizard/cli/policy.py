"""`policy FILE`: the least IAM policy for a job, as JSON; asks nobody."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wizard.cli.ending import Answer
from wizard.cli.options import Call, answering
from wizard.cli.setup_file import file_argument, read_setup

if TYPE_CHECKING:
    from wizard.cognito.need import Job

_JOBS = ("create", "adopt", "verify", "sign-in", "rotate", "undo")


def _digits(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not (value.isascii() and value.isdigit() and len(value) == 12):
        raise click.BadParameter(f"an account has 12 digits, {value} is none.", ctx, param)
    return value


@answering("policy", example="policy corp.yaml --for create", short_help="Print the least IAM policy for a job.")
@file_argument
@click.option(
    "--for",
    "job",
    type=click.Choice(_JOBS),
    help="The job. Without it: adopt where FILE names a pool by its id, else create.",
)
@click.option(
    "--account", metavar="ID", callback=_digits, help="The account's 12 digits, where this computer doesn't know them."
)
def command(call: Call, *, file: Path, job: Job | None, account: str | None) -> Answer:
    """Print the IAM policy that lets somebody do a job for the setup FILE, and nothing more. Amazon is not asked.

    What is not known is *: the account, and a pool that is made later; what is done to that is held to the tag that
    apply gives it.
    """
    from wizard import app, storage
    from wizard.cognito.permissions import text
    from wizard.jobs.policy import least

    setup = read_setup(call, file)
    state = app.practice_folder() if call.flags.practice else storage.state_folder()
    return Answer(text=text(least(setup, job, account, state)))

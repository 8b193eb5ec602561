"""`rotate FILE`: a new client secret with no moment at which sign-in fails."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wizard.cli import plan as planning
from wizard.cli.asking import agree, can_ask, yes
from wizard.cli.ending import Answer
from wizard.cli.options import Call, answering
from wizard.cli.reach import reach
from wizard.cli.setup_file import file_argument, read_setup

if TYPE_CHECKING:
    from wizard.jobs.rotate import Rotation

_GRACE = 10.0  # seconds, as jobs.rotate.GRACE, which is not loaded for --help


@answering("rotate", example="rotate corp.yaml", short_help="Change the client secret while sign-in goes on.")
@file_argument
@click.option("--yes", "agreed", is_flag=True, help="Don't ask; needed where no terminal is.")
@click.option(
    "--grace",
    type=click.FloatRange(0, 3600),
    default=_GRACE,
    show_default=True,
    metavar="SECONDS",
    help="How long Pomerium has for its new configuration before the old secret goes.",
)
def command(call: Call, file: Path, agreed: bool, grace: float) -> Answer:
    """Add a second client secret, store it, write the outputs of the setup FILE, prove it, remove the old one.

    Where Pomerium reads the outputs only when it is restarted, the old secret stays until you have done that: you are
    asked, or run the same command again.
    """
    from wizard.jobs.rotate import PlanRotation, Rotate

    setup = read_setup(call, file)
    with reach(call, setup) as there:
        found = there.run(PlanRotation(there.adapters, setup, file.absolute().parent))
        planning.show(call, found.plan, file)
        if found.plan.actions and not agreed:
            agree(call, "Rotate the client secret", "rotate", file)

        def taken(rotation: Rotation) -> bool:
            if rotation.by_itself or (agreed and rotation.stage == "remove"):
                return True
            call.printer.still()
            return not agreed and can_ask(call) and yes("Does Pomerium have the new secret? The old one then goes.")

        done = there.run(Rotate(there.adapters, setup, file.absolute().parent, taken, grace))
    values = planning.told(found.plan) | {"finished": done.finished, "files": list(done.files)}
    if done.finished:
        call.printer.say("The new client secret is in use, and the old one is gone.")
    else:
        call.printer.say(
            "The new client secret is stored and written; the old one still works. Restart Pomerium with the new"
            f" files, then: {call.again('rotate', file)}"
        )
    return Answer(values=values)

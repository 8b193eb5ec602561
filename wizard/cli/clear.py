"""`clear`: takes away what the program keeps on this computer, before it is removed for good."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wizard.cli.ending import NAME, Answer
from wizard.cli.options import Call, answering
from wizard.errors import Explanation, InputRefused

if TYPE_CHECKING:
    from wizard.jobs.clearing import Kept


@answering("clear", example="clear --yes", short_help="Take away what is kept on this computer, secrets too.")
@click.option("--yes", is_flag=True, help="Without asking.")
def command(call: Call, yes: bool) -> Answer:
    """Take away what the program keeps on this computer: stored secrets, journals, recent setups, practice state.

    For who removes it for good. Nothing changes at Amazon: run undo before, since without its journal a setup can only
    be undone by what Amazon's tags tell. Setup files and what was saved for Pomerium stay where they are.
    """
    from wizard import storage
    from wizard.app import secret_store
    from wizard.events import Cancel
    from wizard.jobs.clearing import Clear, FindKept

    state, store = storage.state_folder(), secret_store(call.flags.secrets)
    kept = FindKept(state, store).run(lambda _: None, Cancel())
    if kept.nothing:
        call.printer.say("This computer keeps nothing of the program's.")
        return Answer(values={"secrets": 0, "paths": []})
    _refuse_open_window(state)
    for key in kept.secrets:
        call.printer.say(f"- {key}  in {store.name}")
    for path in kept.paths:
        call.printer.say(f"- {path}")
    if not yes:
        _agree(call, kept)
    Clear(state, store, kept).run(lambda _: None, Cancel())
    call.printer.say("Taken away. What was made at Amazon, setup files and Pomerium's files stay.")
    return Answer(values={"secrets": len(kept.secrets), "paths": [str(path) for path in kept.paths]})


def _agree(call: Call, kept: Kept) -> None:
    from wizard.cli.asking import can_ask
    from wizard.cli.asking import yes as said_yes

    count = len(kept.secrets)
    secrets = f"{count} secret{'' if count == 1 else 's'} and " if count else ""
    if not can_ask(call):
        mend = f"Say yes beforehand: {NAME} clear --yes"
        raise InputRefused(Explanation("Nobody can be asked here, since this is no terminal.", "All is kept.", mend))
    if not said_yes(f"Take away {secrets}the state?"):
        raise InputRefused(Explanation("Not carried out, as you chose.", "All is kept."))


def _refuse_open_window(folder: Path) -> None:
    from wizard import single

    if any(single.handed_over(each, None, os.environ) for each in (folder, folder / "practice")):
        raise InputRefused(
            Explanation(
                "The program's window is open, and in front now.", "All is kept.", "Close it, then run this again."
            )
        )

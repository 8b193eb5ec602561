"""`check FILE`: the rules alone, no network; every fault at once."""

from __future__ import annotations

from pathlib import Path

from wizard.cli.ending import Answer
from wizard.cli.options import Call, answering
from wizard.cli.setup_file import all_faults, file_argument, refusal
from wizard.errors import Explanation


@answering("check", example="check corp.yaml", short_help="Check a setup file against the rules; no network.")
@file_argument
def command(call: Call, file: Path) -> Answer:
    """Check the setup FILE against the rules: every fault at once, with its line, its rule's name and what to do.

    Nothing is sent. Warnings are shown and stop nothing.
    """
    from wizard.setup.file import read

    faults = all_faults(read(file))
    call.printer.faults(faults, file, aside=False)
    stopping = sum(fault.level == "fault" for fault in faults)
    warnings = len(faults) - stopping
    values = {"faults": stopping, "warnings": warnings}
    if stopping:
        why = refusal(file.name, faults)
        return Answer(2, values=values, why=Explanation(why.happened, mend=why.mend))
    told = f", {warnings} warning{'' if warnings == 1 else 's'}" if warnings else ""
    call.printer.say(f"{file.name}: no faults{told}.")
    return Answer(values=values)

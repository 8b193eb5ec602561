"""`save FILE`: writes every output that the setup file names."""

from __future__ import annotations

from pathlib import Path

from wizard.cli.ending import Answer
from wizard.cli.options import Call, answering
from wizard.cli.reach import reach
from wizard.cli.setup_file import file_argument, read_setup


@answering("save", example="save corp.yaml", short_help="Write every output that the setup file names.")
@file_argument
def command(call: Call, file: Path) -> Answer:
    """Write the files under pomerium.outputs of the setup FILE, relative to its folder, mode 0600.

    New files, and those written from here and not touched since; any other file that exists is left as it is.
    """
    from wizard.jobs.save import Save

    setup = read_setup(call, file)
    with reach(call, setup) as there:
        files = there.run(Save(there.adapters, setup, file.absolute().parent))
    for written in files:
        for warning in written.output.warnings:
            call.printer.note(f"Note: {written.path.name}: {warning}")
    if not files:
        call.printer.say(f"{file.name} names no outputs: pomerium.outputs is empty.")
    return Answer(values={"files": [str(written.path) for written in files]})

"""No command, or a FILE: the window."""

from __future__ import annotations

from pathlib import Path

import click

from wizard.cli.ending import NAME, Answer
from wizard.cli.opening import opened
from wizard.cli.options import Call, answering
from wizard.cli.reach import empty_practice, mode_of
from wizard.errors import Explanation, InputRefused


@answering("window", example="corp.yaml", hidden=True)
@click.argument("file", type=click.Path(path_type=Path), required=False)
def command(call: Call, file: Path | None) -> Answer:
    """Open the window, on the setup FILE where one is named."""
    if call.as_json:
        raise InputRefused(
            Explanation("The window prints no JSON.", mend=f"Name a command, as {NAME} plan FILE --json.")
        )
    if call.flags.demo_reset:
        empty_practice()
    return opened(file, mode_of(call))

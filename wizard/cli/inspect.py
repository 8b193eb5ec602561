"""`inspect CONFIG`: what is wrong, for Cognito, in somebody's own Pomerium configuration or log."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wizard.cli.ending import Answer
from wizard.cli.options import Call, answering
from wizard.errors import Explanation, FaultFound, InputRefused

if TYPE_CHECKING:
    from wizard.jobs.inspect import Inspected
    from wizard.setup.model import Setup

_STANDARD_INPUT = "-"


@answering(
    "inspect", example="inspect /etc/pomerium/config.yaml", short_help="Name what is wrong in a Pomerium configuration."
)
@click.argument("config", metavar="CONFIG", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="Write a setup file that adopts it."
)
def command(call: Call, config: Path, output: Path | None) -> Answer:
    """Read an environment file, a config.yaml, a Compose file, Kubernetes manifests or log lines; - is standard input.

    Each fault is named with its line, its mend and its source. Nothing is changed, and nothing is sent.
    """
    found = _found(config)
    faults = found.faults
    call.printer.faults(faults, config, aside=False)
    wrong = sum(fault.level == "fault" for fault in faults)
    if output is not None:
        _write_setup(call, found.setup, output)
    values = {"faults": wrong, "warnings": len(faults) - wrong}
    if wrong:
        many = f"{wrong} things are" if wrong > 1 else "1 thing is"
        why = Explanation(f"{many} wrong in {config}.", "", "What to do stands beside each.")
        return Answer(FaultFound.status, values=values, why=why)
    call.printer.say("Nothing is wrong for Cognito in it." if not faults else "Nothing in it stops a sign-in.")
    return Answer(values=values)


def _found(config: Path) -> Inspected:
    from wizard.events import Cancel, nobody
    from wizard.jobs.inspect import InspectFile, inspected

    if str(config) == _STANDARD_INPUT:
        return inspected(sys.stdin.buffer.read().decode("utf-8-sig", "replace"))
    return InspectFile(config).run(nobody, Cancel())


def _write_setup(call: Call, setup: Setup | None, path: Path) -> None:
    from wizard.cli.new import write_new
    from wizard.setup.file import render

    if setup is None:
        raise InputRefused(
            Explanation(
                "No setup can be made of it: it names no user pool of Cognito's.",
                "The provider URL would have to be https://cognito-idp.REGION.amazonaws.com/POOL_ID.",
                "Mend that line, or begin with: pomerium-cognito new",
            )
        )
    write_new(path, render(_near(setup, path)))
    call.printer.say(f"Wrote {path}, which adopts the pool {setup.pool.id}. Next: {call.again('plan', path)}")


def _near(setup: Setup, file: Path) -> Setup:
    """Paths below the setup file's own folder are told from there, so that both can move together."""
    folder = file.absolute().parent
    outputs = tuple(
        replace(output, path=str(Path(output.path).relative_to(folder)))
        if Path(output.path).is_relative_to(folder)
        else output
        for output in setup.pomerium.outputs
    )
    return setup.replace("pomerium.outputs", outputs)

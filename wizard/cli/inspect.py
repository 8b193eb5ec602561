"""`inspect CONFIG`: what is wrong, for Cognito, in somebody's own Pomerium configuration or log."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wizard.cli.ending import Answer
from wizard.cli.options import Call, answering
from wizard.errors import Explanation, FaultFound, InputRefused

if TYPE_CHECKING:
    from wizard.pomerium.inspecting import Document
    from wizard.setup.fault import Fault

_STANDARD_INPUT = "-"


@answering(
    "inspect", example="inspect /etc/pomerium/config.yaml", short_help="Name what is wrong in a Pomerium configuration."
)
@click.argument("config", metavar="CONFIG", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="Write a setup file that adopts it."
)
def command(call: Call, config: Path, output: Path | None) -> Answer:
    """Read an environment file, a config.yaml, Kubernetes manifests or log lines; - is standard input.

    Each fault is named with its line, its mend and its source. Nothing is changed, and nothing is sent.
    """
    text = _text(config)
    document, faults = _looked(text)
    call.printer.faults(faults, config, aside=False)
    wrong = sum(fault.level == "fault" for fault in faults)
    if output is not None:
        _write_setup(call, document, output)
    values = {"faults": wrong, "warnings": len(faults) - wrong}
    if wrong:
        many = f"{wrong} things are" if wrong > 1 else "1 thing is"
        why = Explanation(f"{many} wrong in {config}.", "", "What to do stands beside each.")
        return Answer(FaultFound.status, values=values, why=why)
    call.printer.say("Nothing is wrong for Cognito in it." if not faults else "Nothing in it stops a sign-in.")
    return Answer(values=values)


def _looked(text: str) -> tuple[Document | None, tuple[Fault, ...]]:
    """The configuration and its faults; of a log, the lines that are known. Raises InputRefused for neither."""
    from wizard.pomerium import inspecting

    try:
        document = inspecting.read(text)
    except InputRefused:
        known = tuple(_log(text))
        if not known:
            raise
        return None, known
    return document, inspecting.faults(document)


def _log(text: str) -> Iterator[Fault]:
    """A fault for each line that the tables of errors know."""
    from wizard.errors.explain import explain_text
    from wizard.setup.fault import Fault

    for number, line in enumerate(text.splitlines(), 1):
        why = explain_text(line) if line.strip() else None
        if why is not None and why.known:
            message = " ".join(part for part in (why.happened, why.means) if part)
            yield Fault("", "log", "fault", message, why.mend, why.source, line=number)


def _text(path: Path) -> str:
    try:
        raw = sys.stdin.buffer.read() if str(path) == _STANDARD_INPUT else path.read_bytes()
    except OSError as error:
        why = Explanation(f"{path} can't be read: {error.strerror or error}.", mend="Compare the path.")
        raise InputRefused(why) from error
    return raw.decode("utf-8-sig", "replace")


def _write_setup(call: Call, document: Document | None, path: Path) -> None:
    from wizard.cli.new import write_new
    from wizard.pomerium.inspecting import setup_of
    from wizard.setup.file import render

    setup = setup_of(document) if document is not None else None
    if setup is None:
        raise InputRefused(
            Explanation(
                "No setup can be made of it: it names no user pool of Cognito's.",
                "The provider URL would have to be https://cognito-idp.REGION.amazonaws.com/POOL_ID.",
                "Mend that line, or begin with: pomerium-cognito new",
            )
        )
    write_new(path, render(setup))
    call.printer.say(f"Wrote {path}, which adopts the pool {setup.pool.id}. Next: {call.again('plan', path)}")

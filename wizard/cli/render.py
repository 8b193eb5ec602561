"""`render FILE --format F`: one Pomerium output, to standard output or into a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import click

from wizard.cli.ending import Answer
from wizard.cli.options import Call, answering
from wizard.cli.reach import reach
from wizard.cli.setup_file import file_argument, read_setup

_NAMES = (  # a help loads no FORMATS
    "env, docker-env, config-yaml, configmap, configmap-inline, pomerium-crd, compose, client-secret-file,"
    " shared-secret-file, cookie-secret-file"
)


@answering("render", example="render corp.yaml --format env -o pomerium.env", short_help="Write one Pomerium output.")
@file_argument
@click.option("--format", "name", metavar="F", required=True, help=f"One of {_NAMES}.")
@click.option("--pomerium-version", metavar="V", help="For this Pomerium instead of the one that FILE names.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="Into this file, mode 0600.")
@click.option("--reveal", is_flag=True, help="Print secrets themselves instead of dots.")
@click.option("--with-secrets", is_flag=True, help="Make Pomerium's own lasting secrets, kept in the keyring.")
def command(
    call: Call,
    *,
    file: Path,
    name: str,
    pomerium_version: str | None,
    output: Path | None,
    reveal: bool,
    with_secrets: bool,
) -> Answer:
    """Write one of Pomerium's configuration files for the setup FILE.

    On standard output the client secret is shown as dots, also in a pipe and with --json, unless --reveal is given.
    A file that -o names holds it. A file that somebody else wrote is never written over.
    """
    from wizard.jobs.render import Render
    from wizard.jobs.save import write_one
    from wizard.pomerium.outputs import FORMATS

    _known(name, FORMATS)
    setup = read_setup(call, file, pomerium_version)
    with reach(call, setup) as there:
        done = there.run(Render(there.adapters, setup, name, with_secrets, file.absolute().parent))
        for warning in done.warnings:
            call.printer.note(f"Note: {warning}")
        values = {"format": name, "warnings": list(done.warnings)}
        if output is not None:
            write_one(there.adapters.state, done, output, call.printer.sink)
            return Answer(values=values | {"path": str(output)})
    if done.holds_secret and not reveal:
        call.printer.note("The client secret is shown as dots. --reveal shows it; -o PATH writes it into a file.")
    return Answer(text=done.text if reveal else done.masked, values=values | {"masked": not reveal})


def _known(name: str, formats: Iterable[str]) -> None:
    """Raise UsageError for a format that there is none of, naming the nearest."""
    names = list(formats)
    if name in names:
        return
    import difflib

    plain = re.sub(r"[^a-z0-9]+", "-", name.lower())
    close = difflib.get_close_matches(plain, names, 1, 0.5)
    meant = f"Did you mean {close[0]}?" if close else f"The formats are {', '.join(names)}."
    raise click.UsageError(f"There is no format {name}. {meant}", click.get_current_context())

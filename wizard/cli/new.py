"""`new`: a setup file with secure defaults."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wizard.cli import copying
from wizard.cli.ending import Answer
from wizard.cli.options import Call, answering
from wizard.cli.printing import words
from wizard.cli.setup_file import refusal
from wizard.errors import Explanation, FileRefused, InputRefused

if TYPE_CHECKING:
    from wizard.setup.copying import Difference
    from wizard.setup.fault import Fault
    from wizard.setup.model import Setup

_NAME = "pomerium"  # of the setup and the pool, where no prefix gives one
_OPTIONS = {
    "--authenticate-url": ("pomerium.authenticate_url",),
    "--region": ("aws.region",),
    "--prefix": ("domain.prefix", "domain.custom"),
}


@answering(
    "new",
    example="new -o corp.yaml --authenticate-url https://authenticate.corp.example.com --region eu-west-1"
    " --prefix corp-staff --set pool.mfa=required",
    short_help="Write a setup file with secure defaults.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="The file; else standard output.")
@click.option("--authenticate-url", metavar="URL", default="", help="Pomerium's authenticate service URL.")
@click.option("--region", metavar="R", default="", help="The AWS region of the pool, as eu-west-1.")
@click.option("--prefix", metavar="P", default="", help="Of the login page's domain; also the setup's and pool's name.")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A setup file to copy for another environment; what will differ is shown.",
)
@click.option(
    "--set",
    "sets",
    metavar="KEY=VALUE",
    multiple=True,
    help="Another key of the setup file, by its dotted path; may be given again.",
)
def command(
    call: Call,
    *,
    output: Path | None,
    authenticate_url: str,
    region: str,
    prefix: str,
    source: Path | None,
    sets: tuple[str, ...],
) -> Answer:
    """Write a setup file: every key with its default, a comment a section, nothing ever over an existing file.

    With --from all is as in that setup but what has to differ: names, addresses, and the pool, client and
    certificate of that environment. It needs --authenticate-url and --prefix.
    """
    from wizard.setup.file import new_setup, render

    if source is not None:
        _all_given({"--authenticate-url": authenticate_url, "--prefix": prefix})
    else:
        _complete({"--authenticate-url": authenticate_url, "--region": region, "--prefix": prefix}, sets)
    if output is not None and output.exists():
        raise InputRefused(_exists(output))
    told: tuple[Difference, ...] = ()
    if source is not None:
        more = (*([f"aws.region={region}"] if region else []), *sets)
        setup, shape, told = copying.copy_of(call, source, authenticate_url, prefix, more)
    else:
        setup, shape = new_setup(authenticate_url, region, prefix or _NAME, sets)
        if not prefix and setup.domain.prefix == _NAME:
            setup = setup.replace("domain.prefix", None)
    faults = _faults(setup, shape)
    call.printer.faults(faults, aside=True)
    if any(fault.level == "fault" for fault in faults):
        why = refusal("This setup", faults)
        raise InputRefused(Explanation(why.happened, "Nothing was written.", why.mend))
    text = render(setup)
    copying.show(call, told, aside=output is None)
    values = {"differences": copying.as_values(told)} if source is not None else {}
    if output is None:
        return Answer(text=text, values=values)
    write_new(output, text)
    call.printer.say(f"Wrote {output}. Next: {call.again('plan', output)}")
    return Answer(values={"text": text, "path": str(output), **values})


def _all_given(given: dict[str, str]) -> None:
    """Raise UsageError naming every option that a copy misses."""
    missing = [option for option, value in given.items() if not value]
    if missing:
        ctx = click.get_current_context()
        raise click.UsageError(f"A copy for another environment needs {words.listed(missing)}.", ctx)


def _complete(given: dict[str, str], sets: Sequence[str]) -> None:
    """Raise UsageError naming every option that is missing and that no --set makes up for."""
    paths = {each.partition("=")[0].strip() for each in sets}
    missing = [option for option, value in given.items() if not value and paths.isdisjoint(_OPTIONS[option])]
    if missing:
        ctx = click.get_current_context()
        raise click.UsageError(f"A new setup needs {words.listed(missing)}.", ctx)


def _faults(setup: Setup, shape: tuple[Fault, ...]) -> tuple[Fault, ...]:
    from wizard.setup import rules

    faulty = {fault.field for fault in shape}
    return (*shape, *(fault for fault in rules.check(setup) if fault.field not in faulty))


def _exists(path: Path) -> Explanation:
    return Explanation(
        f"{path} exists already.",
        "It is left as it is; new never writes over a file.",
        "Name another file after -o, or change that one in an editor.",
    )


def write_new(path: Path, text: str) -> None:
    """Write a file that did not exist: all of it, or nothing.

    Raises InputRefused if it does, FileRefused naming where the text is kept.
    """
    from wizard import storage

    try:
        storage.create(path, text.encode())
    except FileExistsError:
        raise InputRefused(_exists(path)) from None
    except OSError as error:
        raise _not_written(path, text, error) from error


def _not_written(path: Path, text: str, error: OSError) -> FileRefused:
    from wizard import storage
    from wizard.jobs.rescue import rescued

    try:
        kept = rescued(storage.state_folder(), path.name, text)
    except OSError as second:
        kept = f"Its text could not be kept elsewhere either ({second.strerror or second}); run this again."
    return FileRefused(
        Explanation(
            f"{path} can't be written: {error.strerror or error}.",
            kept,
            "Mend the folder or name another path after -o.",
            str(error),
        )
    )

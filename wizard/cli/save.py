"""`save FILE`: writes every output that the setup file names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wizard.cli import cluster
from wizard.cli.ending import Answer
from wizard.cli.options import Call, answering
from wizard.cli.printing import words
from wizard.cli.printing.words import Line
from wizard.cli.reach import reach
from wizard.cli.setup_file import file_argument, read_setup

if TYPE_CHECKING:
    from wizard.jobs.save import FileToWrite
    from wizard.pomerium.settings import PomeriumSettings

_STATES = {
    "new": "new file",
    "same": "as it should be",
    "ours": "written from here before",
    "merge": "our keys go in, all else stays",
    "foreign": "can't be written",
}
_KINDS = {"added": "added", "changed": "changed", "removed": "taken out"}


@answering("save", example="save corp.yaml", short_help="Write every output that the setup file names.")
@file_argument
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--with-secrets", is_flag=True, help="Make Pomerium's own lasting secrets, kept in the keyring.")
@click.option(
    "--kubectl",
    "deed",
    type=click.Choice(["diff", "apply"]),
    default=None,
    help="Also show what the manifests would change in a cluster, or give them to it after a yes.",
)
@click.option("--context", metavar="C", default="", help="kubectl's context; else its current one.")
@click.option("--namespace", metavar="N", default="", help="For manifests that name no namespace.")
@click.option("--yes", is_flag=True, help="Give the manifests to the cluster without asking.")
def command(call: Call, *, file: Path, dry_run: bool, with_secrets: bool, **wished: Any) -> Answer:
    """Write the files under pomerium.outputs of the setup FILE, relative to its folder.

    A new file has mode 0600. Into one that somebody wrote only the keys of this setup go, after the lines that change
    are shown; the file as it was stays beside it as NAME.bak. Where that can't be done alone, no file is written.
    With --kubectl the cluster and the namespace are told before anything is sent there; secrets go over standard
    input, and stand in no difference that is shown.
    """
    from wizard.jobs.save import Save

    wish = _wish(**wished)
    setup = read_setup(call, file)
    with reach(call, setup) as there:
        errand = cluster.settle(there, file, wish, setup)
        shown = _Shown(call, dry_run)
        job = Save(there.adapters, setup, file.absolute().parent, show=shown.show, with_secrets=with_secrets)
        try:
            files = there.run(job)
        except _OnlyShown as only:
            files = only.files
        _aside(call, file, files, dry_run)
        values: dict[str, Any] = {
            "files": [str(each.path) for each in files],
            "outputs": [_told(each) for each in files],
        }
        if errand is not None and shown.settings is not None:
            told = errand.carry_out(files, shown.settings, dry_run=dry_run)
            values["kubectl"] = told.values if told else None
    return Answer(values=values)


def _wish(deed: str | None, context: str, namespace: str, yes: bool) -> cluster.Wish:
    wish = cluster.Wish(deed or "", context, namespace, yes)  # type: ignore[arg-type]  # click's Choice
    wish.check()
    return wish


def _aside(call: Call, file: Path, files: tuple[FileToWrite, ...], dry_run: bool) -> None:
    for each in files:
        for sentence in (*each.output.warnings, *each.notes):
            call.printer.note(f"Note: {each.path.name}: {sentence}")
    if not files:
        call.printer.say(f"{file.name} names no outputs: pomerium.outputs is empty.")
    if dry_run and files:
        call.printer.say("Nothing was written.")


class _OnlyShown(Exception):
    """Ends a dry run before anything is written."""

    def __init__(self, files: tuple[FileToWrite, ...]) -> None:
        super().__init__()
        self.files = files


class _Shown:
    """Prints what changes in each file, before it is written."""

    def __init__(self, call: Call, dry_run: bool) -> None:
        self.call, self.dry_run = call, dry_run
        self.settings: PomeriumSettings | None = None

    def show(self, settings: PomeriumSettings, files: tuple[FileToWrite, ...]) -> None:
        """Print it. Raises InputRefused for a file that can't be written, and ends a dry run."""
        self.settings = settings
        secret = settings.client_secret.reveal() if settings.client_secret else ""
        self.call.printer.still()
        for each in files:
            if self.dry_run or each.state in ("ours", "merge"):
                self.call.printer.lines(_lines(each, secret))
        if self.dry_run:
            _refuse(files)
            raise _OnlyShown(files)


def _lines(file: FileToWrite, secret: str) -> Iterator[Line]:
    from wizard.jobs.standing import changed_rows

    yield Line(f"{file.path}: {_STATES[file.state]}", "strong")
    for change in file.changes:
        yield Line(f"  {_KINDS[change.kind]} {change.key}")
    if file.state in ("ours", "merge"):
        yield from words.row_lines(changed_rows(file, secret))


def _refuse(files: tuple[FileToWrite, ...]) -> None:
    from wizard.errors import InputRefused

    for each in files:
        if each.why is not None:
            raise InputRefused(each.why)


def _told(file: FileToWrite) -> Mapping[str, Any]:
    return {
        "path": str(file.path),
        "format": file.output.format,
        "state": file.state,
        "changes": [{"key": change.key, "change": change.kind} for change in file.changes],
        "notes": [*file.output.warnings, *file.notes],
    }

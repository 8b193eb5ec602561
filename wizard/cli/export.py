"""`export FILE --format F`: the set-up as Terraform, CloudFormation or a script of the AWS CLI."""

from __future__ import annotations

from pathlib import Path

import click

from wizard.cli.ending import Answer
from wizard.cli.options import Call, answering
from wizard.cli.reach import reach
from wizard.cli.setup_file import file_argument, read_setup
from wizard.errors import Explanation, InputRefused

_FORMS = {
    "terraform": ("main.tf",),
    "cloudformation": ("template.json", "resources-to-import.json", "README.txt"),
    "aws-cli": ("cognito.sh",),
}


@answering("export", example="export corp.yaml --format terraform -o infra", short_help="Hand the set-up over as code.")
@file_argument
@click.option("--format", "form", type=click.Choice(list(_FORMS)), required=True, help="The kind of code.")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="The folder.")
def command(call: Call, file: Path, form: str, output: Path | None) -> Answer:
    """Write code that adopts what exists for the setup FILE, and replaces nothing; no secret is in it.

    Without -o everything goes to standard output. Nothing is ever written over an existing file.
    """
    from wizard.cli.new import write_new
    from wizard.jobs.export import Export

    if output is not None:
        _free(output, form)
    setup = read_setup(call, file)
    with reach(call, setup) as there:
        files = there.run(Export(there.adapters, setup, form))
    if output is None:
        texts = [f"# --- {name}\n{text}" if len(files) > 1 else text for name, text in files.items()]
        return Answer(text="\n".join(texts))
    output.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        write_new(output / name, text)
        call.printer.say(f"Wrote {output / name}.")
    return Answer(values={"text": "\n".join(files.values()), "files": [str(output / name) for name in files]})


def _free(folder: Path, form: str) -> None:
    """Raise InputRefused where a file of that name stands, before anything is asked of Amazon."""
    names = {"terraform": ("main.tf",), "aws-cli": ("cognito.sh",)}
    there = [
        name for name in names.get(form, ("template.json", "resources-to-import.json")) if (folder / name).exists()
    ]
    if there:
        raise InputRefused(
            Explanation(
                f"{folder / there[0]} exists already.",
                "It is left as it is; export never writes over a file.",
                "Name another folder after -o.",
            )
        )

"""What stands at Amazon, as code that adopts it: nothing is made anew, nothing replaced, no secret in it. Pure.

    terraform.py        resources with import blocks
    hcl.py              values as Terraform's language has them
    cloudformation.py   a template, and the list of resources to import
    aws_cli.py          a script that is safe under version 1, too

To add a form: a file with a `files(snapshot, setup)`, one line in FORMS.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from wizard.cognito.handover import aws_cli, cloudformation, terraform
from wizard.cognito.snapshot import Snapshot

Shapes = Callable[[str], Any]
Form = Callable[[Snapshot, Shapes], dict[str, str]]

FORMS: Mapping[str, Form] = {
    "terraform": terraform.files,
    "cloudformation": cloudformation.files,
    "aws-cli": aws_cli.files,
}
"""Name of a form -> file name and text for each file; `Shapes` gives botocore's input shape of an operation."""

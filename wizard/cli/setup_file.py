"""The FILE of a command: read, with every fault at once, each with its line."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wizard.cli.options import Call
from wizard.errors import Explanation, InputRefused

if TYPE_CHECKING:
    from wizard.setup.fault import Fault
    from wizard.setup.file import Reading
    from wizard.setup.model import Setup
    from wizard.yamltext import Node


def file_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """The argument FILE, a Path; whether it exists is asked when it is read."""
    return click.argument("file", type=click.Path(path_type=Path))(function)


def read_setup(call: Call, file: Path, pomerium_version: str | None = None) -> Setup:
    """The setup of a file that has no faults; warnings are printed beside the answer.

    `pomerium_version` takes the place of the file's own. Raises InputRefused after printing every fault.
    """
    from wizard.setup.file import read

    reading = read(file)
    if pomerium_version is not None:
        reading = _for_version(reading, pomerium_version)
    faults = all_faults(reading)
    call.printer.faults(faults, file, aside=True)
    if any(fault.level == "fault" for fault in faults):
        raise InputRefused(refusal(file.name, faults))
    return reading.setup


def _for_version(reading: Reading, version: str) -> Reading:
    """The reading with another version of Pomerium. Raises InputRefused for one that can't be told anything."""
    from wizard.setup import rules

    setup = reading.setup.replace("pomerium.version", version)
    found = [fault for fault in rules.check(setup) if fault.field == "pomerium.version" and fault.level == "fault"]
    if found:
        raise InputRefused(
            Explanation(
                f"--pomerium-version {version} can't be taken.",
                found[0].message,
                "Write MAJOR.MINOR, as 0.33, from 0.22 on; or leave it out for the version that the setup file names.",
            )
        )
    return dataclasses.replace(reading, setup=setup)


def refusal(name: str, faults: Iterable[Fault]) -> Explanation:
    """The closing sentence after faults were printed."""
    number = sum(fault.level == "fault" for fault in faults)
    them = "it" if number == 1 else "them"
    return Explanation(
        f"{name} has {number} fault{'' if number == 1 else 's'}.",
        "Nothing was sent.",
        f"Mend {them}, then run this again.",
    )


def all_faults(reading: Reading) -> tuple[Fault, ...]:
    """Faults of the file's shape and of the rules, in the order of its lines, those without a line last.

    What a rule says about a value that could not even be read, or whose key is misspelt, is left out.
    """
    from wizard.setup import rules
    from wizard.yamltext import YamlFault
    from wizard.yamltext import read as read_yaml

    shape = reading.faults
    if shape and not reading.setup.named:
        return shape
    try:
        root = read_yaml(reading.text).root
    except YamlFault:
        root = None
    faulty = [fault.field for fault in shape if fault.rule != "file.unknown"]
    misspelt = [fault.meant for fault in shape if fault.meant and line_of(root, fault.meant) is None]
    found = [
        dataclasses.replace(fault, line=fault.line or line_of(root, fault.field))
        for fault in rules.check(reading.setup)
        if not any(_about(fault.field, field) for field in (*faulty, *misspelt))
        and not any(_needs(fault, field) for field in misspelt)
    ]
    return tuple(sorted((*shape, *found), key=lambda fault: fault.line or 1_000_000))


def line_of(root: Node | None, field: str) -> int | None:
    """The line of a dotted path, counted from 1; None where the file doesn't name it."""
    line: int | None = None
    node = root
    for key in field.split("."):
        if node is None:
            return None
        if node.kind == "sequence":
            node = node.get(int(key)) if key.isdigit() else None
            line = node.line if node else None
            continue
        name, node = next((pair for pair in node.pairs if pair[0].key == key), (None, None))
        line = name.line if name else None
    return line


def _needs(fault: Fault, misspelt: str) -> bool:
    """Whether a rule misses something beside a misspelt field: it may be just that."""
    return fault.rule.endswith(".needed") and fault.field.rpartition(".")[0] == misspelt.rpartition(".")[0]


def _about(field: str, faulty: str) -> bool:
    """Whether a rule's field is the faulty one, or lies below or above it."""
    return not faulty or f"{field}.".startswith(f"{faulty}.") or f"{faulty}.".startswith(f"{field}.")

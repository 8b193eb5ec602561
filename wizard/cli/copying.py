"""A setup file copied for another environment: what `new --from` begins with, and what will differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.cli.options import Call
from wizard.cli.setup_file import read_setup
from wizard.errors import Explanation, InputRefused

if TYPE_CHECKING:
    from wizard.setup.copying import Difference
    from wizard.setup.fault import Fault
    from wizard.setup.model import Setup


def copy_of(
    call: Call, source: Path, authenticate_url: str, name: str, sets: Sequence[str]
) -> tuple[Setup, tuple[Fault, ...], tuple[Difference, ...]]:
    """The copy, faults of the shape of `sets`, and every key that differs.

    Raises InputRefused where the two would be one at Amazon or in the browser: by their name, or by their address.
    """
    from wizard.setup.copying import copied, differences
    from wizard.setup.file import with_values

    before = read_setup(call, source)
    after = copied(before, name, authenticate_url)
    after, shape = with_values(after, sets)
    same, option = "", "--prefix"
    if after.name == before.name:
        same = "name"
    elif after.authenticate_origin == before.authenticate_origin:
        same, option = "authenticate URL", "--authenticate-url"
    if same:
        raise InputRefused(
            Explanation(
                f"The copy would have the same {same} as {source}.",
                "What one has made would be taken for the other's. Nothing was written.",
                f"Each environment has its own: give another after {option}.",
            )
        )
    return after, tuple(shape), differences(before, after)


def show(call: Call, told: Iterable[Difference], *, aside: bool) -> None:
    """Each key that differs with both its values; `aside`: the answer is the file itself."""
    say = call.printer.note if aside else call.printer.say
    for each in told:
        say(f"{each.path}: {each.before or '(none)'} -> {each.after or '(none)'}")


def as_values(told: Iterable[Difference]) -> list[dict[str, str]]:
    """The same for JSON, as the fields of an action."""
    return [{"field": each.path, "from": each.before, "to": each.after} for each in told]

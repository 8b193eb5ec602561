"""Global flags stand before or after the command, and add up."""

import click
import pytest

from wizard.cli.ending import Answer
from wizard.cli.options import Flags, answering, global_options
from wizard.cli.program import Program


@pytest.fixture
def flags_of(monkeypatch):
    """The flags that a command gets for these arguments."""

    def parse(*argv):
        seen = []

        @answering("look", example="look")
        def look(call):
            seen.append(call)
            return Answer()

        @click.group(cls=Program, commands=[look])
        @global_options
        def group():
            pass

        group.main(list(argv), standalone_mode=False)
        return seen[0].flags

    return parse


def test_without_any(flags_of):
    assert flags_of("look") == Flags()


@pytest.mark.parametrize(
    "argv",
    [
        ("--demo", "--secrets", "none", "look"),
        ("look", "--demo", "--secrets", "none"),
        ("--demo", "look", "--secrets", "none"),
    ],
)
def test_before_after_and_both(flags_of, argv):
    assert flags_of(*argv) == Flags(demo=True, secrets="none")


def test_the_later_one_holds(flags_of):
    assert flags_of("--secrets", "keyring", "look", "--secrets", "none").secrets == "none"


def test_demo_reset_implies_demo(flags_of):
    assert flags_of("--demo-reset", "look").practice
    assert not flags_of("look").practice


def test_a_line_to_run_next_keeps_what_decides_where_it_works(tmp_path):
    from wizard.cli.options import Call
    from wizard.cli.printing.plain import Plain

    call = Call(Flags(demo=True, secrets="none", verbose=True), Plain())
    assert call.again("apply", tmp_path / "a b.yaml", "--yes") == (
        f"pomerium-cognito apply '{tmp_path}/a b.yaml' --yes --demo --secrets none"
    )

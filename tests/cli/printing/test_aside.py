"""What is worth knowing though a check passed, and what has to stay in sight: in each way of printing."""

import io
import json

import pytest

from wizard.checks import CHECKS
from wizard.cli.printing.json_lines import JsonLines
from wizard.cli.printing.plain import Plain
from wizard.cli.printing.terminal import Terminal
from wizard.errors import Explanation
from wizard.events import Done, Progress

MAIL = next(check for check in CHECKS if check.id == "mail")
EVENT = Done(MAIL, 0.1, aside=Explanation("Fifty a day.", mend="Use a sender of your own."))


@pytest.mark.parametrize(
    ("printer", "head"), [(Plain, "note     E-mail sender: "), (Terminal, "! E-mail sender  0.1 s  ")]
)
def test_it_stands_beside_the_check_with_its_mend(capsys, printer, head):
    printer().sink(EVENT)
    assert capsys.readouterr().out == f"{head}Fifty a day. Use a sender of your own.\n"


def test_in_json_the_check_has_passed_and_has_a_cause(capsys):
    JsonLines().sink(EVENT)
    told = json.loads(capsys.readouterr().out)
    assert (told["state"], told["cause"], told["mend"]) == ("passed", "Fifty a day.", "Use a sender of your own.")


def test_an_address_stays_in_sight_whole(capsys, monkeypatch):
    class Tty(io.StringIO):
        def isatty(self):
            return True

    screen = Tty()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("COLUMNS", "40")
    address = "Open this in a browser: https://login.example.com/oauth2/authorize?" + "x" * 200
    terminal = Terminal()
    terminal.sink(Progress(address, lasting=True))
    terminal.sink(Progress("Waiting."))
    terminal.still()
    assert address in screen.getvalue()

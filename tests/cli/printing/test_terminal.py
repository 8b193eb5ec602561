"""A terminal: signs beside every colour, what is under way at the bottom and gone at the end."""

import io
import os

import pytest

from wizard.cli.ending import Answer
from wizard.cli.printing import choose
from wizard.cli.printing.json_lines import JsonLines
from wizard.cli.printing.plain import Plain
from wizard.cli.printing.terminal import Terminal
from wizard.cognito.plan import Plan, PlannedAction
from wizard.errors import Explanation, Stopped
from wizard.events import Done, Failed, Progress, Skipped, Started, Waiting, Written

POOL = PlannedAction("pool", "pool", "create", "User pool corp", "")


class Tty(io.StringIO):
    def isatty(self):
        return True


def terminal_here(monkeypatch):
    """Standard output and error become a terminal; a function, since pytest sets both anew after fixtures."""
    stream = Tty()
    monkeypatch.setattr("sys.stdout", stream)
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return stream


@pytest.mark.parametrize(
    ("stream", "term", "as_json", "kind"),
    [
        (Tty, "xterm", False, Terminal),
        (Tty, "dumb", False, Plain),
        (io.StringIO, "xterm", False, Plain),
        (Tty, "xterm", True, JsonLines),
    ],
)
def test_which_way_of_printing(monkeypatch, stream, term, as_json, kind):
    monkeypatch.setattr("sys.stdout", stream())
    monkeypatch.setenv("TERM", term)
    assert type(choose(as_json=as_json)) is kind


def test_ends_are_lines_with_a_sign(monkeypatch):
    screen = terminal_here(monkeypatch)
    terminal = Terminal()
    terminal.sink(Started(POOL, "Usually a second."))
    terminal.sink(Done(POOL, 0.42, "It has the id x."))
    terminal.sink(Failed(POOL, 65.0, Explanation("It is taken.", mend="Choose another.")))
    terminal.sink(Skipped(POOL, "It needs the pool."))
    terminal.sink(Written("env", "/x/p.env"))
    terminal.still()
    text = screen.getvalue()
    for line in ("✓ User pool corp  0.4 s  It has the id x.", "✗ User pool corp  1 min 5 s", "  Choose another."):
        assert line in text
    assert "– User pool corp  It needs the pool." in text
    assert "✓ /x/p.env  env" in text


def test_what_is_under_way_is_shown_and_taken_away(monkeypatch):
    screen = terminal_here(monkeypatch)
    terminal = Terminal()
    terminal.sink(Progress("Asking Amazon what exists."))
    terminal.sink(Started(POOL, "Usually a second."))
    terminal.sink(Waiting(POOL, "Amazon asked for a pause.", 3.2, 2, 6))
    terminal.note("Beside it.")
    terminal.still()
    text = screen.getvalue()
    assert "Asking Amazon" in text
    assert "Next try in 3 seconds, 2 of 6." in text
    assert text.rstrip().endswith("\x1b[?25h"), "the cursor is shown again"
    before = len(text)
    terminal.still()
    assert len(screen.getvalue()) == before


def test_a_row_that_has_ended_is_not_drawn_again(monkeypatch):
    screen = terminal_here(monkeypatch)
    terminal = Terminal()
    terminal.sink(Started(POOL, "Usually a second."))
    terminal.sink(Done(POOL, 0.1))
    after = screen.getvalue().split("✓ User pool corp")[1]
    terminal.still()
    assert "Usually a second." not in after


def test_colours_go_with_no_color_and_the_signs_stay(monkeypatch):
    screen = terminal_here(monkeypatch)
    Terminal().plan(Plan((POOL,)))
    assert "\x1b[32m+ User pool corp" in screen.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    screen.truncate(0)
    Terminal().plan(Plan((POOL,)))
    assert "+ User pool corp" in screen.getvalue()
    assert "\x1b[3" not in screen.getvalue()


def test_an_answer_that_is_a_text_stands_as_it_is(monkeypatch):
    screen = terminal_here(monkeypatch)
    Terminal().end(Answer(text="[bold]a: 'b'[/bold]\n"))
    assert screen.getvalue() == "[bold]a: 'b'[/bold]\n"


def test_brackets_are_no_markup(monkeypatch):
    screen = terminal_here(monkeypatch)
    Terminal().say("[red]x[/red] :warning:")
    assert screen.getvalue() == "[red]x[/red] :warning:\n"


def test_long_lines_are_not_broken(monkeypatch):
    screen = terminal_here(monkeypatch)
    monkeypatch.setenv("COLUMNS", "40")
    Terminal().say("word " * 40)
    assert screen.getvalue().count("\n") == 1


def test_last_words_show_the_cursor():
    assert b"\x1b[?25h" in Terminal().last_words()


def test_a_long_row_breaks_below_its_own_text(monkeypatch):
    screen = terminal_here(monkeypatch)
    monkeypatch.setenv("COLUMNS", "40")
    terminal = Terminal()
    terminal.sink(Waiting(POOL, "Amazon is publishing the login page. " * 2, 3.2, 2, 6))
    terminal.still()
    rows = screen.getvalue().splitlines()[1:]
    assert all(row.startswith("  ") for row in rows if "Amazon" in row or "Next" in row)


def test_nothing_steers_the_terminal_and_stopped_is_no_failure(monkeypatch):
    screen = terminal_here(monkeypatch)
    terminal = Terminal()
    terminal.say("a\x1b[2Jb")
    terminal.sink(Failed(POOL, 0.1, Stopped().why))
    assert "a\ufffd[2Jb" in screen.getvalue()
    assert "– User pool corp  stopped" in screen.getvalue()
    assert "✗" not in screen.getvalue()


def test_a_reader_of_standard_error_that_went_away_is_no_fault(monkeypatch):
    terminal_here(monkeypatch)
    read, written = os.pipe()
    os.close(read)
    with os.fdopen(written, "w") as gone:
        monkeypatch.setattr("sys.stderr", gone)
        terminal = Terminal()
        terminal.note("one " * 5000)
        terminal.note("two " * 5000)

"""A reader that goes away, a stream that isn't there, characters a stream doesn't know."""

import io
import json
import os
import sys
from pathlib import Path

import pytest

from wizard.cli.ending import Answer, concluded
from wizard.cli.printing import prepare_streams
from wizard.cli.printing.json_lines import JsonLines
from wizard.cli.printing.plain import Plain
from wizard.cli.printing.streams import write
from wizard.cognito.plan import PlannedAction
from wizard.errors import Explanation, Stopped
from wizard.events import Failed, Written


@pytest.fixture
def gone():
    """A pipe whose reader went away."""
    read, written = os.pipe()
    os.close(read)
    with os.fdopen(written, "w") as stream:
        yield stream


def test_a_reader_that_went_away_is_no_fault(gone):
    write(gone, "one\n")
    write(gone, "two\n")
    gone.flush()


def test_the_work_goes_on_without_its_reader(gone, monkeypatch):
    monkeypatch.setattr("sys.stdout", gone)
    Plain().say("one")
    Plain().say("two")


def test_no_stream_at_all(monkeypatch):
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", None)
    prepare_streams()
    Plain().end(Answer(1, text="a", why=Explanation("b")))


def test_a_pipe_gets_utf_8(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="latin-1"))
    prepare_streams()
    write(sys.stdout, "a › b\n")
    assert raw.getvalue().decode() == "a › b\n"


def test_json_keeps_to_one_line_and_its_last_words_are_a_result(capsys):
    JsonLines().end(Answer(text="a\nb\n"))
    assert json.loads(capsys.readouterr().out)["text"] == "a\nb\n"
    assert json.loads(JsonLines().last_words())["event"] == "result"


@pytest.fixture
def full():
    """A stream whose disk is full."""
    try:
        stream = Path("/dev/full").open("w", encoding="utf-8")  # noqa: SIM115
    except OSError:
        pytest.skip("this system has no /dev/full")
    with stream:
        yield stream


@pytest.mark.parametrize("printer", [Plain, JsonLines])
def test_a_full_disk_is_told_and_the_work_goes_on(full, monkeypatch, capsys, printer):
    shown = printer()

    def work():
        monkeypatch.setattr("sys.stdout", full)
        shown.sink(Written("env", "/x/p.env"))
        shown.sink(Written("env", "/x/q.env"))
        return Answer(text="all of it")

    assert concluded(shown, work) == 1
    assert "No space left on device" in capsys.readouterr().err


def test_a_full_disk_hides_no_other_end(full, monkeypatch):
    def work():
        monkeypatch.setattr("sys.stdout", full)
        return Answer(4, why=Explanation("It is so."), text="x")

    assert concluded(JsonLines(), work) == 4


def test_nothing_steers_a_terminal(capsys):
    Plain().say("pool \x1b]0;x\x07\x9b31m ☃\tü")
    assert capsys.readouterr().out == "pool \ufffd]0;x\ufffd\ufffd31m ☃\tü\n"


def test_an_action_that_was_stopped_is_no_failure(capsys):
    Plain().sink(Failed(PlannedAction("pool", "pool", "create", "User pool corp", ""), 0.1, Stopped().why))
    assert capsys.readouterr().out == "stopped  User pool corp\n"

"""A reader that goes away, a stream that isn't there, characters a stream doesn't know."""

import io
import json
import os
import sys

import pytest

from wizard.cli.ending import Answer
from wizard.cli.printing import prepare_streams
from wizard.cli.printing.json_lines import JsonLines
from wizard.cli.printing.plain import Plain
from wizard.cli.printing.streams import write
from wizard.errors import Explanation


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

"""Every kind of end: status, sentences, nothing that leaves as a traceback."""

from pathlib import Path

import click
import pytest

from wizard.cli.ending import Answer, concluded, end_of
from wizard.cli.printing.plain import Plain
from wizard.errors import AmazonRefused, Explanation, FaultFound, FileRefused, InputRefused, KeyringUnusable, Stopped
from wizard.storage import Busy

WHY = Explanation("It is so.")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (FileRefused(WHY), 1),
        (InputRefused(WHY), 2),
        (click.UsageError("No."), 2),
        (AmazonRefused(WHY), 3),
        (Busy(Path("x.lock")), 3),
        (FaultFound(WHY), 4),
        (KeyringUnusable(WHY), 6),
        (Stopped(), 130),
        (KeyboardInterrupt(), 130),
        (ZeroDivisionError("x"), 1),
    ],
)
def test_status(error, status):
    answer = end_of(error)
    assert (answer.status, answer.ok) == (status, False)
    assert answer.why.happened


def test_names_of_a_refusal_are_kept():
    assert end_of(AmazonRefused(WHY, ("a", "b"))).names == ("a", "b")


def test_pending_changes_are_an_answer():
    assert Answer(5).ok
    assert not Answer(4).ok


def test_a_fault_of_the_program_says_how_to_report_it(capsys):
    def work():
        raise RuntimeError("secret: 'hunter2hunter2'")

    noted = []
    assert concluded(Plain(), work, noted.append) == 1
    told = capsys.readouterr()
    assert "--log-file" in told.err
    assert "RuntimeError" in told.err
    assert "hunter2" not in told.err
    assert "Traceback" not in told.err
    assert len(noted) == 1


def test_the_text_of_an_answer_is_in_no_repr():
    assert "hunter2" not in repr(Answer(text="hunter2", values={"text": "hunter2"}))


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["check"], "FILE is missing."),
        (["render", "a.yaml"], "--format is missing."),
        (["secret"], "list|get|forget is missing."),
        (["plan", "a.yaml", "--secrets", "file"], "--secrets: 'file' is not one of 'keyring', 'none'."),
        (["plan", "a.yaml", "--jsn"], "There is no option --jsn. Did you mean --json?"),
    ],
)
def test_usage_in_a_persons_words(run, argv, told):
    ended = run(*argv)
    assert (ended.status, ended.err.splitlines()[0]) == (2, told)

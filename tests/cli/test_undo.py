"""`undo`: shows, asks, removes what was agreed to; what stands in the way is named and nothing is sent."""

import io
from pathlib import Path

import pytest

from wizard.cognito.executor import Outcome
from wizard.cognito.inside import Inside
from wizard.cognito.plan import Plan, PlannedAction
from wizard.errors import AmazonRefused, Explanation
from wizard.jobs.undo import PlanUndo, Undo, Undoable, Undone
from wizard.setup.fault import Fault

POOL = PlannedAction("undo:pool", "undo pool", "delete", "User pool corp", "")
PLAN = Plan((POOL,))
PEOPLE = Fault("users", "undo.people", "fault", "People have accounts in it: ada.", "--delete-people corp", "x")


@pytest.fixture
def typing(monkeypatch):
    """Somebody types this at a terminal."""

    def typing(text):
        stream = io.StringIO(text)
        stream.isatty = lambda: True
        monkeypatch.setattr("sys.stdin", stream)

    return typing


@pytest.fixture
def planned(world, snapshot):
    world.answers(PlanUndo, Undoable(PLAN, snapshot, Inside(), ()))
    world.answers(Undo, Undone(PLAN, Outcome(("undo:pool",), {}, {}), (Path("/x/config.yaml"),)))
    world.job = None
    return world


def test_without_a_terminal_and_without_yes_nothing_is_sent(run, setup_file, planned, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    ended = run("undo", "corp.yaml")
    assert (ended.status, "1 to remove" in ended.out) == (2, True)
    assert "pomerium-cognito undo corp.yaml --yes" in ended.err
    assert isinstance(planned.job, PlanUndo)


def test_the_command_that_goes_on_names_the_people_too(run, setup_file, planned, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    ended = run("undo", "corp.yaml", "--delete-people", "corp staff")
    assert "undo corp.yaml --delete-people 'corp staff' --yes" in ended.err


def test_a_yes_removes_what_was_shown_and_files_are_named(run, setup_file, planned, typing):
    typing("y\n")
    ended = run("undo", "corp.yaml", "--delete-people", "corp")
    assert ended.status == 0
    assert (planned.job.shown, planned.job.delete_people) == (PLAN, "corp")
    assert "/x/config.yaml" in ended.out


def test_a_no_removes_nothing(run, setup_file, planned, typing):
    typing("n\n")
    assert run("undo", "corp.yaml").status == 2
    assert isinstance(planned.job, PlanUndo)


def test_what_stands_in_the_way_is_named(run, setup_file, planned, snapshot):
    planned.answers(PlanUndo, Undoable(Plan(refusals=(PEOPLE,)), snapshot, Inside(), ()))
    ended = run("undo", "corp.yaml")
    assert (ended.status, "--delete-people corp" in ended.err) == (2, True)
    assert isinstance(planned.job, PlanUndo)


def test_nothing_there_is_an_end_like_any(run, setup_file, planned, snapshot):
    planned.answers(PlanUndo, Undoable(Plan(), snapshot, Inside(), ()))
    planned.answers(Undo, Undone(Plan(), Outcome((), {}, {}), ()))
    ended = run("undo", "corp.yaml")
    assert (ended.status, "Nothing to undo" in ended.out) == (0, True)


def test_what_could_not_be_removed_is_told_with_the_command_that_goes_on(run, setup_file, planned):
    error = AmazonRefused(Explanation("Amazon refuses.", "", "Wait."))
    planned.answers(Undo, Undone(PLAN, Outcome((), {"undo:pool": error}, {}), ()))
    ended = run("undo", "corp.yaml", "--yes", "--json")
    assert (ended.status, ended.result["ok"], ended.result["done"]) == (3, False, [])
    assert "undo corp.yaml" in str(ended.result)


def test_a_keyring_that_cannot_be_asked_is_told_after_all_is_removed(run, setup_file, planned):
    why = Explanation("There is no keyring.", "What apply made is gone at Amazon.", "Undo again.")
    planned.answers(Undo, Undone(PLAN, Outcome(("undo:pool",), {}, {}), (), why))
    ended = run("undo", "corp.yaml", "--yes", "--json")
    assert (ended.status, ended.result["done"]) == (6, ["undo:pool"])
    assert "gone at Amazon" in str(ended.result)

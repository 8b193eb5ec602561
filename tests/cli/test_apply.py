"""`apply`: shows, asks, carries out what was agreed to, tells what is left, then verifies."""

import io

import pytest

from wizard.checks import CHECKS, Outcome, Result
from wizard.cognito.executor import Outcome as Carried
from wizard.cognito.plan import Plan, PlannedAction
from wizard.errors import AmazonRefused, Explanation, KeyringUnusable
from wizard.events import Done, Failed, Skipped, Started, Waiting
from wizard.jobs.apply import Applied, Apply
from wizard.jobs.plan import MakePlan, Planned
from wizard.jobs.verify import Verified, Verify

POOL = PlannedAction("pool", "pool", "create", "User pool corp", "")
DOMAIN = PlannedAction("domain", "domain", "create", "Domain corp-staff", "")
PLAN = Plan((POOL, DOMAIN))
TAKEN = AmazonRefused(Explanation("The domain is taken.", "Once in a region.", "Choose another."), ("corp-a", "corp-b"))


@pytest.fixture
def terminal(monkeypatch):
    """Standard input is a terminal at which somebody types this."""

    def typing(text):
        stream = io.StringIO(text)
        stream.isatty = lambda: True
        monkeypatch.setattr("sys.stdin", stream)

    return typing


@pytest.fixture
def planned(world, snapshot):
    world.answers(MakePlan, Planned(PLAN, snapshot))
    world.answers(Apply, Applied(PLAN, Carried(("pool", "domain"), {}, {}), snapshot))
    world.answers(Verify, Verified((Result(CHECKS[0], Outcome("passed"), 0.1),), snapshot))
    world.job = None
    return world


def test_without_a_terminal_and_without_yes_nothing_is_sent(run, setup_file, planned, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    ended = run("apply", "corp.yaml")
    assert ended.status == 2
    assert "2 to create" in ended.out
    assert "pomerium-cognito apply corp.yaml --yes" in ended.err
    assert isinstance(planned.job, MakePlan)


def test_json_never_asks(run, setup_file, planned, terminal):
    terminal("y\n")
    ended = run("apply", "corp.yaml", "--json")
    assert (ended.status, ended.result["ok"]) == (2, False)
    assert isinstance(planned.job, MakePlan)


@pytest.mark.parametrize("answer", ["n\n", "\n", "", "yess\n"])
def test_anything_but_yes_sends_nothing(run, setup_file, planned, terminal, answer):
    terminal(answer)
    ended = run("apply", "corp.yaml")
    assert ended.status == 2
    assert "Create 2 resources? [y/N] " in ended.err
    assert isinstance(planned.job, MakePlan)


def test_without_a_line_what_is_told_next_begins_on_its_own(run, setup_file, planned, terminal):
    terminal("")
    assert "[y/N] \nNot carried out, as you chose.\n" in run("apply", "corp.yaml").err


def test_a_yes_carries_out_the_plan_that_was_shown(run, setup_file, planned, terminal):
    terminal("Y\n")
    ended = run("apply", "corp.yaml", "--no-verify")
    assert ended.status == 0
    assert planned.job.shown is PLAN
    assert "Pool eu-west-1_AbCdEf123, app client 7abc." in ended.out


def test_nothing_to_do_asks_nothing_and_still_looks_after_the_secret(run, setup_file, planned, snapshot):
    planned.answers(MakePlan, Planned(Plan(), snapshot))
    planned.answers(Apply, Applied(Plan(), Carried((), {}, {}), snapshot))
    ended = run("apply", "corp.yaml", "--no-verify")
    assert (ended.status, ended.out) == (0, "Nothing to change: all is as you want it.\n")
    assert isinstance(planned.job, Apply)


def test_events_in_a_pipe_are_lines_of_words(run, setup_file, planned, snapshot):
    why = Explanation("It is taken.", "Once in a region.", "Choose another.")
    events = (
        Started(POOL, "Usually a second."),
        Waiting(POOL, "Amazon asked for a pause.", 1.2, 2, 6),
        Done(POOL, 0.42, "It has the id x."),
        Failed(DOMAIN, 61.0, why),
        Skipped(DOMAIN, "It needs the pool."),
    )
    planned.answers(Apply, Applied(PLAN, Carried(("pool", "domain"), {}, {}), snapshot), *events)
    lines = run("apply", "corp.yaml", "--yes", "--no-verify").out.splitlines()
    assert lines[lines.index("2 to create, 0 to change, 0 to remove") + 1 : -1] == [
        "started  User pool corp (Usually a second.)",
        "waiting  User pool corp: Amazon asked for a pause. Next try in 1 second, 2 of 6.",
        "done     User pool corp (0.4 s): It has the id x.",
        "failed   Domain corp-staff",
        "         It is taken.",
        "         Once in a region. Choose another.",
        "skipped  Domain corp-staff: It needs the pool.",
    ]
    states = [line["state"] for line in run("apply", "corp.yaml", "--yes", "--json").lines if line["event"] == "action"]
    assert states == ["planned", "planned", "started", "waiting", "done", "failed", "planned"]


def test_a_taken_prefix_ends_with_3_and_names_to_try(run, setup_file, planned, snapshot):
    planned.answers(Apply, Applied(PLAN, Carried(("pool",), {"domain": TAKEN}, {}), snapshot))
    ended = run("apply", "corp.yaml", "--yes", "--demo")
    assert ended.status == 3
    assert "Names to try: corp-a, corp-b." in ended.err
    assert "domain.prefix of corp.yaml" in ended.err
    assert "`pomerium-cognito apply corp.yaml --demo`" in ended.err
    result = run("apply", "corp.yaml", "--yes", "--json").result
    assert (result["ok"], result["status"], result["names"]) == (False, 3, ["corp-a", "corp-b"])
    assert result["done"] == ["pool"]


def test_a_wish_to_stop_ends_with_130_whatever_else_failed(run, setup_file, planned, snapshot):
    def stopped(job, sink, cancel):
        cancel.wish()
        return Applied(PLAN, Carried(("pool",), {"domain": TAKEN}, {}), snapshot)

    planned.answers(Apply, stopped)
    ended = run("apply", "corp.yaml", "--yes")
    assert ended.status == 130
    assert "goes on from there" in ended.err


def test_a_keyring_that_does_not_work_ends_with_6(run, setup_file, planned):
    why = Explanation("The keyring is locked.", "Nothing was created.", "Run with --secrets none.")
    planned.answers(Apply, KeyringUnusable(why))
    ended = run("apply", "corp.yaml", "--yes")
    assert ended.status == 6
    assert "--secrets none" in ended.err


def test_it_verifies_afterwards_and_ends_with_what_that_found(run, setup_file, planned, snapshot):
    ended = run("apply", "corp.yaml", "--yes")
    assert ended.status == 0
    assert ended.out.endswith("Next: pomerium-cognito save corp.yaml\n")
    failed = Outcome("failed", "No login page.", mend="Mend it.")
    planned.answers(Verify, Verified((Result(CHECKS[2], failed, 0.1),), snapshot))
    ended = run("apply", "corp.yaml", "--yes", "--json")
    assert (ended.status, ended.result["failed"]) == (4, [CHECKS[2].id])
    assert ended.result["done"] == ["pool", "domain"]
    assert ended.result["pool_id"] == "eu-west-1_AbCdEf123"


def test_the_setup_file_is_never_edited(run, setup_file, planned):
    before = setup_file.read_bytes()
    run("apply", "corp.yaml", "--yes")
    assert setup_file.read_bytes() == before

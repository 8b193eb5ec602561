"""`verify`: a line a check, the fault's cause and mend, 4 for a fault and 3 where Amazon was not reached."""

import pytest

from wizard.checks import CHECKS, Outcome, Result
from wizard.events import Done, Failed, Skipped, Started
from wizard.jobs.verify import Verified, Verify

FAILED = Outcome("failed", "No login page.", "https://x/login", "Mend it.", "raw")
EVENTS = (
    Started(CHECKS[0]),
    Done(CHECKS[0], 0.1, "2 keys."),
    Started(CHECKS[1]),
    Failed(CHECKS[1], 0.2, FAILED.why),
    Skipped(CHECKS[2], "Not tried."),
)


def results(snapshot, reached=True):
    outcome = FAILED if reached else Outcome("failed", "No answer.", reached=False)
    return Verified((Result(CHECKS[0], Outcome("passed"), 0.1), Result(CHECKS[1], outcome, 0.2)), snapshot)


def test_a_line_a_check(run, setup_file, world, snapshot):
    world.answers(Verify, results(snapshot), *EVENTS)
    ended = run("verify", "corp.yaml")
    assert ended.status == 4
    assert ended.out.splitlines() == [
        f"passed   {CHECKS[0].title}: {CHECKS[0].proves} 2 keys.",
        f"failed   {CHECKS[1].title}",
        "         No login page.",
        "         (https://x/login) Mend it.",
        f"skipped  {CHECKS[2].title}: Not tried.",
    ]
    assert f"1 of 2 checks failed: {CHECKS[1].title}." in ended.err


def test_json(run, setup_file, world, snapshot):
    world.answers(Verify, results(snapshot), *EVENTS)
    passed, failed, skipped, result = run("verify", "corp.yaml", "--json").lines
    assert (passed["event"], passed["id"], passed["state"]) == ("check", CHECKS[0].id, "passed")
    assert passed["proves"] == CHECKS[0].proves
    assert (failed["state"], failed["cause"], failed["mend"]) == ("failed", "No login page.", "Mend it.")
    assert failed["value"] == "https://x/login"
    assert (skipped["state"], skipped["cause"]) == ("skipped", "Not tried.")
    assert (result["ok"], result["passed"], result["failed"]) == (False, [CHECKS[0].id], [CHECKS[1].id])


@pytest.mark.parametrize(("reached", "status"), [(True, 4), (False, 3)])
def test_exit_status(run, setup_file, world, snapshot, reached, status):
    world.answers(Verify, results(snapshot, reached))
    ended = run("verify", "corp.yaml")
    assert ended.status == status
    assert ("Sign-in would not work" in ended.err) is reached


def test_all_passed(run, setup_file, world, snapshot):
    world.answers(Verify, Verified((Result(CHECKS[0], Outcome("passed"), 0.1),), snapshot))
    ended = run("verify", "corp.yaml")
    assert (ended.status, ended.err) == (0, "")

"""Faults on the way to Amazon, met by the command itself: its exit status, what it tells, that it can be resumed."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import setups
from programs import COMMAND, Program

from wizard import practice

sys.path.insert(0, str(Path(__file__).parents[1] / "jobs"))

from faulty import Faulty

APPLY = ("apply", "s.yaml", "--yes", "--no-verify", "--secrets", "none")
NAME, KIND = "corp-staff", setups.KINDS["plain"]


def rare(*values):
    """Values for the full count alone."""
    return pytest.param(*values, marks=pytest.mark.full)


@pytest.fixture
def amazon(tmp_path, monkeypatch):
    """The stand-in behind a proxy that does one thing wrong."""
    monkeypatch.setenv("POMERIUM_COGNITO_PRACTICE_DELAY", "0")
    stand = practice.start(tmp_path / "practice")
    proxy = Faulty(stand.url)
    yield proxy
    proxy.close()
    stand.close()


@pytest.fixture
def program(tmp_path, amazon):
    """The command, with a setup and that proxy for Amazon."""
    (tmp_path / "s.yaml").write_text(setups.text(KIND, NAME, {}))
    return Program(tmp_path, AWS_ENDPOINT_URL=amazon.url)


def check(tmp_path, program, amazon):
    """Nothing wrong any more: the same command goes on, and ends in one of everything."""
    amazon.fault(None)
    program.run(*APPLY)
    tree = json.loads((tmp_path / "practice" / "practice.json").read_text())
    ((pool,), (domain,)) = tree["pools"].values(), tree["domains"].values()
    assert [client["name"] for client in pool["clients"].values()] == ["pomerium"]
    assert domain["pool"] == pool["id"]
    assert "Nothing to change" in program.run(*APPLY)


@pytest.mark.parametrize(("kind", "number"), [("throttled", 4), ("lost", 3), rare("away", 6), rare("conflict", 6)])
def test_what_a_pause_mends_is_told_and_done(tmp_path, program, amazon, kind, number):
    amazon.fault(kind, number)
    told = program.run(*APPLY)
    assert amazon.met
    assert "2 of 6" in told
    check(tmp_path, program, amazon)


@pytest.mark.parametrize("kind", ["lost", rare("reset")])
def test_a_pool_that_may_be_there_is_not_made_again_but_found(tmp_path, program, amazon, kind):
    amazon.fault(kind, 4)
    told = program.run(*APPLY, code=3)
    assert amazon.met == "CreateUserPool"
    assert "goes on from there" in told
    check(tmp_path, program, amazon)


def test_credentials_that_run_out_midway_are_told(tmp_path, program, amazon):
    amazon.fault("expired", 5)
    told = program.run(*APPLY, code=3)
    assert "goes on from there" in told
    check(tmp_path, program, amazon)


def test_ctrl_c_ends_a_pause_at_once(tmp_path, program, amazon):
    amazon.fault("throttled", 5, lasts=True)
    running = subprocess.Popen(
        [COMMAND, *APPLY], cwd=tmp_path, env=program.env, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    for line in running.stdout:
        if "4 of 6" in line:  # a pause of two seconds at least
            break
    asked = time.monotonic()
    os.kill(running.pid, signal.SIGINT)
    told = running.communicate(timeout=60)[0]
    assert running.returncode == 130
    assert time.monotonic() - asked < 1.9
    assert "goes on from there" in told
    check(tmp_path, program, amazon)

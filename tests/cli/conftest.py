"""What tests of the command share: a run in this process, a setup file, and a world without network."""

from __future__ import annotations

import json
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from wizard.cli.program import run as run_command
from wizard.cognito.session import Identity
from wizard.cognito.snapshot import Addresses, Snapshot
from wizard.jobs.apply import Applied
from wizard.vault import NoStore

SETUP = """version: 1
name: corp
aws: {region: eu-west-1}
pool: {name: corp}
domain: {prefix: corp-staff}
pomerium: {authenticate_url: "https://authenticate.corp.example.com"}
"""


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    status: int
    out: str
    err: str

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def result(self):
        return self.lines[-1]


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs the command line in this process, in an empty folder, with a home of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POMERIUM_COGNITO_HOME", str(tmp_path / "home"))

    def run(*argv):
        capsys.readouterr()
        status = run_command([str(word) for word in argv])
        told = capsys.readouterr()
        return Ended(status, told.out, told.err)

    return run


@pytest.fixture
def setup_file(tmp_path):
    path = tmp_path / "corp.yaml"
    path.write_text(SETUP)
    return path


@pytest.fixture
def world(monkeypatch, tmp_path):
    """Adapters that reach nothing; a store can be put into `world.store`, jobs are given by `world.answers`."""
    (tmp_path / "home").mkdir()
    world = SimpleNamespace(store=NoStore(), state=tmp_path / "home", practice=False, modes=[])

    def adapters(setup, mode, practice=None):
        world.modes.append(mode)
        return world

    def answers(job, result, *events):
        """The job sends these events and gives (or raises) this result; it is kept in `world.job`."""

        def attempt(self, sink, cancel):
            world.job = self
            if getattr(self, "show", None) is not None and isinstance(result, Applied):
                self.show(result.plan)
            for event in events:
                sink(event)
            if isinstance(result, BaseException):
                raise result
            return result(self, sink, cancel) if callable(result) else result

        monkeypatch.setattr(job, "attempt" if hasattr(job, "attempt") else "run", attempt)

    world.answers = answers
    monkeypatch.setattr("wizard.app.adapters", adapters)
    monkeypatch.setattr(
        "wizard.app.start_practice", lambda: SimpleNamespace(close=lambda: world.modes.append("closed"))
    )
    return world


@pytest.fixture
def snapshot():
    identity = Identity("123456789012", "arn:aws:iam::123456789012:user/ada", "eu-west-1", "aws")
    pool = {"Id": "eu-west-1_AbCdEf123", "Domain": "corp-staff"}
    return Snapshot(identity, Addresses("eu-west-1"), pool=pool, client={"ClientId": "7abc"})

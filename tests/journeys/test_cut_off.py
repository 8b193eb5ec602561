"""kill -9 around each call that writes: the process dies before the call arrives at Amazon, or before its answer.

The command talks to a stand-in of another process; what it has under way beside that call is still carried out. The
usual run takes a sample of the calls, the full count (`-m full`) takes each.
"""

import contextlib
import json
import os
import signal
import sys
import time
from pathlib import Path

import boto3
import pytest
import setups
from forge import Forge
from programs import READS, Program

from wizard.practice import server

sys.path.insert(0, str(Path(__file__).parents[1] / "jobs"))

from faulty import Faulty

CASES = [
    *(("apply", kind) for kind in setups.KINDS),
    *(("undo", kind) for kind in ("full", "own-domain", "adopting")),
]
KEYS = {"aws_access_key_id": "AKIAPRACTICE00000000", "aws_secret_access_key": "practice"}


class Deadly(Faulty):
    """Kills the process that called: at the chosen writing call, before it is forwarded or once it is carried out."""

    def __init__(self, upstream):
        self.chosen, self.process, self.forwards, self.writes = 0, None, False, []
        super().__init__(upstream)

    def choose(self, number, *, forwards=False):
        """Arm it for the writing call of that number, counted from now; 0: let all live."""
        self.chosen, self.forwards, self.writes = number, forwards, []

    def turn(self, operation):
        if operation.startswith((*READS, "GetCaller")):
            return None
        with self._lock:
            self.writes.append(operation)
            dead = len(self.writes) == self.chosen
        if dead and not self.forwards:
            self.kill()
        return "reset" if dead and not self.forwards else "killed" if dead else None

    def carried_out(self, kind):
        if kind == "killed":
            self.kill()

    def kill(self):
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)


class Outside:
    """A stand-in of its own process's, as Amazon is, and the command that reaches it through the proxy."""

    def __init__(self, forge, folder):
        self.forge, self.folder, self.day = forge, folder, 0
        folder.mkdir()
        # each walk on another day: Amazon sends 50 invitations a day, and so does it
        self.stand = server.start(folder / "practice", clock=lambda: time.time() + self.day * 86400)
        self.proxy = Deadly(self.stand.url)
        self.cognito = boto3.client("cognito-idp", endpoint_url=self.stand.url, region_name="eu-west-1", **KEYS)

    def close(self):
        self.proxy.close()
        self.stand.close()

    def walk(self, kind, name):
        """A setup in a home of its own, and what stands before it."""
        self.day += 1
        home = self.folder / name
        home.mkdir()
        self.kind, self.name, self.whole = setups.KINDS[kind], name, None
        self.program = Program(
            home,
            AWS_ENDPOINT_URL=self.proxy.url,
            PYTHON_KEYRING_BACKEND="filekeyring.Keyring",
            PYTHONPATH=os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]),
            FILEKEYRING=str(home / "keyring.json"),
        )
        self.ids = setups.before(self.kind, self.cognito, name)
        if self.ids:
            self.whole = setups.described(self.cognito, self.ids)
        (home / "s.yaml").write_text(setups.text(self.kind, name, self.ids))

    def run(self, *words, chosen=0, forwards=False):
        """The operations that wrote; the command ends well, or is killed where that was asked for."""
        self.proxy.choose(chosen, forwards=forwards)
        status, told = self.forge.run(self.program, *words, begun=self.begun)
        self.killed = status != 0
        assert status in ((0, -signal.SIGKILL) if chosen else (0,)), told
        return self.proxy.writes

    def begun(self, process):
        self.proxy.process = process

    def apply(self, **how):
        return self.run("apply", "s.yaml", "--yes", "--no-verify", **how)

    def undo(self, **how):
        return self.run("undo", "s.yaml", "--yes", "--delete-people", self.name, **how)

    def tree(self):
        return json.loads((self.folder / "practice" / "practice.json").read_text())

    def secrets(self):
        path = self.program.home / "keyring.json"
        return json.loads(path.read_text()) if path.exists() else {}

    def check(self, command):
        if command == "apply":
            setups.check_applied(self.kind, self.tree(), self.name, self.ids, self.secrets())
        else:
            setups.check_undone(self.tree(), self.name, self.ids, self.secrets())
            assert self.whole is None or setups.described(self.cognito, self.ids) == self.whole

    def clear(self):
        """Nothing of this walk stays for the next one."""
        for pool in self.tree()["pools"]:
            shown = self.cognito.describe_user_pool(UserPoolId=pool)["UserPool"]
            for domain in (shown[member] for member in ("Domain", "CustomDomain") if member in shown):
                self.cognito.delete_user_pool_domain(UserPoolId=pool, Domain=domain)
            self.cognito.update_user_pool(UserPoolId=pool, DeletionProtection="INACTIVE")
            self.cognito.delete_user_pool(UserPoolId=pool)


@pytest.fixture(scope="module")
def forge():
    made = Forge()
    yield made
    made.close()


@pytest.fixture
def outside(forge, tmp_path, monkeypatch):
    monkeypatch.setenv("POMERIUM_COGNITO_PRACTICE_DELAY", "0")
    made = Outside(forge, tmp_path / "outside")
    yield made
    made.close()


def cut(outside, command, kind, number, forwards):
    """One walk; whether there was such a call."""
    outside.walk(kind, f"corp-{number}{'-after' if forwards else ''}")
    again = getattr(outside, command)
    if command == "undo":
        outside.apply()
    again(chosen=number, forwards=forwards)
    killed = outside.killed
    again()
    outside.check(command)
    assert again() == []
    outside.clear()
    return killed


@pytest.mark.parametrize(
    ("command", "kind", "number", "forwards"),
    [("apply", "full", 2, True), ("apply", "adopting", 3, True), ("undo", "adopting", 4, False)],
)
def test_a_sample_of_the_calls(outside, command, kind, number, forwards):
    assert cut(outside, command, kind, number, forwards)


@pytest.mark.full
@pytest.mark.timeout(900)
@pytest.mark.parametrize("forwards", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("command", "kind"), CASES)
def test_each_call(outside, command, kind, forwards):
    number = 1
    while cut(outside, command, kind, number, forwards):
        number += 1
    print(f"{command} {kind}: cut off {'after' if forwards else 'before'} {number - 1} calls that write")
    assert number > 2

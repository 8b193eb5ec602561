"""kill -9 at every write: the next run of the same command ends in one of everything, the one after it writes nothing.

The usual run takes a sample of the moments; the full count (`-m full`) takes each.
"""

import contextlib
import json
import signal
import subprocess
import sys
from pathlib import Path

import boto3
import pytest
import yaml
from programs import Program

from wizard import practice

KILLED = Path(__file__).with_name("killed.py")
SETUP = """\
version: 1
name: corp-staff
aws: {region: eu-west-1}
pool: {POOL}
domain: {prefix: corp-staff}
groups: [admins]
users: [{email: ada@corp.example.com, groups: [admins]}]
pomerium: {authenticate_url: "https://authenticate.corp.example.com"}
"""
NEW, OURS = "name: corp-staff", "corp-staff"
SHARDS = 4


class Walk:
    """A setup in a home of its own, in practice mode, and what stands there."""

    def __init__(self, home, *, adopt=False):
        home.mkdir()
        self.program = Program(home, POMERIUM_COGNITO_PRACTICE_DELAY="0")
        self.state = home / "state" / "practice"
        self.theirs = self._made_before() if adopt else None
        pool = f"id: {self.theirs}, deletion_protection: true" if adopt else NEW
        (home / "s.yaml").write_text(SETUP.replace("POOL", pool))

    def _made_before(self):
        """A pool with an app client and a group of somebody else's; the pool's id."""
        with self.amazon() as cognito:
            pool = cognito.create_user_pool(PoolName="theirs", UsernameAttributes=["email"])["UserPool"]["Id"]
            cognito.create_user_pool_client(UserPoolId=pool, ClientName="portal")
            cognito.create_group(UserPoolId=pool, GroupName="staff")
        return pool

    @contextlib.contextmanager
    def amazon(self):
        """boto3's client of the stand-in, while no command runs."""
        stand = practice.start(self.state)
        keys = {"aws_access_key_id": "AKIAPRACTICE00000000", "aws_secret_access_key": "practice"}
        yield boto3.client("cognito-idp", endpoint_url=stand.url, region_name="eu-west-1", **keys)
        stand.close()

    def theirs_now(self):
        """Everything in the pool that was there before, as Amazon describes it, without dates."""
        with self.amazon() as cognito:
            ids = {"UserPoolId": self.theirs}
            rows = cognito.list_user_pool_clients(**ids, MaxResults=60)["UserPoolClients"]
            found = [
                cognito.describe_user_pool(**ids)["UserPool"],
                *(cognito.describe_user_pool_client(**ids, ClientId=row["ClientId"])["UserPoolClient"] for row in rows),
                *cognito.list_groups(**ids)["Groups"],
                *cognito.list_users(**ids)["Users"],
            ]
        return [{key: value for key, value in each.items() if "Date" not in key} for each in found]

    def run(self, *words):
        """The command, to its end."""
        return self.program.run(*words, "--demo")

    def killed(self, at, *words):
        """Whether the command was killed at that moment; else it came to its end."""
        done = subprocess.run(
            [sys.executable, str(KILLED), str(at), *words, "--demo"],
            cwd=self.program.home,
            env=self.program.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode in (0, -signal.SIGKILL), done.stdout + done.stderr
        return done.returncode != 0

    def tree(self):
        """What the stand-in remembers."""
        return json.loads((self.state / "practice.json").read_text())

    def secrets(self):
        """The store's content by the kind of secret."""
        path = self.state / "secrets.json"
        return json.loads(path.read_text()) if path.exists() else {}

    def check_applied(self):
        """One of everything, its secret in the store, and nothing left to write."""
        self.run("apply", "s.yaml", "--yes", "--no-verify")
        tree = self.tree()
        (pool,) = tree["pools"].values()
        names = sorted(client["name"] for client in pool["clients"].values())
        assert names == (["pomerium", "portal"] if self.theirs else ["pomerium"])
        assert len(tree["domains"]) == 1
        assert sorted(pool["groups"]) == (["admins", "staff"] if self.theirs else ["admins"])
        assert len(pool["users"]) == 1
        (ours,) = (client for client in pool["clients"].values() if client["name"] == "pomerium")
        assert list(self.secrets().values()) == [ours["secrets"][0]["value"]]
        before = self.tree()
        assert "Nothing to change" in self.run("apply", "s.yaml", "--yes", "--no-verify")
        assert self.tree()["pools"] == before["pools"]


def moments(tmp_path, make, each, chosen):
    """Call `each(walk, moment)`, which tells whether it was killed there, with a new walk for each chosen moment."""
    met = 0
    for moment in chosen:
        walk = make(tmp_path / f"m{moment}")
        if not each(walk, moment):
            break
        met += 1
    return met


def in_apply(walk, moment):
    killed = walk.killed(moment, "apply", "s.yaml", "--yes", "--no-verify")
    walk.check_applied()
    return killed


def in_undo(walk, moment):
    people = ("--delete-people", "theirs" if walk.theirs else OURS)
    before = walk.theirs_now() if walk.theirs else None
    walk.run("apply", "s.yaml", "--yes", "--no-verify")
    killed = walk.killed(moment, "undo", "s.yaml", "--yes", *people)
    walk.run("undo", "s.yaml", "--yes", *people)
    tree = walk.tree()
    assert tree["domains"] == {}
    assert walk.secrets() == {}
    if walk.theirs:
        assert walk.theirs_now() == before
    else:
        assert tree["pools"] == {}
    assert "Nothing to undo" in walk.run("undo", "s.yaml", "--yes", *people)
    return killed


def in_rotate(walk, moment):
    walk.run("apply", "s.yaml", "--yes", "--no-verify")
    walk.run("save", "s.yaml")
    killed = walk.killed(moment, "rotate", "s.yaml", "--yes", "--grace", "0")
    (pool,) = walk.tree()["pools"].values()
    (client,) = pool["clients"].values()
    good = {secret["value"] for secret in client["secrets"]}
    stored = {key.rpartition("/")[2]: value for key, value in walk.secrets().items()}
    assert stored["client_secret"] in good
    assert yaml.safe_load(walk.program.file("config.yaml"))["idp_client_secret"] in good
    walk.run("rotate", "s.yaml", "--yes", "--grace", "0")
    (pool,) = walk.tree()["pools"].values()
    (client,) = pool["clients"].values()
    assert [secret["value"] for secret in client["secrets"]] == list(walk.secrets().values())
    assert yaml.safe_load(walk.program.file("config.yaml"))["idp_client_secret"] in walk.secrets().values()
    return killed


def in_save(walk, moment):
    walk.run("apply", "s.yaml", "--yes", "--no-verify")
    killed = walk.killed(moment, "save", "s.yaml")
    path = walk.program.home / "config.yaml"
    if path.exists():
        assert yaml.safe_load(path.read_text())["idp_client_secret"]
    walk.run("save", "s.yaml")
    assert yaml.safe_load(path.read_text())["idp_client_secret"] in walk.secrets().values()
    assert not [file for file in walk.program.home.iterdir() if file.name.endswith(".new") and not killed]
    return killed


def adopting(home):
    return Walk(home, adopt=True)


CASES = {
    "apply": (Walk, in_apply),
    "apply-adopting": (adopting, in_apply),
    "undo": (Walk, in_undo),
    "undo-adopting": (adopting, in_undo),
    "rotate": (Walk, in_rotate),
    "save": (Walk, in_save),
}


@pytest.mark.parametrize(("case", "moment"), [("apply", 9), ("apply", 44), ("undo", 12), ("rotate", 13), ("save", 2)])
def test_a_sample_of_the_moments(tmp_path, case, moment):
    make, each = CASES[case]
    assert moments(tmp_path, make, each, [moment]) == 1


@pytest.mark.full
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("shard", range(SHARDS))
@pytest.mark.parametrize("case", CASES)
def test_every_moment(tmp_path, case, shard):
    make, each = CASES[case]
    met = moments(tmp_path, make, each, range(1 + shard, 1000, SHARDS))
    print(f"{case}: killed at {met} moments of shard {shard}")
    assert met

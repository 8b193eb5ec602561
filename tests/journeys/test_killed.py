"""kill -9 at every write: the next run of the same command ends in one of everything, the one after it writes nothing.

The usual run takes a sample of the moments, each with a start of its own; the full count (`-m full`) takes each.
"""

import contextlib
import json
import shutil
import signal
import subprocess
import sys

import boto3
import pytest
import setups
import yaml
from forge import KILLED, Forge
from programs import Program

from wizard import practice

SHARDS = 3
NAME = "corp-staff"
NEW = (
    *("new", "-o", "made.yaml", "--authenticate-url", "https://authenticate.corp.example.com"),
    *("--region", "eu-west-1", "--prefix", NAME),
)


class Plain:
    """As Forge, but with a start of the program itself."""

    def run(self, program, *words, at=0):
        done = subprocess.run(
            [sys.executable, str(KILLED), str(at), *words],
            cwd=program.home,
            env=program.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr


class Walk:
    """A setup in a home of its own, in practice mode, and what stands there."""

    def __init__(self, forge, home, kind):
        home.mkdir()
        self.forge, self.kind = forge, setups.KINDS[kind]
        self.program = Program(home, POMERIUM_COGNITO_PRACTICE_DELAY="0")
        self.state = home / "state" / "practice"
        self.ids, self.whole = {}, None
        if self.kind.adopts:
            with self.amazon() as cognito:
                self.ids = setups.before(self.kind, cognito, NAME)
                self.whole = setups.described(cognito, self.ids)
        (home / "s.yaml").write_text(setups.text(self.kind, NAME, self.ids))

    def copied(self, home):
        """The same as it stands now, in another home."""
        shutil.copytree(self.program.home, home)
        copy = object.__new__(Walk)
        vars(copy).update(vars(self))
        copy.program = Program(home, POMERIUM_COGNITO_PRACTICE_DELAY="0")
        copy.state = home / "state" / "practice"
        return copy

    @contextlib.contextmanager
    def amazon(self):
        """boto3's client of the stand-in, while no command runs."""
        stand = practice.start(self.state)
        keys = {"aws_access_key_id": "AKIAPRACTICE00000000", "aws_secret_access_key": "practice"}
        yield boto3.client("cognito-idp", endpoint_url=stand.url, region_name="eu-west-1", **keys)
        stand.close()

    def run(self, *words, at=0, mode=("--demo",)):
        """All that it told; the command has to end well, or to be killed where that was asked for."""
        status, told = self.forge.run(self.program, *words, *mode, at=at)
        assert status in ((0, -signal.SIGKILL) if at else (0,)), told
        self.killed = status != 0
        return told

    def apply(self, at=0):
        return self.run("apply", "s.yaml", "--yes", "--no-verify", at=at)

    def undo(self, at=0):
        return self.run("undo", "s.yaml", "--yes", "--delete-people", NAME, at=at)

    def tree(self):
        """What the stand-in remembers."""
        return json.loads((self.state / "practice.json").read_text())

    def secrets(self):
        """The store's content."""
        path = self.state / "secrets.json"
        return json.loads(path.read_text()) if path.exists() else {}

    def journals(self):
        """All lines of all journals: two for each call that writes."""
        return [path.read_text() for path in sorted((self.state / "journals").glob("*.jsonl"))]

    def client(self):
        """The app client of ours."""
        (pool,) = self.tree()["pools"].values()
        return next(client for client in pool["clients"].values() if client["name"] != "portal")


def in_apply(walk, moment):
    walk.apply(at=moment)
    killed = walk.killed
    walk.apply()
    setups.check_applied(walk.kind, walk.tree(), NAME, walk.ids, walk.secrets())
    before = walk.tree()["pools"], walk.journals()
    assert "Nothing to change" in walk.apply()
    assert (walk.tree()["pools"], walk.journals()) == before
    return killed


def in_undo(walk, moment):
    walk.undo(at=moment)
    killed = walk.killed
    walk.undo()
    setups.check_undone(walk.tree(), NAME, walk.ids, walk.secrets())
    if walk.kind.adopts:
        with walk.amazon() as cognito:
            assert setups.described(cognito, walk.ids) == walk.whole
    before = walk.journals()
    assert "Nothing to undo" in walk.undo()
    assert walk.journals() == before
    return killed


def in_rotate(walk, moment):
    walk.run("rotate", "s.yaml", "--yes", "--grace", "0", at=moment)
    killed = walk.killed
    good = {secret["value"] for secret in walk.client()["secrets"]}
    stored = {key.rpartition("/")[2]: value for key, value in walk.secrets().items()}
    assert stored["client_secret"] in good
    assert yaml.safe_load(walk.program.file("config.yaml"))["idp_client_secret"] in good
    walk.run("rotate", "s.yaml", "--yes", "--grace", "0")
    assert [secret["value"] for secret in walk.client()["secrets"]] == list(walk.secrets().values())
    assert yaml.safe_load(walk.program.file("config.yaml"))["idp_client_secret"] in walk.secrets().values()
    return killed


def in_save(walk, moment):
    walk.run("save", "s.yaml", at=moment)
    killed = walk.killed
    path = walk.program.home / "config.yaml"
    if path.exists():
        assert yaml.safe_load(path.read_text())["idp_client_secret"]
    walk.run("save", "s.yaml")
    assert yaml.safe_load(path.read_text())["idp_client_secret"] in walk.secrets().values()
    return killed


def in_new(walk, moment):
    walk.run(*NEW, at=moment, mode=())
    killed = walk.killed
    path = walk.program.home / "made.yaml"
    if not path.exists():
        walk.run(*NEW, mode=())
    whole = path.read_text()
    path.unlink()
    walk.run(*NEW, mode=())
    assert path.read_text() == whole
    return killed


def in_accept(walk, moment):
    path = walk.program.home / "s.yaml"
    before = path.read_text()
    walk.run("plan", "s.yaml", "--accept", "all", at=moment)
    killed = walk.killed
    now = yaml.safe_load(path.read_text())
    assert path.read_text() == before or now["pool"]["mfa"] in ("off", False)
    if path.read_text() == before:
        walk.run("plan", "s.yaml", "--accept", "all")
    assert "Nothing to change" in walk.apply()
    return killed


def nothing(walk):
    """Begin from what stood before."""


def applied(walk):
    walk.apply()


def saved(walk):
    walk.apply()
    walk.run("save", "s.yaml")


def drifted(walk):
    walk.apply()
    with walk.amazon() as cognito:
        (row,) = cognito.list_user_pools(MaxResults=60)["UserPools"]
        cognito.set_user_pool_mfa_config(UserPoolId=row["Id"], MfaConfiguration="OFF")


CASES = {  # the kind of setup, what is done before, and the command that is killed
    **{f"apply {kind}": (kind, nothing, in_apply) for kind in setups.KINDS},
    **{f"undo {kind}": (kind, applied, in_undo) for kind in ("full", "own-domain", "adopting")},
    "rotate": ("full", saved, in_rotate),
    "save": ("plain", applied, in_save),
    "new": ("plain", nothing, in_new),
    "accept": ("full", drifted, in_accept),
}
SAMPLE = (
    *(("apply full", 9), ("apply full", 44), ("apply adopting", 31), ("undo adopting", 12), ("undo full", 14)),
    *(("rotate", 13), ("save", 2), ("new", 1)),
)


@pytest.fixture(scope="module")
def forge():
    made = Forge()
    yield made
    made.close()


@pytest.mark.parametrize(("case", "moment"), SAMPLE)
def test_a_sample_of_the_moments(tmp_path, case, moment):
    kind, ready, each = CASES[case]
    walk = Walk(Plain(), tmp_path / "home", kind)
    ready(walk)
    assert each(walk, moment)


@pytest.mark.full
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("shard", range(SHARDS))
@pytest.mark.parametrize("case", CASES)
def test_every_moment(tmp_path, forge, case, shard):
    kind, ready, each = CASES[case]
    first, met = Walk(forge, tmp_path / "first", kind), 0
    ready(first)
    for moment in range(1 + shard, 1000, SHARDS):
        walk = first.copied(tmp_path / f"m{moment}")
        if not each(walk, moment):
            break
        shutil.rmtree(walk.program.home)
        met += 1
    print(f"{case}: killed at {met} moments of shard {shard}")
    assert met

"""One practice stand-in a file of tests, for it sends 50 invitations a day.

Each test has names, a state folder and a secret store of its own.
"""

from __future__ import annotations

import contextlib
import itertools
import json
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from wizard import practice
from wizard.cognito import calls
from wizard.cognito.session import Access, Session
from wizard.events import Cancel
from wizard.jobs.adapters import Adapters
from wizard.jobs.apply import Apply
from wizard.jobs.plan import MakePlan
from wizard.setup.model import Setup
from wizard.vault import FileStore

READS = ("Describe", "List", "Get", "AdminList", "AdminGet")
COUNT = itertools.count(1)


@pytest.fixture(scope="module")
def stand(tmp_path_factory):
    """The stand-in, and its log."""
    folder = tmp_path_factory.mktemp("practice")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POMERIUM_COGNITO_PRACTICE_DELAY", "0")
        server = practice.start(folder, log=folder / "log")
    yield server.url, folder / "log"
    server.close()


@pytest.fixture(scope="module")
def session(stand):
    """Clients of the stand-in."""
    return Session(Access("eu-west-1", endpoint=stand[0], keys=("AKIAPRACTICE00000000", "practice")))


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch):
    """Retries without waiting."""
    monkeypatch.setattr(calls, "_FIRST_PAUSE", 0.0001)


@dataclass
class World:
    """A setup of this test's own against the stand-in."""

    adapters: Adapters
    log: Path
    name: str
    events: list = field(default_factory=list)
    seen: int = 0

    @property
    def cognito(self):
        """boto3's own client, for what somebody else does at Amazon."""
        return self.adapters.session.client("cognito-idp")

    def setup(self, **more):
        """A setup; keys are paths with __ for the dots, None takes one of the usual ones away."""
        values = {
            "name": self.name,
            "aws__region": "eu-west-1",
            "pool__name": self.name,
            "domain__prefix": self.name,
            "pomerium__authenticate_url": f"https://{self.name}.example.com",
        }
        made = Setup()
        for path, value in (values | more).items():
            made = made.replace(path.replace("__", "."), value) if value is not None else made
        return made

    def plan(self, setup):
        """What would be done."""
        return MakePlan(self.adapters, setup).run(self.events.append, Cancel()).plan

    def apply(self, setup, shown=None, adapters=None):
        """Carry it out; raises what an action met."""
        return Apply(adapters or self.adapters, setup, shown).run(self.events.append, Cancel())

    def writes(self):
        """The operations that wrote since the last time this was asked."""
        names = [line.split()[1] for line in self.log.read_text().splitlines()]
        new, self.seen = names[self.seen :], len(names)
        return [name for name in new if not name.startswith((*READS, "GET", "POST", "Assume"))]

    def pools(self):
        """Ids of the pools with this test's name."""
        pages = self.cognito.get_paginator("list_user_pools").paginate(MaxResults=60)
        return [pool["Id"] for page in pages for pool in page["UserPools"] if pool["Name"] == self.name]

    def clients(self, pool):
        """Ids of a pool's app clients."""
        return [c["ClientId"] for c in self.cognito.list_user_pool_clients(UserPoolId=pool)["UserPoolClients"]]

    def described(self, pool, client=None):
        """A pool or app client without its dates."""
        if client:
            found = self.cognito.describe_user_pool_client(UserPoolId=pool, ClientId=client)["UserPoolClient"]
        else:
            found = self.cognito.describe_user_pool(UserPoolId=pool)["UserPool"]
        return {key: value for key, value in found.items() if key not in ("LastModifiedDate", "CreationDate")}


@pytest.fixture
def world(stand, session, tmp_path):
    """A world with names that no other test uses."""
    url, log = stand
    state = tmp_path / "state"
    state.mkdir()
    adapters = Adapters(
        session, FileStore(state / "secrets.json"), lambda: httpx.Client(trust_env=False), state, True, url, url
    )
    world = World(adapters, log, f"corp{next(COUNT)}")
    world.writes()
    return world


class Between:
    """A session whose calls `at(operation, call)` stands between; it may refuse, do more, or drop the answer."""

    def __init__(self, session, at):
        self._session = session
        self._at = at
        self.access = session.access

    def __getattr__(self, name):
        return getattr(self._session, name)

    def client(self, service, region=None):
        real, at = self._session.client(service, region), self._at

        class Client:
            def __getattr__(self, operation):
                found = getattr(real, operation)
                return found if operation == "meta" else lambda **request: at(operation, lambda: found(**request))

        return Client()


@pytest.fixture
def between():
    """The class, for tests that put themselves between."""
    return Between


@pytest.fixture
def held(world):
    """`with held(document) as seen`: the caller may do what it says; `seen` fills with the operations asked for."""
    iam = world.adapters.session.client("iam")
    whose = {"UserName": "practice-admin", "PolicyName": "least"}

    @contextlib.contextmanager
    def hold(document):
        iam.put_user_policy(**whose, PolicyDocument=json.dumps(document))
        seen, before = set(), len(world.log.read_text().splitlines())
        try:
            yield seen
        finally:
            lines = world.log.read_text().splitlines()[before:]
            seen |= {line.split()[1] for line in lines} - {"GetCallerIdentity"}
            iam.delete_user_policy(**whose)

    return hold

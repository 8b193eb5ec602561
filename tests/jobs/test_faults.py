"""Each fault at each call of an apply: done, or told and resumable; never anything twice, never anything lost.

The usual run takes a sample of the calls; the full count (`-m full`) takes each.
"""

import dataclasses
import sys
from pathlib import Path

import pytest

from wizard import practice
from wizard.cognito.session import Access, Session
from wizard.errors import AmazonRefused
from wizard.events import Cancel, Progress, Waiting
from wizard.jobs.apply import Apply
from wizard.jobs.secret import key_of
from wizard.setup.model import User

sys.path.insert(0, str(Path(__file__).parent))

from faulty import KINDS, LASTS, Faulty

RETRIED = ("throttled", "rate", "conflict")  # on every call: certainly not carried out


@pytest.fixture
def stand(tmp_path_factory, monkeypatch):
    """A stand-in of each test's own: Amazon sends 50 invitations a day, and so does it."""
    folder = tmp_path_factory.mktemp("practice")
    monkeypatch.setenv("POMERIUM_COGNITO_PRACTICE_DELAY", "0")
    server = practice.start(folder, log=folder / "log")
    yield server.url, folder / "log"
    server.close()


@pytest.fixture
def session(stand):
    """Clients of it."""
    return Session(Access("eu-west-1", endpoint=stand[0], keys=("AKIAPRACTICE00000000", "practice")))


@pytest.fixture
def faulty(world):
    """The proxy, and adapters that reach the stand-in through it alone."""
    proxy = Faulty(world.adapters.login_base)
    yield proxy
    proxy.close()


def through(world, proxy):
    """Adapters as of a process that has just begun."""
    session = Session(Access("eu-west-1", endpoint=proxy.url, keys=("AKIAPRACTICE00000000", "practice")))
    return dataclasses.replace(world.adapters, session=session)


def applied(world, proxy, setup):
    """The error that an apply ends with, or None; and what it told."""
    told = []
    try:
        Apply(through(world, proxy), setup).run(told.append, Cancel())
    except AmazonRefused as error:
        return error, told
    return None, told


def check(world, setup, pool_name):
    """One of everything, and its secret in the store."""
    (pool,) = [pool for pool in world.pools() if world.described(pool)["Name"] == pool_name]
    (client,) = world.clients(pool)
    assert world.described(pool)["Domain"] == setup.domain.prefix
    assert [row["GroupName"] for row in world.cognito.list_groups(UserPoolId=pool)["Groups"]] == ["admins"]
    (person,) = world.cognito.list_users(UserPoolId=pool)["Users"]
    ids = {"UserPoolId": pool, "Username": person["Username"]}
    assert len(world.cognito.admin_list_groups_for_user(**ids)["Groups"]) == 1
    made = world.apply(setup)
    assert made.plan.empty
    assert (
        world.adapters.store.get(key_of(made.snapshot)).reveal()
        == (world.cognito.describe_user_pool_client(UserPoolId=pool, ClientId=client)["UserPoolClient"]["ClientSecret"])
    )


def once(world, proxy, kind, number):
    """One apply that meets the fault at that call; False where there is no such call any more."""
    name = f"{world.name}-{kind}-{number}"
    setup = world.setup(
        name=name,
        pool__name=name,
        domain__prefix=name,
        groups=("admins",),
        users=(User("ada@corp.example.com", None, ("admins",)),),
    )
    world.name = name
    proxy.fault(kind, number)
    error, told = applied(world, proxy, setup)
    met = proxy.met
    if not met:
        proxy.fault(None)
        return False
    if error is not None:
        assert error.why.known, (kind, number, met, error.why)
        assert error.why.mend
        assert error.status == 3
    if kind in RETRIED and "GetCallerIdentity" not in met:
        assert error is None, (kind, number, met, str(error))
        assert any(isinstance(event, Waiting | Progress) and "Rate" not in str(event) for event in told)
    if kind == "slow":
        assert error is None
    proxy.fault(None)
    assert applied(world, proxy, setup)[0] is None, (kind, number, met)
    check(world, setup, name)
    return True


@pytest.mark.parametrize("number", [1, 3, 6, 8, 11])
@pytest.mark.parametrize("kind", KINDS)
def test_a_sample_of_the_calls(world, faulty, kind, number):
    assert once(world, faulty, kind, number)


@pytest.mark.full
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("kind", KINDS)
def test_every_call(world, faulty, kind):
    stem, number = world.name, 1
    while once(world, faulty, kind, number):
        world.name, number = stem, number + 1
    print(f"{kind}: at {number - 1} calls")
    assert number > 15


def test_a_pause_after_throttling_can_be_broken_off(world, faulty, monkeypatch):
    monkeypatch.setattr("wizard.cognito.calls._FIRST_PAUSE", 60.0)
    monkeypatch.setattr("wizard.cognito.calls._LONGEST_PAUSE", 60.0)
    cancel = Cancel()
    faulty.fault("throttled", 4)
    told = []

    def sink(event):
        told.append(event)
        if isinstance(event, Waiting) or (isinstance(event, Progress) and "Next try" in event.text):
            cancel.wish()

    setup = world.setup()
    with pytest.raises(Exception, match="Stopped"):
        Apply(through(world, faulty), setup).run(sink, cancel)
    faulty.fault(None)
    assert applied(world, faulty, setup)[0] is None
    assert len(world.pools()) == 1


def test_what_lasts_is_told_after_a_bound(world, faulty):
    assert LASTS == ("expired",)
    faulty.fault("expired", 2)
    error, _ = applied(world, faulty, world.setup())
    assert "expired" in error.why.text.lower() or "run out" in error.why.text.lower()
    assert faulty.calls < 30

"""Each fault at each call: done, or told and resumable; never anything twice, never anything lost.

The usual run takes a sample of the calls; the full count (`-m full`) takes each.
"""

import sys
from pathlib import Path

import pytest

from wizard import practice
from wizard.cognito.calls import ATTEMPTS
from wizard.cognito.session import Access, Session
from wizard.errors import AmazonRefused, Stopped
from wizard.events import Cancel, Progress, Waiting

sys.path.insert(0, str(Path(__file__).parent))

from faulty import KINDS, UNSURE, Faulty
from scenes import KEYS, SCENES, Door

ONCE = ("CreateUserPool", "CreateUserPoolClient", "AddUserPoolClientSecret")  # sent twice, there would be two
LASTING = ("throttled", "away", "lost", "expired")
ONE_OF_EACH = ("conflict", "away", "reset", "lost", "cut", "expired")  # of those that are answered alike
EVERY = [(scene, kind) for scene in SCENES for kind in (KINDS if scene == "new" else ONE_OF_EACH)]
SAMPLE = (
    *(("new", kind, number) for kind, number in zip(KINDS, (1, 3, 6, 8, 11, 5, 12, 4, 9, 14, 7), strict=True)),
    *(("adopting", kind, number) for kind, number in (("conflict", 11), ("lost", 12), ("cut", 14))),
    *(("undoing", kind, number) for kind, number in (("lost", 13), ("reset", 15))),
    *(("undoing-theirs", kind, number) for kind, number in (("broken", 18), ("lost", 20))),
    *(("rotating", kind, number) for kind, number in (("lost", 8), ("throttled", 9))),
)


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
    return Session(Access("eu-west-1", endpoint=stand[0], keys=KEYS))


@pytest.fixture
def faulty(world):
    """The proxy."""
    proxy = Faulty(world.adapters.login_base)
    yield proxy
    proxy.close()


@pytest.fixture
def met(world, faulty, tmp_path):
    """Call it with a scene, a fault and a number of a call; False where there is no such call any more."""
    door = Door(world, faulty.url)

    def once(kind_of_scene, kind, number, *, lasts=False):
        scene = SCENES[kind_of_scene](world, f"{world.name}-{kind}-{number}", tmp_path)
        scene.prepare()
        told = []
        faulty.fault(kind, number, lasts=lasts)
        error = scene.run(door.adapters(), told.append)
        operation, calls = faulty.met, faulty.calls
        faulty.fault(None)
        if operation:
            judge(kind, operation, error, told, lasts)
            if lasts:
                assert calls < number + 8 * ATTEMPTS
            assert scene.run(door.adapters(), told.append) is None
        scene.check()
        scene.close()
        return bool(operation)

    return once


def judge(kind, operation, error, told, lasts):
    """Done where a pause helps and nothing can be there twice; else told, known, with what to do next."""
    where = (kind, operation, error and error.why)
    if error is None:
        assert not lasts, where
    else:
        assert lasts or kind == "expired" or (kind in UNSURE and operation in ONCE), where
        assert error.why.known, where
        assert error.why.mend, where
        assert error.status == 3, where
    waits = [event for event in told if isinstance(event, Waiting) or "Next try" in getattr(event, "text", "")]
    pauses = kind not in ("slow", "expired") and not (kind in UNSURE and operation in ONCE)
    assert bool(waits) == pauses or (lasts and not pauses), (where, waits)
    assert len(waits) < 8 * ATTEMPTS


@pytest.mark.parametrize(("scene", "kind", "number"), SAMPLE)
def test_a_sample_of_the_calls(met, scene, kind, number):
    assert met(scene, kind, number)


@pytest.mark.parametrize(("kind", "number"), [("throttled", 5), ("lost", 9)])
def test_a_sample_of_what_lasts(met, kind, number):
    assert met("new", kind, number, lasts=True)


@pytest.mark.full
@pytest.mark.timeout(1200)
@pytest.mark.parametrize(("scene", "kind"), EVERY)
def test_every_call(met, scene, kind):
    number = 1
    while met(scene, kind, number):
        number += 1
    print(f"{scene}, {kind}: at {number - 1} calls")
    assert number > SCENES[scene].least


@pytest.mark.full
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("kind", LASTING)
@pytest.mark.parametrize("scene", ["new", "undoing-theirs"])
def test_from_every_call_on(met, scene, kind):
    number = 1
    while met(scene, kind, number, lasts=True):
        number += 1
    print(f"{scene}, {kind} from then on: at {number - 1} calls")
    assert number > SCENES[scene].least


def test_a_pause_after_throttling_can_be_broken_off(world, faulty, tmp_path, monkeypatch):
    monkeypatch.setattr("wizard.cognito.calls._FIRST_PAUSE", 60.0)
    monkeypatch.setattr("wizard.cognito.calls._LONGEST_PAUSE", 60.0)
    door, scene = Door(world, faulty.url), SCENES["new"](world, world.name, tmp_path)
    cancel = Cancel()
    faulty.fault("throttled", 4)

    def sink(event):
        if isinstance(event, Waiting) or (isinstance(event, Progress) and "Next try" in event.text):
            cancel.wish()

    assert isinstance(scene.run(door.adapters(), sink, cancel), Stopped)
    faulty.fault(None)
    assert scene.run(door.adapters(), world.events.append) is None
    scene.check()


def test_what_lasts_is_told_after_a_bound(world, faulty, tmp_path):
    door, scene = Door(world, faulty.url), SCENES["new"](world, world.name, tmp_path)
    faulty.fault("expired", 2)
    error = scene.run(door.adapters(), world.events.append)
    assert isinstance(error, AmazonRefused)
    assert "expired" in error.why.text.lower() or "run out" in error.why.text.lower()
    assert faulty.calls < 30

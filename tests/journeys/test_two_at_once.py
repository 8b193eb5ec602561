"""Two runs on one setup at the same moment: one works, the other waits or refuses, and nothing is made twice."""

import json
import subprocess
import threading

import httpx
import pytest
from programs import COMMAND, Program

from wizard import practice
from wizard.cognito.session import Access, Session
from wizard.events import Cancel, Started
from wizard.jobs.adapters import Adapters
from wizard.jobs.apply import Apply
from wizard.setup.file import read
from wizard.vault import NoStore

NEW = ("new", "-o", "s.yaml", "--authenticate-url", "https://authenticate.corp.example.com", "--region", "eu-west-1")
APPLY = ("apply", "s.yaml", "--yes", "--no-verify", "--secrets", "none")
UNDO = ("undo", "s.yaml", "--yes", "--secrets", "none")
KEYS = ("AKIAPRACTICE00000000", "practice")


@pytest.fixture
def home(tmp_path):
    """Call it with a name: a program with a setup of that name, at one stand-in of another process's."""
    stand = practice.start(tmp_path / "practice", log=tmp_path / "log")

    def made(name):
        folder = tmp_path / name
        folder.mkdir()
        program = Program(folder, AWS_ENDPOINT_URL=stand.url)
        program.run(*NEW, "--prefix", name)
        return program

    yield made
    stand.close()


def together(program, *commands):
    """Start them at once; their exit statuses and results."""
    running = [
        subprocess.Popen(
            [COMMAND, *words, "--json"],
            cwd=program.home,
            env=program.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for words in commands
    ]
    told = [process.communicate(timeout=100)[0] for process in running]
    return [process.returncode for process in running], [json.loads(text.splitlines()[-1]) for text in told]


def standing(program, name):
    """The pools of that name, as the stand-in remembers them."""
    tree = json.loads((program.home.parent / "practice" / "practice.json").read_text())
    return [pool for pool in tree["pools"].values() if pool["name"] == name]


def check_one(program, name):
    (pool,) = standing(program, name)
    assert [client["name"] for client in pool["clients"].values()] == ["pomerium"]
    assert "Nothing to change" in program.run(*APPLY)


def check(home, rounds):
    for number in range(rounds):
        name = f"corp-{number}"
        program = home(name)
        statuses, results = together(program, APPLY, APPLY)
        assert 0 in statuses
        assert set(statuses) <= {0, 3}, results
        check_one(program, name)
        statuses, results = together(program, UNDO, APPLY)
        assert 0 in statuses
        assert set(statuses) <= {0, 3}, results
        assert len(standing(program, name)) <= 1
        program.run(*UNDO)
        assert standing(program, name) == []


def test_twice_at_once(home):
    check(home, 2)


@pytest.mark.full
@pytest.mark.timeout(900)
def test_ten_times_at_once(home):
    check(home, 10)


def test_while_the_window_applies_a_command_does_nothing_and_says_so(home, tmp_path):
    """The window runs the same job, with the same journal."""
    program = home("corp")
    setup = read(program.home / "s.yaml").setup
    url = program.env["AWS_ENDPOINT_URL"]
    session = Session(Access("eu-west-1", endpoint=url, keys=KEYS))
    adapters = Adapters(session, NoStore(), httpx.Client, program.home / "state", True, url, url)
    begun, go_on = threading.Event(), threading.Event()

    def sink(event):
        if isinstance(event, Started) and not begun.is_set():
            begun.set()
            assert go_on.wait(60)

    window = threading.Thread(target=lambda: Apply(adapters, setup).run(sink, Cancel()))
    window.start()
    try:
        assert begun.wait(60)
        before = (tmp_path / "log").read_text().count("Create")
        told = program.run(*APPLY, code=3)
        assert "Another run is working on the setup corp" in told
        program.run(*UNDO, code=3)
        assert (tmp_path / "log").read_text().count("CreateUserPool ") <= max(before, 1)
    finally:
        go_on.set()
        window.join(60)
    check_one(program, "corp")

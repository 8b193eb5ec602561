"""The installed command as a process: what it loads, a closed pipe, a terminal, signals."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("pomerium-cognito")
HEAVY = {"PySide6", "boto3", "botocore", "httpx", "keyring"}
NEW = ("--authenticate-url", "https://authenticate.corp.example.com", "--region", "eu-west-1", "--prefix", "corp-staff")
LOADED = "import sys; from wizard.cli.program import run; run({argv}); print(*sys.modules, file=sys.stderr)"


@pytest.fixture
def env(tmp_path, setup_file, monkeypatch):
    """An environment from which nothing leaves this machine."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "POMERIUM_"))}
    return kept | {
        "HOME": str(tmp_path),
        "POMERIUM_COGNITO_HOME": str(tmp_path / "home"),
        "POMERIUM_COGNITO_PRACTICE_DELAY": "0",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
        "TERM": "xterm",
    }


@pytest.fixture
def start(env, tmp_path):
    """Starts the command; it is gone when the test ends."""
    running = []

    def start(*argv, **settings):
        settings = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT} | settings
        process = subprocess.Popen([COMMAND, *argv], cwd=tmp_path, env=env, text=True, **settings)
        running.append(process)
        return process

    yield start
    for process in running:
        if process.poll() is None:
            process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


@pytest.mark.parametrize("argv", [["--version"], ["check", "corp.yaml"], ["--help"], ["new", *NEW]])
def test_nothing_heavy_is_loaded(env, tmp_path, argv):
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(argv=argv)],
        env=env,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "wizard" in loaded
    assert not loaded & HEAVY


def test_importing_the_command_costs_click_at_most():
    code = "import sys; before = set(sys.modules); import wizard.cli; print(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {name.partition(".")[0] for name in done.stdout.split()} <= {"wizard", "__future__", "click"}


def test_the_module_is_the_command(env):
    done = subprocess.run(
        [sys.executable, "-m", "wizard", "--version"], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("pomerium-cognito ")


def test_a_reader_that_leaves_early_is_no_fault(start):
    process = start("new", *NEW, stderr=subprocess.PIPE)
    process.stdout.close()
    process.stdout = None
    assert process.wait(30) == 0
    assert process.stderr.read() == ""
    process.stderr.close()


def read_until(terminal, text, seconds=60):
    """What the terminal shows up to this text."""
    seen, end = "", time.monotonic() + seconds
    while text not in seen:
        assert time.monotonic() < end, seen[-1000:]
        if select.select([terminal], [], [], 0.2)[0]:
            seen += os.read(terminal, 4096).decode(errors="replace")
    return seen


def at_terminal(start, *argv):
    """The command on a terminal of its own, and our end of that."""
    ours, theirs = pty.openpty()
    process = start(
        *argv,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=lambda: __import__("fcntl").ioctl(0, __import__("termios").TIOCSCTTY, 0),
    )
    os.close(theirs)
    return process, ours


def test_a_terminal_is_asked_and_ctrl_c_there_ends_with_130(start):
    process, ours = at_terminal(start, "apply", "corp.yaml", "--demo")
    try:
        assert "5 to create" in read_until(ours, "Create 5 resources? [y/N] ")
        os.write(ours, b"\x03")
        read_until(ours, "Stopped.")
        assert process.wait(30) == 130
    finally:
        os.close(ours)


@pytest.mark.parametrize(
    ("command", "answers", "question"),
    [
        (("verify", "--sign-in"), (), "and back? [y/N] "),
        (("rotate",), ("Rotate the client secret? [y/N] ",), "Does Pomerium have the new secret?"),
    ],
)
def test_a_question_amid_a_job_is_left_by_one_ctrl_c(start, tmp_path, command, answers, question):
    file = tmp_path / "corp.yaml"
    file.write_text(file.read_text().replace('com"}', 'com", outputs: [{format: env, path: pomerium.env}]}'))
    assert start("apply", "corp.yaml", "--demo", "--yes", "--no-verify").wait(60) == 0
    process, ours = at_terminal(start, command[0], "corp.yaml", "--demo", *command[1:])
    try:
        for each in answers:
            read_until(ours, each)
            os.write(ours, b"y\n")
        read_until(ours, question)
        os.write(ours, b"\x03")
        assert "call in flight" not in read_until(ours, "Stopped.")
        assert process.wait(30) == 130
    finally:
        os.close(ours)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_it_waits_keeps_what_is_done(start, env, number):
    env["POMERIUM_COGNITO_PRACTICE_DELAY"] = "600"
    process = start("apply", "corp.yaml", "--demo", "--yes", "--json")
    for line in process.stdout:
        if '"check"' in line and '"waiting"' in line:
            break
    process.send_signal(number)
    rest = process.stdout.read().splitlines()
    assert process.wait(30) == 130
    assert '"ok": false, "status": 130' in rest[-1]
    env["POMERIUM_COGNITO_PRACTICE_DELAY"] = "0"
    again = start("plan", "corp.yaml", "--demo", "--detailed-exitcode")
    assert again.wait(60) == 0


SLOW = """
import sys, threading, time
from wizard.cli.printing.json_lines import JsonLines
from wizard.cli.stopping import wishing
from wizard.events import Cancel
with wishing(Cancel(), lambda text: print("wished", flush=True), JsonLines().last_words()):
    print("running", flush=True)
    time.sleep(60)
"""


def test_the_second_ctrl_c_ends_at_once_even_amid_a_call(env):
    process = subprocess.Popen([sys.executable, "-c", SLOW], env=env, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "running\n"
    process.send_signal(signal.SIGINT)
    assert process.stdout.readline() == "wished\n"
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130
    assert '"event": "result"' in process.stdout.read()
    process.stdout.close()

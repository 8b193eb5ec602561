"""A second start with the same state: the window that is open takes its file, and the second one ends."""

import contextlib
import subprocess
import time

import pytest
from programs import COMMAND, Program, end


@pytest.fixture
def window(program):
    """An open window, listening."""
    process = subprocess.Popen([COMMAND, "--demo"], env=program.env, cwd=program.home)
    note = program.home / "state" / "practice" / "window.json"
    limit = time.monotonic() + 60
    while not note.exists():
        assert process.poll() is None and time.monotonic() < limit
        time.sleep(0.02)
    yield process
    end(process)


def test_a_second_start_ends_at_once_and_its_file_is_opened(program, window):
    program.run("new", "-o", "s.yaml", "--authenticate-url", "https://authenticate.corp.example.com",
                "--region", "eu-west-1", "--prefix", "corp-staff")  # fmt: skip
    assert "A window is open already" in program.run("s.yaml", "--demo", seconds=30)
    assert window.poll() is None


def test_another_state_folder_has_a_window_of_its_own(program, window, tmp_path):
    other = Program(tmp_path, POMERIUM_COGNITO_HOME=str(tmp_path / "other"))
    second = subprocess.Popen([COMMAND, "--demo"], env=other.env, cwd=tmp_path)
    with contextlib.suppress(subprocess.TimeoutExpired):
        assert second.wait(3) is None
    end(second)


def test_a_window_that_was_killed_is_in_nobody_s_way(program, window):
    window.kill()
    window.wait()
    second = subprocess.Popen([COMMAND, "--demo"], env=program.env, cwd=program.home)
    with contextlib.suppress(subprocess.TimeoutExpired):
        assert second.wait(3) is None
    end(second)

"""No command: the window, or why not and what does the same."""

import signal
import sys
from types import ModuleType

import pytest

from wizard.cli import main
from wizard.cli.opening import display


@pytest.fixture
def window(monkeypatch):
    """A window that only notes what it was opened on."""
    opened = []
    module = ModuleType("wizard.gui.window")
    module.run = lambda file, mode: opened.append((file and str(file), mode.practice)) or 0
    monkeypatch.setitem(sys.modules, "wizard.gui.window", module)
    monkeypatch.setattr("wizard.gui.window", module, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield opened
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize(
    ("argv", "opened"),
    [
        ((), (None, False)),
        (("--demo",), (None, True)),
        (("corp.yaml",), ("corp.yaml", False)),
        (("corp.yaml", "--demo"), ("corp.yaml", True)),
        (("--demo", "corp.yaml"), ("corp.yaml", True)),
    ],
)
def test_opens_on_a_file_or_on_none(run, setup_file, window, argv, opened):
    assert run(*argv).status == 0
    assert window == [opened]


@pytest.mark.parametrize(("argv", "practice"), [([], False), (["--demo"], True)])
def test_the_window_alone_needs_no_parsing(window, monkeypatch, argv, practice):
    monkeypatch.setattr("sys.argv", ["pomerium-cognito", *argv])
    monkeypatch.setitem(sys.modules, "wizard.cli.program", None)
    assert main() == 0
    assert window == [(None, practice)]


def test_without_a_display_and_without_parsing(window, monkeypatch, capsys):
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("sys.argv", ["pomerium-cognito"])
    assert main() == 2
    assert "No display is here" in capsys.readouterr().err


def test_a_command_s_name_goes_before_a_file_of_that_name(run, window, tmp_path):
    (tmp_path / "check").write_text("x")
    assert run("check").status == 2
    assert window == []


def test_an_emptied_stand_in(run, window, monkeypatch):
    emptied = []
    monkeypatch.setattr("wizard.practice.reset", emptied.append)
    assert run("--demo-reset").status == 0
    assert len(emptied) == 1
    assert window == [(None, True)]


def test_json_is_for_commands(run, window):
    ended = run("--json")
    assert (ended.status, ended.result["ok"]) == (2, False)
    assert window == []


def test_without_a_display_the_commands_are_named(run, window, monkeypatch):
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    ended = run("--demo")
    assert ended.status == 2
    for name in ("new", "plan", "apply", "verify", "save"):
        assert f"{name} " in ended.err
    assert window == []


@pytest.mark.parametrize(
    ("env", "platform", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({"QT_QPA_PLATFORM": "vnc:port=5901"}, "freebsd14", True),
        ({"QT_QPA_PLATFORM": "xcb"}, "linux", False),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_where_a_display_is(env, platform, shown):
    assert display(env, platform) is shown


def test_a_missing_system_library_is_named(run, window, monkeypatch):
    monkeypatch.setitem(sys.modules, "wizard.gui.window", None)
    monkeypatch.delattr("wizard.gui.window")
    ended = run()
    assert ended.status == 1
    assert "apt-get install" in ended.err
    assert "Traceback" not in ended.err

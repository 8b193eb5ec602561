"""A browser is started and not waited for; where there is none, that is said."""

import sys
import time
import webbrowser

import pytest

from wizard.cli import browsing

ADDRESS = "https://login.example.com/oauth2/authorize?a=1"


@pytest.fixture
def script(monkeypatch, tmp_path):
    """`script(code)` is the browser that BROWSER names."""

    def put(code):
        file = tmp_path / "browser.py"
        file.write_text(f"import sys, time, pathlib\n{code}\n")
        monkeypatch.setenv("BROWSER", f"{sys.executable} {file} %s")
        return tmp_path / "seen"

    monkeypatch.setattr(webbrowser, "_tryorder", None)  # else the first test's browser is every test's
    monkeypatch.setattr(webbrowser, "_browsers", {})
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    return put


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is one")
def test_without_a_screen_there_is_none(script):
    assert browsing.browse(ADDRESS) is False


def test_it_gets_the_address(script):
    seen = script("pathlib.Path(__file__).with_name('seen').write_text(sys.argv[1])")
    assert browsing.browse(ADDRESS)
    assert seen.read_text() == ADDRESS


def test_none_that_works_is_told_as_none(script, monkeypatch):
    script("")

    def fails(_):
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "open", fails)
    assert browsing.browse(ADDRESS) is False


def test_one_that_stays_open_is_not_waited_for(script, monkeypatch):
    monkeypatch.setattr(browsing, "ENOUGH", 0.1)
    seen = script("time.sleep(0.5); pathlib.Path(__file__).with_name('seen').write_text('done')")
    assert browsing.browse(ADDRESS)
    assert not seen.exists()
    end = time.monotonic() + 20
    while not seen.exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert seen.read_text() == "done"

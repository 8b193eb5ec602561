"""What journeys share: a home for the program, and skips that name the command that installs what is missing."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from programs import Program, missing_tools, moto_server

PACKAGES = {
    "dbus-run-session": "dbus",
    "gnome-keyring-daemon": "gnome-keyring",
    "Xvfb": "xvfb",
    "chromedriver": "chromium-driver",
    "chromium": "chromium",
}


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in Path(item.fspath).parts:
            item.add_marker(pytest.mark.journey)


@pytest.fixture
def program(tmp_path):
    """The installed command, in an empty home."""
    return Program(tmp_path)


@pytest.fixture
def moto():
    """The URL of a moto server of this test's own."""
    with moto_server() as url:
        yield url


@pytest.fixture
def tools():
    """Call it with the programs that a journey needs: skips where one is missing, fails in CI, which installs all."""

    def needed(*names):
        missing = missing_tools(*names)
        if missing:
            command = "apt-get install " + " ".join(sorted({PACKAGES[name] for name in missing}))
            if os.environ.get("CI"):
                pytest.fail(f"missing here, though .ci/run installs it: {command}")
            pytest.skip(command)

    return needed

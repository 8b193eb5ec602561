"""What the program says of its own build."""

import json
import sys

import pytest

import wizard.about
from wizard import __version__
from wizard.about import build


@pytest.fixture
def told(tmp_path, monkeypatch):
    """Call it with what a package says of itself."""
    monkeypatch.setattr(wizard.about, "resource", lambda *parts: tmp_path.joinpath("resources", *parts))
    monkeypatch.delenv("POMERIUM_COGNITO_UPDATES", raising=False)

    def say(text):
        (tmp_path / "resources").mkdir()
        (tmp_path / "resources" / "build.json").write_text(text)
        return build()

    return say


def test_a_package_tells_commit_day_libraries_and_where_newer_ones_are(told):
    libraries = {"PySide6_Essentials": "6.12.0", "boto3": "1.44.8"}
    values = {
        "made": "deb",
        "commit": "4f3cd91d2a10",
        "date": "2026-11-26",
        "libraries": libraries,
        "updates": "https://x",
    }
    found = told(json.dumps(values))
    assert (found.made, found.updates) == ("deb", "https://x")
    first, second, third = found.text.splitlines()
    assert first == f"pomerium-cognito {__version__}"
    assert second.startswith("deb from 4f3cd91d2a10 of 2026-11-26, for ")
    assert third == f"Python {sys.version.split()[0]}, PySide6 6.12.0, boto3 1.44.8"


@pytest.mark.parametrize("text", ["", "[]", "{", "\ufeff1"])
def test_what_can_t_be_read_says_nothing(told, text):
    found = told(text)
    assert (found.version, found.made, found.commit, found.updates) == (__version__, "Python package", "", "")
    assert dict(found.libraries).keys() >= {"boto3", "keyring"}


def test_the_environment_names_another_place_for_newer_ones(told, monkeypatch):
    monkeypatch.setenv("POMERIUM_COGNITO_UPDATES", "https://mirror.example.com/latest")
    assert told('{"updates": "https://x"}').updates == "https://mirror.example.com/latest"


def test_a_checkout_is_called_one():
    assert build().made == "checkout"


def test_a_frozen_program_without_a_word_of_its_own(told, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert told("").made == "frozen program"

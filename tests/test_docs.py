"""What resources/docs and the examples say is what the code says."""

import importlib.util
import re
from pathlib import Path

import pytest

from wizard.cli.opening import DEBIAN_PACKAGES
from wizard.cli.program import program
from wizard.resources import resource
from wizard.setup import file, rules

ROOT = Path(__file__).resolve().parents[1]


def tables():
    """The generator's tables; the file is a script beside the tests."""
    spec = importlib.util.spec_from_file_location("generate_docs", ROOT / "tests" / "generate_docs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.TABLES


@pytest.mark.parametrize("name", ["rules.md"])
def test_generated_tables_are_fresh(name):
    stale = "stale: python tests/generate_docs.py"
    assert (ROOT / "resources" / "docs" / name).read_text(encoding="utf-8") == tables()[name](), stale


@pytest.mark.parametrize("path", sorted(resource("examples").glob("*.yaml")), ids=lambda path: path.stem)
def test_examples_have_no_fault(path):
    reading = file.read(path)
    assert [fault for fault in (*reading.faults, *rules.check(reading.setup)) if fault.level == "fault"] == []


def test_readme_names_folders_and_files_that_are_there():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in ("resources/docs/rules.md", "resources/examples", "CONTRIBUTING.md", "CHANGELOG.md"):
        assert f"]({name})" in text
        assert (ROOT / name).exists()


def test_readme_and_ci_install_what_the_window_says_it_needs():
    command = re.search(r"apt-get install -y -qq ([\w. -]+?) &&", (ROOT / "README.md").read_text(encoding="utf-8"))[1]
    assert command.split() == ["python3-venv", *DEBIAN_PACKAGES.split()]
    assert set(command.split()) <= set((ROOT / ".ci" / "system-packages").read_text(encoding="utf-8").split())


def test_readme_names_every_folder_and_contributing_every_figure():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    folders = {path.parent.name for path in (ROOT / "wizard").glob("*/__init__.py")}
    assert {name for name in folders if f"`wizard/{name}`" not in readme} == set()
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert {path.stem for path in (ROOT / "tests" / "bench").glob("[!_]*.py") if path.stem not in contributing} == set()


def test_readme_s_commands_are_commands_of_the_program():
    shown = set(re.findall(r"^pomerium-cognito ([a-z]+) ", (ROOT / "README.md").read_text(encoding="utf-8"), re.M))
    assert len(shown) >= 5
    assert shown <= set(program.commands)

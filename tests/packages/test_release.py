"""The release workflow names what there is, its scripts are shell, and no key stands on a command line."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
JOBS = yaml.safe_load(TEXT)["jobs"]
STEPS = [(name, step) for name, job in JOBS.items() for step in job["steps"]]
BASH = b"#!/usr/bin/env bash"
FILES = [path for path in (ROOT / "packaging").rglob("*") if path.is_file()]
SCRIPTS = [path for path in FILES if path.read_bytes().startswith(BASH) or path.suffix == ".sh"]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_shell(path):
    assert subprocess.run(["bash", "-n", path], capture_output=True, check=False).stderr == b""


@pytest.mark.parametrize("step", [step for _, step in STEPS if "run" in step and step.get("shell") != "pwsh"], ids=str)
def test_the_workflow_s_steps_are_shell(step):
    text = re.sub(r"\$\{\{.*?\}\}", "x", step["run"])
    assert subprocess.run(["bash", "-n"], input=text.encode(), capture_output=True, check=False).stderr == b""


def test_it_runs_what_there_is():
    named = set(
        re.findall(r"(?<![\w/.])(?:packaging|\.ci)/[\w./-]+\w", "\n".join(step.get("run", "") for _, step in STEPS))
    )
    assert {"packaging/build", "packaging/try", "packaging/windows/try.ps1", "packaging/macos/try"} <= named
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_steps_that_are_asked_for_are_steps_of_the_build():
    build = (ROOT / "packaging" / "build").read_text(encoding="utf-8")
    known = set(re.findall(r'"(\w+)": \w+', build.partition("STEPS = {")[2].partition("}")[0]))
    asked = {
        word
        for _, step in STEPS
        for words in re.findall(r"packaging/build([ \w]*)", step.get("run", ""))
        for word in words.split()
    }
    assert {"frozen", "macos"} <= asked <= known


def test_secrets_come_by_the_environment_of_the_step_that_needs_them():
    for _, step in STEPS:
        assert "secrets." not in step.get("run", "")
    assert "secrets." not in str(yaml.safe_load(TEXT).get("env"))
    told = TEXT.partition("name: release")[0]
    used = set(re.findall(r"secrets\.([A-Z_]+)", TEXT))
    assert used == {name for name in used if name in told}


def test_only_the_publishing_job_may_write_and_it_waits_for_every_try():
    assert yaml.safe_load(TEXT)["permissions"] == {"contents": "read"}
    assert [name for name, job in JOBS.items() if "permissions" in job] == ["publish"]
    assert set(JOBS["publish"]["needs"]) == set(JOBS) - {"publish"}

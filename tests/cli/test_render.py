"""`render` and `save`: where the secret shows and where not."""

import stat

import pytest

from wizard.errors import Explanation, FileRefused
from wizard.events import Written
from wizard.jobs.render import ReadSettings, Render, Rendered
from wizard.jobs.save import FileToWrite, Save
from wizard.pomerium.outputs import FORMATS
from wizard.pomerium.settings import settings
from wizard.setup.model import Setup
from wizard.vault import Secret

CLEAR = "5hq0secretsecretsecretsecret"


@pytest.fixture
def told(world):
    setup = Setup().replace("pomerium.authenticate_url", "https://authenticate.corp.example.com")
    world.answers(ReadSettings, settings(setup, "https://issuer.example/eu-west-1_A", "7abc", Secret(CLEAR)))
    return world


@pytest.mark.parametrize(("flags", "shown"), [((), False), (("--reveal",), True)])
@pytest.mark.parametrize("json", [(), ("--json",)])
def test_standard_output_shows_dots_unless_asked(run, setup_file, told, flags, shown, json):
    ended = run("render", "corp.yaml", "--format", "env", *flags, *json)
    assert ended.status == 0
    assert (CLEAR in ended.out) is shown
    text = ended.result["text"] if json else ended.out
    assert "IDP_CLIENT_ID='7abc'" in text
    if not shown and not json:
        assert "--reveal shows it" in ended.err


def test_a_file_holds_it_and_is_private(run, setup_file, told, tmp_path):
    ended = run("render", "corp.yaml", "--format", "env", "-o", "p.env")
    assert ended.status == 0
    assert CLEAR in (tmp_path / "p.env").read_text()
    assert stat.S_IMODE((tmp_path / "p.env").stat().st_mode) == 0o600
    assert CLEAR not in ended.out + ended.err


def test_a_file_of_somebody_else_stays(run, setup_file, told, tmp_path):
    (tmp_path / "p.env").write_text("MINE=1\n")
    ended = run("render", "corp.yaml", "--format", "env", "-o", "p.env", "--json")
    assert (ended.status, ended.result["ok"]) == (2, False)
    assert (tmp_path / "p.env").read_text() == "MINE=1\n"


@pytest.mark.parametrize(("name", "meant"), [("envv", "env"), ("config.yaml", "config-yaml"), ("zzz", "pomerium-crd")])
def test_an_unknown_format_names_the_nearest_and_asks_nobody(run, setup_file, told, name, meant):
    ended = run("render", "corp.yaml", "--format", name)
    assert ended.status == 2
    assert meant in ended.err
    assert told.modes == []


def test_another_version_is_checked_and_used(run, setup_file, world):
    seen = []

    def look(job, sink, cancel):
        seen.append(job.setup.pomerium.version)
        return Rendered(job.format, "x\n", "x\n", ("Signing out ends there.",), False)

    world.answers(Render, look)
    ended = run("render", "corp.yaml", "--format", "env", "--pomerium-version", "0.22")
    assert (seen, ended.out) == (["0.22"], "x\n")
    assert "Note: Signing out ends there." in ended.err
    assert run("render", "corp.yaml", "--format", "env", "--pomerium-version", "abc").status == 2
    assert seen == ["0.22"]


def test_save_writes_beside_the_setup_file(run, setup_file, world, tmp_path):
    path = tmp_path / "config.yaml"
    rendered = Rendered("config-yaml", "a", "b", (), True)
    world.answers(Save, (FileToWrite(rendered, path, "new"),), Written("config-yaml", str(path)))
    ended = run("save", str(setup_file), "--json")
    assert world.job.base == tmp_path
    output, result = ended.lines
    assert output == {"event": "output", "format": "config-yaml", "path": str(path)}
    assert result["files"] == [str(path)]


def test_a_file_that_cannot_be_written_ends_with_1(run, setup_file, world):
    world.answers(Save, FileRefused(Explanation("It can't be written.", "Its text is kept in K.")))
    ended = run("save", "corp.yaml")
    assert ended.status == 1
    assert "kept in K" in ended.err


def test_the_help_names_every_format(run):
    told = " ".join(run("render", "--help").out.split()).replace("- ", "-")  # broken at hyphens
    assert f"One of {', '.join(FORMATS)}." in told


def test_a_version_that_cannot_be_told_is_no_fault_of_the_file(run, setup_file, world):
    ended = run("render", "corp.yaml", "--format", "env", "--pomerium-version", "0.1")
    assert ended.status == 2
    assert ended.err.startswith("--pomerium-version 0.1 can't be taken.")
    assert "corp.yaml" not in ended.err
    assert world.modes == []

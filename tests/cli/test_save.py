"""`save` into files that are there: the lines that change are shown first, nobody's secret among them."""

import pytest

from wizard.jobs.render import ReadSettings
from wizard.pomerium.settings import settings
from wizard.setup.model import Setup
from wizard.vault import DOTS, Secret

CLEAR, OLD, FOREIGN = "5hq0secretsecretsecretsecret", "0ldsecretvalue", "c29tZWJvZHlzIG93biBzZWNyZXQgb2YgMzIgYnl0ZXM="
MINE = f"""\
# ours, since 2021
shared_secret: {FOREIGN}
idp_provider: oidc
idp_client_secret: "{OLD}"   # from the vault
log_level: info
"""


@pytest.fixture
def there(world, setup_file, tmp_path):
    """A config.yaml of somebody's, and a setup that names it."""
    setup = Setup().replace("pomerium.authenticate_url", "https://authenticate.corp.example.com")
    world.answers(ReadSettings, settings(setup, "https://issuer.example/eu-west-1_A", "7abc", Secret(CLEAR)))
    path = tmp_path / "config.yaml"
    path.write_text(MINE)
    path.chmod(0o640)
    return path


def test_the_lines_that_change_are_shown_without_a_secret(run, there):
    ended = run("save", "corp.yaml")
    assert ended.status == 0
    assert "- idp_provider: oidc" in ended.out
    assert "+ idp_provider: cognito" in ended.out
    assert f"- idp_client_secret: {DOTS}" in ended.out
    assert f'+ idp_client_secret: "{DOTS}"   # from the vault' in ended.out
    assert f"  shared_secret: {DOTS}" in ended.out
    for secret in (CLEAR, OLD, FOREIGN):
        assert secret not in ended.out + ended.err
    assert there.read_text().startswith(f"# ours, since 2021\nshared_secret: {FOREIGN}\nidp_provider: cognito\n")
    assert ended.out.index("+ idp_provider") < ended.out.index("written")
    assert f"the old one: {there}.bak" in ended.out
    assert there.with_name("config.yaml.bak").read_text() == MINE


def test_a_second_time_there_is_nothing_to_do(run, there):
    run("save", "corp.yaml")
    before = there.stat().st_mtime_ns
    ended = run("save", "corp.yaml")
    assert ended.status == 0
    assert "idp_provider" not in ended.out
    assert there.stat().st_mtime_ns == before


def test_a_dry_run_writes_nothing(run, there):
    ended = run("save", "corp.yaml", "--dry-run")
    assert ended.status == 0
    assert "+ idp_provider: cognito" in ended.out
    assert "Nothing was written." in ended.out
    assert there.read_text() == MINE
    assert [path.name for path in there.parent.glob("config.yaml*")] == ["config.yaml"]


def test_json_tells_the_keys_and_where_the_old_file_is(run, there):
    ended = run("save", "corp.yaml", "--json")
    (output,) = [line for line in ended.lines if line["event"] == "output"]
    assert (output["path"], output["kept"]) == (str(there), f"{there}.bak")
    (told,) = ended.result["outputs"]
    assert told["state"] == "merge"
    assert {"key": "idp_provider", "change": "changed"} in told["changes"]
    assert {"key": "idp_scopes", "change": "added"} in told["changes"]
    for secret in (CLEAR, OLD, FOREIGN):
        assert secret not in ended.out


@pytest.mark.parametrize("flags", [(), ("--dry-run",)])
def test_a_file_that_could_be_taken_in_two_ways_is_left(run, there, flags):
    there.write_text("idp_provider: a\nidp_provider: b\n")
    ended = run("save", "corp.yaml", *flags)
    assert ended.status == 2
    assert "config.yaml: Line 2: idp_provider stands twice." in ended.err
    assert there.read_text() == "idp_provider: a\nidp_provider: b\n"


def test_what_is_still_wrong_in_the_file_is_a_note(run, there):
    there.write_text(MINE + "cookie_same_site: strict\nidp_service_account: x\n")
    ended = run("save", "corp.yaml")
    assert ended.status == 0
    assert "idp_service_account was removed" in ended.err

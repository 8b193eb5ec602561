"""`inspect`: a configuration or a log, on the command line."""

import json

import pytest

from wizard.setup import file

GOOD = """\
authenticate_service_url: https://authenticate.corp.example.com
idp_provider: cognito
idp_provider_url: https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123
idp_client_id: abc
idp_client_secret: topsecret
"""


@pytest.fixture
def config(tmp_path):
    path = tmp_path / "config.yaml"
    path.write_text(GOOD)
    return path


def test_nothing_is_wrong(run, config):
    done = run("inspect", str(config))
    assert (done.status, "Nothing is wrong" in done.out) == (0, True)


def test_faults_come_with_line_and_mend_and_no_secret(run, config):
    config.write_text(GOOD.replace("AbCdEf123", "AbCdEf123/"))
    done = run("inspect", str(config))
    assert done.status == 4
    assert f"{config}:3: fault: idp_provider_url:" in done.out
    assert "topsecret" not in done.out + done.err


def test_json_has_a_fault_an_event(run, config):
    config.write_text(GOOD.replace("cognito\n", "oidc\n"))
    lines = [json.loads(line) for line in run("inspect", str(config), "--json").out.splitlines()]
    assert [(line["event"], line.get("rule"), line.get("line")) for line in lines[:-1]] == [
        ("fault", "provider.oidc_scopes", 2),
        ("fault", "provider.oidc", 2),
    ]
    assert (lines[-1]["ok"], lines[-1]["faults"], lines[-1]["warnings"]) == (False, 1, 1)


def test_a_setup_that_adopts_it_is_written_and_never_over_a_file(run, config, tmp_path):
    path = tmp_path / "corp.yaml"
    assert run("inspect", str(config), "-o", str(path)).status == 0
    setup = file.read(path).setup
    assert (setup.pool.id, setup.client.id, setup.is_named("pool.mfa")) == ("eu-west-1_AbCdEf123", "abc", False)
    assert [(each.format, each.path) for each in setup.pomerium.outputs] == [("config-yaml", config.name)]
    assert run("check", str(path)).status == 0
    assert run("inspect", str(config), "-o", str(path)).status == 2


def test_a_setup_file_in_another_folder_names_the_configuration_whole(run, config, tmp_path):
    (tmp_path / "setups").mkdir()
    path = tmp_path / "setups" / "adopted.yaml"
    assert run("inspect", str(config), "-o", str(path)).status == 0
    assert [each.path for each in file.read(path).setup.pomerium.outputs] == [str(config)]


def test_lines_of_a_log_are_explained(run, tmp_path):
    log = tmp_path / "pomerium.log"
    log.write_text(
        '{"level":"info","message":"started"}\n'
        "An error occurred (UserPoolTaggingException) when calling the CreateUserPool operation: x\n"
    )
    done = run("inspect", str(log))
    assert done.status in (2, 4)
    log.write_text(
        "botocore.errorfactory.LimitExceededException: An error occurred (LimitExceededException) when calling the"
        " CreateUserPool operation: The maximum number of user pools for this account has been reached.\n"
    )
    done = run("inspect", str(log))
    assert (done.status, f"{log}:1: fault:" in done.out) == (4, True)


def test_what_is_no_configuration_and_what_is_not_there(run, tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("nothing of the kind")
    done = run("inspect", str(path))
    assert (done.status, "no configuration of Pomerium" in done.err) == (2, True)
    done = run("inspect", str(tmp_path / "missing"))
    assert (done.status, "can't be read" in done.err) == (2, True)

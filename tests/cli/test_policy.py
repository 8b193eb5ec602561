"""`policy`: JSON for IAM, with what this computer knows filled in; nobody is asked."""

import json

import pytest

from wizard.cognito.journal import Journal
from wizard.cognito.session import Identity

ROLE = "arn:aws:iam::210987654321:role/CognitoAdmin"


def resources(text):
    return {row["Resource"] for row in json.loads(text)["Statement"]}


@pytest.fixture
def journal(tmp_path):
    """The wizard made a pool for this setup in some accounts, from this computer."""

    def worked(account, *, practice=False):
        state = tmp_path / "home" / "practice" if practice else tmp_path / "home"
        state.mkdir(parents=True, exist_ok=True)
        journal = Journal(state, Identity(account, "", "eu-west-1", "aws"), "corp")
        journal.write("pool", "create_user_pool", "after", {"pool": "eu-west-1_AbCdEf123"})

    return worked


def test_a_policy_is_json_and_nothing_else(run, setup_file):
    ended = run("policy", "corp.yaml")
    assert (ended.status, ended.err) == (0, "")
    assert "cognito-idp:CreateUserPool" in ended.out
    assert resources(ended.out) == {"*", "arn:aws:cognito-idp:eu-west-1:*:userpool/*"}


def test_json_has_it_as_text(run, setup_file):
    result = run("policy", "corp.yaml", "--for", "verify", "--json").result
    assert (result["ok"], result["status"]) == (True, 0)
    assert "CreateUserPool" not in result["text"]


def test_the_account_is_the_given_one_or_that_of_the_role(run, setup_file):
    setup_file.write_text(setup_file.read_text().replace("aws: {", f"aws: {{role_arn: '{ROLE}', "))
    assert ":210987654321:" in run("policy", "corp.yaml").out
    assert ":123456789012:" in run("policy", "corp.yaml", "--account", "123456789012").out
    refused = run("policy", "corp.yaml", "--account", "12345")
    assert (refused.status, refused.out) == (2, "")
    assert "12 digits" in refused.err


def test_what_the_journal_knows_is_filled_in(run, setup_file, journal):
    journal("123456789012")
    arn = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/"
    assert resources(run("policy", "corp.yaml", "--for", "rotate").out) == {"*", f"{arn}eu-west-1_AbCdEf123"}
    assert resources(run("policy", "corp.yaml", "--for", "create").out) == {"*", f"{arn}*"}
    journal("210987654321")
    assert resources(run("policy", "corp.yaml", "--for", "rotate").out) == {"*", arn.replace("123456789012", "*") + "*"}


def test_practice_looks_into_its_own_state(run, setup_file, journal):
    journal("123456789012", practice=True)
    assert ":123456789012:" in run("policy", "corp.yaml", "--demo").out
    assert ":123456789012:" not in run("policy", "corp.yaml").out


def test_an_existing_pool_is_adopted(run, setup_file):
    setup_file.write_text(setup_file.read_text().replace("pool: {", "pool: {id: eu-west-1_AbCdEf123, "))
    ended = run("policy", "corp.yaml")
    assert "cognito-idp:UpdateUserPool" in ended.out
    assert 'cognito-idp:CreateUserPool"' not in ended.out


def test_a_file_with_a_fault_is_refused(run, setup_file):
    setup_file.write_text(setup_file.read_text().replace("corp-staff", "aws"))
    assert run("policy", "corp.yaml").status == 2

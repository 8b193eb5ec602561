"""What is handed over as code adopts what exists: Terraform plans no change, a script run again changes nothing."""

import json
import os
import random
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import boto3
import pytest

from wizard import practice

MIRRORS = ("opt/*/registry.*", "usr/share/*/registry.*", "usr/local/share/*/registry.*")
SETUP = """\
version: 1
name: {name}
aws: {{region: eu-west-1}}
pool: {{name: {name}, mfa: {mfa}, self_sign_up: {sign_up}, deletion_protection: {protected}, tags: {{team: "{team}"}},
  sign_in: {sign_in}, password: {{minimum_length: {length}, require_symbols: {symbols}, temporary_days: {days}}}}}
client: {{name: "{client}", scopes: {scopes}, id_token_minutes: {minutes}, refresh_token_days: {refresh}}}
domain: {{prefix: {name}, managed_login: false}}
groups: {groups}
pomerium: {{authenticate_url: "https://{name}.example.com"}}
"""


def drawn(number):
    """A setup file; every draw is another."""
    dice = random.Random(number)

    def yes():
        return str(dice.random() < 0.5).lower()

    return SETUP.format(
        name=f"corp{number}",
        mfa=dice.choice(("off", "optional", "required")),
        sign_up=yes(),
        protected=yes(),
        team=dice.choice(("it", "${not a template}", 'a \\"quoted\\" one', "%{if}")),
        sign_in=dice.choice(("[email]", "[username]", "[username, email]")),
        length=dice.randint(8, 99),
        symbols=yes(),
        days=dice.randint(1, 30),
        client=dice.choice(("pomerium", "pomerium+staff@corp", "a = b")),
        scopes=dice.choice(("[openid, email, profile]", "[openid, email]")),
        minutes=dice.randint(5, 1440),
        refresh=dice.randint(1, 300),
        groups=dice.choice(("[]", "[admins, all staff]".replace(" staff", "-staff"))),
    )


@pytest.fixture
def terraform(tmp_path, moto):
    """Runs Terraform on moto's server in a folder; skips where it or its AWS provider is missing."""
    mirrors = [found.parent for pattern in MIRRORS for found in Path("/").glob(pattern)]
    if not (shutil.which("terraform") and mirrors):
        pytest.skip("Terraform with a mirror of hashicorp/aws: terraform providers mirror /usr/local/share/terraform")
    rc = tmp_path / "terraform.rc"
    rc.write_text(f'provider_installation {{\n  filesystem_mirror {{\n    path = "{mirrors[0]}"\n  }}\n}}\n')
    keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "eu-west-1"}
    quiet = {"TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1", "TF_PLUGIN_CACHE_DIR": str(tmp_path / "plugins")}
    (tmp_path / "plugins").mkdir()
    env = os.environ | keys | quiet | {"TF_CLI_CONFIG_FILE": str(rc), "AWS_ENDPOINT_URL": moto}

    def run(folder, *words):
        done = subprocess.run(
            ["terraform", *words, "-no-color"],
            cwd=folder,
            env=env,
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        return done.stdout

    return run


def applied(program, moto, number):
    """A setup that stands on moto; its file."""
    program.env["AWS_ENDPOINT_URL"] = moto
    (program.home / f"s{number}.yaml").write_text(drawn(number))
    program.run("apply", f"s{number}.yaml", "--yes", "--no-verify", "--secrets", "none")
    return f"s{number}.yaml"


def exported(program, file, form):
    """The folder that the code went to; no secret is in it."""
    folder = program.home / f"{form}-{file}"
    program.run("export", file, "--format", form, "-o", str(folder), "--secrets", "none")
    return folder


def secrets(moto):
    """Every client secret there."""
    cognito = client(moto)
    for pool in cognito.list_user_pools(MaxResults=60)["UserPools"]:
        for row in cognito.list_user_pool_clients(UserPoolId=pool["Id"])["UserPoolClients"]:
            ids = {"UserPoolId": pool["Id"], "ClientId": row["ClientId"]}
            yield cognito.describe_user_pool_client(**ids)["UserPoolClient"]["ClientSecret"]


def client(moto):
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    return boto3.client("cognito-idp", endpoint_url=moto, region_name="eu-west-1", **keys)


def check_terraform(program, moto, terraform, numbers):
    for number in numbers:
        folder = exported(program, applied(program, moto, number), "terraform")
        text = (folder / "main.tf").read_text()
        assert not any(secret in text for secret in secrets(moto))
        terraform(folder, "init")
        told = terraform(folder, "plan", "-input=false")
        counts = re.search(r"Plan: (\d+) to import, 0 to add, 0 to change, 0 to destroy", told)
        assert counts, told[-3000:]
        assert int(counts[1]) == text.count("import {")


def test_terraform_adopts_and_changes_nothing(program, moto, terraform):
    check_terraform(program, moto, terraform, [1])


@pytest.mark.full
@pytest.mark.timeout(1200)
def test_terraform_adopts_twenty_setups(program, moto, terraform):
    check_terraform(program, moto, terraform, range(2, 21))


def test_cloudformation_names_every_resource_it_imports(program, moto):
    folder = exported(program, applied(program, moto, 3), "cloudformation")
    template = json.loads((folder / "template.json").read_text())
    imports = json.loads((folder / "resources-to-import.json").read_text())
    assert {row["LogicalResourceId"] for row in imports} == set(template["Resources"])
    assert all(resource["DeletionPolicy"] == "Retain" for resource in template["Resources"].values())
    assert not any(secret in file.read_text() for file in folder.iterdir() for secret in secrets(moto))
    cfnlint = pytest.importorskip("cfnlint.api", reason="pip install cfn-lint")
    found = cfnlint.lint(json.dumps(template), regions=["eu-west-1"])
    assert [str(match) for match in found if match.rule.severity == "error"] == []


@pytest.fixture
def aws(tmp_path):
    """A stand-in for the command `aws`: takes --cli-input-json as versions 1 and 2 do, and calls by boto3."""
    path = tmp_path / "bin" / "aws"
    path.parent.mkdir()
    path.write_text(AWS.format(python=sys.executable))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path.parent


AWS = """\
#!{python}
import json, os, sys, boto3
service, operation, flag, text = sys.argv[1:5]
assert (service, flag) == ("cognito-idp", "--cli-input-json")
assert not text.startswith(("http://", "https://", "file://"))
client = boto3.client("cognito-idp", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
try:
    answer = getattr(client, operation.replace("-", "_"))(**json.loads(text))
except client.exceptions.ClientError as error:
    print(error, file=sys.stderr)
    sys.exit(254)
print(json.dumps(answer, default=str))
"""


def described(moto, pool, client_id):
    cognito = client(moto)
    dates = ("LastModifiedDate", "CreationDate")
    found = [
        cognito.describe_user_pool(UserPoolId=pool)["UserPool"],
        cognito.describe_user_pool_client(UserPoolId=pool, ClientId=client_id)["UserPoolClient"],
        cognito.get_user_pool_mfa_config(UserPoolId=pool),
    ]
    return [
        {key: value for key, value in answer.items() if key not in (*dates, "ResponseMetadata")} for answer in found
    ]


@pytest.fixture
def stand_in(tmp_path):
    """The URL of a practice Cognito, which resets what an update leaves out, as Amazon does; moto does not."""
    running = practice.start(tmp_path / "practice")
    yield running.url
    running.close()


def test_the_script_changes_nothing_and_makes_again_what_was_taken_away(program, stand_in, aws):
    moto = stand_in
    folder = exported(program, applied(program, moto, 5), "aws-cli")
    cognito = client(moto)
    pool = cognito.list_user_pools(MaxResults=1)["UserPools"][0]["Id"]
    ours = cognito.list_user_pool_clients(UserPoolId=pool)["UserPoolClients"][0]["ClientId"]
    before = described(moto, pool, ours)
    keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_ENDPOINT_URL": moto}
    env = os.environ | keys | {"PATH": f"{aws}:{os.environ['PATH']}"}

    def run():
        command = ["sh", str(folder / "cognito.sh")]
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=100, check=False)
        assert done.returncode == 0, done.stderr

    run()
    assert described(moto, pool, ours) == before
    cognito.delete_user_pool_domain(UserPoolId=pool, Domain="corp5")
    cognito.update_user_pool_client(UserPoolId=pool, ClientId=ours, CallbackURLs=["https://other.example.com"])
    assert described(moto, pool, ours) != before
    run()
    assert described(moto, pool, ours) == before


def test_nothing_is_written_over(program, moto):
    file = applied(program, moto, 7)
    exported(program, file, "terraform")
    told = program.run("export", file, "--format", "terraform", "-o", f"terraform-{file}", code=2)
    assert "exists already" in told

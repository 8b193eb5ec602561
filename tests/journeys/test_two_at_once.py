"""Two runs on one setup at the same moment: one works, the other waits or refuses, and nothing is made twice."""

import json
import subprocess

import boto3
import pytest
from programs import COMMAND, Program

from wizard import practice

NEW = ("new", "-o", "s.yaml", "--authenticate-url", "https://authenticate.corp.example.com", "--region", "eu-west-1")


def together(program):
    """Start two applies at once; their exit statuses."""
    command = [COMMAND, "apply", "s.yaml", "--yes", "--no-verify", "--secrets", "none", "--json"]
    running = [
        subprocess.Popen(
            command,
            cwd=program.home,
            env=program.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for _ in range(2)
    ]
    told = [process.communicate(timeout=100)[0] for process in running]
    return [process.returncode for process in running], [json.loads(text.splitlines()[-1]) for text in told]


def check(tmp_path, rounds):
    stand = practice.start(tmp_path / "practice")
    try:
        for number in range(rounds):
            home = tmp_path / f"h{number}"
            home.mkdir()
            program = Program(home, AWS_ENDPOINT_URL=stand.url)
            program.run(*NEW, "--prefix", f"corp-{number}")
            statuses, results = together(program)
            assert 0 in statuses
            assert set(statuses) <= {0, 3}, results
            cognito = boto3.client("cognito-idp", endpoint_url=stand.url, region_name="eu-west-1", **KEYS)
            pools = cognito.list_user_pools(MaxResults=60)["UserPools"]
            (pool,) = [row["Id"] for row in pools if row["Name"] == f"corp-{number}"]
            assert len(cognito.list_user_pool_clients(UserPoolId=pool)["UserPoolClients"]) == 1
            again = program.run("apply", "s.yaml", "--yes", "--no-verify", "--secrets", "none")
            assert "Nothing to change" in again
    finally:
        stand.close()


KEYS = {"aws_access_key_id": "AKIAPRACTICE00000000", "aws_secret_access_key": "practice"}


def test_twice_at_once(tmp_path):
    check(tmp_path, 2)


@pytest.mark.full
@pytest.mark.timeout(600)
def test_ten_times_at_once(tmp_path):
    check(tmp_path, 10)

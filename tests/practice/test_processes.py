"""Starting, attaching, restarting, emptying: one state folder between processes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import httpx
import pytest

from wizard import practice, storage


def create_pool(url: str, name: str = "corp") -> str:
    import boto3

    keys = {"aws_access_key_id": "AKIAPRACTICE00000000", "aws_secret_access_key": "x"}
    client = boto3.Session().client("cognito-idp", endpoint_url=url, region_name="eu-west-1", **keys)
    try:
        client.create_user_pool(PoolName=name)
        return ",".join(pool["Name"] for pool in client.list_user_pools(MaxResults=60)["UserPools"])
    finally:
        client.close()


def test_the_state_survives_on_the_same_port(tmp_path: Path) -> None:
    first = practice.start(tmp_path)
    assert create_pool(first.url, "one") == "one"
    issuer = httpx.get(f"{first.url}/eu-west-1_x/.well-known/jwks.json")
    assert issuer.status_code == 400
    first.close()
    first.close()
    second = practice.start(tmp_path)
    try:
        assert (second.url, second.owned) == (first.url, True)
        assert create_pool(second.url, "two") == "one,two"
    finally:
        second.close()
    assert (tmp_path / "practice.json").stat().st_mode & 0o077 == 0


def test_keys_survive(tmp_path: Path) -> None:
    def keys() -> Any:
        server = practice.start(tmp_path)
        try:
            pool = json.loads((tmp_path / "practice.json").read_text())["pools"]
            if not pool:
                create_pool(server.url)
                pool = json.loads((tmp_path / "practice.json").read_text())["pools"]
            return httpx.get(f"{server.url}/{next(iter(pool))}/.well-known/jwks.json").json()
        finally:
            server.close()

    assert keys() == keys()


def test_another_port_where_the_kept_one_is_in_use(tmp_path: Path) -> None:
    first = practice.start(tmp_path)
    port = int(first.url.rpartition(":")[2])
    first.close()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with pytest.raises(OSError, match="in use"):
            practice.start(tmp_path, port=port)
        second = practice.start(tmp_path)
        second.close()
    assert second.url != first.url
    third = practice.start(tmp_path)
    third.close()
    assert third.url == second.url


def test_a_second_start_attaches(tmp_path: Path) -> None:
    first = practice.start(tmp_path)
    try:
        second = practice.start(tmp_path)
        assert (second.url, second.owned) == (first.url, False)
        second.close()
        assert create_pool(first.url) == "corp"
        with pytest.raises(storage.Busy):
            practice.reset(tmp_path)
    finally:
        first.close()


def test_many_starts_at_once_give_one_server(tmp_path: Path) -> None:
    found: list[practice.Practice] = []
    threads = [threading.Thread(target=lambda: found.append(practice.start(tmp_path))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in found:
        one.close()
    assert len({one.url for one in found}) == 1
    assert sum(one.owned for one in found) == 1


def test_reset_empties_and_keeps_the_port(tmp_path: Path) -> None:
    first = practice.start(tmp_path)
    create_pool(first.url, "old")
    first.close()
    practice.reset(tmp_path)
    second = practice.start(tmp_path)
    try:
        assert second.url == first.url
        assert create_pool(second.url, "new") == "new"
    finally:
        second.close()


def test_a_held_folder_without_a_server_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wizard.practice.server._PATIENCE", 0.0)
    with storage.locked(tmp_path / "practice.lock"), pytest.raises(storage.Busy):
        practice.start(tmp_path)


@pytest.mark.parametrize("text", ["{", "[]", '{"version": 9}'])
def test_a_state_that_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "practice.json").write_text(text)
    with pytest.raises(ValueError):
        practice.start(tmp_path)
    practice.reset(tmp_path)
    practice.start(tmp_path).close()


@pytest.mark.parametrize("text", ["soon", "-1", "nan", "inf"])
def test_a_delay_that_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("POMERIUM_COGNITO_PRACTICE_DELAY", text)
    with pytest.raises(ValueError, match="POMERIUM_COGNITO_PRACTICE_DELAY"):
        practice.start(tmp_path)


def program(folder: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-m", "wizard.practice", "--state", str(folder), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def exports(process: subprocess.Popen[str]) -> dict[str, str]:
    assert process.stdout is not None
    assert process.stdout.readline() == "practice mode: a stand-in for Amazon Cognito, not for a real Pomerium\n"
    lines = [process.stdout.readline() for _ in range(6)]
    return dict(line.removeprefix("export ").rstrip("\n").split("=", 1) for line in lines)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_program(tmp_path: Path, number: signal.Signals) -> None:
    process = program(tmp_path)
    try:
        told = exports(process)
        url = told["AWS_ENDPOINT_URL"]
        assert told == {
            "AWS_ENDPOINT_URL": url,
            "POMERIUM_COGNITO_ISSUER_BASE": url,
            "POMERIUM_COGNITO_LOGIN_BASE": url,
            "AWS_ACCESS_KEY_ID": told["AWS_ACCESS_KEY_ID"],
            "AWS_SECRET_ACCESS_KEY": "practice",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        attached = practice.start(tmp_path)
        assert (attached.url, attached.owned) == (url, False)
        assert create_pool(url) == "corp"
        other = program(tmp_path)
        _, why = other.communicate(timeout=30)
        assert (other.returncode, "up for this folder already" in why) == (2, True)
    finally:
        os.kill(process.pid, number)
        _, log = process.communicate(timeout=30)
    assert process.returncode == 0
    operations = [line.split()[1] for line in log.splitlines()]
    assert operations[-3:] == ["CreateUserPool", "ListUserPools", "GET"]


def test_the_program_with_a_bad_port_or_log(tmp_path: Path) -> None:
    for more in (["--port", "99999"], ["--log", str(tmp_path)]):
        process = program(tmp_path, *more)
        _, why = process.communicate(timeout=30)
        assert process.returncode == 2
        assert why.startswith("The stand-in could not start: ")


def test_importing_it_is_cheap() -> None:
    code = (
        "import sys, wizard.practice;"
        "print([m for m in ('boto3', 'botocore', 'http.server', 'jwt') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_it_imports_nothing_of_the_wizard_but_storage() -> None:
    code = (
        "import sys, wizard.practice.wire, wizard.practice.__main__;"
        "print(sorted(m for m in sys.modules if m.startswith('wizard.') and not m.startswith('wizard.practice')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['wizard.storage']"

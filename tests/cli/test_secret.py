"""`secret`: what the store holds; dots unless --reveal."""

from dataclasses import replace

import pytest

from wizard.cli.secret import _FindKey
from wizard.vault import FileStore, NoStore, Secret, SecretKey

KEY = SecretKey("123456789012", "eu-west-1", "eu-west-1_A", "7abc")
CLEAR = "5hq0secretsecretsecretsecret"


@pytest.fixture
def stored(world, tmp_path):
    world.store = FileStore(tmp_path / "secrets.json")
    world.store.put(KEY, Secret(CLEAR))
    world.answers(_FindKey, KEY)
    return world


def test_list_tells_without_showing(run, setup_file, stored):
    ended = run("secret", "list", "corp.yaml", "--json")
    assert ended.result["secrets"] == [{"what": "client_secret", "key": str(KEY), "stored": True}]
    assert CLEAR not in ended.out + run("secret", "list", "corp.yaml").out


@pytest.mark.parametrize(("flags", "shown"), [((), False), (("--reveal",), True)])
def test_get(run, setup_file, stored, flags, shown):
    ended = run("secret", "get", "corp.yaml", *flags)
    assert ended.status == 0
    assert (ended.out == CLEAR + "\n") is shown
    assert (CLEAR in run("secret", "get", "corp.yaml", "--json", *flags).result["text"]) is shown


def test_forget_and_then_there_is_none(run, setup_file, stored):
    assert run("secret", "forget", "corp.yaml").status == 0
    assert stored.store.get(KEY) is None
    assert run("secret", "list", "corp.yaml", "--json").result["secrets"][0]["stored"] is False
    assert run("secret", "get", "corp.yaml").status == 2
    assert run("secret", "forget", "corp.yaml").status == 2


def test_list_tells_what_else_is_stored(run, setup_file, stored):
    stored.store.put(replace(KEY, what="shared_secret"), Secret("a" * 44))
    stored.store.put(replace(KEY, what="client_secret.next"), Secret("b" * 44))
    rows = run("secret", "list", "corp.yaml", "--json").result["secrets"]
    assert {row["what"] for row in rows if row["stored"]} == {"client_secret", "client_secret.next", "shared_secret"}


def test_forget_keeps_what_a_rotation_goes_on_from(run, setup_file, stored):
    stored.store.put(replace(KEY, what="client_secret.next"), Secret(CLEAR))
    ended = run("secret", "forget", "corp.yaml")
    assert ended.status == 2
    assert "rotate" in ended.err
    assert stored.store.get(KEY).reveal() == CLEAR


def test_before_anything_is_made(run, setup_file, stored):
    stored.answers(_FindKey, None)
    assert run("secret", "list", "corp.yaml", "--json").result["secrets"] == []
    assert run("secret", "get", "corp.yaml").status == 2


def test_without_a_store(run, setup_file, stored):
    stored.store = NoStore()
    ended = run("secret", "list", "corp.yaml", "--secrets", "none")
    assert ended.status == 2
    assert "nothing is stored" in ended.err

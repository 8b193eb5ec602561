"""Secrets print as dots, and a store that keeps nothing is found out."""

import logging
import pickle
import stat
import threading

import keyring
import keyring.backend
import keyring.backends.fail
import keyring.backends.null
import pytest

from wizard import vault
from wizard.errors import KeyringUnusable

CANARY = "canary0secret0never0shown"
KEY = vault.SecretKey("123456789012", "eu-west-1", "eu-west-1_AbC", "client1")


class Memory(keyring.backend.KeyringBackend):
    """A keyring that keeps what it is given, for as long as the test runs."""

    priority = 1

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


@pytest.fixture
def use():
    before = keyring.get_keyring()

    def chosen(backend):
        keyring.set_keyring(backend)
        return backend

    yield chosen
    keyring.set_keyring(before)


def test_a_secret_shows_in_no_text(caplog):
    secret = vault.Secret(CANARY)
    caplog.set_level(logging.DEBUG)
    logging.getLogger("x").warning("%s %r", secret, {"s": secret})
    texts = [repr(secret), str(secret), f"{secret}", f"{[secret]}", caplog.text]
    assert not [text for text in texts if CANARY in text]
    assert secret.reveal() == CANARY
    with pytest.raises(TypeError):
        pickle.dumps(secret)


def test_secrets_compare_by_text_and_hash_tells_nothing():
    assert vault.Secret("a") == vault.Secret("a") != vault.Secret("b")
    assert vault.Secret("a") != "a"
    assert hash(vault.Secret("a")) == hash(vault.Secret("b"))


def test_the_keyring_user_is_the_contracts(use):
    memory = use(Memory())
    vault.KeyringStore().put(KEY, vault.Secret(CANARY))
    assert list(memory.kept) == [("pomerium-cognito", "123456789012/eu-west-1/eu-west-1_AbC/client1/client_secret")]


def test_put_get_forget_and_a_probe_that_leaves_nothing(use):
    memory = use(Memory())
    store = vault.KeyringStore()
    assert store.get(KEY) is None
    store.put(KEY, vault.Secret(CANARY))
    assert store.get(KEY) == vault.Secret(CANARY)
    store.probe()
    assert len(memory.kept) == 1
    assert store.forget(KEY)
    assert not store.forget(KEY)
    assert memory.kept == {}


def test_a_keyring_that_forgets_at_once_is_found_out(use):
    use(keyring.backends.null.Keyring())
    with pytest.raises(KeyringUnusable, match="did not give it back") as caught:
        vault.KeyringStore().probe()
    assert caught.value.status == 6
    assert "--secrets none" in caught.value.why.mend


def test_no_keyring_at_all_is_named_with_the_way_out(use):
    use(keyring.backends.fail.Keyring())
    with pytest.raises(KeyringUnusable) as caught:
        vault.KeyringStore().probe()
    assert "--secrets none" in caught.value.why.text


def test_a_keyring_that_never_answers_is_given_up(use, monkeypatch):
    given_up = threading.Event()

    class Stuck(Memory):
        def get_password(self, service, username):
            given_up.wait(20)
            return super().get_password(service, username)

    use(Stuck())
    monkeypatch.setattr(vault, "_PATIENCE", 0.02)
    with pytest.raises(KeyringUnusable) as caught:
        vault.KeyringStore().get(KEY)
    given_up.set()
    assert caught.value.status == 6


def test_the_practice_store_is_a_private_file(tmp_path):
    store = vault.FileStore(tmp_path / "secrets.json")
    assert store.get(KEY) is None
    store.put(KEY, vault.Secret(CANARY))
    assert vault.FileStore(tmp_path / "secrets.json").get(KEY) == vault.Secret(CANARY)
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600
    assert store.forget(KEY)
    assert not store.forget(KEY)


def test_none_keeps_nothing():
    store = vault.NoStore()
    store.probe()
    store.put(KEY, vault.Secret(CANARY))
    assert store.get(KEY) is None
    assert not store.forget(KEY)
    assert not store.keeps

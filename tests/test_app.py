"""The composition root: what a mode and an environment make of the adapters."""

import ssl
import subprocess
import sys

import pytest

from wizard import app, storage
from wizard.app import Mode, adapters
from wizard.setup.model import Setup
from wizard.vault import FileStore, KeyringStore, NoStore

SETUP = Setup().replace("aws.region", "eu-west-1").replace("aws.profile", "corp").replace("aws.role_arn", "arn:r")


@pytest.fixture(autouse=True)
def world(tmp_path, monkeypatch):
    """A home of its own; the desktop's certificates are left alone, since that is for the whole process."""
    monkeypatch.setenv(storage.HOME_VARIABLE, str(tmp_path))
    for name in (app.ISSUER_VARIABLE, app.LOGIN_VARIABLE, "AWS_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    trusted = []
    monkeypatch.setattr("truststore.inject_into_ssl", lambda: trusted.append(True))
    return trusted


class Practice:
    url = "http://127.0.0.1:9"


def test_amazon_is_reached_as_the_setup_says(tmp_path, world):
    made = adapters(SETUP, Mode())
    assert (made.session.access.profile, made.session.access.role_arn, made.session.access.endpoint) == (
        *("corp", "arn:r"),
        None,
    )
    assert isinstance(made.store, KeyringStore)
    assert (made.state, made.practice, made.issuer_base, made.login_base) == (tmp_path, False, None, None)
    assert world == [True]


def test_another_oidc_side_comes_from_the_environment(monkeypatch):
    monkeypatch.setenv(app.ISSUER_VARIABLE, "https://moto.example.com")
    monkeypatch.setenv(app.LOGIN_VARIABLE, "")
    made = adapters(SETUP, Mode(secrets="none"))
    assert (made.issuer_base, made.login_base) == ("https://moto.example.com", None)
    assert isinstance(made.store, NoStore)


def test_practice_goes_to_the_stand_in_and_keeps_its_secrets_apart(tmp_path):
    made = adapters(SETUP, Mode(practice=True), Practice())
    access = made.session.access
    assert (access.endpoint, access.profile, access.role_arn) == (Practice.url, None, None)
    assert access.keys[1] not in repr(access)
    assert made.practice
    assert made.state == tmp_path / "practice"
    assert isinstance(made.store, FileStore)
    assert isinstance(adapters(SETUP, Mode(practice=True, secrets="keyring"), Practice()).store, KeyringStore)
    assert isinstance(adapters(SETUP, Mode(practice=True, secrets="none"), Practice()).store, NoStore)


@pytest.mark.parametrize(("practice", "stand_in"), [(True, None), (False, Practice())])
def test_practice_and_amazon_are_never_mixed_up(practice, stand_in):
    with pytest.raises(ValueError, match="do not belong together"):
        adapters(SETUP, Mode(practice=practice), stand_in)


def test_http_follows_no_redirect_and_goes_round_proxies_on_loopback_alone(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with adapters(SETUP, Mode()).http() as amazon, adapters(SETUP, Mode(practice=True), Practice()).http() as loopback:
        assert not amazon.follow_redirects
        assert amazon.trust_env
        assert not loopback.trust_env


def test_a_bundle_of_certificates_holds_for_the_login_pages_too(tmp_path, monkeypatch, world):
    monkeypatch.setenv("AWS_CA_BUNDLE", str(tmp_path / "bundle.pem"))
    asked = []

    def context(cafile=None, **_):
        asked.append(cafile)
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    monkeypatch.setattr(ssl, "create_default_context", context)
    with adapters(SETUP, Mode()).http():
        pass
    assert asked == [str(tmp_path / "bundle.pem")]
    assert world == []


def test_the_stand_in_starts_in_its_own_folder(tmp_path):
    practice = app.start_practice()
    try:
        assert (tmp_path / "practice" / "practice.json").exists()
        assert adapters(SETUP, Mode(practice=True), practice).session.identity().account == "123456789012"
    finally:
        practice.close()


def test_the_root_loads_nothing_that_costs():
    costly = {"boto3", "botocore", "httpx", "keyring", "truststore"}
    code = f"import sys, wizard.app; print(sorted({costly} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


LOADED_BEFORE = """
import botocore.session
from wizard import app
from wizard.cognito.session import Access, Session
app.trust_the_desktop()
Session(Access("eu-west-1", endpoint="https://127.0.0.1:9", keys=("a", "b"))).client("sts")
print("made")
"""


def test_the_desktop_s_certificates_hold_also_where_amazon_s_library_was_there_first():
    done = subprocess.run([sys.executable, "-c", LOADED_BEFORE], capture_output=True, text=True, check=False)
    assert done.stdout == "made\n", done.stderr[-800:]

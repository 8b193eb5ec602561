"""Pomerium's own secrets in each format, and secrets in files of their own."""

from __future__ import annotations

import base64

import pytest
import yaml

from wizard.errors import InputRefused
from wizard.pomerium import inspecting
from wizard.pomerium.outputs import FORMATS
from wizard.pomerium.outputs.format import LASTING
from wizard.pomerium.settings import masked
from wizard.vault import DOTS, Secret

SHARED, COOKIE = (base64.b64encode(bytes(range(start, start + 32))).decode() for start in (1, 101))
WHOLE = [name for name, form in FORMATS.items() if not form.bare]


@pytest.fixture
def own(made):
    return made(shared_secret=Secret(SHARED), cookie_secret=Secret(COOKIE))


@pytest.mark.parametrize("name", WHOLE)
def test_they_read_back_are_masked_and_nothing_is_wrong_with_them(own, name):
    form = FORMATS[name]
    text = form.render(own)
    values = form.read(text)
    assert (values["shared_secret"], values["cookie_secret"]) == (SHARED, COOKIE)
    dots = form.render(masked(own))
    assert SHARED not in dots
    assert dots.count(DOTS) == 3
    found = inspecting.faults(inspecting.read(text))
    assert not [fault for fault in found if "own" in fault.rule or "bootstrap" in fault.rule]


@pytest.mark.parametrize("name", WHOLE)
def test_without_them_a_sentence_says_what_that_means(made, own, name):
    form = FORMATS[name]
    assert not set(LASTING) & set(form.warnings(own))
    assert (LASTING[0] in form.warnings(made())) is not form.manifest
    split = made(authorize_url="https://authorize.internal")
    assert (LASTING[1] in form.warnings(split)) is not form.manifest


def test_the_controller_gets_32_raw_bytes_under_data(own):
    documents = list(yaml.safe_load_all(FORMATS["pomerium-crd"].render(own)))
    (bootstrap,) = [each for each in documents if each["metadata"]["name"] == "bootstrap"]
    assert {key: len(base64.b64decode(text)) for key, text in bootstrap["data"].items()} == {
        "shared_secret": 32,
        "cookie_secret": 32,
    }
    assert "gen-secrets" not in FORMATS["pomerium-crd"].render(own)


def test_the_config_map_has_none_of_them(own):
    config_map, secret = yaml.safe_load_all(FORMATS["configmap"].render(own))
    assert "secret" not in config_map["data"]["config.yaml"]
    assert set(secret["stringData"]) == {"IDP_CLIENT_SECRET", "SHARED_SECRET", "COOKIE_SECRET"}


@pytest.mark.parametrize(
    ("name", "holds"), [("client-secret-file", "1re5"), ("shared-secret-file", SHARED), ("cookie-secret-file", COOKIE)]
)
def test_a_secrets_own_file_holds_it_and_no_line_end(own, made, name, holds):
    form = FORMATS[name]
    text = form.render(own)
    assert text.startswith(holds)
    assert text == text.strip()
    assert form.render(made(practice=True, shared_secret=own.shared_secret, cookie_secret=own.cookie_secret)) == text
    assert form.render(masked(own)) == DOTS
    if name != "client-secret-file":
        with pytest.raises(InputRefused, match="with-secrets"):
            form.render(made())


@pytest.mark.parametrize(
    ("name", "named"), [("config-yaml", True), ("env", True), ("docker-env", False), ("compose", False)]
)
def test_what_runs_beside_the_files_names_them(made, own, name, named):
    paths = (("idp_client_secret", "/run/idp"), ("shared_secret", "/run/shared"))
    settings = made(secret_files=paths, shared_secret=own.shared_secret, cookie_secret=own.cookie_secret)
    values = FORMATS[name].read(FORMATS[name].render(settings))
    assert (values.get("idp_client_secret_file") == "/run/idp") is named
    assert ("idp_client_secret" in values) is not named
    assert (values.get("shared_secret_file") == "/run/shared") is named
    assert values["cookie_secret"] == COOKIE

"""Pomerium's own secrets in files that exist: those that are there stay, whatever they are."""

from __future__ import annotations

import pytest
import yaml

from wizard.pomerium.merging import merge
from wizard.vault import Secret

COMPOSE = "services:\n  proxy:\n    image: pomerium/pomerium:v0.30.0  # pinned\n    environment:\n"


@pytest.fixture
def put(made):
    def into(name, text, **changes):
        own = {"shared_secret": Secret("c2hhcmVk"), "cookie_secret": Secret("Y29va2ll")}
        done = merge(name, text.encode(), made(**(own | changes)))
        assert merge(name, done.data, made(**(own | changes))).changes == ()
        return done.data.decode()

    return into


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("config-yaml", "shared_secret: theirs\nCOOKIE_SECRET_file: /run/c\n"),
        ("env", "SHARED_SECRET=theirs\nCOOKIE_SECRET_FILE=/run/c\n"),
        ("docker-env", "SHARED_SECRET=theirs\nCOOKIE_SECRET_FILE=/run/c\n"),
        ("compose", COMPOSE + "      SHARED_SECRET: theirs\n      COOKIE_SECRET_FILE: /run/c\n"),
        ("compose", COMPOSE + "      - SHARED_SECRET=theirs\n      - COOKIE_SECRET_FILE=/run/c\n"),
        (
            "configmap",
            "kind: ConfigMap\nmetadata: {name: a}\ndata:\n  config.yaml: |\n    shared_secret: theirs\n"
            "---\nkind: Secret\nmetadata: {name: b}\nstringData: {COOKIE_SECRET: theirs}\n",
        ),
    ],
)
def test_those_that_are_there_stay(put, name, text):
    merged = put(name, text)
    assert "c2hhcmVk" not in merged
    assert "Y29va2ll" not in merged
    assert "theirs" in merged


@pytest.mark.parametrize(("name", "text"), [("config-yaml", "a: 1\n"), ("env", "A=1\n"), ("compose", COMPOSE[:-17])])
def test_those_that_are_missing_are_added(put, name, text):
    merged = put(name, text)
    assert "c2hhcmVk" in merged
    assert "Y29va2ll" in merged


def test_a_new_resource_brings_its_bootstrap_secret_and_one_that_is_there_keeps_its_own(put):
    resource = "apiVersion: ingress.pomerium.io/v1\nkind: Pomerium\nmetadata: {name: global}\nspec: {secrets: a/b}\n"
    assert "c2hhcmVk" not in put("pomerium-crd", resource)
    kinds = [
        (each["kind"], each["metadata"]["name"]) for each in yaml.safe_load_all(put("pomerium-crd", "# c\n")) if each
    ]
    assert kinds == [("Secret", "idp-cognito"), ("Secret", "bootstrap"), ("Pomerium", "global")]


@pytest.mark.parametrize(
    ("name", "text"), [("config-yaml", "a: 1\nidp_client_secret: old\n"), ("env", "A=1\nIDP_CLIENT_SECRET=old\n")]
)
def test_a_client_secret_that_moved_into_a_file_goes_from_where_it_stood(put, name, text):
    merged = put(name, text, secret_files=(("idp_client_secret", "/run/idp"),))
    assert "old" not in merged
    assert "1re5ukkv" not in merged
    assert "/run/idp" in merged

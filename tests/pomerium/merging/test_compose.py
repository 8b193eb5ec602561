"""A Compose file: the service that is Pomerium's, its environment in either form."""

from __future__ import annotations

import pytest
import yaml

from wizard.errors import InputRefused
from wizard.pomerium.merging import merge
from wizard.vault import Secret

HEAD = "# ours\nservices:\n  web: {image: nginx, environment: {IDP_PROVIDER: keep}}\n  sso:\n"
IMAGE = "    image: docker.io/pomerium/pomerium@sha256:abc\n"


@pytest.fixture
def put(made):
    def into(text, **changes):
        done = merge("compose", text.encode(), made(**changes))
        assert merge("compose", done.data, made(**changes)).changes == ()
        return done, yaml.safe_load(done.data)["services"]

    return into


def test_a_mapping_stays_a_mapping(put):
    text = (
        HEAD + IMAGE + "    environment:\n      IDP_PROVIDER: 'oidc'  # old\n      OWN: a$$b\n    ports: ['443:443']\n"
    )
    done, services = put(text, client_secret=Secret("a$b"))
    assert services["web"]["environment"] == {"IDP_PROVIDER": "keep"}
    assert services["sso"]["environment"]["IDP_PROVIDER"] == "cognito"
    assert services["sso"]["environment"]["IDP_CLIENT_SECRET"] == "a$$b"
    assert "      IDP_PROVIDER: 'cognito'  # old\n" in done.data.decode()
    assert done.data.decode().endswith("      OWN: a$$b\n    ports: ['443:443']\n")


def test_a_list_stays_a_list(put):
    text = (
        HEAD
        + IMAGE
        + "    environment:\n      - OWN=1\n      - IDP_PROVIDER=oidc # no comment\n      - IDP_SCOPES=$X\n"
    )
    _, services = put(text)
    listed = services["sso"]["environment"]
    assert listed[:3] == ["OWN=1", "IDP_PROVIDER=cognito", "IDP_SCOPES=openid,email,profile"]
    assert len(listed) == 7


@pytest.mark.parametrize(
    "rest", ["", "    environment:\n", "    environment: {}\n", "    environment: []\n", "    env_file: x\n"]
)
def test_a_service_without_any_gets_them(put, rest):
    _, services = put(HEAD + IMAGE + rest)
    given = services["sso"]["environment"]
    names = [item.split("=")[0] for item in given] if isinstance(given, list) else list(given)
    assert "IDP_CLIENT_SECRET" in names


def test_a_service_is_told_by_its_image_else_by_its_variables_else_added(put):
    _, services = put("services:\n  a: {image: own/build, environment: {IDP_CLIENT_ID: x}}\n  b: {image: other}\n")
    assert services["a"]["environment"]["IDP_PROVIDER"] == "cognito"
    assert services["b"] == {"image": "other"}
    done, services = put("services:\n  b: {image: pomerium/verify}\nvolumes: {x: {}}\n")
    assert services["pomerium"]["image"] == "pomerium/pomerium:v0.33.0"
    assert done.data.decode().endswith("volumes: {x: {}}\n")
    assert "pomerium" in put("")[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\n", "no services"),
        ("- a\n", "no services"),
        ("services:\n  a: {image: pomerium/pomerium}\n  b: {image: pomerium/pomerium}\n", "Several services"),
        ("services:\n  pomerium: {image: other}\n", "another image"),
        (HEAD + IMAGE + "    environment: [IDP_PROVIDER]\n", "caller's environment"),
        (HEAD + IMAGE + "    environment: [IDP_PROVIDER=a, IDP_PROVIDER=b]\n", "stands twice"),
        ("x: &e {IDP_PROVIDER: a}\n" + HEAD + IMAGE + "    environment: *e\n", "An alias"),
    ],
)
def test_what_can_be_taken_in_two_ways_is_refused(put, text, said):
    with pytest.raises(InputRefused) as caught:
        put(text)
    assert said in caught.value.why.happened

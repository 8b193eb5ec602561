"""A Compose file: values as Compose passes them on."""

from __future__ import annotations

import base64
import json
import re

import yaml

from wizard.pomerium.outputs import FORMATS
from wizard.setup.versions import Version
from wizard.vault import Secret

COMPOSE = FORMATS["compose"]


def given(text):
    """The environment after Compose's interpolation, by its own rule: $$ is a dollar, any other one a variable."""
    (service,) = yaml.safe_load(text)["services"].values()
    for value in service["environment"].values():
        assert not re.search(r"\$", value.replace("$$", ""))
    return service, {name: value.replace("$$", "$") for name, value in service["environment"].items()}


def test_a_dollar_in_a_secret_is_no_variable(made):
    _, values = given(COMPOSE.render(made(client_secret=Secret("a$b${c}$$"))))
    assert values["IDP_CLIENT_SECRET"] == "a$b${c}$$"


def test_the_image_is_of_the_version_and_ports_are_texts(made, facts):
    service, values = given(COMPOSE.render(made(version=Version(0, 32, 7))))
    assert service["image"] == "pomerium/pomerium:v0.32.7"
    assert service["ports"] == ["443:443"]
    known = {option["env"] for option in json.loads((facts / "pomerium-options.json").read_text())}
    assert set(values) <= known


def test_routes_are_encoded_and_own_secrets_are_in_it(made, route):
    own = {"shared_secret": Secret("c2hhcmVk"), "cookie_secret": Secret("Y29va2ll")}
    _, values = given(COMPOSE.render(made(route=route, **own)))
    assert yaml.safe_load(base64.b64decode(values["ROUTES"]))[0]["to"] == "http://app.internal:8080"
    assert (values["SHARED_SECRET"], values["COOKIE_SECRET"]) == ("c2hhcmVk", "Y29va2ll")

from __future__ import annotations

import copy
import json

import jsonschema
import pytest
import yaml

from wizard.pomerium.outputs import FORMATS
from wizard.setup.versions import Version

CRD = FORMATS["pomerium-crd"]
BEFORE_033 = ["auth0", "azure", "github", "gitlab", "google", "oidc", "okta", "onelogin", "ping"]


def closed(schema):
    """The schema with unknown keys forbidden, as `kubectl apply` validates them."""
    if "properties" in schema:
        schema.setdefault("additionalProperties", False)
        for inner in schema["properties"].values():
            closed(inner)
    return schema


def spec_schema(facts, version):
    """The CRD's spec for this version of the ingress controller, its CEL rules told as JSON Schema."""
    crd = json.loads((facts / "pomerium-crd.json").read_text())
    properties = copy.deepcopy(crd["properties"])
    if version < Version(0, 33):
        properties["identityProvider"]["properties"]["provider"]["enum"] = BEFORE_033
    properties["identityProvider"]["required"] = ["provider", "secret"]
    both = {"authenticate": ["identityProvider"], "identityProvider": ["authenticate"]}
    schema = {"type": "object", "properties": properties, "required": crd["spec_required"], "dependentRequired": both}
    return closed(schema)


def loaded(text):
    secret, pomerium = yaml.safe_load_all(text)
    return secret, pomerium


@pytest.mark.parametrize(
    ("version", "provider"),
    [((0, 22), "oidc"), ((0, 32, 9), "oidc"), ((0, 33), "cognito"), ((0, 33, 1), "cognito")],
)
def test_the_resource_is_one_that_its_controller_takes(made, facts, version, provider):
    _, pomerium = loaded(CRD.render(made(version=Version(*version))))
    schema = spec_schema(facts, Version(*version))
    jsonschema.Draft202012Validator(schema).validate(pomerium["spec"])
    assert pomerium["spec"]["identityProvider"]["provider"] == provider


def test_the_schema_of_this_test_does_refuse(made, facts):
    _, pomerium = loaded(CRD.render(made()))
    check = jsonschema.Draft202012Validator(spec_schema(facts, Version(0, 32))).iter_errors
    assert [error.validator for error in check(pomerium["spec"])] == ["enum"]
    assert [error.validator for error in check({"secrets": "a/b", "route": {}})] == ["additionalProperties"]


def test_kind_and_names_fit_together(made, facts):
    crd = json.loads((facts / "pomerium-crd.json").read_text())
    secret, pomerium = loaded(CRD.render(made(namespace="access")))
    assert (pomerium["apiVersion"], pomerium["kind"]) == (f"{crd['group']}/{crd['version']}", crd["kind"])
    assert pomerium["metadata"] == {"name": "global"}  # cluster-scoped: no namespace
    assert pomerium["spec"]["identityProvider"]["secret"] == f"access/{secret['metadata']['name']}"
    assert pomerium["spec"]["secrets"] == "access/bootstrap"
    assert (secret["metadata"]["namespace"], sorted(secret["stringData"])) == ("access", ["client_id", "client_secret"])


def test_scopes_are_always_written(made):
    _, pomerium = loaded(CRD.render(made(scopes=("openid", "email"))))
    assert pomerium["spec"]["identityProvider"]["scopes"] == ["openid", "email"]


def test_what_has_no_place_in_it_is_warned_of(made, route):
    assert CRD.warnings(made()) == ()
    said = " ".join(CRD.warnings(made(route=route, authorize_url="https://z", provider_url="http://127.0.0.1:9/eu_1")))
    assert "route is an Ingress" in said
    assert "authorize service URL" in said
    assert "The issuer begins with something other than https://" in said
    assert "authenticate service URL" not in said

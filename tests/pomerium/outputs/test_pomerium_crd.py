from __future__ import annotations

import json

import yaml

from wizard.pomerium.outputs import FORMATS

CRD = FORMATS["pomerium-crd"]


def loaded(text):
    secret, pomerium = yaml.safe_load_all(text)
    return secret, pomerium


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

from __future__ import annotations

from typing import Any

import pytest

from wizard.setup import rules
from wizard.setup.model import Allow, Output, Route
from wizard.setup.rules import pomerium, route

URL, SPLIT, NAMESPACE, VERSION = (
    f"pomerium.{key}" for key in ("authenticate_url", "authorize_url", "namespace", "version")
)
AUTH = "https://authenticate.corp.example.com"
APP, TO = "https://app.corp.example.com", "http://app.internal:8080"
ME = (Allow(email="ada@corp.example.com"),)


def output(format: str = "env", path: str = "x.env") -> dict[str, Any]:
    return {"pomerium.outputs": (Output(format, path),)}


def files(*paths: str) -> dict[str, Any]:
    return {"pomerium.outputs": tuple(Output("env", path) for path in paths)}


def way(from_: str = APP, to: str = TO, *allow: Allow) -> dict[str, Any]:
    return {"pomerium.route": Route(from_, to, allow or ME)}


CASES: list[tuple[str, dict[str, Any], Any, dict[str, Any]]] = [
    (URL + ".needed", {URL: ""}, None, {URL: AUTH}),
    (URL + ".blanks", {URL: f" {AUTH}\n"}, AUTH, {URL: AUTH}),
    (URL + ".https", {URL: AUTH.replace("https", "http")}, AUTH, {URL: "https://192.0.2.7:8443"}),
    (URL + ".https", {URL: "authenticate.corp.example.com:443"}, f"{AUTH}:443", {URL: f"{AUTH}:443"}),
    (URL + ".https", {URL: "ftp://x.example.com"}, None, {URL: "HTTPS://x.example.com"}),
    (URL + ".host", {URL: "https:/authenticate.corp.example.com"}, AUTH, {URL: "https://authenticate"}),
    (URL + ".host", {URL: "https://"}, None, {URL: "https://[2001:db8::1]"}),
    (URL + ".host", {URL: "https://a..example.com"}, None, {URL: "https://bücher.example"}),
    (URL + ".path", {URL: f"{AUTH}/oauth2/callback"}, AUTH, {URL: f"{AUTH}/"}),
    (URL + ".path", {URL: f"{AUTH}?a=b"}, AUTH, {URL: AUTH}),
    (URL + ".path", {URL: f"{AUTH}#"}, AUTH, {URL: AUTH}),
    (URL + ".slash", {URL: f"{AUTH}/"}, AUTH, {URL: AUTH}),
    (URL + ".case", {URL: "https://Authenticate.corp.example.com"}, AUTH, {URL: AUTH}),
    (URL + ".login", {URL: "https://ada:pw@authenticate.corp.example.com"}, AUTH, {URL: AUTH}),
    (URL + ".local", {URL: "https://localhost:8443"}, None, {URL: "https://authenticate.localhost.pomerium.io"}),
    (URL + ".hosted", {URL: "https://authenticate.pomerium.app"}, None, {URL: AUTH}),
    (SPLIT + ".shape", {SPLIT: "authorize.svc:5443"}, "https://authorize.svc:5443", {SPLIT: None}),
    (SPLIT + ".shape", {SPLIT: "grpc://authorize.svc"}, None, {SPLIT: "https://authorize.default.svc.cluster.local"}),
    (SPLIT + ".https", {SPLIT: "http://authorize.svc"}, "https://authorize.svc", {SPLIT: "https://authorize.svc"}),
    (SPLIT + ".login", {SPLIT: "https://a:b@authorize.svc"}, "https://authorize.svc", {SPLIT: "https://authorize.svc"}),
    (NAMESPACE + ".label", {NAMESPACE: "Pomerium_2"}, "pomerium-2", {NAMESPACE: "0-pomerium"}),
    (NAMESPACE + ".length", {NAMESPACE: "p" * 64}, "p" * 63, {NAMESPACE: "p" * 63}),
    (NAMESPACE + ".needed", {NAMESPACE: ""}, "pomerium", {NAMESPACE: "p"}),
    (VERSION + ".shape", {VERSION: "pomerium:0.33.1-debian"}, "0.33.1", {VERSION: "v0.33.1"}),
    (VERSION + ".shape", {VERSION: "latest"}, None, {VERSION: "0.22"}),
    (VERSION + ".shape", {VERSION: ""}, None, {VERSION: "1.0"}),
    (VERSION + ".oldest", {VERSION: "0.3"}, "0.30", {VERSION: "0.30"}),
    (VERSION + ".oldest", {VERSION: "0.21.9"}, None, {VERSION: "0.22"}),
    (VERSION + ".oldest", {VERSION: "0.2"}, None, {VERSION: "0.22.1"}),
    (VERSION + ".oidc", {VERSION: "0.22.2"}, None, {VERSION: "0.23"}),
    (VERSION + ".newest", {VERSION: "0.34"}, None, {VERSION: "0.33.9"}),
    (VERSION + ".newest", {VERSION: "1.0.0"}, None, {VERSION: "0.33"}),
    ("pomerium.outputs.format", output("config-yml"), "config-yaml", output("config-yaml")),
    ("pomerium.outputs.format", output(""), None, output("docker-env")),
    ("pomerium.outputs.format", output("crd"), None, output("pomerium-crd")),
    ("pomerium.outputs.format", output("composed"), "compose", output("compose")),
    ("pomerium.outputs.secret", output("configmap-inline"), "configmap", output("configmap")),
    ("pomerium.outputs.path", output(path=" "), None, output(path="a b.env")),
    ("pomerium.outputs.folder", output(path="deploy/"), None, output(path="deploy/.env")),
    ("pomerium.outputs.folder", output(path=".."), None, output(path="../x..")),
    ("pomerium.outputs.same-path", files("a/../x", "./x"), None, files("x", "a/x")),
]
ROUTES: list[tuple[str, dict[str, Any], Any, dict[str, Any]]] = [
    ("pomerium.route.from.needed", way(""), None, {"pomerium.route": None}),
    ("pomerium.route.from.url", way("app.corp.example.com"), APP, way("https://*.corp.example.com")),
    ("pomerium.route.from.url", way("https://[::1"), None, way("tcp+https://ssh.corp.example.com:22")),
    ("pomerium.route.from.path", way(f"{APP}/a"), APP, way(f"{APP}/")),
    ("pomerium.route.from.path", way(f"{APP}/a"), APP, way("tcp+https://p.corp.example.com/ssh.corp.example.com:22")),
    ("pomerium.route.from.https", way(APP.replace("https", "http")), APP, way(APP)),
    ("pomerium.route.from.login", way("https://a:b@app.corp.example.com"), APP, way(APP)),
    ("pomerium.route.to.needed", way(to=""), None, {"pomerium.route": None}),
    ("pomerium.route.to.url", way(to="app.internal:8080"), TO, way(to="h2c://app.internal:8080")),
    ("pomerium.route.to.login", way(to="http://a:b@app.internal:8080"), TO, way(to=TO)),
    ("pomerium.route.allow.nobody", {"pomerium.route": Route(APP, TO)}, None, {"pomerium.route": None}),
    ("pomerium.route.allow.one", way(APP, TO, Allow("a@b.example", "b.example")), None, way(APP, TO, *ME)),
    (
        "pomerium.route.allow.one",
        way(APP, TO, Allow()),
        None,
        way(APP, TO, Allow(group="a"), Allow(domain="b.example")),
    ),
    ("pomerium.route.allow.email", way(APP, TO, Allow("<a@b.example>")), "a@b.example", way()),
    ("pomerium.route.allow.domain", way(APP, TO, Allow(None, "@b.example")), "b.example", way()),
    ("pomerium.route.allow.domain", way(APP, TO, Allow(None, "https://b.example/")), "b.example", way()),
    ("pomerium.route.allow.group", way(APP, TO, Allow(group="a b")), None, way(APP, TO, Allow(group="a-b"))),
]


@pytest.mark.parametrize(("rule", "bad", "fix", "good"), CASES + ROUTES)
def test_a_bad_value_has_its_fault_and_a_good_one_none(
    rule: str, bad: dict[str, Any], fix: Any, good: dict[str, Any], attempt: Any
) -> None:
    attempt(rule, bad, fix, good)


def test_every_rule_is_in_a_table() -> None:
    assert {case[0] for case in CASES + ROUTES} == {rule.id for rule in pomerium.RULES}
    assert {case[0] for case in ROUTES} == {rule.id for rule in route.RULES}


def test_one_fix_mends_all_that_is_wrong_with_the_authenticate_url(corp: Any) -> None:
    pasted = corp.replace(URL, " http://ada:pw@Authenticate.corp.example.com/oauth2/callback/?a#b")
    found = rules.of(pasted, URL)
    assert len(found) > 4
    for fault in found:
        if fault.rule != f"{URL}.login":
            assert fault.fix == AUTH
            assert rules.of(pasted.replace(URL, fault.fix), URL) == ()


def test_a_host_alone_has_one_fault(corp: Any) -> None:
    found = rules.of(corp.replace(URL, "authenticate.corp.example.com"), URL)
    assert [(fault.rule, fault.fix) for fault in found] == [(f"{URL}.https", AUTH)]

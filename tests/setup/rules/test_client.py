from __future__ import annotations

from typing import Any

import pytest

from wizard.setup.rules import client, scopes

AUTH = "https://authenticate.corp.example.com"
BACK, OUT = f"{AUTH}/oauth2/callback", f"{AUTH}/.pomerium/signed_out"
ID = "304a12ktcc5djt9d7enj6dsjkg"
OLD = {"pool.id": "eu-west-1_AbCdEf123"}
IDP = "client.identity_providers"
SCOPES = "client.scopes"
Row = tuple[str, dict[str, Any], Any, dict[str, Any]]


def urls(field: str, own: str) -> list[Row]:
    """What both lists are held against: rule, bad URL, its fix, a good URL."""
    rows: list[tuple[str, str, str | None, str]] = [
        ("length", f"{AUTH}/{'a' * 1024}", None, f"{AUTH}/{'a.' * 480}"),
        ("empty", "", None, own),
        ("blanks", f" {own}", own, f"{AUTH}/a%20b"),
        ("blanks", f"{AUTH}/a b", None, "https://bücher.example.com/pfad"),
        ("absolute", "app.example.com/cb", "https://app.example.com/cb", "https://app.example.com/cb"),
        ("absolute", "localhost:8080/cb", "https://localhost:8080/cb", "http://localhost:8080/cb"),
        ("absolute", "https:///cb", None, "https://1.2.3.4:8443/cb?a=b"),
        ("absolute", "https://[::1/cb", None, "https://[2001:db8::1]/cb"),
        ("absolute", "https://a.example.com:http/cb", None, "com.example.app:/cb"),
        ("absolute", "myapp://", None, "myapp://cb"),
        ("https", "http://app.example.com/cb", "https://app.example.com/cb", "http://localhost/cb"),
        ("https", "HTTP://app.example.com/cb", "https://app.example.com/cb", "http://127.0.0.1:9/cb"),
        ("https", "http://localhost.example.com/cb", "https://localhost.example.com/cb", "http://[::1]:8080/cb"),
        ("fragment", f"{own}#top", own, own),
        ("login", "https://ada:pw@app.example.com/cb", "https://app.example.com/cb", f"{AUTH}/@ada"),
        ("wildcard", "https://*.example.com/cb", None, own),
        ("case", own.replace("authenticate", "Authenticate"), own, f"{AUTH}/Path"),
        ("slash", f"{own}/", own, "https://app.example.com/oauth2/callback/"),
        ("scheme", "myapp://cb", None, own),
    ]
    return [
        *((f"{field}.{rule}", {field: (own, bad)}, fix, {field: (own, good)}) for rule, bad, fix, good in rows),
        (f"{field}.twice", {field: (own, own)}, (own,), {field: (own, f"{own}?")}),
        (
            f"{field}.count",
            {field: (own, *(f"{AUTH}/{n}" for n in range(100)))},
            None,
            {field: (own, *(f"{AUTH}/{n}" for n in range(99)))},
        ),
    ]


CASES: list[Row] = [
    ("client.id.shape", {"client.id": "not an id"}, None, {"client.id": ID, **OLD}),
    ("client.id.unusual", {"client.id": "a" * 51, **OLD}, None, {"client.id": ID, **OLD}),
    ("client.id.pool", {"client.id": ID}, None, {"client.id": ID, **OLD}),
    ("client.name.needed", {"client.name": ""}, "pomerium", {"client.name": "", "client.id": ID}),
    ("client.name.characters", {"client.name": "pom/erium"}, "pom-erium", {"client.name": "Pomerium 2"}),
    ("client.name.length", {"client.name": "p" * 129}, "p" * 128, {"client.name": "p" * 128}),
    *urls("client.callback_urls", BACK),
    *urls("client.logout_urls", OUT),
    (
        "client.callback_urls.pomerium",
        {"client.callback_urls": ("https://app.example.com/cb",)},
        ("https://app.example.com/cb", BACK),
        {"client.callback_urls": ("https://app.example.com/cb", BACK)},
    ),
    (
        "client.callback_urls.pomerium",
        {"client.callback_urls": (f"{BACK}/".replace("https", "http"), "https://b.example.com/")},
        (BACK, "https://b.example.com/"),
        {"client.callback_urls": ()},
    ),
    (
        "client.logout_urls.pomerium",
        {"client.logout_urls": (f"{AUTH}/",)},
        (f"{AUTH}/", OUT),
        {"client.logout_urls": ()},
    ),
    (
        "client.logout_urls.pomerium",
        {"client.logout_urls": (OUT,), "pomerium.version": "0.23"},
        (OUT, f"{AUTH}/"),
        {"client.logout_urls": (f"{AUTH}/",), "pomerium.version": "0.23"},
    ),
    (
        "client.logout_urls.pomerium",
        {"client.logout_urls": (f"{AUTH}/.pomerium/signed-out",)},
        (OUT,),
        {"client.logout_urls": (f"{AUTH}/x",), "pomerium.version": "0.22"},
    ),
    (
        "client.logout_urls.misspelt",
        {"client.logout_urls": (OUT, f"{AUTH}/.pomerium/signed-out")},
        OUT,
        {"client.logout_urls": (OUT, f"{AUTH}/signed-out")},
    ),
    (IDP + ".needed", {IDP: ()}, ("COGNITO",), {IDP: ("MySAML",)}),
    (IDP + ".name", {IDP: ("x" * 33,)}, None, {IDP: ("x" * 32,)}),
    (IDP + ".name", {IDP: ("a\tb",)}, None, {IDP: ("Corp SAML",)}),
    (IDP + ".name", {IDP: ("",)}, None, {IDP: ("é",)}),
    (IDP + ".case", {IDP: ("cognito",)}, "COGNITO", {IDP: ("COGNITO", "Google", "okta")}),
    (IDP + ".twice", {IDP: ("COGNITO", "COGNITO")}, ("COGNITO",), {IDP: ("COGNITO", "Google")}),
    *(
        (f"client.{key}.bounds", {f"client.{key}": bad}, fix, {f"client.{key}": fix})
        for key in ("id_token_minutes", "access_token_minutes")
        for bad, fix in ((4, 5), (1441, 1440))
    ),
    ("client.refresh_token_days.bounds", {"client.refresh_token_days": 0}, 30, {"client.refresh_token_days": 1}),
    (
        "client.refresh_token_days.bounds",
        {"client.refresh_token_days": 3651},
        3650,
        {"client.refresh_token_days": 3650},
    ),
    (
        "client.refresh_token_days.order",
        {"client.refresh_token_days": 1, "client.access_token_minutes": 1441},
        2,
        {"client.refresh_token_days": 1, "client.access_token_minutes": 1440},
    ),
]
THREE = ("openid", "email", "profile")
ASKED: list[Row] = [
    (SCOPES + ".needed", {SCOPES: ()}, THREE, {SCOPES: THREE}),
    (SCOPES + ".openid", {SCOPES: ("api/read",)}, ("openid", "api/read"), {SCOPES: ("openid", "api/read")}),
    (SCOPES + ".claims", {SCOPES: ("email", "profile")}, THREE, {SCOPES: ("email", "openid")}),
    (SCOPES + ".email", {SCOPES: ("openid",)}, ("openid", "email"), {SCOPES: ("openid", "email")}),
    (SCOPES + ".offline_access", {SCOPES: (*THREE, "offline_access")}, THREE, {SCOPES: THREE}),
    (SCOPES + ".groups", {SCOPES: (*THREE, "groups")}, THREE, {SCOPES: (*THREE, "api/groups")}),
    (SCOPES + ".blanks", {SCOPES: ("openid, email profile",)}, THREE, {SCOPES: THREE}),
    (SCOPES + ".blanks", {SCOPES: (*THREE, "")}, THREE, {SCOPES: (*THREE, "https://api.example.com/read")}),
    (SCOPES + ".characters", {SCOPES: (*THREE, 'api/"x"')}, None, {SCOPES: (*THREE, "api/[x]!#")}),
    (SCOPES + ".characters", {SCOPES: (*THREE, "a/" + "x" * 255)}, None, {SCOPES: (*THREE, "a/" + "x" * 254)}),
    (SCOPES + ".unknown", {SCOPES: (*THREE, "read")}, THREE, {SCOPES: (*THREE, "phone")}),
    (SCOPES + ".unknown", {SCOPES: ("OpenID", "email")}, ("openid", "email"), {SCOPES: (*THREE, "a/b/c")}),
    (SCOPES + ".unknown", {SCOPES: (*THREE, "api/")}, THREE, {SCOPES: (*THREE, "api/x")}),
    (SCOPES + ".admin", {SCOPES: (*THREE, "aws.cognito.signin.user.admin")}, THREE, {SCOPES: THREE}),
    (SCOPES + ".twice", {SCOPES: (*THREE, "email")}, THREE, {SCOPES: THREE}),
    (
        SCOPES + ".count",
        {SCOPES: (*THREE, *(f"a/{number}" for number in range(48)))},
        None,
        {SCOPES: (*THREE, *(f"a/{number}" for number in range(47)))},
    ),
]


@pytest.mark.parametrize(("rule", "bad", "fix", "good"), CASES + ASKED)
def test_a_bad_value_has_its_fault_and_a_good_one_none(
    rule: str, bad: dict[str, Any], fix: Any, good: dict[str, Any], attempt: Any
) -> None:
    attempt(rule, bad, fix, good)


def test_every_rule_is_in_a_table() -> None:
    ids = {case[0] for case in CASES + ASKED}
    assert ids == {rule.id for rule in client.RULES}
    assert {case[0] for case in ASKED} == {rule.id for rule in scopes.RULES}


@pytest.mark.parametrize("field", ["client.callback_urls", "client.logout_urls"])
def test_an_explicit_list_waits_for_the_authenticate_url(field: str, faults: Any) -> None:
    lists = {field: ("https://app.example.com/cb",)}
    for url in ("", "authenticate.corp.example.com", "https://"):
        assert not faults(f"{field}.pomerium", {**lists, "pomerium.authenticate_url": url})


def test_a_secret_pasted_for_the_client_id_is_not_repeated(faults: Any) -> None:
    pasted = "1re5ukkv3dab6up5aefv7rru65lu60oblf04t6cv8u9s0itjbci7"
    for value in (pasted, f"{pasted}!"):
        found = faults("client.id.unusual", {"client.id": value}) + faults("client.id.shape", {"client.id": value})
        assert len(found) == 1
        assert pasted not in str(found)


def test_a_password_in_a_url_is_repeated_by_no_fault(faults: Any) -> None:
    url = "http://ada:hunter2@app.example.com/cb#x"
    for rule in ("https", "fragment", "login", "pomerium"):
        found = faults(f"client.callback_urls.{rule}", {"client.callback_urls": (url,)})
        assert found
        assert "hunter2" not in str(found)

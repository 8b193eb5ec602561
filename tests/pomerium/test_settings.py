from __future__ import annotations

import json

import pytest

from wizard.pomerium.settings import flat, masked, settings
from wizard.setup.model import Setup
from wizard.setup.versions import Version
from wizard.vault import Secret

ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123"


@pytest.fixture
def setup():
    return Setup(name="corp-staff").replace("pomerium.authenticate_url", "https://Authenticate.Corp.example.com/")


def test_settings_take_the_setup_and_what_cognito_gave(setup):
    made = settings(setup, ISSUER + "/", "abc", Secret("s"))
    assert made.authenticate_url == "https://authenticate.corp.example.com"
    assert made.provider_url == ISSUER
    assert (made.client_id, made.client_secret, made.name, made.practice) == ("abc", Secret("s"), "corp-staff", False)
    assert made.missing() == ()


def test_what_cognito_has_not_given_is_missing(setup):
    made = settings(setup.replace("pomerium.authenticate_url", ""), None, None, None)
    assert made.missing() == ("authenticate_service_url", "idp_provider_url", "idp_client_id", "idp_client_secret")


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        (("openid", "profile", "email"), ("openid", "profile", "email")),
        (("openid", " email", "openid"), ("openid", "email")),
        ((), ("openid", "email", "profile")),
        (("", " "), ("openid", "email", "profile")),
    ],
)
def test_scopes_are_never_empty_and_carry_no_blanks(setup, asked, written):
    assert settings(setup.replace("client.scopes", asked), ISSUER, "abc", Secret("s")).scopes == written


@pytest.mark.parametrize(
    ("version", "core", "controller"),
    [
        ("0.22", "oidc", "oidc"),
        ("0.22.9", "oidc", "oidc"),
        ("0.23", "cognito", "oidc"),
        ("0.32.9", "cognito", "oidc"),
        ("0.33", "cognito", "cognito"),
        ("0.40", "cognito", "cognito"),
    ],
)
def test_provider_by_version(setup, version, core, controller):
    made = settings(setup.replace("pomerium.version", version), ISSUER, "abc", Secret("s"))
    assert made.provider() == core == made.options()["idp_provider"]
    assert made.provider(manifest=True) == controller


def test_authorize_url_only_where_it_is_set(made):
    assert "authorize_service_url" not in made().options()
    assert list(made(authorize_url="https://z").options())[:2] == ["authenticate_service_url", "authorize_service_url"]


def test_options_are_pomeriums_own(made, route, facts):
    known = {option["yaml_key"] for option in json.loads((facts / "pomerium-options.json").read_text())}
    assert set(made(authorize_url="https://z", route=route).options()) <= known


def test_a_route_becomes_policy_language(made, route):
    (written,) = made(route=route).options()["routes"]
    assert written == {
        "from": "https://app.corp.example.com",
        "to": "http://app.internal:8080",
        "policy": [
            {
                "allow": {
                    "or": [
                        {"email": {"is": "ada@corp.example.com"}},
                        {"domain": {"is": "corp.example.com"}},
                        {"claim/cognito:groups": "1e3"},
                    ]
                }
            }
        ],
    }


def test_flat_gives_texts_with_the_secret_in_clear(made, route):
    texts = flat(made(route=route, client_secret=Secret("s3")).options())
    assert texts["idp_scopes"] == "openid,email,profile"
    assert texts["idp_client_secret"] == "s3"
    assert json.loads(texts["routes"])[0]["to"] == "http://app.internal:8080"


def test_masked_hides_any_length_alike_and_repr_shows_nothing(made):
    short, long = (masked(made(client_secret=Secret(text))) for text in ("abc", "abc" * 20))
    assert short == long
    assert flat(short.options())["idp_client_secret"] == "•" * 12
    assert masked(made(client_secret=None)).client_secret is None
    assert "abc" not in repr(made(client_secret=Secret("abcabc")).options())


def test_two_settings_of_the_same_values_are_equal(made):
    assert made() == made()
    assert made(version=Version(0, 22)) != made()

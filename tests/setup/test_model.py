"""The Setup: values by path, what was named, what is derived."""

import dataclasses

import pytest

from wizard.setup import versions
from wizard.setup.model import Allow, Output, Password, Route, Setup, keys


def test_replace_changes_one_value_and_names_every_key_on_the_way():
    setup = Setup().replace("pool.password.minimum_length", 14)
    assert setup.pool.password.minimum_length == 14
    assert setup.is_named("pool.password.minimum_length")
    assert setup.is_named("pool.password")
    assert not setup.is_named("pool.password.require_symbols")
    assert not setup.is_named("pool.name")
    assert Setup().pool.password.minimum_length == 12


def test_replace_reaches_into_lists_and_absent_sections():
    setup = Setup().replace("pool.email.source_arn", "arn:aws:ses:eu-west-1:1:identity/x")
    assert setup.pool.email.source_arn.endswith("/x")
    setup = setup.replace("pomerium.outputs.0.path", "other.yaml")
    assert setup.pomerium.outputs[0].path == "other.yaml"
    assert setup.pomerium.outputs[0].format == "config-yaml"
    assert setup.get("pool.sms.role_arn") is None


def test_the_key_from_is_spelt_as_in_the_file():
    setup = Setup().replace("pomerium.route.from", "https://app.corp.example.com")
    assert setup.get("pomerium.route.from") == "https://app.corp.example.com"
    assert setup.is_named("pomerium.route.from")
    assert "from" in keys(Route)
    assert "named" not in keys(Allow)


def test_an_unknown_path_is_an_error_at_once():
    with pytest.raises(AttributeError):
        Setup().get("pool.nmae")
    with pytest.raises(TypeError):
        Setup().replace("pool.nmae", 1)


@pytest.mark.parametrize(
    ("version", "sign_out"),
    [
        ("0.22", ("https://a.example.com/.pomerium/signed_out",)),
        ("0.23", ("https://a.example.com/", "https://a.example.com/.pomerium/signed_out")),
        ("0.24.1", ("https://a.example.com/.pomerium/signed_out",)),
        ("0.33", ("https://a.example.com/.pomerium/signed_out",)),
        ("0.99", ("https://a.example.com/.pomerium/signed_out",)),
    ],
)
def test_urls_follow_from_the_authenticate_url_and_the_version(version, sign_out):
    setup = Setup().replace("pomerium.authenticate_url", "https://A.Example.com/").replace("pomerium.version", version)
    assert setup.callback_urls == ("https://a.example.com/oauth2/callback",)
    assert setup.logout_urls == sign_out


def test_explicit_urls_stand_and_no_url_derives_nothing():
    setup = Setup().replace("client.callback_urls", ("https://x/cb",)).replace("client.logout_urls", ("https://x/out",))
    assert setup.callback_urls == ("https://x/cb",)
    assert setup.logout_urls == ("https://x/out",)
    assert Setup().callback_urls == Setup().logout_urls == ()


def test_a_setup_is_frozen_and_compares_by_value():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Setup().name = "x"
    assert Setup().replace("name", "a") == Setup().replace("name", "a")
    assert Setup().pool.password == Password()
    assert Setup().pomerium.outputs == (Output("config-yaml", "config.yaml"),)


@pytest.mark.parametrize(
    ("text", "version"),
    [("0.33", (0, 33, 0)), ("v0.25.2", (0, 25, 2)), ("1.0", (1, 0, 0)), ("0", None), ("0.33-rc1", None), ("", None)],
)
def test_versions_parse(text, version):
    assert versions.parse(text) == (versions.Version(*version) if version else None)


@pytest.mark.parametrize(
    ("version", "manifest", "provider"),
    [("0.22", False, "oidc"), ("0.23", False, "cognito"), ("0.32.9", True, "oidc"), ("0.33", True, "cognito")],
)
def test_the_provider_is_what_that_version_calls_it(version, manifest, provider):
    assert versions.provider(versions.parse(version), manifest=manifest) == provider


def test_a_key_that_is_no_longer_named_keeps_its_value() -> None:
    setup = Setup().replace("pool.password.minimum_length", 20).replace("groups", ("it",))
    less = setup.unname("pool.password.minimum_length").unname("groups")
    assert (less.pool.password.minimum_length, less.groups) == (20, ("it",))
    assert not less.is_named("pool.password.minimum_length")
    assert not less.is_named("groups")
    assert setup.is_named("groups")

"""A new setup file: every key with its default, and what `--set` takes."""

from __future__ import annotations

import pytest
import yaml

from wizard.setup import file, model
from wizard.setup.model import Setup


def test_a_new_file_holds_every_key_with_its_default() -> None:
    setup, wrong = file.new_setup("https://authenticate.corp.example.com", "eu-west-1", "corp-staff")
    assert wrong == ()
    text = file.render(setup)
    held = yaml.safe_load(text)
    for name, section in held.items():
        if isinstance(section, dict):
            assert tuple(section) == model.keys(getattr(Setup(), name))
    assert tuple(held) == model.keys(Setup)
    assert (held["name"], held["pool"]["name"], held["domain"]["prefix"]) == ("corp-staff",) * 3
    assert held["pool"]["password"]["minimum_length"] == 12
    assert held["pomerium"]["version"] == "0.33"
    assert all(line.isascii() and line == line.rstrip() for line in text.splitlines())


def test_new_takes_values_by_their_kind() -> None:
    sets = ["domain.managed_login=false", "client.scopes=[openid,email]", "pool.sign_in=username, email",
            "pool.mfa=off",
            "client.id_token_minutes=5", "aws.profile=null", "pomerium.version=0.30", "pool.tags={a: b}",
            "pool.password.temporary_days=3", "groups=", "users=[{email: a@b.c, groups: [x]}]",
            "pomerium.route.from=https://app=1", "name=other"]  # fmt: skip
    setup, wrong = file.new_setup("https://a.example.com", "eu-west-1", "corp", sets)
    assert wrong == ()
    assert (setup.name, setup.pool.name, setup.pomerium.authenticate_url) == ("other", "corp", "https://a.example.com")
    assert (setup.domain.managed_login, setup.client.scopes) == (False, ("openid", "email"))
    assert (setup.pool.sign_in, setup.pool.mfa, setup.client.id_token_minutes) == (("username", "email"), "off", 5)
    assert (setup.aws.profile, setup.pomerium.version, setup.pool.tags) == (None, "0.30", (("a", "b"),))
    assert (setup.pool.password.temporary_days, setup.groups, setup.users[0].groups) == (3, (), ("x",))
    assert setup.pomerium.route is not None and setup.pomerium.route.from_ == "https://app=1"
    assert setup.is_named("domain.managed_login") and not setup.is_named("pool.tier")


@pytest.mark.parametrize(
    ("argument", "path", "rule", "word"),
    [
        ("pool.nmae=x", "pool.nmae", "file.unknown", "pool.name"),
        ("region=x", "region", "file.unknown", "aws.region"),
        ("client.secret=hunter2", "client.secret", "file.secret", "history"),
        ("aws.profile=AKIAIOSFODNN7EXAMPLE", "aws.profile", "file.secret", "history"),
        ("word", "", "file.set", "KEY=VALUE"),
        ("pool=x", "pool", "file.set", "pool.mfa"),
        ("domain.managed_login=perhaps", "domain.managed_login", "file.type", "true or false"),
        ("client.id_token_minutes=[", "client.id_token_minutes", "file.type", "digits"),
        ("users=[{emial: x}]", "users.0.emial", "file.unknown", "email"),
        ("users.0.email=x", "users.0.email", "file.unknown", "users"),
    ],
)
def test_what_new_cannot_take_is_a_fault(argument: str, path: str, rule: str, word: str) -> None:
    setup, wrong = file.new_setup("https://a.example.com", "eu-west-1", "corp", [argument])
    assert [(f.field, f.rule, f.line) for f in wrong] == [(path, rule, None)]
    assert word in wrong[0].message + wrong[0].mend
    assert "hunter2" not in repr(wrong) and "AKIA" not in repr((setup, wrong))


def test_a_new_file_for_a_pool_that_exists_changes_only_what_was_set() -> None:
    wanted, faults = file.new_setup(
        "https://authenticate.corp.example.com",
        "eu-west-1",
        "corp-staff",
        ["pool.id=eu-west-1_AbCdEf123", "pool.mfa=required", "client.id=304a12ktcc5djt9d7enj6dsjkg"],
    )
    assert not faults
    text = file.render(wanted)
    assert "\n  mfa: required" in text
    assert "\n  # tier: essentials" in text
    assert "\n  # scopes: [openid, email, profile]" in text
    read = file.parse(text).setup
    assert read.pool.named == {"id", "mfa"}
    assert read.client.named == {"id"}
    assert read.domain.named == {"prefix", "custom", "certificate_arn", "managed_login"}

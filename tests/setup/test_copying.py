"""A setup for another environment: nothing of the first one is touched by the second."""

from __future__ import annotations

import pytest

from wizard.setup import rules
from wizard.setup.copying import Difference, copied, differences, prefix_of
from wizard.setup.model import Allow, Output, Route, Setup

NEW = "https://authenticate.prod.example.com"


@pytest.fixture
def stage() -> Setup:
    setup = Setup()
    for path, value in {
        "name": "staff-stage",
        "aws.region": "eu-west-1",
        "pool.name": "staff-stage",
        "pool.mfa": "required",
        "domain.prefix": "staff-stage",
        "groups": ("admins",),
        "pomerium.authenticate_url": "https://authenticate.stage.example.com",
    }.items():
        setup = setup.replace(path, value)
    return setup


def told(before: Setup, after: Setup) -> dict[str, tuple[str, str]]:
    return {each.path: (each.before, each.after) for each in differences(before, after)}


def test_only_what_must_differ_does(stage: Setup) -> None:
    copy = copied(stage, "staff-prod", NEW)
    assert told(stage, copy) == {
        "name": ("staff-stage", "staff-prod"),
        "pool.name": ("staff-stage", "staff-prod"),
        "domain.prefix": ("staff-stage", "staff-prod"),
        "pomerium.authenticate_url": ("https://authenticate.stage.example.com", NEW),
        "pomerium.outputs.0.path": ("config.yaml", "config-staff-prod.yaml"),
    }
    assert copy.is_named("pool.mfa")
    assert [fault for fault in rules.check(copy) if fault.level == "fault"] == []


def test_what_exists_in_one_environment_stays_there(stage: Setup) -> None:
    for path, value in {
        "pool.id": "eu-west-1_AbCdEf123",
        "client.id": "1h57kf5cpq17m0eml12EXAMPLE",
        "domain.custom": "login.stage.example.com",
        "domain.certificate_arn": "arn:aws:acm:us-east-1:123456789012:certificate/1",
    }.items():
        stage = stage.replace(path, value)
    copy = copied(stage, "staff-prod", NEW)
    assert (copy.pool.id, copy.client.id, copy.domain.custom, copy.domain.certificate_arn) == (None,) * 4
    assert not copy.is_named("pool.id")
    assert copy.domain.prefix == "staff-prod"


def test_explicit_addresses_follow_the_host_and_its_domain(stage: Setup) -> None:
    old = "https://authenticate.stage.example.com"
    stage = stage.replace("client.callback_urls", (f"{old}/oauth2/callback", "https://elsewhere.example.org/x"))
    route = Route("https://app.stage.example.com", "http://app:80", (Allow(group="admins"),))
    stage = stage.replace("pomerium.route", route)
    copy = copied(stage, "staff-prod", NEW)
    assert copy.client.callback_urls == (f"{NEW}/oauth2/callback", "https://elsewhere.example.org/x")
    assert copy.pomerium.route is not None
    assert copy.pomerium.route.from_ == "https://app.prod.example.com"
    assert copy.pomerium.route.to == "http://app:80"


def test_outputs_never_share_a_path(stage: Setup) -> None:
    stage = stage.replace("pomerium.outputs", (Output("env", "/etc/pomerium/pomerium.env"), Output("configmap", "cm")))
    copy = copied(stage, "staff-prod", NEW)
    assert [output.path for output in copy.pomerium.outputs] == [
        "/etc/pomerium/pomerium-staff-prod.env",
        "cm-staff-prod",
    ]


def test_a_setup_does_not_differ_from_itself(stage: Setup) -> None:
    assert differences(stage, stage) == ()
    assert differences(stage, stage.replace("pool.self_sign_up", True)) == (
        Difference("pool.self_sign_up", "false", "true"),
    )


@pytest.mark.parametrize(
    ("name", "prefix"),
    [("Staff Prod", "staff-prod"), ("a_b.c", "a-b-c"), ("-x-", "x"), ("é", ""), ("n" * 62 + "-" * 9 + "m", "n" * 62)],
)
def test_a_prefix_follows_the_name(name: str, prefix: str) -> None:
    assert prefix_of(name) == prefix

from __future__ import annotations

from typing import Any

import pytest

from wizard.setup.model import Allow, EmailSender, Route, SmsSender, User
from wizard.setup.rules import across

OLD = {"pool.id": "eu-west-1_AbCdEf123"}
METHODS, LITE = "pool.mfa_methods", {"pool.tier": "lite"}
MAIL = {
    "pool.email": EmailSender(
        "arn:aws:ses:eu-west-1:123456789012:identity/corp.example.com", "no-reply@corp.example.com"
    )
}
SMS = {"pool.sms": SmsSender("arn:aws:iam::123456789012:role/sms", "corp")}
HOST, AUTH = "authenticate.corp.example.com", "https://authenticate.corp.example.com"
PEOPLE = {"users": (User("ada@corp.example.com"),)}


def own(name: str) -> dict[str, Any]:
    return {"domain.prefix": None, "domain.custom": name}


def way(from_: str, group: str = "admins") -> dict[str, Any]:
    return {"pomerium.route": Route(from_, "http://app.internal", (Allow(group=group),)), "groups": ("admins",)}


CASES: list[tuple[str, dict[str, Any], Any, dict[str, Any]]] = [
    ("pool.id.region", {"pool.id": "us-east-1_AbCdEf123"}, None, OLD),
    ("pool.id.region", {"pool.id": "us-east-1_AbCdEf123"}, None, {"pool.id": "us-east-1_AbCdEf123", "aws.region": ""}),
    (METHODS + ".email-sender", {METHODS: ("email", "totp")}, ("totp",), {METHODS: ("email", "totp"), **MAIL}),
    (METHODS + ".email-sender", {METHODS: ("email",)}, ("totp",), {METHODS: ("email",), "pool.mfa": "off"}),
    (METHODS + ".email-sender-adopted", {METHODS: ("email",), **OLD}, None, {METHODS: ("email",), **OLD, **MAIL}),
    (METHODS + ".sms-sender", {METHODS: ("sms",)}, ("totp",), {METHODS: ("sms",), **SMS}),
    (METHODS + ".sms-sender-adopted", {METHODS: ("sms",), **OLD}, None, {METHODS: ("totp",), **OLD}),
    (METHODS + ".email-tier", {METHODS: ("email",), **MAIL, **LITE}, ("totp",), {METHODS: ("email",), **MAIL}),
    (METHODS + ".email-recovery", {METHODS: ("email",), **MAIL}, ("totp", "email"), {METHODS: ("email",), **OLD}),
    ("domain.managed_login.tier", LITE, False, {**LITE, "domain.managed_login": False}),
    ("domain.managed_login.tier", {**LITE, **OLD, "domain.managed_login": True}, False, {**LITE, **OLD}),
    ("domain.managed_login.tier-adopted", {**LITE, **OLD}, False, OLD),
    ("domain.custom.authenticate", own(HOST.upper()), None, own("auth.corp.example.com")),
    ("users.phone-only", {**PEOPLE, "pool.sign_in": ("phone_number",)}, None, PEOPLE),
    (
        "client.identity_providers.people",
        {**PEOPLE, "client.identity_providers": ("Okta",)},
        ("COGNITO", "Okta"),
        {"client.identity_providers": ("Okta",)},
    ),
    ("pomerium.route.from.authenticate", way(f"{AUTH}:443"), None, way("https://app.corp.example.com")),
    (
        "pomerium.route.allow.group-made",
        way("https://app.corp.example.com", "staff"),
        None,
        {**way("https://app.corp.example.com", "staff"), **OLD},
    ),
]


@pytest.mark.parametrize(("rule", "bad", "fix", "good"), CASES)
def test_a_bad_value_has_its_fault_and_a_good_one_none(
    rule: str, bad: dict[str, Any], fix: Any, good: dict[str, Any], attempt: Any
) -> None:
    attempt(rule, bad, fix, good)


def test_every_rule_is_in_the_table() -> None:
    assert {case[0] for case in CASES} == {rule.id for rule in across.RULES}

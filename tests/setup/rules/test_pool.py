from __future__ import annotations

from typing import Any

import pytest

from wizard.setup.model import EmailSender, SmsSender
from wizard.setup.rules import pool, senders

OLD = {"pool.id": "eu-west-1_AbCdEf123"}
SES = "arn:aws:ses:eu-west-1:123456789012:identity/corp.example.com"
ADDRESS = "arn:aws:ses:eu-west-1:123456789012:identity/no-reply@corp.example.com"
SMS_ROLE = "arn:aws:iam::123456789012:role/service-role/Cognito-SMS"
MAIL = {"pool.email": EmailSender(SES, "no-reply@corp.example.com")}
SMS = {"pool.sms": SmsSender(SMS_ROLE, "corp")}
FOUR = {f"pool.password.require_{each}": False for each in ("lowercase", "uppercase", "numbers", "symbols")}
ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123"


def many(count: int) -> tuple[tuple[str, str], ...]:
    return tuple((f"key{number}", "v") for number in range(count))


CASES: list[tuple[str, dict[str, Any], Any, dict[str, Any]]] = [
    ("pool.id.shape", {"pool.id": ISSUER}, "eu-west-1_AbCdEf123", OLD),
    ("pool.id.shape", {"pool.id": "corp"}, None, OLD),
    ("pool.id.length", {"pool.id": "eu-west-1_" + "a" * 46}, None, {"pool.id": "eu-west-1_" + "a" * 45}),
    ("pool.name.needed", {"pool.name": ""}, "corp-staff", {"pool.name": "", **OLD}),
    ("pool.name.characters", {"pool.name": "Société/Staff"}, "Societe-Staff", {"pool.name": "Corp staff=+,.@-_"}),
    ("pool.name.characters", {"pool.name": "社員"}, None, {"pool.name": "0"}),
    ("pool.name.length", {"pool.name": "c" * 129}, "c" * 128, {"pool.name": "c" * 128}),
    ("pool.sign_in.needed", {"pool.sign_in": ()}, ("email",), {"pool.sign_in": ("email",)}),
    ("pool.sign_in.known", {"pool.sign_in": ("phone",)}, "phone_number", {"pool.sign_in": ("phone_number", "email")}),
    ("pool.sign_in.known", {"pool.sign_in": ("Email",)}, "email", {"pool.sign_in": ("username", "preferred_username")}),
    (
        "pool.sign_in.preferred",
        {"pool.sign_in": ("preferred_username",)},
        ("username", "preferred_username"),
        {"pool.sign_in": ("username", "email", "preferred_username")},
    ),
    ("pool.sign_in.twice", {"pool.sign_in": ("email", "email")}, ("email",), {"pool.sign_in": ("username", "email")}),
    ("pool.sign_in.phone", {"pool.sign_in": ("phone_number",)}, ("email",), {"pool.sign_in": ("phone_number",), **SMS}),
    ("pool.sign_in.phone", {"pool.sign_in": ("email", "phone_number")}, ("email",), {"pool.sign_in": ("email",)}),
    ("pool.self_sign_up.on", {"pool.self_sign_up": True}, False, {"pool.self_sign_up": False}),
    ("pool.deletion_protection.off", {"pool.deletion_protection": False}, True, {"pool.deletion_protection": True}),
    ("pool.mfa.known", {"pool.mfa": "ON"}, "required", {"pool.mfa": "required"}),
    ("pool.mfa.known", {"pool.mfa": "optionl"}, "optional", {"pool.mfa": "optional"}),
    ("pool.mfa.known", {"pool.mfa": ""}, None, {"pool.mfa": "off"}),
    ("pool.mfa_methods.known", {"pool.mfa_methods": ("TOTP",)}, "totp", {"pool.mfa_methods": ("totp",)}),
    ("pool.mfa_methods.known", {"pool.mfa_methods": ("passkey",)}, None, {"pool.mfa_methods": ("email", "sms")}),
    ("pool.mfa_methods.needed", {"pool.mfa_methods": ()}, ("totp",), {"pool.mfa_methods": (), "pool.mfa": "off"}),
    (
        "pool.mfa_methods.needed",
        {"pool.mfa_methods": (), "pool.mfa": "required", **OLD},
        ("totp",),
        {"pool.mfa_methods": (), **OLD},
    ),
    ("pool.mfa_methods.twice", {"pool.mfa_methods": ("totp",) * 2}, ("totp",), {"pool.mfa_methods": ("totp", "sms")}),
    *(
        ("pool.password.minimum_length.bounds", {"pool.password.minimum_length": bad}, 12, {path: good})
        for path in ("pool.password.minimum_length",)
        for bad, good in ((5, 6), (100, 99))
    ),
    (
        "pool.password.minimum_length.short",
        {"pool.password.minimum_length": 7},
        12,
        {"pool.password.minimum_length": 8},
    ),
    *(
        ("pool.password.temporary_days.bounds", {"pool.password.temporary_days": bad}, 7, {path: good})
        for path in ("pool.password.temporary_days",)
        for bad, good in ((-1, 0), (366, 365))
    ),
    ("pool.password.temporary_days.zero", {"pool.password.temporary_days": 0}, 7, {"pool.password.temporary_days": 1}),
    ("pool.password.weak", FOUR, None, {"pool.password.require_symbols": False}),
    ("pool.tier.known", {"pool.tier": "ESSENTIALS"}, "essentials", {"pool.tier": "plus"}),
    ("pool.tier.known", {"pool.tier": "free"}, None, {"pool.tier": "lite"}),
    ("pool.tags.count", {"pool.tags": many(50)}, None, {"pool.tags": many(49)}),
    ("pool.tags.count", {"pool.tags": many(51), **OLD}, None, {"pool.tags": many(50), **OLD}),
    ("pool.tags.key-length", {"pool.tags": (("k" * 129, ""),)}, None, {"pool.tags": (("k" * 128, ""),)}),
    ("pool.tags.key-length", {"pool.tags": (("", "v"),)}, None, {"pool.tags": (("k", ""),)}),
    (
        "pool.tags.value-length",
        {"pool.tags": (("k", "v" * 257),)},
        (("k", "v" * 256),),
        {"pool.tags": (("k", "v" * 256),)},
    ),
    ("pool.tags.amazons", {"pool.tags": (("AWS:x", "1"), ("a", "2"))}, (("a", "2"),), {"pool.tags": (("awsome", ""),)}),
    (
        "pool.tags.ours",
        {"pool.tags": (("pomerium-cognito:setup", "x"),)},
        (),
        {"pool.tags": (("pomerium-cognito", "x"),)},
    ),
]
SENDERS: list[tuple[str, dict[str, Any], Any, dict[str, Any]]] = [
    ("pool.email.source_arn.shape", {"pool.email": EmailSender("corp.example.com")}, None, MAIL),
    ("pool.email.source_arn.needed", {"pool.email.from": "a@corp.example.com"}, None, {"pool.email": None}),
    (
        "pool.email.source_arn.partition",
        {"pool.email": EmailSender(SES.replace("arn:aws", "arn:aws-us-gov"))},
        None,
        MAIL,
    ),
    *(
        (
            "pool.email.from.shape",
            {"pool.email": EmailSender(SES, sender)},
            None,
            {"pool.email": EmailSender(SES, good)},
        )
        for sender, good in (
            ("Corp", "Corp <no-reply@corp.example.com>"),
            ("Corp <no reply@corp.example.com>", "no-reply@corp.example.com"),
            ("jörg@corp.example.com", "Jörg <jorg@corp.example.com>"),
        )
    ),
    ("pool.email.from.identity", {"pool.email": EmailSender(SES, "a@notcorp.example.com")}, None, MAIL),
    (
        "pool.email.from.identity",
        {"pool.email": EmailSender(ADDRESS, "Corp <other@corp.example.com>")},
        None,
        {"pool.email": EmailSender(ADDRESS, "Corp <No-Reply@corp.example.com>")},
    ),
    (
        "pool.email.from.identity",
        {"pool.email": EmailSender(SES, "a@example.com")},
        None,
        {"pool.email": EmailSender(SES, "a@mail.corp.example.com")},
    ),
    ("pool.email.from.needed", {"pool.email": EmailSender(SES)}, None, {"pool.email": EmailSender(ADDRESS)}),
    ("pool.sms.role_arn.shape", {"pool.sms": SmsSender("arn:aws:iam::1:role/x", "e")}, None, SMS),
    ("pool.sms.role_arn.needed", {"pool.sms": SmsSender("", "e")}, None, {"pool.sms": None}),
    ("pool.sms.role_arn.partition", {**SMS, "aws.region": "us-gov-west-1"}, None, SMS),
    ("pool.sms.external_id.needed", {"pool.sms": SmsSender(SMS_ROLE)}, None, SMS),
    ("pool.sms.region.shape", {**SMS, "pool.sms.region": "Dublin"}, None, {**SMS, "pool.sms.region": "eu-west-1"}),
    ("pool.sms.region.shape", {**SMS, "pool.sms.region": "eu_west_1"}, "eu-west-1", SMS),
    ("pool.sms.region.allowed", {**SMS, "pool.sms.region": "us-east-1"}, "eu-west-1", SMS),
    (
        "pool.sms.region.allowed",
        {**SMS, "pool.sms.region": "us-east-1"},
        "eu-west-1",
        {**SMS, "pool.sms.region": "us-east-1", "aws.region": ""},
    ),
]


@pytest.mark.parametrize(("rule", "bad", "fix", "good"), CASES + SENDERS)
def test_a_bad_value_has_its_fault_and_a_good_one_none(
    rule: str, bad: dict[str, Any], fix: Any, good: dict[str, Any], attempt: Any
) -> None:
    attempt(rule, bad, fix, good)


def test_every_rule_is_in_a_table() -> None:
    assert {case[0] for case in CASES} == {rule.id for rule in pool.RULES}
    assert {case[0] for case in SENDERS} == {rule.id for rule in senders.RULES}


def test_the_defaults_of_an_adopted_pool_are_not_judged(faults: Any) -> None:
    assert not faults("pool.password.weak", {**OLD, "pool.sign_in": ("email",)})
    assert not faults("pool.sign_in.phone", {**OLD, "pool.sign_in": ("phone_number",)})

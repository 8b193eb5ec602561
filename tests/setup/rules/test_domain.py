from __future__ import annotations

from typing import Any

import pytest

from wizard.setup import rules
from wizard.setup.rules import domain

PREFIX, CUSTOM, CERTIFICATE = "domain.prefix", "domain.custom", "domain.certificate_arn"
ARN = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
OLD = {"pool.id": "eu-west-1_AbCdEf123"}
OWN = {PREFIX: None, CUSTOM: "auth.corp.example.com", CERTIFICATE: ARN}
LONG = f"{'a' * 60}.example.com"
LOGIN = "https://corp.auth.eu-west-1.amazoncognito.com/login"
CASES: list[tuple[str, dict[str, Any], Any, dict[str, Any]]] = [
    ("domain.needed", {PREFIX: None}, "corp-staff", OWN),
    ("domain.needed", {PREFIX: ""}, "corp-staff", {PREFIX: None, **OLD}),
    ("domain.needed", {PREFIX: None, "name": "aws"}, None, {PREFIX: "a"}),
    (PREFIX + ".characters", {PREFIX: "Corp_Staff"}, "corp-staff", {PREFIX: "corp--staff"}),
    (PREFIX + ".characters", {PREFIX: "-corp-"}, "corp", {PREFIX: "0"}),
    (PREFIX + ".characters", {PREFIX: LOGIN}, "corp", {PREFIX: "corp"}),
    (PREFIX + ".characters", {PREFIX: "corp.auth-fips.us-gov-west-1.amazoncognito.com"}, "corp", {PREFIX: "corp-1"}),
    (PREFIX + ".characters", {PREFIX: "corp\n"}, "corp", {PREFIX: "corp"}),
    (PREFIX + ".length", {PREFIX: "c" * 64}, "c" * 63, {PREFIX: "c" * 63}),
    (PREFIX + ".reserved", {PREFIX: "corp-aws-login"}, "corp-login", {PREFIX: "lawson"}),
    (PREFIX + ".reserved", {PREFIX: "cognito"}, None, {PREFIX: "x-awsome-y"}),
    (PREFIX + ".reserved", {PREFIX: "amazon-corp"}, "corp", {PREFIX: "amazonas"}),
    (PREFIX + ".holds-reserved", {PREFIX: "lawson"}, None, {PREFIX: "larson"}),
    ("domain.one", {CUSTOM: "auth.corp.example.com", CERTIFICATE: ARN}, None, OWN),
    (CUSTOM + ".name", {**OWN, CUSTOM: "https://auth.corp.example.com/"}, "auth.corp.example.com", OWN),
    (CUSTOM + ".name", {**OWN, CUSTOM: "auth.corp.example.com:443"}, "auth.corp.example.com", OWN),
    (CUSTOM + ".name", {**OWN, CUSTOM: "192.0.2.7"}, None, {**OWN, CUSTOM: "7.corp.example.com"}),
    (CUSTOM + ".name", {**OWN, CUSTOM: "*.corp.example.com"}, None, {**OWN, CUSTOM: "a-b.example.co.uk"}),
    (CUSTOM + ".name", {**OWN, CUSTOM: "a." * 127 + "com"}, None, {**OWN, CUSTOM: "a." * 20 + "com"}),
    (CUSTOM + ".case", {**OWN, CUSTOM: "Auth.corp.example.com"}, "auth.corp.example.com", OWN),
    (CUSTOM + ".top-level", {**OWN, CUSTOM: "example.com"}, "auth.example.com", {**OWN, CUSTOM: "auth.example.com"}),
    (CUSTOM + ".top-level", {**OWN, CUSTOM: "auth"}, None, {}),
    (CUSTOM + ".amazons", {**OWN, CUSTOM: "corp.auth.eu-west-1.amazoncognito.com"}, None, OWN),
    (CUSTOM + ".length", {**OWN, CUSTOM: LONG}, None, OWN),
    (CUSTOM + ".partition", {**OWN, "aws.region": "us-gov-west-1"}, None, OWN),
    (CERTIFICATE + ".needed", {**OWN, CERTIFICATE: None}, None, {**OWN, **OLD, CERTIFICATE: None}),
    (CERTIFICATE + ".adopted", {**OWN, **OLD, CERTIFICATE: None}, None, {**OWN, **OLD}),
    (CERTIFICATE + ".shape", {**OWN, CERTIFICATE: "arn:aws:iam::123456789012:server-certificate/x"}, None, OWN),
    (CERTIFICATE + ".region", {**OWN, CERTIFICATE: ARN.replace("us-east-1", "eu-west-1")}, None, OWN),
    (CERTIFICATE + ".unused", {CERTIFICATE: ARN}, None, OWN),
]


@pytest.mark.parametrize(("rule", "bad", "fix", "good"), CASES)
def test_a_bad_value_has_its_fault_and_a_good_one_none(
    rule: str, bad: dict[str, Any], fix: Any, good: dict[str, Any], attempt: Any
) -> None:
    attempt(rule, bad, fix, good)


def test_every_rule_is_in_the_table() -> None:
    assert {case[0] for case in CASES} == {rule.id for rule in domain.RULES}


def test_a_reserved_word_within_another_stops_nobody(faults: Any) -> None:
    assert [fault.level for fault in faults("domain.prefix.holds-reserved", {PREFIX: "lawson"})] == ["warning"]


def test_a_url_for_a_domain_has_one_fault_about_its_form(corp: Any) -> None:
    found = rules.of(corp.replace(PREFIX, None).replace(CUSTOM, "https://Auth.corp.example.com/"), CUSTOM)
    assert [(fault.rule, fault.fix) for fault in found] == [(f"{CUSTOM}.name", "auth.corp.example.com")]

from __future__ import annotations

from typing import Any

import pytest

from wizard.setup.rules import aws

ROLE = "aws.role_arn"
CASES: list[tuple[str, dict[str, Any], Any, dict[str, Any]]] = [
    ("version.known", {"version": 2}, None, {"version": 1}),
    ("name.needed", {"name": ""}, None, {"name": "c"}),
    ("name.characters", {"name": "corp staff"}, "corp-staff", {"name": "Corp_staff.2-b"}),
    ("name.characters", {"name": "-corp"}, "corp", {"name": "0corp"}),
    ("name.characters", {"name": "../etc"}, "etc", {"name": "a..b"}),
    ("name.characters", {"name": "社員"}, None, {"name": "corp"}),
    ("name.characters", {"name": "corp\n"}, "corp", {"name": "corp"}),
    ("name.length", {"name": "c" * 65}, "c" * 64, {"name": "c" * 64}),
    ("aws.region.needed", {"aws.region": ""}, None, {"aws.region": "us-east-1"}),
    ("aws.region.shape", {"aws.region": "EU-West-1"}, "eu-west-1", {"aws.region": "us-gov-west-1"}),
    ("aws.region.shape", {"aws.region": "eu-west-1a"}, "eu-west-1", {"aws.region": "eusc-de-east-1"}),
    ("aws.region.shape", {"aws.region": "Ireland"}, None, {"aws.region": "cn-north-1"}),
    ("aws.region.user-pools", {"aws.region": "cn-north-1"}, None, {"aws.region": "ap-east-2"}),
    ("aws.region.user-pools", {"aws.region": "us-iso-east-1"}, None, {"aws.region": "us-east-1"}),
    ("aws.region.known", {"aws.region": "eu-wset-1"}, "eu-west-1", {"aws.region": "ap-southeast-7"}),
    ("aws.region.known", {"aws.region": "xx-moon-9"}, None, {"aws.region": "mx-central-1"}),
    (ROLE + ".shape", {ROLE: "arn:aws:iam::123456789012:user/ada"}, None, {ROLE: "arn:aws:iam::123456789012:role/a"}),
    (ROLE + ".shape", {ROLE: "CognitoAdmin"}, None, {ROLE: "arn:aws:iam::123456789012:role/path/a@b"}),
    (
        ROLE + ".partition",
        {ROLE: "arn:aws-us-gov:iam::123456789012:role/a"},
        None,
        {ROLE: "arn:aws-us-gov:iam::123456789012:role/a", "aws.region": "us-gov-west-1"},
    ),
]


@pytest.mark.parametrize(("rule", "bad", "fix", "good"), CASES)
def test_a_bad_value_has_its_fault_and_a_good_one_none(
    rule: str, bad: dict[str, Any], fix: Any, good: dict[str, Any], attempt: Any
) -> None:
    attempt(rule, bad, fix, good)


def test_every_rule_is_in_the_table() -> None:
    assert {case[0] for case in CASES} == {rule.id for rule in aws.RULES}


def test_a_new_region_is_no_fault(faults: Any) -> None:
    assert [fault.level for fault in faults("aws.region.known", {"aws.region": "eu-west-9"})] == ["warning"]


@pytest.mark.parametrize(
    ("region", "partition"),
    [
        ("eu-west-1", "aws"),
        ("us-gov-east-1", "aws-us-gov"),
        ("eusc-de-east-1", "aws-eusc"),
        ("cn-north-1", "aws-cn"),
    ],
)
def test_the_partition_of_a_region(region: str, partition: str) -> None:
    assert aws.partition(region) == partition

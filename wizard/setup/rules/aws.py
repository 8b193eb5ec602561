"""The setup's own name, the region, the account's role."""

from __future__ import annotations

import re

from wizard.setup.model import Setup
from wizard.setup.rules.rule import Rule, Test, at_most, bad, close, needed, pattern

ENDPOINTS = "botocore 1.44.5, endpoints.json, cognito-idp"
NAMES = "The setup file, version 1: name"

REGIONS = (
    *("us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "ca-west-1", "mx-central-1", "sa-east-1"),
    *("eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3"),
    *("af-south-1", "il-central-1", "me-central-1", "me-south-1", "ap-east-1", "ap-east-2", "ap-south-1", "ap-south-2"),
    *("ap-northeast-1", "ap-northeast-2", "ap-northeast-3"),
    *(f"ap-southeast-{number}" for number in range(1, 8)),
    *("us-gov-east-1", "us-gov-west-1", "eusc-de-east-1"),
)
"""The regions with user pools: 34 of aws, two of aws-us-gov, one of aws-eusc. Source: ENDPOINTS."""

_SHAPE = re.compile(r"[a-z]{2,5}(?:-[a-z]+){1,2}-[0-9]{1,2}", re.ASCII)


def partition(region: str) -> str:
    """The partition that the region's ARNs begin with, as 'aws' or 'aws-us-gov'."""
    for prefix in ("us-gov", "eusc", "cn"):
        if region.startswith(f"{prefix}-"):
            return f"aws-{prefix}"
    return "aws"


def shaped(region: str) -> bool:
    """Whether it could be a region: Amazon adds new ones."""
    return _SHAPE.fullmatch(region) is not None


def near(region: str) -> list[str]:
    """Regions that somebody may have meant."""
    word = re.sub(r"(?<=[0-9])[a-z]$", "", region.strip().lower())
    return [word] if word in REGIONS else close(word, REGIONS)


def arn_of_partition(setup: Setup, value: str | None) -> dict[str, str] | None:
    """An ARN of another partition than the region's."""
    region, found = setup.aws.region, re.match(r"arn:(aws[a-z-]*):", value or "")
    if found is None or not shaped(region) or found[1] == partition(region):
        return None
    return {"value": found[1], "region": region, "partition": partition(region)}


def partition_rule(field: str) -> Rule:
    """An ARN begins with the partition of the region."""
    return Rule(
        f"{field}.partition",
        field,
        "fault",
        arn_of_partition,
        "This ARN is of the partition {value}; {region} is in {partition}. Neither sees the other.",
        "Take an ARN that begins with arn:{partition}:, or another region.",
        "botocore 1.44.5, partitions.json",
    )


def suggest(wrong: Test) -> Test:
    """The test, with the region that may be meant as `near`."""

    def test(setup: Setup, value: str) -> dict[str, str] | None:
        found = wrong(setup, value)
        return None if found is None else {"value": found, "near": next(iter(near(value)), "eu-west-1")}

    return test


def _poolless(region: str) -> bool:
    return region.startswith("cn-") or "-iso" in region


RULES: tuple[Rule, ...] = (
    Rule(
        "version.known",
        "version",
        "fault",
        lambda _, value: None if value == 1 else value,
        "This wizard reads setup files of version 1; this one says {value}.",
        "Take the wizard that wrote it, or write version: 1.",
        "The setup file, version 1",
    ),
    Rule(
        "name.needed",
        "name",
        "fault",
        needed,
        "The setup needs a name: files and the pool's tag carry it.",
        "Write a short one, as corp-staff.",
        NAMES,
    ),
    Rule(
        "name.characters",
        "name",
        "fault",
        pattern(r"[A-Za-z0-9][A-Za-z0-9._-]*"),
        "{value} can't name files everywhere. A setup's name is letters, digits, dot, underscore and hyphen, "
        "and begins with a letter or digit.",
        "Leave other characters out.",
        NAMES,
        lambda _, value: re.sub(r"[^A-Za-z0-9._-]+", "-", value).strip("-._"),
    ),
    Rule(
        "name.length",
        "name",
        "fault",
        at_most(64),
        "A setup's name has 64 characters at most; this one has {value}.",
        "Shorten it.",
        NAMES,
        lambda _, value: value[:64],
    ),
    Rule(
        "aws.region.needed",
        "aws.region",
        "fault",
        needed,
        "A user pool lives in one region and never leaves it, so the region must be named.",
        "Choose the one nearest to your people, as eu-west-1.",
        "Cognito developer guide: region and pool ID are fixed",
    ),
    Rule(
        "aws.region.shape",
        "aws.region",
        "fault",
        suggest(bad(lambda value: not shaped(value))),
        "{value} is no region's name. Names look like {near}.",
        "Write the region's name, as {near}.",
        ENDPOINTS,
        lambda _, value: next(iter(near(value)), None),
    ),
    Rule(
        "aws.region.user-pools",
        "aws.region",
        "fault",
        bad(lambda value: shaped(value) and _poolless(value)),
        "Amazon offers no user pools in {value}: China's and the isolated partitions have none.",
        "Choose a region elsewhere. Your people may sign in from anywhere.",
        f"{ENDPOINTS}; docs.amazonaws.cn, Amazon Cognito: user pools are not available in Beijing",
    ),
    Rule(
        "aws.region.known",
        "aws.region",
        "warning",
        suggest(bad(lambda value: shaped(value) and not _poolless(value) and value not in REGIONS)),
        "The wizard knows no region {value} with user pools. It may be newer than the wizard.",
        "Go on if it is new. Did you mean {near}?",
        ENDPOINTS,
        lambda _, value: next(iter(near(value)), None),
    ),
    Rule(
        "aws.role_arn.shape",
        "aws.role_arn",
        "fault",
        pattern(r"arn:aws[a-z-]*:iam::[0-9]{12}:role/(?:[!-~]*/)?[\w+=,.@-]+"),
        "{value} is not the ARN of an IAM role, so it can't be assumed.",
        "Write arn:aws:iam::ACCOUNT:role/NAME, with the account's 12 digits.",
        "Service Authorization Reference, IAM: role ARN",
    ),
    partition_rule("aws.role_arn"),
)

"""Who sends the pool's mail and text messages."""

from __future__ import annotations

import re

from wizard.setup.rules.aws import near, partition_rule, shaped, suggest
from wizard.setup.rules.rule import Rule, bad, pattern, when

MODEL = "Cognito API"


def _identity(arn: str) -> str:
    return arn.partition(":identity/")[2].lower()


def _no_address(arn: str) -> str | None:
    identity = _identity(arn)
    return identity if identity and "@" not in identity else None


def _stranger(arn: str, sender: str) -> dict[str, str] | None:
    """A sender whose address is neither the identity's own nor in its domain or one below."""
    identity = _identity(arn)
    address = re.sub(r".*<|>.*", "", sender, flags=re.S).strip().lower()
    domain = address.rpartition("@")[2]
    fits = address == identity if "@" in identity else domain == identity or domain.endswith(f".{identity}")
    return None if fits or not identity or "@" not in address else {"value": address, "identity": identity}


RULES: tuple[Rule, ...] = (
    Rule(
        "pool.email.source_arn.shape",
        "pool.email.source_arn",
        "fault",
        bad(lambda value: not re.fullmatch(r"arn:aws[a-z-]*:ses:[a-z0-9-]+:[0-9]{12}:identity/\S+", value, re.ASCII)),
        "{value} is not the ARN of an identity of SES, so Amazon can't send in its name.",
        "Write arn:aws:ses:REGION:ACCOUNT:identity/ADDRESS-OR-DOMAIN.",
        f"{MODEL}, EmailConfigurationType SourceArn",
    ),
    Rule(
        "pool.email.source_arn.needed",
        "pool.email.source_arn",
        "fault",
        lambda setup, value: {} if setup.pool.email is not None and not value else None,
        "A sender of your own needs the ARN of its SES identity.",
        "Copy it from SES, or set pool.email to null: then Amazon sends.",
        'Cognito: "Source ARN is required to use DEVELOPER email sending owner" '
        "(badmintoncryer/cdk-preflight pf-cognito-email-developer-requires-sourcearn)",
    ),
    partition_rule("pool.email.source_arn"),
    Rule(
        "pool.email.from.shape",
        "pool.email.from",
        "fault",
        pattern(r"(?:[^<>]*<[\x21-\x3F\x41-\x7E]+@[^@<>\s]+>|[\x21-\x3B\x3D\x3F\x41-\x7E]+@[^@<>\s]+)"),
        "{value} is no sender: an address, or a name and the address in angle brackets.",
        "Write it as Corp <no-reply@corp.example.com>.",
        f"{MODEL}, EmailConfigurationType From; aws-cdk aws-cognito user-pool-email.ts: ASCII before the @",
    ),
    Rule(
        "pool.email.from.identity",
        "pool.email.from",
        "fault",
        lambda setup, value: _stranger(setup.pool.email.source_arn, value) if setup.pool.email and value else None,
        "SES lets {identity} send, and {value} is not of it.",
        "Send from {identity}, or name the identity that owns the address.",
        "aws-cdk aws-cognito user-pool-email.ts: the From address belongs to the verified domain",
    ),
    Rule(
        "pool.email.from.needed",
        "pool.email.from",
        "warning",
        lambda setup, value: _no_address(setup.pool.email.source_arn) if setup.pool.email and not value else None,
        "The SES identity {value} is a domain, so there is no address to send from.",
        "Write the sender in pool.email.from.",
        f"{MODEL}, EmailConfigurationType From, SourceArn",
    ),
    Rule(
        "pool.sms.role_arn.shape",
        "pool.sms.role_arn",
        "fault",
        pattern(r"arn:aws[a-z-]*:iam::[0-9]{12}:role/(?:[!-~]*/)?[\w+=,.@-]+"),
        "{value} is not the ARN of an IAM role, so Cognito can't send text messages by it.",
        "Write arn:aws:iam::ACCOUNT:role/NAME.",
        f"{MODEL}, SmsConfigurationType SnsCallerArn",
    ),
    Rule(
        "pool.sms.role_arn.needed",
        "pool.sms.role_arn",
        "fault",
        lambda setup, value: {} if setup.pool.sms is not None and not value else None,
        "Cognito sends text messages by an IAM role, and none is named.",
        "Write the role's ARN, or set pool.sms to null.",
        f"{MODEL}, SmsConfigurationType: SnsCallerArn is required",
    ),
    partition_rule("pool.sms.role_arn"),
    Rule(
        "pool.sms.external_id.needed",
        "pool.sms.external_id",
        "warning",
        lambda setup, value: {} if setup.pool.sms is not None and not value else None,
        "Without an external ID any pool of Amazon's that learns the role's ARN could try it.",
        "Write the external ID that the role's trust policy asks for.",
        f"{MODEL}, SmsConfigurationType ExternalId; lgallard/terraform-aws-cognito-user-pool variables.tf",
    ),
    Rule(
        "pool.sms.region.shape",
        "pool.sms.region",
        "fault",
        suggest(bad(lambda value: not shaped(value))),
        "{value} is no region's name. Names look like {near}.",
        "Write the region's name, or null for the pool's own.",
        "Cognito API, SmsConfigurationType SnsRegion",
        lambda _, value: next(iter(near(value)), None),
    ),
    Rule(
        "pool.sms.region.allowed",
        "pool.sms.region",
        "warning",
        when(
            lambda setup: setup.aws.region,
            lambda setup, value: (
                {"value": value, "region": setup.aws.region} if value not in (None, setup.aws.region) else None
            ),
        ),
        "Cognito sends a pool's text messages from its own region, {region}, or one neighbour; {value} may be refused.",
        "Write null for the pool's own region, unless Amazon's table names {value}.",
        'Cognito: "Invalid snsRegion. Allowed SNS region for us-east-1 is us-east-1" '
        "(badmintoncryer/cdk-preflight pf-cognito-sms-configuration-sns-region)",
        lambda setup, _: setup.aws.region,
    ),
)

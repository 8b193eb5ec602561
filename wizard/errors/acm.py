"""Codes of the certificate service, and the states a certificate can be in."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_MODEL = "botocore's service model of acm"

ENTRIES: tuple[Entry, ...] = (
    entry(
        "certificate-not-found",
        r"Could not find certificate (?P<arn>arn:\S+)",
        "Amazon finds no certificate {arn}.",
        "It was deleted, or belongs to another account; certificates of login domains live in us-east-1.",
        "Choose one from the list of us-east-1.",
        "ResourceNotFoundException",
        _MODEL,
    ),
    entry(
        "certificate-arn",
        r"(?P<arn>arn:aws[\w-]*:acm:\S+) is not a valid ARN|^.*Value '(?P<other>[^']*)' at 'certificateArn' failed",
        "{arn}{other} is no ARN of a certificate.",
        "It looks like arn:aws:acm:us-east-1:ACCOUNT:certificate/ID.",
        "Choose the certificate from the list.",
        "InvalidArnException ValidationException InvalidParameterException",
        _MODEL,
    ),
    entry(
        "certificate-arn",
        "",
        "That is no ARN of a certificate.",
        "It looks like arn:aws:acm:us-east-1:ACCOUNT:certificate/ID.",
        "Choose the certificate from the list.",
        "InvalidArnException",
        _MODEL,
    ),
    entry(
        "acm-refused",
        "",
        "The certificate service refused what it was asked.",
        "unknown",
        "Details hold Amazon's own words, which name the value.",
        "InvalidArgsException",
        _MODEL,
        known=False,
    ),
)

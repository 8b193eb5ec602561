"""Certificates: one that is issued and one that waits, both in us-east-1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wizard.practice.api.call import ACCOUNT, Call, Handler
from wizard.practice.api.paging import page
from wizard.practice.refusal import not_found
from wizard.practice.state import Tree

_REGION = "us-east-1"


def _arn(number: str) -> str:
    return f"arn:aws:acm:{_REGION}:{ACCOUNT}:certificate/{number}"


ISSUED = _arn("11111111-1111-4111-8111-111111111111")
"""The certificate that covers *.corp.example.com and auth.corp.example.com."""

PENDING = _arn("22222222-2222-4222-8222-222222222222")
"""A certificate whose validation is not done."""

_CERTIFICATES: tuple[Tree, ...] = (
    {
        "CertificateArn": ISSUED,
        "DomainName": "*.corp.example.com",
        "SubjectAlternativeNames": ["*.corp.example.com", "auth.corp.example.com"],
        "Status": "ISSUED",
        "Type": "AMAZON_ISSUED",
        "KeyAlgorithm": "RSA_2048",
        "RenewalEligibility": "ELIGIBLE",
        "CreatedAt": 1735689600.0,
        "IssuedAt": 1735693200.0,
        "NotBefore": 1735689600.0,
        "NotAfter": 4102444799.0,
    },
    {
        "CertificateArn": PENDING,
        "DomainName": "login.pending.example.com",
        "SubjectAlternativeNames": ["login.pending.example.com"],
        "Status": "PENDING_VALIDATION",
        "Type": "AMAZON_ISSUED",
        "KeyAlgorithm": "RSA_2048",
        "RenewalEligibility": "INELIGIBLE",
        "CreatedAt": 1735689600.0,
    },
)


def covers(arn: str, name: str) -> bool:
    """Whether `arn` is an issued certificate of us-east-1 that holds for `name`."""
    for certificate in _CERTIFICATES:
        if certificate["CertificateArn"] == arn and certificate["Status"] == "ISSUED":
            names = certificate["SubjectAlternativeNames"]
            return name in names or f"*.{name.partition('.')[2]}" in names
    return False


def list_certificates(call: Call) -> dict[str, Any]:
    """Summaries of the region's certificates; RSA keys alone unless others are asked for."""
    wanted = call.asked.get("CertificateStatuses")
    keys = call.asked.get("Includes", {}).get("keyTypes", ["RSA_1024", "RSA_2048"])
    here = [
        certificate
        for certificate in _CERTIFICATES
        if call.region == _REGION and (not wanted or certificate["Status"] in wanted) and "RSA_2048" in keys
    ]
    found, following = page(here, call.asked.get("MaxItems"), call.asked.get("NextToken"))
    return {
        "CertificateSummaryList": [_summary(certificate) for certificate in found],
        **({"NextToken": following} if following else {}),
    }


def describe_certificate(call: Call) -> dict[str, Any]:
    """One certificate, in its own region."""
    arn = call.asked["CertificateArn"]
    for certificate in _CERTIFICATES:
        if certificate["CertificateArn"] == arn and call.region == _REGION:
            return {"Certificate": certificate}
    raise not_found(f"Could not find certificate {arn}.")


def _summary(certificate: Tree) -> dict[str, Any]:
    summary = {key: value for key, value in certificate.items() if key != "SubjectAlternativeNames"}
    return {
        **summary,
        "SubjectAlternativeNameSummaries": certificate["SubjectAlternativeNames"],
        "HasAdditionalSubjectAlternativeNames": False,
        "InUse": False,
    }


OPERATIONS: Mapping[str, Handler] = {
    "ListCertificates": list_certificates,
    "DescribeCertificate": describe_certificate,
}

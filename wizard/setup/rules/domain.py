"""The login page's address: Amazon's prefix, or a domain of one's own and its certificate."""

from __future__ import annotations

import re
from collections.abc import Mapping

from wizard.setup.model import Setup
from wizard.setup.rules.aws import partition
from wizard.setup.rules.rule import Rule, adopted, at_most, bad, lowered, made, pattern

RESERVED = ("aws", "amazon", "cognito")
_DOMAIN = "Cognito API, DomainType"
_WORDS = 'Cognito: "Domain cannot contain reserved word: cognito"'
_MEASURED = "badmintoncryer/cdk-preflight pf-cognito-domain-reserved-word: x-aws-y refused, x-awsome-y accepted"
_CUSTOM = "Cognito developer guide, Using your own domain for managed login"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_AMAZONS = (".amazoncognito.com", ".amazonaws.com", ".amazonaws.eu")


def _prefix_in(_: Setup, value: str) -> str:
    """A prefix from what was written: a login page's address, capitals, blanks, dots, underscores."""
    text = re.sub(r"^[a-z]+://", "", value.strip().lower())
    text = re.split(r"\.auth(?:-fips)?\.|/", text)[0]
    return re.sub(r"[^a-z0-9-]+", "-", text).strip("-")[:63].strip("-")


def _reserved(_: Setup, value: str | None) -> dict[str, str] | None:
    words = (value or "").lower().split("-")
    word = next((each for each in RESERVED if each in words), None)
    return None if word is None else {"value": str(value), "word": word}


def _holds_reserved(setup: Setup, value: str | None) -> dict[str, str] | None:
    word = next((each for each in RESERVED if each in (value or "").lower()), None)
    return None if word is None or _reserved(setup, value) else {"value": str(value), "word": word}


def _without_reserved(_: Setup, value: str) -> str | None:
    return "-".join(each for each in value.split("-") if each and each.lower() not in RESERVED) or None


def _host_in(_: Setup, value: str) -> str:
    """The domain in a URL, without scheme, port and path."""
    text = re.sub(r"^[a-z]+://", "", value.strip().lower())
    return re.split(r"[/:?#]", text)[0].rstrip(".")


def _is_name(value: str) -> bool:
    """Whether it is a domain's name, in whatever case, and no IP address."""
    labels = re.fullmatch(rf"(?:{_LABEL}\.)*{_LABEL}", value.lower(), re.ASCII)
    return labels is not None and len(value) <= 253 and not re.fullmatch(r"[0-9.]+", value)


def _named(setup: Setup, prefix: str | None) -> Mapping[str, str] | None:
    return {} if made(setup) and not prefix and not setup.domain.custom else None


_PREFIX: tuple[Rule, ...] = (
    Rule(
        "domain.needed",
        "domain.prefix",
        "fault",
        _named,
        "Without a domain Cognito has no login page, and Pomerium nowhere to send people.",
        "Write a prefix of your own, or a domain in domain.custom.",
        "Cognito developer guide, Configuring a user pool domain",
        lambda setup, _: _without_reserved(setup, _prefix_in(setup, setup.name)),
    ),
    Rule(
        "domain.prefix.characters",
        "domain.prefix",
        "fault",
        pattern(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"),
        "A prefix is small letters, digits and hyphens, with no hyphen at its ends; {value} is not.",
        "Write the part before .auth alone, in small letters.",
        rf"{_DOMAIN}: ^[a-z0-9](?:[a-z0-9\-]{{0,61}}[a-z0-9])?$; "
        "badmintoncryer/cdk-preflight pf-cognito-domain-prefix-format",
        _prefix_in,
    ),
    Rule(
        "domain.prefix.length",
        "domain.prefix",
        "fault",
        at_most(63),
        "A prefix has 63 characters at most; this one has {value}.",
        "Shorten it.",
        f"{_DOMAIN}: 63 accepted, 64 refused (badmintoncryer/cdk-preflight pf-cognito-domain-prefix-length)",
        _prefix_in,
    ),
    Rule(
        "domain.prefix.reserved",
        "domain.prefix",
        "fault",
        _reserved,
        "Amazon keeps the word {word} for itself and refuses a prefix with it.",
        "Leave {word} out.",
        f"{_WORDS}; {_MEASURED}",
        _without_reserved,
    ),
    Rule(
        "domain.prefix.holds-reserved",
        "domain.prefix",
        "warning",
        _holds_reserved,
        "{value} holds {word}, which Amazon keeps for itself. Inside a longer word it was taken so far.",
        "Go on, or take a prefix without {word}.",
        f"{_MEASURED}; Cognito developer guide, Configuring a user pool domain",
    ),
    Rule(
        "domain.one",
        "domain.prefix",
        "fault",
        lambda setup, value: {"value": setup.domain.custom} if value and setup.domain.custom else None,
        "Both a prefix and the domain {value} are given. With both, Cognito tells Pomerium only of your own.",
        "Set one of the two to null.",
        "Cognito developer guide, Using the Amazon Cognito prefix domain",
    ),
)

_OWN: tuple[Rule, ...] = (
    Rule(
        "domain.custom.name",
        "domain.custom",
        "fault",
        bad(lambda value: not _is_name(value)),
        "{value} is no domain name. It stands alone, without https://, port or path.",
        "Write it as auth.corp.example.com.",
        "Cognito API, CreateUserPoolDomain Domain: a fully-qualified domain name; RFC 1035",
        _host_in,
    ),
    Rule(
        "domain.custom.case",
        "domain.custom",
        "fault",
        bad(lambda value: _is_name(value) and value != value.lower()),
        "Cognito takes small letters alone in a domain; {value} has capitals.",
        "Write it in small letters.",
        rf"{_DOMAIN}: [a-z0-9\-]",
        lowered,
    ),
    Rule(
        "domain.custom.top-level",
        "domain.custom",
        "fault",
        bad(lambda value: _host_in(Setup(), value).count(".") < 2),
        "Amazon looks for an address of the parent domain, and that of {value} is a top-level domain, which has none.",
        "Take a name below your own domain, as auth.example.com.",
        'Cognito: "Custom domain is not a valid subdomain: ... domain parent is a top-level domain." '
        "(badmintoncryer/cdk-preflight pf-cognito-custom-domain-fqdn)",
        lambda _, value: f"auth.{_host_in(_, value)}" if "." in _host_in(_, value) else None,
    ),
    Rule(
        "domain.custom.amazons",
        "domain.custom",
        "fault",
        bad(lambda value: _host_in(Setup(), value).endswith(_AMAZONS)),
        "{value} is Amazon's own domain, so no certificate of yours can be for it.",
        "Write what stands before .auth in domain.prefix, and null here.",
        "Cognito developer guide, Using the Amazon Cognito prefix domain",
    ),
    Rule(
        "domain.custom.length",
        "domain.custom",
        "warning",
        at_most(63),
        "The domain has {value} characters. Amazon's model has 63 for a domain, and may mean your own as well.",
        "Take a shorter one if Amazon refuses it.",
        f"{_DOMAIN}: 1 to 63",
    ),
    Rule(
        "domain.custom.partition",
        "domain.custom",
        "warning",
        lambda setup, value: {} if value and partition(setup.aws.region) == "aws-us-gov" else None,
        "Domains of one's own have been refused in GovCloud.",
        "Take a prefix if Amazon refuses it.",
        "Reports from us-gov-west-1; Amazon's guide is silent",
    ),
    Rule(
        "domain.certificate_arn.needed",
        "domain.certificate_arn",
        "fault",
        lambda setup, value: {} if made(setup) and setup.domain.custom and not value else None,
        "A domain of your own needs a certificate, issued by ACM in us-east-1 whatever the pool's region.",
        "Choose the certificate, or take a prefix of Amazon's.",
        "Cognito API, CustomDomainConfigType: CertificateArn is required",
    ),
    Rule(
        "domain.certificate_arn.adopted",
        "domain.certificate_arn",
        "warning",
        lambda setup, value: {} if adopted(setup) and setup.domain.custom and not value else None,
        "Without a certificate the domain is used only if the pool has it already.",
        "Choose a certificate if the pool has not.",
        "Cognito API, CustomDomainConfigType: CertificateArn is required",
    ),
    Rule(
        "domain.certificate_arn.shape",
        "domain.certificate_arn",
        "fault",
        pattern(r"arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[\w-]+"),
        "{value} is not the ARN of a certificate of ACM.",
        "Copy it from ACM: arn:aws:acm:us-east-1:ACCOUNT:certificate/ID.",
        "Cognito API, CustomDomainConfigType; Service Authorization Reference, ACM",
    ),
    Rule(
        "domain.certificate_arn.region",
        "domain.certificate_arn",
        "fault",
        lambda _, value: (
            {"region": found[1]}
            if (found := re.match(r"arn:aws:acm:([a-z0-9-]+):", value or "")) and found[1] != "us-east-1"
            else None
        ),
        "This certificate is in {region}. Cognito takes one in us-east-1 alone, whatever the pool's region.",
        "Have one issued, or import it, in us-east-1.",
        "Cognito: \"The specified SSL certificate doesn't exist, isn't in us-east-1 region ...\" "
        "(badmintoncryer/cdk-preflight pf-cognito-custom-domain-cert-region)",
    ),
    Rule(
        "domain.certificate_arn.unused",
        "domain.certificate_arn",
        "warning",
        lambda setup, value: {} if value and not setup.domain.custom else None,
        "A certificate is only for a domain of your own, and none is given.",
        "Write the domain in domain.custom, or null here.",
        _CUSTOM,
    ),
)

RULES = (*_PREFIX, *_OWN)

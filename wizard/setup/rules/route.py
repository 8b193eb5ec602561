"""A first route: from where, to where, for whom."""

from __future__ import annotations

import re
from collections.abc import Mapping

from wizard.setup.model import Allow, Setup
from wizard.setup.rules import urls
from wizard.setup.rules.people import address_in, email, group_name
from wizard.setup.rules.rule import Rule, bad

_POLICY = "pomerium/pomerium config/policy.go"
_ALLOW = "The setup file, version 1: allow by email, domain or group"
_LABELS = re.compile(r"[\w-]+(?:\.[\w-]+)*")


def _no_url(value: str) -> bool:
    """Whether scheme or host is missing. Pomerium knows tcp+https, udp+https and ssh too, and * in a host."""
    found = re.match(r"[A-Za-z][A-Za-z0-9+.-]*://([^/?#\s]+)", value)
    return found is None or urls.split(value) is None or not urls.host(value)


def _has_path(value: str) -> bool:
    parts = urls.split(value)
    return parts is not None and parts.scheme in ("http", "https") and parts.path not in ("", "/")


def _count(allow: Allow) -> int:
    return sum(1 for each in (allow.email, allow.domain, allow.group) if each)


def _missing(_: Setup, value: str | None) -> Mapping[str, str] | None:
    """Nothing where the route is; an absent route lacks nothing."""
    return {} if value == "" else None


RULES: tuple[Rule, ...] = (
    Rule(
        "pomerium.route.from.needed",
        "pomerium.route.from",
        "fault",
        _missing,
        "A route needs the URL that people open.",
        "Write it as https://app.corp.example.com, or take the route out.",
        _POLICY,
    ),
    Rule(
        "pomerium.route.from.url",
        "pomerium.route.from",
        "fault",
        bad(_no_url),
        "{value} is not a whole URL, so Pomerium would refuse the route.",
        "Write it as https://app.corp.example.com.",
        _POLICY,
        urls.with_https,
    ),
    Rule(
        "pomerium.route.from.path",
        "pomerium.route.from",
        "fault",
        bad(_has_path),
        "Pomerium takes no path in from; it has an option of its own for it.",
        "Leave out what follows the host.",
        'Pomerium: "policy source url contains a path, but it should be set using the path field instead"',
        lambda _, value: found[0] if (found := re.match(r"https?://[^/?#]+", value, re.I)) else None,
    ),
    Rule(
        "pomerium.route.from.https",
        "pomerium.route.from",
        "warning",
        bad(lambda value: urls.scheme(value) == "http"),
        "Over http Pomerium can't keep anybody signed in: its cookie is for https alone.",
        "Write https.",
        f"{_POLICY}; config/options.go: the cookie is always Secure",
        urls.with_https,
    ),
    urls.login("pomerium.route.from"),
    Rule(
        "pomerium.route.to.needed",
        "pomerium.route.to",
        "fault",
        _missing,
        "A route needs the URL of the service behind it.",
        "Write it as http://app.internal:8080, or take the route out.",
        'Pomerium: "policy should have either `to` or `redirect` or `response` defined"',
    ),
    Rule(
        "pomerium.route.to.url",
        "pomerium.route.to",
        "fault",
        bad(_no_url),
        "{value} is not a whole URL, so Pomerium would refuse the route.",
        "Write it as http://app.internal:8080.",
        _POLICY,
        lambda _, value: f"http://{value.strip()}",
    ),
    urls.login("pomerium.route.to"),
    Rule(
        "pomerium.route.allow.nobody",
        "pomerium.route.allow",
        "warning",
        lambda _, value: {} if value == () else None,
        "A route that allows nobody lets nobody in.",
        "Add yourself: {{email: ada@corp.example.com}}.",
        "pomerium/pomerium config/policy_ppl.go: no policy denies all",
    ),
    Rule(
        "pomerium.route.allow.one",
        "pomerium.route.allow.*",
        "fault",
        lambda _, value: None if _count(value) == 1 else {"value": _count(value)},
        "An entry of allow names one of email, domain and group; this one names {value}.",
        "Write an entry for each.",
        _ALLOW,
    ),
    Rule(
        "pomerium.route.allow.email",
        "pomerium.route.allow.*.email",
        "fault",
        bad(lambda value: not email(value)),
        "{value} is no e-mail address, so this lets nobody in.",
        "Write the address alone, as ada@corp.example.com.",
        "pomerium/pomerium pkg/policy/criteria: email",
        address_in,
    ),
    Rule(
        "pomerium.route.allow.domain",
        "pomerium.route.allow.*.domain",
        "fault",
        bad(lambda value: not _LABELS.fullmatch(value)),
        "{value} is no domain. It is what stands after the @ of people's addresses.",
        "Write it as corp.example.com.",
        "pomerium/pomerium pkg/policy/criteria: domain",
        lambda _, value: urls.host(value) or value.strip().rpartition("@")[2].lower(),
    ),
    Rule(
        "pomerium.route.allow.group",
        "pomerium.route.allow.*.group",
        "fault",
        bad(lambda value: not group_name(value)),
        "{value} is no group of Cognito's: those have 1 to 128 characters and no blanks.",
        "Write the group's name as it stands in groups.",
        r"Cognito API, GroupNameType: 1 to 128, [\p{L}\p{M}\p{S}\p{N}\p{P}]+",
    ),
)

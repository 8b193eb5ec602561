"""The app client's scopes: what Cognito may tell Pomerium."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from wizard.setup.model import Setup
from wizard.setup.rules.rule import Rule, at_most, constant, distinct, needed, once, pattern, without

MODEL = "Cognito API"
KNOWN_SCOPES = ("openid", "email", "phone", "profile", "aws.cognito.signin.user.admin")
_NO_SCOPE = 'Cognito: "Invalid scope requested" (badmintoncryer/cdk-preflight pf-cognito-oauth-scopes-unknown)'
_CLAIMS = ("email", "phone", "profile")


def _unknown_scope(_: Setup, scopes: tuple[str, ...]) -> str | None:
    known = (*KNOWN_SCOPES, "offline_access", "groups")
    whole = (scope for scope in scopes if scope and not re.search(r"[\s,]", scope))
    return next((each for each in whole if each not in known and not re.fullmatch(r".+/[^/]+", each)), None)


def _known_scopes(_: Setup, scopes: tuple[str, ...]) -> tuple[str, ...]:
    """The list with scopes put right that only their case sets apart, and without those that nobody knows."""
    lower = (each.lower() if each.lower() in KNOWN_SCOPES else each for each in scopes)
    return tuple(each for each in dict.fromkeys(lower) if _unknown_scope(_, (each,)) is None)


def _claims_without_openid(_: Setup, scopes: tuple[str, ...]) -> tuple[str, ...] | None:
    return None if "openid" in scopes else tuple(each for each in scopes if each in _CLAIMS) or None


def _no_openid(setup: Setup, scopes: tuple[str, ...]) -> Mapping[str, Any] | None:
    return None if not scopes or "openid" in scopes or _claims_without_openid(setup, scopes) else {}


RULES: tuple[Rule, ...] = (
    Rule(
        "client.scopes.needed",
        "client.scopes",
        "fault",
        needed,
        "Amazon refuses the code flow without scopes, and without openid Pomerium learns of nobody.",
        "Take openid, email and profile.",
        'Cognito: "AllowedOAuthFlows and AllowedOAuthScopes are required ..." '
        "(badmintoncryer/cdk-preflight pf-cognito-oauth-flows-scopes-required)",
        constant(("openid", "email", "profile")),
    ),
    Rule(
        "client.scopes.openid",
        "client.scopes",
        "fault",
        _no_openid,
        "Without openid Cognito gives no ID token, so Pomerium can't tell who signed in.",
        "Add openid.",
        "OpenID Connect Core 3.1.2.1; pomerium/pomerium pkg/identity/oidc/oidc.go",
        lambda _, value: ("openid", *value),
    ),
    Rule(
        "client.scopes.claims",
        "client.scopes",
        "fault",
        _claims_without_openid,
        "Cognito gives {value} only beside openid.",
        "Add openid.",
        "Cognito developer guide, authorize endpoint: can be requested only if openid is requested",
        lambda _, value: ("openid", *value),
    ),
    Rule(
        "client.scopes.email",
        "client.scopes",
        "warning",
        lambda _, value: {} if value and "email" not in value else None,
        "Without email Pomerium learns no address, so no policy can name a person or a domain.",
        "Add email.",
        "Cognito developer guide, scopes; pomerium/pomerium pkg/policy/criteria",
        lambda _, value: (*value, "email"),
    ),
    Rule(
        "client.scopes.offline_access",
        "client.scopes",
        "fault",
        lambda _, value: {} if "offline_access" in value else None,
        "Cognito knows no scope offline_access and refuses the sign-in. It gives a refresh token without it.",
        "Take offline_access out.",
        "pomerium/documentation identity-provider-settings.mdx; onyx-dot-app/onyx issue 11931",
        without("offline_access"),
    ),
    Rule(
        "client.scopes.groups",
        "client.scopes",
        "fault",
        lambda _, value: {} if "groups" in value else None,
        "Cognito knows no scope groups. Groups come in the claim cognito:groups, without a scope.",
        "Take groups out.",
        f"{_NO_SCOPE}; pomerium/documentation cognito.mdx",
        without("groups"),
    ),
    Rule(
        "client.scopes.blanks",
        "client.scopes",
        "fault",
        lambda _, value: next((each for each in value if not each or re.search(r"[\s,]", each)), None),
        "One entry is one scope, without blanks or commas. Pomerium would split or send it as it stands.",
        "Write each scope as an entry of its own.",
        r"Cognito API, ScopeType: [\x21\x23-\x5B\x5D-\x7E]+; pomerium/pomerium config/constants.go splits at commas",
        lambda _, value: tuple(dict.fromkeys(one for each in value for one in re.split(r"[\s,]+", each) if one)),
    ),
    Rule(
        "client.scopes.characters",
        "client.scopes.*",
        "fault",
        pattern(r"[\x21\x23-\x5B\x5D-\x7E\s]{1,256}"),
        "A scope is 1 to 256 letters, digits and signs, without quotes and backslashes; {value} is not.",
        "Write it as your resource server's page does.",
        r"Cognito API, ScopeType: 1 to 256, [\x21\x23-\x5B\x5D-\x7E]+",
    ),
    Rule(
        "client.scopes.unknown",
        "client.scopes",
        "fault",
        _unknown_scope,
        "Cognito knows no scope {value}. It knows openid, email, phone, profile, aws.cognito.signin.user.admin and "
        "SERVER/SCOPE of a resource server.",
        "Take {value} out, or write the resource server before it.",
        _NO_SCOPE,
        _known_scopes,
    ),
    Rule(
        "client.scopes.admin",
        "client.scopes",
        "warning",
        lambda _, value: {} if "aws.cognito.signin.user.admin" in value else None,
        "aws.cognito.signin.user.admin lets the token's holder change the person's account. Pomerium doesn't use it.",
        "Take it out.",
        f"{MODEL}, AllowedOAuthScopes; aws/aws-cdk issue 28204",
        without("aws.cognito.signin.user.admin"),
    ),
    Rule(
        "client.scopes.twice",
        "client.scopes",
        "warning",
        distinct(),
        "{value} stands here twice. Once is enough.",
        "Take the second one out.",
        f"{MODEL}, ScopeListType",
        once,
    ),
    Rule(
        "client.scopes.count",
        "client.scopes",
        "fault",
        at_most(50),
        "An app client has 50 scopes at most; there are {value}.",
        "Take out those that Pomerium doesn't need: all but openid, email and profile.",
        f"{MODEL}, ScopeListType: 50 at most",
    ),
)

"""The app client: name, URLs, identity providers, scopes, how long tokens last."""

from __future__ import annotations

import re
from collections.abc import Mapping

from wizard.setup import versions
from wizard.setup.model import Setup
from wizard.setup.rules import scopes, urls
from wizard.setup.rules.pool import MODEL, NAME, plain_name
from wizard.setup.rules.rule import (
    Rule,
    at_most,
    bad,
    constant,
    distinct,
    needed,
    once,
    pattern,
    spelt,
    within,
)

PROVIDERS = ("COGNITO", "Facebook", "Google", "SignInWithApple", "LoginWithAmazon")
_TOKENS = "Cognito API, TokenValidityUnits; badmintoncryer/cdk-preflight pf-cognito-token-validity-range"


def _misspelt_provider(_: Setup, value: str) -> Mapping[str, str] | None:
    meant = next((each for each in PROVIDERS if each.lower() == value.lower()), value)
    return None if meant == value else {"value": value, "meant": meant}


def _callback_missing(setup: Setup, listed: tuple[str, ...]) -> str | None:
    needed_url = setup.callback_url if urls.web(setup.authenticate_origin) else ""
    return needed_url if listed and needed_url and needed_url not in listed else None


def _sign_out_missing(setup: Setup, listed: tuple[str, ...]) -> str | None:
    if not listed or not urls.web(setup.authenticate_origin) or not versions.needs_sign_out(setup.pomerium_version):
        return None
    url = setup.sign_out_urls[0]
    return None if url in listed else url


def _with(url: str, listed: tuple[str, ...]) -> tuple[str, ...]:
    """The list with the exact URL: in the place of one that was meant to be it, else at its end."""
    near = [each for each in listed if _bare(each) == _bare(url)]
    put = tuple(url if each == near[0] else each for each in listed) if near else (*listed, url)
    return tuple(dict.fromkeys(put))


def _bare(url: str) -> str:
    return url.strip().lower().partition("://")[2].rstrip("/").replace("-", "_")


_IDENTITY: tuple[Rule, ...] = (
    Rule(
        "client.id.shape",
        "client.id",
        "fault",
        lambda _, value: {} if value and not re.fullmatch(r"[\w+]{1,128}", value, re.ASCII) else None,
        "This is no client ID. Amazon's are letters and digits.",
        "Copy the Client ID from the app client's page; the client secret stays where it is.",
        rf"{MODEL}, ClientIdType: 1 to 128, [\w+]+",
        lambda _, value: value.strip(),
    ),
    Rule(
        "client.id.unusual",
        "client.id",
        "warning",
        lambda _, value: (
            {}
            if value and re.fullmatch(r"[\w+]{1,128}", value, re.ASCII) and not re.fullmatch(r"[a-z0-9]{26}", value)
            else None
        ),
        "Amazon's client IDs have 26 small letters and digits, and this one has not. A client secret is longer.",
        "Look whether it is the Client ID that you copied.",
        "Client IDs that Amazon gives",
    ),
    Rule(
        "client.id.pool",
        "client.id",
        "warning",
        lambda setup, value: {} if value and not setup.pool.id else None,
        "An existing app client is in an existing pool, and none is named.",
        "Name the pool in pool.id, unless the wizard made it: then it is found by its tag.",
        f"{MODEL}, DescribeUserPoolClient: UserPoolId and ClientId are required",
    ),
    Rule(
        "client.name.needed",
        "client.name",
        "fault",
        lambda setup, value: {} if not value and not setup.client.id else None,
        "A new app client needs a name.",
        "Write one, as pomerium.",
        f"{MODEL}, CreateUserPoolClient: ClientName is required",
        constant("pomerium"),
    ),
    Rule(
        "client.name.characters",
        "client.name",
        "fault",
        pattern(NAME),
        "Amazon takes letters A to Z, digits, blanks and _ + = , . @ - in an app client's name; {value} has others.",
        "Leave the others out.",
        rf"{MODEL}, ClientNameType: [\w\s+=,.@-]+; badmintoncryer/cdk-preflight pf-cognito-client-name",
        plain_name,
    ),
    Rule(
        "client.name.length",
        "client.name",
        "fault",
        at_most(128),
        "An app client's name has 128 characters at most; this one has {value}.",
        "Shorten it.",
        f"{MODEL}, ClientNameType: 1 to 128",
        lambda _, value: value[:128],
    ),
)

_URLS: tuple[Rule, ...] = (
    Rule(
        "client.callback_urls.pomerium",
        "client.callback_urls",
        "fault",
        _callback_missing,
        "Pomerium has people sent back to {value}. That is not listed, so sign-in would stop at Amazon's error page.",
        "Add it, or leave the list empty: then it is derived.",
        "pomerium/pomerium config/options.go, pkg/endpoints/paths.go: the callback is /oauth2/callback",
        lambda setup, value: _with(setup.callback_url, value),
    ),
    *urls.listed("client.callback_urls", "callback", (versions.CALLBACK_PATH,)),
    Rule(
        "client.logout_urls.pomerium",
        "client.logout_urls",
        "fault",
        _sign_out_missing,
        "This version of Pomerium sends {value} at sign-out. It is not in the list, so people would end at an error.",
        "Add it, or leave the list empty: then it is derived.",
        "pomerium/pomerium authenticate/handlers_sign_out.go: PR 4582 (0.24), PR 4858 (0.25); root in 0.23",
        lambda setup, value: _with(setup.sign_out_urls[0], value),
    ),
    *urls.listed("client.logout_urls", "sign-out", (versions.SIGNED_OUT_PATH,)),
    Rule(
        "client.logout_urls.misspelt",
        "client.logout_urls.*",
        "warning",
        bad(lambda value: value.rstrip("/").endswith("/.pomerium/signed-out")),
        "Pomerium's page is signed_out, with an underscore. Cognito compares to the letter.",
        "Write signed_out.",
        "pomerium/documentation issue 1134 and PR 1138",
        lambda _, value: value.replace("/.pomerium/signed-out", versions.SIGNED_OUT_PATH),
    ),
)

_PROVIDERS: tuple[Rule, ...] = (
    Rule(
        "client.identity_providers.needed",
        "client.identity_providers",
        "fault",
        needed,
        "Without an identity provider nobody can sign in by this app client.",
        "Take COGNITO: the pool's own accounts.",
        f"{MODEL}, CreateUserPoolClient SupportedIdentityProviders",
        constant(("COGNITO",)),
    ),
    Rule(
        "client.identity_providers.name",
        "client.identity_providers.*",
        "fault",
        lambda _, value: value if not 1 <= len(value) <= 32 or spelt("LMSNPZ")(_, value) else None,
        "A provider's name has 1 to 32 characters, none of them a control character; {value} does not fit.",
        "Copy the name from the pool's list of providers.",
        rf"{MODEL}, ProviderNameType: 1 to 32, [\p{{L}}\p{{M}}\p{{S}}\p{{N}}\p{{P}}\p{{Z}}]+",
    ),
    Rule(
        "client.identity_providers.case",
        "client.identity_providers.*",
        "warning",
        _misspelt_provider,
        "Cognito calls this provider {meant}, and minds the case; {value} would be another one.",
        "Write {meant}, unless a provider of your pool is called {value}.",
        f"{MODEL}, CreateUserPoolClient SupportedIdentityProviders",
        lambda _, value: (_misspelt_provider(_, value) or {}).get("meant"),
    ),
    Rule(
        "client.identity_providers.twice",
        "client.identity_providers",
        "warning",
        distinct(),
        "{value} stands here twice. Once is enough.",
        "Take the second one out.",
        f"{MODEL}, SupportedIdentityProvidersListType",
        once,
    ),
)

_LIFETIMES: tuple[Rule, ...] = (
    *(
        Rule(
            f"client.{key}.bounds",
            f"client.{key}",
            "fault",
            within(5, 1440),
            f"{name} lasts from 5 minutes to a day (1440); {{value}} is outside.",
            "Write a number from 5 to 1440. 60 is Amazon's own.",
            _TOKENS,
            lambda _, value: max(5, min(1440, value)),
        )
        for key, name in (("id_token_minutes", "An ID token"), ("access_token_minutes", "An access token"))
    ),
    Rule(
        "client.refresh_token_days.bounds",
        "client.refresh_token_days",
        "fault",
        within(1, 3650),
        "A refresh token lasts from 1 day to 10 years (3650 days); {value} is outside.",
        "Write a number from 1 to 3650. 30 is Amazon's own.",
        f"{_TOKENS}; model: 0 stands for 30 days",
        lambda _, value: 30 if value < 1 else 3650,
    ),
    Rule(
        "client.refresh_token_days.order",
        "client.refresh_token_days",
        "fault",
        lambda setup, days: (
            {"value": days}
            if 0 < days * 1440 < max(setup.client.id_token_minutes, setup.client.access_token_minutes)
            else None
        ),
        "A refresh token of {value} days ends before the ID or access token that it renews; Amazon refuses that.",
        "Let it last longer, or the others shorter.",
        'Cognito: "Access and Id Token expiration times must be less than or equal to refresh token expiration times." '
        "(badmintoncryer/cdk-preflight pf-cognito-token-expiration-order)",
        lambda setup, _: -(-max(setup.client.id_token_minutes, setup.client.access_token_minutes) // 1440),
    ),
)

RULES = (*_IDENTITY, *_URLS, *_PROVIDERS, *scopes.RULES, *_LIFETIMES)

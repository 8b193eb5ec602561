"""Which provider, which pool, which scopes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from wizard.pomerium.inspecting.entry import Document, Entry, fault
from wizard.setup.fault import Fault

_REGISTRY = frozenset(
    ("apple", "auth0", "azure", "cognito", "github", "gitlab", "google", "hosted", "oidc", "okta", "onelogin", "ping")
)
_COGNITO_SCOPES = frozenset(("openid", "email", "profile", "phone", "aws.cognito.signin.user.admin"))
_PLACEHOLDER = re.compile(r"\$\{[^}]*\}|\$[A-Z_]+|<[^>]+>|\bYOUR[-_ ]|\bREGION\b|\bUSER[-_]POOL[-_]ID\b", re.IGNORECASE)
_HOST = re.compile(
    r"(?:issuer-)?cognito-idp(?:-fips)?\.(?P<region>[a-z]{2}(?:-[a-z]+)+-\d)\.(?:amazonaws\.com(?:\.cn)?|api\.aws)"
)
_POOL = re.compile(r"(?P<region>[a-z]{2}(?:-[a-z]+)+-\d)_[A-Za-z0-9]+")
_OIDC = "pomerium/pomerium pkg/identity/oidc/oidc.go:34; Cognito knows no offline_access"
_OPTIONS = "pomerium/pomerium config/options.go:149-169: nothing of this is checked at the start"
_LISTS = "pomerium/pomerium config/constants.go:32: cut at commas, not trimmed"
_PROTECTED = frozenset(("client_id", "redirect_uri", "response_type", "scope", "state", "code_challenge", "nonce"))


def _provider(document: Document) -> Iterator[Fault]:
    entry = document.get("idp_provider")
    if entry is None:
        named = document.get("idp_client_id") or document.get("idp_provider_url")
        if document.is_whole and named and document.lacks("idp_provider"):
            yield fault(
                document.first_line,
                "provider.missing",
                "No provider is named, so every sign-in ends in a 500.",
                "Add idp_provider: cognito (IDP_PROVIDER in the environment).",
                _OPTIONS,
                key="idp_provider",
            )
        return
    if entry.text not in _REGISTRY:
        yield fault(
            entry,
            "provider.unknown",
            f"Pomerium knows no provider {entry.text!r}; told only at the first sign-in.",
            "Write cognito.",
            "pomerium/pomerium pkg/identity/providers.go:62-75",
        )
    elif entry.text == "oidc" and document.get("idp_scopes") is None and document.lacks("idp_scopes"):
        yield fault(
            entry,
            "provider.oidc_scopes",
            "The provider oidc asks for offline_access unless scopes are named, and Cognito refuses the whole request.",
            "Write cognito (Pomerium 0.23 or later), or add idp_scopes: [openid, email, profile].",
            _OIDC,
        )
    if entry.text == "oidc":
        yield fault(
            entry,
            "provider.oidc",
            "With the provider oidc, signing out ends on an error page of Cognito's.",
            "Write cognito: Pomerium has it since 0.23, its ingress controller since 0.33.",
            "pomerium/pomerium pull 4137; oidc.go:362-393",
            level="warning",
        )


def _url(document: Document) -> Iterator[Fault]:
    entry = document.get("idp_provider_url")
    if entry is None or not entry.text:
        named = document.get("idp_provider") or document.get("idp_client_id")
        if document.is_whole and named and document.lacks("idp_provider_url"):
            yield fault(
                entry or document.first_line,
                "url.missing",
                "No provider URL: every sign-in ends in 'missing provider url'.",
                "Add https://cognito-idp.REGION.amazonaws.com/POOL_ID, with your region and pool.",
                _OPTIONS,
                key="idp_provider_url",
            )
    elif _PLACEHOLDER.search(entry.text):
        yield _placeholder(entry)
    else:
        yield from _issuer(entry)


def _placeholder(entry: Entry) -> Fault:
    eaten = "${" not in entry.text
    message = (
        "The URL holds a word where the region or the pool belongs: a shell has made it out of ${AWS-REGION} and the"
        " like."
        if eaten
        else f"The URL still holds a placeholder; {_expanded(entry)}."
    )
    return fault(
        entry,
        "url.placeholder",
        message,
        "Put your region and pool ID in their places, as"
        " https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123.",
        "bash: ${AWS-REGION} means 'REGION unless AWS is set'",
    )


def _expanded(entry: Entry) -> str:
    in_shell = entry.place == "env" and entry.quote != "'"
    return "a shell makes REGION out of ${AWS-REGION}" if in_shell else "Pomerium replaces none"


def _issuer(entry: Entry) -> Iterator[Fault]:
    text, parts = entry.text, urlsplit(entry.text.strip())
    exact = "pomerium/pomerium pull 5164: the issuer must be equal to the letter"
    if text != text.strip():
        yield fault(
            entry,
            "url.blank",
            "A blank or line end stands beside the URL, so it is another issuer.",
            "Take it out.",
            exact,
        )
    if (parts.hostname or "").endswith(".amazoncognito.com"):
        yield fault(
            entry,
            "url.domain",
            "This is the login domain; the issuer is another address.",
            "Write https://cognito-idp.REGION.amazonaws.com/POOL_ID.",
            "OpenID Connect Discovery: the document's issuer is cognito-idp.REGION.amazonaws.com",
        )
        return
    if parts.scheme != "https" or not parts.hostname:
        yield fault(entry, "url.scheme", "The provider URL does not begin with https://.", "Write it whole.", exact)
        return
    if "/.well-known" in parts.path:
        yield fault(
            entry,
            "url.well_known",
            "The issuer has no /.well-known/...: Pomerium adds that itself.",
            "Cut it off behind the pool ID.",
            exact,
        )
    elif parts.path.endswith("/"):
        yield fault(
            entry,
            "url.slash",
            "The URL ends in a slash, and Cognito's issuer does not: every sign-in ends in a 500.",
            "Take the slash away.",
            exact,
        )
    yield from _pool(entry, parts.hostname, parts.path.strip("/").partition("/")[0])


def _pool(entry: Entry, host: str, pool: str) -> Iterator[Fault]:
    found, named = _HOST.fullmatch(host), _POOL.fullmatch(pool)
    shape = "service model: UserPoolIdType is REGION_ID"
    if found is None:
        return
    if named is None:
        yield fault(
            entry,
            "url.pool",
            "No user pool ID stands behind the host.",
            "Add it, as /eu-west-1_AbCdEf123; it is in the pool's overview in the console.",
            shape,
        )
    elif named["region"] != found["region"]:
        yield fault(
            entry,
            "url.region",
            f"The host is in {found['region']}, the pool in {named['region']}.",
            f"Write cognito-idp.{named['region']}.amazonaws.com.",
            shape,
        )


def _client(document: Document) -> Iterator[Fault]:
    entry = document.get("idp_client_id")
    named = document.get("idp_provider") or document.get("idp_provider_url")
    if named and document.kind != "manifest" and document.lacks("idp_client_id"):
        yield fault(
            entry or document.first_line,
            "client.missing",
            "No client ID: Cognito refuses every sign-in.",
            "Add the app client's ID.",
            _OPTIONS,
            key="idp_client_id",
        )
    elif entry is not None and _PLACEHOLDER.search(entry.text):
        yield fault(
            entry, "client.placeholder", "The client ID is still a placeholder.", "Add the app client's ID.", _OPTIONS
        )


def _scopes(document: Document) -> Iterator[Fault]:
    entry = document.get("idp_scopes")
    if entry is None:
        return
    values = entry.values
    names = [name for value in values for name in value.split()]
    if not names:
        yield fault(
            entry,
            "scopes.empty",
            "With an empty list of scopes Pomerium asks for offline_access, which Cognito refuses.",
            "Delete the line, or write openid,email,profile.",
            "pomerium/pomerium cognito.go:30 beside oidc.go:75",
        )
        return
    if any(value != value.strip() for value in values):
        yield fault(
            entry,
            "scopes.blank",
            "Blanks beside the commas become part of the scopes' names.",
            f"Write {','.join(names)}.",
            _LISTS,
        )
    elif any(" " in value for value in values):
        yield fault(
            entry,
            "scopes.one",
            "The scopes are separated by blanks, so Pomerium takes them for one name.",
            f"Write {','.join(names)}.",
            _LISTS,
        )
    strange = [name for name in names if name not in _COGNITO_SCOPES and "/" not in name]
    if strange:
        yield fault(
            entry,
            "scopes.unknown",
            f"Cognito has no scope {' or '.join(strange)}, and refuses the whole request.",
            f"Write {','.join(name for name in names if name not in strange) or 'openid,email,profile'}.",
            "Amazon: openid, email, profile, phone, aws.cognito.signin.user.admin, and RESOURCE/SCOPE",
        )
    if "openid" not in names:
        yield fault(
            entry,
            "scopes.openid",
            "Without openid there is no ID token, and without email no address.",
            "Write openid,email,profile.",
            "OpenID Connect Core 3.1.2.1",
        )
    elif "email" not in names:
        yield fault(
            entry,
            "scopes.email",
            "Without email Pomerium learns nobody's address, so no policy by address matches.",
            "Add email.",
            "OpenID Connect Core 5.4",
            level="warning",
        )


def _parameters(document: Document) -> Iterator[Fault]:
    for entry in document.each("idp_request_params"):
        names = set(entry.keys or re.findall(r'"([a-z_]+)"\s*:', entry.text))
        over = sorted(names & _PROTECTED)
        if over:
            yield fault(
                entry,
                "parameters.override",
                f"Request parameters replace what Pomerium itself sends: {', '.join(over)}.",
                "Take them out.",
                "pomerium/pomerium oidc.go:133-142, pull 6522",
            )


RULES = (_provider, _url, _client, _scopes, _parameters)

"""The authenticate URL, the way back after signing out, routes, cookies and claims."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from wizard.pomerium.inspecting.entry import Document, fault
from wizard.setup.fault import Fault
from wizard.setup.versions import SIGNED_OUT_PATH

_HOSTED = "authenticate.pomerium.app"
_UNSET = "pomerium/pomerium config/options.go:838-844"


def _authenticate(document: Document) -> Iterator[Fault]:
    entry = document.get("authenticate_service_url")
    ours = document.is_whole and (document.get("idp_provider") or document.get("idp_client_id"))
    if entry is None or not entry.text:
        if ours and document.lacks("authenticate_service_url"):
            yield fault(
                entry or document.first_line,
                "authenticate.missing",
                "No authenticate URL: Pomerium then uses the hosted service, and your Cognito is never asked.",
                "Add authenticate_service_url: https://authenticate.YOUR-DOMAIN.",
                _UNSET,
                key="authenticate_service_url",
            )
        return
    parts = urlsplit(entry.text if "//" in entry.text else f"//{entry.text}")
    if parts.hostname == _HOSTED:
        yield fault(
            entry,
            "authenticate.hosted",
            "This is Pomerium's hosted service: your Cognito is never asked.",
            "Name an address of your own.",
            _UNSET,
        )
    if parts.scheme != "https":
        yield fault(
            entry,
            "authenticate.scheme",
            "The authenticate URL does not begin with https://, which Cognito wants of a callback.",
            f"Write https://{parts.netloc or 'authenticate.YOUR-DOMAIN'}.",
            "Amazon: callback URLs are https but for localhost",
        )
    if parts.path.strip("/") or parts.query:
        yield fault(
            entry,
            "authenticate.path",
            "Pomerium leaves out the path of the authenticate URL.",
            f"Write https://{parts.netloc}; the callback is https://{parts.netloc}/oauth2/callback.",
            "pomerium/pomerium config/options.go:855-868",
            level="warning",
        )
    for start, line in document.routes:
        if urlsplit(start).netloc == parts.netloc:
            yield fault(
                line,
                "authenticate.route",
                "A route has the same host as the authenticate URL.",
                "Give the route another host.",
                "pomerium/pomerium issue 869",
                key="routes",
            )


def _signed_out(document: Document) -> Iterator[Fault]:
    for entry in document.entries:
        if "signed-out" in entry.text and entry.key not in ("idp_client_secret",):
            yield fault(
                entry,
                "signed_out.spelling",
                "The page after signing out is spelt with an underscore.",
                f"Write {SIGNED_OUT_PATH}, here and in the app client's sign-out URLs.",
                "pomerium/documentation issue 1134; handlers_sign_out.go:75-79",
            )


def _cookies(document: Document) -> Iterator[Fault]:
    entry = document.get("cookie_same_site")
    if entry is not None and entry.text.lower() == "strict":
        yield fault(
            entry,
            "cookies.strict",
            "With cookie_same_site strict the browser leaves out Pomerium's cookies on the way"
            " back from Cognito, and the sign-in fails.",
            "Write lax.",
            "pomerium/pomerium config/options.go:1455-1463",
        )


def _claims(document: Document) -> Iterator[Fault]:
    for name, line in document.claims:
        if name != name.lower():
            yield fault(
                line,
                "claims.case",
                f"Pomerium reads the claim {name} of this file in lower case, and never finds it.",
                "Put the route into the ROUTES variable, or use a claim in lower case.",
                "spf13/viper: keys of a file are lower-cased",
                key=f"claim/{name}",
            )
        elif name in ("cognito:group", "groups"):
            yield fault(
                line,
                "claims.groups",
                f"Cognito's tokens have no claim {name}.",
                "Write claim/cognito:groups.",
                "pomerium.com/docs: cognito, Getting Groups",
                key=f"claim/{name}",
            )


RULES = (_authenticate, _signed_out, _cookies, _claims)

"""The discovery document: the issuer to the letter, the endpoints on the login domain.

Pomerium (go-oidc) refuses a document whose issuer differs in one character from what it was given. Cognito serves
the document of a pool without a domain as well, with endpoints on the issuer's own host that answer nothing.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from wizard.checks.ask import Answer, get, origin, same_host
from wizard.checks.blocked import blocked
from wizard.checks.check import Check, Discovered, Outcome, Target, failed, passed

PATH = "/.well-known/openid-configuration"
_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


def _run(target: Target) -> Outcome:
    if target.issuer.endswith("/"):
        return failed(
            "The issuer ends in a slash. Cognito's own has none, and Pomerium compares the two to the letter.",
            "Take the slash off the provider URL.",
            value=target.issuer,
        )
    answer = get(target, target.issuer + PATH)
    document = _document(answer)
    if answer.status != 200 or document is None:
        return _refused(target, answer, document)
    if document.get("issuer") == target.issuer + "/":
        return _slash(target, answer)
    if document.get("issuer") != target.issuer:
        return failed(
            f"The discovery document names another issuer than {target.issuer}, and Pomerium refuses one that "
            "differs in a single character.",
            "Give Pomerium the issuer that the document names, to the letter.",
            value=str(document.get("issuer", "(none)")),
            details=answer.details,
        )
    texts = {name: value for name in _NEEDED if isinstance(value := document.get(name), str) and value}
    missing = [name for name in _NEEDED if name not in texts]
    if missing:
        return failed(
            f"The discovery document lacks {_joined(missing)}, so Pomerium can't begin a sign-in.",
            "Cognito always names them: what answers here is not Cognito, or only a part of it.",
            value=target.issuer + PATH,
            details=answer.details,
        )
    return _placed(target, Discovered(**texts, userinfo_endpoint=str(document.get("userinfo_endpoint") or "")))


def _slash(target: Target, answer: Answer) -> Outcome:
    return failed(
        f"The issuer that the discovery document names ends in a slash, where {target.issuer} has none, and Pomerium "
        "compares the two to the letter.",
        "Cognito's own has no slash: take it away where this document is rewritten, by a proxy or a stand-in.",
        value=target.issuer + "/",
        details=answer.details,
    )


def _placed(target: Target, found: Discovered) -> Outcome:
    endpoint = found.authorization_endpoint
    if not target.login_url or _dead(target, endpoint):
        return failed(
            "The pool has no login domain yet: discovery names endpoints on the issuer's own host, and those answer "
            "nothing. Pomerium would start, and no sign-in would work.",
            "Give the pool a domain, by prefix or one of your own; with one just made, wait a minute.",
            value=endpoint,
            retry=bool(target.login_url),
        )
    for name, url in (("authorization", endpoint), ("token", found.token_endpoint)):
        if not _below(url, target.login_url):
            return failed(
                f"The {name} endpoint is on {origin(url) or 'no host'}, not on the login domain {target.login_url}. "
                "With a prefix and a domain of one's own, Cognito names the latter alone.",
                "Look which domain the pool has; Pomerium goes where discovery points, so its name must work.",
                value=url,
            )
    return passed(f"The login domain is {origin(endpoint)}.", discovered=found)


def _dead(target: Target, endpoint: str) -> bool:
    elsewhere = same_host(endpoint, target.issuer) and not same_host(endpoint, target.login_url)
    return elsewhere or endpoint == target.issuer + "/authorize"


def _below(url: str, base: str) -> bool:
    return same_host(url, base) and url[len(origin(url)) :].startswith(base.rstrip("/")[len(origin(base)) :] + "/")


def _refused(target: Target, answer: Answer, document: dict[str, Any] | None) -> Outcome:
    between = blocked(answer, issuer=True)
    if between is not None:
        return replace(between, reached=False)
    if document is not None:
        return failed(
            f"The issuer answers HTTP {answer.status}: there is no pool of this ID in this region.",
            "Compare the pool's ID, and the region in front of it, with the issuer's.",
            value=target.issuer + PATH,
            details=answer.details,
        )
    what = "no discovery document" if answer.status != 200 else "a text that is no discovery document"
    return failed(
        f"The issuer answers HTTP {answer.status} and {what}, so Pomerium can't learn where to send people.",
        "The pool doesn't exist under this address: compare its ID, and the region in front of it.",
        value=target.issuer + PATH,
        details=answer.details,
    )


def _document(answer: Answer) -> dict[str, Any] | None:
    try:
        found = json.loads(answer.text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _joined(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


CHECK = Check(
    "discovery",
    "Discovery document",
    "Pomerium finds Cognito by its issuer, and the sign-in page it sends people to is on your login domain.",
    _run,
)

"""The signing keys: without an RS256 key Pomerium can't tell a token of Cognito from a forged one."""

from __future__ import annotations

import json

from wizard.checks.ask import Answer, get
from wizard.checks.blocked import blocked
from wizard.checks.check import Check, Outcome, Target, failed, passed


def _run(target: Target) -> Outcome:
    url = target.discovered.jwks_uri if target.discovered else target.issuer + "/.well-known/jwks.json"
    answer = get(target, url)
    keys = _keys(answer)
    usable = [key for key in keys if _signs(key)]
    if usable:
        return passed(f"{len(usable)} signing keys." if len(usable) > 1 else "1 signing key.")
    between = blocked(answer, issuer=True)
    if between is not None:
        return between
    if answer.status != 200:
        cause = f"The key set answers HTTP {answer.status}, so Pomerium can't verify a token."
    elif keys:
        cause = "The key set holds no RSA key for RS256 signatures, so Pomerium can't verify a token."
    else:
        cause = "The key set holds no key, so Pomerium can't verify a token."
    mend = "Cognito always serves such keys: what answers here is not Cognito, or something stands in between."
    return failed(cause, mend, value=url, details=answer.details)


def _keys(answer: Answer) -> list[dict[str, object]]:
    try:
        found = json.loads(answer.text)
    except (ValueError, RecursionError):
        return []
    keys = found.get("keys") if isinstance(found, dict) and answer.status == 200 else None
    return [key for key in keys if isinstance(key, dict)] if isinstance(keys, list) else []


def _signs(key: dict[str, object]) -> bool:
    """RFC 7517 lets `alg` and `use` be left out; kid, n and e are what go-oidc looks a token's key up by and with."""
    return (
        key.get("kty") == "RSA"
        and key.get("alg", "RS256") == "RS256"
        and key.get("use", "sig") == "sig"
        and all(key.get(member) for member in ("kid", "n", "e"))
    )


CHECK = Check(
    "keys",
    "Signing keys",
    "Pomerium can verify that a token was signed by this pool.",
    _run,
    needs=("discovery",),
)

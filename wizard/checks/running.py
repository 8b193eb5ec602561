"""A Pomerium that runs already: what it would send people to Cognito with, read from its own redirect.

`/.well-known/pomerium` tells its callback, at the authenticate URL and at each route; `/.pomerium/` without a session
redirects to the identity provider with client ID, redirect URI and scopes; `/.pomerium/signed_out` is where people land
(pomerium/pomerium authenticate/handlers.go, internal/handlers/well_known_pomerium.go).
"""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

from wizard.checks.ask import Answer, UnreachedError, get, same_host
from wizard.checks.check import Check, Outcome, Target, failed, passed, skipped
from wizard.setup.versions import CALLBACK_PATH, SIGNED_OUT_PATH

_HOSTED = "authenticate.pomerium.app"
_RESTART = "Give Pomerium the saved configuration; where it takes it from the environment, restart it."


def _run(target: Target) -> Outcome:
    base = target.callback_url.removesuffix(CALLBACK_PATH)
    callback, why = _callback(target, base)
    if callback:
        return _other(target, callback) or _redirect(target, base)
    route = target.route_url.rstrip("/")
    callback, _ = _callback(target, route) if route else ("", "")
    if callback:
        again = f"Have {base} lead to it, too: its name, and what stands before it. Then verify again."
        return _other(target, callback) or skipped(f"A Pomerium answers at {route}, and none here. {why}", again)
    return skipped(why, "Verify again once it runs.")


def _callback(target: Target, base: str) -> tuple[str, str]:
    """The callback of the Pomerium that answers there; else '' and what is told of it."""
    try:
        told = get(target, base + "/.well-known/pomerium")
    except UnreachedError as trouble:
        return "", f"No Pomerium answers at {base} yet. {trouble.why.happened}"
    try:
        found = json.loads(told.text)
    except (ValueError, RecursionError):
        found = None
    callback = str(found.get("authentication_callback_endpoint", "")) if isinstance(found, dict) else ""
    return callback, "" if callback else f"What answers at {base} is no Pomerium (HTTP {told.status})."


def _other(target: Target, callback: str) -> Outcome | None:
    """The fault of a Pomerium that has people come back elsewhere."""
    if urlsplit(callback).hostname == _HOSTED:
        return _hosted(callback)
    if callback != target.callback_url:
        return failed("The running Pomerium has another callback URL.", _RESTART, value=callback)
    return None


def _hosted(value: str) -> Outcome:
    """What a Pomerium does that was given no authenticate URL (config/options.go, GetAuthenticateURL)."""
    return failed(
        "The running Pomerium uses the hosted authenticate service, so your Cognito is never asked.",
        "Set authenticate_service_url, and restart it.",
        value=value,
    )


def _redirect(target: Target, base: str) -> Outcome:
    """What `/.pomerium/` sends a newcomer to."""
    answer = get(target, base + "/.pomerium/")
    if answer.status >= 500:
        return failed(
            f"The running Pomerium answers a newcomer with HTTP {answer.status}: it can't use its identity provider.",
            "Its log says why, as `httputil: error`; give that line to: pomerium-cognito explain",
            details=answer.details,
        )
    if not answer.redirected:
        return skipped(f"The running Pomerium sends nobody to sign in (HTTP {answer.status}).", "Open it in a browser.")
    if urlsplit(answer.location).hostname == _HOSTED:
        return _hosted(answer.location.partition("?")[0])
    wrong = _wrong(target, answer)
    if wrong:
        return failed(f"The running Pomerium has another {wrong}.", _RESTART, value=answer.location.partition("?")[0])
    landing = get(target, base + SIGNED_OUT_PATH) if target.sign_out_url else None
    if landing is not None and landing.status != 200:
        return failed(
            f"The page after signing out answers HTTP {landing.status}.",
            "Look whether a proxy before Pomerium passes /.pomerium/ on.",
            value=base + SIGNED_OUT_PATH,
        )
    return passed("It sends people to this login page, with this client, callback and scopes.")


def _wrong(target: Target, answer: Answer) -> str:
    """What differs in the address that people are sent to; '' where nothing does."""
    asked = {name: values[-1] for name, values in parse_qs(urlsplit(answer.location).query).items()}
    if not same_host(answer.location, target.authorization_endpoint):
        return f"identity provider: {urlsplit(answer.location).hostname}"
    if asked.get("client_id") != target.client_id:
        return f"client ID: {asked.get('client_id', 'none')}"
    if asked.get("redirect_uri") != target.callback_url:
        return f"callback URL: {asked.get('redirect_uri', 'none')}"
    if set(asked.get("scope", "").split()) != set(target.scopes):
        return f"list of scopes: {asked.get('scope', 'none')}"
    return ""


CHECK = Check(
    "running",
    "Running Pomerium",
    "The Pomerium that runs now sends people here, with what was checked.",
    _run,
    needs=("login_page", "client_secret"),
)

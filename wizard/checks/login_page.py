"""The way to the login page: `/oauth2/authorize` with what Pomerium sends, no redirect followed, then the page itself.

What Cognito answers, as seen on live domains: a `/login` Location means callback, client and scopes are accepted; an
unregistered callback goes to `/error?error=redirect_mismatch`, an unknown client to `/error?error=invalid_request`; a
refused scope goes to the callback with `error=invalid_request&error_description=invalid_scope`; a flow that is off goes
there with `error=unauthorized_client`. A managed-login domain answers 403 'Login pages unavailable' at `/login` for a
client without a style.
"""

from __future__ import annotations

import secrets

from wizard.checks.ask import Answer, get, origin, same_host
from wizard.checks.blocked import blocked
from wizard.checks.check import Check, Outcome, Target, failed, passed, skipped

_HOPS = 3  # redirects on the login domain between /login and the page


def _run(target: Target) -> Outcome:
    if not target.authorization_endpoint:
        return skipped("Not tried: the pool has no login domain.", "Give it one, by prefix or one of your own.")
    answer = _authorize(target, target.scopes)
    return _judged(target, answer) if answer.redirected else _no_endpoint(target, answer)


def _judged(target: Target, answer: Answer) -> Outcome:
    if answer.location.startswith(target.callback_url + "?"):
        return _sent_back(target, answer)
    if not same_host(answer.location, target.authorization_endpoint):
        return _elsewhere(answer)
    if answer.location_path.endswith("/login"):
        return _page(target, answer.location)
    if answer.location_path.endswith("/error"):
        return _error_page(target, answer)
    return _not_understood(answer)


def _authorize(target: Target, scopes: tuple[str, ...]) -> Answer:
    parameters = {
        "client_id": target.client_id,
        "redirect_uri": target.callback_url,
        "response_type": "code",
        "scope": " ".join(scopes),
        "state": secrets.token_urlsafe(24),
    }
    return get(target, target.authorization_endpoint, parameters)


def _page(target: Target, url: str) -> Outcome:
    answer = get(target, url)
    for _ in range(_HOPS):
        if not (answer.redirected and same_host(answer.location, url)):
            break
        answer = get(target, answer.location)
    if answer.status == 200:
        return passed(f"The login page is at {origin(url)}.")
    if answer.status == 403 and "login pages unavailable" in answer.text.lower():
        return failed(
            "The app client has no managed-login style, so Amazon shows 'Login pages unavailable' in place of the "
            "login page.",
            "Give the client a style: Plan and Apply make one. One just made takes up to a minute to spread.",
            value=target.client_id,
            details=answer.details,
            retry=target.standing is None or target.standing.styled is not False,
        )
    return blocked(answer) or failed(
        f"Cognito accepts what Pomerium sends, but its login page answers HTTP {answer.status}.",
        "Open the address in a browser; Details hold what it said.",
        value=url.partition("?")[0],
        details=answer.details,
    )


def _error_page(target: Target, answer: Answer) -> Outcome:
    error = answer.query.get("error", "")
    if error == "redirect_mismatch":
        return failed(
            "Cognito doesn't know the callback URL, so sign-in would stop at Amazon's error page.",
            "Add this callback URL to the app client, equal to the letter: plan shows it, apply does it.",
            value=target.callback_url,
            details=answer.details,
            fix=("client.callback_urls", (target.callback_url,)),
        )
    if error == "invalid_scope":
        return _scopes(target, answer)
    if error == "invalid_request":
        return failed(
            "The login domain doesn't know this app client, or the client isn't allowed to use it.",
            "Compare the client ID, and look whether the domain belongs to the client's pool.",
            value=target.client_id,
            details=answer.details,
        )
    return _not_understood(answer)


def _sent_back(target: Target, answer: Answer) -> Outcome:
    error, description = answer.query.get("error", ""), answer.query.get("error_description", "")
    if "invalid_scope" in (error, description):
        return _scopes(target, answer)
    if error == "unauthorized_client":
        return failed(
            "The app client doesn't allow the code flow, so Cognito sends people back to Pomerium with an error.",
            "Turn on the authorization code grant for the client: Plan and Apply do.",
            value=target.client_id,
            details=answer.details,
        )
    if error == "server_error":
        return failed(
            "Cognito sent people back to Pomerium with a server error of its own.",
            "Try again in a minute.",
            value=error,
            details=answer.details,
        )
    return _not_understood(answer)


def _scopes(target: Target, answer: Answer) -> Outcome:
    """Asks for each scope beside `openid` to name the refused ones; where that is refused, it alone is known to be."""
    asked = ("openid",) if "openid" in target.scopes and _refuses(target, "openid") else target.scopes
    refused = tuple(scope for scope in asked if _refuses(target, scope)) or target.scopes
    never = "offline_access" in refused
    mend = (
        "Take offline_access out of Pomerium's scopes: Cognito doesn't know it, and gives refresh tokens without it."
        if never
        else "Add it to the app client's scopes, as apply does, or take it out of Pomerium's."
    )
    return failed(
        "Cognito refuses a scope that Pomerium asks for, and with it every sign-in. Pomerium's log says only "
        "'invalid_request', people see a bare 400.",
        mend,
        value=" ".join(refused),
        details=answer.details,
        fix=None if never else ("client.scopes", refused),
    )


def _refuses(target: Target, scope: str) -> bool:
    query = _authorize(target, tuple(dict.fromkeys(("openid", scope)))).query
    return "invalid_scope" in (query.get("error"), query.get("error_description"))


def _elsewhere(answer: Answer) -> Outcome:
    """A client with a single identity provider sends people straight there (OAuth or SAML)."""
    if {"client_id", "SAMLRequest"} & answer.query.keys():
        return passed(f"Cognito sends people straight to the identity provider at {origin(answer.location)}.")
    return _not_understood(answer)


def _no_endpoint(target: Target, answer: Answer) -> Outcome:
    return blocked(answer) or failed(
        f"There is no working login endpoint: /oauth2/authorize answers HTTP {answer.status} where Cognito sends "
        "people on to its login page.",
        "Look whether the domain is the pool's own; a stand-in for Cognito may have no login side at all.",
        value=target.authorization_endpoint,
        details=answer.details,
    )


def _not_understood(answer: Answer) -> Outcome:
    return failed(
        "Cognito doesn't send people to its login page, and why is not known.",
        "Open the address in a browser; Details hold the answer.",
        value=answer.location.partition("?")[0],
        details=answer.details,
    )


CHECK = Check(
    "login_page",
    "Login page",
    "What Pomerium sends people with (client ID, callback URL, scopes) leads them to the login page.",
    _run,
)

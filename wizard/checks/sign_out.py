"""The way back after signing out: `/logout` redirects to exactly the URL that Pomerium sends, if it is registered.

Cognito doesn't refuse a URL that is not: it redirects to its own `/login`, whose page then complains of a missing
redirect_uri.
"""

from __future__ import annotations

from wizard.checks.ask import Answer, get, same_host
from wizard.checks.blocked import blocked
from wizard.checks.check import Check, Outcome, Target, failed, passed, skipped


def _run(target: Target) -> Outcome:
    if target.provider == "oidc":
        return skipped(
            "Not tried: as provider 'oidc' Pomerium signs people out in a way that Cognito answers with an error page.",
            "From version 0.23 on the provider is 'cognito', which signs people out.",
        )
    if not target.sign_out_url:
        return skipped("Not tried: there is no sign-out URL.")
    url = target.logout_endpoint
    if not url:
        return skipped("Not tried: the pool has no login domain.", "Give it one, by prefix or one of your own.")
    answer = get(target, url, {"client_id": target.client_id, "logout_uri": target.sign_out_url})
    return _judged(answer, url, target.sign_out_url)


def _judged(answer: Answer, url: str, wanted: str) -> Outcome:
    if answer.redirected and answer.location == wanted:
        return passed()
    if answer.redirected and same_host(answer.location, url) and answer.location_path.endswith("/login"):
        return failed(
            "Cognito doesn't know the sign-out URL: people who sign out would end on its error page about "
            "'redirect_uri'.",
            "Add this sign-out URL to the app client, equal to the letter: plan shows it, apply does it.",
            value=wanted,
            details=answer.details,
            fix=("client.logout_urls", (wanted,)),
        )
    if answer.redirected:
        return failed(
            "After signing out Cognito sends people to another place than Pomerium asked for.",
            "Compare client ID and sign-out URL with the app client's.",
            value=answer.location.partition("?")[0],
            details=answer.details,
        )
    return blocked(answer) or failed(
        f"There is no working sign-out endpoint: /logout answers HTTP {answer.status} where Cognito sends people on.",
        "Look whether the domain is the pool's own; a stand-in for Cognito may have no login side at all.",
        value=url,
        details=answer.details,
    )


CHECK = Check(
    "sign_out",
    "Sign-out",
    "After signing out Pomerium gets people back on its own page.",
    _run,
    vital=False,
)

"""Token revocation at `/oauth2/revoke`, tried with a made-up token.

Cognito answers 200 to a token that it doesn't know, 400 `invalid_request` where revocation is off for the client and
401 `invalid_client` to a wrong secret (developer guide, revoke endpoint). Pomerium asks for it at sign-out and passes
over a refusal (pkg/identity/oidc/oidc.go), so one that is off stops nobody from signing in.
"""

from __future__ import annotations

import secrets

from wizard.checks.ask import post
from wizard.checks.blocked import blocked
from wizard.checks.check import Check, Outcome, Target, aside, failed, passed, skipped
from wizard.checks.credentials import basic, oauth_error


def _run(target: Target) -> Outcome:
    url = target.revocation_endpoint
    if not url:
        return skipped("Not tried: the pool has no login domain.", "Give it one, by prefix or one of your own.")
    if target.client_secret is None:
        return skipped("Not tried: there is no client secret.")
    form = {"token": f"made-up-{secrets.token_hex(12)}", "token_type_hint": "refresh_token"}
    answer = post(target, url, form, basic(target.client_id, target.client_secret))
    error, _ = oauth_error(answer)
    if answer.status == 200:
        return passed()
    if error == "invalid_request":
        return aside(
            "Token revocation is off for the app client: a refresh token that got out works until it runs out.",
            "Turn on token revocation: aws cognito-idp update-user-pool-client, or the client's page in the console.",
        )
    return blocked(answer) or failed(
        f"There is no working revocation endpoint: /oauth2/revoke answers HTTP {answer.status} {error}".rstrip() + ".",
        "Look whether the domain is the pool's own; a stand-in for Cognito may have no login side at all.",
        value=url,
        details=answer.details,
    )


CHECK = Check(
    "revocation",
    "Revocation",
    "A refresh token that gets out of Pomerium can be made worthless.",
    _run,
    needs=("client_secret",),
    vital=False,
)

"""Client ID and secret, proven with a code that nobody was given: `invalid_grant` means that both are right.

The secret goes the way of Go's oauth2 package, which Pomerium uses: first in the Authorization header, each half
percent-encoded, and where that is refused once more in the form.
"""

from __future__ import annotations

import secrets

from wizard.checks import login_page
from wizard.checks.ask import Answer, post
from wizard.checks.blocked import blocked
from wizard.checks.check import Check, Outcome, Target, aside, failed, passed, skipped
from wizard.checks.credentials import basic, oauth_error
from wizard.vault import Secret


def _run(target: Target) -> Outcome:
    if not target.token_endpoint:
        return skipped("Not tried: the pool has no login domain.", "Give it one, by prefix or one of your own.")
    if target.client_secret is None:
        return skipped("Not tried: there is no client secret at hand.", "Read it again from Cognito.")
    answer = _in_header(target, target.client_secret)
    error, description = oauth_error(answer)
    if error == "invalid_client":
        answer = _in_form(target, target.client_secret)
        error, description = oauth_error(answer)
    if error == "invalid_grant":
        return _proven(target)
    return _fault(target, answer, error, description)


def _proven(target: Target) -> Outcome:
    if target.standing is not None and target.standing.rotating:
        return aside(
            "It works. A rotation was begun and is not at its end: until then the secret of before works, too.",
            "Go on with it, by rotate.",
        )
    return passed()


def _form(target: Target) -> dict[str, str]:
    code = f"made-up-{secrets.token_hex(12)}"
    return {"grant_type": "authorization_code", "code": code, "redirect_uri": target.callback_url}


def _in_header(target: Target, secret: Secret) -> Answer:
    return post(target, target.token_endpoint, _form(target), basic(target.client_id, secret))


def _in_form(target: Target, secret: Secret) -> Answer:
    form = _form(target) | {"client_id": target.client_id, "client_secret": secret.reveal()}
    return post(target, target.token_endpoint, form)


def _fault(target: Target, answer: Answer, error: str, description: str) -> Outcome:
    if error == "invalid_client" and description == "invalid_client_secret":
        cause = "The client secret is wrong: Cognito refuses it at the token endpoint."
        mend = "Read the secret again from Cognito, and watch for blanks or a line end when it is copied."
        return failed(cause, mend, value=target.client_id, details=answer.details)
    if error == "invalid_client":
        cause = "Cognito refuses client ID and secret: the ID is unknown at this domain, or the secret is wrong."
        mend = "Compare the client ID, then read the secret again from Cognito."
        return failed(cause, mend, value=target.client_id, details=answer.details)
    if error == "unauthorized_client" and login_page.CHECK.run(target).state == "failed":
        return skipped("Not known: Cognito doesn't get to the secret. 'Login page' names what is in the way.")
    if error == "unauthorized_client":
        cause = "The app client may not trade a code for tokens: the code flow is off, or the callback URL differs."
        mend = "Turn on the authorization code grant, and compare the callback URL to the letter."
        return failed(cause, mend, value=target.callback_url, details=answer.details)
    if error:
        cause = f"The token endpoint answers {error!r} to a made-up code, where 'invalid_grant' would prove the secret."
        return failed(cause, "Details hold the answer.", value=target.token_endpoint, details=answer.details)
    return blocked(answer) or failed(
        f"There is no working token endpoint: /oauth2/token answers HTTP {answer.status} and no OAuth error.",
        "Look whether the domain is the pool's own; a stand-in for Cognito may have no login side at all.",
        value=target.token_endpoint,
        details=answer.details,
    )


CHECK = Check(
    "client_secret",
    "Client secret",
    "Pomerium can trade a sign-in for tokens: Cognito accepts its client ID and secret.",
    _run,
)

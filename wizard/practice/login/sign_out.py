"""/logout ends the browser's session, /oauth2/revoke a refresh token."""

from __future__ import annotations

from wizard.practice.login.asked import Answer, Asked, At, reach, redirect, with_parameters
from wizard.practice.login.authorize import drop_expired, revoke_grant
from wizard.practice.login.pages import message
from wizard.practice.login.token import credentials, oauth_error, secret_fits

_ENDED = ("Set-Cookie", "cognito=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")


def logout(asked: Asked) -> Answer | None:
    """Sign out and go on to a registered URL; one that is not registered ends on /login, which misses redirect_uri."""
    query = asked.query
    at = reach(asked, query.get("client_id"), lambda: _unknown_client(asked))
    if not isinstance(at, At):
        return at
    asked.tree["sessions"].pop(asked.cookies.get("cognito", ""), None)
    target = query.get("logout_uri")
    if target is not None and target in at.client["settings"].get("LogoutURLs", []):
        return redirect(target, _ENDED)
    again = target is None and "redirect_uri" in query and "response_type" in query
    return redirect(with_parameters("/login", query if again else {"client_id": at.client["id"]}), _ENDED)


def _unknown_client(asked: Asked) -> Answer:
    if "client_id" not in asked.query:
        return message(400, "Bad request", "Required String parameter 'client_id' is not present")
    return redirect("/error?error=invalid_request")


def revoke(asked: Asked) -> Answer | None:
    """Revoke a refresh token and the access tokens that came of it; one that is gone already is no fault."""
    drop_expired(asked.tree, asked.now)
    given = credentials(asked)
    at = reach(asked, given[0] if given else None, lambda: oauth_error("invalid_client", status=401))
    return _revoke(at, given[1]) if isinstance(at, At) and given else at if not isinstance(at, At) else None


def _revoke(at: At, secret: str | None) -> Answer:
    token = at.asked.form.get("token")
    if not token or not at.client["settings"].get("EnableTokenRevocation", False):
        return oauth_error("invalid_request")
    if not secret_fits(at.client, secret):
        return oauth_error("invalid_client", status=401)
    if token.count(".") == 2 and token.startswith("eyJ"):
        return oauth_error("unsupported_token_type")
    grant = at.asked.tree["grants"].get(token)
    if grant is not None and grant["client"] == at.client["id"]:
        revoke_grant(at.asked, at.client, grant)
    return Answer(200, "", "application/json;charset=UTF-8")

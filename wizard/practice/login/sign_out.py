"""/logout ends the browser's session, /oauth2/revoke a refresh token."""

from __future__ import annotations

from wizard.practice.login.asked import Answer, Asked, any_live, find_client, is_live, redirect, with_parameters
from wizard.practice.login.authorize import drop_expired, revoke_grant
from wizard.practice.login.pages import message
from wizard.practice.login.token import credentials, oauth_error, secret_fits

_ENDED = ("Set-Cookie", "cognito=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")


def logout(asked: Asked) -> Answer | None:
    """Sign out and go on to a registered URL; one that is not registered ends on /login, which complains of redirect_uri."""
    query = asked.query
    found = find_client(asked.tree, query.get("client_id", ""))
    if found is None:
        if not any_live(asked.tree, asked.now):
            return None
        if "client_id" not in query:
            return message(400, "Bad request", "Required String parameter 'client_id' is not present")
        return redirect("/error?error=invalid_request")
    pool, client = found
    if not is_live(asked.tree, pool, asked.now):
        return None
    asked.tree["sessions"].pop(asked.cookies.get("cognito", ""), None)
    target = query.get("logout_uri")
    if target is not None and target in client["settings"].get("LogoutURLs", []):
        return redirect(target, _ENDED)
    if target is None and "redirect_uri" in query and "response_type" in query:
        return redirect(with_parameters("/login", query), _ENDED)
    return redirect(with_parameters("/login", {"client_id": client["id"]}), _ENDED)


def revoke(asked: Asked) -> Answer | None:
    """Revoke a refresh token and the access tokens that came of it; one that is gone already is no fault."""
    drop_expired(asked.tree, asked.now)
    given = credentials(asked)
    found = find_client(asked.tree, given[0]) if given is not None else None
    if found is None or given is None:
        return oauth_error("invalid_client", status=401) if any_live(asked.tree, asked.now) else None
    pool, client = found
    if not is_live(asked.tree, pool, asked.now):
        return None
    token = asked.form.get("token")
    if not token or not client["settings"].get("EnableTokenRevocation", False):
        return oauth_error("invalid_request")
    if not secret_fits(client, given[1]):
        return oauth_error("invalid_client", status=401)
    if token.count(".") == 2 and token.startswith("eyJ"):
        return oauth_error("unsupported_token_type")
    grant = asked.tree["grants"].get(token)
    if grant is not None and grant["client"] == client["id"]:
        revoke_grant(asked, client, grant)
    return Answer(200, "", "application/json;charset=UTF-8")

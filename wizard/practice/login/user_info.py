"""/oauth2/userInfo: the attributes that an access token shows."""

from __future__ import annotations

import json

from wizard.practice.login.asked import Answer, Asked, any_live, find_client, is_live
from wizard.practice.login.tokens import read_access_token, readable_attributes

_BAD = ("invalid_request", "Bad OAuth2 request at UserInfo Endpoint")
_GONE = ("invalid_token", "Access token is expired, disabled, or deleted, or the user has globally signed out.")


def user_info(asked: Asked) -> Answer | None:
    """Show the user of a Bearer access token that holds `openid`; verified marks are strings, groups are not here."""
    scheme, _, token = asked.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        return _refused(400, *_BAD) if any_live(asked.tree, asked.now) else None
    claims = read_access_token(asked, token)
    found = find_client(asked.tree, claims["client_id"]) if claims is not None else None
    if claims is None or found is None:
        return _refused(401, *_GONE) if any_live(asked.tree, asked.now) else None
    pool, client = found
    if not is_live(asked.tree, pool, asked.now):
        return None
    user = pool["users"].get(claims.get("username", ""))
    scopes = claims["scope"].split()
    if user is None or not user["enabled"] or "openid" not in scopes:
        return _refused(401, *_GONE)
    shown = {**readable_attributes(user, scopes, client), "username": user["username"]}
    return Answer(200, json.dumps(shown), "application/json;charset=UTF-8")


def _refused(status: int, error: str, description: str) -> Answer:
    header = ("WWW-Authenticate", f'error="{error}", error_description="{description}"')
    body = json.dumps({"error": error, "error_description": description})
    return Answer(status, body, "application/json;charset=UTF-8", (header,))

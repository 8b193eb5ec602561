"""Which path is answered by which function."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from wizard.practice.login.asked import Answer, Asked, any_live
from wizard.practice.login.authorize import authorize
from wizard.practice.login.discovery import answer_issuer
from wizard.practice.login.pages import error_page, message
from wizard.practice.login.sign_in import login
from wizard.practice.login.sign_out import logout, revoke
from wizard.practice.login.token import token
from wizard.practice.login.user_info import user_info

Endpoint = Callable[[Asked], Answer | None]
"""Answers a request, or gives None: the domain is not there, so the connection ends without an answer."""

ROUTES: Mapping[tuple[str, str], Endpoint] = {
    ("GET", "/oauth2/authorize"): authorize,
    ("GET", "/login"): login,
    ("POST", "/login"): login,
    ("POST", "/oauth2/token"): token,
    ("GET", "/oauth2/userInfo"): user_info,
    ("POST", "/oauth2/userInfo"): user_info,
    ("POST", "/oauth2/revoke"): revoke,
    ("GET", "/logout"): logout,
}
_ISSUER = re.compile(r"(/issuer-cognito-idp)?/[\w-]+_[0-9a-zA-Z]+/.+", re.ASCII)


def answer(asked: Asked) -> Answer | None:
    """Answer any request that is not one of Amazon's API."""
    endpoint = ROUTES.get((asked.method, asked.path))
    if endpoint is not None:
        return endpoint(asked)
    if asked.method == "GET" and _ISSUER.fullmatch(asked.path):
        return answer_issuer(asked)
    if not any_live(asked.tree, asked.now):
        return None
    if asked.path == "/error":
        return error_page()
    if any(path == asked.path for _, path in ROUTES):
        return message(405, "Method not allowed")
    # Also for /.well-known/openid-configuration: the login domain serves no discovery.
    return message(400, "Bad request", "An error was encountered with the requested page.")

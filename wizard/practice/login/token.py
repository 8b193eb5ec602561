"""/oauth2/token: codes, refresh tokens and client credentials for tokens."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from wizard.practice.api.client_rules import OIDC_SCOPES
from wizard.practice.login.asked import Answer, Asked, At, reach
from wizard.practice.login.authorize import drop_expired
from wizard.practice.login.tokens import machine_answer, may_read_scopes, new_refresh_token, token_answer
from wizard.practice.state import Tree

_NO_STORE = (("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate"), ("Pragma", "no-cache"))


def oauth_error(error: str, description: str | None = None, status: int = 400) -> Answer:
    """An OAuth error as Cognito writes it: JSON without blanks."""
    body = {"error": error, **({"error_description": description} if description else {})}
    return Answer(status, json.dumps(body, separators=(",", ":")), "application/json;charset=UTF-8", _NO_STORE)


def token(asked: Asked) -> Answer | None:
    """Answer one request for tokens."""
    drop_expired(asked.tree, asked.now)
    given = credentials(asked)
    unknown = "invalid_request" if given is None else "invalid_client"
    at = reach(asked, given[0] if given else None, lambda: oauth_error(unknown))
    if given is None or not isinstance(at, At):
        return at if not isinstance(at, At) else None
    kind = asked.form.get("grant_type")
    if kind is None or asked.doubled:
        return oauth_error("invalid_request")
    if kind not in _GRANTS:
        return oauth_error("unsupported_grant_type")
    if not secret_fits(at.client, given[1]):
        return oauth_error("invalid_client", "invalid_client_secret" if at.client["confidential"] else None)
    return _GRANTS[kind](at)


def credentials(asked: Asked) -> tuple[str, str | None] | None:
    """The client id and secret of a request, by header or in the form; None where it has neither."""
    scheme, _, encoded = asked.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            user, colon, password = base64.b64decode(encoded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        if not colon or asked.form.get("client_id", unquote(user)) != unquote(user):
            return None
        return unquote(user), unquote(password)
    if "client_id" not in asked.form:
        return None
    return asked.form["client_id"], asked.form.get("client_secret")


def secret_fits(client: Tree, secret: str | None) -> bool:
    """Whether this is one of the client's secrets; a client without one wants none."""
    if not client["confidential"]:
        return not secret
    given = (secret or "").encode()
    return any(hmac.compare_digest(one["value"].encode(), given) for one in client["secrets"])


def _by_code(at: At) -> Answer:
    form, settings = at.asked.form, at.client["settings"]
    if not form.get("code") or not form.get("redirect_uri"):
        return oauth_error("invalid_request")
    if "code" not in settings.get("AllowedOAuthFlows", []) or _differs_by_a_slash(at):
        return oauth_error("unauthorized_client")
    # A code is good once, also where the rest of the request is wrong.
    code = at.asked.tree["codes"].pop(form["code"], None)
    if code is None or not _code_fits(at, code):
        return oauth_error("invalid_grant")
    grant = {name: code[name] for name in code if name not in ("redirect_uri", "challenge", "until")}
    return _good(token_answer(at, grant, new_refresh_token(at.asked, at.client, grant)))


def _differs_by_a_slash(at: At) -> bool:
    target, registered = at.asked.form["redirect_uri"], at.client["settings"].get("CallbackURLs", [])
    return target not in registered and target.rstrip("/") in [url.rstrip("/") for url in registered]


def _code_fits(at: At, code: Tree) -> bool:
    same = (code["client"], code["redirect_uri"]) == (at.client["id"], at.asked.form["redirect_uri"])
    verified = _verifier_fits(code["challenge"], at.asked.form.get("code_verifier"))
    return same and verified and code["user"] in at.pool["users"] and may_read_scopes(code["scopes"], at.client)


def _verifier_fits(challenge: str | None, verifier: str | None) -> bool:
    if challenge is None:
        return True
    digest = hashlib.sha256((verifier or "").encode()).digest()
    return hmac.compare_digest(base64.urlsafe_b64encode(digest).rstrip(b"="), challenge.encode())


def _by_refresh_token(at: At) -> Answer:
    given, settings = at.asked.form.get("refresh_token"), at.client["settings"]
    if not given:
        return oauth_error("invalid_request")
    flows = settings.get("ExplicitAuthFlows")
    if flows and "ALLOW_REFRESH_TOKEN_AUTH" not in flows and any(flow.startswith("ALLOW_") for flow in flows):
        return oauth_error("unauthorized_client")
    grant = at.asked.tree["grants"].get(given)
    if grant is None or grant["client"] != at.client["id"]:
        return oauth_error("invalid_grant")
    user = at.pool["users"].get(grant["user"])
    if user is None or not user["enabled"] or not may_read_scopes(grant["scopes"], at.client):
        return oauth_error("invalid_grant")
    rotation, new = settings.get("RefreshTokenRotation", {}), None
    if rotation.get("Feature") == "ENABLED":
        new = new_refresh_token(at.asked, at.client, grant)
        grant["until"] = min(grant["until"], at.asked.now + rotation.get("RetryGracePeriodSeconds", 0))
    return _good(token_answer(at, grant, new))


def _by_client(at: At) -> Answer:
    settings = at.client["settings"]
    if "client_credentials" not in settings.get("AllowedOAuthFlows", []):
        return oauth_error("unauthorized_client")
    allowed = [scope for scope in settings.get("AllowedOAuthScopes", []) if scope not in OIDC_SCOPES]
    scopes = at.asked.form.get("scope", "").split() or allowed
    if not set(scopes) <= set(allowed):
        return oauth_error("invalid_scope")
    return _good(machine_answer(at, scopes))


def _good(body: Mapping[str, object]) -> Answer:
    return Answer(200, json.dumps(body, separators=(",", ":")), "application/json;charset=UTF-8", _NO_STORE)


_GRANTS: Mapping[str, Callable[[At], Answer]] = {
    "authorization_code": _by_code,
    "refresh_token": _by_refresh_token,
    "client_credentials": _by_client,
}

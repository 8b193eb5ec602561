"""/oauth2/authorize, and the checks that it shares with /login."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from wizard.practice.api.client_rules import lifetime
from wizard.practice.login.asked import Answer, Asked, At, domain_of, reach, redirect, with_parameters
from wizard.practice.login.pages import message
from wizard.practice.login.tokens import new_grant, token_answer
from wizard.practice.state import Tree

_CODE_SECONDS = 300
_FLOWS = {"code": "code", "token": "implicit"}


def authorize(asked: Asked) -> Answer | None:
    """Send a good request to the login page, or back with a code in a live session; a bad one where Amazon sends it."""
    at = reach(asked, asked.query.get("client_id"), lambda: redirect("/error?error=invalid_request"))
    return (request_fault(at) or _go_on(at)) if isinstance(at, At) else at


def _go_on(at: At) -> Answer:
    query = at.asked.query
    provider = query.get("identity_provider", "COGNITO")
    if provider != "COGNITO":
        return message(501, "Not in the stand-in", f"Signing in through {provider} is not part of practice mode.")
    user, prompt = session_user(at), _prompt(at)
    if user is not None and prompt not in ("login", "select_account"):
        return finish(at, user)
    if prompt == "none":
        return redirect(with_parameters(query["redirect_uri"], {"error": "login_required"}))
    return redirect(with_parameters("/login", query))


def request_fault(at: At) -> Answer | None:
    """What is wrong with an authorization request, as Amazon answers it; None where nothing is."""
    query, settings = at.asked.query, at.client["settings"]
    target = query.get("redirect_uri")
    if target is None or target not in settings.get("CallbackURLs", []):
        return redirect(f"/error?error=redirect_mismatch&client_id={at.client['id']}")
    provider = query.get("identity_provider")
    if provider is not None and provider not in settings.get("SupportedIdentityProviders", []):
        return redirect(f"/error?error=invalid_request&client_id={at.client['id']}")
    response = query.get("response_type")
    if response not in _FLOWS or _bad_challenge(query):
        return redirect(with_parameters(target, {"error": "invalid_request"}))
    if not settings.get("AllowedOAuthFlowsUserPoolClient") or _FLOWS[response] not in settings.get(
        "AllowedOAuthFlows", []
    ):
        return redirect(with_parameters(target, {"error": "unauthorized_client"}))
    if not _good_scopes(at.asked, at.client):
        state = {"state": query["state"]} if "state" in query else {}
        fault = {"error_description": "invalid_scope", **state, "error": "invalid_request"}
        return redirect(with_parameters(target, fault))
    return None


def requested_scopes(asked: Asked, client: Tree) -> list[str]:
    """The scopes of a request: those that it names, else all of the client's."""
    named = asked.query.get("scope", "").split()
    allowed: list[str] = client["settings"].get("AllowedOAuthScopes", [])
    return named or list(allowed)


def session_user(at: At) -> Tree | None:
    """Who is signed in at this pool in this browser, within the hour."""
    session = at.asked.tree["sessions"].get(at.asked.cookies.get("cognito", ""))
    if session is None or session["pool"] != at.pool["id"] or session["until"] <= at.asked.now:
        return None
    user: Tree | None = at.pool["users"].get(session["user"])
    return user if user is not None and user["enabled"] else None


def finish(at: At, user: Tree, *headers: tuple[str, str]) -> Answer:
    """Send a signed-in user back to the application, with a code or (implicit flow) with tokens in the fragment."""
    query = at.asked.query
    scopes = requested_scopes(at.asked, at.client)
    grant = new_grant(at, user["username"], scopes, query.get("nonce"))
    state = {"state": query["state"]} if "state" in query else {}
    if query["response_type"] == "token":
        body = {name: str(value) for name, value in token_answer(at, grant, None).items()}
        return redirect(with_parameters(query["redirect_uri"], {**body, **state}, "#"), *headers)
    code = str(uuid.uuid4())
    at.asked.tree["codes"][code] = {
        **grant,
        "redirect_uri": query["redirect_uri"],
        "challenge": query.get("code_challenge"),
        "until": at.asked.now + _CODE_SECONDS,
    }
    return redirect(with_parameters(query["redirect_uri"], {"code": code, **state}), *headers)


def drop_expired(tree: Tree, now: float) -> None:
    """Forget codes, sessions, half-done sign-ins and refresh tokens that ran out."""
    for section in ("codes", "sessions", "flows", "grants"):
        if any(entry["until"] <= now for entry in tree[section].values()):
            tree[section] = {key: entry for key, entry in tree[section].items() if entry["until"] > now}
    tree["revoked"] = {key: until for key, until in tree["revoked"].items() if until > now}


def revoke_grant(asked: Asked, client: Tree, grant: Tree) -> None:
    """Let neither the refresh tokens nor the access tokens of a grant hold any longer."""
    origin = grant["origin_jti"]
    kept = {value: entry for value, entry in asked.tree["grants"].items() if entry["origin_jti"] != origin}
    asked.tree["grants"] = kept
    asked.tree["revoked"][origin] = asked.now + lifetime(client["settings"], "AccessToken")


def _prompt(at: At) -> str | None:
    """`prompt`, which only managed login knows."""
    domain = domain_of(at.asked.tree, at.pool)
    return at.asked.query.get("prompt") if domain is not None and domain["version"] == 2 else None


def _bad_challenge(query: Mapping[str, str]) -> bool:
    method = query.get("code_challenge_method")
    if "code_challenge" in query:
        return method != "S256"
    return method is not None


def _good_scopes(asked: Asked, client: Tree) -> bool:
    scopes = requested_scopes(asked, client)
    allowed = client["settings"].get("AllowedOAuthScopes", [])
    needs_openid = {"email", "phone", "profile"} & set(scopes)
    return all(scope in allowed for scope in scopes) and (not needs_openid or "openid" in scopes)

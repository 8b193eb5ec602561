"""Code for tokens as Go's oauth2 package does it, and what Pomerium then does with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wizard.checks.ask import Answer, get, post
from wizard.checks.check import Target
from wizard.checks.credentials import basic
from wizard.checks.sign_in.attempt import Attempt
from wizard.vault import Secret


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the token endpoint gave; shown in no repr."""

    id_token: str = field(default="", repr=False)
    access_token: str = field(default="", repr=False)
    refresh_token: str = field(default="", repr=False)


def exchange(target: Target, attempt: Attempt, code: str) -> tuple[Tokens | None, Answer]:
    """Trade the code. None with the answer that refuses it."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": attempt.redirect_uri,
        "code_verifier": attempt.verifier,
    }
    return _tokens(post(target, target.token_endpoint, form, _header(target)))


def refresh(target: Target, tokens: Tokens) -> tuple[Tokens | None, Answer]:
    """Trade the refresh token, as Pomerium does shortly before a session runs out."""
    form = {"grant_type": "refresh_token", "refresh_token": tokens.refresh_token}
    return _tokens(post(target, target.token_endpoint, form, _header(target)))


def revoke(target: Target, tokens: Tokens) -> Answer:
    """Revoke the refresh token at the login domain's own endpoint."""
    form = {"token": tokens.refresh_token, "token_type_hint": "refresh_token"}
    return post(target, target.revocation_endpoint, form, _header(target))


def user_info(target: Target, tokens: Tokens) -> tuple[dict[str, Any] | None, Answer]:
    """The attributes that the access token shows, asked for as go-oidc does; None where there are none."""
    answer = get(target, target.userinfo_endpoint, authorization=f"Bearer {tokens.access_token}")
    found = _json(answer)
    return (dict(found) if answer.status == 200 and found else None), answer


def _header(target: Target) -> str:
    return basic(target.client_id, target.client_secret or Secret(""))


def _tokens(answer: Answer) -> tuple[Tokens | None, Answer]:
    found = _json(answer)
    if answer.status != 200 or not found or not found.get("access_token"):
        return None, answer
    texts = [str(found.get(name, "")) for name in ("id_token", "access_token", "refresh_token")]
    return Tokens(*texts), Answer(answer.url, answer.status, "", "")  # without the tokens


def _json(answer: Answer) -> Mapping[str, Any] | None:
    try:
        found = json.loads(answer.text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None

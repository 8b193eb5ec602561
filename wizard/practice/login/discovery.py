"""The issuer's side: discovery document, key set, and the endpoints that answer nothing but BadRequest."""

from __future__ import annotations

import json

from wizard.practice.login.asked import Answer, Asked, domain_of, issuer
from wizard.practice.login.keys import key_set
from wizard.practice.state import Tree

_DEAD = ("authorize", "logout", "revoke", "token", "userInfo")


def answer_issuer(asked: Asked) -> Answer:
    """Answer a path below a pool's issuer, in either of its two forms."""
    path = asked.path.removeprefix("/issuer-cognito-idp")
    identifier, _, rest = path.lstrip("/").partition("/")
    pool = asked.tree["pools"].get(identifier)
    if pool is None:
        text = json.dumps({"code": "ResourceNotFound", "message": f"User pool {identifier} does not exist."})
        return Answer(400, text, "application/json")
    if rest == ".well-known/openid-configuration":
        return _json(document(asked, pool))
    if rest == ".well-known/jwks.json":
        return _json(key_set(asked.tree))
    if rest in _DEAD:
        return Answer(400, json.dumps({"message": "BadRequest"}), "application/json")
    return Answer(404, json.dumps({"message": "Not Found"}), "application/json")


def document(asked: Asked, pool: Tree) -> dict[str, object]:
    """The discovery document; without a domain it still names endpoints, on the issuer's host and dead."""
    own = issuer(asked.base, pool)
    login = domain_of(asked.tree, pool) is not None
    root = f"{asked.base}/oauth2" if login else own
    return {
        "authorization_endpoint": f"{root}/authorize",
        "end_session_endpoint": f"{asked.base if login else own}/logout",
        "id_token_signing_alg_values_supported": ["RS256"],
        "issuer": own,
        "jwks_uri": f"{own}/.well-known/jwks.json",
        "response_types_supported": ["code", "token"],
        "revocation_endpoint": f"{root}/revoke",
        "scopes_supported": ["openid", "email", "phone", "profile"],
        "subject_types_supported": ["public"],
        "token_endpoint": f"{root}/token",
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "userinfo_endpoint": f"{root}/userInfo",
    }


def _json(value: object) -> Answer:
    return Answer(200, json.dumps(value), "application/json")

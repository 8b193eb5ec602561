"""ID, access and refresh tokens: claims, signatures, lifetimes."""

from __future__ import annotations

import base64
import hashlib
import secrets
import uuid
from collections.abc import Sequence
from typing import Any

from wizard.practice.api.client_rules import lifetime
from wizard.practice.login.asked import Asked, At, issuer
from wizard.practice.login.keys import signing_keys
from wizard.practice.state import Tree

_SCOPED = {"email": ("email", "email_verified"), "phone": ("phone_number", "phone_number_verified")}


def readable_attributes(user: Tree, scopes: Sequence[str], client: Tree) -> dict[str, str]:
    """The attributes that these scopes show to this client; `openid` alone and `profile` show all it may read."""
    allowed = client["settings"].get("ReadAttributes")
    attributes = {
        name: value for name, value in user["attributes"].items() if not allowed or name in allowed or name == "sub"
    }
    if "profile" in scopes or not set(scopes) & set(_SCOPED):
        return attributes
    names = {"sub", *(name for scope in scopes for name in _SCOPED.get(scope, ()))}
    return {name: value for name, value in attributes.items() if name in names}


def may_read_scopes(scopes: Sequence[str], client: Tree) -> bool:
    """Whether the client may read what its scopes stand for; where not, no code is changed for tokens."""
    allowed = client["settings"].get("ReadAttributes")
    return not allowed or all(name in allowed for scope in scopes for name in _SCOPED.get(scope, ()))


def token_answer(at: At, grant: Tree, refresh: str | None) -> dict[str, Any]:
    """The body of a good answer of the token endpoint. `grant` holds user, scopes, auth_time, origin_jti, nonce."""
    user = at.pool["users"][grant["user"]]
    settings = at.client["settings"]
    access_seconds = lifetime(settings, "AccessToken")
    common = _common(at.asked, at.pool, user, grant)
    access = _signed(
        at.asked,
        1,
        {
            **common,
            "client_id": at.client["id"],
            "token_use": "access",
            "scope": " ".join(grant["scopes"]),
            "username": user["username"],
            "version": 2,
            "exp": int(at.asked.now) + access_seconds,
            "jti": str(uuid.uuid4()),
        },
    )
    body: dict[str, Any] = {}
    if "openid" in grant["scopes"]:
        body["id_token"] = _id_token(at, grant, common, access)
    body["access_token"] = access
    if refresh is not None:
        body["refresh_token"] = refresh
    return {**body, "expires_in": access_seconds, "token_type": "Bearer"}


def machine_answer(at: At, scopes: Sequence[str]) -> dict[str, Any]:
    """The body of a good answer to client_credentials: an access token alone."""
    seconds = lifetime(at.client["settings"], "AccessToken")
    claims = {
        "sub": at.client["id"],
        "client_id": at.client["id"],
        "iss": issuer(at.asked.base, at.pool),
        "token_use": "access",
        "scope": " ".join(scopes),
        "auth_time": int(at.asked.now),
        "iat": int(at.asked.now),
        "exp": int(at.asked.now) + seconds,
        "version": 2,
        "jti": str(uuid.uuid4()),
    }
    return {"access_token": _signed(at.asked, 1, claims), "expires_in": seconds, "token_type": "Bearer"}


def new_grant(at: At, user: str, scopes: list[str], nonce: str | None) -> Tree:
    """What a sign-in gave to a client; codes and refresh tokens stand for one."""
    return {
        "pool": at.pool["id"],
        "client": at.client["id"],
        "user": user,
        "scopes": scopes,
        "nonce": nonce,
        "auth_time": int(at.asked.now),
        "origin_jti": str(uuid.uuid4()),
    }


def new_refresh_token(asked: Asked, client: Tree, grant: Tree) -> str:
    """A refresh token for a grant, kept until it runs out."""
    value = f"practice.{secrets.token_urlsafe(64)}"
    asked.tree["grants"][value] = {**grant, "until": asked.now + lifetime(client["settings"], "RefreshToken")}
    return value


def read_access_token(asked: Asked, token: str) -> dict[str, Any] | None:
    """The claims of an access token that this server signed and that still holds."""
    import jwt

    key = signing_keys(asked.tree)[1]
    public = jwt.PyJWK(key["jwk"]).key
    try:
        claims: dict[str, Any] = jwt.decode(
            token, public, algorithms=["RS256"], options={"verify_exp": False, "verify_iat": False}
        )
    except jwt.InvalidTokenError:
        return None
    fresh = claims.get("token_use") == "access" and claims["exp"] > asked.now
    return claims if fresh and claims.get("origin_jti") not in asked.tree["revoked"] else None


def _common(asked: Asked, pool: Tree, user: Tree, grant: Tree) -> dict[str, Any]:
    claims: dict[str, Any] = {
        "sub": user["attributes"]["sub"],
        "iss": issuer(asked.base, pool),
        "origin_jti": grant["origin_jti"],
        "event_id": str(uuid.uuid4()),
        "auth_time": grant["auth_time"],
        "iat": int(asked.now),
    }
    # Present only for who is in a group, never empty.
    if user["groups"]:
        claims["cognito:groups"] = list(user["groups"])
    return claims


def _id_token(at: At, grant: Tree, common: dict[str, Any], access: str) -> str:
    user = at.pool["users"][grant["user"]]
    attributes: dict[str, Any] = dict(readable_attributes(user, grant["scopes"], at.client))
    for name in ("email_verified", "phone_number_verified"):
        if name in attributes:
            attributes[name] = attributes[name].lower() == "true"
    if "email" in attributes:
        attributes.setdefault("email_verified", False)
    half = hashlib.sha256(access.encode()).digest()[:16]
    claims = {
        **attributes,
        **common,
        **_roles(at.pool, user),
        "aud": at.client["id"],
        "token_use": "id",
        "cognito:username": user["username"],
        "at_hash": base64.urlsafe_b64encode(half).rstrip(b"=").decode(),
        "exp": int(at.asked.now) + lifetime(at.client["settings"], "IdToken"),
        "jti": str(uuid.uuid4()),
    }
    if grant["nonce"] is not None:
        claims["nonce"] = grant["nonce"]
    return _signed(at.asked, 0, claims)


def _roles(pool: Tree, user: Tree) -> dict[str, Any]:
    """IAM roles of the user's groups, the preferred one by the lowest precedence."""
    groups = [pool["groups"][name] for name in user["groups"] if "RoleArn" in pool["groups"][name]]
    if not groups:
        return {}
    first = min(groups, key=lambda group: group.get("Precedence", 1 << 31))
    return {"cognito:roles": [group["RoleArn"] for group in groups], "cognito:preferred_role": first["RoleArn"]}


def _signed(asked: Asked, which: int, claims: dict[str, Any]) -> str:
    import jwt

    key = signing_keys(asked.tree)[which]
    return jwt.encode(claims, key["pem"], algorithm="RS256", headers={"kid": key["kid"]})

"""The ID token held against the pool's keys: signature, issuer, audience, times, nonce (OIDC Core 3.1.3.7)."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
from typing import TYPE_CHECKING, Any

from wizard.checks.ask import get
from wizard.checks.check import Target
from wizard.errors import Explanation

if TYPE_CHECKING:
    from jwt import PyJWK, PyJWKSet

_LEEWAY = 60  # seconds that two clocks may differ by
_SKEW = "Set this computer's clock, and that of Pomerium's host: both have to be right within a minute."


class Untrusted(Exception):
    """Why a token can't be trusted; `why` tells it without repeating the token."""

    def __init__(self, why: Explanation) -> None:
        super().__init__(why.text)
        self.why = why


def verified(target: Target, token: str, nonce: str, access_token: str = "") -> dict[str, Any]:
    """The claims of an ID token; `access_token` is the one that came with it. Raises Untrusted."""
    import jwt

    try:
        keys = jwt.PyJWKSet.from_dict(_key_set(target))
        key = _signer(keys, token)
        if key is None:
            raise Untrusted(_unknown_key(target, token))
        claims: dict[str, Any] = jwt.decode(
            token,
            key.key,
            algorithms=["RS256"],
            audience=target.client_id,
            issuer=target.issuer,
            leeway=_LEEWAY,
            options={"require": ["exp", "iat", "aud", "iss", "sub"]},
        )
    except jwt.PyJWTError as error:
        raise Untrusted(_told(error)) from None
    if claims.get("token_use", "id") != "id":
        raise Untrusted(_because("It is another token, not an ID token.", "Verify again."))
    if claims.get("nonce") != nonce:
        raise Untrusted(_because("It carries another nonce: it belongs to another sign-in.", "Sign in again."))
    if "at_hash" in claims and access_token and claims["at_hash"] != _half_hash(access_token):
        raise Untrusted(_because("It belongs to another access token (at_hash).", "Sign in again."))
    return claims


def _half_hash(token: str) -> str:
    """The left half of its SHA-256, as RS256 wants it (OIDC Core 3.1.3.6)."""
    return base64.urlsafe_b64encode(hashlib.sha256(token.encode()).digest()[:16]).rstrip(b"=").decode()


_OTHER_POOL = "Compare region and pool ID: the login domain may belong to another pool."
_OLD = "Look for a cache or a proxy on the way to Amazon that keeps old answers, and try again in some minutes."


def _signer(keys: PyJWKSet, token: str) -> PyJWK | None:
    """The key that a token names; of one that names none, as go-oidc does, whichever of them signed it."""
    import jwt

    kid = jwt.get_unverified_header(token).get("kid")
    if kid:
        return next((each for each in keys.keys if each.key_id == kid), None)
    for each in keys.keys:
        with contextlib.suppress(jwt.InvalidSignatureError):
            jwt.PyJWS().decode(token, each.key, algorithms=["RS256"])
            return each
    return next(iter(keys.keys), None)


def _unknown_key(target: Target, token: str) -> Explanation:
    """Of this pool's own token, an old key set; its claims are believed no further than that."""
    import jwt

    claims = jwt.decode(token, options={"verify_signature": False})
    if claims.get("iss") == target.issuer:
        return _because("It is signed by a key that isn't in the pool's key set: what came is an old key set.", _OLD)
    return _because("It is signed by a key that the pool doesn't have.", _OTHER_POOL)


def _key_set(target: Target) -> dict[str, Any]:
    url = target.discovered.jwks_uri if target.discovered else target.issuer + "/.well-known/jwks.json"
    try:
        found = json.loads(get(target, url).text)
    except ValueError:
        found = {}
    return found if isinstance(found, dict) else {}


def _told(error: Exception) -> Explanation:
    """PyJWT's own kinds, in words."""
    kinds = {
        "ExpiredSignatureError": ("It has run out already.", _SKEW),
        "ImmatureSignatureError": ("It is dated in the future.", _SKEW),
        "InvalidIssuerError": ("It names another issuer.", _OTHER_POOL),
        "InvalidAudienceError": ("It was made out to another app client.", "Compare the client ID."),
        "InvalidSignatureError": ("Its signature is not by the pool's key.", _OTHER_POOL),
        "InvalidAlgorithmError": ("It is not signed by RS256.", "What answered is not Cognito."),
        "MissingRequiredClaimError": ("A claim is missing that Pomerium needs.", "What answered is not Cognito."),
        "PyJWKSetError": ("The pool's key set holds no usable key.", "What answers there is not Cognito."),
    }
    name = type(error).__name__
    happened, mend = kinds.get(name, ("It can't be read.", "What answered is not Cognito."))
    return Explanation(f"The ID token can't be trusted. {happened}", "", mend, name)


def _because(happened: str, mend: str) -> Explanation:
    return Explanation(f"The ID token can't be trusted. {happened}", "", mend)

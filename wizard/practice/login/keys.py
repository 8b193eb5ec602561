"""The two RSA keys of tokens: one signs ID tokens, one access tokens. Made on first use, kept in the state."""

from __future__ import annotations

import base64
from typing import Any

from wizard.practice.state import Tree


def signing_keys(tree: Tree) -> tuple[Tree, Tree]:
    """The keys of ID and access tokens, each with `kid`, `pem` and its public `jwk`."""
    while len(tree["keys"]) < 2:
        tree["keys"].append(_new_key())
    return tree["keys"][0], tree["keys"][1]


def key_set(tree: Tree) -> dict[str, Any]:
    """The JWKS document."""
    return {"keys": [key["jwk"] for key in signing_keys(tree)]}


def _new_key() -> Tree:
    import secrets

    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    numbers = key.public_key().public_numbers()
    kid = base64.b64encode(secrets.token_bytes(32)).decode()
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    jwk = {"alg": "RS256", "e": _number(numbers.e), "kid": kid, "kty": "RSA", "n": _number(numbers.n), "use": "sig"}
    return {"kid": kid, "pem": pem, "jwk": jwk}


def _number(value: int) -> str:
    raw = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

"""One attempt to sign in: what is made up for it, and the address that the browser opens.

Authorization code with PKCE (RFC 7636, S256) and a nonce (OpenID Connect Core 3.1.2.1).
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlencode


def _random() -> str:
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Attempt:
    """`redirect_uri` is the listener's; the rest is random, and shown in no repr."""

    redirect_uri: str
    state: str = field(default_factory=_random, repr=False)
    nonce: str = field(default_factory=_random, repr=False)
    verifier: str = field(default_factory=_random, repr=False)

    def address(self, endpoint: str, client_id: str, scopes: tuple[str, ...]) -> str:
        """What the browser opens at the authorization endpoint."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        parameters = {
            "client_id": client_id,
            "redirect_uri": self.redirect_uri,
            "response_type": "code",
            "scope": " ".join(scopes),
            "state": self.state,
            "nonce": self.nonce,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(parameters)}"

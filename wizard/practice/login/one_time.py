"""Six-digit codes of authenticator apps (RFC 6238: SHA-1, 30 seconds)."""

from __future__ import annotations

import base64
import hmac
import secrets

_STEP = 30


def new_seed() -> str:
    """A seed as authenticator apps take it: base32, 32 letters."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code(seed: str, now: float) -> str:
    """The code of this moment (`now` in seconds)."""
    counter = int(now // _STEP).to_bytes(8, "big")
    digest = hmac.new(base64.b32decode(seed), counter, "sha1").digest()
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def fits(seed: str, given: str, now: float) -> bool:
    """Whether `given` is the code of this moment, or of the one before or after."""
    return any(hmac.compare_digest(code(seed, now + shift), given.strip()) for shift in (-_STEP, 0, _STEP))

"""What each Pomerium version calls its provider, sends as sign-out URL and takes in manifests.

Sources: pomerium/pomerium pkg/identity/oidc/cognito (first in v0.23.0), authenticate/handlers_sign_out.go
(PR 4858, v0.25.0), pomerium/ingress-controller CRD enum (v0.33.0).
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """MAJOR.MINOR[.PATCH] of Pomerium core, or of its ingress controller for manifests."""

    major: int
    minor: int
    patch: int = 0

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}" + (f".{self.patch}" if self.patch else "")


OLDEST = Version(0, 22)
NEWEST = Version(0, 33)
NEWEST_PATCH = Version(0, 33, 99)
_NATIVE = Version(0, 23)
_NATIVE_MANIFEST = Version(0, 33)
_SIGNED_OUT_PAGE = Version(0, 24)
CALLBACK_PATH = "/oauth2/callback"
SIGNED_OUT_PATH = "/.pomerium/signed_out"


def parse(text: str) -> Version | None:
    """The version in `text` ('0.33', 'v0.33.1'), or None when it is not MAJOR.MINOR[.PATCH]."""
    found = re.fullmatch(r"v?(\d+)\.(\d+)(?:\.(\d+))?", text, re.ASCII)
    return Version(int(found[1]), int(found[2]), int(found[3] or 0)) if found else None


def provider(version: Version, *, manifest: bool = False) -> str:
    """`cognito` where this version knows it, else `oidc`; the ingress controller learnt it later than core."""
    return "cognito" if version >= (_NATIVE_MANIFEST if manifest else _NATIVE) else "oidc"


def sign_out_paths(version: Version) -> tuple[str, ...]:
    """Paths below the authenticate URL that this version sends as `logout_uri`, the one it needs first.

    Before 0.23 Pomerium sends none that Cognito takes; the page of later versions is listed all the same, so
    that an upgrade finds it there.
    """
    if version >= _SIGNED_OUT_PAGE or version < _NATIVE:
        return (SIGNED_OUT_PATH,)
    return ("/", SIGNED_OUT_PATH)


def needs_sign_out(version: Version) -> bool:
    """Whether this version sends a sign-out URL that Cognito must know."""
    return version >= _NATIVE

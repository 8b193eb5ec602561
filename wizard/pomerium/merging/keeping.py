"""When a value that stands there means the same as ours: it then stays to the byte.

Pomerium takes another order of scopes, or another writing of a URL, for another identity provider and signs everybody
out (pomerium/pomerium config/identity.go:49-84), so what works already is not rewritten.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from wizard.pomerium.settings import OWN_SECRETS, SECRET_KEY

SCOPES = "idp_scopes"
_URLS = ("authenticate_service_url", "authorize_service_url")
IN_FILE = f"{SECRET_KEY}_file"


def keeps(key: str, there: Any, ours: Any) -> bool:
    """Whether the value of an option may stay."""
    if key == SCOPES:
        scopes = scopes_of(there)
        return scopes is not None and sorted(scopes) == sorted(ours)
    if key in _URLS and isinstance(there, str):  # what follows the host is not used, config/options.go:855-868
        return bool(there.removesuffix("/") == ours)
    return type(there) is type(ours) and bool(there == ours)


def scopes_of(there: Any) -> list[str] | None:
    """Scopes as Pomerium reads them: a list, or a text split at commas and not trimmed (config/constants.go:32)."""
    if isinstance(there, str):
        return there.split(",")
    return there if isinstance(there, list) and all(isinstance(item, str) for item in there) else None


def in_form(there: Any, ours: Any) -> Any:
    """Our value in the form of the one that stands there: scopes as a text where they are one."""
    return ",".join(ours) if isinstance(ours, list) and isinstance(there, str) else ours


def is_own(key: str) -> bool:
    """Whether an option is one of Pomerium's own secrets, or names a file for it.

    One that is there stays, whatever it is: with another everybody is signed out.
    """
    return key.removesuffix("_file") in OWN_SECRETS


def stale(options: Collection[str]) -> tuple[str, ...]:
    """The option of the client secret where it stands in a file instead: what is left of it is an old one in clear."""
    return (SECRET_KEY,) if IN_FILE in options else ()


def left_to_file(where: str) -> str:
    """What to say where the secret is not written since a file is named for it."""
    return (
        f"{where} names a file, which wins, so the client secret is not written here. Put the secret into that file,"
        " without a line end: Pomerium takes its content as it stands."
    )

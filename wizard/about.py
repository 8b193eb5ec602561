"""Which build of the program this is: what a report of a fault needs, and where newer ones are published.

A package says so in `build.json`, which lies among its resources; without one the program runs from a checkout or was
installed by Python's own tools.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from typing import Any

from wizard import __version__
from wizard.resources import resource

UPDATES_VARIABLE = "POMERIUM_COGNITO_UPDATES"
_LIBRARIES = ("PySide6_Essentials", "boto3", "httpx", "keyring", "cryptography")


@dataclass(frozen=True, slots=True)
class Build:
    """`made` is how it came here, `commit` and `date` (of that commit, YYYY-MM-DD) are '' where they are not known.

    `libraries` holds (name, version); `updates` is the address of the newest release as JSON, '' where none is known.
    """

    version: str
    made: str
    commit: str
    date: str
    libraries: tuple[tuple[str, str], ...]
    updates: str

    @property
    def text(self) -> str:
        """Three lines, for a terminal and for a report; the first is the name with the version alone."""
        from sysconfig import get_platform

        of = f" from {self.commit}" if self.commit else ""
        when = f" of {self.date}" if self.date else ""
        libraries = "".join(f", {name.removesuffix('_Essentials')} {version}" for name, version in self.libraries)
        python = ".".join(str(part) for part in sys.version_info[:3])
        return (
            f"pomerium-cognito {self.version}\n"
            f"{self.made}{of}{when}, for {get_platform()}\n"
            f"Python {python}{libraries}\n"
        )


def build() -> Build:
    """What is known of this build."""
    told = _told()
    frozen = bool(getattr(sys, "frozen", False))
    made = told.get("made") or ("frozen program" if frozen else _unpacked())
    libraries = told.get("libraries") or {name: found for name in _LIBRARIES if (found := _installed(name))}
    updates = os.environ.get(UPDATES_VARIABLE) or told.get("updates") or ""
    names = tuple((str(name), str(found)) for name, found in libraries.items())
    return Build(__version__, made, str(told.get("commit", "")), str(told.get("date", "")), names, str(updates))


def _told() -> dict[str, Any]:
    """What the package says of itself; nothing where it says nothing that can be read."""
    try:
        told = json.loads(resource("build.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _unpacked() -> str:
    checkout = resource().name == "resources" and resource().parent.joinpath("pyproject.toml").is_file()
    return "checkout" if checkout else "Python package"


def _installed(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return ""

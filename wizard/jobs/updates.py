"""Whether a newer version is published. It is only told: nothing is fetched but that, and nothing is changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from wizard.about import UPDATES_VARIABLE, Build
from wizard.errors import AmazonRefused, Explanation, InputRefused
from wizard.events import Cancel, Sink

if TYPE_CHECKING:
    import httpx

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_WHERE = f"The address comes with the program, or from the variable {UPDATES_VARIABLE}."


@dataclass(frozen=True, slots=True)
class Published:
    """The newest version there is, the page that tells of it ('' where none is named), and whether this is older."""

    version: str
    page: str
    newer: bool


@dataclass(frozen=True, slots=True)
class CheckForUpdates:
    """Asks the one address that the build names, when somebody asks for it and never else.

    The answer is JSON with `tag_name` and `html_url`, as code forges give it for their latest release.
    """

    build: Build
    http: Callable[[], httpx.Client]

    def run(self, sink: Sink, cancel: Cancel) -> Published:
        """Raises InputRefused where no address is known, AmazonRefused where nobody answers as expected, Stopped."""
        del sink
        address = _checked(self.build.updates)
        cancel.check()
        told = self._asked(address)
        version = str(told.get("tag_name", "")).lstrip("vV")
        if not _numbers(version):
            raise AmazonRefused(_not_understood(address, f"tag_name: {version!r}"))
        page = str(told.get("html_url", ""))
        return Published(version, page if _is_safe(page) else "", _numbers(version) > _numbers(self.build.version))

    def _asked(self, address: str) -> dict[str, Any]:
        import httpx

        try:
            with self.http() as client:
                answer = client.get(address, headers={"Accept": "application/json"}, follow_redirects=True)
            told = answer.json() if answer.is_success else None
        except httpx.HTTPError as error:
            raise AmazonRefused(_unreachable(address, error)) from error
        except ValueError as error:
            raise AmazonRefused(_not_understood(address, str(error))) from error
        if not isinstance(told, dict):
            raise AmazonRefused(_not_understood(address, f"HTTP {answer.status_code}"))
        return told


def _checked(address: str) -> str:
    if not address:
        raise InputRefused(
            Explanation(
                "This copy does not know where newer versions are published.",
                "It was made from the sources, not from a release.",
                f"Look where you have it from, or name the address in the variable {UPDATES_VARIABLE}.",
            )
        )
    if not _is_safe(address):
        raise InputRefused(
            Explanation(f"{address} is no https address.", "Who changes the answer on its way could lie.", _WHERE)
        )
    return address


def _is_safe(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    )


def _numbers(version: str) -> tuple[int, ...]:
    """1.10 comes after 1.9; what follows the numbers, as in 1.2rc1, is not looked at. () for what has none."""
    found = re.match(r"\d{1,9}(?:\.\d{1,9})*", version)
    numbers = [int(part) for part in found.group().split(".")] if found else []
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _unreachable(address: str, error: Exception) -> Explanation:
    from wizard.errors.explain import explain

    why = explain(error)
    means = why.happened if why.known else "The network is down, or a proxy is in between."
    mend = why.mend if why.known else "Check the connection, then try again."
    return Explanation(f"{urlsplit(address).hostname} can't be asked for newer versions.", means, mend, why.details)


def _not_understood(address: str, details: str) -> Explanation:
    return Explanation(
        f"{urlsplit(address).hostname} gave no answer that tells of a version.",
        "No release is published there yet, or the address is not the right one.",
        _WHERE,
        details,
    )

"""A check, what it is asked about, and what it answers: plain values, nothing here sends anything."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from wizard.checks.standing import Standing
from wizard.errors import Explanation
from wizard.vault import Secret

if TYPE_CHECKING:
    import httpx

State = Literal["passed", "failed", "skipped"]
Provider = Literal["cognito", "oidc"]


def _nothing() -> None:
    """Stands where nobody wants to stop a check."""


@dataclass(frozen=True, slots=True)
class Discovered:
    """The endpoints that the discovery document names; '' where it names none."""

    authorization_endpoint: str = ""
    token_endpoint: str = ""
    jwks_uri: str = ""
    userinfo_endpoint: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A finished set-up as Pomerium meets it.

    `login_url` is the login domain as DescribeUserPoolDomain tells it, scheme and host, '' for a pool without one.
    `scopes` are those that Pomerium asks for. `discovered` is filled in by the run once the discovery document has
    passed. `probe`: whether a Pomerium that runs already is asked, too; `route_url` is where it serves a route, ''
    where none is known. `before_call` is called before each request and raises Stopped when somebody asked to stop.
    `standing` is what the API tells beside, None where nobody asked; `clock` is this computer's, in seconds since 1970.
    """

    issuer: str
    login_url: str
    client_id: str
    client_secret: Secret | None
    callback_url: str
    sign_out_url: str | None
    scopes: tuple[str, ...]
    provider: Provider
    http: httpx.Client
    discovered: Discovered | None = None
    probe: bool = False
    route_url: str = ""
    before_call: Callable[[], None] = _nothing
    standing: Standing | None = None
    clock: Callable[[], float] = time.time

    @property
    def authorization_endpoint(self) -> str:
        """Where Pomerium sends people to sign in; below the login domain while discovery hasn't passed."""
        return self.discovered.authorization_endpoint if self.discovered else self._below("/oauth2/authorize")

    @property
    def token_endpoint(self) -> str:
        """Where Pomerium trades a code for tokens; below the login domain while discovery hasn't passed."""
        return self.discovered.token_endpoint if self.discovered else self._below("/oauth2/token")

    @property
    def logout_endpoint(self) -> str:
        """`/logout` on the authorization endpoint's host, as Pomerium's `cognito` provider derives it."""
        return self._beside("/logout")

    @property
    def revocation_endpoint(self) -> str:
        """`/oauth2/revoke` on the authorization endpoint's host, as Pomerium's `cognito` provider derives it."""
        return self._beside("/oauth2/revoke")

    @property
    def userinfo_endpoint(self) -> str:
        """Where Pomerium reads a person's attributes, as discovery names it."""
        named = self.discovered.userinfo_endpoint if self.discovered else ""
        return named or self._beside("/oauth2/userInfo")

    def _beside(self, path: str) -> str:
        parts = urlsplit(self.authorization_endpoint)
        return f"{parts.scheme}://{parts.netloc}{path}" if parts.netloc else ""

    def _below(self, path: str) -> str:
        return self.login_url.rstrip("/") + path if self.login_url else ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found.

    `cause` says in words what is wrong, or why it was skipped, or adds to a pass; `value` is the exact value that
    it is about, `mend` what to do. `retry` tells that the fault may mend itself while a domain is fresh. `fix` is
    a path of the setup file and the value it should have; of a list, the members that it should hold. `reached`
    is False where Amazon could not be reached at all, which is no fault of the set-up.
    """

    state: State
    cause: str = ""
    value: str = ""
    mend: str = ""
    details: str = ""
    retry: bool = False
    fix: tuple[str, Any] | None = None
    reached: bool = True
    discovered: Discovered | None = None

    @property
    def worth_knowing(self) -> bool:
        """Whether it passed, and there is something to do all the same."""
        return self.state == "passed" and bool(self.mend)

    @property
    def why(self) -> Explanation:
        """The same as an Explanation, the exact value in brackets."""
        return Explanation(self.cause, f"({self.value})" if self.value else "", self.mend, self.details)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that Pomerium's sign-in depends on.

    `proves` is a sentence about Pomerium that is true once the check has passed. `needs` holds the ids of checks
    that must have passed. `run` raises `ask.UnreachedError` where no answer came. `vital` tells whether people can't
    sign in while it fails.
    """

    id: str
    title: str
    proves: str
    run: Callable[[Target], Outcome]
    needs: tuple[str, ...] = ()
    vital: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """A check, its last outcome, and the seconds from its first try to its last."""

    check: Check
    outcome: Outcome
    seconds: float


def passed(cause: str = "", *, discovered: Discovered | None = None, details: str = "") -> Outcome:
    """A pass; `cause` adds what is worth knowing."""
    return Outcome("passed", cause, discovered=discovered, details=details)


def aside(cause: str, mend: str, *, value: str = "") -> Outcome:
    """A pass with something that is worth knowing, and what to do about it."""
    return Outcome("passed", cause, value, mend)


def failed(
    cause: str,
    mend: str,
    *,
    value: str = "",
    details: str = "",
    retry: bool = False,
    fix: tuple[str, Any] | None = None,
) -> Outcome:
    """A fault with its cause and mend."""
    return Outcome("failed", cause, value, mend, details, retry, fix)


def skipped(cause: str, mend: str = "") -> Outcome:
    """Not tried, and why."""
    return Outcome("skipped", cause, mend=mend)

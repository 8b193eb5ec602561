"""What exists at Amazon for a setup, as pure data. Members are those of the API's own answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wizard.cognito.session import Identity
from wizard.setup.fault import Fault
from wizard.vault import Secret

TAG = "pomerium-cognito:setup"  # every pool that the wizard makes carries it, with the setup's name
Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the OIDC side of this Cognito is. The bases are set for a Cognito that is not Amazon's."""

    region: str
    partition: str = "aws"
    dns_suffix: str = "amazonaws.com"
    issuer_base: str | None = None
    login_base: str | None = None

    def issuer(self, pool: Answer) -> str:
        """The issuer of a pool, to the letter: of the form that the pool itself is set to."""
        if self.issuer_base:
            return f"{self.issuer_base.rstrip('/')}/{pool['Id']}"
        updated = pool.get("IssuerConfiguration", {}).get("Type") == "UPDATED"
        return f"https://{'issuer-' if updated else ''}cognito-idp.{self.region}.{self.dns_suffix}/{pool['Id']}"

    def login(self, prefix: str | None, custom: str | None) -> str:
        """The login page's address, '' without a domain; with both kinds Cognito serves sign-in from the custom one."""
        if not (prefix or custom):
            return ""
        if self.login_base:
            return self.login_base.rstrip("/")
        if custom:
            return f"https://{custom}"
        auth = "auth-fips" if self.partition == "aws-us-gov" else "auth"
        return f"https://{prefix}.{auth}.{self.region}.amazoncognito.com"


@dataclass(frozen=True, slots=True)
class SetByUs:
    """A value that `apply` gave, and when: ISO 8601, UTC."""

    value: Any
    at: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person in the pool: the user name and the groups."""

    username: str
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The objects that a setup is about; None and empty where there is none.

    `client` has no secret in it: that is `client_secret`. `domains` holds the pool's own, by name. `unstyled` are
    the pool's clients without a managed-login style, `styled` says whether ours has one. `people` is keyed by the
    setup's e-mail or user name. `elsewhere` is the id of another pool of this account that has the wanted prefix.
    `last_set` has, by object ('pool', 'mfa', 'client', 'domain') and dotted path, what `apply` set last. `made_at`
    tells when it made things, by the keys of `history.made_at`; of a pool that is gone only 'pool'.
    `mfa_due` tells of a pool that the wizard made and was cut short before the second factor was set.
    `regions` are others where this setup was made, asked only while there is no pool here.
    `problems` are answers that nobody but the admin can choose between.
    """

    identity: Identity
    addresses: Addresses
    pool: Answer | None = None
    mfa: Answer | None = None
    mfa_due: bool = False
    client: Answer | None = None
    client_secret: Secret | None = None
    domains: Mapping[str, Answer] | None = None
    styled: bool = False
    unstyled: tuple[tuple[str, str], ...] = ()
    groups: frozenset[str] = frozenset()
    people: Mapping[str, Person] | None = None
    providers: tuple[str, ...] = ()
    elsewhere: str | None = None
    last_set: Mapping[str, Mapping[str, SetByUs]] = field(default_factory=dict)
    made_at: Mapping[str, str] = field(default_factory=dict)
    regions: tuple[str, ...] = ()
    problems: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def pool_id(self) -> str | None:
        """The pool's id."""
        return self.pool["Id"] if self.pool else None

    @property
    def client_id(self) -> str | None:
        """The app client's id."""
        return self.client["ClientId"] if self.client else None

    @property
    def issuer(self) -> str:
        """The pool's issuer, '' while there is no pool."""
        return self.addresses.issuer(self.pool) if self.pool else ""

    @property
    def login_url(self) -> str:
        """The login page's address, '' while there is no domain."""
        pool = self.pool or {}
        return self.addresses.login(pool.get("Domain"), pool.get("CustomDomain"))

    def domain(self, name: str | None) -> Answer | None:
        """The description of one of the pool's own domains."""
        return (self.domains or {}).get(name or "")

"""Lists for choosing from. Rows are told page by page (`Found`), so that the first can be shown at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from wizard.cognito.actions.domain import free_names
from wizard.cognito.reading import describe_domain, pages, providers
from wizard.cognito.session import CERTIFICATE_REGION
from wizard.events import Cancel, Found, Sink
from wizard.jobs.adapters import Adapters

_PAGE = 60


@dataclass(frozen=True, slots=True)
class PoolRow:
    """A user pool of this account and region, as ListUserPools tells it."""

    id: str
    name: str
    changed: str


@dataclass(frozen=True, slots=True)
class ClientRow:
    """An app client of a pool."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A certificate of ACM in us-east-1; only an issued one can be used."""

    arn: str
    names: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class PoolFacts:
    """What the pages show of one existing pool: members of DescribeUserPool and GetUserPoolMfaConfig, its providers,
    and its domains by name.
    """

    pool: dict[str, Any]
    mfa: dict[str, Any]
    providers: tuple[str, ...]
    domains: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PrefixAnswer:
    """As far as Amazon answers: 'yours' names your own pool; 'unknown' is free, or another account's."""

    state: Literal["yours", "unknown"]
    pool_id: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pools:
    """The user pools of the account and region, newest page first told."""

    adapters: Adapters

    def run(self, sink: Sink, cancel: Cancel) -> tuple[PoolRow, ...]:
        """All rows. Raises AmazonRefused, Stopped."""
        calls = self.adapters.calls(sink, cancel)
        rows = (
            PoolRow(str(p["Id"]), str(p.get("Name", "")), _day(p.get("LastModifiedDate")))
            for p in pages(calls, "list_user_pools", "UserPools")
        )
        return _told(rows, sink)


@dataclass(frozen=True, slots=True)
class Clients:
    """The app clients of a pool."""

    adapters: Adapters
    pool_id: str

    def run(self, sink: Sink, cancel: Cancel) -> tuple[ClientRow, ...]:
        """All rows. Raises AmazonRefused, Stopped."""
        calls = self.adapters.calls(sink, cancel)
        found = pages(calls, "list_user_pool_clients", "UserPoolClients", UserPoolId=self.pool_id)
        return _told((ClientRow(str(c["ClientId"]), str(c.get("ClientName", ""))) for c in found), sink)


@dataclass(frozen=True, slots=True)
class DescribePool:
    """One existing pool, for the pages that show what it is set to."""

    adapters: Adapters
    pool_id: str

    def run(self, sink: Sink, cancel: Cancel) -> PoolFacts:
        """Raises AmazonRefused, Stopped."""
        calls = self.adapters.calls(sink, cancel)
        pool = dict(calls.read("describe_user_pool", UserPoolId=self.pool_id)["UserPool"])
        mfa = dict(calls.read("get_user_pool_mfa_config", UserPoolId=self.pool_id))
        mfa.pop("ResponseMetadata", None)
        names = [str(pool[member]) for member in ("Domain", "CustomDomain") if pool.get(member)]
        domains = {name: describe_domain(calls, name) for name in names}
        return PoolFacts(pool, mfa, providers(calls, self.pool_id), domains)


@dataclass(frozen=True, slots=True)
class DescribeClient:
    """One existing app client, for the pages that show what it is set to."""

    adapters: Adapters
    pool_id: str
    client_id: str

    def run(self, sink: Sink, cancel: Cancel) -> dict[str, Any]:
        """Members of DescribeUserPoolClient, `has_secret` in the secret's place. Raises AmazonRefused, Stopped."""
        calls = self.adapters.calls(sink, cancel)
        ids = {"UserPoolId": self.pool_id, "ClientId": self.client_id}
        client = dict(calls.read("describe_user_pool_client", **ids)["UserPoolClient"])
        return client | {"has_secret": bool(client.pop("ClientSecret", None))}


@dataclass(frozen=True, slots=True)
class Certificates:
    """ACM's certificates in us-east-1, where a login domain's has to lie."""

    adapters: Adapters

    def run(self, sink: Sink, cancel: Cancel) -> tuple[CertificateRow, ...]:
        """All rows, issued ones first. Raises AmazonRefused, Stopped."""
        calls = self.adapters.calls(sink, cancel)
        rows: list[CertificateRow] = []
        request: dict[str, Any] = {}
        while True:
            answer = calls.read("list_certificates", "acm", CERTIFICATE_REGION, **request)
            rows += [_certificate(row) for row in answer.get("CertificateSummaryList", ())]
            if not answer.get("NextToken"):
                return tuple(sorted(rows, key=lambda row: row.status != "ISSUED"))
            request = {"NextToken": answer["NextToken"]}


@dataclass(frozen=True, slots=True)
class AskPrefix:
    """Whether a domain prefix is taken, as far as Amazon answers."""

    adapters: Adapters
    prefix: str
    pool_id: str | None = None

    def run(self, sink: Sink, cancel: Cancel) -> PrefixAnswer:
        """Raises AmazonRefused, Stopped."""
        calls = self.adapters.calls(sink, cancel)
        owner = describe_domain(calls, self.prefix).get("UserPoolId")
        if owner is None or owner == self.pool_id:
            return PrefixAnswer("unknown", owner)
        account = self.adapters.session.identity().account
        return PrefixAnswer("yours", str(owner), free_names(calls, self.prefix, account))


def _told(rows: Iterator[Any], sink: Sink) -> tuple[Any, ...]:
    """All rows; told in page-sized pieces as they come."""
    everything: list[Any] = []
    piece: list[Any] = []
    for row in rows:
        piece.append(row)
        if len(piece) == _PAGE:
            sink(Found(tuple(piece)))
            everything += piece
            piece = []
    if piece:
        sink(Found(tuple(piece)))
    return (*everything, *piece)


def _certificate(row: dict[str, Any]) -> CertificateRow:
    names = (row.get("DomainName", ""), *row.get("SubjectAlternativeNameSummaries", ()))
    return CertificateRow(str(row["CertificateArn"]), tuple(dict.fromkeys(names)), str(row.get("Status", "ISSUED")))


def _day(moment: Any) -> str:
    return f"{moment:%Y-%m-%d}" if moment else ""

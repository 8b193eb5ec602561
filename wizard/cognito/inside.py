"""What is in a user pool, whoever put it there: what an undo must know before it removes anything. Only reads."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wizard.cognito.calls import Calls
from wizard.cognito.need import Need, on_pool
from wizard.cognito.reading import pages, providers
from wizard.cognito.snapshot import Answer
from wizard.cognito.together import together

SOME = 60  # people whose names are read; a pool may hold millions


@dataclass(frozen=True, slots=True)
class Inside:
    """Clients as (id, name), names of domains, identity providers, resource servers and groups, user names of people.

    `people` are the first `SOME`; `more` tells that there are others.
    """

    clients: tuple[tuple[str, str], ...] = ()
    domains: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    servers: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    more: bool = False


def look_inside(calls: Calls, pool: Answer) -> Inside:
    """Everything in a pool. Raises AmazonRefused, Stopped."""
    ids = {"UserPoolId": str(pool["Id"])}
    clients, others, servers, groups, people = together(
        calls,
        [
            lambda c: list(pages(c, "list_user_pool_clients", "UserPoolClients", **ids)),
            lambda c: providers(c, ids["UserPoolId"]),
            lambda c: list(pages(c, "list_resource_servers", "ResourceServers", **_at_most(50), **ids)),
            lambda c: list(pages(c, "list_groups", "Groups", "Limit", **ids)),
            lambda c: list(itertools.islice(_people(c, ids), SOME + 1)),
        ],
    )
    return Inside(
        tuple((str(row["ClientId"]), str(row.get("ClientName", ""))) for row in clients),
        tuple(str(pool[member]) for member in ("Domain", "CustomDomain") if pool.get(member)),
        tuple(others),
        tuple(str(row["Identifier"]) for row in servers),
        tuple(str(row["GroupName"]) for row in groups),
        tuple(str(row["Username"]) for row in people[:SOME]),
        len(people) > SOME,
    )


def iam() -> tuple[Need, ...]:
    """What `look_inside` calls."""
    return on_pool("ListUserPoolClients", "ListIdentityProviders", "ListResourceServers", "ListGroups", "ListUsers")


def _at_most(number: int) -> dict[str, Any]:
    return {"MaxResults": number}  # the model allows 50 of these, 60 of all else


def _people(calls: Calls, ids: dict[str, str]) -> Iterator[Answer]:
    token: dict[str, str] = {}
    while True:
        answer = calls.read("list_users", **ids, Limit=SOME, **token)
        yield from answer["Users"]
        if not answer.get("PaginationToken"):
            return
        token = {"PaginationToken": answer["PaginationToken"]}

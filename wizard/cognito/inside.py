"""What is in a user pool, whoever put it there: what an undo must know before it removes anything. Only reads."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wizard.cognito.calls import Calls
from wizard.cognito.made import Made
from wizard.cognito.need import Need, on_pool
from wizard.cognito.reading import find_people, groups_of, is_styled, pages, providers
from wizard.cognito.snapshot import Answer
from wizard.cognito.together import together

SOME = 60  # people whose names are read; a pool may hold millions


@dataclass(frozen=True, slots=True)
class Inside:
    """Clients as (id, name), names of domains, identity providers, resource servers and groups.

    `people` are the first `SOME` as (user name, e-mail address or user name); `more` tells that there are others.
    Of what `apply` made one by one in somebody's own pool, what is still there: `invited`, in the same form,
    `members` as (user name, group), and ids of `styled` clients.
    """

    clients: tuple[tuple[str, str], ...] = ()
    domains: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    servers: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    more: bool = False
    invited: tuple[tuple[str, str], ...] = ()
    members: frozenset[tuple[str, str]] = frozenset()
    styled: frozenset[str] = frozenset()


def look_inside(calls: Calls, pool: Answer, made: Made) -> Inside:
    """Everything in a pool, and what is left of what was made there. Raises AmazonRefused, Stopped."""
    pool_id = str(pool["Id"])
    ids = {"UserPoolId": pool_id}
    clients, others, servers, groups, people, invited, members, styled = together(
        calls,
        [
            lambda c: list(pages(c, "list_user_pool_clients", "UserPoolClients", **ids)),
            lambda c: providers(c, pool_id),
            lambda c: list(pages(c, "list_resource_servers", "ResourceServers", **_at_most(50), **ids)),
            lambda c: list(pages(c, "list_groups", "Groups", "Limit", **ids)),
            lambda c: list(itertools.islice(_people(c, ids), SOME + 1)),
            lambda c: dict(_invited(c, pool_id, made)),
            lambda c: frozenset(_members(c, pool_id, made)),
            lambda c: frozenset(each for each in made.styled if is_styled(c, pool_id, each)),
        ],
    )
    return Inside(
        tuple((str(row["ClientId"]), str(row.get("ClientName", ""))) for row in clients),
        tuple(str(pool[member]) for member in ("Domain", "CustomDomain") if pool.get(member)),
        tuple(others),
        tuple(str(row["Identifier"]) for row in servers),
        tuple(str(row["GroupName"]) for row in groups),
        tuple(_named(row) for row in people[:SOME]),
        len(people) > SOME,
        tuple(sorted(invited.items())),
        members,
        styled,
    )


def _named(row: Answer) -> tuple[str, str]:
    """A person's user name, and what an admin knows the person by: many a user name is made up by Amazon."""
    attributes = {each["Name"]: each.get("Value", "") for each in row.get("Attributes", ())}
    return str(row["Username"]), str(attributes.get("email") or row["Username"])


def _invited(calls: Calls, pool_id: str, made: Made) -> Iterator[tuple[str, str]]:
    """Each person of ours who is there; one whose call was cut off is named as in the setup, by name or address."""
    for name in sorted(made.people):
        yield from map(_named, find_people(calls, pool_id, "username", (name,)))
    for name in sorted(made.begun_people):
        found = find_people(calls, pool_id, "username", (name,)) or find_people(
            calls, pool_id, "email", dict.fromkeys((name, name.lower()))
        )
        yield from map(_named, found)


def _members(calls: Calls, pool_id: str, made: Made) -> Iterator[tuple[str, str]]:
    for name in sorted({user for user, _ in made.members}):
        if find_people(calls, pool_id, "username", (name,)):
            there = groups_of(calls, pool_id, name)
            yield from ((user, group) for user, group in made.members if user == name and group in there)


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

"""Reads what exists for a setup. Only reads: every call is a Describe, Get or List."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wizard.cognito.calls import Calls, code
from wizard.cognito.need import Case, Need, anywhere, on_pool
from wizard.cognito.session import Identity
from wizard.cognito.snapshot import TAG, Addresses, Answer, Person, Snapshot
from wizard.cognito.together import together
from wizard.errors import AmazonRefused
from wizard.setup.fault import Fault
from wizard.setup.model import Setup
from wizard.vault import Secret

_PAGE = 60
_TOLD_EVERY = 10  # pages: a second's worth, where Amazon takes a tenth for each
_ABSENT = "ResourceNotFoundException"


def read(calls: Calls, setup: Setup, identity: Identity, addresses: Addresses, known: Mapping[str, str]) -> Snapshot:
    """The Snapshot of a setup; `known` are the journal's ids. Raises AmazonRefused, Stopped.

    What doesn't wait for another answer is asked side by side.
    """
    wanted = setup.domain.custom or setup.domain.prefix
    (pool, problems, notes), asked = together(
        calls, [lambda c: find_pool(c, setup, known), lambda c: describe_domain(c, wanted) if wanted else {}]
    )
    if pool is None:
        elsewhere = asked.get("UserPoolId")
        return Snapshot(identity, addresses, elsewhere=elsewhere, problems=problems, notes=notes)
    pool_id = str(pool["Id"])
    (client, trouble), domains, mfa, groups, people, others = together(
        calls,
        [
            lambda c: _client(c, setup, pool_id, known),
            lambda c: _domains(c, pool, {wanted: asked}),
            lambda c: _without_metadata(c.read("get_user_pool_mfa_config", UserPoolId=pool_id)),
            lambda c: _groups(c, setup, pool_id),
            lambda c: _people(c, setup, pool),
            lambda c: providers(c, pool_id),
        ],
    )
    answer = dict(client or {})
    secret = answer.pop("ClientSecret", None)
    styled, unstyled = _styles(calls, setup, pool_id, client, domains)
    return Snapshot(
        identity,
        addresses,
        pool=pool,
        mfa=mfa,
        mfa_due=_is_ours(pool, setup) and known.get("mfa") != pool_id,
        client=answer or None,
        client_secret=Secret(secret) if secret else None,
        domains=domains,
        styled=styled,
        unstyled=unstyled,
        groups=groups,
        people=people,
        providers=others,
        elsewhere=None if wanted in domains else asked.get("UserPoolId"),
        problems=problems + trouble,
        notes=notes,
    )


def iam(case: Case) -> Iterator[Need]:
    """What `read` may call, whatever it finds."""
    setup, want = case.setup, case.setup.domain
    if setup.pool.id is None:
        yield from anywhere("ListUserPools")
    if not case.creates or want.custom or want.prefix:
        yield from anywhere("DescribeUserPoolDomain")
    yield from on_pool("DescribeUserPool", "GetUserPoolMfaConfig", "ListIdentityProviders", "DescribeUserPoolClient")
    if setup.client.id is None or (want.managed_login and not case.creates):
        yield from on_pool("ListUserPoolClients")
    if want.managed_login or not case.creates:
        yield from on_pool("DescribeManagedLoginBrandingByClient")
    if setup.groups or any(user.groups for user in setup.users):
        yield from on_pool("ListGroups")
    if setup.users:
        yield from on_pool("ListUsers", "AdminListGroupsForUser")


def pages(
    calls: Calls, operation: str, member: str, size: str = "MaxResults", of: str = "", **request: Any
) -> Iterator[Answer]:
    """The items of a paged list; pages may be empty and yet have a successor. `size` is the request's own member.

    `of` says what they are, as "user pools": where there are very many, it is told how far the list is read.
    """
    token: dict[str, str] = {}
    seen = 0
    for number in itertools.count(1):
        answer = calls.read(operation, **{size: _PAGE, **request, **token})
        yield from answer.get(member, ())
        seen += len(answer.get(member, ()))
        if not answer.get("NextToken"):
            return
        if of and number % _TOLD_EVERY == 0:
            calls.say(f"{seen:,} {of} looked through so far.")
        token = {"NextToken": answer["NextToken"]}


def providers(calls: Calls, pool_id: str) -> tuple[str, ...]:
    """Names of the pool's own identity providers, 'COGNITO' not among them."""
    return tuple(
        str(p["ProviderName"]) for p in pages(calls, "list_identity_providers", "Providers", UserPoolId=pool_id)
    )


def _without_metadata(answer: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if key != "ResponseMetadata"}


def described_pool(calls: Calls, pool_id: str) -> Answer | None:
    """The pool with this id, None where there is none."""
    try:
        pool: Answer = calls.read("describe_user_pool", UserPoolId=pool_id)["UserPool"]
    except AmazonRefused as error:
        if code(error) == _ABSENT:
            return None
        raise
    return {**pool, "Id": pool_id}


def find_pool(
    calls: Calls, setup: Setup, known: Mapping[str, str]
) -> tuple[Answer | None, tuple[Fault, ...], tuple[str, ...]]:
    """The pool by its id, by the journal, or by its tag; names are not unique, so a name alone says nothing."""
    if setup.pool.id:
        pool = described_pool(calls, setup.pool.id)
        return pool, () if pool else (_no_such_pool(setup),), ()
    if "pool" in known:
        pool = described_pool(calls, known["pool"])
        if pool:
            return pool, (), ()
    every = pages(calls, "list_user_pools", "UserPools", of="user pools")
    named = [row for row in every if row.get("Name") == setup.pool.name]
    described = together(calls, [functools.partial(described_pool, pool_id=str(row["Id"])) for row in named])
    found = [pool for pool in described if pool]
    ours = [pool for pool in found if _is_ours(pool, setup)]
    if len(ours) > 1:
        ids = ", ".join(str(pool["Id"]) for pool in ours)
        return None, (_several("pool.id", "user pools", f"the tag {TAG}={setup.name}", ids),), ()
    notes: tuple[str, ...] = ()
    if found and not ours:
        notes = (
            f"Another user pool is called {setup.pool.name} too ({found[0]['Id']}). It belongs to no setup of this"
            " name and stays as it is; to use it, put its id into pool.id.",
        )
    return (ours[0] if ours else None), (), notes


def _is_ours(pool: Answer, setup: Setup) -> bool:
    return bool(pool.get("UserPoolTags", {}).get(TAG) == setup.name)


def _client(
    calls: Calls, setup: Setup, pool_id: str, known: Mapping[str, str]
) -> tuple[Answer | None, tuple[Fault, ...]]:
    """The client by its id, by the journal, or by its name; the list is read for the name alone, it may be long."""
    given = setup.client.id or known.get("client")
    client = _described_client(calls, pool_id, given) if given else None
    if client or setup.client.id:
        return client, () if client else (_no_such_client(setup, pool_id),)
    named = [str(row["ClientId"]) for row in _clients(calls, pool_id) if row.get("ClientName") == setup.client.name]
    if len(named) > 1:
        return None, (_several("client.id", "app clients", f"the name {setup.client.name}", ", ".join(named)),)
    return _described_client(calls, pool_id, named[0]) if named else None, ()


def _clients(calls: Calls, pool_id: str) -> Iterator[Answer]:
    return pages(calls, "list_user_pool_clients", "UserPoolClients", of="app clients", UserPoolId=pool_id)


def _described_client(calls: Calls, pool_id: str, client_id: str) -> Answer | None:
    try:
        answer: Answer = calls.read("describe_user_pool_client", UserPoolId=pool_id, ClientId=client_id)
    except AmazonRefused as error:
        if code(error) == _ABSENT:
            return None
        raise
    client: Answer = answer["UserPoolClient"]
    return client


def describe_domain(calls: Calls, name: str) -> Answer:
    """The description of a login domain; {} for one that is free, or another account's: Amazon tells them not apart."""
    answer: Answer = calls.read("describe_user_pool_domain", Domain=name).get("DomainDescription") or {}
    return answer


def _domains(calls: Calls, pool: Answer, asked: Mapping[str | None, Answer]) -> dict[str, Answer]:
    """The pool's own domains by name; `asked` are answers that are there already."""
    names = [pool[member] for member in ("Domain", "CustomDomain") if pool.get(member)]
    return {name: asked[name] if name in asked else describe_domain(calls, name) for name in names}


def _styles(
    calls: Calls, setup: Setup, pool_id: str, client: Answer | None, domains: Mapping[str, Answer]
) -> tuple[bool, tuple[tuple[str, str], ...]]:
    """Whether our client has a managed-login style, and the clients that have none.

    Asked only where managed login is in play; of other clients only while they have classic pages to lose.
    """
    versions = {d.get("ManagedLoginVersion", 1) for d in domains.values()}
    if not (setup.domain.managed_login or 2 in versions):
        return False, ()
    own = [client] if client else []
    rows = list(_clients(calls, pool_id)) if 1 in versions else own
    asked = [(str(row["ClientId"]), str(row.get("ClientName", ""))) for row in rows]
    if len(asked) > _PAGE:
        calls.say(f"Asking for the login page style of each of {len(asked):,} app clients.")
    styled = together(
        calls, [functools.partial(is_styled, pool_id=pool_id, client_id=client_id) for client_id, _ in asked]
    )
    bare = tuple(row for row, has in zip(asked, styled, strict=True) if not has)
    return bool(own) and own[0]["ClientId"] not in dict(bare), bare


def is_styled(calls: Calls, pool_id: str, client_id: str) -> bool:
    """Whether the client has a managed-login style."""
    try:
        answer = calls.read("describe_managed_login_branding_by_client", UserPoolId=pool_id, ClientId=client_id)
    except AmazonRefused as error:
        if code(error) == _ABSENT:
            return False
        raise
    return bool(answer.get("ManagedLoginBranding"))


def _groups(calls: Calls, setup: Setup, pool_id: str) -> frozenset[str]:
    if not (setup.groups or any(user.groups for user in setup.users)):
        return frozenset()
    found = pages(calls, "list_groups", "Groups", "Limit", UserPoolId=pool_id)
    return frozenset(str(group["GroupName"]) for group in found)


def _people(calls: Calls, setup: Setup, pool: Answer) -> dict[str, Person]:
    people: dict[str, Person] = {}
    pool_id = str(pool["Id"])
    fold = (pool.get("UsernameConfiguration") or {}).get("CaseSensitive") is False
    for user in setup.users:
        name = user.username or user.email
        spellings = dict.fromkeys((name, name.lower()) if fold else (name,))
        for row in find_people(calls, pool_id, "username" if user.username else "email", spellings):
            username = str(row["Username"])
            people[name] = Person(username, groups_of(calls, pool_id, username))
    return people


def groups_of(calls: Calls, pool_id: str, name: str) -> frozenset[str]:
    """The groups of the person with this user name."""
    ids = {"UserPoolId": pool_id, "Username": name}
    groups = pages(calls, "admin_list_groups_for_user", "Groups", "Limit", **ids)
    return frozenset(str(group["GroupName"]) for group in groups)


def find_people(calls: Calls, pool_id: str, attribute: str, spellings: Iterable[str]) -> list[Answer]:
    """The one person with such an attribute, or nobody; a filter minds case even where sign-in doesn't."""
    for text in spellings:
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        rows = calls.read("list_users", UserPoolId=pool_id, Filter=f'{attribute} = "{quoted}"', Limit=1)["Users"]
        if rows:
            return list(rows)
    return []


def _no_such_pool(setup: Setup) -> Fault:
    return Fault(
        "pool.id",
        "pool.id.exists",
        "fault",
        f"Amazon knows no user pool {setup.pool.id} in {setup.aws.region}.",
        "Compare the id and the region with the console, or leave pool.id empty to make a new pool.",
        "Amazon's answer to DescribeUserPool",
    )


def _no_such_client(setup: Setup, pool_id: str) -> Fault:
    return Fault(
        "client.id",
        "client.id.exists",
        "fault",
        f"The pool {pool_id} has no app client {setup.client.id}.",
        "Compare the id with the console, or leave client.id empty to make a new app client.",
        "Amazon's answer to DescribeUserPoolClient",
    )


def _several(field: str, what: str, mark: str, ids: str) -> Fault:
    return Fault(
        field,
        f"{field}.one",
        "fault",
        f"Several {what} carry {mark}: {ids}.",
        f"Put the id of the one that is meant into {field}.",
        "Amazon's own list; names are not unique there",
    )

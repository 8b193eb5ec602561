"""Accounts of a pool as they stand: whom the setup names, whether anybody can sign in, and first passwords."""

from __future__ import annotations

import datetime
import functools
import secrets
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wizard.cognito.calls import Calls
from wizard.cognito.need import Case, Need, on_pool
from wizard.cognito.reading import find_people, pages
from wizard.cognito.snapshot import Answer
from wizard.cognito.together import together
from wizard.setup.model import User
from wizard.vault import Secret

FIRST = "FORCE_CHANGE_PASSWORD"  # the status until a first password was changed (UserStatusType)
_LOOKED_AT = 60  # accounts, one page
_SHORTEST = 16
_SYMBOLS = "!#%+-_"


@dataclass(frozen=True, slots=True)
class Account:
    """An account: Cognito's own user name and status. `stale`: its first password ran out unused; `address`: it has an
    e-mail address, `verified`: which is verified.
    """

    username: str
    status: str
    enabled: bool
    verified: bool
    stale: bool
    address: bool


def named(calls: Calls, pool: Answer, users: Sequence[User]) -> list[Account | None]:
    """The account of each person, None where there is none. Raises AmazonRefused, Stopped."""
    reads = [functools.partial(_one, pool=pool, user=user) for user in users]
    return together(calls, reads)


def somebody(calls: Calls, pool_id: str) -> tuple[bool, tuple[str, ...]]:
    """Whether an account is enabled, and the disabled ones by address or user name, both of the first page.

    Of a pool with more than a page of disabled ones it is taken for granted.
    """
    answer = calls.read("list_users", UserPoolId=pool_id, Limit=_LOOKED_AT)
    disabled = tuple(_called(row) for row in answer["Users"] if not row.get("Enabled", True))
    return len(disabled) < len(answer["Users"]) or bool(answer.get("PaginationToken")), disabled


def group_names(calls: Calls, pool_id: str) -> frozenset[str]:
    """All groups of the pool."""
    found = pages(calls, "list_groups", "Groups", "Limit", UserPoolId=pool_id)
    return frozenset(str(group["GroupName"]) for group in found)


def first_password(pool: Answer) -> Secret:
    """A made-up password that every policy of Cognito's allows."""
    policy = pool.get("Policies", {}).get("PasswordPolicy", {})
    length = max(int(policy.get("MinimumLength", 8)), _SHORTEST)
    letters = [secrets.choice(kind) for kind in (string.ascii_uppercase, string.ascii_lowercase, string.digits)]
    letters.append(secrets.choice(_SYMBOLS))
    letters += [secrets.choice(string.ascii_letters + string.digits) for _ in range(length - len(letters))]
    secrets.SystemRandom().shuffle(letters)
    return Secret("".join(letters))


def iam(case: Case) -> Iterator[Need]:
    """What verifying reads of people and groups."""
    if case.job in ("verify", "sign-in"):
        yield from on_pool("ListUsers")
        route = case.setup.pomerium.route
        if route and any(allow.group for allow in route.allow):
            yield from on_pool("ListGroups")


def _one(calls: Calls, pool: Answer, user: User) -> Account | None:
    name = user.username or user.email
    fold = (pool.get("UsernameConfiguration") or {}).get("CaseSensitive") is False
    spellings = dict.fromkeys((name, name.lower()) if fold else (name,))
    rows = find_people(calls, str(pool["Id"]), "username" if user.username else "email", spellings)
    return _standing(rows[0], pool) if rows else None


def _attributes(row: Answer) -> dict[str, str]:
    return {str(each["Name"]): str(each.get("Value", "")) for each in row.get("Attributes", ())}


def _called(row: Answer) -> str:
    return _attributes(row).get("email") or str(row["Username"])


def _standing(row: Answer, pool: Answer) -> Account:
    attributes = _attributes(row)
    status = str(row.get("UserStatus", ""))
    days = pool.get("Policies", {}).get("PasswordPolicy", {}).get("TemporaryPasswordValidityDays", 7)
    changed = row.get("UserLastModifiedDate")
    old = changed is not None and datetime.datetime.now(datetime.UTC) - changed > datetime.timedelta(days=days)
    return Account(
        str(row["Username"]),
        status,
        bool(row.get("Enabled", True)),
        attributes.get("email_verified", "").lower() == "true",
        status == FIRST and old,
        bool(attributes.get("email")),
    )

"""The first people and their groups."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from wizard.setup.model import Setup, User
from wizard.setup.rules.rule import Rule, asked, at_most, bad, distinct, once, spelt, twice, when

_GROUP = r"Cognito API, GroupNameType: 1 to 128, [\p{L}\p{M}\p{S}\p{N}\p{P}]+"
_PERSON = r"Cognito API, UsernameType: 1 to 128, [\p{L}\p{M}\p{S}\p{N}\p{P}]+"
_NAMES = "The setup file, version 1: username only, and always, where sign_in holds username"
_EMAIL = re.compile(r"[^@<>\s]+@[^@<>\s]+")


def email(value: str) -> bool:
    """Whether it is one e-mail address: something before one @, something after it."""
    return _EMAIL.fullmatch(value) is not None and spelt("LMSNP")(Setup(), value) is None


def address_in(_: Setup, value: str) -> str | None:
    """The address in 'Ada <ada@example.com>' or 'mailto:ada@example.com'."""
    found = re.search(r"([^@<>\s:;,]+@[^@<>\s:;,]+)", value)
    return found[1] if found else None


def group_name(value: str) -> bool:
    """Whether Cognito takes it as a group's name."""
    return 1 <= len(value) <= 128 and spelt("LMSNP")(Setup(), value) is None


def _hyphened(_: Setup, value: str) -> str:
    return re.sub(r"\s+", "-", value.strip())[:128]


def _with_names(setup: Setup) -> bool:
    return asked(setup, "pool.sign_in") and "username" in setup.pool.sign_in


def _by_address(setup: Setup) -> bool:
    return asked(setup, "pool.sign_in") and "username" not in setup.pool.sign_in


def _second(key: str) -> Any:
    """The value of a key that an earlier person has too; case doesn't count."""

    def test(_: Setup, users: tuple[User, ...]) -> str | None:
        found = twice(users, lambda user: (getattr(user, key) or "").lower())
        return getattr(found[0], key) if found else None

    return test


def _ungrouped(setup: Setup, groups: tuple[str, ...]) -> Mapping[str, str] | None:
    """The first group of a person that the list of groups lacks."""
    for user in setup.users:
        for group in user.groups:
            if group_name(group) and group not in groups:
                return {"value": group, "person": user.username or user.email}
    return None


def _with_groups(setup: Setup, groups: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys([*groups, *(group for user in setup.users for group in user.groups if group_name(group))])
    )


def _group_rule(field: str) -> Rule:
    return Rule(
        f"{field.replace('.*', '')}.name",
        field,
        "fault",
        lambda _, value: None if group_name(value) else value or "(empty)",
        "A group's name is 1 to 128 characters without blanks; {value} is not.",
        "Write it without blanks, as site-admins.",
        _GROUP,
        _hyphened,
    )


RULES: tuple[Rule, ...] = (
    Rule(
        "users.email.needed",
        "users.*.email",
        "fault",
        lambda _, value: None if value else {},
        "A person needs an e-mail address: the invitation goes there, and Pomerium knows people by it.",
        "Write the address.",
        "The setup file, version 1: users are invited by e-mail",
    ),
    Rule(
        "users.email.shape",
        "users.*.email",
        "fault",
        bad(lambda value: not email(value)),
        "{value} is no e-mail address.",
        "Write the address alone, as ada@corp.example.com.",
        r"Cognito API, EmailAddressType: [\p{L}\p{M}\p{S}\p{N}\p{P}]+@[\p{L}\p{M}\p{S}\p{N}\p{P}]+",
        address_in,
    ),
    Rule(
        "users.email.domain",
        "users.*.email",
        "warning",
        bad(lambda value: email(value) and "." not in value.rpartition("@")[2].strip(".")),
        "{value} has no dot after the @, so the invitation reaches nobody outside your own mail server.",
        "Write the whole address.",
        "RFC 5321 2.3.5",
    ),
    Rule(
        "users.email.length",
        "users.*.email",
        "fault",
        when(_by_address, at_most(128)),
        "In this pool the address is the user name, which has 128 characters at most; this one has {value}.",
        "Take a shorter address.",
        _PERSON,
    ),
    Rule(
        "users.email.twice",
        "users",
        "fault",
        when(_by_address, _second("email")),
        "{value} stands here twice. In this pool the address is the user name, and case doesn't count.",
        "Take the second one out.",
        'Cognito: "An account with the given email already exists."',
        lambda _, users: tuple({user.email.lower(): user for user in reversed(users)}.values())[::-1],
    ),
    Rule(
        "users.email.shared",
        "users",
        "warning",
        when(_with_names, _second("email")),
        "Two people have the address {value}. Pomerium knows people by their address and takes them for one.",
        "Give each an address of their own.",
        "pomerium/pomerium pkg/policy/criteria: email; anomalyco/guide issue 83: the last to confirm takes the alias",
    ),
    Rule(
        "users.username.needed",
        "users.*.username",
        "fault",
        when(_with_names, lambda _, value: None if value else {}),
        "People of this pool have user names, and this one has none.",
        "Write the user name, as ada.",
        _NAMES,
    ),
    Rule(
        "users.username.unused",
        "users.*.username",
        "fault",
        when(_by_address, bad(bool)),
        "In this pool the address is the user name: pool.sign_in doesn't hold username. {value} has no place.",
        "Take username out here, or add it to pool.sign_in.",
        _NAMES,
    ),
    Rule(
        "users.username.shape",
        "users.*.username",
        "fault",
        when(_with_names, bad(lambda value: len(value) > 128 or spelt("LMSNP")(Setup(), value) is not None)),
        "A user name is 1 to 128 characters without blanks; {value} is not.",
        "Write it without blanks. It can't be changed later.",
        _PERSON,
        _hyphened,
    ),
    Rule(
        "users.username.address",
        "users.*.username",
        "fault",
        lambda setup, value: (
            value if value and _with_names(setup) and "email" in setup.pool.sign_in and email(value) else None
        ),
        "{value} is an address. Where people may sign in by address too, a user name can't look like one.",
        "Write a user name without @.",
        'Cognito: "Username cannot be of email format, since user pool is configured for email alias" '
        "(aws-amplify/amplify-js issue 8800)",
        lambda _, value: value.partition("@")[0],
    ),
    Rule(
        "users.username.twice",
        "users",
        "fault",
        when(_with_names, _second("username")),
        "The user name {value} stands here twice. Case doesn't count.",
        "Give one of the two another name.",
        'Cognito: "User account already exists"; user names are made without regard to case',
    ),
    _group_rule("users.*.groups.*"),
    Rule(
        "users.groups.twice",
        "users.*.groups",
        "warning",
        distinct(),
        "{value} stands here twice. Once is enough.",
        "Take the second one out.",
        "Cognito API, AdminAddUserToGroup",
        once,
    ),
    Rule(
        "groups.listed",
        "groups",
        "fault",
        _ungrouped,
        "{person} is to be in the group {value}, which is not in the list, so nobody would make it.",
        "Add {value} to groups.",
        'Cognito: "Group not found." (AdminAddUserToGroup)',
        _with_groups,
    ),
    _group_rule("groups.*"),
    Rule(
        "groups.twice",
        "groups",
        "fault",
        distinct(),
        "The group {value} stands here twice, and Amazon makes it once.",
        "Take the second one out.",
        'Cognito: "A group with the name already exists."',
        once,
    ),
)

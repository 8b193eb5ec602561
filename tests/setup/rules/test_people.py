from __future__ import annotations

from typing import Any

import pytest

from wizard.setup import rules
from wizard.setup.model import User
from wizard.setup.rules import people

ADA = "ada@corp.example.com"
NAMES = {"pool.sign_in": ("username",)}
ALIASES = {"pool.sign_in": ("username", "email")}
OLD = {"pool.id": "eu-west-1_AbCdEf123"}


def by_mail(*addresses: str) -> dict[str, Any]:
    return {"users": tuple(User(each) for each in addresses)}


def by_name(*names: str | None, sign_in: dict[str, Any] = NAMES) -> dict[str, Any]:
    return {"users": tuple(User(f"{n}@corp.example.com", name) for n, name in enumerate(names)), **sign_in}


def grouped(*groups: str, listed: tuple[str, ...] | None = None) -> dict[str, Any]:
    return {"users": (User(ADA, None, groups),), "groups": groups if listed is None else listed}


CASES: list[tuple[str, dict[str, Any], Any, dict[str, Any]]] = [
    ("users.email.needed", by_mail(""), None, by_mail(ADA)),
    ("users.email.shape", by_mail("Ada <ada@corp.example.com>"), ADA, by_mail("o'neil+x@corp.example.com")),
    ("users.email.shape", by_mail("<ada@corp.example.com>"), ADA, by_mail(ADA)),
    ("users.email.shape", by_mail(" ada@corp.example.com"), ADA, by_mail("jörg@bücher.example")),
    ("users.email.shape", by_mail("ada"), None, by_mail(ADA)),
    ("users.email.domain", by_mail("ada@corp"), None, by_mail("ada@corp.example")),
    ("users.email.length", by_mail("a" * 120 + "@corp.example"), None, by_mail("a" * 115 + "@corp.example")),
    ("users.email.twice", by_mail(ADA, ADA.upper()), (User(ADA),), by_mail(ADA, "b@corp.example.com")),
    (
        "users.email.shared",
        {"users": (User(ADA, "a"), User(ADA, "b")), **NAMES},
        None,
        {"users": (User(ADA, "a"), User("b@corp.example.com", "b")), **NAMES},
    ),
    ("users.username.needed", by_name(None), None, by_name("ada")),
    ("users.username.needed", by_name(None), None, by_name(None, sign_in=OLD)),
    ("users.username.unused", by_name("ada", sign_in={}), None, by_name("ada", sign_in=OLD)),
    ("users.username.shape", by_name("ada lovelace"), "ada-lovelace", by_name("社員")),
    ("users.username.shape", by_name("a" * 129), "a" * 128, by_name("a" * 128)),
    ("users.username.address", by_name(ADA, sign_in=ALIASES), "ada", by_name(ADA)),
    ("users.username.twice", by_name("ada", "Ada"), None, by_name("ada", "bob")),
    ("users.groups.name", grouped("site admins"), "site-admins", grouped("site-admins", "社員")),
    ("users.groups.twice", grouped("a", "a"), ("a",), grouped("a", "b")),
    ("groups.listed", grouped("a", "b", listed=("b",)), ("b", "a"), grouped("a")),
    ("groups.name", {"groups": ("",)}, None, {"groups": ("a" * 128,)}),
    ("groups.name", {"groups": ("a" * 129,)}, "a" * 128, {"groups": ("(a/b)",)}),
    ("groups.twice", {"groups": ("a", "b", "a")}, ("a", "b"), {"groups": ("a", "A")}),
]


@pytest.mark.parametrize(("rule", "bad", "fix", "good"), CASES)
def test_a_bad_value_has_its_fault_and_a_good_one_none(
    rule: str, bad: dict[str, Any], fix: Any, good: dict[str, Any], attempt: Any
) -> None:
    attempt(rule, bad, fix, good)


def test_every_rule_is_in_the_table() -> None:
    assert {case[0] for case in CASES} == {rule.id for rule in people.RULES}


def test_a_fault_of_a_person_names_their_place(faults: Any) -> None:
    assert [fault.field for fault in faults("users.email.shape", by_mail(ADA, "x", "y"))] == [
        "users.1.email",
        "users.2.email",
    ]


def test_a_group_that_cognito_refuses_is_told_once_at_the_person(corp: Any) -> None:
    setup = corp.replace("users", (User(ADA, None, ("site admins", "")),))
    assert [fault.field for fault in rules.check(setup)] == ["users.0.groups.0", "users.0.groups.1"]


def test_a_mend_that_would_repeat_a_secret_is_not_offered(faults: Any) -> None:
    key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    people = (User(ADA), User(ADA), User("bob@corp.example.com", key))
    assert [fault.fix for fault in faults("users.email.twice", {"users": people})] == [None]

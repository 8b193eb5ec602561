from __future__ import annotations

import re
import string
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.cognito.actions.pool import TAG
from wizard.pomerium.outputs import FORMATS
from wizard.setup import model, rules, schema
from wizard.setup.model import (
    Allow,
    Aws,
    Client,
    Domain,
    EmailSender,
    Output,
    Password,
    Pomerium,
    Pool,
    Route,
    Setup,
    SmsSender,
    User,
)
from wizard.setup.rules import RULES, Rule
from wizard.setup.rules import pomerium as pomerium_rules
from wizard.setup.rules.pool import OUR_TAG
from wizard.setup.rules.rule import close, secretive, shown

KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
PIECES = [
    *(
        "",
        "/",
        "//",
        "://",
        "https://",
        "http://",
        "myapp:",
        "[",
        "]",
        "[::1]",
        ":",
        "99999",
        "@",
        "#",
        "?",
        "*",
        "..",
        "-",
    ),
    *(
        "a",
        "B",
        "é",
        "社",
        " ",
        "\n",
        "\x00",
        "\ufffd",
        "{",
        "}",
        "{value}",
        "localhost",
        "example.com",
        "aws",
        "openid",
    ),
    *(
        "authenticate.corp.example.com",
        "/oauth2/callback",
        "0.3",
        "eu-west-1",
        "_",
        "arn:aws:acm:",
        "phone_number",
        KEY,
    ),
]
TEXT = st.lists(st.sampled_from(PIECES), max_size=5).map("".join) | st.text(max_size=5)
MAYBE, TEXTS, NUMBER = TEXT | st.none(), st.lists(TEXT, max_size=4).map(tuple), st.integers(-5, 5000)
USERS = st.lists(st.builds(User, TEXT, MAYBE, TEXTS), max_size=3).map(tuple)
ALLOW = st.lists(st.builds(Allow, MAYBE, MAYBE, MAYBE), max_size=2).map(tuple)
POOLS = st.builds(
    Pool,
    id=MAYBE,
    name=TEXT,
    sign_in=TEXTS | st.permutations(["email", "username", "phone_number"]).map(tuple),
    mfa=TEXT | st.sampled_from(["off", "optional", "required"]),
    mfa_methods=TEXTS | st.lists(st.sampled_from(["email", "sms", "totp"]), max_size=3).map(tuple),
    password=st.builds(Password, minimum_length=NUMBER, temporary_days=NUMBER),
    email=st.none() | st.builds(EmailSender, TEXT, MAYBE),
    sms=st.none() | st.builds(SmsSender, TEXT, TEXT, MAYBE),
    tier=TEXT | st.sampled_from(["lite", "plus"]),
    tags=st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple),
)
CLIENTS = st.builds(
    Client,
    id=MAYBE,
    name=TEXT,
    callback_urls=TEXTS,
    logout_urls=TEXTS,
    identity_providers=TEXTS,
    scopes=TEXTS,
    id_token_minutes=NUMBER,
    access_token_minutes=NUMBER,
    refresh_token_days=NUMBER,
)
POMERIUMS = st.builds(
    Pomerium,
    authenticate_url=TEXT,
    authorize_url=MAYBE,
    route=st.none() | st.builds(Route, TEXT, TEXT, ALLOW),
    namespace=TEXT,
    version=TEXT,
    outputs=st.lists(st.builds(Output, TEXT, TEXT), max_size=3).map(tuple),
)
SETUPS = st.builds(
    Setup,
    name=TEXT,
    aws=st.builds(Aws, TEXT, MAYBE, MAYBE),
    pool=POOLS,
    client=CLIENTS,
    domain=st.builds(Domain, MAYBE, MAYBE, MAYBE),
    users=USERS,
    groups=TEXTS,
    pomerium=POMERIUMS,
)


def test_there_are_enough_rules_and_each_has_its_own_id() -> None:
    assert len(RULES) >= 45
    assert [id for id, count in Counter(rule.id for rule in RULES).items() if count > 1] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_whole(rule: Rule) -> None:
    assert rule.field.replace(".*", "") in schema.paths() or _in_list(rule.field)
    assert rule.id.partition(".")[0] == rule.field.partition(".")[0]
    assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)*\.[a-z_-]+", rule.id)
    assert rule.level in ("fault", "warning")
    assert len(rule.source) > 5
    assert rule.sentence.endswith(".") and rule.mend.endswith((".", "?"))
    assert len(rule.sentence) <= 160 and len(rule.mend) <= 100
    for text in (rule.sentence, rule.mend):
        assert not re.search(r"!|\bplease\b|\binvalid\b|\bsuccessful|\bsimply\b|\boops\b|\berror occurred", text, re.I)
        assert not re.search(r"\b(shared|facts|contract)\b", f"{text} {rule.source}")
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
        assert names <= {"value", "near", "region", "partition", "word", "meant", "identity", "person"}


def _in_list(field: str) -> bool:
    """Whether the field is a key of a list's sections."""
    head, _, key = field.rpartition(".*.")
    sections: dict[str, type[Any]] = {
        "users": User,
        "pomerium.outputs": Output,
        "pomerium.route.allow": Allow,
    }
    return key.removesuffix(".*") in model.keys(sections[head])


@given(SETUPS)
def test_no_setup_makes_a_rule_stumble_and_every_fix_mends(setup: Setup) -> None:
    by_id = {rule.id: rule for rule in RULES}
    for fault in rules.check(setup):
        setup.get(fault.field)
        assert KEY not in f"{fault.message} {fault.mend} {fault.fix}"
        assert fault.message.isprintable()
        if fault.fix is not None:
            after = setup.replace(fault.field, fault.fix)
            left = {each.field for each in by_id[fault.rule].faults(after)}
            assert fault.field not in left, fault


@given(SETUPS)
def test_faults_stand_in_the_order_of_the_files_keys(setup: Setup) -> None:
    order = list(schema.paths())
    tops = [
        next(key for key in reversed(order) if f"{fault.field}.".startswith(f"{key}.")) for fault in rules.check(setup)
    ]
    assert [order.index(key) for key in tops] == sorted(order.index(key) for key in tops)


def test_a_setup_from_nothing_lacks_what_is_needed_and_nothing_else() -> None:
    assert [(fault.field, fault.level) for fault in rules.check(Setup())] == [
        ("name", "fault"),
        ("aws.region", "fault"),
        ("pool.name", "fault"),
        ("domain.prefix", "fault"),
        ("pomerium.authenticate_url", "fault"),
    ]


def test_a_whole_setup_has_no_fault_and_no_warning(corp: Setup) -> None:
    assert rules.check(corp) == ()


def test_an_adopted_pool_needs_neither_name_nor_domain() -> None:
    setup = Setup(name="corp").replace("aws.region", "eu-west-1").replace("pool.id", "eu-west-1_AbCdEf123")
    assert rules.check(setup.replace("pomerium.authenticate_url", "https://authenticate.corp.example.com")) == ()


def test_all_faults_come_at_once_each_at_its_item(corp: Setup) -> None:
    setup = corp.replace("users", (User("ada@corp.example.com"), User("x"))).replace("pool.tier", "gold")
    setup = setup.replace("pomerium.outputs", (Output("env", "a"), Output("yml", "b")))
    assert [fault.field for fault in rules.check(setup)] == ["pool.tier", "users.1.email", "pomerium.outputs.1.format"]


def test_of_gives_a_field_and_what_is_below_it_alone() -> None:
    setup = Setup().replace("pool.password.minimum_length", 1)
    assert {fault.field for fault in rules.of(setup, "pool")} == {"pool.name", "pool.password.minimum_length"}
    assert [fault.field for fault in rules.of(setup, "pool.pass", "name")] == ["name"]
    assert rules.of(setup) == ()


def test_the_rules_name_what_the_rest_of_the_wizard_does() -> None:
    assert tuple(FORMATS) == pomerium_rules.FORMATS
    assert OUR_TAG == TAG


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (("a", "b"), "a, b"),
        ("x" * 81, "x" * 79 + "…"),
        ("a\nb\x00", "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}"),
        ("https://ada:pw@x.example.com", "https://…@x.example.com"),
        (KEY, "…"),
        (
            "arn:aws:iam::123456789012:role/service-role/CognitoAdmin",
            "arn:aws:iam::123456789012:role/service-role/CognitoAdmin",
        ),
        (7, "7"),
    ],
)
def test_what_a_sentence_shows_of_a_value(value: Any, text: str) -> None:
    assert shown(value) == text
    assert secretive(value) is ("…" in text and "x" * 79 not in text)


def test_close_words_are_found_whatever_their_case() -> None:
    assert close("Essential", ("lite", "essentials", "plus"))[0] == "essentials"
    assert close("ON", ("on", "off"))[0] == "on"
    assert close("zzz", ("on", "off")) == []

"""What the API tells beside the endpoints, judged: self sign-up, people and groups, mail, what a test left."""

from dataclasses import replace

import pytest

from wizard.checks import Account, Standing, left_over, mail, people, self_sign_up

ADA, BOB = Account("ada@corp.example.com"), Account("bob@corp.example.com")


@pytest.fixture
def judged(target):
    """`judged(module, **standing)`: the outcome of its check."""
    return lambda module, **told: module.CHECK.run(replace(target, standing=Standing(**told)))


@pytest.mark.parametrize("module", [self_sign_up, people, mail, left_over])
def test_where_nobody_asked_nothing_is_known(target, module):
    assert module.CHECK.run(replace(target, standing=None)).state == "skipped"


def test_self_sign_up_is_a_fault_unless_it_is_meant(judged):
    assert not judged(self_sign_up).worth_knowing
    open_to_all = judged(self_sign_up, open_to_all=True)
    assert open_to_all.state == "failed"
    assert open_to_all.fix == ("pool.self_sign_up", False)
    meant = judged(self_sign_up, open_to_all=True, open_wished=True)
    assert (meant.state, meant.worth_knowing) == ("passed", True)


@pytest.mark.parametrize(
    ("told", "state", "says"),
    [
        ({"somebody": True}, "passed", ""),
        ({"somebody": True, "accounts": (ADA, BOB)}, "passed", ""),
        ({"somebody": False}, "passed", "Nobody can sign in yet"),
        (
            {"somebody": False, "disabled": tuple("abcde")},
            "passed",
            "refuses a, b, c and 2 more: the account is disabled",
        ),
        ({"somebody": True, "accounts": (replace(ADA, address=False, verified=False),)}, "passed", "no e-mail address"),
        ({"somebody": False, "elsewhere": ("Google",)}, "passed", "from Google"),
        ({"somebody": None, "missing_groups": None, "unasked": "May not list."}, "skipped", "May not list."),
        ({"somebody": True, "accounts": (replace(ADA, there=False),)}, "passed", "ada@corp.example.com is not"),
        ({"somebody": True, "accounts": (replace(ADA, stale=True),)}, "passed", "ran out"),
        ({"somebody": True, "accounts": (replace(ADA, verified=False),)}, "passed", "not verified"),
        ({"somebody": True, "accounts": (ADA, replace(BOB, enabled=False))}, "failed", "bob@corp.example.com"),
        ({"somebody": True, "missing_groups": ("admins",)}, "failed", "the group admins"),
        ({"somebody": True, "missing_groups": ("admins", "staff")}, "failed", "the groups admins, staff"),
    ],
)
def test_people_and_groups(judged, told, state, says):
    outcome = judged(people, **told)
    assert outcome.state == state
    assert says in outcome.cause
    if state == "failed":
        assert outcome.mend


def test_missing_groups_can_be_mended_in_the_setup(judged):
    assert judged(people, somebody=True, missing_groups=("a", "b")).fix == ("groups", ("a", "b"))


def test_amazons_sender_is_told_and_becomes_a_matter_with_many_people(judged):
    usual = judged(mail, accounts=(ADA,))
    assert usual.state == "passed"
    assert "50 e-mails a day" in usual.cause
    assert not usual.worth_knowing
    many = judged(mail, accounts=(ADA,) * 51)
    assert many.worth_knowing
    assert "51 people" in many.cause
    assert "Amazon SES" in judged(mail, accounts=(ADA,) * 51, own_sender="no-reply@corp.example.com").cause


def test_what_a_test_left_behind_is_worth_knowing(judged):
    assert not judged(left_over).worth_knowing
    found = judged(left_over, left_over=("http://127.0.0.1:4711/pomerium-cognito/callback",))
    assert found.worth_knowing
    assert "127.0.0.1:4711" in found.cause

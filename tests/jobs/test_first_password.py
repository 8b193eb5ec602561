"""A first password for somebody who was invited: made up by the pool's policy, shown once, kept nowhere."""

import pytest

from wizard.cognito.accounts import first_password
from wizard.errors import Explanation, FaultFound, InputRefused
from wizard.events import Cancel
from wizard.jobs.first_password import FirstPassword
from wizard.setup.model import User

ADA = User("ada@corp.example.com")


@pytest.fixture
def given(world):
    """`given(name)` sets a first password; what was told, and the plans that were shown."""
    setup = world.setup(users=(ADA,))

    def give(name=ADA.email, setup=setup):
        told, shown = [], []
        FirstPassword(world.adapters, setup, name, told.append, shown.append).run(world.events.append, Cancel())
        return told, shown

    give.setup = setup
    return give


def test_the_person_can_sign_in_with_it_and_has_to_change_it(world, given):
    made = world.apply(given.setup).snapshot
    world.writes()
    told, shown = given()
    assert world.writes() == ["AdminSetUserPassword"]
    assert len(told) == 1
    assert [action.id for action in shown[0].actions] == ["first_password"]
    assert world.cognito.list_users(UserPoolId=made.pool_id)["Users"][0]["UserStatus"] == "FORCE_CHANGE_PASSWORD"
    journal = next((world.adapters.state / "journals").glob("*.jsonl")).read_text()
    assert "admin_set_user_password" in journal
    for text in (journal, repr(world.events), repr(told), repr(shown)):
        assert told[0].reveal() not in text


def test_each_time_it_is_another(world, given):
    world.apply(given.setup)
    (one,), (other,) = given(ADA.email.upper())[0], given()[0]
    assert one.reveal() != other.reveal()


def test_nobody_is_locked_out(world, given):
    made = world.apply(given.setup).snapshot
    who = {"UserPoolId": made.pool_id, "Username": ADA.email}
    world.cognito.admin_set_user_password(**who, Password="Correct-Horse-9", Permanent=True)
    world.writes()
    with pytest.raises(InputRefused, match="signed in before"):
        given()
    assert world.writes() == []


def test_who_is_not_named_or_not_there_is_told(world, given):
    world.apply(world.setup())
    with pytest.raises(InputRefused, match=r"names no bob@corp\.example\.com"):
        given("bob@corp.example.com")
    with pytest.raises(FaultFound, match="Run apply"):
        given()


def test_a_no_to_the_plan_sends_nothing(world, given):
    world.apply(given.setup)
    world.writes()

    def no(_):
        raise InputRefused(Explanation("No."))

    with pytest.raises(InputRefused):
        FirstPassword(world.adapters, given.setup, ADA.email, print, no).run(world.events.append, Cancel())
    assert world.writes() == []


@pytest.mark.parametrize("length", [6, 12, 30, 99])
def test_it_meets_every_policy(length):
    for _ in range(50):
        made = first_password({"Policies": {"PasswordPolicy": {"MinimumLength": length}}}).reveal()
        assert len(made) >= max(length, 16)
        assert any(c.isupper() for c in made)
        assert any(c.islower() for c in made)
        assert any(c.isdigit() for c in made)
        assert set(made) & set("!#%+-_")

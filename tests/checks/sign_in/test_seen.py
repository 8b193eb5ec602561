"""What Pomerium learns of a person, and what is told of it."""

import pytest

from wizard.checks.sign_in.seen import findings, seen
from wizard.setup.model import Allow

WHOLE = {"sub": "u", "email": "ada@corp.example.com", "email_verified": True, "cognito:groups": ["admins"]}


def test_user_info_goes_first_and_groups_come_from_the_token():
    person = seen(WHOLE, {"email": "new@corp.example.com", "email_verified": "false", "given_name": "Ada"})
    assert (person.email, person.verified, person.name) == ("new@corp.example.com", False, "Ada")
    assert person.groups == ("admins",)


ADMINS, STAFF, ADA, CORP = (
    *(Allow(group="admins"), Allow(group="staff")),
    *(Allow(email="Ada@corp.example.com"), Allow(domain="corp.example.com")),
)
OTHERS = Allow(domain="example.com")  # not those of corp.example.com
NOBODYS = WHOLE | {"cognito:groups": None}


@pytest.mark.parametrize(
    ("claims", "allow", "says"),
    [
        (WHOLE, [ADMINS], []),
        (WHOLE, [], []),
        (WHOLE | {"email": ""}, [ADMINS], ["no e-mail address"]),
        (WHOLE | {"email_verified": False}, [ADMINS], ["not verified"]),
        (WHOLE, [STAFF], ["allows staff; the person's groups are: admins"]),
        (WHOLE, [STAFF, CORP], []),
        (WHOLE, [STAFF, ADA], []),
        (NOBODYS, [ADA], []),
        (NOBODYS, [STAFF, OTHERS], ["allows staff or example.com; the person's address is ada@corp.example.com, and"]),
        (WHOLE, [OTHERS], ["allows example.com; this is ada@corp.example.com"]),
        (WHOLE | {"email": ""}, [CORP], ["no e-mail address"]),
        (NOBODYS | {"email": ""}, [STAFF], ["no e-mail address", "groups are: none"]),
    ],
)
def test_what_hinders(claims, allow, says):
    found = list(findings(seen(claims, {}), allow))
    assert len(found) == len(says)
    assert all(each.hinders and each.mend and text in each.cause for text, each in zip(says, found, strict=True))


def test_a_person_in_no_group_is_worth_knowing_where_no_route_asks_for_one():
    (found,) = findings(seen(NOBODYS, {}), [])
    assert not found.hinders
    assert "in no group" in found.cause

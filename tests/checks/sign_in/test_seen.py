"""What Pomerium learns of a person, and what is told of it."""

import pytest

from wizard.checks.sign_in.seen import findings, seen

WHOLE = {"sub": "u", "email": "ada@corp.example.com", "email_verified": True, "cognito:groups": ["admins"]}


def test_user_info_goes_first_and_groups_come_from_the_token():
    person = seen(WHOLE, {"email": "new@corp.example.com", "email_verified": "false", "given_name": "Ada"})
    assert (person.email, person.verified, person.name) == ("new@corp.example.com", False, "Ada")
    assert person.groups == ("admins",)


@pytest.mark.parametrize(
    ("claims", "wanted", "by_address", "says"),
    [
        (WHOLE, ("admins",), False, []),
        (WHOLE | {"email": ""}, ("admins",), False, ["no e-mail address"]),
        (WHOLE | {"email_verified": False}, ("admins",), False, ["not verified"]),
        (WHOLE, ("staff",), False, ["allows staff"]),
        (WHOLE | {"cognito:groups": None}, (), False, ["in no group"]),
        (WHOLE | {"cognito:groups": None}, (), True, []),
        (WHOLE | {"email": "", "cognito:groups": None}, (), False, ["no e-mail address", "in no group"]),
    ],
)
def test_findings(claims, wanted, by_address, says):
    found = list(findings(seen(claims, {}), wanted, by_address=by_address))
    assert len(found) == len(says)
    assert all(text in cause and mend for text, (cause, mend) in zip(says, found, strict=True))

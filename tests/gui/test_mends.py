"""A mend's button says the one deed that it does."""

from __future__ import annotations

from typing import Any

import pytest

from wizard.gui import mends
from wizard.setup.fault import Fault

METHODS = {"totp": "Authenticator app", "email": "E-mail", "true": "Managed login", "false": "Classic hosted pages"}


@pytest.mark.parametrize(
    ("before", "fix", "button"),
    [
        ("http://a.example.com", "https://a.example.com", "Use https://a.example.com"),
        (4, 8, "Use 8"),
        (("totp", "email"), ("totp",), "Leave out E-mail"),
        (("email",), ("totp", "email"), "Add Authenticator app"),
        (("email",), ("totp",), "Use Authenticator app"),
        ((), ("email",), "Use E-mail"),
        (True, False, "Use Classic hosted pages"),
        (("a",), ("a", "https://" + "long." * 20), "Do the one"),
        (("a", "b"), (), "Do the one"),
        ((), (object(),), "Do the one"),
    ],
)
def test_the_button_says_what_it_does(before: Any, fix: Any, button: str) -> None:
    fault = Fault("x", "rule", "fault", "It is wrong.", "Do the one, or the other.", "", fix)
    assert mends.sentences(fault, before, METHODS) == ("It is wrong.", button)


def test_without_a_value_the_advice_stands_whole_below_the_field() -> None:
    fault = Fault("x", "rule", "fault", "It is wrong.", "Do the one, or the other.", "", None)
    assert mends.sentences(fault, "", {}) == ("It is wrong. Do the one, or the other.", None)

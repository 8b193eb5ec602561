"""Where a rotation stands, for everything that Amazon may list and the store may have."""

import re

import botocore.session
import pytest

from wizard.cognito.rotation import ADD, REMOVE, Listed, new_value, plan, stage
from wizard.vault import Secret

OLDER, NEWER = Listed("abc--1", "2026-01-01 10:00 UTC"), Listed("abc--2", "2026-02-01 10:00 UTC")
A, B = Secret("a"), Secret("b")


@pytest.mark.parametrize(
    ("rows", "current", "fresh", "expected"),
    [
        ([OLDER], A, None, "add"),
        ([OLDER], A, B, "add"),  # stored, and Amazon never heard of it
        ([OLDER, NEWER], A, B, "take"),
        ([OLDER, NEWER], B, B, "remove"),
        ([NEWER], B, B, "tidy"),
    ],
)
def test_what_comes_next(rows, current, fresh, expected):
    assert stage(rows, current, fresh) == expected


@pytest.mark.parametrize(
    ("rows", "at", "actions"),
    [
        ([OLDER], "add", [(ADD, "create"), (REMOVE, "delete")]),
        ([OLDER, NEWER], "take", [(REMOVE, "delete")]),
        ([OLDER, NEWER], "remove", [(REMOVE, "delete")]),
        ([NEWER], "tidy", []),
    ],
)
def test_the_plan_names_what_is_left_and_the_older_secret(rows, at, actions):
    made = plan("abc", rows, at, fresh=True, files=["config.yaml"])
    assert [(action.id, action.change) for action in made.actions] == actions
    assert all(field.after == OLDER.id for action in made.actions if action.id == REMOVE for field in action.fields)
    assert any("signs in again" in note for note in made.notes) == (at in ("add", "take"))


def test_two_secrets_of_somebody_else_stand_in_the_way_and_are_named():
    made = plan("abc", [OLDER, NEWER], "add", fresh=False, files=[])
    assert made.empty
    assert OLDER.id in made.refusals[0].message
    assert NEWER.made in made.refusals[0].message


def test_a_new_value_is_one_that_amazon_takes():
    model = botocore.session.get_session().get_service_model("cognito-idp")
    shape = model.operation_model("AddUserPoolClientSecret").input_shape.members["ClientSecret"]
    value = new_value().reveal()
    assert re.fullmatch(shape.metadata["pattern"], value)
    assert shape.metadata["min"] <= len(value) <= shape.metadata["max"]
    assert new_value() != new_value()

"""Whole updates, against a server that resets every member of botocore's own request shape that is left out."""

import copy
import functools

import botocore.session
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.cognito.wholeupdate import changed_unasked, overlaid, send_whole, value_at, whole_request
from wizard.errors import AmazonRefused


@functools.cache
def model():
    return botocore.session.get_session().get_service_model("cognito-idp")


def drawn(shape, depth=0):
    """Values of botocore's own output shapes: any member, or not."""
    kind = shape.type_name
    if kind == "structure":
        members = {} if depth > 4 else {name: drawn(member, depth + 1) for name, member in shape.members.items()}
        return st.fixed_dictionaries({}, optional=members)
    if kind == "list":
        return st.lists(drawn(shape.member, depth + 1), max_size=2)
    if kind == "map":
        return st.dictionaries(st.text("abc:-", min_size=1, max_size=4), st.text("xyz", max_size=3), max_size=2)
    if kind == "string":
        return st.sampled_from(shape.enum) if shape.enum else st.text("abcxyz", min_size=1, max_size=6)
    return {"boolean": st.booleans(), "timestamp": st.just("2026-01-01")}.get(kind, st.integers(1, 90))


class Resetting:
    """Holds one object; an update puts every member of the request shape that it leaves out back to nothing."""

    def __init__(self, described, operation):
        self.object = copy.deepcopy(described)
        self.members = model().operation_model(operation).input_shape.members

    def describe(self):
        return copy.deepcopy(self.object)

    def update(self, request, change=None):
        unknown = request.keys() - self.members.keys()
        assert not unknown, f"no members of the request: {unknown}"
        for name in self.members:
            stored = "Name" if name == "PoolName" else name
            if name in request:
                self.object[stored] = copy.deepcopy(request[name])
            else:
                self.object.pop(stored, None)


POOL = model().shape_for("UserPoolType")
CLIENT = model().shape_for("UserPoolClientType")


def without_legacy(pool):
    pool.get("AdminCreateUserConfig", {}).pop("UnusedAccountValidityDays", None)
    return pool


@settings(max_examples=150, deadline=None)
@given(drawn(POOL).map(without_legacy), st.integers(6, 99))
def test_of_a_pool_nothing_changes_but_what_was_asked_for(pool, length):
    server = Resetting(pool, "UpdateUserPool")
    shape = model().operation_model("UpdateUserPool").input_shape
    send_whole(server.describe, server.update, shape, {"Policies.PasswordPolicy.MinimumLength": length})
    assert value_at(server.object, "Policies.PasswordPolicy.MinimumLength") == length
    assert server.object == overlaid(pool, {"Policies.PasswordPolicy.MinimumLength": length})


@settings(max_examples=150, deadline=None)
@given(drawn(CLIENT), st.lists(st.sampled_from(["openid", "email", "profile"]), unique=True))
def test_of_a_client_nothing_changes_but_what_was_asked_for(client, scopes):
    server = Resetting(client, "UpdateUserPoolClient")
    shape = model().operation_model("UpdateUserPoolClient").input_shape
    send_whole(server.describe, server.update, shape, {"AllowedOAuthScopes": scopes})
    assert server.object == {**client, "AllowedOAuthScopes": scopes}


def test_the_naive_update_fails_the_same_comparison():
    pool = {"Id": "x", "Name": "corp", "LambdaConfig": {"PreSignUp": "arn"}, "MfaConfiguration": "OPTIONAL"}
    server = Resetting(pool, "UpdateUserPool")
    server.update({"DeletionProtection": "INACTIVE"})
    shape = model().operation_model("UpdateUserPool").input_shape
    lost = changed_unasked(pool, server.object, shape, {"DeletionProtection": "INACTIVE"})
    assert lost == ("LambdaConfig.PreSignUp", "MfaConfiguration", "PoolName")


def test_a_change_that_nobody_asked_for_is_told():
    server = Resetting({"Name": "corp", "DeletionProtection": "ACTIVE"}, "UpdateUserPool")

    def update(request, change):
        server.update(request)
        server.object["MfaConfiguration"] = "OFF"

    shape = model().operation_model("UpdateUserPool").input_shape
    with pytest.raises(AmazonRefused, match="MfaConfiguration"):
        send_whole(server.describe, update, shape, {"DeletionProtection": "INACTIVE"})


def test_the_name_is_sent_under_the_updates_own_member_and_the_legacy_field_not_beside_its_successor():
    shape = model().operation_model("UpdateUserPool").input_shape
    legacy, newer = {"UnusedAccountValidityDays": 7}, {"PasswordPolicy": {"TemporaryPasswordValidityDays": 7}}
    described = {"Name": "corp", "Id": "x", "AdminCreateUserConfig": legacy, "Policies": newer}
    request = whole_request(described, shape, {"UserPoolTier": "PLUS"})
    assert request == {"PoolName": "corp", "AdminCreateUserConfig": {}, "UserPoolTier": "PLUS", "Policies": newer}
    assert described["AdminCreateUserConfig"] == {"UnusedAccountValidityDays": 7}
    del described["Policies"]
    assert whole_request(described, shape, {})["AdminCreateUserConfig"] == legacy


def test_order_of_names_is_no_change_and_time_is_none():
    shape = model().operation_model("UpdateUserPoolClient").input_shape
    before = {"CallbackURLs": ["a", "b"], "LastModifiedDate": 1}
    assert changed_unasked(before, {"CallbackURLs": ["b", "a"], "LastModifiedDate": 2}, shape, {}) == ()

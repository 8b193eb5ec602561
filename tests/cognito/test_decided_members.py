"""Every member of what is updated is decided: one that botocore gains fails here until somebody has looked at it."""

import json
from pathlib import Path

import botocore.session
import pytest

from wizard.cognito.wholeupdate import whole_request

DATA = Path(__file__).parents[1] / "data" / "decided-members.json"
DECIDED = {key: value for key, value in json.loads(DATA.read_text()).items() if key != "source"}
MODEL = botocore.session.get_session().get_service_model("cognito-idp")
DESCRIBED = {
    "UpdateUserPool": MODEL.shape_for("UserPoolType"),
    "UpdateUserPoolClient": MODEL.shape_for("UserPoolClientType"),
    "SetUserPoolMfaConfig": MODEL.operation_model("GetUserPoolMfaConfig").output_shape,
    "UpdateUserPoolDomain": MODEL.shape_for("DomainDescriptionType"),
}


@pytest.mark.parametrize("operation", DECIDED)
def test_every_member_is_decided(operation):
    asked = set(MODEL.operation_model(operation).input_shape.members)
    described = set(DESCRIBED[operation].members)
    assert set(DECIDED[operation]) == asked | described
    for name, decision in DECIDED[operation].items():
        places = {
            "sent back": (True, True),
            "write only": (True, False),
            "fixed": (False, True),
            "read only": (False, True),
        }
        if decision in places:
            assert (name in asked, name in described) == places[decision], name


@pytest.mark.parametrize("operation", ["UpdateUserPool", "UpdateUserPoolClient"])
def test_what_is_to_be_sent_back_is(operation):
    described = {name: {} for name, decision in DECIDED[operation].items() if decision != "write only"}
    request = whole_request(described, MODEL.operation_model(operation).input_shape, {})
    wanted = {name for name, decision in DECIDED[operation].items() if decision == "sent back"}
    assert {name for name in request if DECIDED[operation][name] not in ("id", "renamed")} == wanted

"""Who am I, and roles. Any role of the practice account can be assumed, but those named `practice-no-assume…`."""

from __future__ import annotations

import secrets
import string
from collections.abc import Mapping
from typing import Any

from wizard.practice.api.call import ACCOUNT, CALLER, Call, Handler
from wizard.practice.refusal import Refusal

NO_ASSUME = "practice-no-assume"
"""Part of a role's name with which a refusal can be tried."""


def caller_arn(call: Call) -> str:
    """The ARN that the request's access key stands for."""
    arn: str = call.tree["roles"].get(call.access_key, CALLER)
    return arn


def get_caller_identity(call: Call) -> dict[str, Any]:
    """Account, ARN and id of the caller; needs no permission."""
    identifier = call.access_key if call.access_key in call.tree["roles"] else "AIDAPRACTICE000000000"
    return {"UserId": identifier, "Account": ACCOUNT, "Arn": caller_arn(call)}


def assume_role(call: Call) -> dict[str, Any]:
    """Temporary credentials of a role."""
    role, session = call.asked["RoleArn"], call.asked["RoleSessionName"]
    own = f"arn:aws:iam::{ACCOUNT}:role/"
    if not role.startswith(own) or NO_ASSUME in role:
        raise Refusal(
            "AccessDenied",
            f"User: {caller_arn(call)} is not authorized to perform: sts:AssumeRole on resource: {role}",
            403,
        )
    letters = string.ascii_uppercase + string.digits
    key = "ASIA" + "".join(secrets.choice(letters) for _ in range(16))
    arn = f"arn:aws:sts::{ACCOUNT}:assumed-role/{role.rpartition('/')[2]}/{session}"
    call.tree["roles"][key] = arn
    return {
        "Credentials": {
            "AccessKeyId": key,
            "SecretAccessKey": secrets.token_urlsafe(30),
            "SessionToken": secrets.token_urlsafe(60),
            "Expiration": call.now + call.asked.get("DurationSeconds", 3600),
        },
        "AssumedRoleUser": {"AssumedRoleId": f"AROAPRACTICE000000000:{session}", "Arn": arn},
        "PackedPolicySize": 0,
    }


OPERATIONS: Mapping[str, Handler] = {
    "GetCallerIdentity": get_caller_identity,
    "AssumeRole": assume_role,
}

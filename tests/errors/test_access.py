"""Credentials, single sign-on, STS, IAM, the network: texts as a log quotes them, and what a denial tells."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wizard.errors.explain import explain_text

DATA = Path(__file__).parents[1] / "data"
SET: dict[str, Any] = json.loads((DATA / "explain-access.json").read_text(encoding="utf-8"))
TEXTS: list[dict[str, str]] = SET["texts"]


def test_a_log_that_quotes_them_names_the_same_cause() -> None:
    wrong = []
    for row in TEXTS:
        why = explain_text(json.dumps({"level": "error", "msg": row["text"], "time": "2024-11-26T03:00:00Z"}))
        if why.known and why.id != row["id"]:
            wrong.append((row["id"], why.id, row["text"]))
    assert not wrong


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        ("with an explicit deny in a service control policy", "An explicit deny stands in a service control policy."),
        ("because no service control policy allows the cognito-idp:ListUsers action", "service control policies"),
        ("because no permissions boundary allows the cognito-idp:ListUsers action", "permissions boundary of the user"),
        ("because no identity-based policy allows the cognito-idp:ListUsers action", "The user kim lacks"),
        ("because no VPC endpoint policy allows the cognito-idp:ListUsers action", "policy of the VPC endpoint"),
    ],
)
def test_a_denial_tells_the_policy_that_matters(policy: str, told: str) -> None:
    user = "arn:aws:iam::123456789012:user/kim"
    why = explain_text(f"User: {user} is not authorized to perform: cognito-idp:ListUsers on resource: * {policy}")
    assert told in why.means

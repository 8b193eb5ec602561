from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from wizard.checks.keys import CHECK

KEY = {"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "k1", "n": "xyz", "e": "AQAB"}
PATH = "/eu-west-1_AbCdEf123/.well-known/jwks.json"


def test_the_pools_two_keys_pass(target: Any) -> None:
    outcome = CHECK.run(target)
    assert (outcome.state, outcome.cause) == ("passed", "2 signing keys.")


def test_the_keys_are_asked_for_where_the_document_says(cognito: Any, target: Any) -> None:
    cognito.answers["/keys"] = (200, {}, '{"keys": []}')
    moved = replace(target.discovered, jwks_uri=cognito.issuer_host + "/keys")
    assert CHECK.run(replace(target, discovered=moved)).state == "failed"
    assert cognito.paths() == ["/keys"]


def test_a_key_may_leave_out_what_the_standard_lets_it(cognito: Any, target: Any) -> None:
    cognito.keys = {"keys": [{name: KEY[name] for name in ("kty", "kid", "n", "e")}]}
    assert CHECK.run(target).cause == "1 signing key."


@pytest.mark.parametrize(
    "change", [{"alg": "RS512"}, {"use": "enc"}, {"kty": "EC"}, {"kid": ""}, {"n": None}, {"e": None}]
)
def test_a_key_that_signs_nothing_fails(cognito: Any, target: Any, change: dict[str, Any]) -> None:
    cognito.keys = {"keys": [KEY | change]}
    outcome = CHECK.run(target)
    assert outcome.state == "failed"
    assert "no RSA key" in outcome.cause


@pytest.mark.parametrize("keys", [{"keys": []}, {"keys": "x"}, [], {"keys": ["x"]}, None])
def test_a_set_without_keys_fails(cognito: Any, target: Any, keys: Any) -> None:
    cognito.keys = keys
    outcome = CHECK.run(target)
    assert (outcome.state, outcome.value) == ("failed", cognito.issuer_host + PATH)
    assert "holds no key" in outcome.cause


def test_a_refused_set_fails_with_its_status(cognito: Any, target: Any) -> None:
    cognito.answers[PATH] = (403, {}, '{"keys": []}')
    assert "HTTP 403" in CHECK.run(target).cause

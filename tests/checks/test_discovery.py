from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from wizard.checks import Discovered
from wizard.checks.discovery import CHECK


def test_a_good_document_passes_and_hands_on_its_endpoints(cognito: Any, target: Any) -> None:
    outcome = CHECK.run(replace(target, discovered=None))
    assert outcome.state == "passed"
    assert outcome.discovered == target.discovered
    assert cognito.login_url in outcome.cause


def test_an_issuer_with_a_slash_is_refused_unasked(cognito: Any, target: Any) -> None:
    outcome = CHECK.run(replace(target, issuer=target.issuer + "/"))
    assert (outcome.state, outcome.value) == ("failed", target.issuer + "/")
    assert cognito.asked == []


@pytest.mark.parametrize("other", ["https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123", None])
def test_another_issuer_is_told_to_the_letter(cognito: Any, target: Any, other: str | None) -> None:
    cognito.document = {"issuer": other}
    outcome = CHECK.run(target)
    assert outcome.state == "failed" and not outcome.retry
    assert outcome.value == str(other)
    assert target.issuer in outcome.cause


def test_an_issuer_with_a_slash_in_the_document_differs(cognito: Any, target: Any) -> None:
    cognito.document = {"issuer": target.issuer + "/"}
    outcome = CHECK.run(target)
    assert outcome.value == target.issuer + "/"
    assert "ends in a slash" in outcome.cause and "slash" in outcome.mend


def test_a_pool_without_a_domain_is_told_apart(cognito: Any, target: Any) -> None:
    cognito.domain = False
    outcome = CHECK.run(replace(target, login_url=""))
    assert outcome.state == "failed" and not outcome.retry
    assert "no login domain" in outcome.cause
    assert outcome.value == f"{cognito.issuer}/authorize"


def test_endpoints_on_the_issuer_while_a_domain_is_new_may_mend_themselves(cognito: Any, target: Any) -> None:
    cognito.domain = False
    assert CHECK.run(target).retry


def test_endpoints_below_the_issuer_are_dead_where_both_share_a_host(cognito: Any, target: Any) -> None:
    cognito.domain = False
    outcome = CHECK.run(replace(target, login_url=cognito.issuer_host))
    assert "no login domain" in outcome.cause


def test_another_login_domain_is_named(cognito: Any, target: Any) -> None:
    outcome = CHECK.run(replace(target, login_url="https://corp-staff.auth.eu-west-1.amazoncognito.com"))
    assert outcome.state == "failed" and not outcome.retry
    assert outcome.value == f"{cognito.login_url}/oauth2/authorize"
    assert "https://corp-staff.auth.eu-west-1.amazoncognito.com" in outcome.cause


def test_a_domain_that_only_begins_alike_is_another(cognito: Any, target: Any) -> None:
    cognito.document = {"token_endpoint": cognito.login_url + "0/oauth2/token"}
    outcome = CHECK.run(target)
    assert (outcome.state, outcome.value) == ("failed", cognito.login_url + "0/oauth2/token")


@pytest.mark.parametrize("path", ["/stand-in", "/stand-in/"])
def test_a_login_side_below_a_path_is_taken(cognito: Any, target: Any, path: str) -> None:
    base = cognito.login_url + "/stand-in/oauth2"
    cognito.document = {"authorization_endpoint": f"{base}/authorize", "token_endpoint": f"{base}/token"}
    assert CHECK.run(replace(target, login_url=cognito.login_url + path)).state == "passed"


def test_missing_endpoints_are_named(cognito: Any, target: Any) -> None:
    cognito.document = {"authorization_endpoint": None, "token_endpoint": 7}
    outcome = CHECK.run(target)
    assert outcome.state == "failed"
    assert "authorization_endpoint and token_endpoint" in outcome.cause


@pytest.mark.parametrize(
    "reply",
    [
        (404, {}, '{"message":"User pool eu-west-1_AbCdEf123 does not exist."}'),
        (400, {}, "<html>"),
        (200, {}, "<html>a proxy's own page</html>"),
        (200, {}, "[1]"),
        (200, {}, "[" * 100_000),
        (302, {"Location": "https://elsewhere.example.com/"}, ""),
    ],
)
def test_an_answer_that_is_no_document_fails(cognito: Any, target: Any, reply: Any) -> None:
    path = "/eu-west-1_AbCdEf123/.well-known/openid-configuration"
    cognito.answers[path] = reply
    outcome = CHECK.run(target)
    assert outcome.state == "failed"
    assert str(reply[0]) in outcome.cause
    assert outcome.value == cognito.issuer_host + path
    assert len(outcome.details) < 600


def test_discovered_holds_nothing_by_itself() -> None:
    assert Discovered() == Discovered("", "", "")

"""Revocation, tried with a made-up token; answers as in Amazon's guide of the revoke endpoint."""

from urllib.parse import parse_qs

import pytest

from wizard.checks.revocation import CHECK
from wizard.vault import Secret


def test_a_made_up_token_is_taken_and_sent_with_the_secret_in_the_header(cognito, target):
    outcome = CHECK.run(target)
    assert (outcome.state, outcome.mend) == ("passed", "")
    (method, path, body) = cognito.asked[-1]
    assert (method, path) == ("POST", "/oauth2/revoke")
    assert parse_qs(body)["token"][0].startswith("made-up-")
    assert "client_secret" not in body


def test_where_it_is_off_that_is_worth_knowing_and_no_fault(cognito, target):
    cognito.revocation = False
    outcome = CHECK.run(target)
    assert outcome.state == "passed"
    assert outcome.worth_knowing
    assert "off" in outcome.cause


@pytest.mark.parametrize(
    "answer", [(404, {}, "<title>404"), (401, {}, '{"error":"invalid_client"}'), (200 + 300, {}, "[]")]
)
def test_another_answer_is_a_fault_with_its_details(cognito, target, answer):
    cognito.answers["/oauth2/revoke"] = answer
    outcome = CHECK.run(target)
    assert outcome.state == "failed"
    assert str(answer[0]) in outcome.cause
    assert outcome.details


def test_without_domain_or_secret_it_is_not_tried(target):
    from dataclasses import replace

    assert CHECK.run(replace(target, discovered=None, login_url="")).state == "skipped"
    assert CHECK.run(replace(target, client_secret=None)).state == "skipped"
    assert CHECK.run(replace(target, client_secret=Secret("other"))).state == "failed"

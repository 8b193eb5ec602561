from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest

from wizard.checks.client_secret import CHECK
from wizard.vault import Secret

TOKEN = "/oauth2/token"


def test_a_made_up_code_proves_the_secret(cognito: Any, target: Any) -> None:
    assert CHECK.run(target).state == "passed"
    ((method, path, body),) = cognito.asked
    assert (method, path) == ("POST", TOKEN)
    assert parse_qs(body).keys() == {"grant_type", "code", "redirect_uri"}


def test_a_rotation_that_is_not_at_its_end_is_worth_knowing(target: Any) -> None:
    outcome = CHECK.run(replace(target, standing=replace(target.standing, rotating=True)))
    assert (outcome.state, outcome.worth_knowing) == ("passed", True)
    assert "rotate" in outcome.mend


def test_a_wrong_secret_is_told_and_not_shown(cognito: Any, target: Any) -> None:
    outcome = CHECK.run(replace(target, client_secret=Secret("wr0ng-wr0ng-wr0ng")))
    assert outcome.state == "failed"
    assert "client secret is wrong" in outcome.cause
    assert "wr0ng" not in repr(outcome)
    assert len(cognito.asked) == 2


def test_an_unknown_client_is_told_apart(target: Any) -> None:
    outcome = CHECK.run(replace(target, client_id="nobody"))
    assert (outcome.state, outcome.value) == ("failed", "nobody")
    assert "the ID is unknown" in outcome.cause


def test_a_secret_taken_in_the_form_alone_is_accepted(cognito: Any, target: Any) -> None:
    asked = cognito.reply

    def only_form(method: str, path: str, query: Any, form: Any, auth: str) -> Any:
        return (400, {}, '{"error":"invalid_client"}') if auth else asked(method, path, query, form, auth)

    cognito.reply = only_form
    assert CHECK.run(target).state == "passed"


def test_a_client_without_the_code_flow(cognito: Any, target: Any) -> None:
    cognito.answers[TOKEN] = (400, {}, '{"error":"unauthorized_client"}')
    assert "code flow is off" in CHECK.run(target).cause


def test_where_the_login_page_names_the_same_refusal_the_secret_is_not_blamed(cognito: Any, target: Any) -> None:
    cognito.answers[TOKEN] = (400, {}, '{"error":"unauthorized_client"}')
    cognito.callbacks = (target.callback_url + "/",)
    outcome = CHECK.run(target)
    assert outcome.state == "skipped"
    assert "'Login page'" in outcome.cause


@pytest.mark.parametrize("error", ["invalid_request", "unsupported_grant_type"])
def test_another_error_is_named(cognito: Any, target: Any, error: str) -> None:
    cognito.answers[TOKEN] = (400, {}, f'{{"error":"{error}"}}')
    outcome = CHECK.run(target)
    assert outcome.state == "failed" and error in outcome.cause


@pytest.mark.parametrize(
    "reply", [(404, {}, "<html>"), (405, {}, ""), (500, {}, "[]"), (200, {}, '{"id_token":"x"}'), (302, {}, "")]
)
def test_a_missing_endpoint_is_named(cognito: Any, target: Any, reply: Any) -> None:
    cognito.answers[TOKEN] = reply
    outcome = CHECK.run(target)
    assert outcome.state == "failed"
    assert "/oauth2/token" in outcome.cause and str(reply[0]) in outcome.cause
    assert outcome.value == cognito.login_url + TOKEN


def test_without_a_secret_or_a_domain_it_is_skipped(cognito: Any, target: Any) -> None:
    assert CHECK.run(replace(target, client_secret=None)).state == "skipped"
    assert CHECK.run(replace(target, discovered=None, login_url="")).state == "skipped"
    assert cognito.asked == []

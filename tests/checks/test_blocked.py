"""An answer of a proxy, a firewall or a network's own page is told as that; none of Cognito's is taken for one."""

import pytest

from wizard.checks.ask import Answer
from wizard.checks.blocked import blocked

PAGE, HOST = "<html><title>Access denied</title></html>", "https://corp.auth.eu-west-1.amazoncognito.com"


def answer(status, text=PAGE, location=""):
    return Answer(f"{HOST}/oauth2/token?state=x", status, location, text)


@pytest.mark.parametrize("status", [403, 407, 451, 511])
def test_a_page_of_somebody_elses_is_told_with_its_status_and_the_host(status):
    outcome = blocked(answer(status))
    assert outcome.state == "failed"
    assert f"HTTP {status}" in outcome.cause
    assert outcome.value == f"{HOST}/oauth2/token"
    assert ("password" if status == 407 else f"Let {HOST} through") in outcome.mend


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (400, '{"error":"invalid_client"}'),  # answers of Cognito's own, as recorded on live domains and in its guide
        (400, "<h1>An error was encountered with the requested page.</h1>"),
        (401, '{"error":"invalid_client"}'),
        (403, '{"message":"Forbidden"}'),
        (404, PAGE),
        (200, PAGE),
    ],
)
def test_what_cognito_answers_itself_is_none(status, text):
    assert blocked(answer(status, text)) is None


@pytest.mark.parametrize("found", [answer(200), answer(503), answer(302, "", "https://login.example.net/")])
def test_amazons_issuer_host_shows_no_pages(found):
    assert blocked(found) is None
    assert "of its own" in blocked(found, issuer=True).cause


@pytest.mark.parametrize("text", ['{"keys":[]}', "[1]", ""])
def test_json_and_nothing_at_all_are_not_taken_for_a_page(text):
    assert blocked(answer(200, text), issuer=True) is None

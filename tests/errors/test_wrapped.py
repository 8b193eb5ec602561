"""Texts as people paste them: wrapped by tools, escaped, encoded, cut; and texts that have nothing to do with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest

from wizard.errors.explain import explain_text

DATA = Path(__file__).parents[1] / "data"
KNOWN: list[dict[str, Any]] = json.loads((DATA / "cognito-error-texts.json").read_text(encoding="utf-8"))["texts"]


def by_cli(code: str, operation: str, text: str) -> str:
    return f"\nAn error occurred ({code}) when calling the {operation} operation: {text}\n"


def by_terraform(code: str, operation: str, text: str) -> str:
    lines = (
        f"Error: creating Cognito User Pool (corp): operation error Cognito Identity Provider: {operation}, https",
        f"response error StatusCode: 400, RequestID: 4f4f, {code}: {text}",
        "",
        "  with aws_cognito_user_pool.this,",
    )
    return "\u2577\n" + "".join(f"\u2502 {line}\n" for line in lines) + "\u2575"


def by_go(code: str, operation: str, text: str) -> str:
    return (
        f"operation error Cognito Identity Provider: {operation}, https response error StatusCode: 400,"
        f" RequestID: 1b1b, api error {code}: {text}"
    )


def by_javascript(code: str, operation: str, text: str) -> str:
    del operation
    return f"{code}: {text}\n    at de_CommandError (/app/node_modules/@aws-sdk/client.js:1:1)\n    at process.next"


def by_java(code: str, operation: str, text: str) -> str:
    del operation
    return (
        f"software.amazon.awssdk.services.cognitoidentityprovider.model.{code}: {text} (Service: "
        "CognitoIdentityProvider, Status Code: 400, Request ID: 1c1c)"
    )


def in_a_log(code: str, operation: str, text: str) -> str:
    return json.dumps({"level": "error", "error": by_go(code, operation, text), "message": "failed"})


def as_json(code: str, operation: str, text: str) -> str:
    del operation
    return json.dumps({"__type": f"com.amazonaws.cognito#{code}", "message": text})


def encoded(code: str, operation: str, text: str) -> str:
    return quote_plus(by_cli(code, operation, text).strip())


WRAPS = (by_cli, by_terraform, by_go, by_javascript, by_java, in_a_log, as_json, encoded)


@pytest.mark.parametrize("wrap", WRAPS)
def test_known_texts_are_known_however_they_are_wrapped(wrap: Any) -> None:
    wrong = []
    for row in KNOWN:
        why = explain_text(wrap(row["code"], row["operation"], row["text"]))
        if not why.known or any(part not in why.text for part in row["says"]):
            wrong.append((row["text"][:90], why.happened))
    assert not wrong, f"{len(wrong)} of {len(KNOWN)}: {wrong}"


def test_an_address_of_the_error_page_is_read_in_any_encoding() -> None:
    address = "https://corp.auth.eu-west-1.amazoncognito.com/error?error=redirect_mismatch&client_id=1abc"
    happened = {
        explain_text(text).happened for text in (address, quote(address), quote(quote(address)), f"GET {address}")
    }
    assert happened == {explain_text(address).happened}


def test_no_secret_is_repeated() -> None:
    text = 'oauth2: "invalid_client" client_secret=1re5ukkv3dab6up5aefv7rru65lu60oblf04t6cv8u9s0itjbci7'
    assert "1re5ukkv3dab6up5" not in repr(explain_text(text))


FOUND: list[dict[str, Any]] = json.loads((DATA / "explain-found.json").read_text(encoding="utf-8"))["texts"]


def test_texts_out_of_public_threads_are_told_right_and_none_is_told_wrong() -> None:
    unknown, wrong = [], []
    for row in FOUND:
        why = explain_text(row["text"])
        if not why.known:
            unknown.append(row["text"][:90])
        elif any(part.lower() not in why.text.lower() for part in row["says"]):
            wrong.append((row["text"][:90], why.happened))
    assert len(FOUND) >= 60
    assert not wrong
    assert len(unknown) <= 0.05 * len(FOUND), unknown

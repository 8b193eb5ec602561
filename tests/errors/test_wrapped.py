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


UNRELATED = """\
error: failed to push some refs to 'origin'
fatal: not a git repository (or any of the parent directories): .git
Error response from daemon: Conflict. The container name "/web" is already in use by container "abc".
An error occurred (NoSuchBucket) when calling the GetObject operation: The specified bucket does not exist
An error occurred (ValidationError) when calling the CreateStack operation: Template format error: YAML not well-formed
An error occurred (InvalidParameterValue) when calling the RunInstances operation: Invalid IAM Instance Profile name
An error occurred (ResourceNotFoundException) when calling the GetItem operation: Requested resource not found
An error occurred (ResourceNotFoundException) when calling the Invoke operation: Function not found: f
An error occurred (LimitExceededException) when calling the CreateStream operation: Rate exceeded for stream
An error occurred (ConcurrentModificationException) when calling the UpdateService operation: concurrent update
An error occurred (ResourceConflictException) when calling the CreateFunction operation: Function already exist: f
AADSTS50011: The redirect URI specified in the request does not match those configured for the application.
AADSTS7000215: Invalid client secret provided. Ensure the secret being sent is the client secret value.
Error 400: redirect_uri_mismatch accounts.google.com The redirect URI in the request did not match
okta: {"errorCode":"invalid_client","errorSummary":"Invalid value for 'client_id' parameter."}
keycloak: type="LOGIN_ERROR" error="invalid_redirect_uri" realm corp
auth0 Callback URL mismatch. The provided redirect_uri is not in the list of allowed callback URLs.
nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)
Error from server (NotFound): deployments.apps "web" not found
Error from server (Forbidden): pods is forbidden: User "system:anonymous" cannot list resource "pods"
0/3 nodes are available: 3 Insufficient memory.
Back-off restarting failed container
ModuleNotFoundError: No module named 'requests'
SyntaxError: invalid syntax
TypeError: Cannot read properties of undefined (reading 'map')
java.lang.NullPointerException
panic: runtime error: invalid memory address or nil pointer dereference
ORA-12154: TNS:could not resolve the connect identifier specified
FATAL:  password authentication failed for user "postgres"
psql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed
ERROR 1045 (28000): Access denied for user 'root'@'localhost'
Permission denied (publickey).
make: *** No rule to make target 'all'.  Stop.
E: Unable to locate package foo
npm ERR! code ERESOLVE
pip's dependency resolver does not currently take into account all the packages that are installed.
Segmentation fault (core dumped)
Killed
HTTP 404 Not Found
502 Bad Gateway
CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.
Warning: Each child in a list should have a unique "key" prop.
The system cannot find the path specified.
0x80070005: Access is denied.
The term 'foo' is not recognized as the name of a cmdlet
Traceback (most recent call last):
KeyError: 'name'
IndexError: list index out of range
Error: Cannot find module 'express'
error TS2322: Type 'string' is not assignable to type 'number'.
undefined reference to `main'
Invalid password
login failed
no such user
token expired
domain already exists
invalid request
scope
client
The quick brown fox jumps over the lazy dog.
""".splitlines()


@pytest.mark.parametrize("text", UNRELATED)
def test_other_texts_are_called_unknown(text: str) -> None:
    why = explain_text(text)
    assert not why.known, why.happened
    assert why.means == "unknown"


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

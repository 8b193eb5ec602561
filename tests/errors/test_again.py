"""Which errors may be repeated as they are, and after which one must look first."""

from __future__ import annotations

import botocore.exceptions as aws
import httpx
import pytest
from botocore.exceptions import ClientError

from wizard.errors.explain import retryable, unsure

URL = "https://cognito-idp.eu-west-1.amazonaws.com/"


def refusal(code: str, status: int = 400) -> ClientError:
    response = {"Error": {"Code": code, "Message": ""}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(response, "CreateUserPool")  # type: ignore[arg-type]


NOT_DONE = [refusal(code) for code in ("TooManyRequestsException", "ThrottlingException", "Throttling")]
NOT_DONE.append(refusal("ConcurrentModificationException"))
REFUSED = [refusal(code) for code in ("LimitExceededException", "InvalidParameterException", "AccessDeniedException")]
LOST: list[BaseException] = [
    refusal("InternalErrorException", 500),
    refusal("InternalServerException"),
    refusal("503", 503),
    aws.ReadTimeoutError(endpoint_url=URL),
    aws.ConnectionClosedError(endpoint_url=URL),
    aws.HTTPClientError(error="zzz"),
    aws.SSLError(endpoint_url=URL, error="[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred"),
    httpx.ReadTimeout(""),
    httpx.RemoteProtocolError(""),
]
NEVER_SENT: list[BaseException] = [
    aws.EndpointConnectionError(endpoint_url=URL),
    aws.ConnectTimeoutError(endpoint_url=URL),
    aws.ProxyConnectionError(proxy_url="http://p"),
    aws.SSLError(endpoint_url=URL, error="[SSL: CERTIFICATE_VERIFY_FAILED]"),
    aws.NoCredentialsError(),
    aws.ParamValidationError(report="x"),
    httpx.ConnectError(""),
    httpx.ConnectTimeout(""),
    ValueError("x"),
]


@pytest.mark.parametrize("error", NOT_DONE, ids=repr)
def test_throttled_and_collided_calls_may_be_repeated(error: BaseException) -> None:
    assert retryable(error)
    assert not unsure(error)


@pytest.mark.parametrize("error", [*REFUSED, *LOST, *NEVER_SENT], ids=repr)
def test_other_calls_are_not_repeated_blindly(error: BaseException) -> None:
    assert not retryable(error)


@pytest.mark.parametrize("error", LOST, ids=repr)
def test_a_lost_answer_may_have_been_carried_out(error: BaseException) -> None:
    assert unsure(error)


@pytest.mark.parametrize("error", [*REFUSED, *NEVER_SENT], ids=repr)
def test_a_refusal_and_a_call_that_never_left_were_not_carried_out(error: BaseException) -> None:
    assert not unsure(error)

"""What is read out of a text: its layers, its codes, its operation, and what it is about."""

from __future__ import annotations

import pytest

from wizard.errors.pasted import read, records

CODES = {
    code.lower(): code for code in ("ResourceNotFoundException", "Throttling", "botocore.NoCredentialsError", "500")
}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("a\u001b[31mb\u001b[0m c", "ab c"),
        ("\u2502 one\n\u2502 two", "one two"),
        ("broken wo\nrd", "broken word"),
        ('{\\"error\\":\\"x\\"}', '{"error":"x"}'),
        ('{\\\\\\"error\\\\\\":1}', '{"error":1}'),
        ("a\\u0026b", "a&b"),
        ("a%20b%253Dc", "a b=c"),
        ("error_description=Not+enabled&x=1", "error_description=Not enabled&x=1"),
        ("isn&#39;t &quot;it&quot;", 'isn\'t "it"'),
        ("\u201cno\u201d isn\u2019t", '"no" isn\'t'),
    ],
)
def test_each_layer_is_taken_off(text: str, holds: str) -> None:
    assert holds in read(text, {}).readings


def test_a_plus_that_is_no_blank_stays() -> None:
    assert read("pattern: [\\w+=,.@-]+", {}).readings == ("pattern: [\\w+=,.@-]+",)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("(ResourceNotFoundException) when", {"ResourceNotFoundException"}),
        ("RESOURCENOTFOUNDEXCEPTION: x", {"ResourceNotFoundException"}),
        ("Throttling: x", {"Throttling"}),
        ("the throttling of water", set()),
        ("botocore.exceptions.NoCredentialsError: x", {"botocore.NoCredentialsError"}),
        ("An error occurred (500) when calling the X operation", {"500"}),
        ("500 apples", set()),
    ],
)
def test_codes_are_found_where_they_stand_as_codes(text: str, codes: set[str]) -> None:
    assert read(text, CODES).codes == codes


@pytest.mark.parametrize(
    ("text", "operation", "elsewhere"),
    [
        ("(X) when calling the CreateUserPool operation: y", "CreateUserPool", False),
        ("(x) when calling the createuserpool operation: y", "CreateUserPool", False),
        ("operation error Cognito Identity Provider: UpdateUserPool, https", "UpdateUserPool", False),
        ("operation error STS: GetCallerIdentity, https", "GetCallerIdentity", False),
        ("operation error Lambda: TagResource, https", "TagResource", True),
        ("(X) when calling the PutItem operation: y", "PutItem", True),
        ("x (Service: AmazonS3; Status Code: 403; Error Code: y)", "", True),
        ("x (Service: AWSCognitoIdentityProviderService; Status Code: 400)", "", False),
        ("x (Service: CloudFront, Status Code: 400) (Service: AmazonS3; Status Code: 1)", "", False),
        ("error creating authenticate service: authenticate", "", False),
    ],
)
def test_the_operation_and_whose_it_is(text: str, operation: str, elsewhere: bool) -> None:
    pasted = read(text, {})
    assert (pasted.operation, pasted.elsewhere) == (operation, elsewhere)


@pytest.mark.parametrize(
    ("text", "about", "not_about"),
    [
        ("Cognito User Pool (x)", {"cognito", "aws"}, {"pomerium"}),
        ("UsernameExistsException: x", {"cognito"}, set()),
        ('{"message":"httputil: error"}', {"pomerium"}, {"cognito"}),
        ("aws_acm_certificate.x", {"acm"}, {"cognito"}),
        ('{"error":"invalid_client"}', {"bare"}, {"cognito"}),
        ('{"error":"invalid_client","error_description":"invalid_client_secret"}', {"bare"}, set()),
        ('{"error":"invalid_client","error_description":"Unauthorized"}', set(), {"bare"}),
        ('oauth2: "invalid_grant" "Bad Request"', set(), {"bare"}),
        ("(invalid_grant) Token is gone", set(), {"bare"}),
        ("keycloak: invalid_client", set(), {"bare"}),
        ("(X) when calling the DescribeUserPool operation", {"cognito", "deed", "op:DescribeUserPool"}, set()),
        ("(X) when calling the InitiateAuth operation", {"cognito", "op:InitiateAuth"}, {"deed"}),
        ("(X) when calling the GetCallerIdentity operation", {"deed", "aws"}, {"cognito"}),
    ],
)
def test_what_a_text_is_about(text: str, about: set[str], not_about: set[str]) -> None:
    found = read(text, {}).about
    assert about <= found
    assert not not_about & found


def test_another_provider_counts_only_where_cognito_is_not_named() -> None:
    assert read("okta said no", {}).foreign
    assert not read("okta behind the user pool said no", {}).foreign


def test_a_log_is_cut_at_lines_that_begin_a_record() -> None:
    log = '{"level":"info"}\n2026-01-01 one\n  more of one\nERR two\nError: three\n  with that,\npod-1 {"level":"x"}\n'
    assert list(records(log)) == [
        '{"level":"info"}',
        "2026-01-01 one\n  more of one",
        "ERR two",
        "Error: three\n  with that,",
        'pod-1 {"level":"x"}',
    ]
    assert list(records("\n \n")) == []

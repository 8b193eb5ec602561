"""Requests past botocore's own checks: the service model's bounds, the wire form, credentials, the log."""

from __future__ import annotations

import contextlib
import http.client
import warnings
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from wizard.practice.patterns import compiled, satisfies

BAD = "InvalidParameterException"
SHAPE = "SerializationException"
LONG = "1 validation error detected: Value "

RAW = [
    (
        {},
        BAD,
        "1 validation error detected: Value null at 'poolName' failed to satisfy constraint: Member must not be null",
    ),
    ({"PoolName": None}, BAD, "Value null at 'poolName'"),
    (
        {"PoolName": ""},
        BAD,
        "2 validation errors detected: Value '' at 'poolName' failed to satisfy constraint: Member ",
    ),
    (
        {"PoolName": "corp", "Policies": {"PasswordPolicy": {"MinimumLength": 5}}},
        BAD,
        LONG + "'5' at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint: "
        "Member must have value greater than or equal to 6",
    ),
    (
        {"PoolName": "corp", "MfaConfiguration": "on"},
        BAD,
        LONG + "'on' at 'mfaConfiguration' failed to satisfy constraint: Member must satisfy enum value set: [",
    ),
    (
        {"PoolName": "corp", "UsernameAttributes": ["mail"]},
        BAD,
        LONG + "'[mail]' at 'usernameAttributes' failed to satisfy constraint: Member must satisfy constraint: [",
    ),
    (
        {"PoolName": "corp", "Schema": [{"Name": "a" * 21, "AttributeDataType": "String"}]},
        BAD,
        LONG
        + f"'{'a' * 21}' at 'schema.1.member.name' failed to satisfy constraint: Member must have length less than",
    ),
    (
        {"PoolName": "corp", "UserPoolTags": {"": "x"}},
        BAD,
        LONG + "'{=x}' at 'userPoolTags' failed to satisfy constraint",
    ),
    ({"PoolName": "corp", "Nonsense": 1}, SHAPE, "Unknown member 'Nonsense'"),
    ({"PoolName": "corp", "Policies": {"Nonsense": 1}}, SHAPE, "Unknown member 'Nonsense'"),
    ({"PoolName": 5}, SHAPE, "NUMBER_VALUE can not be converted to String"),
    ({"PoolName": "corp", "Policies": []}, SHAPE, "can not be converted to Structure"),
    ({"PoolName": "corp", "Policies": {"PasswordPolicy": {"MinimumLength": "9"}}}, SHAPE, "STRING_VALUE can not be"),
    ({"PoolName": "corp", "Policies": {"PasswordPolicy": {"MinimumLength": True}}}, SHAPE, "BOOLEAN_VALUE can not be"),
    ([], SHAPE, "not a JSON object"),
    ("{", SHAPE, "not a JSON object"),
]


@pytest.mark.parametrize(("body", "code", "text"), RAW, ids=[str(body) for body, _, _ in RAW])
def test_create_user_pool(stand: Any, body: Any, code: str, text: str) -> None:
    answer = stand.raw("CreateUserPool", body)
    told = answer.json()
    assert (answer.status_code, told["__type"]) == (400, code)
    assert text in told["message"]
    assert answer.headers["x-amzn-errortype"] == code
    assert answer.headers["x-practice-stand-in"] == "not Amazon"


def test_unknown_operation(stand: Any) -> None:
    answer = stand.raw("InitiateAuth", {})
    assert (answer.status_code, answer.json()["__type"]) == (400, "UnknownOperationException")
    assert "InitiateAuth" in answer.json()["message"]


def test_what_is_refused_leaves_no_trace(stand: Any, cognito: Any, pool: str, refused: Callable[..., str]) -> None:
    before = cognito.describe_user_pool(UserPoolId=pool)["UserPool"]
    refused(cognito.update_user_pool, UserPoolId=pool, PoolName="new", AutoVerifiedAttributes=["phone_number"])
    refused(cognito.add_user_pool_client_secret, UserPoolId=pool, ClientId="nope")
    assert cognito.describe_user_pool(UserPoolId=pool)["UserPool"] == before


KEYS = [
    ("AKIAPRACTICEINVALID00", "UnrecognizedClientException", "The security token included in the request is invalid."),
    ("AKIAPRACTICEEXPIRED00", "ExpiredTokenException", "The security token included in the request is expired"),
]


@pytest.mark.parametrize(("key", "code", "text"), KEYS)
def test_keys_that_are_refused(stand: Any, refused: Callable[..., str], key: str, code: str, text: str) -> None:
    assert refused(stand.client(key=key).list_user_pools, MaxResults=1) == f"[{code}] {text}"


def test_keys_that_sts_refuses(stand: Any) -> None:
    from botocore.exceptions import ClientError

    for key, code in (("AKIAPRACTICEINVALID00", "InvalidClientTokenId"), ("AKIAPRACTICEEXPIRED00", "ExpiredToken")):
        with pytest.raises(ClientError) as caught:
            stand.client("sts", key=key).get_caller_identity()
        response = caught.value.response
        assert (response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"]) == (code, 403)


def test_key_without_permission(stand: Any, pool: str, refused: Callable[..., str]) -> None:
    denied = stand.client(key="AKIAPRACTICEDENIED000")
    user = "User: arn:aws:iam::123456789012:user/practice-admin is not authorized to perform: cognito-idp:"
    why = "because no identity-based policy allows the cognito-idp:"
    text = refused(denied.list_user_pools, MaxResults=1)
    assert text == f"[AccessDeniedException] {user}ListUserPools on resource: * {why}ListUserPools action"
    arn = f"arn:aws:cognito-idp:eu-west-1:123456789012:userpool/{pool}"
    text = refused(denied.describe_user_pool, UserPoolId=pool)
    assert text == f"[AccessDeniedException] {user}DescribeUserPool on resource: {arn} {why}DescribeUserPool action"
    assert stand.client("sts", key="AKIAPRACTICEDENIED000").get_caller_identity()["Account"] == "123456789012"


def test_without_credentials(stand: Any) -> None:
    answer = stand.raw("ListUserPools", {"MaxResults": 1}, Authorization="")
    assert answer.json()["__type"] == "MissingAuthenticationTokenException"
    with httpx.Client() as http:
        answer = http.post(stand.url, data={"Action": "GetCallerIdentity", "Version": "2011-06-15"})
    assert answer.status_code == 403
    assert "<Code>MissingAuthenticationToken</Code>" in answer.text


def test_who_am_i_and_roles(stand: Any, refused: Callable[..., str]) -> None:
    sts = stand.client("sts")
    assert sts.get_caller_identity()["Arn"] == "arn:aws:iam::123456789012:user/practice-admin"
    asked = {"RoleArn": "arn:aws:iam::123456789012:role/path/admin", "RoleSessionName": "wizard"}
    assumed = sts.assume_role(**asked, DurationSeconds=900)
    key = assumed["Credentials"]["AccessKeyId"]
    assert int(assumed["Credentials"]["Expiration"].timestamp() - stand.clock.now) == 900
    arn = stand.client("sts", key=key).get_caller_identity()["Arn"]
    assert arn == assumed["AssumedRoleUser"]["Arn"] == "arn:aws:sts::123456789012:assumed-role/admin/wizard"
    for role in ("arn:aws:iam::999999999999:role/admin", "arn:aws:iam::123456789012:role/practice-no-assume"):
        text = refused(sts.assume_role, **{**asked, "RoleArn": role})
        assert text.endswith(f"is not authorized to perform: sts:AssumeRole on resource: {role}")
    assert refused(sts.get_access_key_info, AccessKeyId="A" * 20).startswith("[InvalidAction]")
    assert refused(sts.assume_role, **{**asked, "RoleSessionName": "a b"}).startswith("[ValidationError]")


def test_the_log_has_a_line_a_request_and_no_secret(stand: Any, cognito: Any, pool: str) -> None:
    start = len(stand.log.read_text())
    client = cognito.create_user_pool_client(UserPoolId=pool, ClientName="p", GenerateSecret=True)["UserPoolClient"]
    with httpx.Client(base_url=stand.url) as http:
        http.get(f"/{pool}/authorize", params={"client_id": client["ClientId"], "code": "very-private"})
        auth = (client["ClientId"], client["ClientSecret"])
        with pytest.raises(httpx.RemoteProtocolError):
            http.post("/oauth2/token", data={"code": "very-private"}, auth=auth)
    stand.raw("Odd\tName", {})
    text = stand.log.read_text()[start:]
    lines = [line.split(" ", 1)[1] for line in text.splitlines()]
    assert lines[0] == "CreateUserPoolClient 200 eu-west-1"
    assert lines[1] == f"GET /{pool}/authorize 400 -"
    assert lines[2] == "POST /oauth2/token - - domain not live"
    assert lines[3] == "OddName 400 eu-west-1 UnknownOperationException"
    assert "very-private" not in text and client["ClientSecret"] not in text and "?" not in text
    assert stand.log.stat().st_mode & 0o077 == 0


def test_http_limits(stand: Any) -> None:
    with httpx.Client() as browser:
        assert browser.get(f"{stand.url}/practice", headers={"Host": "evil.example.com"}).status_code == 400
        refused = browser.post(stand.url, content=iter([b"x"]))
        assert (refused.status_code, refused.headers["connection"]) == (413, "close")
        assert browser.put(f"{stand.url}/practice").status_code == 501
        assert browser.get(f"{stand.url}/practice").json()["practice"] is True
    with contextlib.closing(http.client.HTTPConnection(stand.url.removeprefix("http://"))) as connection:
        connection.putrequest("POST", "/")
        connection.putheader("Content-Length", "999999999")
        connection.endheaders()
        assert connection.getresponse().status == 413


def test_every_pattern_of_the_model_compiles(cognito: Any) -> None:
    model = cognito.meta.service_model
    patterns = {model.shape_for(name).metadata.get("pattern") for name in model.shape_names} - {None}
    assert len(patterns) > 20
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for pattern in patterns:
            compiled(pattern)


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (r"[\p{L}\p{M}\p{S}\p{N}\p{P}]+", ["äöü", "社員", "a-b", "€5", "e\u0301"], ["a b", "", "a\u00a0b", "a\tb"]),
        (r"[\w\s+=,.@-]+", ["a b", "a_b@c.d"], ["ä", "a/b"]),
        (r"[\S]+", ["ä", "\u2003"], ["a b", ""]),
        (r"[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+", ["Google"], ["_oogle", " oogle", "Go_gle", "Go"]),
        (r".*\{####\}.*", ["Code {####}."], ["Code"]),
    ],
)
def test_java_patterns(pattern: str, good: list[str], bad: list[str]) -> None:
    assert [text for text in good if not satisfies(pattern, text)] == []
    assert [text for text in bad if satisfies(pattern, text)] == []

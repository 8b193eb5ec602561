from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import botocore.exceptions as aws
import botocore.session
import httpx
import pytest
from botocore.exceptions import ClientError
from keyring.errors import KeyringLocked

from wizard.errors import Explanation, InputRefused
from wizard.errors.explain import TABLES, explain, explain_lines, explain_text

DATA = Path(__file__).parents[1] / "data" / "cognito-error-texts.json"
TEXTS: list[dict[str, Any]] = json.loads(DATA.read_text(encoding="utf-8"))["texts"]
CALLED = (
    "CreateUserPool",
    "DescribeUserPool",
    "UpdateUserPool",
    "ListUserPools",
    "GetUserPoolMfaConfig",
    "SetUserPoolMfaConfig",
    "CreateUserPoolClient",
    "DescribeUserPoolClient",
    "UpdateUserPoolClient",
    "ListUserPoolClients",
    "CreateUserPoolDomain",
    "DescribeUserPoolDomain",
    "UpdateUserPoolDomain",
    "CreateManagedLoginBranding",
    "DescribeManagedLoginBrandingByClient",
    "CreateGroup",
    "ListGroups",
    "AdminCreateUser",
    "ListUsers",
    "AdminAddUserToGroup",
    "AdminListGroupsForUser",
    "ListIdentityProviders",
    "TagResource",
    "DeleteUserPool",
    "DeleteUserPoolClient",
    "DeleteUserPoolDomain",
    "AddUserPoolClientSecret",
    "ListUserPoolClientSecrets",
    "DeleteUserPoolClientSecret",
)
OTHERS = (("sts", "AssumeRole"), ("acm", "ListCertificates"), ("iam", "SimulatePrincipalPolicy"))


def refusal(code: str, message: str = "zzz", operation: str = "CreateUserPool", status: int = 400) -> ClientError:
    response = {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(response, operation)  # type: ignore[arg-type]


def missing(explanation: Explanation, says: list[str]) -> list[str]:
    return [part for part in says if part not in explanation.text]


@pytest.mark.parametrize("row", TEXTS, ids=lambda row: row["text"][:40])
def test_each_recorded_text_is_told_as_raised_and_as_pasted(row: dict[str, Any]) -> None:
    code, operation, text = row["code"], row["operation"], row["text"]
    told = [explain_text(text)]
    if code:
        raised = refusal(code, text, operation)
        cli = f"aws: [ERROR]: {raised}"
        terraform = f"operation error Cognito: {operation}, https response error StatusCode: 400, {code}: {text}"
        told += [explain(raised), explain_text(cli), explain_text(terraform)]
        told.append(explain_text(json.dumps({"__type": code, "message": text})))
        told.append(explain_text(f"[{code}] {text}"))
    for explanation in told:
        assert explanation.known, explanation
        assert not missing(explanation, row["says"]), explanation.text
        assert "{operation}" not in explanation.text and explanation.source


def test_every_error_shape_of_the_calls_has_a_sentence_of_its_own() -> None:
    session = botocore.session.get_session()
    services = [("cognito-idp", name) for name in CALLED] + list(OTHERS)
    without = set()
    for service, operation in services:
        for shape in session.get_service_model(service).operation_model(operation).error_shapes:
            code = shape.metadata.get("error", {}).get("code") or shape.name
            explanation = explain(refusal(code, "an unheard-of text", operation))
            if not explanation.happened or f"answered {code}" in explanation.happened:
                without.add((operation, code))
    assert not without


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The flux capacitor is misaligned",
        "Permission denied (publickey).",
        "Connection refused by policy",
        "No such file or directory in the archive's index",
        "Token has expired for your GitHub account",
        "domain already associated with another tenant",
        "User does not exist in the LDAP directory",
        "Group not found. Try /groups",
        "NullPointerException at Foo.java:12",
        "An error occurred (StackSetNotFoundException) when calling the DescribeStackSet operation: gone",
        '{"error":"temporarily_unavailable"}',
        "error=access_denied",
    ],
)
def test_what_is_not_known_is_said_to_be_unknown(text: str) -> None:
    explanation = explain_text(text)
    assert (explanation.known, explanation.means) == (False, "unknown")


def test_a_bare_refused_parameter_is_not_guessed() -> None:
    explanation = explain(refusal("InvalidParameterException", "The moon is in the wrong phase.", "UpdateUserPool"))
    assert not explanation.known
    assert "UpdateUserPool" in explanation.happened
    assert explanation.means == "unknown"
    assert "The moon is in the wrong phase." in explanation.details


def test_an_unknown_code_is_named() -> None:
    explanation = explain(refusal("TeapotException", "short and stout", "ListUserPools"))
    assert "TeapotException" in explanation.happened
    assert explanation.means == "unknown"
    assert not explanation.known


def test_an_answer_without_a_code_is_somebody_elses() -> None:
    answer: Any = {"ResponseMetadata": {"HTTPStatusCode": 403}}  # botocore's, of a page that a proxy gave to STS
    assert "no AWS service" in explain(ClientError(answer, "GetCallerIdentity")).text


def test_an_unknown_exception_is_named_with_its_text() -> None:
    explanation = explain(LookupError("left shoe"))
    assert not explanation.known
    assert "LookupError" in explanation.happened
    assert "left shoe" in explanation.details


@pytest.mark.parametrize(
    ("principal", "who"),
    [
        ("arn:aws:iam::123456789012:user/people/ada", "the user ada"),
        ("arn:aws-us-gov:iam::123456789012:role/path/Ops", "the role Ops"),
        ("arn:aws:iam::123456789012:root", "the account's root user"),
    ],
)
def test_a_missing_permission_names_who_and_what(principal: str, who: str) -> None:
    text = f"User: {principal} is not authorized to perform: cognito-idp:CreateUserPool on resource: *"
    explanation = explain(refusal("AccessDeniedException", text))
    assert f"doesn't let {who} create user pools" in explanation.happened
    assert f"Allow cognito-idp:CreateUserPool in a policy of {who}" in explanation.mend


def test_an_explicit_deny_names_the_policy_that_holds_it() -> None:
    text = (
        "User: arn:aws:iam::123456789012:user/ada is not authorized to perform: cognito-idp:CreateUserPool on "
        "resource: * with an explicit deny in a service control policy"
    )
    explanation = explain(refusal("AccessDeniedException", text))
    assert "service control policy" in explanation.means
    assert "Allow cognito-idp:CreateUserPool" not in explanation.mend


def test_a_role_that_may_not_be_taken_on_is_named() -> None:
    role = "arn:aws:iam::123456789012:role/CognitoAdmin"
    text = f"User: arn:aws:iam::123456789012:user/ada is not authorized to perform: sts:AssumeRole on resource: {role}"
    explanation = explain(refusal("AccessDenied", text, "AssumeRole"))
    assert role in explanation.happened
    assert "trust policy" in explanation.means


@pytest.mark.parametrize(
    ("code", "message", "says"),
    [
        ("InvalidClientTokenId", "The security token included in the request is invalid.", "access key"),
        ("UnrecognizedClientException", "The security token included in the request is invalid.", "access key"),
        ("SignatureDoesNotMatch", "The request signature we calculated does not match", "secret access key"),
        ("InvalidSignatureException", "Signature expired: 20260101T000000Z is now earlier than 2026", "clock"),
        ("SignatureDoesNotMatch", "Signature not yet current: 20270101T000000Z is still later than 2026", "clock"),
        ("RequestExpired", "Request has expired.", "clock"),
        ("ExpiredToken", "The security token included in the request is expired", "run out"),
        ("ExpiredTokenException", "The security token included in the request is expired", "run out"),
        ("ThrottlingException", "Rate exceeded", "pause"),
        ("TooManyRequestsException", "Rate exceeded", "pause"),
        ("ResourceNotFoundException", "zzz", "region"),
        ("ConcurrentModificationException", "zzz", "same moment"),
        ("502", "Bad Gateway", "fault of its own"),
        ("404", "Not Found", "no AWS service"),
        ("OptInRequired", "zzz", "not active"),
    ],
)
def test_codes_have_their_cause(code: str, message: str, says: str) -> None:
    explanation = explain(refusal(code, message, "ListUserPools"))
    assert explanation.known
    assert says in explanation.text


@pytest.mark.parametrize(
    ("operation", "doubtful"),
    [("DescribeUserPool", False), ("ListUserPools", False), ("AdminGetUser", False), ("CreateUserPool", True)],
)
def test_only_of_a_call_that_writes_it_is_said_that_it_may_have_been_carried_out(
    operation: str, doubtful: bool
) -> None:
    why = explain(refusal("InternalErrorException", "zzz", operation))
    assert ("may have been carried out" in why.text) is doubtful
    assert why.mend.startswith("Try again in a minute")


URL = "https://cognito-idp.eu-west-9.amazonaws.com/"
DNS = OSError("Failed to resolve 'cognito-idp.eu-west-9.amazonaws.com' ([Errno -2] Name or service not known)")
CASES: list[tuple[BaseException, str]] = [
    (aws.NoCredentialsError(), "no AWS credentials"),
    (aws.PartialCredentialsError(provider="env", cred_var="AWS_SECRET_ACCESS_KEY"), "in the environment are"),
    (aws.ProfileNotFound(profile="corp"), "no profile corp"),
    (aws.NoRegionError(), "No region"),
    (aws.InvalidRegionError(region_name="mars 1"), "no such region"),
    (aws.EndpointConnectionError(endpoint_url=URL, error=DNS), "cognito-idp.eu-west-9.amazonaws.com"),
    (aws.EndpointConnectionError(endpoint_url=URL, error=DNS), "a region that doesn't exist"),
    (aws.EndpointConnectionError(endpoint_url=URL, error="[Errno 111] Connection refused"), "Nothing answers"),
    (aws.ConnectTimeoutError(endpoint_url=URL), "didn't answer in time"),
    (aws.ReadTimeoutError(endpoint_url=URL), "may have been carried out"),
    (aws.ConnectionClosedError(endpoint_url=URL), "broke off"),
    (aws.SSLError(endpoint_url=URL, error="[SSL: CERTIFICATE_VERIFY_FAILED] self-signed certificate"), "doesn't trust"),
    (aws.SSLError(endpoint_url=URL, error="[SSL: WRONG_VERSION_NUMBER] wrong version number"), "No secure connection"),
    (aws.ProxyConnectionError(proxy_url="http://proxy.corp:3128"), "proxy.corp"),
    (aws.UnauthorizedSSOTokenError(), "aws sso login"),
    (aws.SSOTokenLoadError(error_msg="expired"), "aws sso login"),
    (aws.TokenRetrievalError(provider="sso", error_msg="Token has expired"), "aws sso login"),
    (aws.CredentialRetrievalError(provider="custom-process", error_msg="exit 1"), "custom-process"),
    (aws.InvalidEndpointConfigurationError(msg="zzz"), "AWS_ENDPOINT_URL"),
    (ValueError("Invalid endpoint: localhost:4566"), "localhost:4566"),
    (
        aws.ParamValidationError(report="Invalid length for parameter PoolName, value: 0, valid min length: 1"),
        "PoolName",
    ),
    (aws.ParamValidationError(report='Missing required parameter in input: "PoolName"'), "was not sent"),
    (aws.ConfigParseError(path="/home/ada/.aws/config"), "~/.aws/config"),
    (aws.RefreshWithMFAUnsupportedError(), "MFA"),
    (httpx.ConnectError("[Errno -2] Name or service not known"), "not known to this network"),
    (httpx.ConnectError("[Errno 111] Connection refused"), "refuses the connection"),
    (httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] Hostname mismatch"), "for another name"),
    (httpx.ConnectError("[SSL: TLSV1_ALERT_INTERNAL_ERROR] tlsv1 alert (_ssl.c:1)"), "No secure connection"),
    (httpx.ConnectTimeout(""), "in time"),
    (httpx.ReadTimeout(""), "in time"),
    (httpx.RemoteProtocolError("Server disconnected without sending a response."), "broke off"),
    (httpx.ProxyError("403 Forbidden"), "proxy"),
    (httpx.UnsupportedProtocol("Request URL is missing an 'http://' or 'https://' protocol."), "web address"),
    (FileNotFoundError(2, "No such file or directory", "/etc/pomerium.yaml"), "/etc/pomerium.yaml is not there"),
    (PermissionError(13, "Permission denied", "/etc/pomerium.yaml"), "/etc/pomerium.yaml may not be"),
    (OSError(28, "No space left on device"), "disk is full"),
    (OSError(30, "Read-only file system", "/mnt/x"), "/mnt/x is on a disk"),
    (KeyringLocked("Failed to unlock the collection!"), "keyring is locked"),
]


@pytest.mark.parametrize(("error", "says"), CASES, ids=lambda value: type(value).__name__)
def test_errors_of_the_libraries_have_their_cause(error: BaseException, says: str) -> None:
    explanation = explain(error)
    assert explanation.known, explanation
    assert says in explanation.text
    assert type(error).__name__ in explanation.details


def test_an_error_that_explains_itself_is_left_as_it_is() -> None:
    why = Explanation("The name is taken.")
    assert explain(InputRefused(why)) is why


def test_the_request_id_is_kept_for_support() -> None:
    error = refusal("InternalErrorException", status=500)
    error.response["ResponseMetadata"]["RequestId"] = "7f-00"
    assert "7f-00" in explain(error).details


def test_a_lost_lock_is_not_taken_for_a_network_error() -> None:
    assert not explain(TimeoutError("The file lock '/x.lock' could not be acquired.")).known


@pytest.mark.parametrize("line", TABLES, ids=lambda line: (line.pattern or "code")[:30])
def test_the_tables_keep_the_voice(line: Any) -> None:
    sentences = f"{line.happened} {line.means} {line.mend}"
    assert not [word for word in ("!", "please", "Please", "invalid ", "Invalid", "successful") if word in sentences]
    for text in filter(None, (line.happened, line.mend)):
        assert text[0].isupper() or text[0] == "{"
        assert text.endswith((".", "}"))


@pytest.mark.parametrize("host", ["intranet", "gitlab", "vault"])
def test_a_route_named_like_an_identity_provider_hides_no_line_of_pomerium_s(host: str) -> None:
    access = f'{{"level":"info","service":"envoy","authority":"{host}.corp.example.com","message":"http-request"}}'
    refused = '{"level":"error","service":"authenticate","error":"oauth2: \\"invalid_client\\"","message":"http-error"}'
    log = f"{access}\n{refused}\n"
    assert [why.id for why in explain_lines(log)] == ["client-credentials"]

"""From an HTTP request to a handler and back: wire form, credentials, region, the service model, permission."""

from __future__ import annotations

import datetime
import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

from wizard.practice.api import (
    acm,
    branding,
    client_secrets,
    clients,
    domains,
    groups,
    mfa,
    pools,
    providers,
    resource_servers,
    sts,
    tags,
    users,
)
from wizard.practice.api.call import ACCOUNT, CALLER, Call, Handler
from wizard.practice.model import judge, service
from wizard.practice.refusal import Refusal
from wizard.practice.state import Store, Tree

_COGNITO = (pools, mfa, clients, client_secrets, domains, branding, groups, users, providers, resource_servers, tags)
HANDLERS: Mapping[str, Mapping[str, Handler]] = {
    "cognito-idp": {name: handler for module in _COGNITO for name, handler in module.OPERATIONS.items()},
    "acm": acm.OPERATIONS,
    "sts": sts.OPERATIONS,
}
"""Every operation that is answered, by service and name."""

_TARGETS = {"AWSCognitoIdentityProviderService": "cognito-idp", "CertificateManager": "acm"}
_CREDENTIAL = re.compile(r"AWS4-HMAC-SHA256 .*Credential=([\w]+)/(\d{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request")
_UNSCOPED = ("CreateUserPool", "ListUserPools", "DescribeUserPoolDomain")
INVALID_KEY, EXPIRED_KEY, DENIED_KEY = "AKIAPRACTICEINVALID00", "AKIAPRACTICEEXPIRED00", "AKIAPRACTICEDENIED000"
"""Access key ids with which Amazon's refusals can be tried."""

# What Amazon calls one refusal differs by wire form: JSON first, then query with its status.
_KEY_REFUSALS = {
    "": (
        ("MissingAuthenticationTokenException", "Missing Authentication Token"),
        ("MissingAuthenticationToken", "Request is missing Authentication Token"),
    ),
    INVALID_KEY: (
        ("UnrecognizedClientException", "The security token included in the request is invalid."),
        ("InvalidClientTokenId", "The security token included in the request is invalid."),
    ),
    EXPIRED_KEY: (
        ("ExpiredTokenException", "The security token included in the request is expired"),
        ("ExpiredToken", "The security token included in the request is expired"),
    ),
}


@dataclass(frozen=True)
class ApiAnswer:
    """What goes back over HTTP, and what the log says of it."""

    status: int
    content_type: str
    body: str
    operation: str
    region: str
    error: str | None = None


@dataclass(frozen=True)
class _Request:
    service: str
    operation: str
    region: str
    access_key: str


def answer(headers: Mapping[str, str], body: bytes, store: Store, now: float, delay: float) -> ApiAnswer:
    """Answer one POST to `/`. What is refused is an answer too, and leaves the state as it was."""
    query = "x-www-form-urlencoded" in headers.get("content-type", "")
    request = _read_head(headers, body, query)
    try:
        _check_credentials(request, query)
        asked = _read_body(request, body)
        judge(request.service, request.operation, asked)
        with store.change() as tree:
            result = _handle(request, asked, tree, now, delay)
    except Refusal as refusal:
        return _refused(request, refusal, query)
    text = _xml(request, result) if query else json.dumps(result, ensure_ascii=False)
    return ApiAnswer(200, _content_type(query), text, request.operation, request.region)


def _read_head(headers: Mapping[str, str], body: bytes, query: bool) -> _Request:
    credential = _CREDENTIAL.match(headers.get("authorization", ""))
    access_key, region = (credential.group(1), credential.group(3)) if credential else ("", "-")
    if query:
        action = parse_qs(body.decode("utf-8", "replace")).get("Action", [""])[0]
        name, owner = action, "sts"
    else:
        prefix, _, name = headers.get("x-amz-target", "").partition(".")
        owner = _TARGETS.get(prefix, "")
    return _Request(owner, re.sub(r"\W", "", name)[:80] or "-", region, access_key)


def _check_credentials(request: _Request, query: bool) -> None:
    key = request.access_key
    if key in _KEY_REFUSALS:
        code, message = _KEY_REFUSALS[key][query]
        raise Refusal(code, message, 403 if query else 400)


def _read_body(request: _Request, body: bytes) -> dict[str, Any]:
    if request.operation not in HANDLERS.get(request.service, {}):
        raise Refusal("UnknownOperationException", f"The practice stand-in does not know {request.operation}.")
    if request.service == "sts":
        return _from_query(request.operation, body)
    try:
        asked = json.loads(body or b"{}")
    except ValueError:
        asked = None
    if not isinstance(asked, dict):
        raise Refusal("SerializationException", "The request is not a JSON object.")
    return asked


def _from_query(operation: str, body: bytes) -> dict[str, Any]:
    shape = service("sts").operation_model(operation).input_shape
    given = {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}
    asked: dict[str, Any] = {}
    for name, member in (shape.members if shape is not None else {}).items():
        if name in given:
            asked[name] = int(given[name]) if member.type_name == "integer" and given[name].isdigit() else given[name]
    return asked


def _handle(request: _Request, asked: dict[str, Any], tree: Tree, now: float, delay: float) -> dict[str, Any]:
    present = {name: value for name, value in asked.items() if value is not None}
    if request.access_key == DENIED_KEY and request.service == "cognito-idp":
        raise _denied(request, present)
    call = Call(request.operation, request.region, request.access_key, present, tree, now, delay)
    return HANDLERS[request.service][request.operation](call)


def _denied(request: _Request, asked: Mapping[str, Any]) -> Refusal:
    pool = asked.get("UserPoolId")
    arn = asked.get("ResourceArn") or f"arn:aws:cognito-idp:{request.region}:{ACCOUNT}:userpool/{pool}"
    resource = "*" if request.operation in _UNSCOPED else arn
    action = f"cognito-idp:{request.operation}"
    return Refusal(
        "AccessDeniedException",
        f"User: {CALLER} is not authorized to perform: {action} on resource: {resource} "
        f"because no identity-based policy allows the {action} action",
    )


def _content_type(query: bool) -> str:
    return "text/xml" if query else "application/x-amz-json-1.1"


def _refused(request: _Request, refusal: Refusal, query: bool) -> ApiAnswer:
    if query:
        code = refusal.code.replace("UnknownOperationException", "InvalidAction").replace("Exception", "")
        code = code.replace("Validation", "ValidationError") if code == "Validation" else code
        text = (
            f"<ErrorResponse><Error><Type>Sender</Type><Code>{escape(code)}</Code>"
            f"<Message>{escape(refusal.message)}</Message></Error><RequestId>{uuid.uuid4()}</RequestId></ErrorResponse>"
        )
    else:
        code = refusal.code
        text = json.dumps({"__type": code, "message": refusal.message}, ensure_ascii=False)
    return ApiAnswer(refusal.status, _content_type(query), text, request.operation, request.region, code)


def _xml(request: _Request, result: Mapping[str, Any]) -> str:
    namespace = service("sts").metadata["xmlNamespace"]
    name = request.operation
    return (
        f'<{name}Response xmlns="{namespace}"><{name}Result>{_elements(result)}</{name}Result>'
        f"<ResponseMetadata><RequestId>{uuid.uuid4()}</RequestId></ResponseMetadata></{name}Response>"
    )


def _elements(values: Mapping[str, Any]) -> str:
    parts = []
    for name, value in values.items():
        if isinstance(value, Mapping):
            inner = _elements(value)
        elif isinstance(value, float):
            inner = datetime.datetime.fromtimestamp(value, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        else:
            inner = escape(str(value))
        parts.append(f"<{name}>{inner}</{name}>")
    return "".join(parts)

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
    iam,
    mfa,
    pools,
    providers,
    resource_servers,
    sts,
    tags,
    users,
)
from wizard.practice.api.call import Call, Handler
from wizard.practice.model import judge, service
from wizard.practice.refusal import Refusal
from wizard.practice.state import Store, Tree

_COGNITO = (pools, mfa, clients, client_secrets, domains, branding, groups, users, providers, resource_servers, tags)
HANDLERS: Mapping[str, Mapping[str, Handler]] = {
    "cognito-idp": {name: handler for module in _COGNITO for name, handler in module.OPERATIONS.items()},
    "acm": acm.OPERATIONS,
    "sts": sts.OPERATIONS,
    "iam": iam.OPERATIONS,
}
"""Every operation that is answered, by service and name."""

_TARGETS = {"AWSCognitoIdentityProviderService": "cognito-idp", "CertificateManager": "acm"}
_CREDENTIAL = re.compile(r"AWS4-HMAC-SHA256 .*Credential=([\w]+)/(\d{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request")
_QUERY = ("sts", "iam")
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
        name, owner = action, "iam" if credential and credential.group(4) == "iam" else "sts"
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
    if request.service in _QUERY:
        shape = service(request.service).operation_model(request.operation).input_shape
        given = {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}
        return _from_query(shape, given, "") if shape is not None else {}
    try:
        asked = json.loads(body or b"{}")
    except ValueError:
        asked = None
    if not isinstance(asked, dict):
        raise Refusal("SerializationException", "The request is not a JSON object.")
    return asked


def _from_query(shape: Any, given: Mapping[str, str], path: str) -> Any:
    """A value out of the query form, in which a list's items are `Name.member.1` and so on; None for none."""
    if shape.type_name == "structure":
        values = {name: _from_query(member, given, f"{path}{name}.") for name, member in shape.members.items()}
        present = {name: value for name, value in values.items() if value is not None}
        return present if present or not path else None
    if shape.type_name == "list":
        found: list[Any] = []
        while any(name.startswith(f"{path}member.{len(found) + 1}.") for name in (f"{key}." for key in given)):
            found.append(_from_query(shape.member, given, f"{path}member.{len(found) + 1}."))
        return found or None
    text = given.get(path.rstrip("."))
    return int(text) if text and shape.type_name == "integer" and text.isdigit() else text


def _handle(request: _Request, asked: dict[str, Any], tree: Tree, now: float, delay: float) -> dict[str, Any]:
    present = {name: value for name, value in asked.items() if value is not None}
    call = Call(request.operation, request.region, request.access_key, present, tree, now, delay)
    if request.access_key == DENIED_KEY and request.service == "cognito-idp":
        raise iam.denied(call, f"cognito-idp:{call.operation}", iam.resource_of(call))
    iam.enforce(call, request.service)
    return HANDLERS[request.service][request.operation](call)


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
    namespace = service(request.service).metadata["xmlNamespace"]
    name = request.operation
    return (
        f'<{name}Response xmlns="{namespace}"><{name}Result>{_elements(result)}</{name}Result>'
        f"<ResponseMetadata><RequestId>{uuid.uuid4()}</RequestId></ResponseMetadata></{name}Response>"
    )


def _elements(values: Mapping[str, Any]) -> str:
    return "".join(f"<{name}>{_inside(value)}</{name}>" for name, value in values.items())


def _inside(value: Any) -> str:
    if isinstance(value, Mapping):
        return _elements(value)
    if isinstance(value, list):
        return "".join(f"<member>{_inside(item)}</member>" for item in value)
    if isinstance(value, float):
        return datetime.datetime.fromtimestamp(value, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return escape(str(value).lower() if isinstance(value, bool) else str(value))

"""Any error -> Explanation. What is not known is said to be unknown; nothing is guessed."""

from __future__ import annotations

import dataclasses
import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote_plus

from wizard.errors import Explanation, WizardError, acm, cognito, files, keyring, network, oauth, pomerium, sts
from wizard.errors.deeds import is_ours
from wizard.errors.entry import Entry, Raw, find, find_text
from wizard.errors.masking import masked

TABLES: tuple[Entry, ...] = (
    *cognito.ENTRIES,
    *acm.ENTRIES,
    *sts.ENTRIES,
    *pomerium.ENTRIES,
    *oauth.ENTRIES,
    *network.ENTRIES,
    *files.ENTRIES,
    *keyring.ENTRIES,
)
_THROTTLED = frozenset(
    {
        "TooManyRequestsException",
        "TooManyRequests",
        "Throttling",
        "ThrottlingException",
        "ThrottledException",
        "RequestThrottled",
        "RequestThrottledException",
        "RequestLimitExceeded",
        "SlowDown",
    }
)
_COLLIDED = frozenset({"ConcurrentModificationException"})
_SERVER_FAULTS = frozenset({"InternalErrorException", "InternalServerException", "InternalFailure", "InternalError"})
_CUT_OFF = frozenset(
    {
        "botocore.ReadTimeoutError",
        "botocore.ConnectionClosedError",
        "botocore.IncompleteReadError",
        "botocore.ResponseStreamingError",
        "botocore.ResponseParserError",
        "httpx.ReadTimeout",
        "httpx.WriteTimeout",
        "httpx.ReadError",
        "httpx.WriteError",
        "httpx.RemoteProtocolError",
    }
)


def explain(error: BaseException) -> Explanation:
    """What happened, what it means, what to do; `known` is False for an error that no table holds."""
    if isinstance(error, WizardError):
        return error.why
    answer = _answer(error)
    if answer is not None:
        return _looked_up((answer,)) or _unknown_answer(answer)
    raws = tuple(_raws(error))
    return _looked_up(raws) or _unknown_error(error, raws[0])


def explain_text(text: str) -> Explanation:
    """The same for a text that somebody pasted: an AWS error, a line of Pomerium's log, a URL or a JSON answer.

    Of an operation or a provider that has nothing to do with a sign-in by Cognito, only what is wrong with the
    credentials or the network is told: the same words may mean something else there.
    """
    shown = masked(text.strip())
    for variant in _variants(shown):
        raw = _parsed(variant)
        elsewhere = _OTHERS.search(variant) or (raw.operation and not is_ours(raw.operation))
        tables = ANYWHERE if elsewhere else TABLES
        whole = dataclasses.replace(raw, message=variant)  # the words may stand before the code
        found = find_text(tables, raw) or find_text(tables, whole) or find(tables, raw)
        if found is not None:
            return dataclasses.replace(found, details=shown)
    return Explanation(
        "This text is not among the errors that are known here.",
        "unknown",
        "Search for its wording together with the name of the service that it comes from.",
        shown,
        known=False,
    )


def explain_lines(text: str) -> Iterator[Explanation]:
    """The whole text, and of several lines each that is known; every cause once. One that is not known ends in that."""
    whole = explain_text(text)
    lines = text.splitlines()
    told: set[str] = set()
    found = (explain_text(line) for line in (lines if len(lines) > 1 else ()) if line.strip())
    known = [why for why in found if why.known]
    if whole.known and all(why.happened != whole.happened for why in known):
        known.insert(0, whole)
    for why in known or (whole,):
        if why.happened not in told:
            told.add(why.happened)
            yield why


def _variants(text: str) -> Iterator[str]:
    """The text as it stands; without what a log, a terminal or an address has wrapped around it."""
    seen = {""}
    document = _json(text) or {}
    inner = [str(value) for key, value in document.items() if key in _TOLD and isinstance(value, str)]
    for each in (text, *inner) if "error_description" in document else (*inner, text):
        for variant in _forms(each):
            if variant not in seen:
                seen.add(variant)
                yield variant


_TOLD = ("error", "err", "message", "msg")


def _forms(text: str) -> Iterator[str]:
    plain = _SERVICE.sub("", _ANSI.sub("", text))
    joined = " ".join(re.sub(r"[\s\u2502\u2577\u2575]+", " ", plain).split())
    unescaped = joined.replace('\\"', '"').replace("\\n", " ").replace("\\u0026", "&").replace("\\/", "/")
    yield from (plain, joined, unescaped)
    decoded = unquote_plus(unescaped)
    yield from (decoded, unquote_plus(decoded), html.unescape(unescaped))


_SERVICE = re.compile(r"\s*\(Service: [^)]*\)\s*$")  # what the Java SDK puts behind
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_OTHERS = re.compile(
    r"\b(?:okta|auth0|keycloak|AADSTS\d+|microsoftonline|accounts\.google|googleapis|github\.com/login|gitlab|onelogin|"
    r"pingidentity|appleid|firebase|salesforce|dex|authentik|zitadel|kubernetes\.io/serviceaccount)\b",
    re.IGNORECASE,
)
ANYWHERE: tuple[Entry, ...] = (*sts.ENTRIES, *network.ENTRIES)
"""What holds for every service of Amazon's alike."""


def retryable(error: BaseException) -> bool:
    """Whether Amazon asked for a pause, or two changes met: the same call may be made again as it is."""
    return _code(error) in _THROTTLED | _COLLIDED


def unsure(error: BaseException) -> bool:
    """Whether the call may have been carried out all the same: look before it is made again."""
    response = getattr(error, "response", None)
    if isinstance(response, Mapping):
        status = response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        return status >= 500 or _code(error) in _SERVER_FAULTS
    names = tuple(_class_names(error))
    if names[0] == "botocore.HTTPClientError" or _CUT_OFF.intersection(names):
        return True
    return names[0] == "botocore.SSLError" and "EOF" in str(error)


def _code(error: BaseException) -> str:
    response = getattr(error, "response", None)
    if not isinstance(response, Mapping):
        return ""
    code = str(response.get("Error", {}).get("Code", ""))
    return code.rpartition("#")[2]


def _answer(error: BaseException) -> Raw | None:
    """An error answer of AWS (botocore's ClientError), by its shape."""
    code = _code(error)
    response: Any = getattr(error, "response", None)
    if not code or not isinstance(response, Mapping):
        return None
    message = masked(str(response["Error"].get("Message", "")))
    details = masked(str(error))
    request = response.get("ResponseMetadata", {}).get("RequestId")
    operation = str(getattr(error, "operation_name", ""))
    return Raw(code, message, operation, details + (f" (request {request})" if request else ""))


def _raws(error: BaseException) -> Iterator[Raw]:
    """The error once for each of its classes, the nearest first; the message with the causes' own."""
    seen: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(seen) < 5:
        inner = getattr(cause, "kwargs", {}).get("error") if isinstance(getattr(cause, "kwargs", None), dict) else None
        for text in (str(cause), str(inner or "")):
            if text and not any(text in before for before in seen):
                seen.append(text)
        cause = cause.__cause__
    message = masked(": ".join(seen))
    name = type(error).__name__
    for code in _class_names(error):
        yield Raw(code, message, details=f"{name}: {message}" if message else name)


def _class_names(error: BaseException) -> Iterator[str]:
    for kind in type(error).__mro__:
        package = kind.__module__.partition(".")[0]
        yield kind.__name__ if package == "builtins" else f"{package}.{kind.__name__}"


def _looked_up(raws: tuple[Raw, ...]) -> Explanation | None:
    for raw in raws:
        if found := find(TABLES, raw):
            return found
    return None


_CLI_FORM = re.compile(
    r"\((?P<code>[\w.]+)\) when calling the (?P<operation>\w+) operation(?: \([^)]*\))?: (?P<message>.*)", re.DOTALL
)
_NAMED = re.compile(
    r"(?:^|[\s,:\[(\"'#.])(?P<code>(?:[A-Z]\w+(?:Exception|Failure)|ExpiredToken|InvalidClientTokenId|AccessDenied|"
    r"SignatureDoesNotMatch|RequestExpired|Throttling|IncompleteSignature|OptInRequired|RegionDisabled))"
    r"(?:[\]):\"',]+\s*|\s*$)(?P<message>.*)",
    re.DOTALL,
)


def _parsed(text: str) -> Raw:
    """Code, operation and message out of the forms in which AWS errors are printed."""
    if document := _json(text):
        code = str(document.get("__type") or document.get("Code") or "").rpartition("#")[2]
        message = str(document.get("message") or document.get("Message") or "")
        if code:
            return Raw(code, message, details=text)
    for form in (_CLI_FORM, _NAMED):
        if found := form.search(text):
            groups = found.groupdict("")
            return Raw(groups["code"], groups["message"].strip(), groups.get("operation", ""), text)
    return Raw("", text, details=text)


def _json(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _unknown_answer(raw: Raw) -> Explanation:
    what = f" to {raw.operation}" if raw.operation else ""
    return Explanation(
        f"Amazon answered {raw.code}{what}.",
        "unknown",
        "Details hold Amazon's own words. Nothing that was done before is lost; the same step can be tried again.",
        raw.details,
        known=False,
    )


def _unknown_error(error: BaseException, raw: Raw) -> Explanation:
    return Explanation(
        f"Something went wrong that is not known here ({type(error).__name__}).",
        "unknown",
        "Details hold the raw text. What was done before is kept.",
        raw.details,
        known=False,
    )

"""Any error -> Explanation. What is not known is said to be unknown; nothing is guessed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from wizard.errors import (
    Explanation,
    WizardError,
    acm,
    cognito,
    credentials,
    dns,
    files,
    keyring,
    network,
    oauth,
    pomerium,
    sts,
)
from wizard.errors.cut import find_cut
from wizard.errors.entry import Entry, Raw, find, find_code, find_text
from wizard.errors.masking import masked
from wizard.errors.pasted import Pasted, read, records
from wizard.errors.sieve import Sieve, by_beginnings, by_words

TABLES: tuple[Entry, ...] = (
    *cognito.ENTRIES,
    *acm.ENTRIES,
    *dns.ENTRIES,
    *sts.ENTRIES,
    *credentials.ENTRIES,
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

    Words that other programs use as well count only where the text is about Cognito, ACM or Pomerium. Of another
    service of Amazon's, only what is wrong with the credentials, a permission or the network is told.
    """
    shown = masked(text.strip())
    found = _found(shown)
    if found is None and shown != text.strip():  # a name that is part of the words may look like a secret's
        found = _found(text.strip(), repeating=False)
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
    """Of a log, what each line that is known means, in order, every cause once; else what the whole text means.

    A short text that names another identity provider, and nothing of Pomerium's, is one record: apart, its lines would
    not say whose they are.
    """
    told: set[str] = set()
    wholes: list[Explanation] = []
    short = len(text) < _SHORT and _is_others(read(text, _CODES))
    for record in (text,) if short else records(text):
        wholes = [*wholes[-1:], explain_text(record)]
        for why in _of_record(record, wholes[-1]):
            if why.known and why.happened not in told:
                told.add(why.happened)
                yield why
    if not told:
        yield wholes[0] if len(wholes) == 1 else explain_text(text)


def _is_others(pasted: Pasted) -> bool:
    return pasted.foreign and "pomerium" not in pasted.about


def _of_record(record: str, whole: Explanation) -> Iterator[Explanation]:
    lines = dict.fromkeys(line for line in record.splitlines() if line.strip())
    if len(lines) < 2 or _is_one(record):
        yield whole
    elif not whole.known and "bare" not in read(record[:_MOST], _CODES).about:
        yield whole  # what is too bare to name something belongs to its record
    else:
        apart = [why for why in map(explain_text, lines) if why.known]
        yield from apart if any(why.id == whole.id for why in apart) or not whole.known else (whole,)


def _is_one(record: str) -> bool:
    return record.lstrip()[:1] in {"{", "["} and record.rstrip()[-1:] in {"}", "]"}


def _found(text: str, repeating: bool = True) -> Explanation | None:
    """Words before codes, whole words before such whose end is missing."""
    pasted = read(text[:_MOST], _CODES)
    tables = _tables(_ELSEWHERE if pasted.elsewhere else _FOREIGN if pasted.foreign else _OURS, repeating)
    about, codes = pasted.about, pasted.codes
    raws = [Raw("", reading, pasted.operation, text, codes, about, reading.lower()) for reading in pasted.readings]
    lowered = [raw.lowered for raw in raws]
    for each in tables.words.worth(lowered):
        for raw in raws:
            if found := find_text((each,), raw):
                return found if found.known else None
    worth = tuple(_beginnings(tables).worth(lowered, codes))
    begun = {why.id: why for raw in raws for why in find_cut(worth, raw)}
    if begun:
        return next(iter(begun.values())) if len(begun) == 1 else None
    by_code = find_code(tables.entries, raws[0]) if codes else None
    return by_code if by_code and by_code.known else None


@dataclasses.dataclass(frozen=True, eq=False)
class _Tables:
    entries: tuple[Entry, ...]
    words: Sieve


@cache
def _tables(kind: str, repeating: bool) -> _Tables:
    entries = {_ELSEWHERE: _EVERYWHERE, _FOREIGN: _ANYBODYS, _OURS: _PASTED}[kind]
    among = tuple(each for each in entries if repeating or not each.derives)
    return _Tables(among, by_words(among))


@cache
def _beginnings(tables: _Tables) -> Sieve:
    return by_beginnings(tables.entries)


_ELSEWHERE, _FOREIGN, _OURS = "elsewhere", "foreign", "ours"
_SHORT = 2_000  # characters of a text that tells one thing
_MOST = 20_000  # characters of one record: the error stands near its beginning
_CODES = {code.lower(): code for each in TABLES for code in each.codes}
_EVERYWHERE = (*sts.ENTRIES, *credentials.ENTRIES, *network.ENTRIES)
_ANYBODYS = (*sts.ENTRIES, *credentials.ENTRIES, *pomerium.ENTRIES, *network.ENTRIES)
_PASTED = (
    *cognito.ENTRIES,
    *acm.ENTRIES,
    *dns.ENTRIES,
    *sts.ENTRIES,
    *credentials.ENTRIES,
    *pomerium.ENTRIES,
    *oauth.ENTRIES,
    *network.ENTRIES,
)
"""What a pasted text is looked up in: a file or a keyring of somebody's is nothing that can be known from a text."""


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
    told = response.get("Error", {})  # without one botocore says Unknown, too
    code = str(told.get("Code") or ("Unknown" if "ResponseMetadata" in response else ""))
    return code.rpartition("#")[2]


def _answer(error: BaseException) -> Raw | None:
    """An error answer of AWS (botocore's ClientError), by its shape."""
    code = _code(error)
    response: Any = getattr(error, "response", None)
    if not code or not isinstance(response, Mapping):
        return None
    message = masked(str(response.get("Error", {}).get("Message", "")))
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

"""IAM policies: what a document may look like, and what it decides. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from wizard.practice.refusal import Refusal

Decision = Literal["allowed", "explicitDeny", "implicitDeny"]
Statement = Mapping[str, Any]
_VERSIONS = ("2012-10-17", "2008-10-17")
_OPERATORS = ("StringEquals", "StringLike", "StringNotEquals")


@dataclass(frozen=True)
class Question:
    """May somebody do `action` to the ARN `resource`; `context` holds the request's condition keys."""

    action: str
    resource: str
    context: Mapping[str, str] = field(default_factory=dict)


def statements(document: str) -> list[Statement]:
    """The statements of a policy document; raises Refusal in IAM's words for one that it would not take."""
    try:
        read = json.loads(document)
    except ValueError:
        raise _malformed("Syntax errors in policy.") from None
    found = read.get("Statement") if isinstance(read, dict) else None
    rows = [found] if isinstance(found, dict) else found
    if not isinstance(rows, list) or not rows or read.get("Version") not in _VERSIONS:
        raise _malformed("Syntax errors in policy.")
    for row in rows:
        _check(row)
    sids = [row["Sid"] for row in rows if row.get("Sid")]
    if len(sids) != len(set(sids)):
        raise _malformed("Statement IDs (SID) in a single policy must be unique.")
    return rows


def decide(rows: Iterable[Statement], question: Question) -> Decision:
    """What the statements of all a caller's policies come to: a denial outweighs, and silence is one."""
    effects = {row["Effect"] for row in rows if _speaks(row, question) and not list(_unmet(row, question))}
    return "explicitDeny" if "Deny" in effects else "allowed" if "Allow" in effects else "implicitDeny"


def missing(rows: Iterable[Statement], question: Question) -> list[str]:
    """Condition keys that the decision hangs on and that the question leaves out."""
    known = {key.lower() for key in question.context}
    keys = {key for row in rows if _speaks(row, question) for _, key, _ in _conditions(row)}
    return sorted(key for key in keys if key.lower() not in known)


def _check(row: Any) -> None:
    if not isinstance(row, dict) or row.get("Effect") not in ("Allow", "Deny"):
        raise _malformed("Syntax errors in policy.")
    actions, resources = _texts(row, "Action", "NotAction"), _texts(row, "Resource", "NotResource")
    if not actions:
        raise _malformed("Policy statement must contain actions.")
    if not resources:
        raise _malformed("Policy statement must contain resources.")
    if not re.fullmatch(r"[0-9A-Za-z]*", row.get("Sid", "")):
        raise _malformed("Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular "
                         "expression [0-9A-Za-z]*")  # fmt: skip
    for action in actions:
        if action != "*" and not re.fullmatch(r"[\w-]+:[\w*?]+", action):
            raise _malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.")
    for resource in resources:
        if resource != "*" and not re.fullmatch(r"arn:[^:]+:[^:]+:[^:]*:[^:]*:.+", resource):
            raise _malformed(f'Resource {resource} must be in ARN format or "*".')
    if any(operator not in _OPERATORS for operator, _, _ in _conditions(row)):
        raise _malformed("Syntax errors in policy.")


def _malformed(message: str) -> Refusal:
    return Refusal("MalformedPolicyDocument", message)


def _texts(row: Statement, *names: str) -> list[str]:
    found: Any = next((row[name] for name in names if name in row), [])
    return [found] if isinstance(found, str) else [text for text in found if isinstance(text, str)]


def _speaks(row: Statement, question: Question) -> bool:
    """Whether a statement is about this action on this resource."""
    actions = any(_like(pattern.lower(), question.action.lower()) for pattern in _texts(row, "Action", "NotAction"))
    resources = any(_like(pattern, question.resource) for pattern in _texts(row, "Resource", "NotResource"))
    return actions is ("NotAction" not in row) and resources is ("NotResource" not in row)


def _conditions(row: Statement) -> Iterator[tuple[str, str, list[str]]]:
    for operator, keys in (row.get("Condition") or {}).items():
        for key, values in keys.items():
            yield operator, key, [values] if isinstance(values, str) else list(values)


def _unmet(row: Statement, question: Question) -> Iterator[str]:
    """The condition keys whose condition does not hold; of one that the request lacks only a negation does."""
    context = {key.lower(): value for key, value in question.context.items()}
    for operator, key, values in _conditions(row):
        given = context.get(key.lower())
        found = given is not None and any(
            _like(value, given) if operator == "StringLike" else value == given for value in values
        )
        if found is (operator == "StringNotEquals"):
            yield key


def _like(pattern: str, text: str) -> bool:
    parts = {"*": ".*", "?": "."}
    return re.fullmatch("".join(parts.get(c, re.escape(c)) for c in pattern), text, re.DOTALL) is not None

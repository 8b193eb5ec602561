"""Which of the permissions that a job needs are there: by simulating, else by reads that change nothing.

A simulation is IAM's own answer for every action. Where Amazon doesn't let one be made, calls that only read are
tried; what only a call that writes could show stays untried, and is said to be.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from wizard.cognito.calls import Calls, code
from wizard.cognito.need import COGNITO, POOL, Case, Need
from wizard.cognito.permissions import Place, needs, of_plan
from wizard.cognito.plan import Plan
from wizard.cognito.session import CERTIFICATE_REGION, Identity
from wizard.cognito.snapshot import TAG, Answer
from wizard.cognito.together import together
from wizard.errors import AmazonRefused, Stopped
from wizard.events import Cancel, Sink
from wizard.jobs.adapters import Adapters
from wizard.jobs.policy import case_of, place_of
from wizard.setup.model import Setup

Way = Literal["simulation", "reads", "root"]
State = Literal["allowed", "denied", "untried"]
_DENIED = ("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError")
_FOUND_NOTHING = ("ResourceNotFoundException", "UserNotFoundException", "InvalidParameterException")
_NOBODY = "0" * 26  # of the form of an app client's id; and a user name that nobody has
_NOT_YET = "the pool is not there yet"
Context = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known about one need; `why` says in a few words what it hangs on, where that is not plain."""

    need: Need
    arn: str
    state: State
    why: str = ""


@dataclass(frozen=True, slots=True)
class Permitted:
    """The verdicts in the order of the needs, the way they were found, and why it was not another way."""

    way: Way
    verdicts: tuple[Verdict, ...]
    refused: str = ""

    def of(self, state: State) -> tuple[Verdict, ...]:
        """Those in a state."""
        return tuple(verdict for verdict in self.verdicts if verdict.state == state)


@dataclass(frozen=True, slots=True)
class FindPermitted:
    """Whether the caller may do all that apply needs for the setup.

    `pool` is the existing pool as Amazon describes it and `client_id` the client's id, where they are known. With a
    `plan` only what carrying it out takes is looked at.
    """

    adapters: Adapters
    setup: Setup
    pool: Answer = field(default_factory=dict)
    client_id: str | None = None
    plan: Plan | None = None

    def run(self, sink: Sink, cancel: Cancel) -> Permitted:
        """Raises AmazonRefused, Stopped."""
        identity = self.adapters.session.identity()
        case = case_of(self.setup, self.pool)
        place = place_of(self.setup, identity.account, self.setup.pool.id or self.pool.get("Id"))
        wanted = None if self.plan is None else of_plan(case, self.plan)
        calls = self.adapters.calls(sink, cancel)
        return find(calls, identity, case, place, client_id=self.client_id, wanted=wanted)


def denied(error: AmazonRefused) -> bool:
    """Whether Amazon refused for want of a permission."""
    return code(error) in _DENIED


def answered(error: AmazonRefused) -> bool:
    """Whether Amazon said no, be it for a fault of its own; else it could not be reached, or asked."""
    return getattr(error.__cause__, "response", None) is not None


def find(
    calls: Calls,
    identity: Identity,
    case: Case,
    place: Place,
    *,
    client_id: str | None = None,
    wanted: tuple[Need, ...] | None = None,
) -> Permitted:
    """What the caller may do of all that the case needs, or of what is `wanted`.

    Raises AmazonRefused, Stopped where nobody answers.
    """
    wanted = needs(case) if wanted is None else wanted
    kind, _, name = identity.arn.split(":", 5)[-1].partition("/")
    if kind == "root":  # no policy of IAM binds it
        return Permitted("root", tuple(Verdict(need, place.arn(need), "allowed") for need in wanted))
    try:
        ask = functools.partial(_simulated, calls, wanted, case, place)
        if kind != "assumed-role":
            return Permitted("simulation", ask(identity.arn))
        return Permitted("simulation", _as_role(calls, identity, name.partition("/")[0], ask))
    except Stopped:
        raise
    except AmazonRefused as error:
        refused = error.why.happened
    return Permitted("reads", _tried(calls, wanted, case, place, client_id or _NOBODY), refused)


def _as_role(calls: Calls, who: Identity, role: str, ask: Callable[[str], tuple[Verdict, ...]]) -> tuple[Verdict, ...]:
    """Simulated for the role of a session, whose ARN lacks the role's path; IAM tells it those who may ask."""
    try:
        return ask(f"arn:{who.partition}:iam::{who.account}:role/{role}")
    except AmazonRefused as error:
        if code(error) != "NoSuchEntity":
            raise
    return ask(str(calls.glance("get_role", "iam", RoleName=role)["Role"]["Arn"]))


# --- by simulation


def _simulated(calls: Calls, wanted: tuple[Need, ...], case: Case, place: Place, source: str) -> tuple[Verdict, ...]:
    groups: dict[tuple[str, Context], list[Need]] = {}
    for need in wanted:
        groups.setdefault((_judged(need, place), _context(need, case, place)), []).append(need)
    asked = [
        functools.partial(_ask, source=source, arn=arn, context=held, members=members)
        for (arn, held), members in groups.items()
    ]
    answers = together(calls, asked)
    found = {verdict.need: verdict for verdicts in answers for verdict in verdicts}
    return tuple(found[need] for need in wanted)


def _judged(need: Need, place: Place) -> str:
    """The ARN to ask about; a pool that is made later has some id of its region's."""
    return place.arn(need, unknown=f"{place.region}_NewPool00")


def _context(need: Need, case: Case, place: Place) -> Context:
    """The condition keys that a request of ours would carry."""
    if not need.action.startswith(f"{COGNITO}:"):
        return need.context
    tags = dict(case.pool.get("UserPoolTags") or {} if case.pool else case.setup.pool.tags)
    tags |= {TAG: place.tag} if place.tag else {}
    kinds = ("Request", "Resource") if need.on == POOL else ("Request",)
    held = {f"aws:{kind}Tag/{key}": value for kind in kinds for key, value in tags.items()}
    return (("aws:RequestedRegion", place.region), *held.items())


def _ask(calls: Calls, source: str, arn: str, context: Context, members: list[Need]) -> tuple[Verdict, ...]:
    """IAM's own decisions about actions on one resource."""
    request: dict[str, Any] = {
        "PolicySourceArn": source,
        "ActionNames": sorted(need.action for need in members),
        "ResourceArns": [arn],
        "ContextEntries": [
            {"ContextKeyName": key, "ContextKeyValues": [value], "ContextKeyType": "string"} for key, value in context
        ],
    }
    results: dict[str, Answer] = {}
    while True:
        answer = calls.glance("simulate_principal_policy", "iam", **request)
        results |= {str(result["EvalActionName"]): result for result in answer["EvaluationResults"]}
        if not answer.get("IsTruncated"):
            return tuple(_verdict(need, arn, results.get(need.action, {})) for need in members)
        request["Marker"] = answer["Marker"]


def _verdict(need: Need, arn: str, result: Answer) -> Verdict:
    """One result; what hangs on a condition key that nobody could know is not called denied."""
    own: Answer = next(iter(result.get("ResourceSpecificResults") or ()), {})
    decision = own.get("EvalResourceDecision") or result.get("EvalDecision", "")
    missing = own.get("MissingContextValues") or result.get("MissingContextValues") or ()
    if decision == "allowed":
        return Verdict(need, arn, "allowed")
    if missing or not decision:
        hangs = f"hangs on {', '.join(missing)}" if missing else "without an answer of IAM"
        return Verdict(need, arn, "untried", hangs)
    organization = result.get("OrganizationsDecisionDetail") or {}
    boundary = own.get("PermissionsBoundaryDecisionDetail") or result.get("PermissionsBoundaryDecisionDetail") or {}
    if organization.get("AllowedByOrganizations") is False:
        why = "not let through by the organization"
    elif boundary.get("AllowedByPermissionsBoundary") is False:
        why = "not let through by the permissions boundary"
    else:
        why = "denied by name" if decision == "explicitDeny" else ""
    return Verdict(need, arn, "denied", why)


# --- by reads


def _tried(calls: Calls, wanted: tuple[Need, ...], case: Case, place: Place, client: str) -> tuple[Verdict, ...]:
    reads = [functools.partial(_try, need=need, case=case, place=place, client=client) for need in wanted]
    return tuple(together(calls, reads))


def _try(calls: Calls, need: Need, case: Case, place: Place, client: str) -> Verdict:
    """What one read shows. About a pool that is not there yet a denial shows nothing: it may hang on its tags."""
    arn = _judged(need, place)
    request = _request(need, case, arn.rpartition("/")[2], client)
    if request is None:
        return Verdict(need, arn, "untried")
    where = ("acm", CERTIFICATE_REGION) if need.action.startswith("acm:") else ()
    try:
        calls.glance(_snake(need.operation), *where, **request)
    except AmazonRefused as error:
        if denied(error):
            there = place.pool or need.on != POOL
            return Verdict(need, arn, "denied") if there else Verdict(need, arn, "untried", _NOT_YET)
        if not answered(error):
            raise
        if code(error) not in _FOUND_NOTHING:
            return Verdict(need, arn, "untried", error.why.happened.rstrip("."))
    return Verdict(need, arn, "allowed")


def _request(need: Need, case: Case, pool: str, client: str) -> dict[str, Any] | None:
    """The smallest request of a read, None for what can't be tried without changing something."""
    own: dict[str, dict[str, Any]] = {
        "ListUserPools": {"MaxResults": 1},
        "DescribeUserPoolDomain": {"Domain": case.setup.domain.custom or case.setup.domain.prefix or "sso"},
        "DescribeUserPool": {"UserPoolId": pool},
        "GetUserPoolMfaConfig": {"UserPoolId": pool},
        "ListIdentityProviders": {"UserPoolId": pool, "MaxResults": 1},
        "ListUserPoolClients": {"UserPoolId": pool, "MaxResults": 1},
        "DescribeUserPoolClient": {"UserPoolId": pool, "ClientId": client},
        "ListUserPoolClientSecrets": {"UserPoolId": pool, "ClientId": client},
        "DescribeManagedLoginBrandingByClient": {"UserPoolId": pool, "ClientId": client},
        "ListGroups": {"UserPoolId": pool, "Limit": 1},
        "ListUsers": {"UserPoolId": pool, "Limit": 1},
        "AdminListGroupsForUser": {"UserPoolId": pool, "Username": _NOBODY, "Limit": 1},
        "ListCertificates": {"MaxItems": 1},
        "DescribeCertificate": {"CertificateArn": need.on},
    }
    return own.get(need.operation)


def _snake(operation: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", operation).lower()

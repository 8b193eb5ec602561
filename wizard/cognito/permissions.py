"""The least IAM policy, gathered from what actions and reads declare. Pure: asks nobody.

Where the pool's id is not known yet, what reads or changes a pool is held to the tag that the wizard gives its pools;
DescribeUserPool is not, since pools of the same name are looked at to find ours. sts:GetCallerIdentity needs no
permission, so no policy names it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from wizard.cognito import accounts, inside, reading
from wizard.cognito.actions import KINDS
from wizard.cognito.need import ANYTHING, POOL, Case, Job, Need, on_pool
from wizard.cognito.plan import Plan
from wizard.cognito.snapshot import TAG
from wizard.setup.model import Setup

_MORE: Mapping[Job, tuple[Need, ...]] = {
    "rotate": on_pool("AddUserPoolClientSecret", "ListUserPoolClientSecrets", "DeleteUserPoolClientSecret"),
    "undo": inside.iam(),
}
_FINDS = "DescribeUserPool"  # asked of pools that are not ours, to find ours
_SIDS = {  # of what stands in a statement of its own
    "CreateUserPool": "MakePool",
    "TagResource": "TagPool",
    "PassRole": "PassSmsRole",
    "CreateServiceLinkedRole": "OwnMailSender",
    "DescribeCertificate": "ReadCertificate",
    "ListCertificates": "CustomDomain",
    "UpdateDistribution": "CustomDomain",
}
_MADE = ("CreateUserPool", "TagResource")  # judged by the tags of the request: the pool has none yet
Document = dict[str, Any]
Conditions = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a policy is for; ANYTHING stands for what is not known. `pool` is an id, `tag` the value of our tag."""

    region: str
    account: str = ANYTHING
    partition: str = "aws"
    pool: str | None = None
    tag: str = ""

    def arn(self, need: Need, unknown: str = ANYTHING) -> str:
        """What the need is judged against, `unknown` in the place of a pool's id that is not known."""
        if need.on == POOL:
            pool = self.pool or unknown
            return f"arn:{self.partition}:cognito-idp:{self.region}:{self.account}:userpool/{pool}"
        return need.on.replace("{partition}", self.partition).replace("{account}", self.account)

    def conditions(self, need: Need) -> Conditions:
        """Condition keys and the values that a request of ours carries, beside those that the need names."""
        free = self.pool or need.on != POOL or need.operation == _FINDS
        whose = "Request" if need.operation in _MADE else "" if free else "Resource"
        return (*need.context, *(((f"aws:{whose}Tag/{TAG}", self.tag),) if whose and self.tag else ()))


def needs(case: Case) -> tuple[Need, ...]:
    """Everything that the job may need, each once, reads first."""
    found = [*reading.iam(case), *(need for kind in KINDS for need in kind.iam(case))]
    found += [*accounts.iam(case), *_MORE.get(case.job, ())]
    return _each_once(found)


def of_plan(case: Case, plan: Plan) -> tuple[Need, ...]:
    """What carrying out just this plan takes, reads left out: they were made to plan it."""
    found: list[Need] = []
    for action in plan.actions:
        other = "Update" if action.change == "create" else "Create"
        there = action.change == "update" and case.job == "create"  # what apply made before, and is changed now
        about = replace(case, job="adopt") if there else case
        asked = (need for kind in KINDS if kind.name == action.kind for need in kind.iam(about))
        found += [need for need in asked if other not in (need.within or need.operation)]
    return _each_once(found)


def policy(wanted: Iterable[Need], place: Place) -> Document:
    """A policy document that allows these, and no more than that."""
    groups: dict[tuple[str, str, Conditions], list[Need]] = {}
    for need in wanted:
        groups.setdefault((_sid(need, place), place.arn(need), place.conditions(need)), []).append(need)
    rows = [_statement(sid, arn, held, members) for (sid, arn, held), members in groups.items()]
    return {"Version": "2012-10-17", "Statement": rows}


def text(document: Mapping[str, Any]) -> str:
    """As it is pasted into the console: indented, with a newline at the end."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def job_of(setup: Setup) -> Job:
    """What apply is about to do, as far as the setup alone tells: a pool that it names is adopted."""
    return "adopt" if setup.pool.id else "create"


def _each_once(found: list[Need]) -> tuple[Need, ...]:
    """Without those that are asked for by an earlier one; within which call that was, does not matter."""
    return tuple({(need.action, need.on): need for need in reversed(found)}.values())[::-1]


def _sid(need: Need, place: Place) -> str:
    if need.operation in _SIDS:
        return _SIDS[need.operation]
    if need.on == ANYTHING:
        return "LookUp"
    if need.operation == _FINDS and not place.pool:
        return "FindPool"
    return "ReadPool" if need.reads else "ChangePool"


def _statement(sid: str, arn: str, conditions: Conditions, members: Iterable[Need]) -> Document:
    actions = sorted({need.action for need in members})
    held = {"Condition": {"StringEquals": dict(conditions)}} if conditions else {}
    return {"Sid": sid, "Effect": "Allow", "Action": actions, "Resource": arn, **held}

"""The least IAM policy for a job, with what this computer knows filled in; asks nobody."""

from __future__ import annotations

import re
from pathlib import Path

from wizard.cognito.journal import Journal
from wizard.cognito.need import ANYTHING, Case, Job
from wizard.cognito.permissions import Document, Place, job_of, needs, policy, text
from wizard.cognito.session import Identity
from wizard.cognito.snapshot import Answer
from wizard.setup.model import Setup
from wizard.setup.rules.aws import partition

_ACCOUNT = r"([0-9]{12})"
_ROLE = re.compile(rf"arn:[a-z-]+:iam::{_ACCOUNT}:role/")


def least(setup: Setup, job: Job | None = None, account: str | None = None, state: Path | None = None) -> Document:
    """The policy document; `job` None: create, or adopt where the setup names a pool.

    The account is the one given, else that of the role to assume, else that of the only journal below `state`; where
    none is known it is '*'. The pool is the one that the setup names, or the one that the journal knows.
    """
    job = job or job_of(setup)
    role = _ROLE.match(setup.aws.role_arn or "")
    account = account or (role[1] if role else None)
    journals = _journals(state, setup) if state else {}
    if account is None and len(journals) == 1:
        account = next(iter(journals))
    pool = setup.pool.id or (journals.get(account or "") if job != "create" else None)
    return policy(needs(Case(setup, job)), place_of(setup, account, pool))


def likely(setup: Setup, *, named: bool) -> Setup:
    """A setup that is still being answered, with a domain in the place of one that is open.

    Without `named` its name is not settled yet, so nothing must be held to it.
    """
    if not (setup.domain.prefix or setup.domain.custom or setup.pool.id):
        setup = setup.replace("domain.prefix", "sso")
    return setup if named else setup.replace("name", "")


def text_for(setup: Setup, account: str | None, pool: Answer | None = None) -> str:
    """The policy for apply, to paste into the console; `pool` is the one that was found for the setup."""
    found = pool or {}
    return text(policy(needs(case_of(setup, found)), place_of(setup, account, setup.pool.id or found.get("Id"))))


def case_of(setup: Setup, pool: Answer) -> Case:
    """What apply will do: it adopts a pool that the setup names, or that was found."""
    return Case(setup, "adopt" if pool else job_of(setup), pool)


def place_of(setup: Setup, account: str | None, pool: str | None) -> Place:
    """Where a policy for this setup is for; without a pool it is held to the tag that ours carry."""
    region = setup.aws.region
    tag = "" if pool else setup.name
    return Place(region or ANYTHING, account or ANYTHING, partition(region), pool, tag)


def _journals(state: Path, setup: Setup) -> dict[str, str | None]:
    """The pool of each account in which this computer has worked on the setup."""
    name = re.compile(rf"{_ACCOUNT}-{re.escape(setup.aws.region)}-{re.escape(setup.name)}\.jsonl")
    found = (name.fullmatch(path.name) for path in sorted((state / "journals").glob("*.jsonl")))
    accounts = [match[1] for match in found if match]
    whose = {account: Identity(account, "", setup.aws.region, "") for account in accounts}
    return {account: Journal(state, who, setup.name).known().get("pool") for account, who in whose.items()}

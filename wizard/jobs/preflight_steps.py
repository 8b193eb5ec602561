"""The steps of a preflight, one method each: what is asked of Amazon, and what the answer comes to."""

from __future__ import annotations

import email.utils
import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from wizard.cognito.actions.domain import free_names
from wizard.cognito.calls import Calls
from wizard.cognito.reading import describe_domain, find_pool, pages
from wizard.cognito.session import Identity
from wizard.cognito.snapshot import Answer
from wizard.errors import AmazonRefused, Explanation, InputRefused, WizardError
from wizard.errors.deeds import deed
from wizard.events import Cancel, Sink
from wizard.jobs.adapters import Adapters
from wizard.jobs.permitted import FindPermitted, Permitted, Verdict
from wizard.setup.model import Setup

State = Literal["passed", "failed", "skipped"]
WRONG_CLOCK = 300.0  # seconds; a signature of another time is refused (IAM user guide, signing AWS API requests)
ODD_CLOCK = 60.0
LIMIT = 1000  # user pools of an account in a region, app clients of a pool; by default, both can be raised to 10,000
_NEAR = 950


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is looked at; `proves` is true once it has passed."""

    id: str
    title: str
    proves: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a step came to: `text` adds to a pass or tells why it was not tried, `error` is what failed."""

    step: Step
    state: State
    text: str = ""
    error: WizardError | None = None


@dataclass
class Flight:
    """The steps, and what they found out for those that follow. `clock` is this computer's, in seconds since 1970."""

    adapters: Adapters
    setup: Setup
    clock: Callable[[], float]
    sink: Sink
    cancel: Cancel
    calls: Calls
    identity: Identity | None = None
    off: float | None = None
    known: Mapping[str, str] = field(default_factory=dict)
    pool: Answer = field(default_factory=dict)
    permitted: Permitted | None = None

    @property
    def pool_id(self) -> str | None:
        """The pool that exists for the setup, as far as it is known."""
        return self.pool.get("Id") or self.setup.pool.id

    def credentials(self) -> str:
        """Who Amazon says this is; also how far the clock is off, which a refusal tells as well."""
        try:
            answer = self.calls.read("get_caller_identity", "sts")
        except AmazonRefused as error:
            self.off = self._difference(getattr(error.__cause__, "response", None) or {})
            raise
        self.off = self._difference(answer)
        self.identity = who = self.adapters.session.identity()
        account = "-".join((who.account[:4], who.account[4:8], who.account[8:]))
        other = "" if who.partition == "aws" else f", partition {who.partition}"
        return f"{who.short}, account {account}, {who.region}{other}."

    def _difference(self, answer: Mapping[str, Any]) -> float | None:
        """Seconds that this computer is ahead of whoever answered."""
        headers = answer.get("ResponseMetadata", {}).get("HTTPHeaders", {})
        try:
            told = email.utils.parsedate_to_datetime(headers.get("date", ""))
        except ValueError:
            return None
        return self.clock() - told.timestamp()

    def time(self) -> str:
        """Whether signatures are of the right time. Raises AmazonRefused where they are not."""
        if self.off is None:
            return "Amazon's answer carries no time to compare it with."
        way = "ahead of" if self.off > 0 else "behind"
        minutes = round(abs(self.off) / 60)
        told = f"{minutes} minute{'' if minutes == 1 else 's'} {way} Amazon's"
        if abs(self.off) > WRONG_CLOCK:
            raise AmazonRefused(
                Explanation(
                    f"This computer's clock is {told}.",
                    "Amazon refuses what is signed more than five minutes off.",
                    "Set the clock (NTP), then try again.",
                )
            )
        if abs(self.off) > ODD_CLOCK:
            return f"It is {told}: set it (NTP), from five minutes on every call is refused."
        return ""

    def which_pool(self) -> str:
        """The pool that exists for the setup. Raises InputRefused where nobody but the admin can choose."""
        self.known = self.adapters.journal(self.setup.name).known()
        pool, problems, notes = find_pool(self.calls, self.setup, self.known)
        if problems:
            raise InputRefused(Explanation(problems[0].message, "Nothing was sent that writes.", problems[0].mend))
        if pool is None:
            return " ".join(("None exists for it, so apply makes one.", *notes))
        self.pool = pool
        return f"It is {pool.get('Name', '')} ({pool['Id']}), which exists."

    def permissions(self) -> str:
        """What apply needs of IAM. Raises AmazonRefused naming what is denied."""
        client = self.setup.client.id or self.known.get("client")
        job = FindPermitted(self.adapters, self.setup, self.pool, client)
        self.permitted = found = job.run(self.sink, self.cancel)
        missing = found.of("denied")
        if missing:
            raise AmazonRefused(
                Explanation(
                    f"These credentials may not {listed(missing)}.",
                    f"{way_of(found)} {len(missing)} of {len(found.verdicts)} permissions are denied.",
                    "Have them added: `policy` prints the whole policy that is needed.",
                )
            )
        return way_of(found)

    def domain(self) -> str:
        """Whether the domain is another pool's of this account. Raises AmazonRefused with names to try."""
        want = self.setup.domain
        name = want.custom or want.prefix
        if not name:
            return "The pool keeps the one that it has."
        owner = describe_domain(self.calls, name).get("UserPoolId")
        if owner is None:
            return f"Whether another account has {name}, Amazon tells only when it is made."
        if owner == self.pool_id:
            return f"{name} belongs to this pool already."
        account = self.identity.account if self.identity else ""
        names = free_names(self.calls, name, account) if want.prefix and not want.custom else ()
        mend = "Choose another, or put that pool's id into pool.id to use the pool."
        raise AmazonRefused(Explanation(f"Your user pool {owner} uses {name} already.", mend=mend), names)

    def quotas(self) -> str:
        """Whether there is room, as far as lists show it. Raises AmazonRefused where there is none by default."""
        if self.pool_id is None:
            return _room("user pools", "in this account and region", pages(self.calls, "list_user_pools", "UserPools"))
        if self.setup.client.id:
            return "Nothing is made that Amazon counts."
        rows = pages(self.calls, "list_user_pool_clients", "UserPoolClients", UserPoolId=self.pool_id)
        return _room("app clients", "in this pool", rows)


def listed(verdicts: Iterable[Verdict]) -> str:
    """'create user pools (cognito-idp:CreateUserPool), tag the pool (cognito-idp:TagResource, denied by name)'."""
    return ", ".join(f"{deed(v.need.operation)} ({', '.join(filter(None, (v.need.action, v.why)))})" for v in verdicts)


def way_of(found: Permitted) -> str:
    """How it was found out, and what stays open."""
    total, there, left = len(found.verdicts), len(found.of("allowed")), found.of("untried")
    if found.way == "root":
        return "The account's root user is bound by no policy; a role of its own would be safer."
    names = ", ".join(dict.fromkeys(f"{v.need.action}{f' ({v.why})' if v.why else ''}" for v in left))
    if found.way == "simulation":
        return f"IAM simulated all {total}." + (f" It can't tell {len(left)} of them: {names}." if left else "")
    return (
        f"IAM made no simulation ({found.refused.rstrip('.')}), so reads were tried: {there} of {total} are there."
        + (f" Without changing something these can't be tried: {names}." if left else "")
    )


def _room(what: str, where: str, rows: Iterable[Answer]) -> str:
    used = sum(1 for _ in itertools.islice(rows, LIMIT + 1))
    if used > LIMIT:
        return f"More than {LIMIT:,} {what} are {where}, so its quota was raised; how far, Amazon doesn't say here."
    are = f"{what[:-1]} is" if used == 1 else f"{what} are"
    told = f"{used:,} {are} {where}; {LIMIT:,} are allowed unless Amazon raised that."
    mend = "Ask for more under Service Quotas"
    if used == LIMIT:
        raise AmazonRefused(Explanation(told, "One more would be refused.", f"{mend}, or remove some."))
    return f"{told} {mend} in time." if used >= _NEAR else told

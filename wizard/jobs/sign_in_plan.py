"""What a test sign-in would change, and who waits for a first password: reads, changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from wizard.checks.sign_in import loopback_urls
from wizard.cognito import accounts
from wizard.cognito.plan import Plan
from wizard.cognito.snapshot import Snapshot
from wizard.errors import AmazonRefused, Explanation, InputRefused
from wizard.events import Cancel, Sink
from wizard.jobs.adapters import Adapters
from wizard.jobs.loopback import plan
from wizard.jobs.plan import look
from wizard.jobs.secret import key_of
from wizard.jobs.verify import Verify
from wizard.setup.model import Setup


@dataclass(frozen=True, slots=True)
class SignInPlan:
    """The two changes, with PORT for a port that is known later. `invited` are those of the setup's people whose
    account waits for its first sign-in, by user name or address; `unasked` is why that is not known, '' where it is.
    """

    plan: Plan
    snapshot: Snapshot
    invited: tuple[str, ...] = ()
    unasked: str = ""


@dataclass(frozen=True, slots=True)
class PlanSignIn:
    """What TestSignIn shows before it sends anything, without holding the journal meanwhile."""

    adapters: Adapters
    setup: Setup

    def run(self, sink: Sink, cancel: Cancel) -> SignInPlan:
        """Raises FaultFound while there is no pool or client, AmazonRefused, Stopped."""
        snapshot = look(self.adapters, self.setup, sink, cancel)
        key_of(snapshot)
        signs_out = Verify(self.adapters, self.setup).signs_out
        changes = plan(snapshot, loopback_urls("http://127.0.0.1:PORT", sign_out=signs_out))
        try:
            found = accounts.named(self.adapters.calls(sink, cancel), snapshot.pool or {}, self.setup.users)
        except AmazonRefused as error:
            return SignInPlan(changes, snapshot, unasked=error.why.happened)
        waiting = tuple(
            user.username or user.email
            for user, account in zip(self.setup.users, found, strict=True)
            if account is not None and account.enabled and account.status == accounts.FIRST
        )
        return SignInPlan(changes, snapshot, waiting)


def agree(shown: Plan, todo: Plan) -> None:
    """Raises InputRefused where anything else would be sent than what was shown."""
    if [(a.id, a.title, a.fields) for a in shown.actions] != [(a.id, a.title, a.fields) for a in todo.actions]:
        raise InputRefused(
            Explanation(
                "Something changed at Amazon since the plan was shown.",
                "Nothing was changed, since it would not be what you agreed to.",
                "Look at the new plan, then go on.",
            )
        )

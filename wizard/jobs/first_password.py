"""A first password for somebody who was invited: made up, shown once, kept nowhere, to be changed at the first sign-in.

For whoever gets no e-mail, as while Amazon's own sender has sent its 50 of the day. It takes
cognito-idp:AdminSetUserPassword, which no policy of the wizard's asks for by itself: with it one can sign in as
anybody.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from wizard.cognito import accounts
from wizard.cognito.plan import FieldChange, Plan, PlannedAction
from wizard.cognito.snapshot import Snapshot
from wizard.errors import Explanation, FaultFound, InputRefused, WizardError
from wizard.events import Cancel, Done, Failed, Sink, Started
from wizard.jobs.adapters import Adapters
from wizard.jobs.plan import look
from wizard.jobs.secret import key_of
from wizard.setup.model import Setup, User
from wizard.vault import Secret

ACTION = "first_password"


@dataclass(frozen=True, slots=True)
class FirstPassword:
    """`name` is a person of the setup, by user name or address. `show` is told the plan before anything is sent, and
    may raise; `tell` is told the password, once Amazon has it.
    """

    adapters: Adapters
    setup: Setup
    name: str
    tell: Callable[[Secret], None]
    show: Callable[[Plan], None] | None = None

    def run(self, sink: Sink, cancel: Cancel) -> None:
        """Raises InputRefused for one whom the setup doesn't name or who has a password already, FaultFound while
        there is no account, AmazonRefused, Stopped."""
        user = self._user()
        with self.adapters.journal(self.setup.name).writing():
            snapshot = look(self.adapters, self.setup, sink, cancel)
            key_of(snapshot)
            (account,) = accounts.named(self.adapters.calls(sink, cancel), snapshot.pool or {}, (user,))
            _may(self.name, account)
            action = planned(self.name, snapshot)
            if self.show is not None:
                self.show(Plan((action,)))
            if account is not None:
                self._set(action, snapshot, account.username, sink, cancel)

    def _user(self) -> User:
        wanted = self.name.casefold()
        for user in self.setup.users:
            if wanted in (user.username.casefold() if user.username else "", user.email.casefold()):
                return user
        names = ", ".join(user.username or user.email for user in self.setup.users) or "nobody"
        raise InputRefused(
            Explanation(
                f"The setup names no {self.name} among its users: {names}.",
                "Nothing was sent that writes.",
                "Add the person to users and run apply.",
            )
        )

    def _set(self, action: PlannedAction, snapshot: Snapshot, username: str, sink: Sink, cancel: Cancel) -> None:
        password, began = accounts.first_password(snapshot.pool or {}), time.monotonic()
        sink(Started(action))
        try:
            self.adapters.calls(sink, cancel).write(
                "admin_set_user_password",
                self.adapters.journal(self.setup.name),
                ACTION,
                {"pool": str(snapshot.pool_id), "user": username},
                UserPoolId=snapshot.pool_id,
                Username=username,
                Password=password.reveal(),
                Permanent=False,
            )
        except WizardError as error:
            sink(Failed(action, time.monotonic() - began, error.why))
            raise
        sink(Done(action, time.monotonic() - began))
        self.tell(password)


def planned(name: str, snapshot: Snapshot) -> PlannedAction:
    """The one change."""
    days = (snapshot.pool or {}).get("Policies", {}).get("PasswordPolicy", {}).get("TemporaryPasswordValidityDays", 7)
    field = FieldChange("First password", "as invited", f"made up, shown once, good for {days} days")
    return PlannedAction(
        ACTION, "user", "update", f"Person {name}", "Has to be changed at the first sign-in.", (field,)
    )


def _may(name: str, account: accounts.Account | None) -> None:
    if account is None:
        raise FaultFound(
            Explanation(f"{name} is not in the pool.", "Nothing was sent that writes.", "Run apply first.")
        )
    if account.status != accounts.FIRST:
        raise InputRefused(
            Explanation(
                f"{name} has signed in before ({account.status or 'status not known'}).",
                "Another password would lock the person out. Nothing was sent that writes.",
                "Whoever forgot the password uses the link on the login page.",
            )
        )

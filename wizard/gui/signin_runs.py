"""The two jobs of that dialog, with what they tell a person turned into events: nothing of a window is touched here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from wizard.cognito.plan import Plan
from wizard.events import Cancel, Found, Sink
from wizard.jobs.first_password import FirstPassword
from wizard.jobs.sign_in import SECONDS, SignedIn, TestSignIn
from wizard.jobs.sign_in_plan import agree
from wizard.setup.model import Setup
from wizard.vault import Secret


@dataclass(frozen=True, slots=True)
class Opening:
    """The address that the browser is to open now, told as the row of a Found."""

    address: str


@dataclass(frozen=True, slots=True)
class SignInRun:
    """The test sign-in that was agreed to. The browser is opened by whoever hears of the Opening."""

    adapters: Any
    setup: Setup
    shown: Plan
    seconds: float = field(default_factory=lambda: SECONDS)

    def run(self, sink: Sink, cancel: Cancel) -> SignedIn:
        """Raises as TestSignIn does, and InputRefused where it would change something else than was shown."""

        def browse(address: str) -> bool:
            sink(Found((Opening(address),)))
            return True

        def show(plan: Plan) -> None:
            agree(self.shown, plan)

        return TestSignIn(self.adapters, self.setup, browse, show, self.seconds).run(sink, cancel)


@dataclass(frozen=True, slots=True)
class FirstPasswordRun:
    """The first password that was agreed to; gives it back."""

    adapters: Any
    setup: Setup
    name: str
    shown: Plan

    def run(self, sink: Sink, cancel: Cancel) -> Secret:
        """Raises as FirstPassword does, and InputRefused where it would change something else than was shown."""
        told: list[Secret] = []

        def show(plan: Plan) -> None:
            agree(self.shown, plan)

        FirstPassword(self.adapters, self.setup, self.name, told.append, show).run(sink, cancel)
        return told[-1]

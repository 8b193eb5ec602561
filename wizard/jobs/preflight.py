"""Before anything is made: credentials, clock, permissions, domain and quotas, as far as Amazon answers.

Nothing is changed. What one step can't find out doesn't keep the others from being tried.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from wizard.cognito.session import Identity
from wizard.errors import AmazonRefused, InputRefused, Stopped, WizardError
from wizard.events import Cancel, Done, Failed, Sink, Skipped, Started
from wizard.jobs.adapters import Adapters
from wizard.jobs.permitted import Permitted, answered, denied
from wizard.jobs.preflight_steps import Finding, Flight, Step
from wizard.setup.model import Setup

CREDENTIALS = Step("credentials", "Credentials", "Amazon knows who this is.")
CLOCK = Step("clock", "Clock", "This computer's clock is right enough for Amazon.")
POOL = Step("pool", "User pool", "It is clear which user pool the setup is about.")
PERMISSIONS = Step("permissions", "Permissions", "Nothing that apply needs is known to be denied.")
DOMAIN = Step("domain", "Login domain", "No other user pool of yours has the domain.")
QUOTAS = Step("quotas", "Quotas", "There is room for what is made.")
STEPS: tuple[tuple[Step, Callable[[Flight], str]], ...] = (
    (CREDENTIALS, Flight.credentials),
    (CLOCK, Flight.time),
    (POOL, Flight.which_pool),
    (PERMISSIONS, Flight.permissions),
    (DOMAIN, Flight.domain),
    (QUOTAS, Flight.quotas),
)


@dataclass(frozen=True, slots=True)
class Preflown:
    """The findings in the order of the steps; the rest as far as it became known."""

    findings: tuple[Finding, ...]
    identity: Identity | None
    pool_id: str | None
    permitted: Permitted | None

    @property
    def job(self) -> str:
        """What apply would do: 'create' or 'adopt'."""
        return "adopt" if self.pool_id else "create"

    def of(self, state: str) -> tuple[Finding, ...]:
        """The findings of a state."""
        return tuple(finding for finding in self.findings if finding.state == state)


@dataclass(frozen=True, slots=True)
class Preflight:
    """`clock` gives seconds since 1970, as this computer has it."""

    adapters: Adapters
    setup: Setup
    clock: Callable[[], float] = time.time

    def run(self, sink: Sink, cancel: Cancel) -> Preflown:
        """Every step. Raises Stopped alone: faults stand in the findings."""
        calls = self.adapters.calls(sink, cancel)
        flight = Flight(self.adapters, self.setup, self.clock, sink, cancel, calls)
        findings: list[Finding] = []
        for step, look in STEPS:
            cancel.check()
            reason = _blocked(step, flight, findings)
            findings.append(Finding(step, "skipped", reason) if reason else _tried(step, look, flight))
            if reason:
                sink(Skipped(step, reason))
        return Preflown(tuple(findings), flight.identity, flight.pool_id, flight.permitted)


def _blocked(step: Step, flight: Flight, findings: list[Finding]) -> str:
    """Why a step is not tried; '' to try it. The clock is told even by an answer that refuses."""
    if step is CREDENTIALS or (step is CLOCK and flight.off is not None):
        return ""
    if flight.identity is None:
        return f"Not tried: it needs {CREDENTIALS.title!r}, which has not passed."
    if any(_unreached(finding.error) for finding in findings):
        return "Not tried: Amazon could not be reached."
    unclear = any(isinstance(finding.error, InputRefused) for finding in findings)
    return "Not tried: it is not clear which user pool is meant." if unclear and step in (DOMAIN, QUOTAS) else ""


def _unreached(error: WizardError | None) -> bool:
    """Whether no answer came at all: what we raise ourselves has no cause."""
    return isinstance(error, AmazonRefused) and error.__cause__ is not None and not answered(error)


def _tried(step: Step, look: Callable[[Flight], str], flight: Flight) -> Finding:
    began = time.monotonic()
    flight.sink(Started(step, step.proves))
    try:
        text = look(flight)
    except Stopped:
        raise
    except WizardError as error:
        if isinstance(error, AmazonRefused) and denied(error) and step is not CREDENTIALS:
            reason = f"Not tried: {error.why.happened}"
            flight.sink(Skipped(step, reason))
            return Finding(step, "skipped", reason)
        flight.sink(Failed(step, time.monotonic() - began, error.why))
        return Finding(step, "failed", error=error)
    flight.sink(Done(step, time.monotonic() - began, text))
    return Finding(step, "passed", text)

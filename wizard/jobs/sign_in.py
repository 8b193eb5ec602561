"""A real sign-in and sign-out through the browser: loopback addresses are added, the steps run, and they go again.

What one run left behind when it was killed, the next takes out first, and so does `apply`.
"""

from __future__ import annotations

import dataclasses
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from wizard.checks import Outcome, Result, Target
from wizard.checks.check import skipped
from wizard.checks.run import Run, told, unreached
from wizard.checks.sign_in import READY, STEPS, Attempt, Browse, Listener, Seen, SignIn, loopback_urls
from wizard.cognito.plan import Plan
from wizard.cognito.snapshot import Snapshot
from wizard.events import Cancel, Progress, Sink, Started
from wizard.jobs.adapters import Adapters
from wizard.jobs.loopback import Loopback, plan
from wizard.jobs.plan import look
from wizard.jobs.verify import Verified, Verify
from wizard.setup.model import Setup

SECONDS = 300.0  # Pomerium itself gives a sign-in five minutes
SIGN_OUT_SECONDS = 20.0  # the browser goes on by itself
READY_SECONDS = 30.0  # in which a changed client is known everywhere
_TELL = 15.0  # seconds between reminders of the time that is left


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Results of the checks without a user and of the steps; who signed in, where somebody did."""

    results: tuple[Result, ...]
    snapshot: Snapshot
    person: Seen | None

    @property
    def passed(self) -> bool:
        """Whether nothing failed."""
        return all(result.outcome.state != "failed" for result in self.results)


@dataclass(frozen=True, slots=True)
class TestSignIn:
    """`browse` opens an address in the system's browser; the address is told as progress all the same.

    `show` is told the plan before anything is sent, and may raise. `seconds` is how long a person has, `patience` as in
    Verify.
    """

    __test__ = False  # for test runners that collect by name
    adapters: Adapters
    setup: Setup
    browse: Browse
    show: Callable[[Plan], None] | None = None
    seconds: float = SECONDS
    patience: float | None = None

    def run(self, sink: Sink, cancel: Cancel) -> SignedIn:
        """Raises as Verify does, and InputRefused where a list is full; faults stand in the results.

        The client's lists are as before afterwards; where that fails, the error names what is left.
        """
        with self.adapters.journal(self.setup.name).writing():
            snapshot = look(self.adapters, self.setup, sink, cancel)
            verify = Verify(self.adapters, self.setup, self.patience)
            if snapshot.client_id:
                if self.show is not None:
                    self.show(plan(snapshot, loopback_urls("http://127.0.0.1:PORT", sign_out=verify.signs_out)))
                Loopback(self.adapters, self.setup.name, snapshot, sink).take_out(stale=True)
            before = verify.run(sink, cancel)
            if any(result.outcome.state == "failed" and result.check.vital for result in before.results):
                return SignedIn(before.results, before.snapshot, None)
            with self.adapters.http() as http:
                target = dataclasses.replace(
                    verify.target(before.snapshot, http), before_call=cancel.check, discovered=before.discovered
                )
                return _Run(self, before, target, sink, cancel).run()


@dataclass(frozen=True, slots=True)
class _Run:
    """One sign-in, once all that can be proven without a person has passed."""

    job: TestSignIn
    before: Verified
    target: Target
    sink: Sink
    cancel: Cancel

    def run(self) -> SignedIn:
        """The browser's part, with the addresses in; then the steps, with these out again."""
        job, target = self.job, self.target
        change = Loopback(job.adapters, job.setup.name, self.before.snapshot, self.sink)
        with Listener() as listener:
            urls = loopback_urls(listener.base, sign_out=bool(target.sign_out_url))
            listener.lead_out(target.logout_endpoint, target.client_id, signed_out=urls.get("LogoutURLs", ""))
            attempt = Attempt(urls["CallbackURLs"])
            listener.expect(attempt.state)
            try:
                change.put_in(urls, self.cancel)
                ready = self._ready(attempt)
                answer = self._answer(listener, attempt) if ready.outcome.state == "passed" else None
                signed_out = self._signed_out(listener, answer)
            finally:
                change.take_out()
        results = (*self.before.results, ready)
        if ready.outcome.state != "passed":
            return SignedIn(results, self.before.snapshot, None)
        sign_in = self._begun(attempt, answer, signed_out)
        sign_in.strangers = listener.strangers
        return SignedIn((*results, *_steps(sign_in, target, self.sink)), self.before.snapshot, sign_in.person)

    def _begun(self, attempt: Attempt, answer: Mapping[str, str] | None, signed_out: bool) -> SignIn:
        route = self.job.setup.pomerium.route
        standing = self.before.standing
        return SignIn(
            attempt,
            answer,
            route.allow if route else (),
            signed_out=signed_out,
            disabled=standing.disabled if standing else (),
            nobody=standing is not None
            and standing.somebody is False
            and not (standing.elsewhere or standing.disabled),
        )

    def _ready(self, attempt: Attempt) -> Result:
        """Whether the login page takes the listener's address by now."""
        target = dataclasses.replace(self.target, callback_url=attempt.redirect_uri)
        (ready,) = Run(self.sink, self.cancel, READY_SECONDS).all([READY], target)
        return ready

    def _answer(self, listener: Listener, attempt: Attempt) -> Mapping[str, str] | None:
        target = self.target
        address = attempt.address(target.authorization_endpoint, target.client_id, target.scopes)
        opened = self.job.browse(address)
        told = "Opened in the browser" if opened else "Open this in a browser"
        self.sink(Progress(f"{told}: {address}", lasting=True))
        if not opened:
            self.sink(Progress(_from_elsewhere(address, listener.base), lasting=True))
        reminded = self.job.seconds

        def tell(left: float) -> None:
            nonlocal reminded
            self.cancel.check()
            if reminded - left >= _TELL:
                reminded = left
                self.sink(Progress(f"Waiting for the sign-in in the browser; {left:.0f} seconds are left."))

        answer = listener.wait(self.job.seconds, tell)
        if listener.strangers:
            self.sink(Progress(_STRANGER, lasting=True))
        return answer

    def _signed_out(self, listener: Listener, answer: Mapping[str, str] | None) -> bool:
        """Whether the browser came back from signing out."""
        if not (answer and "code" in answer and self.target.sign_out_url):
            return False
        self.sink(Progress("Signed in. The browser now signs out again."))
        return listener.wait_signed_out(SIGN_OUT_SECONDS, lambda _: self.cancel.check())


def _from_elsewhere(*addresses: str) -> str:
    """How a browser on another computer gets to what is on this one alone: the listener, and a stand-in."""
    places = [urlsplit(address) for address in addresses]
    ports = dict.fromkeys(place.port for place in places if place.hostname == "127.0.0.1")
    tunnels = " ".join(f"-L {port}:127.0.0.1:{port}" for port in ports)
    return (
        "The login page sends the browser back to this computer. Where it runs on another, let that one through to here"
        f" first: ssh {tunnels} {socket.gethostname()}"
    )


_STRANGER = (
    "A request with another state came and was not taken: an older tab, or a page that wants to slip in a sign-in of "
    "its own. Only the sign-in that was begun here counts."
)


def _steps(sign_in: SignIn, target: Target, sink: Sink) -> tuple[Result, ...]:
    """Each step whose need has passed."""
    results: list[Result] = []
    passed: set[str] = set()
    for check, step in STEPS:
        began = time.monotonic()
        if not passed.issuperset(check.needs):
            outcome = skipped("Not tried: a step before it has not passed.")
        else:
            sink(Started(check, check.proves))
            outcome = _tried(step, sign_in, target)
        if outcome.state == "passed":
            passed.add(check.id)
        results.append(Result(check, outcome, time.monotonic() - began))
        told(results[-1], sink)
    return tuple(results)


def _tried(step: Callable[[SignIn, Target], Outcome], sign_in: SignIn, target: Target) -> Outcome:
    from wizard.checks.ask import UnreachedError

    try:
        return step(sign_in, target)
    except UnreachedError as error:
        return unreached(error)

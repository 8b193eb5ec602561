"""Does it work: each thing that Pomerium's sign-in depends on, asked of the finished set-up; nothing is written.

    check.py           Check, Target, Outcome, Result
    standing.py        what the API tells of people, groups and mail, as plain values
    credentials.py     client ID and secret in a header, errors of the token endpoint
    ask.py             one request: bounded, no redirect followed, trouble told in words
    blocked.py         an answer that is a proxy's or firewall's
    run.py             runs checks in order, waits for a fresh domain
    discovery.py       the discovery document
    keys.py            the signing keys
    login_page.py      the way to the login page, with Pomerium's own parameters
    client_secret.py   client ID and secret at the token endpoint
    sign_out.py        the way back after signing out
    revocation.py      refresh tokens can be revoked
    clock.py           this computer's clock against Amazon's
    self_sign_up.py    nobody can make an account for himself
    people.py          somebody can sign in; the route's groups exist
    mail.py            who sends e-mail, and how much of it
    left_over.py       nothing of a test sign-in is left behind
    running.py         a Pomerium that runs already
    sign_in/           a real sign-in by the browser

To add a check: one file with a CHECK, one line in CHECKS.
"""

from __future__ import annotations

from wizard.checks import (
    client_secret,
    clock,
    discovery,
    keys,
    left_over,
    login_page,
    mail,
    people,
    revocation,
    running,
    self_sign_up,
    sign_out,
)
from wizard.checks.check import Check, Discovered, Outcome, Result, Target
from wizard.checks.run import PATIENCE, Run
from wizard.checks.standing import Account, Standing
from wizard.events import Cancel, Sink, nobody

__all__ = [
    "CHECKS",
    "PATIENCE",
    "Account",
    "Check",
    "Discovered",
    "Outcome",
    "Result",
    "Standing",
    "Target",
    "chosen",
    "run",
]

CHECKS: tuple[Check, ...] = (
    discovery.CHECK,
    keys.CHECK,
    login_page.CHECK,
    client_secret.CHECK,
    sign_out.CHECK,
    revocation.CHECK,
    clock.CHECK,
    self_sign_up.CHECK,
    people.CHECK,
    mail.CHECK,
    left_over.CHECK,
)


def chosen(*, probe: bool) -> tuple[Check, ...]:
    """The checks of a set-up; with `probe` also that of a Pomerium that runs already."""
    return (*CHECKS, running.CHECK) if probe else CHECKS


def run(
    target: Target, sink: Sink = nobody, cancel: Cancel | None = None, patience: float = PATIENCE
) -> tuple[Result, ...]:
    """Every check in order; `patience` is how many seconds all of them together wait for a fresh domain.

    Raises Stopped. Sends Started, Waiting, Done, Failed or Skipped events whose `of` is the check.
    """
    return Run(sink, cancel or Cancel(), patience).all(chosen(probe=target.probe), target)

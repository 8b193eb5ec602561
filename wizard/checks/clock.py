"""This computer's clock against Amazon's: a token is dated by Amazon and judged by whoever reads it.

go-oidc allows an ID token no leeway after it has run out; AWS refuses signatures more than five minutes off.
"""

from __future__ import annotations

import email.utils

from wizard.checks.ask import get
from wizard.checks.check import Check, Outcome, Target, aside, failed, passed, skipped
from wizard.checks.discovery import PATH

ODD, WRONG = 60.0, 300.0
_MEND = "Set the clock (NTP), here and on Pomerium's host."


def _run(target: Target) -> Outcome:
    answer = get(target, target.issuer + PATH)
    try:
        told = email.utils.parsedate_to_datetime(answer.date).timestamp()
    except ValueError:
        return skipped("Not known: the answer carries no time to compare with, or came out of a cache.")
    off = target.clock() - told
    minutes = max(1, round(abs(off) / 60))
    text = (
        f"This computer's clock is {minutes} minute{'' if minutes == 1 else 's'} "
        f"{'ahead of' if off > 0 else 'behind'} the clock of Amazon's servers"
    )
    if abs(off) > WRONG:
        return failed(
            f"{text}: tokens would look stale, or dated in the future, to a Pomerium with the same clock.", _MEND
        )
    return aside(f"{text}.", _MEND) if abs(off) > ODD else passed()


CHECK = Check(
    "clock",
    "Clock",
    "This computer and Amazon agree on the time, by which Pomerium judges tokens.",
    _run,
)

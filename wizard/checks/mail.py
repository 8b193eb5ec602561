"""Who sends the pool's e-mail: Amazon's own sender stops at 50 a day for the whole account (Cognito quotas).

Its day begins at 9:00 UTC; invitations, codes and password resets count alike (error text 'Exceeded daily email limit
for the operation or the account').
"""

from __future__ import annotations

from wizard.checks.check import Check, Outcome, Target, aside, passed, skipped

A_DAY = 50


def _run(target: Target) -> Outcome:
    standing = target.standing
    if standing is None:
        return skipped("Not tried: nothing is known of the pool.")
    if standing.own_sender:
        return passed(
            f"Amazon SES sends, as {standing.own_sender}; in its sandbox it writes to verified addresses only."
        )
    told = f"Amazon's own sender sends {A_DAY} e-mails a day, for all pools of the account together."
    if len(standing.accounts) > A_DAY:
        return aside(
            f"{told} The setup names {len(standing.accounts)} people to invite.",
            "Set pool.email: a sender of your own.",
        )
    return passed(told)


CHECK = Check(
    "mail",
    "E-mail sender",
    "People who are to come in by Pomerium can be invited, and can reset a password.",
    _run,
    vital=False,
)

"""Addresses on this computer that a test sign-in left at the app client when it was killed."""

from __future__ import annotations

from wizard.checks.check import Check, Outcome, Target, aside, passed, skipped


def _run(target: Target) -> Outcome:
    standing = target.standing
    if standing is None:
        return skipped("Not tried: nothing is known of the app client.")
    if not standing.left_over:
        return passed()
    return aside(
        f"A test sign-in was cut short and left {standing.left_over[0]} at the app client.",
        "The next apply or verify --sign-in takes it out.",
    )


CHECK = Check(
    "left_over",
    "No test left behind",
    "The app client sends codes to Pomerium alone, to no test sign-in that was cut short.",
    _run,
    vital=False,
)

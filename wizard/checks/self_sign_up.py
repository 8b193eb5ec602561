"""Self sign-up: whether anybody in the world may make an account.

CreateUserPool leaves it open unless AdminCreateUserConfig.AllowAdminCreateUserOnly is sent (service model); who signs
up chooses the address, and a policy by domain believes it.
"""

from __future__ import annotations

from wizard.checks.check import Check, Outcome, Target, aside, failed, passed, skipped


def _run(target: Target) -> Outcome:
    standing = target.standing
    if standing is None:
        return skipped("Not tried: nothing is known of the pool.")
    if not standing.open_to_all:
        return passed()
    if standing.open_wished:
        return aside(
            "Anybody can make an account, as the setup asks for.",
            "Let routes allow groups or single addresses: who signs up is in no group.",
        )
    return failed(
        "Anybody can make an account in this pool, and a route for all who are signed in would let them pass.",
        "Close self sign-up, or set pool.self_sign_up to true where it is meant.",
        fix=("pool.self_sign_up", False),
    )


CHECK = Check(
    "self_sign_up",
    "Self sign-up",
    "Pomerium meets only people whom an admin gave an account.",
    _run,
    vital=False,
)

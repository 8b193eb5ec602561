"""Every rule once: which field, what is tested, what is said, how to mend it, where the fact is from.

rule.py       Rule, and the small tests that most are made of
urls.py       URLs as rules look at them; what the two lists of URLs share
aws.py        the setup's name, region, role
pool.py       the user pool
senders.py    the pool's own mail and text message senders
client.py     the app client
scopes.py     its scopes
domain.py     the login page's address
people.py     the first people and their groups
pomerium.py   what Pomerium is told
route.py      a first route
across.py     sections held against each other

A new rule is one entry in its file.
"""

from __future__ import annotations

from wizard.setup import model
from wizard.setup.fault import Fault
from wizard.setup.model import Setup
from wizard.setup.rules import across, aws, client, domain, people, pomerium, pool, senders
from wizard.setup.rules.rule import Rule

__all__ = ["RULES", "Rule", "check", "of"]

RULES: tuple[Rule, ...] = (
    *aws.RULES,
    *pool.RULES,
    *senders.RULES,
    *client.RULES,
    *domain.RULES,
    *people.RULES,
    *pomerium.RULES,
    *across.RULES,
)


def check(setup: Setup) -> tuple[Fault, ...]:
    """All faults and warnings at once, in the order of the setup file's keys."""
    found = [fault for rule in RULES for fault in rule.faults(setup)]
    return tuple(sorted(found, key=lambda fault: _place(setup, fault.field)))


def of(setup: Setup, *fields: str) -> tuple[Fault, ...]:
    """Those of `check` whose field is one of these paths or lies below one."""
    return tuple(fault for fault in check(setup) if any(f"{fault.field}.".startswith(f"{each}.") for each in fields))


def _place(setup: Setup, field: str) -> tuple[int, ...]:
    """Where the field stands in a setup file that names every key."""
    place: list[int] = []
    value: object = setup
    for key in field.split("."):
        if isinstance(value, tuple):
            place.append(int(key))
            value = value[int(key)]
        else:
            place.append(model.keys(value).index(key))
            value = getattr(value, model.attribute(key))
    return tuple(place)

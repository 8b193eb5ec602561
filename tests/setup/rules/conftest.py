"""A setup without a fault, and how a row of a table is tried on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from wizard.setup import rules
from wizard.setup.fault import Fault
from wizard.setup.model import Setup

CORP = {
    "name": "corp-staff",
    "aws.region": "eu-west-1",
    "pool.name": "corp-staff",
    "domain.prefix": "corp-staff",
    "pomerium.authenticate_url": "https://authenticate.corp.example.com",
}
Changes = dict[str, Any]
Try = Callable[[str, Changes, Any, Changes], None]


def changed(setup: Setup, changes: Changes) -> Setup:
    for path, value in changes.items():
        setup = setup.replace(path, value)
    return setup


@pytest.fixture
def corp() -> Setup:
    return changed(Setup(), CORP)


@pytest.fixture
def faults(corp: Setup) -> Callable[[str, Changes], list[Fault]]:
    """The faults of one rule in the setup with these changes."""

    def found(rule: str, changes: Changes) -> list[Fault]:
        return [fault for fault in rules.check(changed(corp, changes)) if fault.rule == rule]

    return found


@pytest.fixture
def attempt(corp: Setup, faults: Callable[[str, Changes], list[Fault]]) -> Try:
    """The bad value has the rule's fault, with this fix; the fix mends it and breaks nothing; the good one has none."""

    def tried(rule: str, bad: Changes, fix: Any, good: Changes) -> None:
        found = faults(rule, bad)
        assert found, "the bad value has no fault"
        assert found[0].fix == fix
        assert not faults(rule, good), "the good value has one"
        if fix is None:
            return
        before = changed(corp, bad)
        after = before.replace(found[0].field, fix)
        assert len([each for each in rules.check(after) if each.rule == rule]) < len(found)
        stood = {(each.rule, each.level) for each in rules.check(before)}
        assert {(each.rule, each.level) for each in rules.check(after) if each.field == found[0].field} <= stood

    return tried

"""The walk once what was made is removed again."""

from __future__ import annotations

import pytest

from wizard.setup.model import Setup
from wizard.setup.walk import IDS, Walk

SETUP = Setup(name="corp").replace("aws.region", "eu-west-1").replace("pool.name", "corp").replace("domain.prefix", "c")


def done(at: str) -> Walk:
    """All is made, verified and saved; that step is shown."""
    return Walk(at, frozenset(IDS), applied=True, verified=True, saved=True)


@pytest.mark.parametrize("at", ["apply", "verify", "save"])
def test_review_comes_next_and_what_follows_is_closed(at: str) -> None:
    after = done(at).undone()
    assert (after.current, after.applied, after.verified, after.saved) == ("review", False, False, False)
    assert {i.state for i in after.items(SETUP, ()) if i.id in ("apply", "verify", "save")} == {"closed"}
    assert after.forward(SETUP, ()).current == "apply"


def test_an_earlier_page_stays_where_it_is() -> None:
    assert done("domain").undone().current == "domain"

"""The clock is compared with the Date of a real answer, unless that came out of a cache."""

import time
from dataclasses import replace

import pytest

from wizard.checks.clock import CHECK


@pytest.mark.parametrize(
    ("off", "state", "says"),
    [
        (0, "passed", ""),
        (40, "passed", ""),
        (-40, "passed", ""),
        (130, "passed", "2 minutes ahead of"),
        (-75, "passed", "1 minute behind"),
        (600, "failed", "10 minutes ahead of"),
        (-600, "failed", "10 minutes behind"),
    ],
)
def test_a_clock_that_is_off_is_told_by_how_much(target, off, state, says):
    outcome = CHECK.run(replace(target, clock=lambda: time.time() + off))
    assert outcome.state == state
    assert says in outcome.cause
    assert bool(outcome.cause) == bool(says) == ("NTP" in outcome.mend)


@pytest.mark.parametrize("headers", [{"Age": "700"}, {"Date": "yesterday"}])
def test_without_a_time_of_its_own_nothing_is_known(cognito, target, headers):
    cognito.answers["/eu-west-1_AbCdEf123/.well-known/openid-configuration"] = (200, headers, "{}")
    date = "yesterday" in headers.values()
    outcome = CHECK.run(replace(target, clock=lambda: 0.0 if not date else time.time()))
    assert outcome.state == ("passed" if date else "skipped")  # the server's own Date comes first

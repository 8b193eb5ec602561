"""Planning reads alone, and stops when somebody asks."""

import dataclasses

import pytest

from wizard.errors import Stopped
from wizard.events import Cancel, Progress
from wizard.jobs.plan import MakePlan


def test_planning_writes_nothing_and_says_what_it_does(world):
    planned = MakePlan(world.adapters, world.setup()).run(world.events.append, Cancel())
    assert planned.plan.count("create") == 5
    assert planned.snapshot.pool is None
    assert isinstance(world.events[0], Progress)
    assert world.writes() == []


def test_planning_stops_before_the_next_call(world, between):
    cancel = Cancel()
    asked = []

    def at(operation, call):
        asked.append(operation)
        cancel.wish()
        return call()

    watched = dataclasses.replace(world.adapters, session=between(world.adapters.session, at))
    with pytest.raises(Stopped):
        MakePlan(watched, world.setup()).run(world.events.append, cancel)
    assert len(asked) == 1


def test_a_prefix_of_another_pool_of_yours_is_refused_with_names(world):
    world.apply(world.setup())
    refused = world.plan(world.setup(name=f"{world.name}b", pool__name=f"{world.name}b")).refusals
    assert [fault.rule for fault in refused] == ["domain.prefix.yours"]
    assert refused[0].fix != world.name


def test_another_pool_of_the_same_name_is_told_and_left_alone(world):
    other = world.cognito.create_user_pool(PoolName=world.name)["UserPool"]["Id"]
    found = world.plan(world.setup())
    assert found.count("create") == 5
    assert other in found.notes[0]

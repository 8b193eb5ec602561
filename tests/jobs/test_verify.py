"""Verify on the stand-in's own login pages."""

import dataclasses

import pytest

from wizard.errors import AmazonRefused, FaultFound, InputRefused
from wizard.events import Cancel, Done, nobody
from wizard.jobs.verify import Verify, titles


def test_what_apply_made_passes_every_check_and_nothing_is_written(world):
    world.apply(world.setup())
    world.writes()
    found = Verify(world.adapters, world.setup(), patience=5).run(world.events.append, Cancel())
    assert found.passed
    assert found.error() is None
    assert [result.check.id for result in found.results] == [name for name, _, _ in titles(practice=True)]
    assert [e.of.id for e in world.events if isinstance(e, Done)][-1] == titles(practice=True)[-1][0]
    assert world.writes() == []


def test_a_callback_url_that_somebody_took_out_is_found(world):
    made = world.apply(world.setup()).snapshot
    ids = {"UserPoolId": made.pool_id, "ClientId": made.client_id}
    now = world.cognito.describe_user_pool_client(**ids)["UserPoolClient"]
    for key in ("ClientSecret", "CreationDate", "LastModifiedDate", "ClientType"):
        now.pop(key, None)
    world.cognito.update_user_pool_client(**{**now, "CallbackURLs": ["https://other.example.com/cb"]})
    found = Verify(world.adapters, world.setup(), patience=0).run(nobody, Cancel())
    assert not found.passed
    assert isinstance(found.error(), FaultFound)
    assert "callback" in str(found.error())


def test_an_oidc_side_that_cannot_be_reached_is_no_fault_of_the_set_up(world):
    world.apply(world.setup())
    closed = "http://127.0.0.1:9"
    away = dataclasses.replace(world.adapters, issuer_base=closed, login_base=closed)
    assert isinstance(Verify(away, world.setup(), patience=0).run(nobody, Cancel()).error(), AmazonRefused)


def test_nothing_made_is_a_fault_that_names_apply(world):
    with pytest.raises(FaultFound, match="Run apply"):
        Verify(world.adapters, world.setup()).run(nobody, Cancel())


def test_several_pools_ask_for_the_id_here_too(world):
    for _ in range(2):
        world.cognito.create_user_pool(PoolName=world.name, UserPoolTags={"pomerium-cognito:setup": world.name})
    with pytest.raises(InputRefused, match=r"pool\.id"):
        Verify(world.adapters, world.setup()).run(nobody, Cancel())

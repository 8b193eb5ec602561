"""Rendering: the secret in the text, dots in the masked one, and in no repr."""

import dataclasses

import pytest

from wizard.errors import FaultFound, InputRefused
from wizard.events import Cancel, nobody
from wizard.jobs.render import ReadSettings, Render
from wizard.pomerium.outputs import FORMATS
from wizard.vault import NoStore


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_carries_what_stands_at_amazon(world, name):
    made = world.apply(world.setup()).snapshot
    secret = made.client_secret.reveal()
    got = Render(world.adapters, world.setup(), name).run(nobody, Cancel())
    values = FORMATS[name].read(got.text)
    assert made.client_id in values.values()
    assert f"{world.adapters.issuer_base}/{made.pool_id}" in values.values()
    assert secret in values.values()
    assert secret not in got.masked
    assert secret not in repr(got)
    assert "practice mode" in got.text.splitlines()[0]


def test_settings_come_from_cognito_where_nothing_is_kept(world):
    made = world.apply(world.setup()).snapshot
    none = dataclasses.replace(world.adapters, store=NoStore())
    told = ReadSettings(none, world.setup()).run(nobody, Cancel())
    assert told.client_secret == made.client_secret
    assert made.client_secret.reveal() not in repr(told)


def test_nothing_made_and_several_matches_are_told_apart(world):
    with pytest.raises(FaultFound, match="no user pool"):
        Render(world.adapters, world.setup(), "env").run(nobody, Cancel())
    for _ in range(2):
        world.cognito.create_user_pool(PoolName=world.name, UserPoolTags={"pomerium-cognito:setup": world.name})
    with pytest.raises(InputRefused, match=r"pool\.id"):
        Render(world.adapters, world.setup(), "env").run(nobody, Cancel())


def test_what_amazon_does_not_have_yet_is_told(world):
    world.apply(world.setup())
    told = []
    Render(world.adapters, world.setup(), "env").run(told.append, Cancel())
    assert not [event for event in told if "Run apply" in getattr(event, "text", "")]
    ahead = world.setup().replace("client.scopes", ("openid", "email", "phone"))
    Render(world.adapters, ahead, "env").run(told.append, Cancel())
    assert [event.text for event in told if "App client" in getattr(event, "text", "")]

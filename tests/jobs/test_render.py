"""Rendering: the secret in the text, dots in the masked one, and in no repr."""

import base64
import dataclasses
import stat

import pytest
import yaml

from wizard.errors import FaultFound, InputRefused
from wizard.events import Cancel, nobody
from wizard.jobs.render import ReadSettings, Render
from wizard.jobs.save import Save
from wizard.pomerium.outputs import FORMATS
from wizard.setup.model import Output
from wizard.vault import NoStore

KINDS = ("client", "shared", "cookie")


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if not form.bare])
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


def test_pomeriums_own_secrets_are_made_on_request_and_then_stay(world):
    made = world.apply(world.setup()).snapshot
    without = ReadSettings(world.adapters, world.setup()).run(nobody, Cancel())
    assert (without.shared_secret, without.cookie_secret) == (None, None)
    first = ReadSettings(world.adapters, world.setup(), with_secrets=True).run(nobody, Cancel())
    for secret in (first.shared_secret, first.cookie_secret):
        assert len(base64.b64decode(secret.reveal(), validate=True)) == 32
    assert first.shared_secret != first.cookie_secret
    again = ReadSettings(world.adapters, world.setup()).run(nobody, Cancel())
    assert (again.shared_secret, again.cookie_secret) == (first.shared_secret, first.cookie_secret)
    text = Render(world.adapters, world.setup(), "config-yaml").run(nobody, Cancel())
    assert f"shared_secret: {first.shared_secret.reveal()}" in text.text.replace('"', "")
    assert first.shared_secret.reveal() not in text.masked + repr(text)
    assert made.client_id in text.text


def test_without_a_store_they_are_refused_and_not_made(world):
    world.apply(world.setup())
    none = dataclasses.replace(world.adapters, store=NoStore())
    with pytest.raises(InputRefused, match="nowhere to keep"):
        ReadSettings(none, world.setup(), with_secrets=True).run(nobody, Cancel())


def test_an_output_of_one_secret_asks_for_it_and_is_named_in_the_configuration(world, tmp_path):
    world.apply(world.setup())
    outputs = (Output("config-yaml", "config.yaml"), *(Output(f"{key}-secret-file", key) for key in KINDS))
    setup = world.setup(pomerium__outputs=outputs)
    told = []
    Save(world.adapters, setup, tmp_path).run(told.append, Cancel())
    config = yaml.safe_load((tmp_path / "config.yaml").read_text())
    for key, option in zip(KINDS, ("idp_client_secret", "shared_secret", "cookie_secret"), strict=True):
        assert config[f"{option}_file"] == str(tmp_path / key)
        assert option not in config
        data = (tmp_path / key).read_bytes()
        assert data == data.strip()
        assert stat.S_IMODE((tmp_path / key).stat().st_mode) == 0o600
    before = (tmp_path / "shared").read_bytes()
    Save(world.adapters, setup, tmp_path).run(told.append, Cancel())
    assert (tmp_path / "shared").read_bytes() == before

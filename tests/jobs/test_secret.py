"""Where the client secret comes from, and what is said where there is none."""

import dataclasses

import pytest

from wizard.errors import FaultFound, KeyringUnusable
from wizard.errors.keyring import silent
from wizard.events import Cancel, nobody
from wizard.jobs.plan import look
from wizard.jobs.secret import TryStore, client_secret, keep, key_of
from wizard.vault import NoStore, Secret


class Locked(NoStore):
    keeps = True

    def probe(self):
        raise KeyringUnusable(silent(25))

    def get(self, key):
        self.probe()


def test_the_store_goes_before_cognito_and_cognito_before_nothing(world):
    made = world.apply(world.setup()).snapshot
    shown = made.client_secret
    store = world.adapters.store
    assert client_secret(world.adapters, made) == shown
    store.put(key_of(made), Secret("newer0after0a0rotation"))
    assert client_secret(world.adapters, made) == Secret("newer0after0a0rotation")
    store.forget(key_of(made))
    assert client_secret(world.adapters, made) == shown
    with pytest.raises(FaultFound) as caught:
        client_secret(world.adapters, dataclasses.replace(made, client_secret=None))
    assert made.client_id in str(caught.value)
    assert shown.reveal() not in str(caught.value) + repr(made)


def test_what_the_store_has_is_not_overwritten(world):
    made = world.apply(world.setup()).snapshot
    world.adapters.store.put(key_of(made), Secret("newer"))
    assert keep(world.adapters, made) is False
    assert world.adapters.store.get(key_of(made)) == Secret("newer")
    none = dataclasses.replace(world.adapters, store=NoStore())
    assert keep(none, made) is False


def test_after_a_rotation_what_exists_is_told_with_the_stores_secret(world):
    made = world.apply(world.setup()).snapshot
    ids = {"UserPoolId": made.pool_id, "ClientId": made.client_id}
    old = world.cognito.list_user_pool_client_secrets(**ids)["ClientSecrets"][0]["ClientSecretId"]
    world.cognito.add_user_pool_client_secret(**ids)
    world.cognito.delete_user_pool_client_secret(**ids, ClientSecretId=old)
    assert look(world.adapters, world.setup(), nobody, Cancel()).client_secret == made.client_secret
    none = dataclasses.replace(world.adapters, store=NoStore())
    assert look(none, world.setup(), nobody, Cancel()).client_secret is None


def test_trying_the_store_says_which_it_is(world):
    assert TryStore(world.adapters).run(nobody, Cancel()).keeps
    with pytest.raises(KeyringUnusable):
        TryStore(dataclasses.replace(world.adapters, store=Locked())).run(nobody, Cancel())


def test_who_only_reads_hears_of_nothing_that_was_not_created(world):
    made = world.apply(world.setup()).snapshot
    with pytest.raises(KeyringUnusable) as caught:
        client_secret(dataclasses.replace(world.adapters, store=Locked()), made)
    assert "can't be read from it" in caught.value.why.means
    assert "created" not in caught.value.why.text

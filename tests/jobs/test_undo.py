"""An undo on the stand-in: what apply made goes, what others made stops it or stays, cut short it goes on."""

import dataclasses

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from wizard.cognito.calls import Calls
from wizard.errors import AmazonRefused, Explanation, InputRefused, KeyringUnusable, Stopped
from wizard.errors.keyring import NOWHERE
from wizard.events import Cancel
from wizard.jobs.secret import key_of
from wizard.jobs.undo import PlanUndo, Undo
from wizard.setup.model import Output, User


class Cut(BaseException):
    """As a process that is killed: nothing catches it."""


def undo(world, setup, folder, people=None, shown=None):
    return Undo(world.adapters, setup, folder, people, shown).run(world.events.append, Cancel())


def planned(world, setup, folder, people=None):
    return PlanUndo(world.adapters, setup, folder, people).run(world.events.append, Cancel()).plan


@pytest.fixture
def full(world):
    """A setup with all that apply can make."""
    return world.setup(
        groups=("admins",),
        users=(User("ada@corp.example.com", None, ("admins",)),),
        pomerium__outputs=(Output("config-yaml", "config.yaml"),),
    )


def test_all_of_ours_goes_with_its_secret_and_a_second_run_finds_nothing(world, full, tmp_path):
    key = key_of(world.apply(full).snapshot)
    (tmp_path / "config.yaml").write_text(f"idp_client_id: {key.client_id}\n")
    world.writes()
    done = undo(world, full, tmp_path, people=world.name)
    assert world.writes() == ["DeleteUserPoolDomain", "UpdateUserPool", "DeleteUserPool"]
    assert world.pools() == []
    assert world.adapters.store.get(key) is None
    assert done.files == (tmp_path / "config.yaml",)
    again = undo(world, full, tmp_path)
    assert (again.plan.empty, world.writes()) == (True, [])
    made = key_of(world.apply(full).snapshot)
    assert made.pool_id != key.pool_id
    assert world.adapters.store.get(made) is not None
    undo(world, full, tmp_path, people=world.name)


def test_accounts_go_only_with_the_pools_name_typed(world, full, tmp_path):
    world.apply(full)
    for typed in (None, "another"):
        with pytest.raises(InputRefused, match=r"accounts|is called"):
            undo(world, full, tmp_path, people=typed)
        (fault,) = planned(world, full, tmp_path, typed).refusals
        assert f"--delete-people {world.name}" in fault.mend
    assert len(world.pools()) == 1


@pytest.mark.parametrize("what", ["client", "provider", "server", "group", "domain"])
def test_what_others_put_into_our_pool_stops_it_named(world, tmp_path, what):
    setup = world.setup()
    pool = world.apply(setup).snapshot.pool_id
    cognito, ids = world.cognito, {"UserPoolId": pool}
    issuer = {
        "client_id": "a",
        "client_secret": "b",
        "attributes_request_method": "GET",
        "oidc_issuer": "https://idp.example.com",
        "authorize_scopes": "openid",
    }
    puts = {
        "client": lambda: cognito.create_user_pool_client(**ids, ClientName="portal"),
        "provider": lambda: cognito.create_identity_provider(
            **ids, ProviderName="Okta", ProviderType="OIDC", ProviderDetails=issuer
        ),
        "server": lambda: cognito.create_resource_server(**ids, Identifier="https://api.example.com", Name="api"),
        "group": lambda: cognito.create_group(**ids, GroupName="staff"),
        "domain": lambda: (
            cognito.delete_user_pool_domain(**ids, Domain=world.name),
            cognito.create_user_pool_domain(**ids, Domain=f"{world.name}-other"),
        ),
    }
    puts[what]()
    named = {"client": "portal", "provider": "Okta", "server": "https://api.example.com", "group": "staff"}
    world.writes()
    with pytest.raises(InputRefused) as caught:
        undo(world, setup, tmp_path)
    assert named.get(what, f"{world.name}-other") in str(caught.value)
    assert world.writes() == []


def test_a_failed_deletion_leaves_the_pool_protected(world, tmp_path, between):
    setup = world.setup()
    pool = world.apply(setup).snapshot.pool_id

    def at(operation, call):
        if operation == "delete_user_pool":
            text = "User pool cannot be deleted. It has a domain configured that should be deleted first."
            raise ClientError({"Error": {"Code": "InvalidParameterException", "Message": text}}, "DeleteUserPool")
        return call()

    adapters = dataclasses.replace(world.adapters, session=between(world.adapters.session, at))
    with pytest.raises(AmazonRefused):
        Undo(adapters, setup, tmp_path).run(world.events.append, Cancel())
    assert world.described(pool)["DeletionProtection"] == "ACTIVE"
    undo(world, setup, tmp_path)
    assert world.pools() == []


def test_cut_short_at_each_write_the_next_run_ends_it(world, full, tmp_path, monkeypatch):
    write = Calls.write
    for step in range(1, 20):
        key = key_of(world.apply(full).snapshot)
        left = [step]

        def cut(calls, *given, left=left, **more):
            left[0] -= 1
            if left[0] == 0:
                raise Cut
            answer = write(calls, *given, **more)
            left[0] -= 1
            if left[0] == 0:
                raise Cut
            return answer

        with monkeypatch.context() as patch:
            patch.setattr(Calls, "write", cut)
            try:
                undo(world, full, tmp_path, people=world.name)
            except Cut:
                ended = False
            else:
                ended = True
        undo(world, full, tmp_path, people=world.name)
        assert world.pools() == []
        assert world.adapters.store.get(key) is None
        if ended:
            break
    assert ended
    assert step > 6


def test_nothing_is_removed_that_was_not_shown(world, tmp_path):
    setup = world.setup()
    world.apply(setup)
    shown = planned(world, setup, tmp_path)
    assert not shown.empty
    with pytest.raises(InputRefused, match="Something changed"):
        undo(world, setup, tmp_path, shown=dataclasses.replace(shown, actions=shown.actions[:1]))
    assert len(world.pools()) == 1


def test_a_wish_to_stop_before_the_deletion_leaves_the_pool_protected(world, tmp_path, between):
    setup = world.setup()
    pool = world.apply(setup).snapshot.pool_id
    cancel = Cancel()

    def at(operation, call):
        answer = call()
        if operation == "update_user_pool":
            cancel.wish()
        return answer

    adapters = dataclasses.replace(world.adapters, session=between(world.adapters.session, at))
    with pytest.raises(Stopped):
        Undo(adapters, setup, tmp_path).run(world.events.append, cancel)
    assert world.described(pool)["DeletionProtection"] == "ACTIVE"


def test_a_deletion_whose_answer_was_lost_counts_as_done(world, tmp_path, between):
    setup = world.setup()
    key = key_of(world.apply(setup).snapshot)

    def at(operation, call):
        answer = call()
        if operation == "delete_user_pool":
            raise ReadTimeoutError(endpoint_url="https://cognito-idp.eu-west-1.amazonaws.com")
        return answer

    adapters = dataclasses.replace(world.adapters, session=between(world.adapters.session, at))
    done = Undo(adapters, setup, tmp_path).run(world.events.append, Cancel())
    assert (done.outcome.errors, world.pools()) == ({}, [])
    assert world.adapters.store.get(key) is None
    assert undo(world, setup, tmp_path).plan.empty


def test_on_another_computer_a_tagged_pool_goes_whole_with_the_secret_kept_there(world, tmp_path):
    setup = world.setup(domain__prefix=None)
    key = key_of(world.apply(setup).snapshot)
    elsewhere = dataclasses.replace(world.adapters, state=tmp_path)
    Undo(elsewhere, setup, tmp_path).run(world.events.append, Cancel())
    assert (world.pools(), world.adapters.store.get(key)) == ([], None)


def test_what_was_deleted_by_hand_takes_its_secret_along(world, tmp_path):
    setup = world.setup(pool__deletion_protection=False)
    key = key_of(world.apply(setup).snapshot)
    ids = {"UserPoolId": key.pool_id}
    world.cognito.delete_user_pool_domain(**ids, Domain=world.name)
    world.cognito.delete_user_pool(**ids)
    assert undo(world, setup, tmp_path).plan.empty
    assert world.adapters.store.get(key) is None


class Unasked:
    """A store that can't be asked, as on a server without a desktop."""

    name = "no keyring"
    keeps = True

    def forget(self, key):
        raise KeyringUnusable(Explanation("There is no keyring.", NOWHERE, "Start one."))


def test_a_store_that_cannot_be_asked_keeps_nothing_at_amazon_and_is_told_at_the_end(world, tmp_path):
    setup = world.setup()
    world.apply(setup)
    adapters = dataclasses.replace(world.adapters, store=Unasked())
    with pytest.raises(KeyringUnusable) as told:
        Undo(adapters, setup, tmp_path).run(world.events.append, Cancel())
    assert world.pools() == []
    assert told.value.why.happened == "There is no keyring."
    assert "gone at Amazon" in told.value.why.text
    assert NOWHERE not in told.value.why.text


def test_an_error_of_a_removal_goes_before_the_store(world, tmp_path, between):
    setup = world.setup()
    world.apply(setup)

    def at(operation, call):
        if operation == "delete_user_pool":
            raise ClientError({"Error": {"Code": "AccessDeniedException", "Message": "no"}}, "DeleteUserPool")
        return call()

    adapters = dataclasses.replace(world.adapters, store=Unasked(), session=between(world.adapters.session, at))
    with pytest.raises(AmazonRefused):
        Undo(adapters, setup, tmp_path).run(world.events.append, Cancel())

"""An undo in a pool that was there before: each thing of ours goes, each value comes back, all else stays."""

import dataclasses
import random

import pytest

from wizard.cognito.calls import Calls
from wizard.events import Cancel
from wizard.jobs.secret import key_of
from wizard.jobs.undo import PlanUndo, Undo
from wizard.setup.model import User


class Cut(BaseException):
    """As a process that is killed: nothing catches it."""


def undo(world, setup, folder, people=None):
    return Undo(world.adapters, setup, folder, people).run(world.events.append, Cancel())


def planned(world, setup, folder, people=None):
    return PlanUndo(world.adapters, setup, folder, people).run(world.events.append, Cancel()).plan


@pytest.fixture
def theirs(world):
    """The id of a pool that was there before, with an app client, a group and a person of somebody else's."""
    cognito = world.cognito
    pool = cognito.create_user_pool(PoolName=f"{world.name} theirs", UsernameAttributes=["email"])["UserPool"]["Id"]
    cognito.create_user_pool_client(UserPoolId=pool, ClientName="portal", GenerateSecret=True)
    cognito.create_group(UserPoolId=pool, GroupName="staff")
    cognito.admin_create_user(UserPoolId=pool, Username="eve@corp.example.com")
    return pool


def everything(world, pool):
    """All that is in a pool, as Amazon describes it, without dates."""
    cognito, ids = world.cognito, {"UserPoolId": pool}
    users = cognito.list_users(**ids)["Users"]
    rows = [
        world.described(pool),
        cognito.get_user_pool_mfa_config(**ids),
        *(world.described(pool, client) for client in sorted(world.clients(pool))),
        *cognito.list_groups(**ids)["Groups"],
        *users,
        *cognito.list_resource_servers(**ids, MaxResults=50)["ResourceServers"],
        *(cognito.admin_list_groups_for_user(**ids, Username=user["Username"])["Groups"] for user in users),
    ]
    dates = ("CreationDate", "LastModifiedDate", "UserCreateDate", "UserLastModifiedDate", "ResponseMetadata")
    return [{k: v for k, v in row.items() if k not in dates} if isinstance(row, dict) else row for row in rows]


@pytest.fixture
def adopting(world, theirs):
    """A setup that adopts that pool, and has apply make and change all that it can."""
    ada, eve = (User(f"{name}@corp.example.com", None, ("admins", "staff")) for name in ("ada", "eve"))
    more = {"pool__mfa": "optional", "pool__password__minimum_length": 20, "pool__deletion_protection": True}
    return world.setup(pool__id=theirs, pool__name=f"{world.name} theirs", groups=("admins",), users=(ada, eve), **more)


def test_a_pool_that_was_there_keeps_all_but_what_we_made_and_gets_its_values_back(world, tmp_path):
    cognito = world.cognito
    pool = cognito.create_user_pool(PoolName=world.name, UsernameAttributes=["email"])["UserPool"]["Id"]
    theirs = cognito.create_user_pool_client(UserPoolId=pool, ClientName="portal")["UserPoolClient"]["ClientId"]
    cognito.create_group(UserPoolId=pool, GroupName="staff")
    cognito.admin_create_user(UserPoolId=pool, Username="eve@corp.example.com")
    before = world.described(pool), world.described(pool, theirs)
    setup = world.setup(
        pool__id=pool,
        pool__deletion_protection=True,
        groups=("admins",),
        users=(User("eve@corp.example.com", None, ("admins", "staff")),),
    )
    key = key_of(world.apply(setup).snapshot)
    assert world.described(pool) != before[0]
    done = undo(world, setup, tmp_path)
    assert {action.id for action in done.plan.actions} >= {
        f"undo:client:{key.client_id}",
        f"undo:domain:{world.name}",
        "undo:pool",
    }
    after = world.described(pool)
    assert (after, world.described(pool, theirs)) == before
    assert world.clients(pool) == [theirs]
    groups = [row["GroupName"] for row in cognito.list_groups(UserPoolId=pool)["Groups"]]
    assert groups == ["staff"]
    (eve,) = cognito.list_users(UserPoolId=pool)["Users"]
    assert cognito.admin_list_groups_for_user(UserPoolId=pool, Username=eve["Username"])["Groups"] == []
    assert world.adapters.store.get(key) is None
    assert undo(world, setup, tmp_path).plan.empty


def test_an_adopted_client_gets_its_old_settings_unless_somebody_changed_them_since(world, tmp_path):
    cognito = world.cognito
    pool = cognito.create_user_pool(PoolName=world.name)["UserPool"]["Id"]
    ids = {"UserPoolId": pool}
    old = {"CallbackURLs": ["https://portal.example.com/cb"], "LogoutURLs": ["https://portal.example.com/out"]}
    flows = {"AllowedOAuthFlows": ["code"], "AllowedOAuthFlowsUserPoolClient": True, "AllowedOAuthScopes": ["openid"]}
    made = cognito.create_user_pool_client(
        **ids, ClientName="portal", GenerateSecret=True, SupportedIdentityProviders=["COGNITO"], **old, **flows
    )["UserPoolClient"]["ClientId"]
    before = world.described(pool, made)
    setup = world.setup(pool__id=pool, client__id=made)
    world.apply(setup)
    now = world.described(pool, made)
    assert now != before
    sent = {key: value for key, value in now.items() if key not in ("ClientSecret", "ClientType")}
    cognito.update_user_pool_client(**sent | {"CallbackURLs": ["https://new.example.com"]})
    plan = planned(world, setup, tmp_path)
    assert any("Callback URLs" in note for note in plan.notes)
    undo(world, setup, tmp_path)
    assert world.described(pool, made) == {**before, "CallbackURLs": ["https://new.example.com"]}
    assert undo(world, setup, tmp_path).plan.empty


def test_an_apply_that_was_cut_short_anywhere_is_undone(world, theirs, adopting, tmp_path, monkeypatch):
    before = everything(world, theirs)
    write = Calls.write
    for step in range(1, 40):
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

        def lost(calls, operation, client, request, again, left=left, tried=Calls._tried):
            answer = tried(calls, operation, client, request, again)
            left[0] -= 0 if operation.startswith(("describe", "list", "get", "admin_list")) else 1
            if left[0] == 0:
                raise Cut
            return answer

        with monkeypatch.context() as patch:
            patch.setattr(Calls, "write", cut)
            patch.setattr(Calls, "_tried", lost)
            try:
                world.apply(adopting)
            except Cut:
                ended = False
            else:
                ended = True
        undo(world, adopting, tmp_path, people=f"{world.name} theirs")
        assert everything(world, theirs) == before
        assert undo(world, adopting, tmp_path).plan.empty
        if ended:
            break
    assert ended
    assert step > 15


def test_what_another_one_made_at_the_same_moment_stays(world, theirs, tmp_path, between):
    setup = world.setup(
        pool__id=theirs, pool__name=None, groups=("admins",), users=(User("ada@corp.example.com", None, ()),)
    )
    ids = {"UserPoolId": theirs}

    def at(operation, call):
        if operation == "create_group":
            world.cognito.create_group(**ids, GroupName="admins")
        if operation == "admin_create_user":
            world.cognito.admin_create_user(**ids, Username="ada@corp.example.com")
        return call()

    world.apply(setup, adapters=dataclasses.replace(world.adapters, session=between(world.adapters.session, at)))
    undo(world, setup, tmp_path)
    assert "admins" in [row["GroupName"] for row in world.cognito.list_groups(**ids)["Groups"]]
    assert len(world.cognito.list_users(**ids)["Users"]) == 2


def test_somebody_of_ours_is_found_among_many(world, theirs, tmp_path):
    for number in range(70):
        name = f"p{number}@corp.example.com"
        world.cognito.admin_create_user(UserPoolId=theirs, Username=name, MessageAction="SUPPRESS")
    setup = world.setup(pool__id=theirs, pool__name=None, users=(User("ada@corp.example.com", None, ()),))
    world.apply(setup)
    (fault,) = planned(world, setup, tmp_path).refusals
    assert "ada@corp.example.com" in fault.message
    assert "p1@" not in fault.message
    undo(world, setup, tmp_path, people=f"{world.name} theirs")
    pages = world.cognito.get_paginator("list_users").paginate(UserPoolId=theirs)
    emails = {
        a["Value"] for page in pages for user in page["Users"] for a in user["Attributes"] if a["Name"] == "email"
    }
    assert "ada@corp.example.com" not in emails
    assert {"eve@corp.example.com", "p69@corp.example.com"} <= emails


def test_what_somebody_removed_since_is_not_removed_again(world, theirs, adopting, tmp_path):
    cognito, ids = world.cognito, {"UserPoolId": theirs}
    world.apply(adopting)
    undo_of = planned(world, adopting, tmp_path, f"{world.name} theirs")
    assert not undo_of.empty
    cognito.delete_group(**ids, GroupName="admins")
    for user in cognito.list_users(**ids)["Users"]:
        cognito.admin_remove_user_from_group(**ids, Username=user["Username"], GroupName="staff")
    plan = planned(world, adopting, tmp_path, f"{world.name} theirs")
    assert not [action.id for action in plan.actions if action.kind in ("undo group", "undo member")]
    undo(world, adopting, tmp_path, people=f"{world.name} theirs")
    assert undo(world, adopting, tmp_path).plan.empty


def test_what_was_not_set_before_is_not_set_after(world, theirs, tmp_path):
    made = world.cognito.create_user_pool_client(UserPoolId=theirs, ClientName="old", GenerateSecret=True)
    client = made["UserPoolClient"]["ClientId"]
    before = everything(world, theirs)
    assert "LogoutURLs" not in world.described(theirs, client)
    setup = world.setup(pool__id=theirs, pool__name=None, client__id=client, client__id_token_minutes=30)
    key = key_of(world.apply(setup).snapshot)
    undo(world, setup, tmp_path)
    assert everything(world, theirs) == before
    assert world.adapters.store.get(key) is not None  # the client is still there, and this may be its only copy


def test_a_pool_that_an_earlier_apply_made_is_told_of(world, theirs, tmp_path):
    first = world.apply(world.setup()).snapshot.pool_id
    setup = world.setup(pool__id=theirs, pool__name=None)
    assert first in planned(world, setup, tmp_path).notes[-1]
    undo(world, world.setup(pool__id=first), tmp_path)
    assert world.pools() == []
    assert first not in str(planned(world, setup, tmp_path).notes)


def test_in_a_pool_of_others_random_objects_stay_as_they_are(world, tmp_path):
    dice = random.Random(7)
    cognito = world.cognito
    pool = cognito.create_user_pool(PoolName=world.name)["UserPool"]["Id"]
    for number in range(12):
        kind = dice.choice(("client", "group", "user", "server"))
        name = f"{kind}{number}"
        if kind == "client":
            cognito.create_user_pool_client(UserPoolId=pool, ClientName=name, GenerateSecret=dice.random() < 0.5)
        elif kind == "group":
            cognito.create_group(UserPoolId=pool, GroupName=name, Precedence=number)
        elif kind == "user":
            cognito.admin_create_user(UserPoolId=pool, Username=name, MessageAction="SUPPRESS")
        else:
            cognito.create_resource_server(UserPoolId=pool, Identifier=name, Name=name)

    before = everything(world, pool)
    setup = world.setup(pool__id=pool, groups=("admins",))
    world.apply(setup)
    undo(world, setup, tmp_path)
    assert everything(world, pool) == before

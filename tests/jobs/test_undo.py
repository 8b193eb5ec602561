"""An undo on the stand-in: what apply made goes, what others made stops it or stays, cut short it goes on."""

import dataclasses
import random

import pytest
from botocore.exceptions import ClientError

from wizard.cognito.calls import Calls
from wizard.errors import AmazonRefused, InputRefused
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

    def everything():
        clients = [world.described(pool, client) for client in sorted(world.clients(pool))]
        groups = cognito.list_groups(UserPoolId=pool)["Groups"]
        users = cognito.list_users(UserPoolId=pool)["Users"]
        servers = cognito.list_resource_servers(UserPoolId=pool, MaxResults=50)["ResourceServers"]
        return world.described(pool), clients, groups, users, servers

    before = everything()
    setup = world.setup(pool__id=pool, groups=("admins",))
    world.apply(setup)
    undo(world, setup, tmp_path)
    assert everything() == before

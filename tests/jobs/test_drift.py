"""What somebody changed in the console since: shown field by field, put back by apply, or taken into the setup file."""

import pytest

from wizard.errors import InputRefused
from wizard.events import Cancel
from wizard.jobs.accept import accept, acceptable
from wizard.jobs.plan import MakePlan
from wizard.setup import file
from wizard.setup.model import Setup


def whole(described, without):
    """What an update needs so that it changes nothing else, as the console sends it."""
    kept = {key: value for key, value in described.items() if key not in without}
    kept.get("AdminCreateUserConfig", {}).pop("UnusedAccountValidityDays", None)
    return kept


def change_pool(world, pool, **changed):
    readable = world.cognito.meta.service_model.operation_model("UpdateUserPool").input_shape.members
    now = world.cognito.describe_user_pool(UserPoolId=pool)["UserPool"]
    sent = {key: value for key, value in whole(now, ()).items() if key in readable}
    for path, value in changed.items():
        *above, last = path.split("__")
        level = sent
        for key in above:
            level = level.setdefault(key, {})
        level[last] = value
    world.cognito.update_user_pool(**{**sent, "UserPoolId": pool})


def change_client(world, pool, client, **changed):
    readable = world.cognito.meta.service_model.operation_model("UpdateUserPoolClient").input_shape.members
    now = world.described(pool, client)
    sent = {key: value for key, value in now.items() if key in readable}
    world.cognito.update_user_pool_client(**{**sent, **changed})


CLASSIC = {"ManagedLoginVersion": 1}
CHANGES = {
    "self sign-up": (lambda w, p, c: change_pool(w, p, AdminCreateUserConfig__AllowAdminCreateUserOnly=False),
                     {"pool.self_sign_up"}),
    "protection": (lambda w, p, c: change_pool(w, p, DeletionProtection="INACTIVE"), {"pool.deletion_protection"}),
    "password": (lambda w, p, c: change_pool(w, p, Policies__PasswordPolicy__MinimumLength=8),
                 {"pool.password.minimum_length"}),
    "tier": (lambda w, p, c: change_pool(w, p, UserPoolTier="PLUS"), {"pool.tier"}),
    "second factor": (lambda w, p, c: w.cognito.set_user_pool_mfa_config(UserPoolId=p, MfaConfiguration="OFF"),
                      {"pool.mfa", "pool.mfa_methods"}),
    "scopes": (lambda w, p, c: change_client(w, p, c, AllowedOAuthScopes=["openid", "email", "phone", "profile"]),
               {"client.scopes"}),
    "name": (lambda w, p, c: change_client(w, p, c, ClientName="other"), {"client.name"}),
    "lifetime": (lambda w, p, c: change_client(w, p, c, IdTokenValidity=5), {"client.id_token_minutes"}),
    "login page": (lambda w, p, c: w.cognito.update_user_pool_domain(UserPoolId=p, Domain=w.name, **CLASSIC),
                   {"domain.managed_login"}),
    "revocation": (lambda w, p, c: change_client(w, p, c, EnableTokenRevocation=False), {""}),
    "who has an account": (lambda w, p, c: change_client(w, p, c, PreventUserExistenceErrors="LEGACY"), {""}),
}  # fmt: skip


def planned(world, setup):
    return MakePlan(world.adapters, setup).run(world.events.append, Cancel())


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_shown_as_drift_and_apply_puts_it_back(world, name):
    setup = world.setup()
    made = world.apply(setup).snapshot
    before = world.described(made.pool_id), world.described(made.pool_id, made.client_id)
    change, paths = CHANGES[name]
    change(world, made.pool_id, made.client_id)
    plan = planned(world, setup).plan
    fields = [field for action in plan.actions for field in action.fields]
    assert {field.path for field in fields} == paths
    assert all(field.drift for field in fields if field.path != "pool.mfa_methods")
    world.apply(setup)
    assert (world.described(made.pool_id), world.described(made.pool_id, made.client_id)) == before
    assert world.plan(setup).empty


@pytest.mark.parametrize("name", [name for name, (_, paths) in CHANGES.items() if paths != {""}])
def test_each_change_can_be_taken_into_the_file_instead(world, name):
    setup = world.setup()
    text = file.render(setup) + "# a comment of mine\n"
    setup = file.parse(text).setup
    made = world.apply(setup).snapshot
    change, paths = CHANGES[name]
    change(world, made.pool_id, made.client_id)
    found = planned(world, setup)
    assert {field.path for field in acceptable(found.plan)} == paths
    taken = accept(setup, found.plan, found.snapshot, ["all"])
    changed = file.update(text, taken.setup)
    assert changed.endswith("# a comment of mine\n")
    assert _differing(setup, file.parse(changed).setup) <= paths
    assert world.plan(file.parse(changed).setup).empty


def _differing(one: Setup, other: Setup) -> set[str]:
    return {path for _, paths in CHANGES.values() for path in paths if path and one.get(path) != other.get(path)}


def test_a_wish_of_the_file_is_no_drift(world):
    setup = world.setup()
    world.apply(setup)
    (action,) = world.plan(setup.replace("client.id_token_minutes", 30)).actions
    assert [field.drift for field in action.fields] == [False]


def test_of_a_pool_of_others_only_named_keys_count(world):
    pool = world.cognito.create_user_pool(PoolName=world.name)["UserPool"]["Id"]
    setup = world.setup(pool__id=pool)
    world.apply(setup)
    change_pool(world, pool, DeletionProtection="ACTIVE")
    assert world.plan(setup).empty


def test_what_does_not_differ_cant_be_taken(world):
    setup = world.setup()
    world.apply(setup)
    found = planned(world, setup)
    with pytest.raises(InputRefused, match="Nothing differs"):
        accept(setup, found.plan, found.snapshot, ["pool.mfa"])

"""What somebody changed in the console since: shown field by field, put back by apply, or taken into the setup file."""

import dataclasses

import pytest

from wizard.errors import InputRefused
from wizard.events import Cancel
from wizard.jobs.accept import accept, acceptable, drifts, keyless
from wizard.jobs.plan import MakePlan
from wizard.setup import file, rules
from wizard.setup.model import User

ADA = User("ada@corp.example.com", None, ("admins",))
MAIL = "arn:aws:ses:eu-west-1:123456789012:identity/corp.example.com"
BASE = "https://{name}.example.com"


def change_pool(world, pool, **changed):
    """As the console does it: the whole, with one member changed."""
    readable = world.cognito.meta.service_model.operation_model("UpdateUserPool").input_shape.members
    now = world.cognito.describe_user_pool(UserPoolId=pool)["UserPool"]
    sent = {key: value for key, value in now.items() if key in readable}
    sent.get("AdminCreateUserConfig", {}).pop("UnusedAccountValidityDays", None)
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


def pool_with(**changed):
    return lambda world, pool, client: change_pool(world, pool, **changed)


def client_with(**changed):
    return lambda world, pool, client: change_client(world, pool, client, **changed)


def factors(**changed):
    def change(world, pool, client):
        world.cognito.set_user_pool_mfa_config(UserPoolId=pool, **changed)

    return change


def more_urls(member):
    def change(world, pool, client):
        now = world.described(pool, client)[member]
        change_client(world, pool, client, **{member: [*now, "https://else.example.com/cb"]})

    return change


def classic(world, pool, client):
    world.cognito.update_user_pool_domain(UserPoolId=pool, Domain=world.name, ManagedLoginVersion=1)


def retagged(world, pool, client):
    tags = world.described(pool)["UserPoolTags"]
    change_pool(world, pool, UserPoolTags=tags | {"cost": "8"})


TOTP = {"SoftwareTokenMfaConfiguration": {"Enabled": True}}
KEYED = {  # what somebody does, and the keys of the setup that stand for it
    "name": (pool_with(PoolName="renamed"), {"pool.name"}),
    "self sign-up": (pool_with(AdminCreateUserConfig__AllowAdminCreateUserOnly=False), {"pool.self_sign_up"}),
    "protection": (pool_with(DeletionProtection="INACTIVE"), {"pool.deletion_protection"}),
    "length": (pool_with(Policies__PasswordPolicy__MinimumLength=8), {"pool.password.minimum_length"}),
    "lower case": (pool_with(Policies__PasswordPolicy__RequireLowercase=False), {"pool.password.require_lowercase"}),
    "upper case": (pool_with(Policies__PasswordPolicy__RequireUppercase=False), {"pool.password.require_uppercase"}),
    "numbers": (pool_with(Policies__PasswordPolicy__RequireNumbers=False), {"pool.password.require_numbers"}),
    "symbols": (pool_with(Policies__PasswordPolicy__RequireSymbols=False), {"pool.password.require_symbols"}),
    "first password": (
        pool_with(Policies__PasswordPolicy__TemporaryPasswordValidityDays=30),
        {"pool.password.temporary_days"},
    ),
    "tier": (pool_with(UserPoolTier="PLUS"), {"pool.tier"}),
    "mail": (
        pool_with(EmailConfiguration={"EmailSendingAccount": "DEVELOPER", "SourceArn": MAIL}),
        {"pool.email"},
    ),
    "tag": (retagged, {"pool.tags"}),
    "no factor": (factors(MfaConfiguration="OFF"), {"pool.mfa"}),
    "factor for all": (factors(MfaConfiguration="ON", **TOTP), {"pool.mfa"}),
    "client's name": (client_with(ClientName="other"), {"client.name"}),
    "more scopes": (client_with(AllowedOAuthScopes=["openid", "email", "phone", "profile"]), {"client.scopes"}),
    "fewer scopes": (client_with(AllowedOAuthScopes=["openid", "email"]), {"client.scopes"}),
    "callback": (more_urls("CallbackURLs"), {"client.callback_urls"}),
    "sign-out": (more_urls("LogoutURLs"), {"client.logout_urls"}),
    "id token": (client_with(IdTokenValidity=5), {"client.id_token_minutes"}),
    "access token": (
        client_with(TokenValidityUnits={"AccessToken": "hours", "IdToken": "minutes", "RefreshToken": "days"},
                    AccessTokenValidity=2),
        {"client.access_token_minutes"},
    ),
    "refresh token": (client_with(RefreshTokenValidity=7), {"client.refresh_token_days"}),
    "login page": (classic, {"domain.managed_login"}),
}  # fmt: skip
KEYLESS = {  # what no key stands for: the label under which it is shown
    "revocation": (client_with(EnableTokenRevocation=False), "Tokens can be revoked"),
    "who has an account": (client_with(PreventUserExistenceErrors="LEGACY"), "Who has an account stays hidden"),
    "password flow": (
        client_with(ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]),
        "Ways to get tokens",
    ),
    "implicit grant": (client_with(AllowedOAuthFlows=["code", "implicit"]), "Flows"),
    "verified": (pool_with(AutoVerifiedAttributes=[]), "Verified by Amazon"),
    "recovery": (
        pool_with(AccountRecoverySetting={"RecoveryMechanisms": [{"Priority": 1, "Name": "admin_only"}]}),
        "Forgotten passwords by",
    ),
    "issuer": (pool_with(IssuerConfiguration={"Type": "UPDATED"}), "Form of the issuer"),
}


def planned(world, setup):
    return MakePlan(world.adapters, setup).run(world.events.append, Cancel())


def standing(world, made):
    found = world.cognito.describe_user_pool_domain(Domain=world.name)["DomainDescription"]
    factor = world.cognito.get_user_pool_mfa_config(UserPoolId=made.pool_id)
    return (
        world.described(made.pool_id),
        world.described(made.pool_id, made.client_id),
        found.get("ManagedLoginVersion"),
        factor["MfaConfiguration"],
        factor.get("SoftwareTokenMfaConfiguration"),
    )


def made_with(world, named):
    """A setup whose file names every key, or next to none, and what apply made of it."""
    setup = world.setup(pool__tags=(("cost", "7"),))
    if named:
        setup = file.parse(file.render(setup) + "# a comment of mine\n").setup
    return setup, world.apply(setup).snapshot


@pytest.mark.parametrize("named", [True, False], ids=["every key named", "keys left at their defaults"])
@pytest.mark.parametrize("name", [*KEYED, *KEYLESS])
def test_each_change_alone_is_shown_as_drift_and_apply_puts_it_back(world, name, named):
    setup, made = made_with(world, named)
    before = standing(world, made)
    change, told = (KEYED | KEYLESS)[name]
    change(world, made.pool_id, made.client_id)
    assert standing(world, made) != before
    plan = planned(world, setup).plan
    fields = [field for action in plan.actions for field in action.fields]
    assert fields
    assert all(field.drift for field in fields)
    assert all(field.since.startswith("20") for field in fields)
    if name in KEYED:
        assert {field.path for field in fields if field.path} == told
    else:
        assert [(field.field, field.path) for field in fields] == [(told, "")]
        assert keyless(plan) == tuple(fields)
    world.apply(setup)
    assert standing(world, made) == before
    assert world.plan(setup).empty


@pytest.mark.parametrize("named", [True, False], ids=["every key named", "keys left at their defaults"])
@pytest.mark.parametrize("name", KEYED)
def test_each_change_can_be_taken_into_the_file_instead(world, name, named):
    setup, made = made_with(world, named)
    text = file.update(file.render(world.setup()) if named else "version: 1  # mine\n", setup)
    change, paths = KEYED[name]
    change(world, made.pool_id, made.client_id)
    before = standing(world, made)
    found = planned(world, setup)
    assert set(acceptable(found.plan)) == paths
    taken = accept(setup, found.plan, found.snapshot, ["all"])
    assert set(taken.paths) == paths
    then = file.parse(file.update(text, taken.setup))
    assert then.faults == ()
    assert differing(setup, then.setup) == paths
    assert world.plan(then.setup).empty
    world.apply(then.setup)
    assert standing(world, made) == before


def differing(one, other):
    """Keys of two setups that say different things."""

    def leaves(value, above=""):
        if not dataclasses.is_dataclass(value):
            return {above: value}
        found = {}
        for each in dataclasses.fields(value):
            if each.name != "named":
                path = f"{above}.{each.name.rstrip('_')}".lstrip(".")
                found |= leaves(getattr(value, each.name), path)
        return found

    now, then = leaves(one), leaves(other)
    paths = {path for path in now.keys() | then.keys() if now.get(path) != then.get(path)}
    return {"pool.email" if path.startswith("pool.email") else path for path in paths}


def test_all_at_once_as_one_who_knows_the_console(world):
    setup, made = made_with(world, named=False)
    before = standing(world, made)
    for name in ("self sign-up", "protection", "callback", "fewer scopes", "revocation", "login page", "no factor"):
        (KEYED | KEYLESS)[name][0](world, made.pool_id, made.client_id)
    found = planned(world, setup)
    taken = accept(setup, found.plan, found.snapshot, ["client.callback_urls", "pool.mfa"])
    assert taken.paths == ("pool.mfa", "client.callback_urls")
    world.apply(taken.setup)
    after = standing(world, made)
    assert after[1]["CallbackURLs"] != before[1]["CallbackURLs"]
    assert after[3] == "OFF"
    assert {**after[1], "CallbackURLs": 0} == {**before[1], "CallbackURLs": 0}
    assert after[:1] + after[2:3] == before[:1] + before[2:3] or after[0]["MfaConfiguration"] == "OFF"
    assert world.plan(taken.setup).empty


def test_a_wish_of_the_file_is_no_drift(world):
    setup = world.setup()
    world.apply(setup)
    (action,) = world.plan(setup.replace("client.id_token_minutes", 30)).actions
    assert [(field.drift, field.since) for field in action.fields] == [(False, "")]
    (action,) = world.plan(setup.replace("pool.mfa", "required")).actions
    assert [field.drift for field in action.fields] == [False]
    (action,) = world.plan(setup.replace("domain.managed_login", False)).actions
    assert [field.drift for field in action.fields] == [False]


def test_the_day_is_that_of_the_last_apply(world):
    setup = world.setup()
    made = world.apply(setup).snapshot
    setup = setup.replace("client.id_token_minutes", 30)
    world.apply(setup)
    change_client(world, made.pool_id, made.client_id, IdTokenValidity=9)
    (field,) = drifts(world.plan(setup))
    after = [e for e in world.adapters.journal(setup.name).entries() if e.operation == "update_user_pool_client"]
    assert (field.before, field.after, field.since) == ("9 minutes", "30 minutes", after[-1].at)


def test_without_a_journal_a_default_that_was_changed_is_a_drift_of_no_day(world, tmp_path):
    setup = world.setup()
    made = world.apply(setup).snapshot
    change_pool(world, made.pool_id, DeletionProtection="INACTIVE")
    elsewhere = dataclasses.replace(world.adapters, state=tmp_path / "elsewhere")
    found = MakePlan(elsewhere, setup).run(world.events.append, Cancel()).plan
    assert [(f.path, f.drift, f.since) for f in drifts(found)] == [("pool.deletion_protection", True, "")]


def test_of_a_pool_of_others_only_named_keys_count(world):
    pool = world.cognito.create_user_pool(PoolName=world.name)["UserPool"]["Id"]
    client = world.cognito.create_user_pool_client(UserPoolId=pool, ClientName="pomerium", GenerateSecret=True)
    setup = world.setup(pool__id=pool, pool__tier="essentials")
    made = world.apply(setup).snapshot
    assert made.client_id == client["UserPoolClient"]["ClientId"]  # found by its name, so not made
    change_pool(world, pool, DeletionProtection="ACTIVE", AutoVerifiedAttributes=["email"])
    change_client(world, pool, made.client_id, IdTokenValidity=5, EnableTokenRevocation=False, ClientName="pomerium")
    assert world.plan(setup).empty
    change_pool(world, pool, UserPoolTier="PLUS")
    (field,) = drifts(world.plan(setup.replace("pool.tier", "essentials"))) or [None]
    assert field is None  # it was so before apply came: a wish


def test_a_pool_of_ours_with_its_ids_in_the_file_is_as_one_of_others(world):
    setup = world.setup()
    made = world.apply(setup).snapshot
    adopted = setup.replace("pool.id", made.pool_id).replace("client.id", made.client_id)
    change_pool(world, made.pool_id, DeletionProtection="INACTIVE")
    change_client(world, made.pool_id, made.client_id, EnableTokenRevocation=False, IdTokenValidity=5)
    assert world.plan(adopted).empty
    assert {field.path for field in drifts(world.plan(setup))} == {
        "pool.deletion_protection",
        "client.id_token_minutes",
        "",
    }


def test_a_tag_that_somebody_took_does_not_make_the_pool_anothers(world):
    setup = world.setup()
    made = world.apply(setup).snapshot
    change_pool(world, made.pool_id, UserPoolTags={}, DeletionProtection="INACTIVE")
    assert {field.field for field in drifts(world.plan(setup))} == {"Tags", "Deletion protection"}
    world.apply(setup)
    assert world.plan(setup).empty
    assert len(world.pools()) == 1


def test_what_was_removed_is_said_to_be_and_made_again(world):
    setup = world.setup(groups=("admins", "it"), users=(ADA,))
    made = world.apply(setup).snapshot
    pool, cognito = made.pool_id, world.cognito
    cognito.delete_group(UserPoolId=pool, GroupName="admins")
    cognito.delete_user_pool_domain(UserPoolId=pool, Domain=world.name)
    cognito.delete_user_pool_client(UserPoolId=pool, ClientId=made.client_id)
    plan = world.plan(setup)
    removed = {action.id: action.fields[0] for action in plan.actions if action.fields and action.fields[0].drift}
    assert {name: field.path for name, field in removed.items()} == {
        "client": "",
        "domain": "",
        "group:admins": "groups",
        "user:ada@corp.example.com": "users",
    }
    assert "another ID and secret" in next(a.sentence for a in plan.actions if a.id == "client")
    world.apply(setup)
    assert world.plan(setup).empty
    assert not any(field.drift for action in world.plan(setup.replace("groups", ("admins", "it", "new"))).actions
                   for field in action.fields)  # fmt: skip


def test_groups_and_people_that_somebody_removed_can_leave_the_file(world):
    bob = User("bob@corp.example.com", None, ("it",))
    setup = world.setup(groups=("admins", "it"), users=(ADA, bob))
    made = world.apply(setup).snapshot
    world.cognito.delete_group(UserPoolId=made.pool_id, GroupName="admins")
    name = world.cognito.list_users(UserPoolId=made.pool_id, Filter='email = "bob@corp.example.com"')
    world.cognito.admin_delete_user(UserPoolId=made.pool_id, Username=name["Users"][0]["Username"])
    setup = setup.replace("groups", ("admins", "it", "new"))
    found = planned(world, setup)
    taken = accept(setup, found.plan, found.snapshot, ["groups", "users"])
    assert taken.setup.groups == ("it", "new")
    assert [(user.email, user.groups) for user in taken.setup.users] == [(ADA.email, ())]
    assert [action.id for action in world.plan(taken.setup).actions] == ["group:new"]


def test_a_pool_that_somebody_removed_is_said_to_be_gone_with_what_a_new_one_costs(world):
    setup = world.setup(pool__deletion_protection=False)
    made = world.apply(setup).snapshot
    world.cognito.delete_user_pool_domain(UserPoolId=made.pool_id, Domain=world.name)
    world.cognito.delete_user_pool(UserPoolId=made.pool_id)
    plan = world.plan(setup)
    assert [action.id for action in plan.actions if any(f.drift for f in action.fields)] == ["pool"]
    assert "nobody in it" in plan.actions[0].sentence


def test_what_a_rule_forbids_is_put_back_or_left_but_not_taken(world):
    setup = world.setup()
    made = world.apply(setup).snapshot
    change_client(world, made.pool_id, made.client_id, CallbackURLs=["https://else.example.com/cb"], IdTokenValidity=9)
    found = planned(world, setup)
    with pytest.raises(InputRefused) as caught:
        accept(setup, found.plan, found.snapshot, ["client.callback_urls"])
    assert "/oauth2/callback" in str(caught.value.why)
    taken = accept(setup, found.plan, found.snapshot, ["all"])
    assert taken.paths == ("client.id_token_minutes",)
    assert [fault.field for fault in taken.left] == ["client.callback_urls"]
    assert not [fault for fault in rules.check(taken.setup) if fault.level == "fault"]


def test_what_is_fixed_at_creation_can_be_taken_into_the_file(world):
    pool = world.cognito.create_user_pool(PoolName=world.name, UsernameAttributes=["phone_number"])["UserPool"]["Id"]
    world.cognito.create_user_pool_domain(UserPoolId=pool, Domain=world.name)
    setup = world.setup(pool__id=pool, pool__sign_in=("email",), domain__prefix="another")
    found = planned(world, setup)
    assert {fault.field for fault in found.plan.refusals} == {"pool.sign_in", "domain.prefix"}
    taken = accept(setup, found.plan, found.snapshot, ["all"]).setup
    assert (taken.pool.sign_in, taken.domain.prefix) == (("phone_number",), world.name)
    assert world.plan(taken).refusals == ()


def test_what_does_not_differ_cant_be_taken(world):
    setup = world.setup()
    world.apply(setup)
    found = planned(world, setup)
    with pytest.raises(InputRefused, match="no difference"):
        accept(setup, found.plan, found.snapshot, ["pool.mfa"])
    with pytest.raises(InputRefused, match="nothing to take"):
        accept(setup, found.plan, found.snapshot, ["all"])


def test_a_lifetime_that_no_whole_number_tells_is_not_taken_for_another(world):
    setup = world.setup()
    made = world.apply(setup).snapshot
    hours = {"RefreshToken": "hours", "IdToken": "minutes", "AccessToken": "minutes"}
    change_client(world, made.pool_id, made.client_id, RefreshTokenValidity=36, TokenValidityUnits=hours)
    found = planned(world, setup)
    with pytest.raises(InputRefused, match="36 hours"):
        accept(setup, found.plan, found.snapshot, ["client.refresh_token_days"])


def test_a_client_that_lost_its_login_page_is_put_back_and_not_taken(world):
    setup = world.setup()
    made = world.apply(setup).snapshot
    bare = {"AllowedOAuthFlowsUserPoolClient": False, "AllowedOAuthFlows": [], "AllowedOAuthScopes": []}
    before = world.described(made.pool_id, made.client_id)
    change_client(world, made.pool_id, made.client_id, **bare)
    found = planned(world, setup)
    assert {field.field for field in drifts(found.plan)} == {"Login page for this client", "Flows", "Scopes"}
    assert accept(setup, found.plan, found.snapshot, ["all"]).paths == ()
    world.apply(setup)
    assert world.described(made.pool_id, made.client_id) == before

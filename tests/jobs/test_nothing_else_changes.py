"""Random pools and app clients on the stand-in, every setting that Amazon has: an apply changes what it shows, alone.

The stand-in resets every member of botocore's Update shapes that a request leaves out, as Amazon does. The usual run
takes 24 draws, the full count (`-m full`) 1,000.
"""

import random
import re

import pytest
from botocore.exceptions import ClientError

from wizard.cognito.wholeupdate import overlaid
from wizard.events import Cancel
from wizard.jobs.apply import Apply

ACCOUNT = "123456789012"
WORDS = {
    "EmailVerificationMessageType": "Your code is {####}.",
    "SmsVerificationMessageType": "Code {####}",
    "EmailVerificationMessageByLinkType": "Please {##click here##}.",
    "EmailInviteMessageType": "{username}, your password is {####}.",
    "SmsInviteMessageType": "{username}: {####}",
    "EmailAddressType": "help@corp.example.com",
    "HexStringType": "abc123",
    "RegionCodeType": "eu-west-1",
}
CHOICES = {
    "ScopeType": ("openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"),
    "ClientPermissionType": ("email", "name", "family_name", "phone_number"),
    "ProviderNameType": ("COGNITO",),
    "RedirectUrlType": ("https://a.example.com/cb", "https://b.example.com/cb", "http://localhost:8080/cb"),
}
ARNS = (
    f"arn:aws:lambda:eu-west-1:{ACCOUNT}:function:f",
    f"arn:aws:ses:eu-west-1:{ACCOUNT}:identity/corp.example.com",
    f"arn:aws:iam::{ACCOUNT}:role/r",
    f"arn:aws:kms:eu-west-1:{ACCOUNT}:key/k",
)
LEGACY = "UnusedAccountValidityDays"  # the older name of TemporaryPasswordValidityDays, refused beside it
DATES = ("CreationDate", "LastModifiedDate")


def drawn(dice, shape, depth=0):
    """A value that the service model allows, as far as its lengths and patterns say."""
    kind, limits = shape.type_name, shape.metadata
    if kind == "structure":
        needed = shape.required_members
        chosen = [name for name in shape.members if name != LEGACY and (name in needed or dice.random() < 0.6)]
        return {name: drawn(dice, shape.members[name], depth + 1) for name in chosen}
    if kind == "list":
        return [drawn(dice, shape.member, depth + 1) for _ in range(dice.randint(max(1, limits.get("min", 1)), 2))]
    if kind == "map":
        return {f"team{dice.randint(1, 9)}": drawn(dice, shape.value, depth + 1)}
    if kind == "boolean":
        return dice.random() < 0.5
    if kind == "integer":
        return dice.randint(max(limits.get("min", 1), 1), min(limits.get("max", 90), 90))
    if shape.enum:
        return dice.choice(shape.enum)
    if "Arn" in shape.name:
        return dice.choice(ARNS)
    if shape.name in WORDS:
        return WORDS[shape.name]
    if shape.name in CHOICES:
        return dice.choice(CHOICES[shape.name])
    return "".join(dice.choice("abcxyz") for _ in range(dice.randint(max(4, limits.get("min", 0)), 12)))


def seeded(dice, send, shape, fixed):
    """Set random members, by the API itself; those that Amazon refuses together are drawn anew, one at a time."""
    wanted = {name: drawn(dice, member) for name, member in shape.members.items() if name not in fixed}
    good = dict(fixed)
    for name in dice.sample(sorted(wanted), len(wanted)):
        for _ in range(3):
            try:
                send({**good, name: wanted[name]})
            except ClientError:
                wanted[name] = drawn(dice, shape.members[name])
            else:
                good[name] = wanted[name]
                break
    return good


def shape_of(world, operation):
    return world.cognito.meta.service_model.operation_model(operation).input_shape


def prepared(world, dice, name, seen):
    """A pool and a client of somebody's with random settings; their ids."""
    cognito = world.cognito
    pool = cognito.create_user_pool(PoolName=name)["UserPool"]["Id"]
    made = cognito.create_user_pool_client(UserPoolId=pool, ClientName=name, GenerateSecret=True)["UserPoolClient"]
    ids = {"UserPoolId": pool, "ClientId": made["ClientId"]}
    pools = seeded(
        dice, lambda r: cognito.update_user_pool(**r), shape_of(world, "UpdateUserPool"), {"UserPoolId": pool}
    )
    clients = seeded(dice, lambda r: cognito.update_user_pool_client(**r), shape_of(world, "UpdateUserPoolClient"), ids)
    seen["UpdateUserPool"] |= pools.keys()
    seen["UpdateUserPoolClient"] |= clients.keys()
    return pool, made["ClientId"]


def asked(world, dice, name, pool, client):
    """A setup that adopts them and names a few keys."""
    keys = {
        "pool__deletion_protection": dice.random() < 0.5,
        "pool__password": None,
        "pool__self_sign_up": dice.random() < 0.5,
        "pool__tags": (("owner", name),),
        "client__scopes": ("openid", "email"),
        "client__id_token_minutes": dice.randint(5, 90),
        "client__name": f"{name}-new",
        "client__callback_urls": ("https://" + name + ".example.com/oauth2/callback",),
    }
    if "DefaultRedirectURI" in described(world, pool, client)[1]:
        del keys["client__callback_urls"]  # it has to stay among them
    chosen = {key: value for key, value in keys.items() if value is not None and dice.random() < 0.4}
    return world.setup(name=name, pool__id=pool, client__id=client, pool__name=None, domain__prefix=None, **chosen)


def described(world, pool, client):
    cognito = world.cognito
    ids = {"UserPoolId": pool}
    found = [
        cognito.describe_user_pool(**ids)["UserPool"],
        cognito.describe_user_pool_client(**ids, ClientId=client)["UserPoolClient"],
        cognito.get_user_pool_mfa_config(**ids),
    ]
    return [{key: value for key, value in each.items() if key not in (*DATES, "ResponseMetadata")} for each in found]


def plain(tree):
    """With lists of names in one order: Amazon keeps none."""
    if isinstance(tree, dict):
        return {key: plain(value) for key, value in tree.items()}
    return sorted(tree) if isinstance(tree, list) and all(isinstance(item, str) for item in tree) else tree


def one(world, number, seen):
    """One draw; the members that the plan asked for."""
    dice = random.Random(number)
    name = f"{world.name}n{number}"
    pool, client = prepared(world, dice, name, seen)
    setup = asked(world, dice, name, pool, client)
    before = described(world, pool, client)
    plan = world.plan(setup)
    if plan.refusals:
        return 0
    Apply(world.adapters, setup, look_again=False).run(lambda _: None, Cancel())
    wanted = {action.kind: dict(action.wanted or {}) for action in plan.actions}
    renamed = {("Name" if path == "PoolName" else path): value for path, value in wanted.get("pool", {}).items()}
    expected = [overlaid(before[0], renamed), overlaid(before[1], wanted.get("client", {})), before[2]]
    after = described(world, pool, client)
    assert plain(after[0]) == plain(expected[0]), number
    assert plain(after[1]) == plain(expected[1]), number
    assert after[2] == expected[2], number
    world.cognito.update_user_pool(UserPoolId=pool, DeletionProtection="INACTIVE")
    world.cognito.delete_user_pool(UserPoolId=pool)
    return len(renamed) + len(wanted.get("client", {}))


def run(world, numbers):
    seen = {"UpdateUserPool": set(), "UpdateUserPoolClient": set()}
    changed = sum(one(world, number, seen) for number in numbers)
    assert changed > len(numbers)  # the draws do ask for something
    return seen


def test_two_dozen_draws(world):
    run(world, range(24))


@pytest.mark.full
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("shard", range(4))
def test_a_thousand_draws(world, shard):
    seen = run(world, range(100 + shard, 1100, 4))
    for operation, names in seen.items():
        never = set(shape_of(world, operation).members) - names
        print(f"{operation}: never taken by the stand-in: {sorted(never)}")
        assert len(never) <= 2, never


def test_the_naive_update_fails_the_same_comparison(world):
    dice = random.Random(5)
    pool, client = prepared(world, dice, f"{world.name}naive", {"UpdateUserPool": set(), "UpdateUserPoolClient": set()})
    before = described(world, pool, client)
    world.cognito.update_user_pool(UserPoolId=pool, DeletionProtection="ACTIVE")
    world.cognito.update_user_pool_client(UserPoolId=pool, ClientId=client, AllowedOAuthScopes=["openid"])
    after = described(world, pool, client)
    assert plain(after[0]) != plain(before[0] | {"DeletionProtection": "ACTIVE"})
    assert plain(after[1]) != plain(before[1] | {"AllowedOAuthScopes": ["openid"]})
    assert re.fullmatch(r"\w+-\w+-\d_\w+", pool)

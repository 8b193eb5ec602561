"""The least policy, held against what apply calls on a stand-in that enforces it: neither too small nor too large."""

import contextlib
import dataclasses
import json

import pytest

from wizard.cognito import permissions
from wizard.cognito.need import Case
from wizard.errors import AmazonRefused
from wizard.events import Cancel, nobody
from wizard.jobs.policy import least, place_of
from wizard.jobs.rotate import Rotate
from wizard.jobs.undo import Undo
from wizard.jobs.verify import Verify
from wizard.setup.model import EmailSender, SmsSender, User

ACCOUNT = "123456789012"
CERTIFICATE = f"arn:aws:acm:us-east-1:{ACCOUNT}:certificate/11111111-1111-4111-8111-111111111111"
SMS = SmsSender(f"arn:aws:iam::{ACCOUNT}:role/sms", "corp-external")
MAIL = EmailSender(f"arn:aws:ses:eu-west-1:{ACCOUNT}:identity/corp.example.com")
ADA = User("ada@corp.example.com", None, ("admins",))
CREATED = {
    "usual": {},
    "no second factor": {"pool__mfa": "off"},
    "classic pages": {"domain__managed_login": False},
    "groups": {"groups": ("admins",)},
    "people": {"users": (User("ada@corp.example.com"),)},
    "people in groups": {"groups": ("admins",), "users": (ADA,)},
    "own mail": {"pool__email": MAIL},
    "text messages": {"pool__sms": SMS, "pool__mfa_methods": ("totp", "sms")},
    "own domain": {"domain__prefix": None, "domain__custom": "", "domain__certificate_arn": CERTIFICATE},
}
EVERY_KEY = {
    "pool__password__minimum_length": 14,
    "pool__mfa": "required",
    "pool__tier": "essentials",
    "client__scopes": ("openid", "email"),
    "domain__managed_login": True,
}


@pytest.fixture(autouse=True)
def no_own_domain_left(world):
    """An account has four of them at most."""
    yield
    cognito = world.cognito
    for page in cognito.get_paginator("list_user_pools").paginate(MaxResults=60):
        for row in page["UserPools"] if world.name in str(page) else ():
            name = cognito.describe_user_pool(UserPoolId=row["Id"])["UserPool"].get("CustomDomain")
            if name:
                cognito.delete_user_pool_domain(UserPoolId=row["Id"], Domain=name)


def whole(world, **more):
    """A setup; '' as custom domain stands for one of this test's own."""
    if "domain__custom" in more:
        more["domain__custom"] = f"{world.name}.corp.example.com"
    return world.setup(**more)


def cut_after_the_pool(operation, call):
    """Lets reads through, and making the pool."""
    if operation.startswith(("describe", "list", "get", "admin_list")) or operation == "create_user_pool":
        return call()
    raise ConnectionError


def calls_of(needs):
    return {need.operation for need in needs if not need.within}


def create(world, between, setup, elsewhere):
    """Cut short after the pool, gone on with on another computer, looked at once more on the first."""
    cut = dataclasses.replace(world.adapters, session=between(world.adapters.session, cut_after_the_pool))
    with contextlib.suppress(AmazonRefused):
        world.apply(setup, adapters=cut)
    world.apply(setup, adapters=dataclasses.replace(world.adapters, state=elsewhere))
    assert world.apply(setup).plan.empty


@pytest.mark.parametrize("more", CREATED.values(), ids=CREATED)
def test_creating_calls_what_its_policy_allows_and_all_of_it(world, between, held, tmp_path, more):
    setup = whole(world, **more)
    (tmp_path / "elsewhere").mkdir()
    with held(least(setup, "create", ACCOUNT)) as seen:
        create(world, between, setup, tmp_path / "elsewhere")
    assert seen == calls_of(permissions.needs(Case(setup, "create")))


def named(setup, name):
    """The same setup under another name, with a domain of its own."""
    before = setup.name
    for path in ("name", "pool.name", "domain.prefix", "domain.custom"):
        value = setup.get(path)
        setup = setup.replace(path, value.replace(before, name)) if value else setup
    return setup


@pytest.mark.parametrize("more", CREATED.values(), ids=CREATED)
def test_without_any_one_action_creating_is_refused_by_its_name(world, held, more):
    setup = whole(world, **more)
    for number, need in enumerate(permissions.needs(Case(setup, "create"))):
        if need.reads and not need.within:
            continue
        own = named(setup, f"{world.name}-{number}")
        less = [each for each in permissions.needs(Case(own, "create")) if each.action != need.action]
        with held(permissions.policy(less, place_of(own, ACCOUNT, None))), pytest.raises(AmazonRefused) as caught:
            world.apply(own)
        assert need.action in caught.value.why.details


def drifted(cognito, pool, setup):
    """Somebody changed everything that can be changed by now."""
    name = setup.domain.custom or setup.domain.prefix
    other = 1 if setup.domain.managed_login else 2
    kept = {"CustomDomainConfig": {"CertificateArn": CERTIFICATE}} if setup.domain.custom else {}
    tags = cognito.describe_user_pool(UserPoolId=pool)["UserPool"].get("UserPoolTags", {})
    cognito.update_user_pool(UserPoolId=pool, AutoVerifiedAttributes=["email"], UserPoolTags=tags)
    cognito.set_user_pool_mfa_config(UserPoolId=pool, MfaConfiguration="OFF")
    cognito.update_user_pool_domain(UserPoolId=pool, Domain=name, ManagedLoginVersion=other, **kept)
    for client in cognito.list_user_pool_clients(UserPoolId=pool)["UserPoolClients"]:
        cognito.update_user_pool_client(UserPoolId=pool, ClientId=client["ClientId"], ClientName="pomerium")


ADOPTED = {
    "usual": {},
    "every key": EVERY_KEY,
    "no second factor named": {"domain__managed_login": False},
    "people in groups": {"groups": ("admins",), "users": (ADA,)},
    "own domain": EVERY_KEY | CREATED["own domain"],
    "text messages": {"pool__sms": SMS, "pool__mfa_methods": ("totp", "sms"), "pool__mfa": "optional"},
    "own mail": {"pool__email": MAIL},
    "a client of theirs": {"client__id": ""},
}


@pytest.mark.parametrize("more", ADOPTED.values(), ids=ADOPTED)
def test_adopting_calls_what_its_policy_allows_and_all_of_it(world, held, more):
    setup = whole(world, **more)
    pool = world.cognito.create_user_pool(PoolName=f"{world.name} theirs", AutoVerifiedAttributes=["email"])[
        "UserPool"
    ]["Id"]
    setup = setup.replace("pool.id", pool)
    if setup.client.id == "":
        made = world.cognito.create_user_pool_client(UserPoolId=pool, ClientName="theirs", GenerateSecret=True)
        setup = setup.replace("client.id", made["UserPoolClient"]["ClientId"])
    document = least(setup, None, ACCOUNT)
    with held(document) as first:
        world.apply(setup)
    drifted(world.cognito, pool, setup)
    with held(document) as second:
        world.apply(setup)
    assert first | second == calls_of(permissions.needs(Case(setup, "adopt")))


def test_a_pool_of_ours_found_by_its_tag_is_adopted_by_that_tag_alone(world, held, tmp_path):
    setup = whole(world, **EVERY_KEY)
    pool = world.apply(setup).snapshot.pool_id
    elsewhere = dataclasses.replace(world.adapters, state=tmp_path)
    document = least(setup, "adopt", ACCOUNT)
    assert pool not in json.dumps(document)
    drifted(world.cognito, pool, setup)
    with held(document) as seen:
        world.apply(setup, adapters=elsewhere)
    made_before = {"CreateUserPoolClient", "CreateUserPoolDomain", "CreateManagedLoginBranding"}
    assert seen | made_before == calls_of(permissions.needs(Case(setup, "adopt")))
    other = world.cognito.create_user_pool(PoolName=world.name)["UserPool"]["Id"]
    with held(document), pytest.raises(world.cognito.exceptions.ClientError, match="UpdateUserPool"):
        world.cognito.update_user_pool(UserPoolId=other)


def called(seen):
    """The API's operations, without paths of login pages."""
    return {name for name in seen if name not in ("GET", "POST")}


def test_verifying_calls_what_its_policy_allows_and_all_of_it(world, held, tmp_path):
    setup = whole(world, **CREATED["people in groups"])
    world.apply(setup)
    elsewhere = dataclasses.replace(world.adapters, state=tmp_path)
    with held(least(setup, "verify", ACCOUNT)) as seen:
        assert Verify(elsewhere, setup, 0).run(nobody, Cancel()).passed
    assert called(seen) == calls_of(permissions.needs(Case(setup, "verify")))


def test_rotating_calls_what_its_policy_allows_and_all_of_it(world, held, tmp_path):
    setup = whole(world)
    world.apply(setup)
    elsewhere = dataclasses.replace(world.adapters, state=tmp_path)
    with held(least(setup, "rotate", ACCOUNT)) as seen:
        assert Rotate(elsewhere, setup, tmp_path, lambda _: True, grace=0).run(nobody, Cancel()).finished
    assert called(seen) == calls_of(permissions.needs(Case(setup, "rotate")))


def test_an_account_that_the_journal_knows_names_the_pool(world, held):
    setup = whole(world)
    made = world.apply(setup).snapshot.pool_id
    document = least(setup, "verify", state=world.adapters.state)
    assert {row["Resource"] for row in document["Statement"]} == {
        "*",
        f"arn:aws:cognito-idp:eu-west-1:{ACCOUNT}:userpool/{made}",
    }
    with held(document):
        assert Verify(world.adapters, setup, 0).run(nobody, Cancel()).passed


@pytest.mark.parametrize("more", [{}, CREATED["people in groups"]], ids=["usual", "people"])
def test_undoing_calls_what_its_policy_allows_and_all_of_it(world, held, tmp_path, more):
    setup = whole(world, **more)
    world.apply(setup)
    elsewhere = dataclasses.replace(world.adapters, state=tmp_path)
    with held(least(setup, "undo", ACCOUNT)) as seen:
        Undo(elsewhere, setup, tmp_path, world.name).run(nobody, Cancel())
    assert called(seen) == calls_of(permissions.needs(Case(setup, "undo")))
    assert world.pools() == []


def test_undoing_in_a_pool_of_theirs_calls_what_its_policy_allows_and_all_of_it(world, held, tmp_path):
    theirs = world.cognito.create_user_pool(PoolName=f"{world.name} theirs", AutoVerifiedAttributes=["email"])
    pool = theirs["UserPool"]["Id"]
    world.cognito.create_user_pool_domain(UserPoolId=pool, Domain=world.name, ManagedLoginVersion=1)
    world.cognito.create_user_pool_client(UserPoolId=pool, ClientName="theirs")  # gets a style, and loses it again
    more = {key: value for key, value in EVERY_KEY.items() if key != "pool__mfa"}
    setup = whole(world, **more, groups=("admins",), users=(ADA,)).replace("pool.id", pool)
    world.apply(setup)
    with held(least(setup, "undo", ACCOUNT)) as seen:
        Undo(world.adapters, setup, tmp_path, setup.pool.name).run(nobody, Cancel())
    # the domain, the client and the person are of one kind each here: made, or changed
    other_kind = {"DeleteUserPoolDomain", "UpdateUserPoolClient", "AdminRemoveUserFromGroup"}
    assert called(seen) == calls_of(permissions.needs(Case(setup, "undo"))) - other_kind

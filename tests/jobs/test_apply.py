"""Apply on the practice stand-in: made once, gone on with wherever it was cut short, nothing sent that was unseen."""

import dataclasses

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, ReadTimeoutError

from wizard.errors import AmazonRefused, Explanation, InputRefused, KeyringUnusable, Stopped
from wizard.errors.keyring import silent
from wizard.events import Cancel, Done, Skipped, nobody
from wizard.jobs.apply import Apply
from wizard.jobs.plan import MakePlan
from wizard.setup.model import User
from wizard.vault import FileStore, NoStore, SecretKey

EVERYTHING = [
    *("AdminAddUserToGroup", "AdminCreateUser", "CreateGroup", "CreateManagedLoginBranding", "CreateUserPool"),
    *("CreateUserPoolClient", "CreateUserPoolDomain", "SetUserPoolMfaConfig"),
]


def whole(world, **more):
    people = (User("ada@corp.example.com", None, ("admins",)),)
    return world.setup(groups=("admins",), users=people, **more)


def key(world, applied):
    return SecretKey("123456789012", "eu-west-1", applied.snapshot.pool_id, applied.snapshot.client_id)


def test_everything_is_made_once_and_a_second_time_nothing_is_sent(world):
    applied = world.apply(whole(world))
    assert sorted(world.writes()) == EVERYTHING
    secret = world.cognito.describe_user_pool_client(
        UserPoolId=applied.snapshot.pool_id, ClientId=applied.snapshot.client_id
    )["UserPoolClient"]["ClientSecret"]
    assert world.adapters.store.get(key(world, applied)).reveal() == secret
    assert world.apply(whole(world)).plan.empty
    assert world.writes() == []
    journal = next(world.adapters.state.glob("journals/*.jsonl")).read_text()
    assert secret not in journal + repr(world.events) + repr(applied)


def cut_at(number, lost):
    """Refuses each write from the `number`-th on; that one is carried out when `lost`, its answer never comes."""
    count = iter(range(1000))

    def at(operation, call):
        if operation.startswith(("describe", "list", "get", "admin_list")):
            return call()
        now = next(count)
        if now == number and lost:
            call()
            raise ReadTimeoutError(endpoint_url="x")
        if now >= number:
            raise ConnectTimeoutError(endpoint_url="x")
        return call()

    return at


@pytest.mark.parametrize("lost", [False, True], ids=["not-sent", "answer-lost"])
@pytest.mark.parametrize("number", range(len(EVERYTHING)))
def test_a_run_that_was_cut_short_is_gone_on_with_and_makes_nothing_twice(world, between, number, lost):
    cut = dataclasses.replace(world.adapters, session=between(world.adapters.session, cut_at(number, lost)))
    with pytest.raises(AmazonRefused):
        world.apply(whole(world), adapters=cut)
    applied = world.apply(whole(world))
    sent = world.writes()
    assert sorted(sent) == EVERYTHING
    assert len(world.pools()) == 1
    assert world.clients(world.pools()[0]) == [applied.snapshot.client_id]
    assert world.adapters.store.get(key(world, applied)) is not None
    assert world.plan(whole(world)).empty


def test_another_computer_without_the_journal_goes_on_as_well(world, tmp_path):
    made = world.apply(whole(world)).snapshot
    elsewhere = dataclasses.replace(world.adapters, state=tmp_path, store=FileStore(tmp_path / "secrets.json"))
    world.writes()
    found = world.apply(whole(world), adapters=elsewhere)
    assert found.plan.empty
    assert world.writes() == []
    assert (found.snapshot.pool_id, found.snapshot.client_id) == (made.pool_id, made.client_id)
    assert elsewhere.store.get(key(world, found)) == world.adapters.store.get(key(world, found))


def test_a_pool_that_somebody_deleted_is_made_anew(world):
    setup = world.setup(pool__deletion_protection=False)
    gone = world.apply(setup).snapshot.pool_id
    world.cognito.delete_user_pool_domain(UserPoolId=gone, Domain=world.name)
    world.cognito.delete_user_pool(UserPoolId=gone)
    now = world.apply(setup).snapshot
    assert now.pool_id != gone
    assert world.pools() == [now.pool_id]


def test_two_pools_of_one_setup_stop_everything_and_are_named(world):
    tags = {"pomerium-cognito:setup": world.name}
    ids = [world.cognito.create_user_pool(PoolName=world.name, UserPoolTags=tags)["UserPool"]["Id"] for _ in range(2)]
    world.writes()
    with pytest.raises(InputRefused) as caught:
        world.apply(world.setup())
    assert all(name in str(caught.value) for name in (*ids, "pool.id"))
    assert world.writes() == []
    assert not world.apply(world.setup(pool__id=ids[1])).outcome.errors


def test_two_clients_of_one_name_stop_everything(world):
    pool = world.apply(world.setup()).snapshot.pool_id
    for _ in range(2):
        world.cognito.create_user_pool_client(UserPoolId=pool, ClientName="twin", GenerateSecret=True)
    world.writes()
    next(world.adapters.state.glob("journals/*.jsonl")).unlink()
    with pytest.raises(InputRefused, match=r"client\.id"):
        world.apply(world.setup(client__name="twin"))
    assert world.writes() == []


class BrokenStore(NoStore):
    name = "a keyring"
    keeps = True

    def probe(self):
        raise KeyringUnusable(silent(25))


def test_a_keyring_that_does_not_work_is_found_out_before_anything_is_asked(world):
    before = world.log.read_text()
    with pytest.raises(KeyringUnusable):
        world.apply(world.setup(), adapters=dataclasses.replace(world.adapters, store=BrokenStore()))
    assert world.log.read_text() == before


def test_a_secret_that_the_store_lacks_is_put_there_from_cognito(world):
    applied = world.apply(world.setup())
    kept = world.adapters.store.get(key(world, applied))
    world.adapters.store.forget(key(world, applied))
    world.apply(world.setup())
    assert world.adapters.store.get(key(world, applied)) == kept


def test_a_rotated_secret_stays_what_the_store_says(world):
    applied = world.apply(world.setup())
    ids = {"UserPoolId": applied.snapshot.pool_id, "ClientId": applied.snapshot.client_id}
    old = world.cognito.list_user_pool_client_secrets(**ids)["ClientSecrets"][0]["ClientSecretId"]
    world.cognito.add_user_pool_client_secret(**ids)
    world.cognito.delete_user_pool_client_secret(**ids, ClientSecretId=old)
    kept = world.adapters.store.get(key(world, applied))
    assert world.apply(world.setup()).plan.empty
    assert world.adapters.store.get(key(world, applied)) == kept
    world.adapters.store.forget(key(world, applied))
    with pytest.raises(InputRefused, match="no secret"):
        world.apply(world.setup())


@pytest.mark.parametrize("custom", [False, True])
def test_without_a_last_look_ids_and_addresses_are_the_same(world, custom):
    arn = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-1111-4111-8111-111111111111"
    name = f"{world.name}.corp.example.com"
    own = {"domain__prefix": None, "domain__custom": name, "domain__certificate_arn": arn} if custom else {}
    adapters = dataclasses.replace(world.adapters, issuer_base=None, login_base=None)
    setup, shown = world.setup(**own), []
    quick = Apply(adapters, setup, show=shown.append, look_again=False).run(nobody, Cancel())
    assert [plan.count("create") for plan in shown] == [len(quick.outcome.done)]
    looked = MakePlan(adapters, setup).run(nobody, Cancel()).snapshot
    for member in ("pool_id", "client_id", "issuer", "login_url"):
        assert getattr(quick.snapshot, member) == getattr(looked, member)
    assert name in quick.snapshot.login_url if custom else world.name in quick.snapshot.login_url


def test_a_plan_that_is_shown_and_refused_sends_nothing(world):
    def show(plan):
        raise InputRefused(Explanation("No."))

    with pytest.raises(InputRefused, match="No"):
        Apply(world.adapters, world.setup(), show=show, look_again=False).run(nobody, Cancel())
    assert world.writes() == []


def test_what_was_not_shown_is_not_sent(world):
    shown = world.plan(world.setup())
    world.apply(world.setup(), shown)
    world.writes()
    pool = world.pools()[0]
    client = world.clients(pool)[0]
    update = world.plan(world.setup(client__scopes=("openid", "email")))
    world.cognito.delete_user_pool_client(UserPoolId=pool, ClientId=client)
    world.writes()
    with pytest.raises(InputRefused, match="changed at Amazon"):
        world.apply(world.setup(client__scopes=("openid", "email")), update)
    assert world.writes() == []


def test_the_same_action_with_other_values_is_not_what_was_shown(world):
    shown = world.plan(world.setup())
    with pytest.raises(InputRefused, match="changed at Amazon"):
        world.apply(world.setup(client__id_token_minutes=10), shown)
    assert world.writes() == []


def test_a_second_try_goes_on_with_the_plan_that_was_agreed_to(world, between):
    shown = world.plan(world.setup())
    cut = dataclasses.replace(world.adapters, session=between(world.adapters.session, cut_at(1, False)))
    with pytest.raises(AmazonRefused):
        world.apply(world.setup(), shown, cut)
    assert not world.apply(world.setup(), shown).outcome.errors


def test_stopping_keeps_what_is_done_and_the_next_run_goes_on(world):
    cancel = Cancel()
    skipped = []

    def sink(event):
        if isinstance(event, Done):
            cancel.wish()
        if isinstance(event, Skipped):
            skipped.append(event.why)

    with pytest.raises(Stopped) as caught:
        Apply(world.adapters, world.setup()).run(sink, cancel)
    assert caught.value.status == 130
    assert skipped
    assert world.writes() == ["CreateUserPool"]
    world.apply(world.setup())
    assert "CreateUserPool" not in world.writes()


def test_a_taken_prefix_ends_with_names_and_all_else_is_kept(world):
    with pytest.raises(AmazonRefused) as caught:
        world.apply(world.setup(domain__prefix="corp-login"))
    assert caught.value.status == 3
    assert len(caught.value.names) == 3
    assert sorted(world.writes()) == [
        *("CreateManagedLoginBranding", "CreateUserPool", "CreateUserPoolClient", "CreateUserPoolDomain"),
        "SetUserPoolMfaConfig",
    ]
    world.apply(world.setup(domain__prefix=f"{world.name}-sso"))
    assert world.writes() == ["CreateUserPoolDomain"]


def test_a_taken_prefix_is_told_though_names_cannot_be_asked_about(world, between):
    taken = []

    def at(operation, call):
        if operation == "create_user_pool_domain":
            taken.append(True)
        if operation == "describe_user_pool_domain" and taken:
            raise ClientError({"Error": {"Code": "AccessDeniedException", "Message": "no"}}, "DescribeUserPoolDomain")
        return call()

    cut = dataclasses.replace(world.adapters, session=between(world.adapters.session, at))
    with pytest.raises(AmazonRefused) as caught:
        world.apply(world.setup(domain__prefix="corp-login"), adapters=cut)
    assert len(caught.value.names) == 3


def test_what_an_action_met_is_not_lost_when_amazon_cannot_be_asked_afterwards(world, between):
    def at(operation, call):
        if operation == "create_managed_login_branding":
            raise ClientError({"Error": {"Code": "LimitExceededException", "Message": "x"}}, "Create")
        if operation == "get_user_pool_mfa_config":
            raise ConnectTimeoutError(endpoint_url="x")
        return call()

    cut = dataclasses.replace(world.adapters, session=between(world.adapters.session, at))
    applied = Apply(cut, world.setup()).attempt(nobody, Cancel())
    assert list(applied.outcome.errors) == ["branding"]


@pytest.mark.parametrize(
    ("operation", "late"),
    [
        ("create_managed_login_branding", "branding"),
        ("create_group", "group:admins"),
        ("admin_create_user", "user:ada@corp.example.com"),
    ],
)
def test_what_somebody_made_at_the_same_moment_is_as_good(world, between, operation, late):
    def at(called, call):
        if called == operation:
            call()
        return call()

    twice = dataclasses.replace(world.adapters, session=between(world.adapters.session, at))
    applied = world.apply(whole(world), adapters=twice)
    assert late in applied.outcome.done
    assert world.plan(whole(world)).empty


def test_people_get_the_groups_they_lack(world):
    people = (User("Ada@Corp.example.com", None, ("admins",)), User("bob@corp.example.com"))
    world.apply(world.setup(groups=("admins",), users=people))
    assert world.plan(world.setup(groups=("admins",), users=people)).empty
    more = (User("Ada@Corp.example.com", None, ("admins", "it")), people[1])
    world.writes()
    world.apply(world.setup(groups=("admins", "it"), users=more))
    assert sorted(world.writes()) == ["AdminAddUserToGroup", "CreateGroup"]


def test_people_with_user_names_are_known_by_them_though_amazon_keeps_these_in_lower_case(world):
    people = (User("ada@corp.example.com", 'A"d\\a', ()),)
    setup = world.setup(pool__sign_in=("username", "email"), users=people)
    pool = world.apply(setup).snapshot.pool_id
    assert world.described(pool)["AliasAttributes"] == ["email"]
    assert world.plan(setup).empty


def test_a_domain_of_ones_own_takes_its_certificate_and_tells_the_alias(world):
    arn = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-1111-4111-8111-111111111111"
    classic = world.setup(domain__managed_login=False)
    pool = world.apply(classic).snapshot.pool_id
    other = world.cognito.create_user_pool_client(UserPoolId=pool, ClientName="grafana")["UserPoolClient"]["ClientId"]
    own = {"domain__prefix": None, "domain__custom": "auth.corp.example.com", "domain__certificate_arn": arn}
    applied = world.apply(world.setup(pool__id=pool, **own))
    # sign-in moves to the new domain, managed login there: every client needs a style, beside classic pages too
    assert set(applied.outcome.done) == {"branding", f"branding:{other}", "domain"}
    told = [e.text for e in world.events if isinstance(e, Done) and e.of.id == "domain"][-1]
    assert told.startswith("Put a CNAME")
    assert "cloudfront.net" in told
    assert applied.snapshot.domain("auth.corp.example.com")["CustomDomainConfig"] == {"CertificateArn": arn}
    assert world.plan(world.setup(pool__id=pool, **own)).empty
    elsewhere = MakePlan(world.adapters, world.setup(name=f"{world.name}b", pool__name=f"{world.name}b", **own))
    refused = elsewhere.run(nobody, Cancel()).plan.refusals
    assert [fault.rule for fault in refused] == ["domain.custom.yours"]
    assert pool in refused[0].message

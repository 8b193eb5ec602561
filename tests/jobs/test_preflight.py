"""Preflight on a stand-in that enforces policies: what is missing is named, exactly, and nothing is changed."""

import dataclasses
import email.utils
import time

import pytest

from wizard.cognito import permissions
from wizard.cognito.need import Case
from wizard.cognito.session import Access, Session
from wizard.errors import AmazonRefused, InputRefused, Stopped
from wizard.events import Cancel, Done, Failed, Skipped, nobody
from wizard.jobs import preflight_steps
from wizard.jobs.policy import place_of
from wizard.jobs.preflight import STEPS, Preflight
from wizard.setup.model import EmailSender, SmsSender, User

ACCOUNT = "123456789012"
SIMULATE = {"Effect": "Allow", "Action": "iam:SimulatePrincipalPolicy", "Resource": "*"}
EVERYTHING = {
    "pool__sms": SmsSender(f"arn:aws:iam::{ACCOUNT}:role/sms", "corp-external"),
    "pool__email": EmailSender(f"arn:aws:ses:eu-west-1:{ACCOUNT}:identity/corp.example.com"),
    "pool__mfa": "optional",
    "pool__mfa_methods": ("totp", "sms"),
    "pool__tags": (("team", "sso"),),
    "domain__custom": "login.corp.example.com",
    "domain__certificate_arn": f"arn:aws:acm:us-east-1:{ACCOUNT}:certificate/11111111-1111-4111-8111-111111111111",
    "domain__managed_login": True,
    "groups": ("admins",),
    "users": (User("ada@corp.example.com", None, ("admins",)),),
}


def fly(world, setup, adapters=None, **more):
    return Preflight(adapters or world.adapters, setup, **more).run(world.events.append, Cancel())


def states(flown):
    return {finding.step.id: finding.state for finding in flown.findings}


def least(setup, job, without=None, more=()):
    needs = [need for need in permissions.needs(Case(setup, job)) if need.action != without]
    document = permissions.policy(needs, place_of(setup, ACCOUNT, setup.pool.id))
    return document | {"Statement": [*document["Statement"], *more]}


@pytest.fixture(params=["create", "adopt"])
def case(request, world):
    """A setup that asks for everything, and the job that it comes to."""
    setup = world.setup(**EVERYTHING)
    if request.param == "adopt":
        pool = world.cognito.create_user_pool(PoolName=f"{world.name} theirs")["UserPool"]["Id"]
        made = world.cognito.create_user_pool_client(UserPoolId=pool, ClientName="theirs", GenerateSecret=True)
        setup = setup.replace("pool.id", pool).replace("client.id", made["UserPoolClient"]["ClientId"])
    world.writes()
    return setup, request.param


def actions(verdicts):
    return [verdict.need.action for verdict in verdicts]


def test_with_the_least_policy_nothing_is_missing(world, held, case):
    setup, job = case
    with held(least(setup, job, more=[SIMULATE])):
        flown = fly(world, setup)
    assert set(states(flown).values()) == {"passed"}
    assert (flown.job, flown.permitted.way) == (job, "simulation")
    assert flown.permitted.of("denied") == flown.permitted.of("untried") == ()
    assert set(world.writes()) == {"PutUserPolicy", "SimulatePrincipalPolicy", "DeleteUserPolicy"}


def test_each_action_that_the_policy_lacks_is_named_and_no_other(world, held, case):
    setup, job = case
    needs = permissions.needs(Case(setup, job))
    assert len(needs) > 20
    for need in needs:
        with held(least(setup, job, without=need.action, more=[SIMULATE])):
            flown = fly(world, setup)
        assert actions(flown.permitted.of("denied")) == [need.action]
        assert flown.permitted.of("untried") == ()
        assert states(flown)["permissions"] == "failed"
        told = next(event for event in world.events if isinstance(event, Failed) and event.of.id == "permissions")
        assert need.action in told.why.happened
        world.events.clear()


def test_without_simulation_reads_show_what_they_can_and_the_rest_is_said_to_be_untried(world, held, case):
    setup, job = case
    for need in permissions.needs(Case(setup, job)):
        with held(least(setup, job, without=need.action)):
            flown = fly(world, setup)
        found = flown.permitted
        assert found.way == "reads"
        assert "simulate permissions" in found.refused
        # a pool that is not there yet denies by its tag, which shows nothing; writes are never tried
        shows = need.reads and (job == "adopt" or need.on != "pool")
        assert actions(found.of("denied")) == ([need.action] if shows else [])
        assert (need.action in actions(found.of("untried"))) is not shows
        assert {v.need.reads for v in found.of("untried")} <= ({False} if job == "adopt" else {True, False})
        assert states(flown)["permissions"] == ("failed" if shows else "passed")
    assert not [name for name in world.writes() if "Policy" not in name]


def test_untried_actions_are_listed_in_words(world, held, case):
    setup, job = case
    with held(least(setup, job)):
        flown = fly(world, setup)
    text = next(finding.text for finding in flown.findings if finding.step.id == "permissions")
    assert "so reads were tried" in text
    assert all(action in text for action in actions(flown.permitted.of("untried")))


def test_a_condition_that_nobody_can_know_is_no_denial(world, held):
    setup = world.setup()
    row = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    hangs = {**row, "Condition": {"StringEquals": {"aws:PrincipalTag/team": "sso"}}}
    with held({"Version": "2012-10-17", "Statement": [hangs, SIMULATE]}):
        found = fly(world, setup).permitted
    assert found.of("denied") == ()
    assert {verdict.why for verdict in found.of("untried")} == {"hangs on aws:PrincipalTag/team"}


def test_an_explicit_deny_is_told_as_one(world, held):
    deny = {"Effect": "Deny", "Action": "cognito-idp:CreateUserPool", "Resource": "*"}
    allow = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    with held({"Version": "2012-10-17", "Statement": [allow, deny]}):
        (verdict,) = fly(world, world.setup()).permitted.of("denied")
    assert (verdict.need.action, verdict.why) == ("cognito-idp:CreateUserPool", "denied by name")


@pytest.mark.parametrize(
    "role", ["CognitoAdmin", "AWSReservedSSO_Admins_0123456789abcdef"], ids=["plain", "with-a-path"]
)
def test_a_role_is_asked_about_itself(world, stand, role):
    sts = world.adapters.session.client("sts")
    made = sts.assume_role(RoleArn=f"arn:aws:iam::{ACCOUNT}:role/{role}", RoleSessionName="ada")["Credentials"]
    keys = (made["AccessKeyId"], made["SecretAccessKey"])
    adapters = dataclasses.replace(world.adapters, session=Session(Access("eu-west-1", endpoint=stand[0], keys=keys)))
    setup = world.setup()
    asking = {"Effect": "Allow", "Action": ["iam:SimulatePrincipalPolicy", "iam:GetRole"], "Resource": "*"}
    document = least(setup, "create", without="cognito-idp:CreateGroup", more=[asking])
    iam = world.adapters.session.client("iam")
    iam.put_role_policy(RoleName=role, PolicyName="least", PolicyDocument=permissions.text(document))
    flown = fly(world, setup.replace("groups", ("admins",)), adapters)
    assert flown.permitted.way == "simulation"
    assert actions(flown.permitted.of("denied")) == ["cognito-idp:ListGroups", "cognito-idp:CreateGroup"]
    assert flown.identity.short == f"{role}/ada"


def test_a_pool_of_ours_is_found_and_adopted(world):
    made = world.apply(world.setup()).snapshot
    flown = fly(world, world.setup())
    assert (flown.job, flown.pool_id) == ("adopt", made.pool_id)
    texts = {finding.step.id: finding.text for finding in flown.findings}
    assert made.pool_id in texts["pool"]
    assert "belongs to this pool already" in texts["domain"]
    assert "1 app client is in this pool" in texts["quotas"]


def test_a_prefix_of_another_pool_ends_with_names_to_try(world):
    world.apply(world.setup())
    flown = fly(world, world.setup(name=f"{world.name}-two", pool__name=f"{world.name}-two"))
    (failed,) = flown.of("failed")
    assert failed.step.id == "domain"
    assert isinstance(failed.error, AmazonRefused)
    assert f"{world.name}-sso" in failed.error.names


def test_a_pool_id_that_nobody_knows_is_wrong_input(world):
    flown = fly(world, world.setup(pool__id="eu-west-1_Nobody000"))
    assert [type(finding.error) for finding in flown.of("failed")] == [InputRefused]
    assert states(flown)["domain"] == states(flown)["quotas"] == "skipped"


def test_credentials_that_amazon_does_not_know_keep_all_else_from_being_tried(world, stand):
    keys = ("AKIAPRACTICEEXPIRED00", "x")
    adapters = dataclasses.replace(world.adapters, session=Session(Access("eu-west-1", endpoint=stand[0], keys=keys)))
    flown = fly(world, world.setup(), adapters)
    assert states(flown) == dict.fromkeys(["credentials"], "failed") | {"clock": "passed"} | dict.fromkeys(
        ["pool", "permissions", "domain", "quotas"], "skipped"
    )
    assert "run out" in flown.findings[0].error.why.happened
    assert [type(event) for event in world.events if hasattr(event, "of")].count(Skipped) == 4


def test_an_amazon_that_does_not_answer_is_told_once(world):
    access = Access("eu-west-1", endpoint="http://127.0.0.1:9", keys=("AKIAPRACTICE00000000", "x"))
    flown = fly(world, world.setup(), dataclasses.replace(world.adapters, session=Session(access)))
    assert states(flown)["credentials"] == "failed"
    assert {state for step, state in states(flown).items() if step != "credentials"} == {"skipped"}


@pytest.mark.parametrize(
    ("ahead", "state", "words"),
    [
        (0, "passed", ""),
        (130, "passed", "2 minutes ahead of Amazon's"),
        (-200, "passed", "3 minutes behind Amazon's"),
        (-420, "failed", "7 minutes behind Amazon's"),
    ],
)
def test_the_clock_is_held_against_amazons(world, ahead, state, words):
    flown = fly(world, world.setup(), clock=lambda: time.time() + ahead)
    clock = flown.findings[1]
    assert clock.state == state
    assert words in (clock.error.why.happened if clock.error else clock.text)
    assert clock.text == "" or ahead


def test_a_refusal_tells_the_time_too(world, between):
    from botocore.exceptions import ClientError

    def at(operation, call):
        if operation != "get_caller_identity":
            return call()
        headers = {"date": email.utils.formatdate(time.time() - 3600, usegmt=True)}
        error = {
            "Code": "SignatureDoesNotMatch",
            "Message": "Signature not yet current: 20260101T000000Z is still later",
        }
        raise ClientError({"Error": error, "ResponseMetadata": {"HTTPHeaders": headers}}, "GetCallerIdentity")

    adapters = dataclasses.replace(world.adapters, session=between(world.adapters.session, at))
    flown = fly(world, world.setup(), adapters)
    assert states(flown)["clock"] == "failed"
    assert "60 minutes ahead" in flown.findings[1].error.why.happened
    assert "clock" in flown.findings[0].error.why.happened


@pytest.mark.parametrize(("extra", "state", "words"), [(9, "passed", ""), (5, "passed", "in time"), (0, "failed", "")])
def test_a_full_list_is_no_room(world, monkeypatch, extra, state, words):
    pool = world.cognito.create_user_pool(PoolName=world.name)["UserPool"]["Id"]
    for number in range(6):
        world.cognito.create_user_pool_client(UserPoolId=pool, ClientName=f"c{number}")
    monkeypatch.setattr(preflight_steps, "LIMIT", 6 + extra)
    monkeypatch.setattr(preflight_steps, "_NEAR", extra + 1)
    quotas = fly(world, world.setup(pool__id=pool)).findings[-1]
    assert quotas.state == state
    assert words in quotas.text
    monkeypatch.setattr(preflight_steps, "LIMIT", 3)
    assert "was raised" in fly(world, world.setup(pool__id=pool)).findings[-1].text


def test_each_step_begins_and_ends_in_order(world):
    fly(world, world.setup())
    ended = [event.of.id for event in world.events if isinstance(event, Done | Failed | Skipped)]
    assert ended == [step.id for step, _ in STEPS]


def test_a_wish_to_stop_is_heard(world):
    cancel = Cancel()
    cancel.wish()
    with pytest.raises(Stopped):
        Preflight(world.adapters, world.setup()).run(nobody, cancel)

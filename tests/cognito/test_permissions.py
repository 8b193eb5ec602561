"""The least policy as data: names that IAM knows, statements that hold to what is known, and not one more."""

import re
from typing import get_args

import pytest
from botocore.loaders import create_loader
from botocore.model import ServiceModel

from wizard.cognito.actions import KINDS
from wizard.cognito.need import Case, Job
from wizard.cognito.permissions import Place, job_of, needs, of_plan, policy, text
from wizard.cognito.plan import Plan, PlannedAction
from wizard.practice.api.policies import statements
from wizard.setup.model import EmailSender, Setup, SmsSender, User

PERMISSION_ONLY = {"iam:PassRole"}  # IAM user guide: no API operation of its own
JOBS = get_args(Job)
POOL = "eu-west-1_AbCdEf123"


def setup(**more):
    values = {"name": "corp", "aws__region": "eu-west-1", "pool__name": "corp", "domain__prefix": "corp"}
    made = Setup()
    for path, value in (values | more).items():
        made = made.replace(path.replace("__", "."), value)
    return made


EVERYTHING = setup(
    pool__email=EmailSender("arn:aws:ses:eu-west-1:123456789012:identity/corp.example.com"),
    pool__sms=SmsSender("arn:aws:iam::123456789012:role/sms"),
    pool__mfa_methods=("totp", "sms"),
    pool__tags=(("team", "sso"),),
    domain__custom="auth.corp.example.com",
    domain__certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/1",
    groups=("admins",),
    users=(User("ada@corp.example.com", None, ("admins",)),),
)


def actions(case):
    return {need.action for need in needs(case)}


@pytest.mark.parametrize("job", JOBS)
def test_every_action_is_an_operation_of_the_service_model(job):
    loader, models = create_loader(), {}
    for action in actions(Case(EVERYTHING, job)) - PERMISSION_ONLY:
        service, _, operation = action.partition(":")
        model = models.setdefault(service, ServiceModel(loader.load_service_model(service, "service-2")))
        assert operation in model.operation_names


def test_a_small_setup_needs_nothing_of_other_services():
    assert {action.partition(":")[0] for action in actions(Case(setup(), "create"))} == {"cognito-idp"}
    more = actions(Case(EVERYTHING, "create")) - actions(Case(setup(), "create"))
    assert {action for action in more if not action.startswith("cognito-idp:")} == {
        "iam:PassRole",
        "iam:CreateServiceLinkedRole",
        "acm:ListCertificates",
        "acm:DescribeCertificate",
        "cloudfront:UpdateDistribution",
    }


@pytest.mark.parametrize("job", ["verify", "sign-in", "rotate"])
def test_other_jobs_write_what_they_are_for_alone(job):
    writes = {need.operation for need in needs(Case(EVERYTHING, job)) if not need.reads}
    secrets = {"AddUserPoolClientSecret", "DeleteUserPoolClientSecret"}
    assert writes == {"verify": set(), "sign-in": {"UpdateUserPoolClient"}, "rotate": secrets}[job]


def test_what_an_existing_pool_sends_along_is_asked_for_too():
    role = "arn:aws:iam::123456789012:role/theirs"
    pool = {"SmsConfiguration": {"SnsCallerArn": role}, "EmailConfiguration": {"EmailSendingAccount": "DEVELOPER"}}
    adopted = setup(pool__id=POOL)
    assert "iam:PassRole" not in actions(Case(adopted, "adopt"))
    more = {need.action: need.on for need in needs(Case(adopted, "adopt", pool))}
    assert more["iam:PassRole"] == role
    assert "iam:CreateServiceLinkedRole" in more
    assert "cognito-idp:TagResource" not in more
    assert "cognito-idp:TagResource" in actions(Case(adopted, "adopt"))


@pytest.mark.parametrize(("has_id", "job"), [(POOL, "adopt"), (None, "create")])
def test_a_pool_that_the_setup_names_is_adopted(has_id, job):
    assert job_of(setup(pool__id=has_id)) == job


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("pool", [POOL, None])
def test_iam_takes_every_policy(job, pool):
    place = Place("eu-west-1", "123456789012", "aws", pool, "" if pool else "corp")
    written = text(policy(needs(Case(EVERYTHING, job)), place))
    rows = statements(written)
    assert len(written) < 6144  # IAM's limit of a managed policy, in characters without blanks
    named = [action for row in rows for action in row["Action"]]
    assert len(named) == len(set(named))
    assert not any("*" in action for action in named)
    assert "{" not in "".join(row["Resource"] for row in rows)
    assert {row["Sid"] for row in rows} >= {"LookUp", "ReadPool"}


def test_a_known_pool_is_named_and_no_tag_is_needed():
    document = policy(needs(Case(setup(pool__id=POOL), "adopt")), Place("eu-west-1", "123456789012", pool=POOL))
    by_sid = {row["Sid"]: row for row in document["Statement"]}
    arn = f"arn:aws:cognito-idp:eu-west-1:123456789012:userpool/{POOL}"
    assert {row["Resource"] for row in by_sid.values()} == {"*", arn}
    assert not any("Condition" in row for row in by_sid.values())


def test_a_pool_that_is_not_there_yet_is_known_by_its_tag():
    document = policy(needs(Case(setup(), "create")), Place("eu-west-1", tag="corp"))
    held = {
        row["Sid"]: next(iter(row.get("Condition", {}).get("StringEquals", {})), "") for row in document["Statement"]
    }
    assert held == {
        "LookUp": "",
        "FindPool": "",  # a pool of the same name is looked at, whoever made it
        "MakePool": "aws:RequestTag/pomerium-cognito:setup",
        "TagPool": "aws:RequestTag/pomerium-cognito:setup",
        "ReadPool": "aws:ResourceTag/pomerium-cognito:setup",
        "ChangePool": "aws:ResourceTag/pomerium-cognito:setup",
    }


@pytest.mark.parametrize("partition", ["aws-us-gov", "aws-eusc"])
def test_the_partition_is_that_of_the_region(partition):
    document = policy(needs(Case(EVERYTHING, "create")), Place("r", "123456789012", partition, tag="corp"))
    own = [row["Resource"] for row in document["Statement"] if re.search(r"userpool|service-role", row["Resource"])]
    assert own
    assert {arn.split(":")[1] for arn in own} == {partition}


def planned(*actions):
    return Plan(tuple(PlannedAction(kind, kind, change, "", "") for kind, change in actions))


def test_a_plan_takes_what_its_own_actions_take_and_no_read():
    adopted = Case(EVERYTHING.replace("pool.id", POOL).replace("domain.managed_login", True), "adopt")
    assert of_plan(adopted, planned()) == ()
    found = {need.operation for need in of_plan(adopted, planned(("client", "create"), ("domain", "update")))}
    assert found == {"CreateUserPoolClient", "UpdateUserPoolDomain"}
    found = {need.operation for need in of_plan(adopted, planned(("pool", "update"), ("user", "update")))}
    assert found == {"UpdateUserPool", "PassRole", "CreateServiceLinkedRole", "TagResource", "AdminAddUserToGroup"}
    whole = Case(EVERYTHING, "create")
    found = of_plan(whole, planned(*((kind.name, "create") for kind in KINDS)))
    assert set(found) == {need for need in needs(whole) if need.within or not need.reads}


def undone(given):
    return {need.operation for need in needs(Case(given, "undo")) if not (need.reads or need.within)}


def test_a_pool_of_ours_is_undone_as_a_whole():
    assert undone(EVERYTHING) == {"DeleteUserPoolDomain", "DeleteUserPool", "UpdateUserPool"}
    assert undone(setup(pool__deletion_protection=False)) == {"DeleteUserPoolDomain", "DeleteUserPool"}


def test_in_a_pool_of_theirs_each_thing_is_removed_or_put_back():
    theirs = EVERYTHING.replace("pool.id", POOL).replace("domain.managed_login", True)
    removed = {
        *("DeleteUserPoolClient", "DeleteManagedLoginBranding", "DeleteUserPoolDomain", "DeleteGroup"),
        *("AdminDeleteUser", "AdminRemoveUserFromGroup"),
    }
    put_back = {"UpdateUserPool", "SetUserPoolMfaConfig", "UpdateUserPoolClient", "UpdateUserPoolDomain"}
    assert undone(theirs) == removed | put_back
    assert undone(theirs.replace("client.id", "abc")) == (removed | put_back) - {"DeleteUserPoolClient"}
    small = setup(pool__id=POOL)
    assert undone(small) == {
        *("DeleteUserPoolClient", "DeleteManagedLoginBranding", "DeleteUserPoolDomain"),
        *("UpdateUserPool", "UpdateUserPoolClient"),
    }

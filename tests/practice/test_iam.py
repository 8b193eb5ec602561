"""Policies are enforced and simulated as IAM does it, asked through boto3; the texts are Amazon's."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from wizard.practice.api.policies import Question, decide, missing, statements

USER = "arn:aws:iam::123456789012:user/practice-admin"
MINE = {"UserName": "practice-admin", "PolicyName": "p"}
ALL = {"Effect": "Allow", "Action": "*", "Resource": "*"}


@pytest.fixture
def iam(stand: Any) -> Iterator[Any]:
    """IAM, whose policies are gone afterwards."""
    client = stand.client("iam", "us-east-1")
    yield client
    client.put_user_policy(**MINE, PolicyDocument=document(ALL))
    client.delete_user_policy(**MINE)


def document(*rows: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(rows)})


def row(action: Any, resource: Any = "*", effect: str = "Allow", **condition: Any) -> dict[str, Any]:
    held = {"Condition": condition} if condition else {}
    return {"Effect": effect, "Action": action, "Resource": resource, **held}


def test_who_has_no_policy_may_do_everything(iam: Any, cognito: Any) -> None:
    cognito.list_user_pools(MaxResults=1)
    iam.put_user_policy(**MINE, PolicyDocument=document(row("acm:*")))
    with pytest.raises(cognito.exceptions.ClientError):
        cognito.list_user_pools(MaxResults=1)
    iam.delete_user_policy(**MINE)
    cognito.list_user_pools(MaxResults=1)


def test_a_refusal_names_action_and_resource(iam: Any, cognito: Any, pool: str, refused: Callable[..., str]) -> None:
    arn = f"arn:aws:cognito-idp:eu-west-1:123456789012:userpool/{pool}"
    iam.put_user_policy(**MINE, PolicyDocument=document(row("cognito-idp:DescribeUserPool", arn)))
    cognito.describe_user_pool(UserPoolId=pool)
    assert refused(cognito.list_groups, UserPoolId=pool) == (
        f"[AccessDeniedException] User: {USER} is not authorized to perform: cognito-idp:ListGroups on resource: {arn}"
        " because no identity-based policy allows the cognito-idp:ListGroups action"
    )
    assert "on resource: * because" in refused(cognito.create_user_pool, PoolName="x")
    other = refused(cognito.describe_user_pool, UserPoolId="eu-west-1_Other0000")
    assert "AccessDenied" in other, "permission is judged before existence"


def test_a_denial_outweighs(iam: Any, cognito: Any, refused: Callable[..., str]) -> None:
    deny = row("cognito-idp:List*", effect="Deny")
    iam.put_user_policy(**MINE, PolicyDocument=document(ALL, deny))
    told = refused(cognito.list_user_pools, MaxResults=1)
    assert told.endswith("on resource: * with an explicit deny in an identity-based policy")


@pytest.mark.parametrize(
    ("extra", "action"),
    [
        ({"UserPoolTags": {"a": "b"}}, "cognito-idp:TagResource"),
        (
            {"EmailConfiguration": {"EmailSendingAccount": "DEVELOPER", "SourceArn": "arn:aws:ses:eu-west-1:1:x/y"}},
            "iam:CreateServiceLinkedRole",
        ),
        ({"SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}}, "iam:PassRole"),
    ],
)
def test_what_amazon_asks_for_inside_a_call(
    iam: Any, cognito: Any, refused: Callable[..., str], extra: dict[str, Any], action: str
) -> None:
    iam.put_user_policy(**MINE, PolicyDocument=document(row("cognito-idp:CreateUserPool")))
    assert f"perform: {action} on" in refused(cognito.create_user_pool, PoolName="x", **extra)


def test_tags_of_pool_and_request_are_conditions(iam: Any, cognito: Any, refused: Callable[..., str]) -> None:
    tag = {"StringEquals": {"aws:RequestTag/team": "sso"}}
    have = {"StringEquals": {"aws:ResourceTag/team": "sso"}}
    rows = (row(["cognito-idp:CreateUserPool", "cognito-idp:TagResource"], **tag), row("cognito-idp:List*", **have))
    iam.put_user_policy(**MINE, PolicyDocument=document(*rows))
    ours = cognito.create_user_pool(PoolName="x", UserPoolTags={"team": "sso"})["UserPool"]["Id"]
    cognito.list_groups(UserPoolId=ours)
    assert "AccessDenied" in refused(cognito.create_user_pool, PoolName="x", UserPoolTags={"team": "else"})
    assert "AccessDenied" in refused(cognito.list_groups, UserPoolId="eu-west-1_Other0000")


def test_a_role_has_policies_of_its_own(stand: Any, iam: Any, refused: Callable[..., str]) -> None:
    made = stand.client("sts").assume_role(RoleArn="arn:aws:iam::123456789012:role/reader", RoleSessionName="ada")
    as_role = stand.client(key=made["Credentials"]["AccessKeyId"])
    as_role.list_user_pools(MaxResults=1)
    iam.put_role_policy(RoleName="reader", PolicyName="p", PolicyDocument=document(row("acm:ListCertificates")))
    who = "User: arn:aws:sts::123456789012:assumed-role/reader/ada is not authorized"
    assert who in refused(as_role.list_user_pools, MaxResults=1)
    stand.client("acm", "us-east-1", made["Credentials"]["AccessKeyId"]).list_certificates()
    iam.delete_role_policy(RoleName="reader", PolicyName="p")
    as_role.list_user_pools(MaxResults=1)


def test_a_simulation_answers_in_iams_form(iam: Any) -> None:
    conditional = row("cognito-idp:CreateUserPool", **{"StringEquals": {"aws:RequestTag/team": "sso"}})
    simulates = row("iam:SimulatePrincipalPolicy")
    iam.put_user_policy(**MINE, PolicyDocument=document(conditional, simulates, row("acm:*", effect="Deny")))
    actions = ["cognito-idp:CreateUserPool", "cognito-idp:ListUserPools", "acm:ListCertificates"]
    ask = {"PolicySourceArn": USER, "ActionNames": actions}
    found = iam.simulate_principal_policy(**ask)
    assert found["IsTruncated"] is False
    told = {r["EvalActionName"]: (r["EvalDecision"], r["MissingContextValues"]) for r in found["EvaluationResults"]}
    assert told == {
        actions[0]: ("implicitDeny", ["aws:RequestTag/team"]),
        actions[1]: ("implicitDeny", []),
        actions[2]: ("explicitDeny", []),
    }
    entry = {"ContextKeyName": "aws:RequestTag/team", "ContextKeyValues": ["sso"], "ContextKeyType": "string"}
    (first, *_) = iam.simulate_principal_policy(**ask, ContextEntries=[entry])["EvaluationResults"]
    assert (first["EvalDecision"], first["EvalResourceName"]) == ("allowed", "*")


def test_a_simulation_comes_in_pages(iam: Any) -> None:
    ask = {"PolicySourceArn": USER, "ActionNames": ["a:One", "a:Two", "a:Three"], "ResourceArns": ["*"]}
    pages = iam.get_paginator("simulate_principal_policy").paginate(**ask, PaginationConfig={"PageSize": 2})
    assert [len(page["EvaluationResults"]) for page in pages] == [2, 1]


def test_whom_a_simulation_is_about(iam: Any, refused: Callable[..., str]) -> None:
    def ask(source: str) -> str:
        return refused(iam.simulate_principal_policy, PolicySourceArn=source, ActionNames=["a:One"])

    role = "arn:aws:iam::123456789012:role"
    assert ask("arn:aws:sts::123456789012:assumed-role/x/ada").startswith("[InvalidInput] Invalid Entity Arn: ")
    assert ask("arn:aws:iam::123456789012:user/nobody").startswith("[NoSuchEntity]")
    assert ask(f"{role}/AWSReservedSSO_Admins").startswith("[NoSuchEntity]")
    found = iam.get_role(RoleName="AWSReservedSSO_Admins")["Role"]
    assert found["Arn"] == f"{role}/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admins"
    assert found["CreateDate"].year == 2025
    iam.simulate_principal_policy(PolicySourceArn=found["Arn"], ActionNames=["a:One"])


def test_a_simulation_can_be_refused_itself(iam: Any, refused: Callable[..., str]) -> None:
    iam.put_user_policy(**MINE, PolicyDocument=document(row("cognito-idp:*")))
    told = refused(iam.simulate_principal_policy, PolicySourceArn=USER, ActionNames=["a:One"])
    assert told.startswith(f"[AccessDenied] User: {USER} is not authorized to perform: iam:SimulatePrincipalPolicy")


def test_policies_have_owners(iam: Any, refused: Callable[..., str]) -> None:
    theirs = {"UserName": "nobody", "PolicyName": "p"}
    assert "NoSuchEntity" in refused(iam.put_user_policy, **theirs, PolicyDocument=document(ALL))
    assert "NoSuchEntity" in refused(iam.delete_user_policy, UserName="practice-admin", PolicyName="none")
    assert "ValidationError" in refused(iam.get_role, RoleName="not/a name")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "Syntax errors in policy."),
        (json.dumps({"Statement": [ALL]}), "Syntax errors in policy."),
        (document(row([])), "Policy statement must contain actions."),
        (document(row("a:B", [])), "Policy statement must contain resources."),
        (document(row("ListUserPools")), "must be prefaced by a vendor"),
        (document(row("a:B", "userpool/x")), 'Resource userpool/x must be in ARN format or "*".'),
        (document({**ALL, "Sid": "one-two"}), "must be alpha-numeric"),
        (document({**ALL, "Sid": "A"}, {**ALL, "Sid": "A"}), "must be unique"),
        (document({**ALL, "Effect": "allow"}), "Syntax errors in policy."),
        (document(row("a:B", **{"StringIs": {"k": "v"}})), "Syntax errors in policy."),
    ],
)
def test_a_malformed_policy_is_not_taken(iam: Any, refused: Callable[..., str], text: str, told: str) -> None:
    answer = refused(iam.put_user_policy, **MINE, PolicyDocument=text)
    assert answer.startswith("[MalformedPolicyDocument] ")
    assert told in answer


@pytest.mark.parametrize(
    ("rows", "decision"),
    [
        ([row("S:GET*", "arn:aws:s:::a?c")], "allowed"),
        ([row("s:Get", "arn:aws:s:::ab")], "implicitDeny"),
        ([{"Effect": "Allow", "NotAction": "s:Put*", "NotResource": "arn:aws:s:::b*"}], "allowed"),
        ([{"Effect": "Allow", "NotAction": "s:Get*", "Resource": "*"}], "implicitDeny"),
        ([row("s:*", **{"StringLike": {"K": ["x", "v*"]}})], "allowed"),
        ([row("s:*", **{"StringEquals": {"k": "v*"}})], "implicitDeny"),
        ([row("s:*", **{"StringNotEquals": {"none": "v"}})], "allowed"),
        ([row("s:*"), row("s:*", effect="Deny", **{"StringNotEquals": {"k": "value"}})], "allowed"),
    ],
)
def test_how_statements_are_read(rows: list[dict[str, Any]], decision: str) -> None:
    question = Question("s:GetObject", "arn:aws:s:::abc", {"k": "value"})
    assert decide(statements(document(*rows)), question) == decision


def test_keys_that_are_missing_are_those_of_statements_about_the_question() -> None:
    rows = [row("s:Get*", **{"StringEquals": {"k": "v", "l": "v"}}), row("s:Put*", **{"StringEquals": {"m": "v"}})]
    assert missing(rows, Question("s:GetObject", "*", {"K": "x"})) == ["l"]

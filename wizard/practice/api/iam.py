"""Permissions: policies of users and roles, which every call is judged by, and their simulation.

A user or role without a policy may do everything. Putting and deleting policies is never judged: it is the deed of
who keeps the account. What Amazon asks for inside another call, as iam:PassRole, is asked for here as strictly as its
developer guide tells it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wizard.practice.api.call import ACCOUNT, CALLER, Call, Handler
from wizard.practice.api.policies import Decision, Question, Statement, decide, missing, statements
from wizard.practice.api.sts import caller_arn
from wizard.practice.refusal import Refusal
from wizard.practice.state import Tree

PATHED = "AWSReservedSSO_"
"""How names of roles begin that lie under a path of their own, as those of single sign-on."""

_PATH = "aws-reserved/sso.amazonaws.com/"
_UNSCOPED = ("CreateUserPool", "ListUserPools", "DescribeUserPoolDomain")
_FREE = ("GetCallerIdentity", "PutUserPolicy", "DeleteUserPolicy", "PutRolePolicy", "DeleteRolePolicy")
_MAIL = "email.cognito-idp.amazonaws.com"
_MAIL_ROLE = f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/{_MAIL}/AWSServiceRoleForAmazonCognitoIdpEmailService"


def enforce(call: Call, service: str) -> None:
    """Raise Refusal, in Amazon's words, where a policy of the caller does not allow what the call takes."""
    rows = _rows(call.tree, _key(caller_arn(call)))
    if rows is None or call.operation in _FREE:
        return
    for question in _questions(call, service):
        decision = decide(rows, question)
        if decision != "allowed":
            raise denied(call, question.action, question.resource, decision)


def denied(call: Call, action: str, resource: str, decision: Decision = "implicitDeny") -> Refusal:
    """Amazon's refusal: JSON services and query ones name and number it otherwise."""
    why = (
        "with an explicit deny in an identity-based policy"
        if decision == "explicitDeny"
        else f"because no identity-based policy allows the {action} action"
    )
    text = f"User: {caller_arn(call)} is not authorized to perform: {action} on resource: {resource} {why}"
    query = call.operation in OPERATIONS or action.startswith("sts:")
    return Refusal("AccessDenied" if query else "AccessDeniedException", text, 403 if query else 400)


def resource_of(call: Call) -> str:
    """The ARN that Cognito judges a call by, '*' for those that it can't hold to a pool."""
    pool = f"arn:aws:cognito-idp:{call.region}:{ACCOUNT}:userpool/{call.asked.get('UserPoolId')}"
    return "*" if call.operation in _UNSCOPED else call.asked.get("ResourceArn", pool)


def _questions(call: Call, service: str) -> Iterator[Question]:
    """What the call itself takes, then what Amazon asks for inside it."""
    asked, action = call.asked, f"{service}:{call.operation}"
    if service == "acm":
        yield Question(action, asked.get("CertificateArn", "*"))
    elif service == "sts":
        yield Question(action, asked["RoleArn"])
    elif service == "iam":
        yield Question(action, asked.get("PolicySourceArn") or _role_arn(asked.get("RoleName", "")))
    else:
        resource = resource_of(call)
        tags = {f"aws:ResourceTag/{key}": value for key, value in _tags(call, resource).items()}
        sent = asked.get("UserPoolTags") or asked.get("Tags") or {}
        tags |= {f"aws:RequestTag/{key}": value for key, value in sent.items()}
        yield Question(action, resource, tags)
        yield from _inside(call, resource, tags)


def _inside(call: Call, resource: str, tags: Mapping[str, str]) -> Iterator[Question]:
    asked = call.asked
    factor = asked.get("SmsMfaConfiguration") or {}
    for sms in (asked.get("SmsConfiguration"), factor.get("SmsConfiguration")):
        if sms:
            handed = {"iam:PassedToService": "cognito-idp.amazonaws.com"}
            yield Question("iam:PassRole", sms["SnsCallerArn"], handed)
    if (asked.get("EmailConfiguration") or {}).get("EmailSendingAccount") == "DEVELOPER":
        yield Question("iam:CreateServiceLinkedRole", _MAIL_ROLE, {"iam:AWSServiceName": _MAIL})
    if asked.get("UserPoolTags"):
        new = f"arn:aws:cognito-idp:{call.region}:{ACCOUNT}:userpool/{call.region}_NewPool00"
        yield Question("cognito-idp:TagResource", new if resource == "*" else resource, tags)
    if call.operation == "CreateUserPoolDomain" and asked.get("CustomDomainConfig"):
        yield Question("acm:ListCertificates", "*")
        yield Question("acm:DescribeCertificate", asked["CustomDomainConfig"]["CertificateArn"])
        yield Question("cloudfront:UpdateDistribution", "*")


def _tags(call: Call, resource: str) -> Mapping[str, str]:
    pool = call.tree["pools"].get(resource.rpartition("/")[2])
    found: Mapping[str, str] = pool["settings"].get("UserPoolTags", {}) if pool else {}
    return found


def _role_arn(name: str) -> str:
    return f"arn:aws:iam::{ACCOUNT}:role/{_PATH if name.startswith(PATHED) else ''}{name}"


def _key(arn: str) -> str:
    """'user/NAME' or 'role/NAME' out of the ARN of a user, a role or an assumed role."""
    kind, _, rest = arn.split(":", 5)[5].partition("/")
    return f"role/{rest.partition('/')[0]}" if kind == "assumed-role" else f"{kind}/{rest.rpartition('/')[2]}"


def _rows(tree: Tree, key: str) -> list[Statement] | None:
    """The statements of all policies of a user or role; None where it has none and may do everything."""
    policies: Mapping[str, str] = tree.get("policies", {}).get(key, {})
    return [row for text in policies.values() for row in statements(text)] if policies else None


def put_policy(call: Call) -> dict[str, Any]:
    """Give a user or role an inline policy, or another text of it."""
    statements(call.asked["PolicyDocument"])
    kept = call.tree.setdefault("policies", {}).setdefault(_owner(call), {})
    kept[call.asked["PolicyName"]] = call.asked["PolicyDocument"]
    return {}


def delete_policy(call: Call) -> dict[str, Any]:
    """Take an inline policy away."""
    kept = call.tree.get("policies", {}).get(_owner(call), {})
    if kept.pop(call.asked["PolicyName"], None) is None:
        raise Refusal("NoSuchEntity", f"The policy with name {call.asked['PolicyName']} cannot be found.", 404)
    return {}


def _owner(call: Call) -> str:
    user = call.asked.get("UserName")
    if user is None:
        return f"role/{call.asked['RoleName']}"
    if f"user/{user}" != _key(CALLER):
        raise Refusal("NoSuchEntity", f"The user with name {user} cannot be found.", 404)
    return f"user/{user}"


def get_role(call: Call) -> dict[str, Any]:
    """A role, of which there is any that can be assumed."""
    name = call.asked["RoleName"]
    path = f"/{_PATH}" if name.startswith(PATHED) else "/"
    role = {"Path": path, "RoleName": name, "RoleId": "AROAPRACTICE000000000", "Arn": _role_arn(name)}
    return {"Role": {**role, "CreateDate": 1735689600.0}}


def simulate(call: Call) -> dict[str, Any]:
    """What the policies of a user or role decide, action by action and resource by resource."""
    source = call.asked["PolicySourceArn"]
    if not source.startswith(f"arn:aws:iam::{ACCOUNT}:"):
        text = f"Invalid Entity Arn: {source} does not clearly define entity type and name."
        raise Refusal("InvalidInput", text)
    key = _key(source)
    if source not in (CALLER, _role_arn(key.partition("/")[2])):
        raise Refusal("NoSuchEntity", f"The {key.partition('/')[0]} with ARN {source} cannot be found.", 404)
    rows = _rows(call.tree, key)
    context = {entry["ContextKeyName"]: entry["ContextKeyValues"][0] for entry in call.asked.get("ContextEntries", ())}
    results = [
        _result(rows, Question(action, resource, context))
        for action in call.asked["ActionNames"]
        for resource in call.asked.get("ResourceArns", ["*"])
    ]
    start, size = int(call.asked.get("Marker", 0)), call.asked.get("MaxItems", 100)
    more = start + size < len(results)
    page: dict[str, Any] = {"EvaluationResults": results[start : start + size], "IsTruncated": more}
    return page | ({"Marker": str(start + size)} if more else {})


def _result(rows: list[Statement] | None, question: Question) -> dict[str, Any]:
    decision = "allowed" if rows is None else decide(rows, question)
    return {
        "EvalActionName": question.action,
        "EvalResourceName": question.resource,
        "EvalDecision": decision,
        "MatchedStatements": [],
        "MissingContextValues": missing(rows or (), question),
    }


OPERATIONS: Mapping[str, Handler] = {
    "PutUserPolicy": put_policy,
    "DeleteUserPolicy": delete_policy,
    "PutRolePolicy": put_policy,
    "DeleteRolePolicy": delete_policy,
    "GetRole": get_role,
    "SimulatePrincipalPolicy": simulate,
}

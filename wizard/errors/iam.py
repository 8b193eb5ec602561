"""Permissions: what IAM denies in its many wordings, and what it says of users, roles and policies."""

from __future__ import annotations

import re

from wizard.errors.deeds import deed
from wizard.errors.entry import Entry, Words, entry

_DOCS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html"
_IAM = "botocore's service model of iam"
_DENIED = "AccessDeniedException AccessDenied UnauthorizedOperation UnauthorizedException AuthorizationError"
_ASSUME = (
    "Amazon doesn't let these credentials take on the role.",
    "Either they lack sts:AssumeRole, or the role's trust policy doesn't name them, or there is no such role.",
    "Look at both, and at the spelling of the role's ARN; the CDK's own roles are made by cdk bootstrap.",
)
_UNCLEAR = (
    "Amazon doesn't let this user or role {deed}.",
    "A permission is missing, or a policy denies it; the answer doesn't say which.",
    "Look at the policies of this user or role for {operation}, or use another profile.",
)
_PRINCIPAL = re.compile(
    r"(?:arn:[\w-]+:\w+::[^:\s]*:|\W*)(?P<kind>assumed-role|role|user|federated-user|root)(?:/(?P<name>\S+))?"
)
_ELSEWHERE = {
    "service control policy": "the organization's service control policies",
    "resource control policy": "the organization's resource control policies",
    "permissions boundary": "the permissions boundary of {who}",
    "session policy": "the session policy that was handed along when the role was taken on",
    "VPC endpoint policy": "the policy of the VPC endpoint that the call goes through",
    "resource-based policy": "the policy of the resource",
}


def _who(words: Words) -> Words:
    """'the role CognitoAdmin' from a principal's ARN, and the missing action in words."""
    found = _PRINCIPAL.match(words["principal"])
    kind, name = (found["kind"], found["name"] or "") if found else ("", "")
    if kind == "root":
        who = "the account's root user"
    elif kind == "assumed-role":
        who = f"the role {name.partition('/')[0]}"
    elif kind:
        who = f"the {'role' if kind == 'role' else 'user'} {name.rpartition('/')[2]}"
    else:
        who = words["principal"]
    return {"who": who, "Who": who[0].upper() + who[1:], "may": deed(words["action"].partition(":")[2])}


def _denied(words: Words) -> Words:
    found = {**_who(words), "policy": words.get("kind", "").strip()}
    action, missing = words["action"], words.get("missing", "").strip()
    if words.get("explicit") and found["policy"]:
        found["mend"] = f"Have that rule changed: allowing {action} elsewhere doesn't outweigh it."
        article = "an" if found["policy"][0] in "aeiou" else "a"
        found["lacks"] = f"An explicit deny stands in {article} {found['policy']}."
    elif missing in _ELSEWHERE:
        where = _ELSEWHERE[missing].format_map(found)
        found["mend"] = f"Have {action} allowed there as well; a policy of {found['who']} alone doesn't help."
        found["lacks"] = f"Nothing allows {action} in {where}."
    else:
        found["mend"] = f"Allow {action} in a policy of {found['who']}, or use another profile."
        found["lacks"] = f"{found['Who']} lacks {action}."
    return found


ENTRIES: tuple[Entry, ...] = (
    entry(
        "role-assume",
        r"(?:User: )?(?P<principal>[^\s:]+(?::\S+)?) is not authorized to perform:? "
        r"sts:(?:AssumeRole|TagSession|SetSourceIdentity) on resource: (?P<role>[^\s\"\\]+)",
        "Amazon doesn't let {who} take on the role {role}.",
        "Either {who} lacks sts:AssumeRole (sts:TagSession where tags go along), or the role's trust policy doesn't "
        "name it. Amazon doesn't say which.",
        "Look at both, and at the spelling of the role's ARN; or leave the role out.",
        _DENIED,
        _DOCS,
        words=lambda words: _who({**words, "action": "sts:AssumeRole"}),
    ),
    entry(
        "role-assume",
        r"\bNot authorized to perform sts:AssumeRole\b(?!With)|"
        r"\bcould not be used to assume '?arn:(?![\s\S]{0,400}\bHas the environment been bootstrapped)|"
        r"\bCould not assume role in target account\b|"
        r"\bError calling AssumeRole for role arn:|\bEKS does not have permissions to assume the associated role\b",
        *_ASSUME,
        source="https://github.com/aws-samples/sample-aws-genai-ops-demos/issues/14; aws/aws-cdk-cli",
        whole=True,
    ),
    entry(
        "denied",
        r"(?:User: )?(?P<principal>[^\s:]+(?::\S+)?) is not authorized to perform:? (?P<action>[\w-]+:\w+)"
        r"(?: on resource: (?:(?:user|role|group|policy) )?\S+)?(?:.{0,8}(?P<explicit>with an explicit deny)"
        r"(?: in an? (?P<kind>[\w -]*policy|permissions boundary))?|"
        r".{0,8}because no (?P<missing>[\w -]*policy|permissions boundary) allows)?",
        "Amazon doesn't let {who} {may}.",
        "{lacks}",
        "{mend}",
        _DENIED,
        _DOCS,
        words=_denied,
    ),
    entry(
        "denied",
        r"\bUser: (?P<principal>arn:\S+)\s+(?:Service: \S+\s+)?Action: (?P<action>[\w-]+:\w+)",
        "Amazon doesn't let {who} {may}.",
        "{lacks}",
        "{mend}",
        source="AWS Management Console",
        words=_denied,
    ),
    entry(
        "denied",
        r"\bAccessDenied(?:Exception)?\b\)?(?: when calling the \w+ operation)?\W*(?:Access ?Denied)?\W*\Z|"
        r"\bAccessDenied(?:Exception)?\b.{0,60}\b(?:User is|You are) not authorized to perform\b",
        *_UNCLEAR,
        _DENIED,
        _DOCS,
        needs="deed",
    ),
    entry(
        "denied",
        r"\bUser: arn:\S+ is not authorized to access\b",
        *_UNCLEAR,
        _DENIED,
        _DOCS,
    ),
    entry("denied", "", *_UNCLEAR, _DENIED, _DOCS, needs="nothing else"),
    entry(
        "trust-policy",
        r"\bMalformedPolicyDocument(?:Exception)?\b",
        "IAM doesn't take the role's trust policy.",
        "It names a principal that isn't there, or an action other than taking on the role.",
        "Look at Principal and Action in it; a role for Cognito's SMS trusts cognito-idp.amazonaws.com.",
        source=f"{_IAM}, CreateRole",
        needs="op:CreateRole op:UpdateAssumeRolePolicy",
    ),
    entry(
        "policy-length",
        r"\bCannot exceed quota for PolicySize\b|\bMaximum policy size of \d+ bytes exceeded\b",
        "The policy is longer than IAM takes.",
        "A managed policy holds 6144 characters without blanks; one inside a user 2048, a group 5120, a role 10240.",
        "Split it in two.",
        source="AWS IAM quotas",
        whole=True,
    ),
    entry(
        "linked-role-there",
        r"\bService role name AWSServiceRoleForAmazonCognitoIdp\w* has been taken in this account\b",
        "Cognito's own role for mail is in this account already.",
        "It is made once for all pools of an account.",
        "Nothing needs to be done; go on.",
        source=f"{_IAM}, CreateServiceLinkedRole",
        whole=True,
    ),
    entry(
        "principal-missing",
        "",
        "IAM has no such user or role.",
        "It was deleted, or stands under another path or in another account.",
        "Look at the ARN.",
        "NoSuchEntity NoSuchEntityException",
        f"{_IAM}, SimulatePrincipalPolicy",
        needs="op:SimulatePrincipalPolicy",
    ),
    entry(
        "simulation",
        "",
        "IAM could not work out what this user or role may do.",
        "One of its policies can't be evaluated, or the question was malformed.",
        "Details hold IAM's own words; the set-up itself doesn't depend on this answer.",
        "PolicyEvaluation PolicyEvaluationException InvalidInput InvalidInputException",
        f"{_IAM}, SimulatePrincipalPolicy",
        needs="op:SimulatePrincipalPolicy",
    ),
)

"""Credentials, roles and permissions: codes of STS and IAM, and what every service of Amazon's answers alike."""

from __future__ import annotations

import re

from wizard.errors.deeds import deed
from wizard.errors.entry import Entry, Words, entry

_CODES = "https://docs.aws.amazon.com/IAM, Troubleshoot access denied error messages; AWS common error codes"
_DENIED = "AccessDeniedException AccessDenied UnauthorizedOperation UnauthorizedException AuthorizationError"
_CLOCK = (
    "This computer's clock is wrong: Amazon takes signatures of the last few minutes only.",
    "No call gets through until that is mended.",
    "Set the clock (NTP), then try again.",
)
_INACTIVE = (
    "The account is not active for this service, or not in this region.",
    "A new account takes up to a day; newer regions are off until somebody switches them on.",
    "Finish the account's sign-up, switch the region on under Account, AWS Regions, or choose another.",
)
_PRINCIPAL = re.compile(
    r"arn:[\w-]+:\w+::[^:\s]*:(?P<kind>assumed-role|role|user|federated-user|root)(?:/(?P<name>\S+))?"
)


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
    if words.get("explicit") and found["policy"]:
        found["mend"] = f"Have that rule changed: allowing {words['action']} elsewhere doesn't outweigh it."
        found["lacks"] = f"An explicit deny stands in a {found['policy']}."
    else:
        found["mend"] = f"Allow {words['action']} in a policy of {found['who']}, or use another profile."
        found["lacks"] = f"{found['Who']} lacks {words['action']}."
    return found


ENTRIES: tuple[Entry, ...] = (
    entry(
        "sso-session",
        r"Session token not found or invalid",
        "The single sign-on session of this computer is over.",
        "Amazon no longer knows its token.",
        "Run aws sso login for the profile, then try again.",
        "UnauthorizedException",
        "aws/aws-cli issue 7340",
        needs="code aws",
    ),
    entry(
        "mfa-code-wrong",
        r"\bMultiFactorAuthentication failed(?: with invalid|, unable to validate)\b",
        "Amazon didn't take the MFA code.",
        "It was mistyped or used before, the clock of the device is wrong, or the serial number isn't this user's: "
        "it looks like arn:aws:iam::ACCOUNT:mfa/NAME.",
        "Wait for the next code and try once more; then compare mfa_serial in the profile.",
        "AccessDenied",
        "https://github.com/aws/aws-cli/issues/6325",
    ),
    entry(
        "role-duration",
        r"\bDurationSeconds exceeds the (?:MaxSessionDuration set for this role|"
        r"1 hour session limit for roles assumed)",
        "The role doesn't give sessions that long.",
        "A role has its own longest session; one that was taken on from another role gives an hour.",
        "Ask for a shorter one (duration_seconds), or raise the role's longest session.",
        "ValidationError",
        "https://github.com/kreuzwerker/awsu/issues/27",
    ),
    entry(
        "web-identity",
        r"\bNot authorized to perform sts:AssumeRoleWithWebIdentity\b|"
        r"\bNo OpenIDConnect provider found in your account",
        "Amazon doesn't let this token take on the role.",
        "The account has no identity provider for it, or the role's trust policy names another subject or audience.",
        "Compare provider URL, audience and subject in the role's trust policy; case counts.",
        "AccessDenied InvalidIdentityToken",
        "https://github.com/aws-actions/configure-aws-credentials/issues/318",
    ),
    entry(
        "access-key",
        r"\bAWS Access Key Id you provided does not exist in our records\b",
        "Amazon doesn't know this access key.",
        "It was deleted or switched off, is mistyped, lacks its session token, or belongs to another partition.",
        "Check the profile's keys (aws configure), or choose another profile.",
        "InvalidAccessKeyId",
        _CODES,
    ),
    entry(
        "secret-key",
        r"\bThe request signature we calculated does not match the signature you provided\. Check your AWS Secret",
        "The secret access key doesn't belong to this access key.",
        "Amazon reckons the signature again, and comes to another.",
        "Enter the secret access key anew (aws configure); a blank or a missing character is enough.",
        "SignatureDoesNotMatch InvalidSignatureException",
        _CODES,
    ),
    entry(
        "role-refused",
        r"The role \"?(?P<role>arn:[\w:/+=,.@-]+)\"? cannot be assumed|"
        r"\bIAM Role \(?(?P<other>arn:[\w:/+=,.@-]+)\)? cannot be assumed",
        "The role {role}{other} can't be taken on.",
        "These credentials are refused, or the role doesn't trust them.",
        "Look at the credentials first, then at the role's trust policy.",
        source="hashicorp/terraform-provider-aws issue 7418",
    ),
    entry(
        "role-assume",
        r"User: (?P<principal>\S+) is not authorized to perform: sts:AssumeRole on resource: (?P<role>[^\s\"\\]+)",
        "Amazon doesn't let {who} take on the role {role}.",
        "Either {who} lacks sts:AssumeRole, or the role's trust policy doesn't name it. Amazon doesn't say which.",
        "Look at both, and at the spelling of the role's ARN; or leave the role out.",
        _DENIED,
        _CODES,
        words=lambda words: _who({**words, "action": "sts:AssumeRole"}),
    ),
    entry(
        "denied",
        r"(?:User: )?(?P<principal>[^\s:]+(?::\S+)?) is not authorized to perform: (?P<action>[\w-]+:\w+)"
        r"(?: on resource: \S+)?(?:.{0,8}(?P<explicit>with an explicit deny)(?: in an? (?P<kind>[\w -]*policy|"
        r"permissions boundary))?)?",
        "Amazon doesn't let {who} {may}.",
        "{lacks}",
        "{mend}",
        _DENIED,
        _CODES,
        words=_denied,
    ),
    entry(
        "denied",
        r"\bAccessDenied(?:Exception)?\b\)?(?: when calling the \w+ operation)?\W*(?:Access ?Denied)?\W*\Z",
        "Amazon doesn't let this user or role {deed}.",
        "A permission is missing, or a policy denies it; the answer doesn't say which.",
        "Look at the policies of this user or role for {operation}, or use another profile.",
        _DENIED,
        _CODES,
        needs="deed",
    ),
    entry(
        "denied",
        "",
        "Amazon doesn't let this user or role {deed}.",
        "A permission is missing, or a policy denies it; the answer doesn't say which.",
        "Look at the policies of this user or role for {operation}, or use another profile.",
        _DENIED,
        _CODES,
        needs="nothing else",
    ),
    entry(
        "clock",
        r"Signature (?:expired|not yet current): \d",
        *_CLOCK,
        "InvalidSignatureException SignatureDoesNotMatch RequestExpired AuthFailure",
        _CODES,
    ),
    entry(
        "clock",
        r"difference between the request time and the current time is too large",
        *_CLOCK,
        "RequestTimeTooSkewed",
        _CODES,
    ),
    entry("clock", "", *_CLOCK, "RequestExpired RequestTimeTooSkewed RequestInTheFuture", _CODES, needs="any"),
    entry(
        "credentials-expired",
        r"\b(?:security )?token included in the request is expired|\bThe provided token has expired\b",
        "The credentials have run out.",
        "They were made for a limited time.",
        "Sign in again (aws sso login, or a new session token), then try again.",
        "ExpiredToken ExpiredTokenException",
        _CODES,
    ),
    entry(
        "credentials-expired",
        "",
        "The credentials have run out.",
        "They were made for a limited time.",
        "Sign in again (aws sso login, or a new session token), then try again.",
        "ExpiredToken ExpiredTokenException TokenRefreshRequired",
        _CODES,
        needs="any",
    ),
    entry(
        "access-key",
        "",
        "Amazon doesn't know this access key.",
        "It was deleted or switched off, is mistyped, lacks its session token, or belongs to another partition.",
        "Check the profile's keys (aws configure), or choose another profile.",
        "InvalidClientTokenId UnrecognizedClientException InvalidAccessKeyId InvalidToken",
        _CODES,
        needs="any",
    ),
    entry(
        "access-key",
        r"security token included in the request is invalid",
        "Amazon doesn't know this access key.",
        "It was deleted or switched off, is mistyped, lacks its session token, or belongs to another partition.",
        "Check the profile's keys (aws configure), or choose another profile.",
        "InvalidClientTokenId UnrecognizedClientException",
        _CODES,
    ),
    entry(
        "secret-key",
        "",
        "The secret access key doesn't belong to this access key.",
        "Amazon reckons the signature again, and comes to another.",
        "Enter the secret access key anew (aws configure); a blank or a missing character is enough.",
        "SignatureDoesNotMatch InvalidSignatureException",
        _CODES,
        needs="deed",
    ),
    entry(
        "credentials-missing",
        "",
        "The request carries no credentials, or only a part of them.",
        "Something between here and Amazon may have taken them off.",
        "Check the profile, and the proxy if there is one.",
        "MissingAuthenticationToken MissingAuthenticationTokenException IncompleteSignature "
        "IncompleteSignatureException",
        _CODES,
        needs="any",
    ),
    entry(
        "region-off",
        "",
        "This region is not switched on for the account.",
        "Newer regions are off until somebody switches them on.",
        "Switch it on under Account, AWS Regions; or choose another region.",
        "RegionDisabledException RegionDisabled",
        _CODES,
        needs="any",
    ),
    entry(
        "account-inactive",
        r"AWS Access Key Id needs a subscription for the service",
        *_INACTIVE,
        "OptInRequired",
        _CODES,
    ),
    entry("account-inactive", "", *_INACTIVE, "OptInRequired", _CODES, needs="deed"),
    entry(
        "session-policy",
        "",
        "The session policy of the role doesn't fit.",
        "It is malformed, or too large together with its tags.",
        "Take on the role without a session policy.",
        "MalformedPolicyDocumentException MalformedPolicyDocument PackedPolicyTooLargeException PackedPolicyTooLarge",
        "botocore's service model of sts, AssumeRole",
        needs="op:AssumeRole",
    ),
    entry(
        "context",
        "",
        "STS refused the context that was handed along with the role.",
        "A trusted token of an identity provider didn't hold.",
        "Take on the role without it.",
        "InvalidContextAssertionException InvalidContextAssertion",
        "botocore's service model of sts, AssumeRole",
        needs="op:AssumeRole",
    ),
    entry(
        "principal-missing",
        "",
        "IAM has no such user or role.",
        "It was deleted, or stands under another path or in another account.",
        "Look at the ARN.",
        "NoSuchEntity NoSuchEntityException",
        "botocore's service model of iam, SimulatePrincipalPolicy",
        needs="op:SimulatePrincipalPolicy",
    ),
    entry(
        "simulation",
        "",
        "IAM could not work out what this user or role may do.",
        "One of its policies can't be evaluated, or the question was malformed.",
        "Details hold IAM's own words; the set-up itself doesn't depend on this answer.",
        "PolicyEvaluation PolicyEvaluationException InvalidInput InvalidInputException",
        "botocore's service model of iam, SimulatePrincipalPolicy",
        needs="op:SimulatePrincipalPolicy",
    ),
)

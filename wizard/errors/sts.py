"""Credentials, profiles, roles and permissions: codes of STS and IAM, and botocore's own errors about them."""

from __future__ import annotations

import re

from wizard.errors.deeds import deed
from wizard.errors.entry import Entry, Words, entry

_CODES = "https://docs.aws.amazon.com/IAM, Troubleshoot access denied error messages; AWS common error codes"
_BOTOCORE = "botocore.exceptions"
_DENIED = "AccessDeniedException AccessDenied UnauthorizedOperation UnauthorizedException AuthorizationError"
_CLOCK = (
    "This computer's clock is wrong: Amazon takes signatures of the last few minutes only.",
    "No call gets through until that is mended.",
    "Set the clock (NTP), then try again.",
)
_LOGIN_OVER = (
    "The sign-in of this profile at AWS has run out.",
    "Amazon takes no call from it until somebody signs in again.",
    "Run aws sso login for the profile (aws login where it was made by that), then try again.",
)
_PRINCIPAL = re.compile(r"arn:[\w-]+:\w+::\d*:(?P<kind>assumed-role|role|user|federated-user|root)(?:/(?P<name>\S+))?")


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
        r"Session token not found or invalid",
        "The single sign-on session of this computer is over.",
        "Amazon no longer knows its token.",
        "Run aws sso login for the profile, then try again.",
        "UnauthorizedException",
        "aws/aws-cli issue 7340",
    ),
    entry(
        r"The role \"?(?P<role>arn:[\w:/+=,.@-]+)\"? cannot be assumed",
        "The role {role} can't be taken on.",
        "These credentials are refused, or the role doesn't trust them.",
        "Look at the credentials first, then at the role's trust policy.",
        source="hashicorp/terraform-provider-aws issue 7418",
    ),
    entry(
        r"User: (?P<principal>\S+) is not authorized to perform: sts:AssumeRole on resource: (?P<role>[^\s\"]+)",
        "Amazon doesn't let {who} take on the role {role}.",
        "Either {who} lacks sts:AssumeRole, or the role's trust policy doesn't name it. Amazon doesn't say which.",
        "Look at both, and at the spelling of the role's ARN; or leave the role out.",
        _DENIED,
        _CODES,
        words=lambda words: _who({**words, "action": "sts:AssumeRole"}),
    ),
    entry(
        r"User: (?P<principal>\S+) is not authorized to perform: (?P<action>[\w-]+:\w+)"
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
        "",
        "Amazon doesn't let this user or role {deed}.",
        "A permission is missing, or a policy denies it; the answer doesn't say which.",
        "Look at the policies of this user or role for {operation}, or use another profile.",
        _DENIED,
        _CODES,
    ),
    entry(
        r"Signature (?:expired|not yet current): \d",
        *_CLOCK,
        "InvalidSignatureException SignatureDoesNotMatch RequestExpired AuthFailure",
        _CODES,
    ),
    entry("", *_CLOCK, "RequestExpired RequestTimeTooSkewed RequestInTheFuture", _CODES),
    entry(
        r"^\W*(?:The )?security token included in the request is expired",
        "The credentials have run out.",
        "They were made for a limited time.",
        "Sign in again (aws sso login, or a new session token), then try again.",
        "ExpiredToken ExpiredTokenException",
        _CODES,
    ),
    entry(
        "",
        "The credentials have run out.",
        "They were made for a limited time.",
        "Sign in again (aws sso login, or a new session token), then try again.",
        "ExpiredToken ExpiredTokenException TokenRefreshRequired",
        _CODES,
    ),
    entry(
        "",
        "Amazon doesn't know this access key.",
        "It was deleted or switched off, is mistyped, lacks its session token, or belongs to another partition.",
        "Check the profile's keys (aws configure), or choose another profile.",
        "InvalidClientTokenId UnrecognizedClientException InvalidAccessKeyId InvalidToken",
        _CODES,
    ),
    entry(
        r"security token included in the request is invalid",
        "Amazon doesn't know this access key.",
        "It was deleted or switched off, is mistyped, lacks its session token, or belongs to another partition.",
        "Check the profile's keys (aws configure), or choose another profile.",
        "InvalidClientTokenId UnrecognizedClientException",
        _CODES,
    ),
    entry(
        "",
        "The secret access key doesn't belong to this access key.",
        "Amazon reckons the signature again, and comes to another.",
        "Enter the secret access key anew (aws configure); a blank or a missing character is enough.",
        "SignatureDoesNotMatch InvalidSignatureException",
        _CODES,
    ),
    entry(
        "",
        "The request carries no credentials, or only a part of them.",
        "Something between here and Amazon may have taken them off.",
        "Check the profile, and the proxy if there is one.",
        "MissingAuthenticationToken MissingAuthenticationTokenException IncompleteSignature "
        "IncompleteSignatureException",
        _CODES,
    ),
    entry(
        "",
        "This region is not switched on for the account.",
        "Newer regions are off until somebody switches them on.",
        "Switch it on under Account, AWS Regions; or choose another region.",
        "RegionDisabledException RegionDisabled OptInRequired",
        _CODES,
    ),
    entry(
        "",
        "The session policy of the role doesn't fit.",
        "It is malformed, or too large together with its tags.",
        "Take on the role without a session policy.",
        "MalformedPolicyDocumentException MalformedPolicyDocument PackedPolicyTooLargeException PackedPolicyTooLarge",
        "botocore's service model of sts, AssumeRole",
    ),
    entry(
        "",
        "STS refused the context that was handed along with the role.",
        "A trusted token of an identity provider didn't hold.",
        "Take on the role without it.",
        "InvalidContextAssertionException InvalidContextAssertion",
        "botocore's service model of sts, AssumeRole",
    ),
    entry(
        "",
        "IAM has no such user or role.",
        "It was deleted, or stands under another path or in another account.",
        "Look at the ARN.",
        "NoSuchEntity NoSuchEntityException",
        "botocore's service model of iam, SimulatePrincipalPolicy",
    ),
    entry(
        "",
        "IAM could not work out what this user or role may do.",
        "One of its policies can't be evaluated, or the question was malformed.",
        "Details hold IAM's own words; the set-up itself doesn't depend on this answer.",
        "PolicyEvaluation PolicyEvaluationException InvalidInput InvalidInputException",
        "botocore's service model of iam, SimulatePrincipalPolicy",
    ),
    entry(
        r"Unable to locate credentials",
        "There are no AWS credentials on this computer.",
        "Neither the environment nor a profile nor this machine's role holds any.",
        "Run aws configure or aws sso login, or set AWS_PROFILE.",
        "botocore.NoCredentialsError",
        _BOTOCORE,
    ),
    entry(
        r"Partial credentials found in (?P<where>[^,]+), missing: (?P<what>\S+)",
        "The credentials in {where} are incomplete: {what} is missing.",
        "Both halves of a key are needed.",
        "Add it, or remove the other half so that another source is used.",
        "botocore.PartialCredentialsError",
        _BOTOCORE,
    ),
    entry(
        r"The config profile \((?P<profile>.*?)\) could not be found",
        "There is no profile {profile} on this computer.",
        "Profiles stand in ~/.aws/config and ~/.aws/credentials.",
        "Choose one that is there, or make it with aws configure --profile.",
        "botocore.ProfileNotFound",
        _BOTOCORE,
    ),
    entry(
        r"SSO session associated with this profile has expired|Error loading SSO Token|Error when retrieving token "
        r"from sso|Your session has expired or credentials have changed",
        *_LOGIN_OVER,
        "botocore.UnauthorizedSSOTokenError botocore.SSOTokenLoadError botocore.TokenRetrievalError "
        "botocore.LoginRefreshRequired",
        _BOTOCORE,
    ),
    entry(
        "",
        *_LOGIN_OVER,
        "botocore.UnauthorizedSSOTokenError botocore.SSOTokenLoadError botocore.LoginRefreshRequired "
        "botocore.LoginTokenLoadError",
        _BOTOCORE,
    ),
    entry(
        "",
        "A new sign-in token could not be had for this profile.",
        "The sign-in at AWS has run out, or its service can't be reached.",
        "Run aws sso login for the profile, then try again.",
        "botocore.TokenRetrievalError botocore.LoginError botocore.SSOError botocore.NoAuthTokenError",
        _BOTOCORE,
    ),
    entry(
        r"Error when retrieving credentials from (?P<where>[^:\n]+): ",
        "No credentials came from {where}.",
        "The profile takes them from there, and that went wrong.",
        "Details hold what it said; try the same profile with aws sts get-caller-identity.",
        "botocore.CredentialRetrievalError",
        _BOTOCORE,
    ),
    entry(
        "",
        "The profile needs an MFA code, which nobody could be asked for.",
        "A role with MFA asks anew each time its session runs out.",
        "Get a session in a terminal first (aws sts get-session-token), or use a profile without MFA.",
        "botocore.RefreshWithMFAUnsupportedError",
        _BOTOCORE,
    ),
    entry(
        r"You must specify a region",
        "No region was named.",
        "Neither the setup nor the profile nor the environment holds one.",
        "Choose a region.",
        "botocore.NoRegionError",
        _BOTOCORE,
    ),
    entry(
        "",
        "Amazon has no such region, or no user pools there.",
        "The name may be mistyped.",
        "Choose a region from the list.",
        "botocore.InvalidRegionError botocore.UnknownRegionError botocore.UnknownEndpointError "
        "botocore.ServiceNotInRegionError",
        _BOTOCORE,
    ),
    entry(
        "",
        "AWS's configuration on this computer can't be read.",
        "A line in ~/.aws/config or ~/.aws/credentials is malformed, or a file that is named is missing.",
        "Details name the place.",
        "botocore.ConfigParseError botocore.ConfigNotFound botocore.InvalidConfigError "
        "botocore.InfiniteLoopConfigError botocore.UnknownCredentialError",
        _BOTOCORE,
    ),
    entry(
        r"Invalid (?P<kind>length|type|value) for parameter (?P<where>[\w.\[\]]+), value: ",
        "The value at {where} doesn't fit: its {kind} is wrong.",
        "It was not sent.",
        "Change that value; Details hold the rule.",
        "botocore.ParamValidationError",
        _BOTOCORE,
    ),
    entry(
        "",
        "A value doesn't fit what Amazon's API takes.",
        "It was not sent.",
        "Details name the value and the rule.",
        "botocore.ParamValidationError",
        _BOTOCORE,
    ),
)

"""Roles that are taken on: by another role, by a web token, by SAML, with an MFA code; and AWS's sessions."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_STS = "botocore's service model of sts, AssumeRole*; AWS STS"
_SAML = "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_saml.html"
_ACTIONS = "https://github.com/aws-actions/configure-aws-credentials/issues/318"
_WEB = (
    "Amazon doesn't let this token take on the role.",
    "The account has no identity provider for it, or the role's trust policy names another subject or audience.",
    "Compare provider URL, audience and subject in the role's trust policy; case counts.",
)
_TOKEN = (
    "The token that should be exchanged for a role is missing or doesn't hold.",
    "It stands in a file that AWS_WEB_IDENTITY_TOKEN_FILE names, or a build gets it anew; it runs out within the hour.",
    "Look whether the file is there and fresh (service account, id-token permission of the build), and is an ID token.",
)
_IDP = (
    "Amazon can't read the keys of the identity provider that issued the token.",
    "It fetches them from the issuer's own address over the open internet, and that failed or its certificate is "
    "another than the one that was noted.",
    "Open the issuer's /.well-known/openid-configuration from outside; renew the thumbprint of the provider in IAM.",
)
_SAML_REFUSED = (
    "AWS refuses the SAML answer of the company's sign-in.",
    "It has to name role and provider, a RoleSessionName and AWS's audience, be signed by the certificate that IAM "
    "knows, and be used within five minutes.",
    "Compare the answer's attributes and certificate with the provider in IAM; upload its metadata anew.",
)
_CODE_WRONG = (
    "Amazon didn't take the MFA code.",
    "It was mistyped or used before, the clock of the device is wrong, or the serial number isn't this user's: "
    "it looks like arn:aws:iam::ACCOUNT:mfa/NAME.",
    "Wait for the next code and try once more; then compare mfa_serial in the profile.",
)
_DURATION = (
    "The role doesn't give sessions that long.",
    "A role has its own longest session; one that was taken on from another role gives an hour.",
    "Ask for a shorter one (duration_seconds), or raise the role's longest session.",
)
_ARN = (
    "The role's ARN or the session's name has not the right form.",
    "A role is arn:aws:iam::ACCOUNT:role/NAME, with an account of 12 digits; a session's name holds letters, digits "
    "and =,.@- only.",
    "Correct role_arn and role_session_name in the profile.",
)
_SIZE = (
    "The session policies and tags of the role are too large together.",
    "AWS packs them into a space of their own; the answer says how much of it they take.",
    "Hand fewer tags or a shorter session policy along with the role.",
)
_SESSION = (
    "This call is not for these credentials.",
    "GetSessionToken and GetFederationToken take a user's own keys, no session's; and the root user takes on no role.",
    "Use a user's access key for it, or leave the call out: a session needs no other.",
)
_EXPIRED = (
    "The credentials have run out.",
    "They were made for a limited time.",
    "Sign in again (aws sso login, or a new session token), then try again.",
)

ENTRIES: tuple[Entry, ...] = (
    entry(
        "mfa-code-wrong",
        r"\bMultiFactorAuthentication failed(?: with invalid|, unable to validate)\b|"
        r"\bAuthentication code for device is not valid\b",
        *_CODE_WRONG,
        "AccessDenied InvalidAuthenticationCode",
        "https://github.com/aws/aws-cli/issues/6325",
    ),
    entry(
        "mfa-code-wrong",
        r"\bat '(?:tokenCode|serialNumber)' failed to satisfy constraint\b|"
        r"\bfor parameter (?:TokenCode|SerialNumber), value: ",
        *_CODE_WRONG,
        source=_STS,
        whole=True,
    ),
    entry(
        "role-duration",
        r"\bDurationSeconds exceeds the (?:MaxSessionDuration set for this role|"
        r"1 hour session limit for roles assumed)|\bat 'durationSeconds' failed to satisfy constraint\b|"
        r"\bDurationSeconds exceeds MaxSessionDuration\b",
        *_DURATION,
        "ValidationError",
        "https://github.com/kreuzwerker/awsu/issues/27",
    ),
    entry(
        "saml-role",
        r"\bsts:AssumeRoleWithSAML\b.{0,40}(?:AWSSecurityTokenService|\Z)|\bincluded an invalid SAML response\. To\b|"
        r"\bRoleSessionName (?:is required )?in AuthnResponse\b|\bResponse signature invalid \(service: AWS|"
        r"\bIssuer not present in specified provider\b|\bAuthSamlInvalidSamlResponse|"
        r"\bToken must be redeemed within 5 minutes of issuance\b|\bSource Identity must match \[a-zA-Z_0-9",
        *_SAML_REFUSED,
        source=_SAML,
        whole=True,
    ),
    entry(
        "saml-role",
        r"\b(?:AccessDenied|InvalidIdentityToken|IDPRejectedClaim|ExpiredToken|InvalidSAML\w*)(?:Exception)?\b",
        *_SAML_REFUSED,
        source=_SAML,
        needs="op:AssumeRoleWithSAML",
    ),
    entry(
        "idp-unreachable",
        r"\bCouldn't retrieve verification key from your identity provider\b|\bIDPCommunicationError(?:Exception)?\b|"
        r"\bOpenIDConnect provider's HTTPS certificate doesn't match\b|\bOpenIdIdpCommunicationError\b",
        *_IDP,
        source=_STS,
    ),
    entry(
        "web-identity",
        r"\bNo OpenIDConnect provider found in your account",
        *_WEB,
        "AccessDenied InvalidIdentityToken",
        "https://github.com/aws-actions/configure-aws-credentials/issues/280",
    ),
    entry(
        "web-identity",
        r"\bNot authorized to perform sts:AssumeRoleWithWebIdentity\b|"
        r"\bNo OpenIDConnect provider found in account\b|\bIncorrect token audience\b|"
        r"\bCould not assume role with OIDC\b",
        *_WEB,
        source=_ACTIONS,
        whole=True,
    ),
    entry(
        "web-token",
        r"\bExpiredToken(?:Exception)?\b|\bProvided Token is not a \w|\bID Token provided is not a valid JWT\b",
        *_TOKEN,
        source=_STS,
        needs="op:AssumeRoleWithWebIdentity",
    ),
    entry(
        "web-token",
        "",
        *_TOKEN,
        "IDPRejectedClaim IDPRejectedClaimException",
        _STS,
        needs="op:AssumeRoleWithWebIdentity",
    ),
    entry(
        "policy-size",
        r"\bPacked (?:policy|size of \w+ ?\w*) consumes \d+% of allotted space\b|\bPackedPolicyTooLarge\w*",
        *_SIZE,
        source=_STS,
    ),
    entry("policy-size", "", *_SIZE, "PackedPolicyTooLargeException PackedPolicyTooLarge", _STS, needs="any"),
    entry(
        "session-call",
        r"\bCannot call Get(?:Session|Federation)Token with session credentials\b|"
        r"\bRoles may not be assumed by root accounts\b",
        *_SESSION,
        source=_STS,
    ),
    entry(
        "role-arn",
        r"\bat '(?:roleArn|roleSessionName|externalId)' failed to satisfy constraint\b|"
        r"\bfor parameter (?:RoleArn|RoleSessionName|ExternalId), value: ",
        *_ARN,
        source=_STS,
        whole=True,
    ),
    entry(
        "role-arn",
        r"\bRequest ARN is invalid\b|\barn:aws[\w-]*:iam::\S* is invalid\b",
        *_ARN,
        source=_STS,
        needs="op:AssumeRole op:AssumeRoleWithWebIdentity",
        whole=True,
    ),
    entry(
        "credentials-expired",
        r"\b(?:security )?token included in the request is expired|\bThe provided token has expired\b|"
        r"\brefreshed credentials are still expired\b",
        *_EXPIRED,
        "ExpiredToken ExpiredTokenException",
        "AWS common error codes; botocore.credentials",
    ),
)

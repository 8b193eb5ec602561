"""Keys, signatures and accounts: what every service of Amazon's answers alike; permissions and roles stand beside."""

from __future__ import annotations

from wizard.errors import federation, iam
from wizard.errors.entry import Entry, entry

_CODES = "https://docs.aws.amazon.com/IAM, Troubleshoot access denied error messages; AWS common error codes"
_CLOCK = (
    "This computer's clock is wrong: Amazon takes signatures of the last few minutes only.",
    "No call gets through until that is mended.",
    "Set the clock (NTP), then try again.",
)
_KEY = (
    "Amazon doesn't know this access key.",
    "It was deleted or switched off, is mistyped, lacks its session token, or belongs to another partition.",
    "Check the profile's keys (aws configure), or choose another profile.",
)
_OFF = (
    "This region is not switched on for the account.",
    "Newer regions are off until somebody switches them on.",
    "Switch it on under Account, AWS Regions; or choose another region.",
)
_INACTIVE = (
    "The account is not active for this service, or not in this region.",
    "A new account takes up to a day; newer regions are off until somebody switches them on.",
    "Finish the account's sign-up, switch the region on under Account, AWS Regions, or choose another.",
)
ENTRIES: tuple[Entry, ...] = (
    *federation.ENTRIES,
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
        "access-key",
        r"\bAWS Access Key Id you provided does not exist in our records\b",
        *_KEY,
        "InvalidAccessKeyId",
        _CODES,
    ),
    entry(
        "access-key",
        r"\bAWS was not able to validate the provided access credentials\.?(?![\s\S]{0,8}Sig)|"
        r"\bprovided token is malformed or otherwise invalid\b",
        *_KEY,
        "AuthFailure InvalidToken",
        _CODES,
        whole=True,
    ),
    entry(
        "secret-key",
        r"\bThe request signature we calculated does not match the signature you provided\. "
        r"Check your (?:AWS Secret|key)",
        "The secret access key doesn't belong to this access key.",
        "Amazon reckons the signature again, and comes to another.",
        "Enter the secret access key anew (aws configure); a blank or a missing character is enough.",
        "SignatureDoesNotMatch InvalidSignatureException",
        _CODES,
    ),
    entry(
        "signing-region",
        r"\bCredential should be scoped to a valid region\b|\bCredential should be scoped to correct service\b",
        "The request was signed for another region or service than the one it went to.",
        "The region of the profile and the address that is asked don't match; an endpoint of one's own does that, too.",
        "Name the region of the address (AWS_REGION), or unset AWS_ENDPOINT_URL.",
        "SignatureDoesNotMatch InvalidSignatureException",
        _CODES,
        whole=True,
    ),
    entry(
        "credentials-missing",
        r"\ba non-empty Access Key \(AKID\) must be provided\b",
        "The request carries no credentials, or only a part of them.",
        "The access key is set to nothing: an empty line in a profile, or an empty variable.",
        "Look at AWS_ACCESS_KEY_ID and the profile's aws_access_key_id; remove what is empty.",
        source="https://github.com/Versent/saml2aws/issues/127",
        whole=True,
    ),
    entry(
        "key-shape",
        r"\b(?:Invalid header value|Header value|invalid header field value)\b.{0,60}\bAWS4-HMAC-SHA256 Credential=|"
        r"\bnot a valid key=value pair \(missing equal-sign\) in Authorization header\b",
        "The access key holds a character that can't be sent, such as a line break.",
        "It came in with a copied key, or from a file whose lines end otherwise.",
        "Enter the key anew (aws configure), without blank or line break at its end.",
        source="Python's http.client, requests; Go's net/http; AWS common error codes",
        whole=True,
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
    *iam.ENTRIES,
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
        "",
        "The credentials have run out.",
        "They were made for a limited time.",
        "Sign in again (aws sso login, or a new session token), then try again.",
        "ExpiredToken ExpiredTokenException ExpiredTradeInTokenException TokenRefreshRequired",
        _CODES,
        needs="any",
    ),
    entry(
        "access-key",
        "",
        *_KEY,
        "InvalidClientTokenId UnrecognizedClientException InvalidAccessKeyId InvalidToken",
        _CODES,
        needs="any",
    ),
    entry(
        "access-key",
        r"security token included in the request is invalid",
        *_KEY,
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
        *_OFF,
        "RegionDisabledException RegionDisabled",
        _CODES,
        needs="any",
    ),
    entry(
        "region-off",
        r"\bSTS is not activated in this region for account\b",
        *_OFF,
        source="botocore's service model of sts, AssumeRole",
        whole=True,
    ),
    entry(
        "account-inactive",
        r"AWS Access Key Id needs a subscription for the service|\bYou are not subscribed to this service\. Please",
        *_INACTIVE,
        "OptInRequired",
        _CODES,
    ),
    entry("account-inactive", "", *_INACTIVE, "OptInRequired", _CODES, needs="deed"),
    entry(
        "session-policy",
        "",
        "The session policy of the role doesn't fit.",
        "It is malformed, or not of the JSON that IAM takes.",
        "Take on the role without a session policy.",
        "MalformedPolicyDocumentException MalformedPolicyDocument",
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
)

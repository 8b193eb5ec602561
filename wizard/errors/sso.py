"""Signing in at AWS itself: single sign-on (IAM Identity Center) and aws login, as the CLI and the SDKs tell it."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_BOTOCORE = "botocore.exceptions, botocore.credentials, botocore.tokens"
_CLI = "aws/aws-cli, awscli/customizations/sso and awscli/customizations/login"
_GO = "aws/aws-sdk-go-v2, credentials/ssocreds and credentials/logincreds"
_OIDC = "botocore's service model of sso-oidc"
_LOGIN_OVER = (
    "The sign-in of this profile at AWS has run out.",
    "Amazon takes no call from it until somebody signs in again.",
    "Run aws sso login for the profile (aws login where it was made by that), then try again.",
)
_CLIENT = (
    "Single sign-on does not know this program any more.",
    "Its registration ran out, or belongs to another region.",
    "Compare sso_region, remove the folder ~/.aws/sso/cache (every profile signs in anew), and run aws sso login.",
)
_WAIT = (
    "The sign-in in the browser was not finished, or not in time.",
    "AWS gives a code for some minutes only, and takes it once.",
    "Start the login again (aws sso login or aws login), and confirm in the browser at once.",
)
_START = (
    "Single sign-on refuses to begin a sign-in with these settings.",
    "The start URL is not one of this region's, the region is another than that of the IAM Identity Center, or the "
    "scopes aren't its own.",
    "Compare sso_start_url and sso_region with the start page's settings, then run aws configure sso.",
)
_FORBIDDEN = (
    "Single sign-on doesn't give this person that account or role.",
    "The profile's sso_account_id or sso_role_name isn't among those that are assigned.",
    "Compare both with the list on the start page, or have the assignment made.",
)
_PROFILE = (
    "The profile is meant for single sign-on, and a part of it is missing or contradicts another.",
    "It needs sso_account_id, sso_role_name, and an sso_session that stands in the same file (or sso_start_url and "
    "sso_region).",
    "Run aws configure sso for it.",
)

ENTRIES: tuple[Entry, ...] = (
    entry(
        "sso-client",
        r"\bInvalidClientException\b.{0,400}\bInvalid client provided\b|"
        r"\bInvalidClientException\b.{0,80}\bService: ?SsoOidc\b",
        *_CLIENT,
        source="https://github.com/theurichde/go-aws-sso/issues/150",
    ),
    entry(
        "sso-client",
        r"\b(?:InvalidClient|UnauthorizedClient)Exception\b",
        *_CLIENT,
        source=_OIDC,
        needs="op:CreateToken op:StartDeviceAuthorization",
    ),
    entry(
        "sso-start",
        r"\b(?:InvalidRequest|InvalidGrant|InvalidScope|InvalidRedirectUri|InvalidClientMetadata)Exception\b",
        *_START,
        source=_OIDC,
        needs="op:StartDeviceAuthorization op:RegisterClient",
    ),
    entry(
        "sso-start",
        r"\bInvalidRequestRegionException\b|\bInvalid start url provided\b|"
        r"\boidc\.[\w-]+\.amazonaws\.com/device_\S+ .{0,120}\binvalid_grant\b",
        *_START,
        source=_OIDC,
        whole=True,
    ),
    entry(
        "sso-wait",
        r"\b(?:AuthorizationPending|SlowDown|ExpiredToken)Exception\b",
        *_WAIT,
        source=_OIDC,
        needs="op:CreateToken",
    ),
    entry(
        "sso-wait",
        r"\bpending authorization to retrieve an SSO token has expired\b|"
        r"\bdue to an expired authorization code\. Please reauthenticate\b|"
        r"\bError loading or redeeming a login authorization code\b|"
        r"\bError loading authorization code: |\bAuthorizationPendingException\b.{0,80}\bService: ?SsoOidc\b",
        *_WAIT,
        source=_CLI,
        whole=True,
    ),
    entry(
        "sso-browser",
        r"\bUnable to initialize the OAuth 2\.0 authorization callback handler\b",
        "The AWS CLI could not listen for the browser's answer.",
        "It opens a port of this computer for the moment of the sign-in, and that was refused.",
        "Run aws sso login --use-device-code (aws login --remote), which needs no port.",
        source=_CLI,
        whole=True,
    ),
    entry(
        "login-permission",
        r"\bmissing permissions? for the '?(?:signin:)?CreateOAuth2Token|"
        r"\bnot authorized to perform: signin:(?:CreateOAuth2Token|AuthorizeOAuth2Access)\b",
        "This user or role may not sign in by aws login.",
        "It lacks signin:AuthorizeOAuth2Access or signin:CreateOAuth2Token, or a policy denies them.",
        "Give it the policy SignInLocalDevelopmentAccess, or use another kind of profile.",
        "botocore.LoginInsufficientPermissions",
        _BOTOCORE,
        whole=True,
    ),
    entry(
        "login-permission",
        "",
        "This user or role may not sign in by aws login.",
        "It lacks signin:AuthorizeOAuth2Access or signin:CreateOAuth2Token, or a policy denies them.",
        "Give it the policy SignInLocalDevelopmentAccess, or use another kind of profile.",
        "botocore.LoginInsufficientPermissions",
        _BOTOCORE,
        needs="any",
    ),
    entry(
        "login-profile",
        r"\bProfile '(?P<profile>[^']+)' is already configured with (?P<kind>[\w ]+) credentials\.",
        "The profile {profile} already has credentials of another kind: {kind}.",
        "aws login doesn't overwrite them.",
        "Run aws login --profile with a new name, or take them out of the profile first.",
        source=_CLI,
        whole=True,
    ),
    entry(
        "sso-profile",
        r"\bis configured to use SSO but is missing required configuration\b|\bMissing the following required SSO "
        r"configuration values\b|\bspecified sso-session does not exist\b|"
        r"\bis inconsistent between profile \(.{0,200}\) and sso-session\b|"
        r"\bis configured to use the SSO token provider but\b|\bProfile is configured with invalid SSO credentials\b|"
        r"\bis missing required property '?sso_\w+|\bfailed to find SSO session section\b|"
        r"\bSso session '[^'\n]+' (?:could not be found in|is missing required)|"
        r"\bConflicting SSO (?:region|start)|\bProfileFile provider could not be built: .{0,80}\bsso_\w+ was missing\b",
        *_PROFILE,
        source=_BOTOCORE,
        whole=True,
    ),
    entry(
        "sso-forbidden",
        r"\bForbiddenException\b.{0,80}\bNo access\b",
        *_FORBIDDEN,
        source="botocore's service model of sso, GetRoleCredentials",
        needs="op:GetRoleCredentials op:ListAccountRoles op:ListAccounts",
    ),
    entry(
        "sso-forbidden",
        r"\bNo access\b.{0,60}\bresolveSSOCredentials\b|\bForbiddenException: No access \(Service: ?Sso\b",
        *_FORBIDDEN,
        source="aws/aws-sdk-js-v3, credential-provider-sso",
        whole=True,
    ),
    entry(
        "login-over",
        r"\bSSO session token associated with profile\b|(?<!your )\bSSO session has expired or is (?:otherwise )?"
        r"invalid\b|"
        r"\bcached SSO (?:token|login) (?:is|must be|must contain|has)\b|\brefresh cached SSO token failed\b|"
        r"\bSSO access token has expired\b|\bToken has expired and refresh failed\b|"
        r"\bTo refresh this SSO session run\b|\bRun aws sso login\b.{0,80}\bprofile\b|\bUnable to load SSO token\b|"
        r"\bAWS SSO (?:token|session|login) has expired\b|\bSSO session associated with this profile (?:has expired|is "
        r"invalid)\b",
        *_LOGIN_OVER,
        source="https://github.com/aws/aws-sdk/issues/531",
    ),
    entry(
        "login-over",
        r"\bfailed to (?:read|parse) cached SSO token file\b|"
        r"[/\\]\.aws[/\\](?:sso|login)[/\\]cache[/\\][\w.]+\.json\S*\s*"
        r"(?::|\()?.{0,60}(?:no such file|cannot find|does not exist)|"
        r"\bNoSuchFileException: \S*[/\\]\.aws[/\\](?:sso|login)[/\\]cache|"
        r"\b(?:no such file|cannot find).{0,60}[/\\]\.aws[/\\](?:sso|login)[/\\]cache|"
        r"\b(?:login session|login session password) has (?:expired|changed), please reauthenticate\b|"
        r"\bload login token: token file not found\b|\bSSO returns an invalid temporary credential\b|"
        r"\bNo valid SSO Token could be found\b|\bSSOProviderInvalidToken\b|"
        r"\bre-?authenticate using [`']?aws sso login\b|\bPlease reauthenticate (?:using|with) '?aws login\b|"
        r"\b(?:or|use|using|run|with) [`']?aws sso login(?: --profile [\w.@-]+)?[`']? (?:and try|to (?:re-?auth|log))",
        *_LOGIN_OVER,
        source=_GO,
        whole=True,
    ),
    entry(
        "login-over",
        r"\bInvalidGrantException\b",
        *_LOGIN_OVER,
        source="https://github.com/aws/aws-cli/issues/8561",
        needs="op:CreateToken",
    ),
    entry(
        "login-over",
        r"\bInvalidGrantException\b.{0,80}\bService: ?SsoOidc\b|\bSSOOIDC::Errors::InvalidGrant|"
        r"\bCreateOAuth2Token operation: (?:The refresh token has expired|The provided authorization grant is invalid)",
        *_LOGIN_OVER,
        source="https://github.com/aws/aws-cli/issues/10330; https://github.com/aws/aws-toolkit-jetbrains/issues/3638",
    ),
    entry(
        "login-over",
        r"Error loading SSO Token: |Error when retrieving token from sso\b|"
        r"Your session has expired or credentials have changed|Error loading login session token: ",
        *_LOGIN_OVER,
        "botocore.UnauthorizedSSOTokenError botocore.SSOTokenLoadError botocore.TokenRetrievalError "
        "botocore.LoginRefreshRequired",
        _BOTOCORE,
    ),
    entry(
        "login-over",
        "",
        *_LOGIN_OVER,
        "botocore.UnauthorizedSSOTokenError botocore.SSOTokenLoadError botocore.LoginRefreshRequired "
        "botocore.LoginTokenLoadError",
        _BOTOCORE,
        needs="any",
    ),
    entry(
        "login-token",
        r"\bUnable to locate authorization token\b|"
        r"\bAn unspecified error happened when resolving AWS credentials or \b|\bError when retrieving token from \w",
        "A new sign-in token could not be had for this profile.",
        "The sign-in at AWS has run out, or its service can't be reached.",
        "Run aws sso login for the profile, then try again.",
        "botocore.TokenRetrievalError botocore.LoginError botocore.SSOError botocore.NoAuthTokenError",
        _BOTOCORE,
        whole=True,
    ),
    entry(
        "login-token",
        "",
        "A new sign-in token could not be had for this profile.",
        "The sign-in at AWS has run out, or its service can't be reached.",
        "Run aws sso login for the profile, then try again.",
        "botocore.TokenRetrievalError botocore.LoginError botocore.SSOError botocore.NoAuthTokenError",
        _BOTOCORE,
        needs="any",
    ),
)

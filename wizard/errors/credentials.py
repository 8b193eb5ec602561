"""Profiles, single sign-on, regions: what the AWS CLI and the SDKs say before Amazon is asked anything."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_BOTOCORE = "botocore.exceptions"
_LOGIN_OVER = (
    "The sign-in of this profile at AWS has run out.",
    "Amazon takes no call from it until somebody signs in again.",
    "Run aws sso login for the profile (aws login where it was made by that), then try again.",
)

_PLACES = {
    "env": "the environment",
    "shared-credentials-file": "~/.aws/credentials",
    "config-file": "~/.aws/config",
    "custom-process": "the answer of credential_process",
}

ENTRIES: tuple[Entry, ...] = (
    entry(
        "sso-client",
        r"\bInvalidClientException\b.{0,400}\bInvalid client provided\b",
        "Single sign-on does not know this program any more.",
        "Its registration ran out, or belongs to another region.",
        "Remove ~/.aws/sso/cache, compare sso_region, and run aws sso login again.",
        source="https://github.com/theurichde/go-aws-sso/issues/150",
    ),
    entry(
        "no-credentials",
        r"Unable to locate credentials",
        "There are no AWS credentials on this computer.",
        "Neither the environment nor a profile nor this machine's role holds any.",
        "Run aws configure or aws sso login, or set AWS_PROFILE.",
        "botocore.NoCredentialsError",
        _BOTOCORE,
    ),
    entry(
        "partial-credentials",
        r"Partial credentials found in (?P<where>[^,]+), missing: (?P<what>\S+)",
        "The credentials in {where} are incomplete: {what} is missing.",
        "Both halves of a key are needed.",
        "Add it, or remove the other half so that another source is used.",
        "botocore.PartialCredentialsError",
        _BOTOCORE,
        words=lambda words: {"where": _PLACES.get(words["where"], words["where"])},
    ),
    entry(
        "profile-missing",
        r"The config profile \((?P<profile>.*?)\) could not be found",
        "There is no profile {profile} on this computer.",
        "Profiles stand in ~/.aws/config and ~/.aws/credentials.",
        "Choose one that is there, or make it with aws configure --profile.",
        "botocore.ProfileNotFound",
        _BOTOCORE,
    ),
    entry(
        "profile-missing",
        r"\bfailed to get shared config profile, (?P<profile>[\w.@-]+)|\bSharedConfigProfileNotExist\w*|"
        r"\bCould not resolve credentials using profile: \[(?P<other>[^\]]+)\]",
        "There is no profile {profile}{other} on this computer.",
        "Profiles stand in ~/.aws/config and ~/.aws/credentials.",
        "Choose one that is there (AWS_PROFILE), or make it with aws configure --profile.",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/34444",
    ),
    entry(
        "login-over",
        r"\bSSO session token associated with profile\b|\bSSO session has expired or is (?:otherwise )?invalid\b|"
        r"\bcached SSO (?:token|login) (?:is|must be|has)\b|\brefresh cached SSO token failed\b|"
        r"\bSSO access token has expired\b|\bToken has expired and refresh failed\b|"
        r"\bTo refresh this SSO session run\b|\bRun aws sso login\b.{0,80}\bprofile\b|\bUnable to load SSO token\b|"
        r"\bAWS SSO (?:token|session|login) has expired\b",
        *_LOGIN_OVER,
        source="https://github.com/aws/aws-sdk/issues/531",
    ),
    entry(
        "login-over",
        r"\bInvalidGrantException\b",
        *_LOGIN_OVER,
        source="https://github.com/aws/aws-cli/issues/8561",
        needs="op:CreateToken",
    ),
    entry(
        "sso-forbidden",
        r"\bForbiddenException\b.{0,80}\bNo access\b",
        "Single sign-on doesn't give this person that account or role.",
        "The profile's sso_account_id or sso_role_name isn't among those that are assigned.",
        "Compare both with the list on the start page, or have the assignment made.",
        source="botocore's service model of sso, GetRoleCredentials",
        needs="op:GetRoleCredentials",
    ),
    entry(
        "sso-profile",
        r"\bis configured to use SSO but is missing required configuration\b|\bMissing the following required SSO "
        r"configuration values\b",
        "The profile is meant for single sign-on, and a part of it is missing.",
        "It needs sso_start_url, sso_region, sso_account_id and sso_role_name, or an sso_session.",
        "Run aws configure sso for it.",
        source=_BOTOCORE,
    ),
    entry(
        "login-over",
        r"SSO session associated with this profile has expired|Error loading SSO Token|Error when retrieving token "
        r"from sso|Your session has expired or credentials have changed|Error loading login session token: ",
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
        "",
        "A new sign-in token could not be had for this profile.",
        "The sign-in at AWS has run out, or its service can't be reached.",
        "Run aws sso login for the profile, then try again.",
        "botocore.TokenRetrievalError botocore.LoginError botocore.SSOError botocore.NoAuthTokenError",
        _BOTOCORE,
        needs="any",
    ),
    entry(
        "credentials-source",
        r"Error when retrieving credentials from (?P<where>[^:\n]+): ",
        "No credentials came from {where}.",
        "The profile takes them from there, and that went wrong.",
        "Details hold what it said; try the same profile with aws sts get-caller-identity.",
        "botocore.CredentialRetrievalError",
        _BOTOCORE,
    ),
    entry(
        "mfa-code",
        r"\bMultiFactorAuthentication failed, must provide both\b|"
        r"\bAssumeRoleTokenProvider(?:NotSet| session option not set)|\bassume role with MFA enabled\b|"
        r"\bCannot refresh credentials: MFA token required\b|\brefresh credentials that require MFA\b|"
        r"\bRefreshing temporary credentials failed.*MFA",
        "The profile needs an MFA code, which nobody could be asked for.",
        "A role with MFA asks anew each time its session runs out.",
        "Get a session in a terminal first (aws sts get-session-token), or use a profile without MFA.",
        source="aws-sdk-go, aws/session",
    ),
    entry(
        "mfa-code",
        "",
        "The profile needs an MFA code, which nobody could be asked for.",
        "A role with MFA asks anew each time its session runs out.",
        "Get a session in a terminal first (aws sts get-session-token), or use a profile without MFA.",
        "botocore.RefreshWithMFAUnsupportedError",
        _BOTOCORE,
        needs="any",
    ),
    entry(
        "no-region",
        r"You must specify a region\.|You must specify a region$|\bMissing region in config\b|\bRegion is missing\b|"
        r"\bUnable to find a region via the region provider chain\b|\bcould not find region configuration\b|"
        r"\bInvalid Configuration: Missing Region\b|\bMissing required configuration option: .?region\b",
        "No region was named.",
        "Neither the setup nor the profile nor the environment holds one.",
        "Choose a region.",
        "botocore.NoRegionError",
        _BOTOCORE,
    ),
    entry(
        "region-unknown",
        "",
        "Amazon has no such region, or no user pools there.",
        "The name may be mistyped.",
        "Choose a region from the list.",
        "botocore.InvalidRegionError botocore.UnknownRegionError botocore.UnknownEndpointError "
        "botocore.ServiceNotInRegionError",
        _BOTOCORE,
        needs="any",
    ),
    entry(
        "region-unknown",
        r"\bInvalid AWS Region: (?P<name>[\w-]+)|\binvalid AWS Region: (?P<other>[\w-]+)",
        "Amazon has no region {name}{other}.",
        "The name may be mistyped.",
        "Choose a region from the list, such as eu-west-1.",
        source="hashicorp/aws-sdk-go-base",
    ),
    entry(
        "config-file",
        r"\bUnable to parse config file: (?P<path>\S+)",
        "AWS's configuration on this computer can't be read: {path}.",
        "A line in it is malformed; the usual files are ~/.aws/config and ~/.aws/credentials.",
        "Look for a line without =, or a section without brackets.",
        "botocore.ConfigParseError",
        _BOTOCORE,
    ),
    entry(
        "config-file",
        "",
        "AWS's configuration on this computer can't be read.",
        "A line in ~/.aws/config or ~/.aws/credentials is malformed, or a file that is named is missing.",
        "Details name the place.",
        "botocore.ConfigParseError botocore.ConfigNotFound botocore.InvalidConfigError "
        "botocore.InfiniteLoopConfigError botocore.UnknownCredentialError",
        _BOTOCORE,
        needs="any",
    ),
    entry(
        "parameter",
        r"Invalid (?P<kind>length|type|value) for parameter (?P<where>[\w.\[\]]+), value: ",
        "The value at {where} doesn't fit: its {kind} is wrong.",
        "It was not sent.",
        "Change that value; Details hold the rule.",
        "botocore.ParamValidationError",
        _BOTOCORE,
        needs="cognito",
    ),
    entry(
        "parameter",
        "",
        "A value doesn't fit what Amazon's API takes.",
        "It was not sent.",
        "Details name the value and the rule.",
        "botocore.ParamValidationError",
        _BOTOCORE,
        needs="cognito",
    ),
    entry(
        "no-credentials",
        r"\bNoCredentialProviders\b|\bno valid credential sources?\b|\bCould not load credentials from any providers\b|"
        r"\bMissing credentials in config\b|\bUnable to load (?:AWS )?credentials from any\b|"
        r"\bno EC2 IMDS role found\b|"
        r"\bNo credentials specified or obtained from persisted/shell defaults\b|"
        r"\bUnable to get IAM security credentials from EC2 Instance Metadata\b|"
        r"\bError retrieving credentials from the instance profile metadata\b",
        "There are no AWS credentials on this computer that this program finds.",
        "Neither the environment nor a profile nor this machine's role holds any for it.",
        "Run aws configure or aws sso login, and set AWS_PROFILE for the program.",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/23167",
    ),
)

"""Profiles, single sign-on, regions: what the AWS CLI and the SDKs say before Amazon is asked anything."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_BOTOCORE = "botocore.exceptions"
_LOGIN_OVER = (
    "The sign-in of this profile at AWS has run out.",
    "Amazon takes no call from it until somebody signs in again.",
    "Run aws sso login for the profile (aws login where it was made by that), then try again.",
)

ENTRIES: tuple[Entry, ...] = (
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
        "login-over",
        r"SSO session associated with this profile has expired|Error loading SSO Token|Error when retrieving token "
        r"from sso|Your session has expired or credentials have changed",
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
        r"You must specify a region",
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
)

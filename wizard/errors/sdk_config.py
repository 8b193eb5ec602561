"""Profiles, regions and settings of the AWS CLI and the SDKs."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_BOTOCORE = "botocore.exceptions and where each is raised"
_GO = "aws/aws-sdk-go-v2, config; aws/aws-sdk-go, aws/session"
_JS = "aws/aws-sdk-js-v3, credential-provider-ini"
_PROFILE = (
    "There is no profile {profile}{other} on this computer.",
    "Profiles stand in ~/.aws/config and ~/.aws/credentials.",
    "Choose one that is there (AWS_PROFILE), or make it with aws configure --profile.",
)
_ROLE_PROFILE = (
    "The profile takes on a role, and where it gets its credentials from doesn't hold.",
    "It needs either source_profile, a profile that is there and has credentials, or credential_source; not both.",
    "Mend source_profile or credential_source of that profile in ~/.aws/config.",
)
_CONFIG = (
    "AWS's configuration on this computer can't be read.",
    "A line in ~/.aws/config or ~/.aws/credentials is malformed, or a file that is named is missing.",
    "Details name the place.",
)
_NO_REGION = (
    "No region was named.",
    "Neither the setup nor the profile nor the environment holds one.",
    "Choose a region (AWS_REGION, or region in the profile), such as eu-west-1.",
)
_REGION = (
    "Amazon has no such region, or not this service there.",
    "The name may be mistyped, or hold a blank or an availability zone's letter.",
    "Choose a region from the list, such as eu-west-1.",
)
_ENDPOINT = (
    "The endpoint's address can't be used.",
    "It comes from the region, or from AWS_ENDPOINT_URL, FIPS or dual-stack settings where those are set.",
    "Check them: an endpoint of one's own goes with neither FIPS nor dual stack, and some regions have neither.",
)
_SETTING = (
    "A setting of the AWS CLI or the SDK has a value that it doesn't know.",
    "It stands in ~/.aws/config or in an environment variable that begins with AWS_.",
    "Details name it and what is allowed; correct or remove it.",
)
_CA_FILE = (
    "The file with certificates that the AWS tools were given can't be used.",
    "AWS_CA_BUNDLE, ca_bundle, REQUESTS_CA_BUNDLE or custom_ca_bundle names it; it is empty, missing, or no PEM.",
    "Correct the path, or take the setting away.",
)
_PART = (
    "The program lacks a part of the AWS library that this profile needs.",
    "Signing in by aws login, by single sign-on or by a web token takes an additional package.",
    "Install it (pip install 'botocore[crt]'; in Java the modules sso, ssooidc, sts), or use another kind of profile.",
)
_OLD = (
    "The AWS tool or library is older than what is asked of it, or the name is mistyped.",
    "It doesn't know this service, command or call.",
    "Update it (pip install -U boto3, or the AWS CLI's newest version 2), and look at the spelling.",
)
_FILE = r"\S*[/\\]\.aws[/\\](?:credentials|config)\b"

ENTRIES: tuple[Entry, ...] = (
    entry(
        "role-profile",
        r"\bPartial credentials found in assume-role, missing: source_profile\b|"
        r"\bcontains both source_profile and credential_source\b|"
        r"\bsource_profile \"[^\"\n]+\" referenced in the profile\b|"
        r"\bcredential_source \"[^\"\n]+\" is specified in profile\b|"
        r"\bcredential source \"[^\"\n]+\" referenced in profile \"[^\"\n]+\" is not valid\b|"
        r"\bNo credentials found in credential_source referenced\b|"
        r"\bInfinite loop in credential configuration detected\b|\bsource profile \"[^\"\n]+\" must have credentials\b",
        *_ROLE_PROFILE,
        source=_BOTOCORE,
        whole=True,
    ),
    entry(
        "role-profile",
        r"\bProfile (?P<name>\S+) requires a role to be assumed, but no role assumption callback was provided\b",
        "The profile {name} takes on a role, and this program can't.",
        "Its AWS SDK is an early one for JavaScript, which was not told how.",
        "Update the program's SDK, or use a profile without role_arn.",
        source="https://github.com/aws/aws-sdk-js-v3/issues/2011",
    ),
    entry(
        "role-profile",
        r"\bsource profile (?:\S+ )?has no shared credentials\b|\bSharedConfigAssumeRoleError\b|"
        r"\bonly one credential type may be specified per profile\b|\bcredential_source values must be EcsContainer\b|"
        r"\bDetected a cycle attempting to resolve credentials for profile\b|"
        r"\bUnsupported credential source in profile\b|\bwas specified as the credential_source, but\b|"
        r"\bInvalid profile file: Circular relationship detected\b|\bCredentials not set in source_profile \S|"
        r"\bErrors::(?:NoSourceProfile|NoSourceCredentials|CredentialSourceConflict|SourceProfileCircularReference)|"
        r"\bcould not find source profile \S+ referenced from\b|\bfailed to load assume role \S+, of profile \S|"
        r"\bsource_profile \S+ (?:has no credentials|could not be found)\b",
        *_ROLE_PROFILE,
        source=f"{_GO}; {_JS}",
        whole=True,
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
        r"\bfailed to get shared config profile, (?P<profile>[\w.@+/-]+)|\bSharedConfigProfileNotExist\w*|"
        r"\bCould not resolve credentials using profile: \[(?P<other>[^\]]+)\]",
        *_PROFILE,
        source="https://github.com/hashicorp/terraform-provider-aws/issues/34444",
    ),
    entry(
        "profile-missing",
        r"\bProfile '?(?P<profile>[\w.@+/-]+)'? could not be found (?:or parsed )?in shared credentials file\b|"
        r"\bspecified AWS profile '?(?P<other>[\w.@+/-]+)'? (?:could not be found|does not exist)|"
        r"\bProfile file contained no credentials for profile '?(?P<third>[\w.@+/-]+)|"
        r"\bNo AWS profile named '?(?P<fourth>[\w.@+/-]+)|\bUnable to find the \"(?P<fifth>[\w.@+/-]+)\" profile\b|"
        r"'(?P<sixth>[\w.@+/-]+)' not found in credentials file\b",
        "There is no profile {profile}{other}{third}{fourth}{fifth}{sixth} on this computer, or it is empty.",
        "Profiles stand in ~/.aws/config and ~/.aws/credentials.",
        "Choose one that is there (AWS_PROFILE), or make it with aws configure --profile.",
        source=f"{_JS}; aws/aws-sdk-java-v2; aws/aws-sdk-ruby; aws/aws-sdk-net",
        whole=True,
    ),
    entry(
        "profile-missing",
        r"\bApp\.config does not contain credentials information\b|\bNoSuchProfileError\b|"
        r"\bprofile \"?[\w.@+/-]+\"? not found in shared config\b",
        "There is no profile for the program on this computer.",
        "Profiles stand in ~/.aws/config and ~/.aws/credentials.",
        "Choose one that is there (AWS_PROFILE), or make it with aws configure --profile.",
        source="aws/aws-sdk-net",
        whole=True,
    ),
    entry(
        "profile-missing",
        r"\bProfile configuration is missing for: (?P<profile>[\w.@+/-]+)|"
        r"\bAWS profile \"(?P<other>[\w.@+/-]+)\" doesn't seem to be configured\b|"
        r"\bFailed to load AWS credentials for profile '(?P<third>[\w.@+/-]+)",
        "There is no profile {profile}{other}{third} on this computer, or it is empty.",
        "Profiles stand in ~/.aws/config and ~/.aws/credentials.",
        "Choose one that is there (AWS_PROFILE), or make it with aws configure --profile.",
        source="aws-amplify/amplify-backend; serverless/serverless",
        whole=True,
    ),
    entry(
        "profile-broken",
        r"\bis not using role-based, session-based, process-based, or basic credentials\b|"
        r"\bCredential profile \[[^\]\n]+\] is not valid\. Please ensure\b|"
        r"\bensure the profile contains a valid combination of properties\b|"
        r"\bNo credentials present in INI profile\b|\bInvalid profile \S+ Missing keys aws_|"
        r"\bUnable to load credentials into profile \[",
        "The profile holds nothing that credentials can be made of.",
        "It needs one of these: a key, a role with source_profile, credential_process, single sign-on, login_session.",
        "Complete it with aws configure or aws configure sso, or choose another profile.",
        source="https://github.com/aws/aws-toolkit-jetbrains/issues/4174; https://github.com/aws/aws-sdk-net/issues/878",
        whole=True,
    ),
    entry(
        "config-file",
        r"\bUnable to parse config file: (?P<path>\S+)",
        "AWS's configuration on this computer can't be read: {path}.",
        "A line in it is malformed; the usual files are ~/.aws/config and ~/.aws/credentials.",
        "Look for a line without =, or a section without brackets.",
        "botocore.ConfigParseError",
        _BOTOCORE,
        needs="aws code",
    ),
    entry(
        "config-file",
        r"\bThe specified config file \(.{1,200}?\) could not be found\b|\bSharedConfigLoadError\b|"
        r"\bfailed to load shared config file\b|(?:\bfailed to load config file, \S+[/\\]\.aws\b)|"
        rf"(?:\bWhile reading from '?{_FILE})|(?:\b(?:ENOENT|EACCES)\b.{{0,60}}{_FILE})|"
        rf"(?:\bInvalid config file: {_FILE})|(?:\b(?:No such file or directory|Permission denied): '?{_FILE})|"
        rf"(?:\bopen {_FILE}: (?:permission denied|no such file))|\bdefining a property on line \d+\b|"
        rf"(?:\bcontains no section headers\.?\s.{{0,20}}{_FILE})|"
        r"(?:\b(?:find|open|read) the shared (?:credentials|config) file\b)",
        *_CONFIG,
        source=f"{_GO}; {_BOTOCORE}; Python's configparser",
        whole=True,
    ),
    entry(
        "config-file",
        "",
        *_CONFIG,
        "botocore.ConfigParseError botocore.ConfigNotFound botocore.InfiniteLoopConfigError "
        "botocore.InvalidConfigError botocore.UnknownCredentialError",
        _BOTOCORE,
        needs="any",
    ),
    entry(
        "ca-file",
        r"\bSSL validation failed for \S+ \[Errno 2\] No such file|\bInvalid CA bundle: the configured value\b|"
        r"\bCould not find a suitable TLS CA certificate bundle\b|"
        r"\breading custom CA bundle: |\bLoadCustomCABundleError\b|\bfailed to load custom CA bundle PEM\b",
        *_CA_FILE,
        source=f"{_BOTOCORE}; {_GO}; hashicorp/aws-sdk-go-base",
        whole=True,
    ),
    entry(
        "no-region",
        r"\bYou must specify a region\. You can also\b|\bNoRegionError: You must specify\b|"
        r"\A\W*(?:aws: \[ERROR\]: |Error: )?You must specify a region\.?\W*\Z|\bMissing region in config\b|"
        r"\bError: Region is missing\b|^Region is missing$|"
        r"\bUnable to find a region via the region provider chain\b|\bcould not find region configuration\b|"
        r"\bMissing required configuration option: .?region\b|\bUnable to load region from any of the providers\b",
        *_NO_REGION,
        "botocore.NoRegionError",
        _BOTOCORE,
    ),
    entry(
        "no-region",
        r"\bInvalid Configuration: Missing Region\b|\bNo RegionEndpoint or ServiceURL configured\b|"
        r"\ban AWS region is required, but was not found\b|"
        r"\bRegion must be specified as a parameter, in AWS_|\brequires a region and none was found in\b|"
        r"\bNo region specified or obtained from persisted|"
        r"\bMissing required client configuration options: region\b|\bMissingRegionError\b|"
        r"\bA region must be set when sending requests to (?!S3)|"
        r"\bA \"region\" configuration value is required for the\b|"
        r"registry\.terraform\.io/hashicorp/aws\".{0,20} requires explicit configuration\b|"
        r"\bThe argument \"region\" is required, but was not set\b|"
        r"\bInput required and not supplied: aws-region\b|\bmissing region information\b.{0,40}\bAWS region\b",
        *_NO_REGION,
        source=f"{_GO}; aws/aws-sdk-net, issue 1299; aws/aws-sdk-ruby; aws/aws-sdk-php",
        whole=True,
    ),
    entry(
        "region-unknown",
        r"\bInvalid AWS Region: (?P<name>[\w-]+)|\bUnknown region: '(?P<other>[^'\n]+)'\. No partition|"
        r"\bProvided region_name '(?P<third>[^'\n]*)' doesn't match|"
        r"\bhttps?://[\w-]+\.(?P<blank>none|null|undefined|nil|\$\{?\w+\}?)\.amazonaws\.com|"
        r"\bRegion not accepted: region=\"(?P<fourth>[^\"\n]*)|"
        r"\bUnable to construct an endpoint for [\w.-]+ in region (?P<fifth>[\w-]+)",
        "Amazon has no such region: {name}{other}{third}{fourth}{fifth}{blank}.",
        "The name may be mistyped or never set, or hold a blank or an availability zone's letter.",
        "Choose a region from the list, such as eu-west-1.",
        source=f"hashicorp/aws-sdk-go-base; {_BOTOCORE}",
        whole=True,
    ),
    entry(
        "region-unknown",
        r"\bService [\w.-]+ not available in region\b|\bUnknownEndpointError: could not resolve endpoint\b|"
        r"\binvalid input region\b|\bInvalid region endpoint provided\b",
        *_REGION,
        source=f"{_BOTOCORE}; {_GO}; aws/aws-sdk-js; aws/aws-sdk-net",
        whole=True,
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
        "endpoint",
        r"\bInvalid Configuration: (?:FIPS|Dualstack) and custom endpoint are not supported\b|"
        r"\bFIPS is enabled but this partition does not support\b|"
        r"\bDualStack is enabled but this partition does not support\b|"
        r"\bFIPS and DualStack are enabled, but this partition\b|\bUnable to construct a modeled endpoint with\b|"
        r"\bThe provided FIPS pseudo-region\b|\bInvalid host label to be bound to the hostname\b|"
        r"\bCannot find value for required parameter (?:Region|Endpoint)\b|\bNo endpoint found for parameters:",
        *_ENDPOINT,
        source="botocore.exceptions, botocore.endpoint_provider, endpoint rules of cognito-idp and sts",
        whole=True,
    ),
    entry(
        "setting",
        r"\bCannot provide retry configuration for\b|"
        r"\bInvalid value provided to \"mode\": .{1,40} must be one of|\bValue provided to \"max_attempts\": |"
        r"\bSTS regional endpoints option\b|\bClient configured with invalid defaults mode\b|"
        r"\bInvalid configuration value\(s\) provided for proxies_config|"
        r"\bUnsupported configuration value for (?:endpoint_discovery_enabled|request_checksum|response_checksum)|"
        r"\bfor 'account_id_endpoint_mode' is invalid\b|\bunknown RetryMode, |"
        r"\binvalid value for environment variable, AWS_\w+|\binvalid value for shared config profile\b",
        *_SETTING,
        source=f"{_BOTOCORE}; {_GO}",
        whole=True,
    ),
    entry(
        "setting",
        "",
        *_SETTING,
        "botocore.InvalidRetryConfigurationError botocore.InvalidMaxRetryAttemptsError botocore.InvalidRetryModeError "
        "botocore.InvalidSTSRegionalEndpointsConfigError botocore.InvalidDefaultsMode "
        "botocore.InvalidProxiesConfigError botocore.InvalidEndpointDiscoveryConfigurationError "
        "botocore.InvalidChecksumConfigError",
        _BOTOCORE,
        needs="any",
    ),
    entry(
        "sdk-part",
        r"\bMissing Dependency: .{0,200}\b(?:botocore|awscrt)\b|\bpip install .?botocore\[crt\]|"
        r"\bservice module must be on the class ?path\b|\bmodule \w+ must be on the class path\b|"
        r"\bToken provider named \S+ not found\b|\bassembly must be available at runtime to use Amazon\.|"
        r"\bCannot find (?:module|package) '@aws-sdk/(?:client-s(?:so|ts)|credential-provider|token-providers)",
        *_PART,
        source=f"{_BOTOCORE}; aws/aws-sdk-java-v2, core/auth",
        whole=True,
    ),
    entry(
        "sdk-part",
        "",
        *_PART,
        "botocore.UnknownTokenProviderError botocore.MissingDependencyException",
        _BOTOCORE,
        needs="any",
    ),
    entry(
        "sdk-old",
        r"\bUnknown service: '[^'\n]+'\. Valid service names are: |"
        r"'CognitoIdentityProvider' object has no attribute '|"
        r"'(?:CognitoIdentityProvider|ACM|STS|SSO|IAM)' object has no attribute '",
        *_OLD,
        source=_BOTOCORE,
        whole=True,
    ),
    entry("sdk-old", "", *_OLD, "botocore.UnknownServiceError", _BOTOCORE, needs="any"),
)

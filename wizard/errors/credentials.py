"""Credentials before Amazon is asked anything: where the AWS CLI and the SDKs look for them, and what they miss."""

from __future__ import annotations

from wizard.errors import aws_cli, sdk_config, sso
from wizard.errors.entry import Entry, entry

_BOTOCORE = "botocore.exceptions"
_GO = "aws/aws-sdk-go-v2, credentials"
_JAVA = "aws/aws-sdk-java-v2, core/auth"
_JS = "aws/aws-sdk-js-v3, credential-provider-*"

_PLACES = {
    "env": "the environment",
    "explicit": "the program's own call",
    "shared-credentials-file": "~/.aws/credentials",
    "config-file": "~/.aws/config",
    "custom-process": "the answer of credential_process",
}
_MFA = (
    "The profile needs an MFA code, which nobody could be asked for.",
    "A role with MFA asks anew each time its session runs out.",
    "Get a session in a terminal first (aws sts get-session-token), or use a profile of single sign-on.",
)
_NONE = (
    "There are no AWS credentials on this computer that this program finds.",
    "Neither the environment nor a profile nor this machine's role holds any for it.",
    "Run aws configure or aws sso login, and set AWS_PROFILE for the program.",
)
_IMDS = (
    "This machine's or container's role gives no credentials.",
    "Its metadata service refused, is switched off, is out of reach from a container, or no role is attached.",
    "Attach a role; where a container on EC2 is to use the machine's role, raise the hop limit of IMDSv2 to 2. "
    "On no such machine, choose a profile.",
)
_TOKEN = (
    "The token that should be exchanged for a role is missing or doesn't hold.",
    "It stands in a file that AWS_WEB_IDENTITY_TOKEN_FILE names, or a build gets it anew; it runs out within the hour.",
    "Look whether the file is there and fresh (service account, id-token permission of the build), and is an ID token.",
)
_PROCESS = (
    "The command that should give the credentials failed.",
    "The profile names it as credential_process; its answer has to be JSON with Version 1 and the keys.",
    "Run that command in a terminal; sign in with it, or mend its path.",
)

_OWN: tuple[Entry, ...] = (
    entry(
        "web-token",
        r"\bfailed (?:fetching WebIdentity token|to retrieve jwt from provide source)|\bWeb identity configuration not "
        r"specified\b|\bNo such file or directory: '?\S*serviceaccount/token|"
        r"\bDid you mean to set the [`']?id-token[`']? permission|\bopen \S*serviceaccount/token: |"
        r"\bUnable to get ACTIONS_ID_TOKEN_REQUEST_URL\b|\btoken file path is not set\b",
        *_TOKEN,
        source=f"{_GO}/stscreds; aws-actions/configure-aws-credentials",
        whole=True,
    ),
    entry(
        "imds",
        r"\bReceived non 200 response \d+ from (?:container|ECS) metadata\b|\bfrom container metadata services?\b|"
        r"\bUnable to retrieve token for use in IMDSv2 call\b|\bInvalid EC2 Instance Metadata endpoint mode\b|"
        r"\bInvalid endpoint EC2 Instance Metadata\b|\battempting to retrieve (?:data from|container) metadata\b|"
        r"\bError retrieving metadata: |\bEC2MetadataError: failed to make EC2Metadata request\b|"
        r"\brequested metadata is not found at\b|\bUnable to load credentials from service endpoint\b|"
        r"\b(?:Invalid response received|Failed to retrieve credentials) from (?:EC2 )?instance metadata service\b|"
        r"\bUnable to contact EC2 metadata service\b|"
        r"\bUnable to reach credentials server\b|"
        r"\bEC2ResourceFetcher\b|\bFailed to load credentials from IMDS\b|"
        r"\bEC2 Metadata (?:roleName|token) request returned error\b|\bconnect \w+ 169\.254\.(?:169\.254|170\.2):80\b|"
        r"\boperation error ec2imds: GetMetadata, https? response error StatusCode: 4\d\d",
        *_IMDS,
        source=f"{_BOTOCORE}; {_GO}; {_JS}; aws/aws-sdk-java",
        whole=True,
    ),
    entry(
        "eks-token",
        r"\bexec: executable aws failed with exit code \d+",
        "The AWS CLI was asked by kubectl for a token to the cluster, and failed.",
        "Its credentials have run out, its profile is missing, or it is too old for this kind of token.",
        "Run aws sts get-caller-identity with the same profile; mend what it says, then try kubectl again.",
        source="kubernetes/client-go, plugin/pkg/client/auth/exec",
        whole=True,
    ),
    entry(
        "imds",
        "",
        *_IMDS,
        "botocore.MetadataRetrievalError botocore.InvalidIMDSEndpointError botocore.InvalidIMDSEndpointModeError",
        _BOTOCORE,
        needs="any",
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
        "credentials-source",
        r"Error when retrieving credentials from (?P<where>(?:custom-process|container-role|iam-role|assume-role|sso|"
        r"login|env|shared-credentials|config-file|explicit|Environment|Ec2InstanceMetadata|EcsContainer)[\w-]*): ",
        "No credentials came from {where}.",
        "The profile takes them from there, and that went wrong.",
        "Details hold what it said; try the same profile with aws sts get-caller-identity.",
        "botocore.CredentialRetrievalError",
        _BOTOCORE,
    ),
    entry(
        "credentials-source",
        r"\berror in credential_process\b|\bprocess provider error: |\bProcessProviderExecutionError\b|"
        r"\bcredential_process (?:returned|did not return)\b|\bdid not contain credential_process\b|"
        r"\bInvalidProcessCredentialsPayload\b|\bresolveProcessCredentials\b|"
        r"\bFailed to refresh process-based credentials\b",
        *_PROCESS,
        source=f"{_GO}/processcreds; {_JS}; {_JAVA}",
        whole=True,
    ),
    entry(
        "mfa-code",
        r"\bMultiFactorAuthentication failed, must provide both\b|"
        r"\bAssumeRoleTokenProvider(?:NotSet| session option not set)|\bassume role with MFA enabled\b|"
        r"\bCannot refresh credentials: MFA token required\b|\brefresh credentials that require MFA\b|"
        r"\bRefreshing temporary credentials failed.*MFA|"
        r"\brequires multi-factor authentication, but no MFA code callback\b|\bEOF\b.{0,60}\bEnter MFA code for arn:",
        *_MFA,
        source=f"aws-sdk-go, aws/session; {_JS}",
    ),
    entry("mfa-code", "", *_MFA, "botocore.RefreshWithMFAUnsupportedError", _BOTOCORE, needs="any"),
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
        r"Unable to locate credentials(?! file| for )",
        "There are no AWS credentials on this computer.",
        "Neither the environment nor a profile nor this machine's role holds any.",
        "Run aws configure or aws sso login, or set AWS_PROFILE.",
        "botocore.NoCredentialsError",
        _BOTOCORE,
    ),
    entry(
        "no-credentials",
        r"\bNoCredentialProviders\b|\bno valid credential sources?\b|\bCould not load credentials from any providers\b|"
        r"\bMissing credentials in config\b|\bUnable to load (?:AWS )?credentials from any\b|"
        r"\bno EC2 (?:IMDS|instance) role found\b|"
        r"\bNo credentials specified or obtained from persisted/shell defaults\b|"
        r"\bUnable to get IAM security credentials from EC2 Instance Metadata\b|"
        r"\bError retrieving credentials from the instance profile metadata\b",
        *_NONE,
        source="https://github.com/hashicorp/terraform-provider-aws/issues/23167",
    ),
    entry(
        "no-credentials",
        r"\bno valid providers in chain\b|\bfailed to find credentials in the environment\b|"
        r"\bEnvAccessKeyNotFound\b|\bEnvSecretNotFound\b|\bEmptyStaticCreds\b|"
        r"\bfailed to load shared credentials file\b|\bshared credentials \S+ in \S+ did not contain\b|"
        r"\bstatic credentials are empty\b|\bUnable to find environment variable credentials\b|"
        r"\bUnable to load credentials from system settings\. Access key must be\b|"
        r"\bUnable to load AWS credentials from (?:environment|environment variables)\b|"
        r"\bResolved credential object is not valid\b|\bCredentialsProviderError: Credential is missing\b",
        *_NONE,
        source=f"{_GO}; {_JS}; {_JAVA}; aws/aws-sdk-go",
        whole=True,
    ),
    entry(
        "no-credentials",
        r"\b(?:No|not find|Couldn't find|Unable to (?:find|locate|load)|Failed to (?:find|load|locate)|Missing) "
        r"(?:any )?(?:valid )?AWS credentials\b|\bCould not find environment variable credentials\b|"
        r"\bCannot read credentials from \S*\.aws/credentials|\bNo handler was ready to authenticate\b",
        *_NONE,
        source="aws/aws-sdk-php; boto/boto; programs of many makers",
        whole=True,
    ),
    entry(
        "no-credentials",
        r"\bcontainer metadata credential provider cannot be used unless\b|"
        r"\w*Exception: Access key ID cannot be blank\b|"
        r"\bCannot fetch credentials from container - neither\b|"
        r"\bFailed to resolve AWS credentials\. The credential providers used\b|"
        r"\bFailed to find AWS Credentials for constructing AWS Service Client\b|\bMissingCredentialsError\b|"
        r"\bno providers in chain provided credentials\b|\bno credentials in the property bag\b|"
        r"\bNeed to perform AWS calls for account [\w-]+, but no credentials\b|"
        r"\bUnable to resolve AWS account to use\b|\bAWS provider credentials not found\b|"
        r"\bunable to validate AWS AccessKeyID\b|\bno credentials could be loaded from any\b|"
        r"\bNo credentials found for profile \S+ Use 'aws-vault\b|\bFailed to load default AWS credentials\b",
        *_NONE,
        source="aws/aws-sdk-net; aws/aws-sdk-ruby; awslabs/aws-sdk-rust; aws/aws-cdk-cli; serverless; pulumi-aws",
        whole=True,
    ),
)
ENTRIES: tuple[Entry, ...] = (*sso.ENTRIES, *sdk_config.ENTRIES, *aws_cli.ENTRIES, *_OWN)

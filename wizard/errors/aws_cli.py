"""The AWS CLI's and the CDK's own words: how they were called, what they lack."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_CLI = "aws/aws-cli, awscli"
_USAGE = (
    "The AWS CLI was given a command that it doesn't take.",
    "A name is mistyped, a needed option is missing, or the CLI is older than the command.",
    "Compare with the help of that command (aws cognito-idp help), and update the CLI.",
)
_MISSING = (
    "The AWS CLI is not on this computer, or not in the search path.",
    "The set-up by this program doesn't need it; commands that begin with aws do.",
    "Install the AWS CLI version 2, and open a new terminal.",
)

ENTRIES: tuple[Entry, ...] = (
    entry(
        "cli-pager",
        r"\bUnable to redirect output to pager\b",
        "The AWS CLI got an answer and could not show it: its pager is missing.",
        "The call itself went through.",
        "Run it with --no-cli-pager, or set AWS_PAGER to nothing.",
        source=f"{_CLI}/errorhandler.py",
        whole=True,
    ),
    entry(
        "cli-usage",
        r"(?<![\w-])aws: error: |\bBad value for --query \S|"
        r"\baws: \[ERROR\]: (?:argument|the following arguments|An error occurred \(ParamValidation\): "
        r"(?:Unknown|the following|argument))|\busage: aws \[options\] <command>",
        *_USAGE,
        source=f"{_CLI}/argparser.py, awscli/clidriver.py",
        whole=True,
    ),
    entry(
        "cli-usage",
        r"\bError parsing parameter '(?:--)?(?:cli-input-json|user-pool-id|user-pool-name|pool-name|policies|"
        r"callback-urls|logout-urls|client-name|allowed-o-auth-\w+|schema|lambda-config|account-recovery-setting|"
        r"admin-create-user-config|provider-details|attribute-mapping|user-attributes)'|"
        r"\bUnknown options: --(?:user-pool|client-|callback-url|logout-url|allowed-o|explicit-auth|"
        r"supported-identity|managed-login|generate-secret|domain|custom-domain)|"
        r"\bthe following arguments are required: .{0,80}--(?:user-pool-id|client-id|client-name|pool-name|"
        r"role-arn|role-session-name|profile)\b",
        *_USAGE,
        source=f"{_CLI}/argprocess.py",
        whole=True,
    ),
    entry(
        "cli-missing",
        r"(?<![\w-])aws: (?:command )?not found\b|\bcommand not found: aws\s*$|'aws' is not recognized as an? |"
        r"\bThe term 'aws' is not recognized\b|\benv: '?aws'?: No such file or directory\b|"
        r"\bexec: \"aws\": executable file not found\b|\bexec: executable aws not found\b|"
        r"\bNo such file or directory: 'aws'",
        *_MISSING,
        source="bash, zsh, cmd, PowerShell, Go's os/exec; kubectl's exec plugin of EKS",
        whole=True,
    ),
    entry(
        "cdk-bootstrap",
        r"\bHas the environment been bootstrapped\?|\bIs account \w+ bootstrapped\?|"
        r"\bThis CDK deployment requires bootstrap stack version\b|"
        r"\bthe toolkit stack must be deployed to the environment\b|\bdoesn't have the CDK toolkit stack\b",
        "This account and region are not made ready for the CDK.",
        "It keeps its files and roles there in a stack of its own (CDKToolkit), which is missing or too old.",
        "Run cdk bootstrap aws://ACCOUNT/REGION with the profile of that account, then deploy again.",
        source="aws/aws-cdk-cli",
        whole=True,
    ),
    entry(
        "account-other",
        r"\bNeed to perform AWS calls for account (?P<wanted>[\w-]+), but the current credentials are for "
        r"(?P<has>[\w-]+)|\bAWS Account ID not allowed: (?P<other>\w+)",
        "The credentials belong to another account: {has}{other}.",
        "The setup is meant for one account, and the profile leads to another.",
        "Choose the profile of that account (AWS_PROFILE), or correct the account in the setup.",
        source="aws/aws-cdk-cli, lib/api/aws-auth; hashicorp/aws-sdk-go-base, VerifyAccountIDAllowed",
        whole=True,
    ),
)

"""Words of the tools that set pools up: Terraform, CloudFormation, Serverless, Amplify, SDKs."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_ISSUES = "https://github.com/"
_PROVIDER = _ISSUES + "hashicorp/terraform-provider-aws/issues/"
_KEPT = "A pool that is replaced loses its people, and has a new ID, new clients and new secrets."

ENTRIES: tuple[Entry, ...] = (
    entry(
        "tool-replaces",
        r"\baws_cognito_(?P<kind>user_pool\w*)\b.{1,120}(?:\bmust be (?:\S{1,8})?replaced\b|\(new resource required\))|"
        r"\baws_cognito_(?P<other>user_pool\w*)\b.{1,1500}#\s?forces replacement",
        "Terraform would delete this {kind}{other} and make a new one.",
        "One of the changes touches what Cognito fixes at creation. " + _KEPT,
        "Don't apply that. Take the line that forces it back to what the pool has (lifecycle ignore_changes keeps it).",
        source=_PROVIDER + "3891",
        needs="cognito",
    ),
    entry(
        "tool-prevented",
        r"\bInstance cannot be destroyed\b.{1,400}\baws_cognito_\w+|"
        r"\baws_cognito_\w+\S* has\s+lifecycle\.prevent_destroy",
        "Terraform wanted to delete something of the pool, and was told never to.",
        "prevent_destroy is set; a change that Cognito can't make in place was planned as a replacement. " + _KEPT,
        "Look in the plan for the line that forces the replacement, and take it back.",
        source="hashicorp/terraform, prevent_destroy",
        needs="cognito",
    ),
    entry(
        "tool-import",
        r"\bwrong format of import ID\b.{0,80}\buser-pool-id/|\bUnexpected format of ID\b.{0,120}\buser-?pool|"
        r"\bUnexpected Import Identifier\b.{0,300}\buser_pool_id",
        "Terraform was given an ID that it can't import.",
        "What belongs to a pool is known by the pool's ID and its own ID together.",
        "Import it as POOL_ID/ID; groups, resource servers and identity providers as their pages say (mostly "
        "POOL_ID/NAME or POOL_ID:NAME).",
        source="hashicorp/terraform-provider-aws, internal/service/cognitoidp",
        needs="cognito",
    ),
    entry(
        "tool-import",
        r"\bCannot import non-existent remote object\b.{1,400}\baws_cognito_\w+",
        "Terraform finds nothing of that ID to import.",
        "The ID is misspelt, or profile or region are those of another account or place.",
        "Compare region, profile and ID; what belongs to a pool is imported as POOL_ID/ID.",
        source="hashicorp/terraform, import",
        needs="cognito",
    ),
    entry(
        "tool-old",
        r"\bUnexpected key '(?P<key>CustomDomain|UsernameConfiguration|UserAttributeUpdateSettings|"
        r"DeletionProtection|UserPoolTier|AccountRecoverySetting|EstimatedNumberOfUsers|SchemaAttributes|"
        r"SmsConfigurationFailure|EmailConfigurationFailure|Domain)' found in params|"
        r"\bUnknown parameter in input: \"(?P<other>CustomDomain|SchemaAttributes|EstimatedNumberOfUsers|"
        r"SmsConfigurationFailure|EmailConfigurationFailure|CreationDate|LastModifiedDate|UserPoolTier|"
        r"DeletionProtection|UserAttributeUpdateSettings)\"",
        "A tool sent {key}{other}, which this call of its SDK doesn't know.",
        "It wrote back what it had read of the pool, with lines that can't be written; or its SDK is older than them.",
        "Use a newer version of the tool or SDK, or leave that line out.",
        source=_ISSUES + "claudiajs/claudia/pull/231",
    ),
    entry(
        "tool-unsupported",
        r"\bAn? (?:argument|block) named \"(?P<name>user_pool_tier|deletion_protection|managed_login_version|"
        r"user_attribute_update_settings|account_recovery_setting|sign_in_policy|email_mfa_configuration|"
        r"web_authn_configuration|enable_token_revocation|auth_session_validity|refresh_token_rotation)\" is not "
        r"expected here|\bUnsupported block type\b.{1,300}\baws_cognito_\w+|"
        r"\bUnsupported argument\b.{1,300}\baws_cognito_\w+|\bProvider doesn't support resource: aws_cognito_\w+|"
        r"\bInvalid (?:resource|data source) type\b.{1,300}\baws_cognito_\w+",
        "This version of Terraform's AWS provider doesn't know that setting of Cognito's.",
        "It came with a later version.",
        "Use a newer provider, or leave the line out.",
        source="hashicorp/terraform-provider-aws, changelog",
    ),
    entry(
        "tool-existing",
        r"\bCloudFormation cannot update a stack when a custom-named resource requires replacing\b.{0,300}\bCognito|"
        r"\bAWS::Cognito::\w+\b.{0,300}\b(?:custom-named resource requires replacing|already exists in stack)",
        "CloudFormation would have to replace something of the pool, and its name is taken by the old one.",
        "The change touches what Cognito fixes at creation. " + _KEPT,
        "Take the change back, or give the new one another name.",
        source="https://docs.aws.amazon.com/AWSCloudFormation, Troubleshooting",
        needs="cognito",
    ),
    entry(
        "tool-rollback",
        r"\bThe following resource\(s\) failed to (?:create|update|delete): \[[^\]]*(?:UserPool|Cognito)\w*[^\]]*\]",
        "CloudFormation gave up at something of the user pool.",
        "This line tells where; the reason stands at the first event with FAILED for it.",
        "Open the stack's events, look for the first one that failed, and paste its reason here.",
        source=_ISSUES + "aws/aws-cdk/issues/25712",
        needs="cognito",
    ),
    entry(
        "serverless-pool",
        r"\bUnable to find existing Cognito User Pool\b|\bUser pool \"?\S{1,80}\"? (?:not found|doesn't exist)\W*\Z",
        "A tool finds no user pool of that name.",
        "Names of pools are no IDs: the tool looks them up in one region and account.",
        "Compare the name, and the tool's region and profile.",
        source=_ISSUES + "serverless/serverless, existing Cognito user pools",
        needs="cognito",
    ),
    entry(
        "tool-standin",
        r"\bCognito Local unsupported feature\b|"
        r"\bAPI (?:action '\w+' )?for service '?(?:cognito-idp|acm)'? not yet implemented\b|"
        r"\bThe API for service '?cognito-idp'? is either not included in your current license plan\b|"
        r"\bOperation \w*(?:UserPool|ManagedLogin)\w* is not supported\b",
        "A stand-in for Amazon answered, and doesn't know this call.",
        "Programs like LocalStack, moto or cognito-local know a part of Cognito only.",
        "Send the call to Amazon itself: look for an endpoint address in the profile or in AWS_ENDPOINT_URL.",
        source=_ISSUES + "jagregory/cognito-local/issues/305; " + _ISSUES + "floci-io/floci/issues/2856",
    ),
)

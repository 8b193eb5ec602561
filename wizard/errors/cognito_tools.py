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
        "cloudformation-exists",
        r"\bResource of type 'AWS::Cognito::(?P<kind>\w+)' with identifier '(?P<name>[^']{1,200})' already exists|"
        r"\bAWS::Cognito::(?P<other>\w+)\b.{0,300}\bHandlerErrorCode: AlreadyExists\b",
        "CloudFormation was to make this {kind}{other}, and there is one already.",
        "It was made by other means, or is left over from a stack that is gone.",
        "Import it into the stack. Delete it only where nothing uses it: with a pool all its accounts go.",
        source="CloudFormation's handler error codes",
        needs="cognito",
    ),
    entry(
        "cloudformation-gone",
        r"\bResource of type 'AWS::Cognito::(?P<kind>\w+)' with identifier '(?P<name>[^']{1,200})' was not found|"
        r"\bAWS::Cognito::(?P<other>\w+)\b.{0,300}\bHandlerErrorCode: NotFound\b",
        "CloudFormation doesn't find the {kind}{other} that its stack lists.",
        "Somebody deleted it by other means.",
        "Take it out of the template and put it in again under another logical name, or import what replaced it.",
        source="CloudFormation's handler error codes",
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
        r"\bUnable to find existing Cognito User Pool\b|"
        r"CustomCognitoUserPool\d+\s-\s.{0,160}\bCannot\sread\spropert\w+\s'?Id\b",
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
    entry(
        "tool-bug",
        r"\baws_cognito_\w+.{0,600}\b(?:request was cancelled|diffs didn't match during apply)|"
        r"\bpanic: .{0,900}\binternal/service/cognitoidp\b",
        "Terraform or its AWS provider broke off at something of the pool.",
        "That is a fault of this version of it; what was done before stands.",
        "Use another version of the provider, look at what the console shows, and run apply again.",
        source=_ISSUES + "lgallard/terraform-aws-cognito-user-pool/issues/148; " + _PROVIDER + "39992",
        needs="cognito",
    ),
    entry(
        "waf-place",
        r"\bWAFInvalidParameterException\b",
        "The web ACL can't be put on this pool.",
        "It must be of the scope REGIONAL, of the pool's region, and without the rule group against account takeover "
        "(AWSManagedRulesATPRuleSet).",
        "Make it there, without that rule group.",
        source="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-waf.html",
        needs="cognito",
    ),
    entry(
        "tool-value",
        r"\bexpected (?P<where>(?:mfa_configuration|allowed_oauth_flows|explicit_auth_flows|deletion_protection|"
        r"user_pool_tier|minimum_length|temporary_password_validity_days|password_history_size|email_sending_account|"
        r"advanced_security_mode|alias_attributes|username_attributes|auto_verified_attributes|managed_login_version|"
        r"prevent_user_existence_errors|(?:access|id|refresh)_token_validity|attribute_data_type|provider_type|"
        r"default_email_option|retry_grace_period_seconds|auth_session_validity)[\w.]*) to be "
        r"(?P<rule>(?:one of|in the range|at (?:least|most)) [^,\n]{1,160})",
        "Terraform stopped at {where}: it wants {rule}.",
        "Nothing was sent to Amazon.",
        "Write one of those values, to the letter.",
        source="hashicorp/terraform-provider-aws, internal/service/cognitoidp",
    ),
    entry(
        "tool-value",
        r"\bexpected length of (?P<where>(?:sms|email)_(?:verification|authentication)_(?:message|subject))\w* to be "
        r"(?P<rule>in the range [^,\n]{1,40})",
        "Terraform stopped at {where}: its length has to be {rule}.",
        "Nothing was sent to Amazon.",
        "Shorten or lengthen that text.",
        source="hashicorp/terraform-provider-aws, internal/service/cognitoidp",
    ),
    entry(
        "message-code",
        r"\bdoes not contain \{(?:####\}|username\})",
        "The text that brings people their code lacks the place for it.",
        "Without {{####}} nobody would see the code; an invitation wants {{username}} as well.",
        "Put {{####}} into the text.",
        source="hashicorp/terraform-provider-aws, internal/service/cognitoidp/validate.go",
    ),
    entry(
        "prefix-characters",
        r"\bonly lowercase alphanumeric characters and hyphens \(max length 63\) allowed in\b",
        "The prefix holds a character that Amazon doesn't take.",
        "Small letters, digits and hyphens are allowed, with no hyphen at either end.",
        "Change the prefix.",
        source="hashicorp/terraform-provider-aws, internal/service/cognitoidp/validate.go",
        needs="cognito",
    ),
    entry(
        "tool-argument",
        r"\b(?:Missing required argument|Insufficient \w+ blocks)\b.{1,300}\baws_cognito_(?P<kind>\w+)",
        "Terraform misses a line in the {kind}.",
        "Nothing was sent to Amazon.",
        "The text names the line; its value mostly comes from the pool (user_pool_id) or the client.",
        source="hashicorp/terraform, configuration",
        needs="cognito",
    ),
)

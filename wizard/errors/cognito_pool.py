"""Texts about the user pool: MFA, SMS and e-mail senders, passwords, feature plan, attributes, deletion."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_INVALID = "InvalidParameterException"
_PF = "seen on AWS: cdk-preflight, pf-cognito-"
_MODEL = "botocore's service model of cognito-idp"
_SMS = "https://docs.aws.amazon.com/cognito, SMS messages for user pools"
_TIER = "FeatureUnavailableInTierException"

_SENDERS = (
    entry(
        r"SMS configuration and Auto verification for phone_number are required when MFA is",
        "MFA was asked for while the pool is made, and there Cognito knows text messages alone.",
        "Codes from an app are set up by a call of their own, once the pool is there.",
        "Make the pool with MFA off, then set MFA.",
        _INVALID,
        _PF + "mfa-sms-config",
    ),
    entry(
        r"SMS configuration is required when phone_number is selected for auto verification",
        "The pool is to verify phone numbers, and has no sender for text messages.",
        "Cognito sends them through an IAM role that you name.",
        "Give the pool an SMS role, or don't have phone numbers verified.",
        _INVALID,
        _PF + "auto-verified-username-consistency",
    ),
    entry(
        r"Invalid snsRegion\. Allowed SNS region for (?P<pool>\S+) is (?P<region>[\w, -]+)",
        "Text messages can't be sent from that region: for pools in {pool} it is {region}.",
        "Amazon ties the two together.",
        "Set the SMS region to {region}.",
        _INVALID,
        _PF + "sms-configuration-sns-region",
    ),
    entry(
        r"Role does not have a trust relationship allowing Cognito to assume the role",
        "Cognito can't take on the SMS role: the role doesn't trust it.",
        "A role that was just made takes some seconds until Amazon knows it.",
        "Wait and try again; else let cognito-idp.amazonaws.com assume the role, with the same external ID.",
        "InvalidSmsRoleTrustRelationshipException",
        _SMS,
    ),
    entry(
        "",
        "Cognito can't take on the SMS role: the role doesn't trust it.",
        "A role that was just made takes some seconds until Amazon knows it.",
        "Wait and try again; else let cognito-idp.amazonaws.com assume the role, with the same external ID.",
        "InvalidSmsRoleTrustRelationshipException",
        _MODEL,
    ),
    entry(
        r"Role does not have permission to publish with SNS",
        "The SMS role may not send text messages.",
        "It lacks sns:Publish.",
        "Allow sns:Publish in the role's policy.",
        "InvalidSmsRoleAccessPolicyException",
        _SMS,
    ),
    entry(
        "",
        "The SMS role may not send text messages.",
        "It lacks sns:Publish.",
        "Allow sns:Publish in the role's policy.",
        "InvalidSmsRoleAccessPolicyException",
        _MODEL,
    ),
    entry(
        r"Cognito is not allowed to use your email identity",
        "Cognito may not send from this address.",
        "The SES identity has no policy that lets Cognito send, or it is named without choosing one's own sender.",
        "Allow cognito-idp.amazonaws.com in the identity's sending policy, or leave the sender out.",
        "InvalidEmailRoleAccessPolicyException",
        _PF + "email-cognito-default-with-sourcearn",
    ),
    entry(
        "",
        "Cognito may not send from this address.",
        "The SES identity has no policy that lets Cognito send.",
        "Allow cognito-idp.amazonaws.com in the identity's sending policy, or leave the sender out.",
        "InvalidEmailRoleAccessPolicyException",
        _MODEL,
    ),
    entry(
        r"Source ARN is required to use DEVELOPER email sending owner",
        "A sender of one's own was chosen, and no address named.",
        "Cognito needs the ARN of the SES identity.",
        "Name the identity, or use Amazon's sender.",
        _INVALID,
        _PF + "email-developer-requires-sourcearn",
    ),
    entry(
        r"emailMessage' failed to satisfy constraint: Member must satisfy regular",
        "The invitation's text lacks a placeholder.",
        "Without {{####}} nobody learns the first password.",
        "Put {{username}} and {{####}} into the text.",
        _INVALID,
        _PF + "invite-message",
    ),
)
_MFA = (
    entry(
        r"Cannot turn MFA functionality ON, once the user pool has been created",
        "This call can't make MFA required on a pool that exists.",
        "Cognito has a call of its own for that, SetUserPoolMfaConfig.",
        "Use that, as apply does, or the console.",
        _INVALID,
        "aws-cloudformation/cloudformation-coverage-roadmap issue 1176",
    ),
    entry(
        r"Invalid MFA Configuration given\. SMS MFA, Email MFA, or Software Token MFA must be enabled|"
        r"can't disable all MFAs with a required or optional configuration",
        "MFA is on, and no way to do it was chosen.",
        "People need an authenticator app, text messages or e-mail for it.",
        "Choose at least the authenticator app.",
        _INVALID,
        "seen on AWS",
    ),
    entry(
        r"can't turn off MFA and configure an MFA together",
        "MFA is off, and a way to do it was chosen all the same.",
        "Cognito takes one or the other.",
        "Leave the methods out, or turn MFA on.",
        _INVALID,
        _PF + "mfa-off-with-enabled-mfas",
    ),
    entry(
        r"Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount",
        "MFA by e-mail needs a sender of one's own.",
        "Amazon's own sender is not allowed for it.",
        "Give the pool an SES sender first, or choose another method.",
        _INVALID,
        _PF + "mfa-email-otp-requires-developer",
    ),
    entry(
        r"Password should be configured as one of the allowed first auth factors",
        "The pool's first sign-in factors leave out the password.",
        "Cognito wants it among them.",
        "Add the password to the list.",
        _INVALID,
        _PF + "signin-policy-password-required",
    ),
    entry(
        r"Account Recovery Setting cannot use admin_only setting with any other",
        "Accounts can be recovered by an administrator only, or in other ways, not both.",
        "Cognito takes one or the other.",
        "Choose one.",
        _INVALID,
        _PF + "recovery-admin-only-alone",
    ),
)
_PLAN = (
    entry(
        r"feature is not available for the (?P<tier>\w+) pricing tier configured: (?P<feature>[^\n(\"]+)",
        "The pool's feature plan {tier} doesn't hold {feature}.",
        "A plan can be changed at any time; the higher ones cost more for each active person.",
        "Choose a higher plan (Essentials, or Plus), or do without. For the login page: the classic pages.",
        _TIER,
        _PF + "managed-login-version-tier",
    ),
    entry(
        r"features need to be disabled for the (?P<tier>\w+) pricing tier configured: (?P<feature>[^\n(\"]+)",
        "The plan {tier} doesn't hold {feature}, and the pool has that on.",
        "Amazon changes the plan only once the feature is off.",
        "Switch it off first, or choose a higher plan.",
        _TIER,
        _PF + "signin-policy-webauthn-tier",
    ),
    entry(
        "",
        "The pool's feature plan doesn't hold this.",
        "A plan can be changed at any time; the higher ones cost more for each active person.",
        "Choose a higher plan (Essentials, or Plus), or do without.",
        _TIER,
        _MODEL,
    ),
    entry(
        "",
        "Amazon doesn't allow this change of the feature plan.",
        "Its answer doesn't say why.",
        "Details hold Amazon's own words; keep the plan that the pool has, and ask AWS Support.",
        "TierChangeNotAllowedException",
        _MODEL,
    ),
)
_POOL = (
    entry(
        r"User pool cannot be deleted\. It has a domain configured",
        "The pool still has its domain, so Amazon doesn't delete it.",
        "Prefix and own domain must both go first.",
        "Delete the domains, then the pool.",
        _INVALID,
        "Amazon Cognito API reference, DeleteUserPool",
    ),
    entry(
        r"cannot be deleted because deletion protection is activated",
        "Deletion protection is on, so Amazon keeps the pool.",
        "Nothing was deleted.",
        "Turn it off first: that is a change of the pool, and it must send all other settings along.",
        _INVALID,
        "Amazon Cognito API reference, DeleteUserPool",
    ),
    entry(
        r"Please use TemporaryPasswordValidityDays in PasswordPolicy instead",
        "A setting that Cognito has given up was sent back to it (UnusedAccountValidityDays).",
        "Reading a pool still shows it.",
        "Leave it out, and set how long temporary passwords live.",
        _INVALID,
        _PF + "unused-account-validity-exclusive",
    ),
    entry(
        r"All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes",
        "Attributes to verify before a change are not among those that are verified by themselves.",
        "The one list must hold the other.",
        "Send both lists along with the change.",
        _INVALID,
        _PF + "user-attribute-update-settings",
    ),
    entry(
        r"Only one of the aliasAttributes or usernameAttributes can be set",
        "People sign in by e-mail or phone in place of a user name, or beside one, not both.",
        "That is fixed once the pool is made.",
        "Choose user names with aliases, or e-mail and phone as names.",
        _INVALID,
        _PF + "alias-username-exclusive",
    ),
    entry(
        r"Existing schema attributes cannot be modified or deleted",
        "An attribute of the pool can't be changed or removed.",
        "Attributes are fixed once the pool has them.",
        "Keep it as it is, or make a new pool: that means a new client ID and secret.",
        _INVALID,
        "seen on AWS (CloudFormation)",
    ),
    entry(
        r"Required custom attributes are not supported",
        "An attribute of one's own can't be required.",
        "Cognito requires standard attributes only.",
        "Make it optional.",
        _INVALID,
        _PF + "schema-custom-required",
    ),
    entry(
        "",
        "People are being imported into this pool just now.",
        "Amazon changes or deletes the pool only once that has ended.",
        "Wait for the import, or stop it, then try again.",
        "UserImportInProgressException",
        _MODEL,
    ),
)
ENTRIES: tuple[Entry, ...] = (*_SENDERS, *_MFA, *_PLAN, *_POOL)

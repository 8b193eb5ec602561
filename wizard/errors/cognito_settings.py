"""Texts about a pool's rarer settings: its attributes, message texts, sender's region, logs, risks and style files."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_INVALID = "InvalidParameterException"
_PF = "deployments on AWS, badmintoncryer/cdk-preflight: pf-cognito-"
_MODEL = "botocore's service model of cognito-idp"
_CODED = "code cognito"

_MESSAGES = (
    entry(
        "message-text",
        r"\bThe message is invalid\.",
        "A message of the user pool lacks the place for its code or link.",
        "Cognito puts it there when it sends the message.",
        "Write {{####}} where the code goes, or {{##Verify##}} for a link.",
        source="https://github.com/aws/aws-cdk/issues/6811",
        needs="cognito",
    ),
    entry(
        "message-code",
        r"(?:emailVerificationMessage|smsVerificationMessage|smsAuthenticationMessage|emailMfaConfiguration\.message|"
        r"verificationMessageTemplate\.(?:email|sms)Message)' failed to satisfy "
        r"constraint: Member must satisfy regular",
        "The text that brings people their code lacks the place for it.",
        "Without {{####}} nobody would see the code.",
        "Put {{####}} into the text.",
        _INVALID,
        _PF + "email-verification-message-placeholder, pf-cognito-sms-verification-message-placeholder",
    ),
    entry(
        "invitation-text",
        r"\binviteMessage\.(?:email|sms)Message' failed to satisfy constraint: Member must satisfy regular",
        "The invitation's text lacks a placeholder.",
        "Without {{####}} nobody learns the first password.",
        "Put {{username}} and {{####}} into the text.",
        _INVALID,
        _PF + "invite-sms-message-placeholder",
    ),
    entry(
        "mail-region",
        r"\bProvided SourceArn must be in one of the following SES regions: "
        r"(?P<regions>[a-z]{2}(?:-[a-z]+)+-\d(?:, [a-z]{2}(?:-[a-z]+)+-\d)*)",
        "The sender's address stands in a region from which this pool can't send.",
        "For this pool Amazon SES must be used in one of {regions}.",
        "Verify the address in one of those regions and name it there, or use Amazon's own sender.",
        _INVALID,
        _PF + "email-sourcearn-region, pf-cognito-risk-notify-source-arn-region",
    ),
    entry(
        "mail-from",
        r"\bProvided From email address is invalid\b(?! or)",
        "The sender's From is no e-mail address that Cognito takes.",
        "It is an address alone, or NAME <ADDRESS>.",
        "Correct it; it must be verified in Amazon SES as well.",
        _INVALID,
        _PF + "email-from-format",
        needs=_CODED,
    ),
)
_ATTRIBUTES = (
    entry(
        "attribute-range",
        r"\bAttribute (?P<name>[\w:.]{1,40}) cannot have a max (?:length shorter|value smaller) than it'?s min\b|"
        r"\buser\.(?P<other>[\w:]{1,40}): Max (?:length|value) cannot be less than min (?:length|value)\b",
        "The largest value that the attribute {name}{other} allows is below its smallest.",
        "The two were exchanged, or one was left at its default.",
        "Correct its minimum or maximum.",
        _INVALID,
        _PF + "schema-attr-length-order, pf-cognito-schema-number-min-max-order",
    ),
    entry(
        "attribute-twice",
        r"\bDuplicate custom attribute names (?P<names>(?:custom|dev):[\w:., ]{1,120}?) are not allowed in a user "
        r"pool schema\b",
        "The pool's attributes hold {names} twice.",
        "Names of attributes are unique in a pool.",
        "List it once.",
        _INVALID,
        _PF + "schema-name-duplicate",
    ),
    entry(
        "attribute-standard",
        r"\bYou can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute "
        r"(?P<name>[\w:.]{1,40})",
        "The standard attribute {name} has a data type of its own, which can't be another.",
        "OpenID Connect fixes what those attributes hold.",
        "Leave out the data type, or add an attribute of your own under another name.",
        _INVALID,
        _PF + "schema-standard-attr-datatype",
    ),
    entry(
        "attribute-range",
        r"\buser\.(?P<name>[\w:]{1,40}): String attributes cannot have a length of more than (?P<most>\d+)|"
        r"\bInvalid (?:String|Number)AttributeConstraints for schema attribute (?P<other>[\w:]{1,40})",
        "The attribute {name}{other} was given bounds that Cognito doesn't take.",
        "Texts hold 2048 characters at most, and each kind of attribute has its own kind of bounds.",
        "Correct its minimum or maximum.",
        _INVALID,
        "getmoto/moto, cognitoidp/models.py",
    ),
    entry(
        "attribute-twice",
        r"\b(?P<names>custom:[\w:]{1,40}): Existing attribute already has name\b",
        "The pool already has the attribute {names}.",
        "Names of attributes are unique in a pool, and an attribute can't be removed again.",
        "Use the one that is there, or choose another name.",
        _INVALID,
        "getmoto/moto, cognitoidp/models.py",
    ),
    entry(
        "recovery-twice",
        r"\bAccount Recovery Setting cannot have duplicate priorities or recovery mechanisms\b",
        "Two ways to recover an account have the same rank, or one stands there twice.",
        "Cognito tries them in their order, 1 and 2.",
        "Give each way once, and a rank of its own.",
        _INVALID,
        _PF + "recovery-duplicate",
    ),
)
_FACTORS = (
    entry(
        "factor-mfa",
        r"\bOnly PASSWORD and WEB_AUTHN \(if configured\) can be enabled as an auth factor if MFA is enabled\b",
        "MFA is required in this pool, and codes by mail or text message are allowed as a first factor.",
        "With MFA on, the first factor is the password or a passkey; optional MFA goes with the others.",
        "Take EMAIL_OTP and SMS_OTP off the first factors, or make MFA optional.",
        _INVALID,
        "public notes of a tool that measured it, us-east-1, 2026",
    ),
    entry(
        "factor-passkey",
        r"\bCannot set WebAuthn factor configuration to SINGLE_FACTOR if MFA is required\b",
        "MFA is required in this pool, and a passkey alone would sign people in.",
        "Cognito takes passkeys there only when they count for both factors (MULTI_FACTOR_WITH_USER_VERIFICATION).",
        "Set that in the passkeys' settings, take WEB_AUTHN off the first factors, or make MFA optional.",
        _INVALID,
        "public notes of a tool that measured it, us-east-1, 2026",
    ),
    entry(
        "factor-sender",
        r"\b(?P<factor>SMS_OTP|EMAIL_OTP) can ?not be configured as AuthFactor as user pool is missing valid\b",
        "{factor} is to be a first factor, and the pool has no sender for it.",
        "Text messages need an SMS role; mails need a sender of one's own (Amazon SES).",
        "Give the pool that sender first, or leave {factor} out.",
        _INVALID,
        "public notes of a tool that measured it, us-east-1, 2026",
    ),
)
_OTHERS = (
    entry(
        "refresh-always",
        r"\bREFRESH_TOKEN_AUTH should always be allowed\b",
        "The app client's sign-in flows leave out the refresh token.",
        "Cognito wants it among the older flow names.",
        "Add ALLOW_REFRESH_TOKEN_AUTH to the client's flows.",
        _INVALID,
        "https://github.com/aws/aws-cdk/issues/7625",
    ),
    entry(
        "analytics",
        r"\bInvalid analytics configuration given, either <application arn> or <application id\b",
        "The app client's analytics settings are half there.",
        "They name a Pinpoint project either by its ARN, or by ID, role and external ID.",
        "Give one of the two whole, or leave analytics out.",
        _INVALID,
        _PF + "analytics-application-requires-role, pf-cognito-analytics-config-exclusive",
    ),
    entry(
        "style-assets",
        r"\bInvalid assets provided\. Validation errors: \[",
        "The login page's style holds a file that Cognito doesn't take.",
        "Each kind of picture has its formats: ICO is for the favicon alone, and SVG may hold no scripts.",
        "Change the file that Details name, or take Amazon's own look.",
        _INVALID,
        _PF + "managed-login-branding-asset-extension",
        needs=_CODED,
    ),
    entry(
        "log-target",
        r"\bCloudWatch log group arn (?P<arn>\S{1,200}) failed with the following validation errors\b",
        "Cognito can't write its log to {arn}.",
        "The log group must be of the pool's own account and region.",
        "Name a log group there.",
        _INVALID,
        _PF + "log-delivery-log-group-region",
    ),
    entry(
        "risk-address",
        r"\bIncorrect CIDR format\b",
        "An address range of the pool's threat protection can't be read.",
        "Each is written as ADDRESS/BITS, as 203.0.113.0/24.",
        "Correct the ranges that are always allowed or always blocked.",
        _INVALID,
        _PF + "risk-ip-range-cidr",
        needs="cognito",
    ),
    entry(
        "threat-off",
        "",
        "The pool's threat protection is off, and {operation} needs it.",
        "It belongs to the feature plan Plus.",
        "Switch it on, or leave that setting out.",
        "UserPoolAddOnNotEnabledException",
        _MODEL + ", SetRiskConfiguration",
    ),
    entry(
        "pool-settings",
        "",
        "The pool's settings rule this out ({operation}).",
        "Cognito's answer doesn't say which one; most often it is the sender, MFA or a trigger.",
        "Details hold Amazon's own words; look through those of the pool in the console.",
        "InvalidUserPoolConfigurationException",
        _MODEL,
    ),
    entry(
        "passkey-domain",
        "",
        "The pool has no domain for passkeys.",
        "A passkey belongs to one domain name: the relying party's, or the pool's login domain.",
        "Give the pool a login domain, or name the relying party.",
        "WebAuthnConfigurationMissingException",
        _MODEL + ", StartWebAuthnRegistration",
    ),
    entry(
        "passkeys-off",
        "",
        "Passkeys are not switched on for this pool.",
        "They are one of the first factors that a pool can allow, from the feature plan Essentials on.",
        "Allow WEB_AUTHN among the first factors, or use another way.",
        "WebAuthnNotEnabledException",
        _MODEL + ", StartWebAuthnRegistration",
    ),
    entry(
        "passkey-other-domain",
        "",
        "The passkey belongs to another domain than the pool's.",
        "It was made on another address than the relying party's, and works nowhere else.",
        "Register a passkey on the pool's own domain.",
        "WebAuthnOriginNotAllowedException WebAuthnRelyingPartyMismatchException",
        _MODEL + ", CompleteWebAuthnRegistration",
    ),
    entry(
        "passkey-again",
        "",
        "Setting up the passkey was not finished.",
        "It took too long, was begun with another app client, or this device's passkeys are not supported.",
        "Begin again, in one go and with one device.",
        "WebAuthnChallengeNotFoundException WebAuthnClientMismatchException WebAuthnCredentialNotSupportedException",
        _MODEL + ", CompleteWebAuthnRegistration",
    ),
)
ENTRIES: tuple[Entry, ...] = (*_MESSAGES, *_ATTRIBUTES, *_FACTORS, *_OTHERS)

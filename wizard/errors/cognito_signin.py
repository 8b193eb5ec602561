"""Texts of signing in: of people, and of programs that call Cognito themselves."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_ISSUES = "https://github.com/"
_WORDS = "Cognito's answer to InitiateAuth, as its clients know it"
_MODEL = "botocore's service model of cognito-idp, InitiateAuth"
_EXPIRED = _ISSUES + "aws-amplify/amplify-flutter/issues/1128"
_NOT = "NotAuthorizedException"
_CODED = "code cognito"
_UNCONFIRMED = (
    "This person's account is not confirmed yet.",
    "Somebody who signed up has not entered the code from the mail.",
    "Have the code sent again, or confirm the account in the console.",
)
_RESET = (
    "An administrator has reset this person's password.",
    "Cognito signs nobody in with the old one.",
    "Have the person choose 'Forgot your password?' on the login page.",
)
_WRONG_CODE = (
    "The code that was entered is wrong.",
    "It is another one, an old one, or an authenticator whose clock is wrong.",
    "Enter the newest code; set the clock of the phone.",
)
_OLD_CODE = (
    "The code that was entered is no longer good.",
    "It has run out, or a newer one was sent.",
    "Have a new one sent.",
)

_PEOPLE = (
    entry(
        "password-wrong",
        r"\bIncorrect username or password\b",
        "The user name or the password is wrong.",
        "Cognito says the same for a person who doesn't exist, where the client hides that.",
        "Sign in again with the right one, or have the password reset.",
        _NOT,
        _ISSUES + "aws-amplify/amplify-flutter/issues/549",
        needs=_CODED,
    ),
    entry(
        "person-disabled",
        r"\bUser is disabled\b",
        "This person's account is switched off.",
        "Somebody disabled it in the pool.",
        "Enable it in the console, under Users.",
        _NOT,
        _ISSUES + "amazon-archives/amazon-cognito-identity-js/issues/373",
        needs=_CODED,
    ),
    entry(
        "person-unconfirmed",
        r"\bUser is not confirmed\b",
        *_UNCONFIRMED,
        "UserNotConfirmedException",
        _ISSUES + "amazon-archives/amazon-cognito-identity-js/issues/42",
    ),
    entry(
        "person-unconfirmed",
        "",
        *_UNCONFIRMED,
        "UserNotConfirmedException",
        _ISSUES + "amazon-archives/amazon-cognito-identity-js/issues/42",
    ),
    entry(
        "password-reset",
        r"\bPassword reset required for the user\b",
        *_RESET,
        "PasswordResetRequiredException",
        _MODEL,
    ),
    entry("password-reset", "", *_RESET, "PasswordResetRequiredException", _MODEL),
    entry(
        "attempts",
        r"\bPassword attempts exceeded\b",
        "Too many attempts were made for this person.",
        "Cognito counts wrong passwords and codes, and makes each next try wait longer.",
        "Wait a quarter of an hour, then try again with the right one.",
        _NOT,
        _MODEL,
    ),
    entry(
        "attempts",
        "",
        "Too many attempts were made for this person.",
        "Cognito counts wrong passwords and codes, and makes each next try wait longer.",
        "Wait a quarter of an hour, then try again with the right one.",
        "TooManyFailedAttemptsException",
        "botocore's service model of cognito-idp, ConfirmSignUp",
        needs="cognito",
    ),
    entry(
        "mfa-none",
        "",
        "This person has no second factor that Cognito could ask for.",
        "The pool asks for one, and none of its kinds is set up for them, or that kind is off in the pool.",
        "Look at the pool's MFA methods, then have the person set one up at the next sign-in.",
        "MFAMethodNotFoundException SoftwareTokenMFANotFoundException",
        "botocore's service model of cognito-idp, RespondToAuthChallenge",
    ),
    entry(
        "sign-in-risk",
        r"\b(?:Unable to (?:log ?in|sign in)|Request not allowed|Provided password cannot be used)"
        r" (?:because of|due to|for) security reasons\b",
        "The pool's threat protection refused this sign-in.",
        "It saw a risk: an unusual place or device, or a password that is known from a leak.",
        "Look at the person's sign-in events in the console; let the address through "
        "only where it was theirs, else set a new password.",
        f"{_NOT} InvalidPasswordException",
        "https://docs.aws.amazon.com/cognito, Advanced security with threat protection",
    ),
    entry(
        "password-expired",
        r"\bTemporary password has expired and must be reset by an administrator\b",
        "The temporary password of this person has run out.",
        "It lives for the number of days that the pool's password policy says.",
        "Send the invitation again: AdminCreateUser with MessageAction RESEND.",
        _NOT,
        _WORDS,
    ),
    entry(
        "code-wrong",
        r"\bInvalid verification code provided, please try again\b|\bInvalid code or auth state for the user\b|"
        r"\bInvalid code received for user\b",
        *_WRONG_CODE,
        source=_ISSUES + "aws-amplify/amplify-js/issues/3066",
    ),
    entry("code-wrong", r"\bCode mismatch\b", *_WRONG_CODE, "EnableSoftwareTokenMFAException", _MODEL, needs="code"),
    entry("code-wrong", "", *_WRONG_CODE, "CodeMismatchException EnableSoftwareTokenMFAException", _MODEL),
    entry("code-expired", r"\bInvalid code provided, please request a code again\b", *_OLD_CODE, source=_EXPIRED),
    entry("code-expired", "", *_OLD_CODE, "ExpiredCodeException", _MODEL),
    entry(
        "sign-in-session",
        r"\bInvalid session (?:for the user|provided)\b",
        "The sign-in took too long, or its step was used twice.",
        "Each step's session lives three minutes unless the client says otherwise.",
        "Begin the sign-in again.",
        f"{_NOT} CodeMismatchException",
        _ISSUES + "aws-samples/amazon-cognito-passwordless-email-auth/issues/17",
        needs=_CODED,
    ),
    entry(
        "no-recovery",
        r"\bCannot reset password for the user as there is no registered/verified email or phone_number",
        "This person has no verified address to which a code could be sent.",
        "Cognito resets a password by a verified e-mail address or phone number only.",
        "Set a password in the console; mark the address as verified only where it is known to be theirs.",
        "InvalidParameterException",
        _ISSUES + "amazon-archives/amazon-cognito-identity-js/issues/678",
    ),
    entry(
        "person-state",
        r"\bUser cannot be confirmed\. Current status is|\bUser cannot confirm because user status is not|"
        r"\bUser password cannot be reset in the current state|"
        r"\bResend not possible\b",
        "The account's state rules this out.",
        "An invitation goes out again only to somebody who has not signed in yet; a password is reset only after that.",
        "Look at the account in the console.",
        f"{_NOT} UnsupportedUserStateException InvalidParameterException",
        _ISSUES + "furaiev/amazon-cognito-identity-dart-2/issues/80",
    ),
    entry(
        "sign-up-off",
        r"\bSignUp is not permitted for this user pool\b",
        "Nobody can sign up for this pool on their own.",
        "Only administrators create accounts in it.",
        "Create the account in the console or under users, or switch self sign-up on.",
        _NOT,
        _ISSUES + "aws-amplify/amplify-js/issues/6415",
    ),
    entry(
        "alias-as-name",
        r"\bUsername cannot be of (?:email|phone number) format, since user pool is configured for",
        "A user name may not look like an e-mail address or phone number in this pool.",
        "People sign in with a name there, and the address is an alias beside it; that is fixed.",
        "Give a plain user name, and the address as an attribute.",
        "InvalidParameterException",
        _ISSUES + "aws-amplify/amplify-js/issues/8800",
    ),
    entry(
        "attributes-missing",
        r"\bAttributes did not conform to the schema: (?P<what>[\w:.* ]{1,120}?)(?: ?[\n\"(]|\s*$)",
        "The person's attributes don't fit the pool: {what}.",
        "What a pool requires was fixed when it was made.",
        "Send that attribute along, or have the identity provider send it.",
        "InvalidParameterException",
        _ISSUES + "jonsaw/amazon-cognito-identity-dart/issues/32",
    ),
    entry(
        "attributes-missing",
        r"\bAttributes did not conform to the schema\b|\bInvalid attributes given, .{1,80} (?:is|are) missing",
        "An attribute that the pool requires is missing for this person, or doesn't fit.",
        "What a pool requires was fixed when it was made.",
        "Send that attribute along; Details name it.",
        "InvalidParameterException",
        _ISSUES + "pmill/aws-cognito/issues/25",
    ),
    entry(
        "address-format",
        r"\bInvalid (?:email address|phone number) format\b",
        "The e-mail address or phone number has a form that Cognito doesn't take.",
        "Phone numbers begin with + and the country's number, without blanks.",
        "Correct it.",
        "InvalidParameterException",
        _ISSUES + "amazon-archives/amazon-cognito-identity-js/issues/316",
        needs=_CODED,
    ),
)
_PROGRAMS = (
    entry(
        "flow-call",
        r"\bInitiate Auth method not supported\b",
        "This call does not take this sign-in flow.",
        "Admin flows go with AdminInitiateAuth, all others with InitiateAuth.",
        "Use the call that belongs to the flow. Pomerium needs neither: it sends people to the login page.",
        source="https://github.com/soto-project/soto-cognito-authentication-kit/issues/10",
    ),
    entry(
        "secret-hash-wrong",
        r"\bUnable to verify secret hash for client\b",
        "A program signed in with a SECRET_HASH that doesn't fit the app client.",
        "The client has no secret, has another one, or the hash was made of another user name.",
        "Compare the client secret; a client without one takes no hash. Pomerium doesn't sign in that way.",
        _NOT,
        _ISSUES + "aws-amplify/amplify-js/issues/277",
    ),
    entry(
        "flow-off",
        r"\b(?P<flow>USER_PASSWORD_AUTH|USER_SRP_AUTH|CUSTOM_AUTH|ADMIN_NO_SRP_AUTH|ADMIN_USER_PASSWORD_AUTH|"
        r"REFRESH_TOKEN_AUTH|USER_AUTH) (?:flow )?(?:is )?not enabled for (?:this|the) client",
        "The app client doesn't allow the sign-in flow {flow}.",
        "Pomerium needs none of them; a program that calls Cognito itself does.",
        "Turn on ALLOW_{flow} at the client, or have the program use another flow.",
        "InvalidParameterException",
        _ISSUES + "floci-io/floci/pull/3974",
    ),
    entry(
        "flow-off",
        r"\bAuth flow not enabled for this client\b",
        "The app client doesn't allow this sign-in flow.",
        "Pomerium needs none of them; a program that calls Cognito itself does.",
        "Turn the flow on at the client, under authentication flows.",
        "InvalidParameterException",
        _ISSUES + "floci-io/floci/pull/3974",
    ),
    entry(
        "refresh-token",
        r"\bRefresh Token has (?:expired|been revoked)\b|\bInvalid Refresh Token\b",
        "Cognito doesn't take the refresh token.",
        "It has run out, was revoked by a sign-out, or belongs to another client.",
        "Sign in again.",
        _NOT,
        _ISSUES + "aws/aws-sdk-java-v2/issues/3418",
        needs=_CODED,
    ),
    entry(
        "access-token",
        r"\bAccess Token has (?:expired|been revoked)\b|\bInvalid Access Token\b",
        "Cognito doesn't take the access token.",
        "It has run out, or was revoked by a sign-out.",
        "Sign in again.",
        _NOT,
        _ISSUES + "aws-amplify/amplify-js/issues/2205",
        needs=_CODED,
    ),
    entry(
        "token-scopes",
        r"(?<!provided )\bAccess Token does not have required scopes\b",
        "The access token lacks the scope for this call.",
        "Calls for one's own account need aws.cognito.signin.user.admin, which the login page gives only when asked.",
        "Ask for that scope, and allow it at the client. Pomerium doesn't need it.",
        _NOT,
        _ISSUES + "aws-amplify/amplify-js/issues/1906",
    ),
    entry(
        "write-attributes",
        r"\bA client attempted to write unauthorized attribute\b",
        "The app client may not write one of the attributes.",
        "Each client has its list of attributes that it writes.",
        "Add the attribute to the client's list, or leave it out.",
        _NOT,
        _ISSUES + "amazon-archives/amazon-cognito-identity-js/issues/397",
    ),
    entry(
        "custom-auth",
        r"\bCustom auth lambda trigger is not configured for the user pool\b",
        "The sign-in was asked to run by the pool's own functions, and the pool has none.",
        "CUSTOM_AUTH needs Lambda triggers.",
        "Use another flow, or set the triggers up. Pomerium doesn't need them.",
        source=_ISSUES + "aws-amplify/amplify-js/issues/6327",
    ),
    entry(
        "pool-id-form",
        r"\bInvalid UserPoolId format\b|\bBoth UserPoolId and ClientId are required\b",
        "A program was given no pool ID or client ID, or one of another form.",
        "A pool ID looks like eu-west-1_AbCdEf123.",
        "Copy it from the pool's page.",
        source=_ISSUES + "amazon-archives/aws-cognito-angular-quickstart/issues/145",
    ),
    entry(
        "identity-pool",
        r"\bToken is not from a supported provider of this identity pool\b|\bInvalid login token\. "
        r"(?:Issuer doesn't match|Token expired|Token signature|Not a (?:valid OpenId|Cognito token)|Couldn't verify|"
        r"Missing a required claim)|\bLogins don't match\. .{0,90}\bidentity pool\b|"
        r"\bUnauthenticated access is not supported for this identity pool\b",
        "An identity pool doesn't take this person's token.",
        "That is another service than user pools: it hands out AWS credentials, to pools and clients that it lists.",
        "Compare pool ID and client ID in the identity pool. Pomerium doesn't use one.",
        source=_ISSUES + "aws-amplify/amplify-js/issues/2067",
    ),
    entry(
        "identity-pool-role",
        r"\bInvalid identity pool configuration\. Check assigned IAM roles for this pool\b",
        "An identity pool can't take on the role that it hands out.",
        "That is another service than user pools. The role must trust cognito-identity.amazonaws.com for this pool.",
        "Correct the trust of its roles. Pomerium doesn't use an identity pool.",
        source=_ISSUES + "aws-amplify/amplify-js/issues/741",
    ),
    entry(
        "program-signed-out",
        r"\bUser is not authenticated\b",
        "A program asked Cognito for somebody who is not signed in.",
        "Its session has run out, or the sign-in stopped at a step like a second factor or a new password.",
        "Sign in again; Pomerium keeps its own session and doesn't meet this.",
        _NOT,
        _ISSUES + "aws-amplify/aws-sdk-android/issues/1690",
        needs="cognito",
    ),
    entry(
        "identity-pool-setup",
        r"\bInvalid Cognito Identity Provider\b|"
        r"\bis not a valid RoleMapping ProviderName or is not a configured provider\b|"
        r"\bIdentity provider arn:\S{1,150} is not valid for account \d+",
        "An identity pool doesn't take one of the providers that it was given.",
        "That is another service than user pools; it wants a pool's provider as "
        "cognito-idp.REGION.amazonaws.com/POOL, with a client ID, and SAML providers of its own account.",
        "Correct the provider in the identity pool. Pomerium doesn't use one.",
        source=_ISSUES + "aws/aws-cdk/issues/22951",
    ),
    entry(
        "parameter-missing",
        r"\bMissing required parameter (?P<name>USERNAME|PASSWORD|SECRET_HASH|SRP_A|REFRESH_TOKEN|Session)\b",
        "A program that signs in by itself left out {name}.",
        "Each step of a sign-in needs its own parameters; Pomerium uses the login page instead.",
        "Mend that program.",
        "InvalidParameterException",
        _ISSUES + "aws/aws-aspnet-cognito-identity-provider/issues/144",
        needs=_CODED,
    ),
    entry(
        "oauth-off",
        r"\bClient is not enabled for OAuth ?2\.0 flows\b",
        "The app client is not switched on for the login page.",
        "Cognito forgets that when an update leaves it out.",
        "Choose the code grant, scopes and providers under Login pages, or let apply send them.",
        source=_ISSUES + "amazon-archives/amazon-cognito-auth-js/issues/159",
    ),
)
ENTRIES: tuple[Entry, ...] = (*_PEOPLE, *_PROGRAMS)

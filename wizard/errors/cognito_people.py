"""Texts about people and groups of a pool."""

from __future__ import annotations

from wizard.errors.entry import Entry, Words, entry

_INVALID = "InvalidParameterException"
_MODEL = "botocore's service model of cognito-idp, AdminCreateUser"
_LACKS = {
    "not long enough": "it is too short",
    "uppercase": "it lacks a capital letter",
    "lowercase": "it lacks a small letter",
    "numeric": "it lacks a digit",
    "symbol": "it lacks a symbol",
    "greater than or equal": "it is too short",
}


_PERSON_MISSING = (
    "Nobody of this name is in the pool.",
    "The account was deleted meanwhile, or is listed in another pool.",
    "Create it first, or take it off the list.",
)


_GROUP_MISSING = (
    "The pool has no such group.",
    "People can be put into a group only once it is there.",
    "List the group under groups, or take it off the person.",
)


_GROUP_EXISTS = (
    "The pool already has a group of this name.",
    "It is used as it is.",
    "Go on; nothing is to be done.",
)


def _joined(parts: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _lacks(words: Words) -> Words:
    found = [sentence for part, sentence in _LACKS.items() if part in words["rule"].lower()]
    return {"why": _joined(found) or "Details hold the rule in Amazon's words"}


ENTRIES: tuple[Entry, ...] = (
    entry(
        "password-policy",
        r"Password did not conform with (?:password )?policy:? *(?P<rule>.*)",
        "The password doesn't meet the pool's own policy: {why}.",
        "The account has no such password.",
        "Choose another password, or change the policy.",
        "InvalidPasswordException",
        "Cognito's answer to AdminCreateUser, as reported by users",
        words=_lacks,
    ),
    entry(
        "password-policy",
        "",
        "The password doesn't meet the pool's own policy.",
        "The account has no such password.",
        "Choose another password, or change the policy; Details hold the rule in Amazon's words.",
        "InvalidPasswordException PasswordHistoryPolicyViolationException",
        _MODEL,
    ),
    entry(
        "password-blank",
        r"Value (?:'[^']*' )?at '(?:temporaryP|p)assword' failed to satisfy constraint: Member must satisfy regular",
        "The password begins or ends with a blank, or has one character.",
        "Cognito takes blanks inside a password only.",
        "Take the blank away.",
        _INVALID,
        "Cognito's answer to AdminCreateUser, as reported by users",
    ),
    entry(
        "address-exists",
        r"An account with the given (?P<by>email|phone_number|phone number) already exists",
        "Somebody in the pool already has this {by}.",
        "Nobody was created.",
        "Use that account. An invitation goes out once more by AdminCreateUser with MessageAction RESEND.",
        "UsernameExistsException AliasExistsException",
        "Cognito's answer to AdminCreateUser, as reported by users",
    ),
    entry(
        "alias-exists",
        r"\bAlready found an entry for the provided username\b",
        "Another account of the pool already signs in by this name, e-mail address or phone number.",
        "Two accounts can't share one; whoever confirmed it first keeps it.",
        "Use that account, or give this person another address.",
        "AliasExistsException UsernameExistsException",
        "https://qiita.com/Khmer495/items/15d36754072096e4ba96",
    ),
    entry(
        "address-exists",
        "",
        "Another account of the pool already signs in by this name, e-mail address or phone number.",
        "Two accounts can't share one; whoever confirmed it first keeps it.",
        "Use that account, or give this person another address.",
        "AliasExistsException",
        _MODEL,
    ),
    entry(
        "attribute-unknown",
        r"\bAttributes did not conform to the schema: (?P<what>[\w:.{}*]+): Attribute does not exist in the schema",
        "The pool has no attribute {what}.",
        "Attributes of one's own must be added to the pool first, and can't be removed again. Their names begin with "
        "custom: in each call.",
        "Add it to the pool, or leave it out.",
        _INVALID,
        "https://qiita.com/Khmer495/items/15d36754072096e4ba96",
    ),
    entry(
        "authenticator-unset",
        r"\bUser has not (?:verified|set up) software token mfa\b|\bSoftware Token MFA does not exist for the user\b|"
        r"\bUser does not have delivery config set to turn on SOFTWARE_TOKEN_MFA\b",
        "This person has set up no authenticator app, so it can't be their second factor.",
        "The app counts once a code of it was entered (VerifySoftwareToken).",
        "Have them enrol at the next sign-in; after that it can be preferred.",
        f"{_INVALID} SoftwareTokenMFANotFoundException",
        "https://github.com/aws-amplify/amplify-js/issues/7016",
    ),
    entry(
        "person-exists",
        "",
        "Somebody with this name is already in the pool.",
        "Nobody was created.",
        "Use that account. An invitation goes out once more by AdminCreateUser with MessageAction RESEND.",
        "UsernameExistsException",
        "https://github.com/localstack/localstack/issues/4465",
    ),
    entry(
        "person-exists",
        r"^\W*User account already exists\.?\W*$",
        "Somebody with this name is already in the pool.",
        "Nobody was created.",
        "Use that account. An invitation goes out once more by AdminCreateUser with MessageAction RESEND.",
        "UsernameExistsException",
        "https://github.com/localstack/localstack/issues/4465",
    ),
    entry(
        "person-exists",
        r"^\W*User already exists\.?\W*$",
        "Somebody with this name is already in the pool.",
        "Nobody was created.",
        "Use that account. An invitation goes out once more by AdminCreateUser with MessageAction RESEND.",
        "UsernameExistsException",
        "https://github.com/localstack/localstack/issues/4465",
        needs="code cognito",
    ),
    entry(
        "name-no-address",
        r"Username should be (?:an email|either an email or a phone number)",
        "People of this pool sign in with their e-mail address or phone number, and this name is none.",
        "That is fixed since the pool was made.",
        "Give the address or the number in place of a user name.",
        _INVALID,
        "Cognito's answer to AdminCreateUser, as reported by users",
    ),
    entry(
        "person-missing",
        r"\A\W*User does not exist\.\W*\Z",
        *_PERSON_MISSING,
        source="botocore's service model of cognito-idp",
    ),
    entry(
        "person-missing",
        r"\bUser does not exist\b",
        *_PERSON_MISSING,
        "UserNotFoundException",
        "botocore's service model of cognito-idp",
        needs="code cognito",
    ),
    entry(
        "person-missing",
        "",
        *_PERSON_MISSING,
        "UserNotFoundException",
        "botocore's service model of cognito-idp",
    ),
    entry(
        "group-missing",
        r"\A\W*Group not found\.\W*\Z",
        *_GROUP_MISSING,
        source="botocore's service model of cognito-idp",
    ),
    entry(
        "group-missing",
        r"\bGroup not found\b",
        *_GROUP_MISSING,
        "ResourceNotFoundException",
        "Cognito's answer to AdminAddUserToGroup, as a user's test quotes it",
        needs="code cognito",
    ),
    entry(
        "group-exists",
        r"\A\W*A group with the name already exists\.\W*\Z",
        *_GROUP_EXISTS,
        source="botocore's service model of cognito-idp",
    ),
    entry(
        "group-exists",
        r"\bA group with the name already exists\b",
        *_GROUP_EXISTS,
        "GroupExistsException",
        "Cognito's answer to CreateGroup, as several stand-ins quote it",
        needs="code cognito",
    ),
    entry(
        "group-exists",
        "",
        *_GROUP_EXISTS,
        "GroupExistsException",
        "botocore's service model of cognito-idp",
    ),
    entry(
        "group-role",
        r"Cross-account pass role is not allowed",
        "An IAM role of another account was named.",
        "For groups as for the sender of text messages, Cognito takes roles of the pool's own account only.",
        "Choose a role of this account, or none.",
        _INVALID,
        "cdk-preflight, pf-cognito-group-role-arn-account",
    ),
    entry(
        "attempts",
        r"\bAttempt limit exceeded\b",
        "Too many attempts were made for this person.",
        "Cognito counts wrong passwords and codes, and makes each next try wait longer.",
        "Wait a quarter of an hour, then try again with the right one.",
        "LimitExceededException NotAuthorizedException",
        "aws-amplify/aws-sdk-android issue 627",
    ),
    entry(
        "mail-quota",
        r"Exceeded daily email limit",
        "Amazon's own sender has sent its 50 mails of today.",
        "Invitations can't go out until tomorrow.",
        "Try again tomorrow, or give the pool a sender of your own (Amazon SES).",
        "LimitExceededException",
        "https://github.com/aws-amplify/amplify-flutter/issues/1221; Quotas in Amazon Cognito",
    ),
    entry(
        "delivery",
        "",
        "Cognito could not deliver the invitation.",
        "The account may exist all the same, without a password that anybody knows.",
        "Look at the address and at the pool's sender, then send the invitation again.",
        "CodeDeliveryFailureException",
        _MODEL,
    ),
    entry(
        "trigger",
        "",
        "A Lambda function of the pool refused this person, or failed.",
        "The pool runs it for each account that is made.",
        "Look at the pool's triggers, and at the function's log.",
        "UnexpectedLambdaException UserLambdaValidationException InvalidLambdaResponseException",
        _MODEL,
    ),
    entry(
        "precondition",
        "",
        "Something that Cognito needs first is missing for this person.",
        "The answer doesn't say what.",
        "Details hold Amazon's own words; look at the pool's sender and triggers.",
        "PreconditionNotMetException",
        _MODEL,
    ),
    entry(
        "person-state",
        "",
        "The account's state rules this out.",
        "An invitation can be sent again only to somebody who has not signed in yet.",
        "Look at the account in the console.",
        "UnsupportedUserStateException",
        _MODEL,
    ),
)

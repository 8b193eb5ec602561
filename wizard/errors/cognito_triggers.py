"""Texts about the Lambda functions that a pool calls: setting them up, and what they answer."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_INVALID = "InvalidParameterException"
_PF = "deployments on AWS, badmintoncryer/cdk-preflight: pf-cognito-"
_CODED = "code cognito"
_TRIGGER_SAID = "Cognito's answer where a trigger fails, as reported by users"
_TRIGGERS = (
    "PreSignUp|PostConfirmation|PreAuthentication|PostAuthentication|PreTokenGeneration|CustomMessage|UserMigration|"
    "DefineAuthChallenge|CreateAuthChallenge|VerifyAuthChallenge(?:Response)?|InboundFederation"
)

ENTRIES: tuple[Entry, ...] = (
    entry(
        "trigger",
        rf"\b(?P<trigger>{_TRIGGERS}) (?:failed with error|invocation failed due to)",
        "The pool's own function ({trigger}) refused this person, or failed.",
        "What it said follows in the text.",
        "Look at the function's log, and at its permission for Cognito to call it.",
        "UserLambdaValidationException UnexpectedLambdaException InvalidLambdaResponseException",
        "https://github.com/aws-amplify/amplify-js/issues/14063",
    ),
    entry(
        "trigger",
        r"\bException when invoking lambda arn\b",
        "Cognito could not call the pool's own function.",
        "It lacks the permission for Cognito, was deleted, or took longer than five seconds.",
        "Allow cognito-idp.amazonaws.com to call it, with the pool's ARN as source, and look at its log.",
        "UnexpectedLambdaException",
        "https://github.com/aws/aws-sdk-js/issues/1177",
    ),
    entry(
        "trigger-arn",
        r"\blambda_?[cC]onfig\b.{0,120}\bis an invalid ARN\b|\bis an invalid ARN\b.{0,120}\blambda_?[cC]onfig\b",
        "A function that the pool is to call was named by something that is no ARN.",
        "A name or an object of the tool stands there in its place.",
        "Give the function's ARN (arn:aws:lambda:REGION:ACCOUNT:function:NAME).",
        source="https://github.com/anomalyco/ion/issues/361",
    ),
    entry(
        "trigger",
        r"\bInvalid lambda function output : Invalid JSON\b",
        "A Lambda function of the pool answered with something that Cognito can't read.",
        "A trigger has to give back the whole event that it was called with.",
        "Look at the function's code and log.",
        "InvalidLambdaResponseException",
        _TRIGGER_SAID,
    ),
    entry(
        "trigger",
        r"\bInvalid lambda function output\b|\bUnrecognizable lambda output\b|\bInvalid Lambda trigger source",
        "A Lambda function of the pool answered with something that Cognito can't read.",
        "A trigger has to give back the whole event that it was called with.",
        "Look at the function's code and log.",
        "InvalidLambdaResponseException",
        _TRIGGER_SAID,
        needs=_CODED,
    ),
    entry(
        "trigger-region",
        r"\bCross-region lambda functions are not supported\b",
        "A function that the pool is to call is in another region.",
        "Cognito calls functions of its own region only.",
        "Name a function in the pool's region.",
        _INVALID,
        _PF + "lambda-config-region",
        needs=_CODED,
    ),
    entry(
        "trigger-two",
        r"\bCannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda\b",
        "Two different functions are named for the making of tokens.",
        "PreTokenGeneration is the older place for what PreTokenGenerationConfig holds; both must name one function.",
        "Name the same function in both, or leave out the older one.",
        _INVALID,
        _PF + "pre-token-generation-legacy-mix",
    ),
    entry(
        "sender-key",
        r"\bKMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used\b",
        "A function is to send the pool's messages, and no KMS key is named.",
        "Cognito hands codes to that function encrypted, and never in plain words.",
        "Name a KMS key of the pool's region in the triggers (KMSKeyID).",
        _INVALID,
        _PF + "custom-email-sender-kms",
    ),
    entry(
        "sender-key",
        r"\bEncountered error when CreateGrant was attempted on the input KMS key\b",
        "Cognito can't use the KMS key that is to encrypt codes for the pool's own sender.",
        "The key is in another region, doesn't exist, or its policy doesn't let this role grant its use.",
        "Name a key of the pool's region, and allow kms:CreateGrant to this role.",
        _INVALID,
        _PF + "custom-sender-kms-region",
    ),
)

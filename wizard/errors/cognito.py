"""Codes and texts of Cognito user pools that belong to no single object, and the tables of those that do.

    cognito_pool.py     the pool: MFA, SMS, e-mail, passwords, feature plan, deletion
    cognito_client.py   the app client: URLs, scopes, flows, tokens, style
    cognito_domain.py   prefix and own domain
    cognito_people.py   people and groups
    cognito_settings.py    rarer settings: attributes, message texts, logs, style files
    cognito_triggers.py    functions that the pool calls
    cognito_federation.py  identity providers behind it
    cognito_signin.py   signing in, programs that call Cognito
    cognito_tokens.py   what checks tokens, and what stands before the pool
    cognito_balancer.py    load balancers that sign people in by a pool
    cognito_tools.py    the tools that set pools up

A text comes before a code. Where a code says too little to name a cause, the entry is marked as not known.
"""

from __future__ import annotations

import re

from wizard.errors import (
    cognito_balancer,
    cognito_client,
    cognito_domain,
    cognito_federation,
    cognito_people,
    cognito_pool,
    cognito_settings,
    cognito_signin,
    cognito_tokens,
    cognito_tools,
    cognito_triggers,
)
from wizard.errors.deeds import READS
from wizard.errors.entry import Entry, Words, entry

MODEL = "botocore's service model of cognito-idp, errors of each operation"
INVALID = "InvalidParameterException"

_LIMIT = (
    "A limit of this account is reached.",
    "Amazon allows a number of pools, clients, domains, styles and groups for an account, a region or a pool.",
    "Remove what is no longer needed, or ask Amazon for more under Service Quotas.",
)
_CONSTRAINTS = {
    "length less": "it is too long: {} characters at most",
    "length greater": "it is too short: {} characters at least",
    "value less": "it is too large: {} at most",
    "value greater": "it is too small: {} at least",
}


def _constraint(words: Words) -> Words:
    text = re.split(r"\s*\(Service:|\"[},]", words["rule"])[0].strip()
    for start, sentence in _CONSTRAINTS.items():
        kind, order = start.split()
        if found := re.match(rf"have {kind} {order} than or equal to (\d+)", text, re.IGNORECASE):
            return {"why": sentence.format(found[1])}
    if found := re.match(r"satisfy regular expression pattern: (\S+)", text, re.IGNORECASE):
        return {"why": f"it holds a character or a form that is not allowed (the pattern is {found[1]})"}
    if found := re.match(r"satisfy enum value set: (\[[^\]]*\])", text, re.IGNORECASE):
        return {"why": f"it is none of {found[1]}"}
    return {"why": f"it must {text}"}


def _region(words: Words) -> Words:
    region = words.get("pool", "").rpartition("_")[0]
    return {"where": f"Its ID begins with {region}: that is its region." if region else "A pool lives in one region."}


def _lost(words: Words) -> Words:
    """Of a call that only reads nothing can be doubtful."""
    if words["operation"].startswith(READS):
        return {"unsure": "It was a question, and changed nothing.", "mend": "Try again in a minute."}
    return {
        "unsure": "The call may have been carried out all the same.",
        "mend": "Try again in a minute; what exists is looked up first, so nothing is made twice.",
    }


_GENERAL = (
    entry(
        "pool-not-found",
        r"User pool (?P<pool>[a-z][\w-]*_\w+) does not exist",
        "Amazon finds no user pool {pool} in this account and region.",
        "The ID is wrong, the pool was deleted, or the region or the account is another. {where}",
        "Compare region, profile and pool ID.",
        "ResourceNotFoundException",
        "https://github.com/anomalyco/guide/issues/82",
        words=_region,
    ),
    entry(
        "client-not-found",
        r"User pool client (?P<client>[\w+*•-]+) does not exist",
        "Amazon finds no app client {client} in this pool.",
        "The ID is wrong, the client was deleted, or it belongs to another pool.",
        "Take the client from the pool's list, or make a new one.",
        "ResourceNotFoundException",
        "https://github.com/anomalyco/guide/issues/82",
    ),
    entry(
        "url-form",
        r"Value '\[<, ?!, ?d, ?o, ?c, ?t, ?y, ?p, ?e",
        "The AWS CLI sent a web page in place of its address.",
        "Version 1 fetches what an address in an option names, and gives Amazon the page, letter by letter.",
        "Use version 2, or run aws configure set cli_follow_urlparam false; then give the addresses once more.",
        source="https://github.com/aws/aws-cli/issues/2894",
    ),
    entry(
        "value-constraint",
        r"validation errors? detected: Value (?:'(?P<value>[^']*)' )?at '(?P<where>(?!certificate(?:Arn)?')[^']+)' "
        r"failed to satisfy constraint: Member must (?P<rule>[^;\n]+)",
        "Amazon refused the value at {where}.",
        "Its rule: {why}.",
        "Change that value; Details hold Amazon's own words.",
        f"{INVALID} ValidationException",
        "https://github.com/anomalyco/guide/issues/127; cdk-preflight, pf-cognito-password-min-length",
        words=_constraint,
        needs="cognito acm",
    ),
    entry(
        "value-missing",
        r"\bmissing required field, \w+Input\.(?P<where>[\w.]+\w)|"
        r"\bMissing required key '(?P<key>\w+)' in params|\bExpected params\.(?P<path>[\w.\[\]']+) to be an? \w+",
        "The call was sent without {where}{key}{path}, or with something of another kind.",
        "The SDK stopped it before Amazon saw it; most often a variable or setting with its value isn't there.",
        "Look where that value comes from.",
        source="https://github.com/amazon-archives/amazon-cognito-identity-js/issues/616",
        needs="cognito acm",
    ),
    entry(
        "value-empty",
        r"\bminimum field size of \d+, (?P<call>\w+)Input\.(?P<where>[\w.]+\w)",
        "{where} was sent empty to {call}.",
        "The SDK stopped it before Amazon saw it; most often a variable or setting with its value isn't there.",
        "Look where that value comes from.",
        source="https://github.com/max-pv/golang-cognito-example/issues/6",
        needs="cognito",
    ),
    entry(
        "not-found",
        "",
        "Amazon finds no such thing in this account and region ({operation}).",
        "It was deleted meanwhile, its ID is wrong, or it is in another region or account.",
        "Compare region, profile and ID; the same command looks again at what exists.",
        "ResourceNotFoundException",
        MODEL,
        needs="cognito",
    ),
    entry(
        "value-refused",
        "",
        "Amazon refused a value that was sent to {operation}.",
        "unknown",
        "Details hold Amazon's own words, which name the value.",
        f"{INVALID} ValidationException ValidationError InvalidParameterValue",
        MODEL,
        known=False,
    ),
    entry(
        "throttled",
        r"\bRate exceeded\b",
        "Amazon asked for a pause: more calls came than it takes in a second.",
        "Other programs in this account and region count as well. Nothing is lost.",
        "Try again in a few seconds; the same step goes on from there.",
        "TooManyRequestsException ThrottlingException Throttling RequestLimitExceeded ThrottledException",
        "https://github.com/mifi/cognito-backup/issues/6",
        needs="code cognito",
    ),
    entry(
        "throttled",
        "",
        "Amazon asked for a pause: more calls came than it takes in a second.",
        "Other programs in this account and region count as well. Nothing is lost.",
        "Try again in a few seconds; the same step goes on from there.",
        "TooManyRequestsException ThrottlingException Throttling RequestLimitExceeded TooManyRequests "
        "ThrottledException RequestThrottled RequestThrottledException SlowDown",
        "Quotas in Amazon Cognito: request rates",
        needs="cognito acm",
    ),
    entry(
        "collided",
        r"\bOnly one request to update this UserPool can be processed at a time\b",
        "Somebody or something else changed the same pool at the same moment.",
        "Amazon made neither change half: this one was left out.",
        "Try again; where one tool makes both changes, have it make one after the other.",
        "ConcurrentModificationException",
        "https://github.com/serverless/serverless/issues/6524",
    ),
    entry(
        "collided",
        "",
        "Somebody or something else changed the same object at the same moment.",
        "Amazon made neither change half: this one was left out.",
        "Try again; what stands now is read first.",
        "ConcurrentModificationException",
        MODEL,
        needs="cognito",
    ),
    entry(
        "amazon-fault",
        "",
        "Amazon had a fault of its own during {operation}.",
        "{unsure}",
        "{mend}",
        "InternalErrorException InternalServerException InternalFailure InternalError ServiceUnavailable "
        "ServiceUnavailableException 500 502 503 504",
        MODEL,
        words=_lost,
        needs="cognito",
    ),
    entry(
        "limit",
        "",
        *_LIMIT,
        "LimitExceededException",
        "Quotas in Amazon Cognito",
        needs="deed",
    ),
    entry(
        "limit",
        r"\b(?:creating|updating) Cognito [\w ]{4,40}.{0,120}\bLimitExceededException\b|"
        r"\bAWS::Cognito::\w+.{0,400}\b(?:Error Code: LimitExceededException|HandlerErrorCode: ServiceLimitExceeded)\b",
        *_LIMIT,
        source="hashicorp/terraform-provider-aws, internal/service/cognitoidp; CloudFormation's handler error codes",
        needs="cognito",
    ),
    entry("limit", "", *_LIMIT, "ServiceQuotaExceededException", MODEL, needs="cognito"),
    entry(
        "not-authorized",
        "",
        "Amazon doesn't allow {operation} on this pool or client.",
        "The code is Cognito's own for 'not authorized', which stands for settings as well as for permissions.",
        "Details hold Amazon's own words; look at the permissions of this role first.",
        "NotAuthorizedException",
        MODEL,
        needs="deed",
    ),
    entry(
        "operation-off",
        "",
        "This operation is switched off for the pool ({operation}).",
        "Cognito answers so where a setting of the pool rules the call out, as in a pool that is a replica.",
        "Look at the pool in the console, or use the pool in its own region.",
        "OperationNotEnabledException",
        MODEL,
        needs="cognito",
    ),
    entry(
        "tags",
        "",
        "Amazon refused the tags.",
        "A tag's key or value is not allowed, there are more than 50, or this role may not tag.",
        "Look through the tags, and see that the role has cognito-idp:TagResource.",
        "UserPoolTaggingException",
        MODEL,
    ),
)
ENTRIES: tuple[Entry, ...] = (
    *cognito_domain.ENTRIES,
    *cognito_client.ENTRIES,
    *cognito_settings.ENTRIES,
    *cognito_pool.ENTRIES,
    *cognito_people.ENTRIES,
    *cognito_federation.ENTRIES,
    *cognito_signin.ENTRIES,
    *cognito_triggers.ENTRIES,
    *cognito_tokens.ENTRIES,
    *cognito_balancer.ENTRIES,
    *cognito_tools.ENTRIES,
    *_GENERAL,
)

"""Codes of the certificate service, and the states a certificate can be in."""

from __future__ import annotations

from wizard.errors import acm_requests
from wizard.errors.entry import Entry, entry

_MODEL = "botocore's service model of acm"
_USED = (
    "The certificate is in use, so Amazon keeps it.",
    "A login domain, a load balancer or a distribution has it; after that is gone it may take some minutes more.",
    "Give that another certificate first.",
)

_FAILED = (
    "Amazon could not issue the certificate.",
    "CAA_ERROR: a CAA record of the domain lets others issue only. Other words: the name is barred, or nobody "
    "answered for it.",
    "Mend that (a CAA record for amazon.com), delete the failed request and make a new one.",
)

ENTRIES: tuple[Entry, ...] = (
    entry(
        "certificate-none",
        r"\bNo certificate for domain \S+ found in this region\b",
        "There is no certificate for this domain in the region that was looked in.",
        "For a domain of the login page it has to be in us-east-1.",
        "Ask for one there, and have it validated.",
        source="https://github.com/JetBrains/kotless/issues/57",
    ),
    entry(
        "certificate-not-found",
        r"Could not find certificate (?P<arn>arn:\S+)",
        "Amazon finds no certificate {arn}.",
        "It was deleted, or belongs to another account; certificates of login domains live in us-east-1.",
        "Choose one from the list of us-east-1.",
        "ResourceNotFoundException",
        _MODEL,
    ),
    entry(
        "certificate-quota",
        r"\byou have reached your limit of (?P<most>\d+) certificates in the last year",
        "The account may ask for no more certificates: {most} in a year and region.",
        "Deleted ones count as well, and a new account begins with a low number.",
        "Use a certificate that is there, or have the quota raised under Service Quotas (ACM).",
        "LimitExceededException",
        "https://github.com/hashicorp/terraform-provider-aws/issues/14025",
    ),
    entry(
        "certificate-names",
        r"\bCertificate has too many domains\b",
        "The certificate names more domains than the account may put into one.",
        "Ten is the quota unless it was raised.",
        "Leave out names, use a wildcard, or have the quota raised.",
        "LimitExceededException",
        "https://github.com/hashicorp/terraform-provider-aws/issues/37723",
    ),
    entry(
        "certificate-pending",
        r"\bExpected certificate to be issued but was in state PENDING_VALIDATION\b|"
        r"\bResource is not in the state certificateValidated\b|"
        r"\bnewly validated AWS ACM Certificate is taking a while\b|"
        r"(?:ACM Certificate|certificate/[\w-]+)\b.{1,200}\bPENDING_VALIDATION\b|"
        r"\bPENDING_VALIDATION\b.{1,200}\bACM Certificate\b",
        "The certificate is not issued yet: Amazon waits for the proof that the name is yours.",
        "It looks for the CNAME record that belongs to the request.",
        "Make that record in the zone that the world asks for this name, and wait; it can take half an hour.",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/9338",
    ),
    entry(
        "certificate-none",
        r"\bNo certificate (?:found )?for (?:this )?domain\b|\bno (?:matching )?ACM Certificates? (?:found|matching)",
        "There is no certificate for this domain in the region that was asked.",
        "Certificates of login domains live in us-east-1; one that waits for its proof is often left out.",
        "Look in us-east-1, or ask for one there.",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/15759",
        needs="aws acm",
    ),
    entry(
        "certificate-used",
        r"\bCertificate (?:arn:aws[\w-]*:acm:\S+ (?:in account \S+ )?)?is in use(?! by)",
        *_USED,
        "ResourceInUseException",
        _MODEL,
        needs="acm code",
    ),
    entry(
        "certificate-used",
        r"\bdescribeCertificate did not contain an empty InUseBy list",
        *_USED,
        source="https://github.com/aws/aws-cdk/issues/28063",
    ),
    entry(
        "certificate-chain",
        r"\bThe certificate field contains more than one certificate\b|\bCould not validate the certificate with the "
        r"certificate chain\b|\bcertificate chain must start with the immediate signing certificate\b|"
        r"\bThe certificate chain length exceeds\b|\bThe private key length is not supported for key algorithm\b",
        "The certificate can't be imported as it was put together.",
        "The certificate stands alone in its field; the chain begins with the one that signed it, without the root.",
        "Split the file: certificate, chain and key each in its own field, all as PEM.",
        "ValidationException",
        "https://github.com/hashicorp/terraform-provider-aws/issues/19400",
    ),
    entry(
        "certificate-failed",
        r"\b(?:CAA_ERROR|DOMAIN_VALIDATION_DENIED|ADDITIONAL_VERIFICATION_REQUIRED)\b|"
        r"failed validation due to a (?:Certifi(?:cate|cation) Authority Auth|CAA error)|"
        r"\bAdditional verification (?:is )?required to request certificates\b",
        *_FAILED,
        source="botocore's service model of acm, FailureReason",
    ),
    entry(
        "certificate-failed",
        r"\b(?:DOMAIN_NOT_ALLOWED|NO_AVAILABLE_CONTACTS|INVALID_PUBLIC_DOMAIN)\b|\b(?:No Available Contacts|"
        r"Additional Verification Required|Invalid Public Domain|Domain not allowed)\b|"
        r"(?:ACM Certificate|certificate/[\w-]+)\b.{1,200}\bunexpected state 'FAILED'",
        *_FAILED,
        source="botocore's service model of acm, FailureReason",
        needs="aws acm caa",
    ),
    entry(
        "certificate-arn",
        r"(?P<arn>arn:aws[\w-]*:acm:\S+) is not a valid ARN|Value '(?P<other>[^']*)' at 'certificateArn' failed",
        "{arn}{other} is no ARN of a certificate.",
        "It looks like arn:aws:acm:us-east-1:ACCOUNT:certificate/ID.",
        "Choose the certificate from the list.",
        "InvalidArnException ValidationException InvalidParameterException",
        _MODEL,
    ),
    entry(
        "certificate-arn",
        "",
        "That is no ARN of a certificate.",
        "It looks like arn:aws:acm:us-east-1:ACCOUNT:certificate/ID.",
        "Choose the certificate from the list.",
        "InvalidArnException",
        _MODEL,
        needs="acm",
    ),
    entry(
        "acm-refused",
        "",
        "The certificate service refused what it was asked.",
        "unknown",
        "Details hold Amazon's own words, which name the value.",
        "InvalidArgsException",
        _MODEL,
        known=False,
    ),
    *acm_requests.ENTRIES,
)

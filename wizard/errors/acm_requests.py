"""Why the certificate service doesn't take what it was asked or given: requests, imports, names, quotas."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_ISSUES = "https://github.com/"
_GUIDE = "https://docs.aws.amazon.com/acm/latest/userguide, "
_MODEL = "botocore's service model of acm"
_EXPIRED = (
    "The certificate, or one of its chain, is not good today.",
    "It has run out, or begins later.",
    "Import a newer one, with the chain that belongs to it.",
)
_CUT = (
    "The certificate can't be imported as it was put together.",
    "Certificate, chain and key each stand in their own field, as PEM; a file was cut, is binary, or is another one.",
    "Look that each begins with its own -----BEGIN line and is whole.",
)
_KEY = (
    "The private key can't be imported.",
    "It is encrypted, in another form than PEM, of a kind that Amazon doesn't take, or not this certificate's.",
    "Give the certificate's own key, without a password, beginning with -----BEGIN PRIVATE KEY-----.",
)

ENTRIES: tuple[Entry, ...] = (
    entry(
        "certificate-name-long",
        r"\bThe first domain name can be no longer than 64 characters\b",
        "The certificate's first name is too long: 64 characters are the most there.",
        "Later names may have up to 253.",
        "Put a shorter name first, as a wildcard of the domain above, and the long one behind it.",
        "InvalidDomainValidationOptionsException",
        _MODEL + ", RequestCertificate",
    ),
    entry(
        "certificate-validation-domain",
        r"\bValidationDomain cannot be used with DNS validation\b",
        "The certificate is to be proved by DNS, and a domain for validation mails was named as well.",
        "ValidationDomain goes with validation by e-mail alone.",
        "Leave ValidationDomain out; with Route 53 name the HostedZoneId instead.",
        source=_ISSUES + "aws/aws-cdk/issues/7933",
    ),
    entry(
        "certificate-validation-domain",
        "",
        "The certificate service refuses how a name is to be proved.",
        "The domain for validation is neither the name itself nor one above it.",
        "Ask for DNS validation, and leave that out.",
        "InvalidDomainValidationOptionsException",
        _MODEL,
        needs="any",
    ),
    entry(
        "certificate-quota",
        r"\b(?:You have imported the maximum number of (?P<most>\d+) certificates in the last year)\b",
        "The account may import no more certificates: {most} in a year and region.",
        "Deleted ones and renewals of imported ones count as well.",
        "Let Amazon issue the certificate, or have the quota raised under Service Quotas (ACM).",
        "LimitExceededException",
        "public notes on importing certificates",
    ),
    entry(
        "certificate-quota",
        r"\bCannot request more certificates in this account\b|\bERROR: you have reached the maximum number of "
        r"certificates\b|\byou have reached (?:your|the) (?:limit|maximum number) of \S{0,8} ?(?:imported |private )?"
        r"certificates\b",
        "The account may have no more certificates in this region.",
        "Expired and revoked ones count as well.",
        "Delete those that nothing uses, or have the quota raised under Service Quotas (ACM).",
        "LimitExceededException",
        _GUIDE + "Quotas",
        needs="acm code",
    ),
    entry(
        "certificate-private-key",
        r"\bPassed PEM was not a private key\b|\b[Tt]he private key (?:is not supported|"
        r"is encrypted|is not a valid|does not match)|\bPrivate file is not supported\b|"
        r"\bOnly RSA 1024-bit and 2048-bit private keys are allowed\b",
        *_KEY,
        "ValidationException",
        _ISSUES + "pplu/aws-sdk-perl/issues/173; " + _ISSUES + "certbot/certbot/issues/5656",
        needs="acm code",
    ),
    entry(
        "certificate-private-key",
        r"\bcertificate (?:that you are importing )?(?:and|does(?: not|n't) match) (?:the )?private key\b"
        r"(?: (?:do not|don't) match)?",
        "The private key is not this certificate's.",
        "The two were made for each other; a renewed certificate often has a new key.",
        "Give the key that the certificate was asked for with.",
        "ValidationException",
        _GUIDE + "Prerequisites for importing certificates",
        needs="acm",
    ),
    entry(
        "certificate-expired",
        r"\bThe certificate (?:chain )?(?:has expired|is not in effect yet), is not valid\b",
        *_EXPIRED,
        source="getmoto/moto, acm/models.py",
    ),
    entry(
        "certificate-expired",
        r"\bThe (?:certificate|certificate chain) has expired\b",
        *_EXPIRED,
        "ValidationException",
        "getmoto/moto, acm/models.py",
        needs="acm",
    ),
    entry(
        "certificate-chain",
        r"\bThe certificate (?:chain )?is not PEM-encoded or is not valid\b",
        *_CUT,
        source="getmoto/moto, acm/models.py",
    ),
    entry(
        "certificate-private-key",
        r"\bThe private key is not PEM-encoded or is not valid\b",
        *_KEY,
        source="getmoto/moto, acm/models.py",
    ),
    entry(
        "certificate-chain",
        r"\bThe certificate is not valid or is not supported\b|"
        r"\bCould not (?:parse|validate) (?:the )?certificate\b|\bcertificate (?:body )?is not a valid\b|"
        r"\bThe certificate chain is (?:not valid|invalid|missing)\b|\bThe certificate is self-signed\b",
        *_CUT,
        "ValidationException",
        "getmoto/moto, acm/models.py",
        needs="acm",
    ),
    entry(
        "cli-needs-fileb",
        r"\bInvalid base64: \"-----BEGIN\b",
        "The AWS CLI took the file's text for base64.",
        "Version 2 wants to be told that a file is to be sent as it is.",
        "Write fileb:// in place of file:// before each path.",
        source=_ISSUES + "awsdocs/amazon-elasticache-docs/pull/48",
    ),
    entry(
        "certificate-import-instead",
        r"\bValue\b.{0,40}\bat 'certificate' failed to satisfy constraint\b|"
        r"\bminimum field size of 1, ImportCertificateInput\.",
        "A certificate was to be imported, and none was given.",
        "A tool that should ask for a new certificate took this for an import, or the file was empty.",
        "Look where the file's text comes from; to have one issued, give domain_name and no certificate.",
        "ValidationException",
        _ISSUES + "terraform-aws-modules/terraform-aws-acm/issues/157",
        needs="acm",
    ),
    entry(
        "certificate-region",
        r"\bcertificates?\b.{0,40}\bmust be (?:\w+ ){0,4}(?:in|from) (?:the )?(?:us-east-1|US East \(N\. Virginia\)|"
        r"N\. Virginia)|\b[Cc]ertificate\b.{0,100}\bis(?: not|n't) in (?:the )?us-east-1\b(?! region, isn't valid)",
        "The certificate is in another region than us-east-1.",
        "Login domains of one's own are spread by CloudFront, which takes certificates of us-east-1 alone.",
        "Ask for the certificate once more in us-east-1, and name that one.",
        source="https://docs.aws.amazon.com/cognito, Using your own domain for managed login",
    ),
    entry(
        "certificate-two",
        r"\bmultiple ACM Certificates matching\b|\bMultiple certificates for domain\b",
        "More than one certificate of this name is in the region.",
        "Old ones stay until somebody deletes them.",
        "Name the certificate by its ARN, or have the newest taken (most_recent).",
        source="hashicorp/terraform-provider-aws, internal/service/acm",
    ),
    entry(
        "certificate-pending",
        r"\bCertificate\b.{0,150}\bis not (?:yet )?issued(?: yet)?\b",
        "The certificate is not issued yet: Amazon waits for the proof that the name is yours.",
        "It looks for the CNAME record that belongs to the request.",
        "Make that record in the zone that the world asks for this name, and wait; it can take half an hour.",
        "RequestInProgressException",
        _MODEL,
        needs="acm code",
    ),
    entry(
        "certificate-pending",
        "",
        "The certificate is not issued yet: Amazon waits for the proof that the name is yours.",
        "It looks for the CNAME record that belongs to the request.",
        "Make that record in the zone that the world asks for this name, and wait; it can take half an hour.",
        "RequestInProgressException",
        _MODEL,
        needs="acm",
    ),
    entry(
        "certificate-timed-out",
        r"\bVALIDATION_TIMED_OUT\b",
        "The certificate's proof was not seen within 72 hours, so Amazon gave the request up.",
        "Its record was missing, misspelt, or in a zone that the world doesn't ask.",
        "Delete that request and make a new one; set its new record at once.",
        source=_GUIDE + "Certificate request times out",
    ),
    entry(
        "certificate-renewal",
        r"\brecords prevent the Amazon certificate authority from issuing\b|"
        r"\bwas unable to renew the certificate automatically\b",
        "Amazon can't renew the certificate.",
        "A CAA record lets others issue only, or the CNAME that proves the name is gone from the zone.",
        "Allow amazon.com in the CAA records, put the CNAME back, and wait: Amazon tries again by itself.",
        source=_ISSUES + "sul-dlss/dlme/issues/315",
    ),
    entry(
        "certificate-issuer",
        r"\bPCA_(?:LIMIT_EXCEEDED|INVALID_ARN|INVALID_STATE|REQUEST_FAILED|NAME_CONSTRAINTS_VALIDATION|"
        r"RESOURCE_NOT_FOUND|INVALID_ARGS|INVALID_DURATION|ACCESS_DENIED)\b|\bSLR_NOT_FOUND\b",
        "The account's private certificate authority didn't issue the certificate.",
        "Browsers don't trust a private one: a login domain wants a public certificate.",
        "Ask for a public certificate with DNS validation.",
        source=_GUIDE + "Private certificate exception handling",
    ),
    entry(
        "certificate-quota",
        "",
        "A limit of this account for certificates is reached.",
        "Amazon counts certificates in a region, those of the last year, and the names in each.",
        "Delete those that nothing uses, or have the quota raised under Service Quotas (ACM).",
        "LimitExceededException ServiceQuotaExceededException",
        _MODEL,
        needs="acm",
    ),
    entry(
        "certificate-not-found",
        "",
        "Amazon finds no such certificate.",
        "It was deleted, or is in another account or region; certificates of login domains live in us-east-1.",
        "Choose one from the list of us-east-1.",
        "ResourceNotFoundException",
        _MODEL,
        needs="acm",
    ),
    entry(
        "certificate-used",
        "",
        "The certificate is in use, so Amazon keeps it.",
        "A login domain, a load balancer or a distribution has it; after that is gone it may take some minutes more.",
        "Give that another certificate first.",
        "ResourceInUseException",
        _MODEL,
        needs="acm",
    ),
    entry(
        "certificate-tags",
        "",
        "The certificate's tags were refused.",
        "A tag begins with aws:, there are more than 50, or the organization's tag policy wants others.",
        "Look through the tags.",
        "InvalidTagException TooManyTagsException TagPolicyException",
        _MODEL,
        needs="acm",
    ),
)

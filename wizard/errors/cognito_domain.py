"""Texts about the login domain: Amazon's prefix, or a domain of one's own."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_INVALID = "InvalidParameterException"
_PF = "deployments on AWS, badmintoncryer/cdk-preflight: pf-cognito-"

_TAKEN = (
    "The domain is taken.",
    "A prefix is given once in a region, over all accounts; a domain of one's own once in the world. One that "
    "was deleted stays taken for some minutes.",
    "Choose another, as with a suffix; all else is done and kept.",
)

_CHARACTERS = (
    "The prefix holds a character that Amazon doesn't take.",
    "Small letters, digits and hyphens are allowed, with no hyphen at either end.",
    "Change the prefix.",
)

ENTRIES: tuple[Entry, ...] = (
    entry(
        "domain-before-style",
        r"\bA domain must be associated with this user pool\b|"
        r"\bThere has to be an existing domain associated with this user pool\b",
        "The user pool has no domain yet.",
        "A login page can only be styled where there is one.",
        "Make the domain first, then the style.",
        source="https://github.com/amazon-connect/voicemail-for-amazon-connect/issues/5",
    ),
    entry(
        "prefix-reserved",
        r"Domain cannot contain reserved word: (?P<word>\w+)",
        "Amazon keeps the word {word} to itself: no prefix may hold it.",
        "The login page has no address yet.",
        "Choose a prefix without {word}.",
        _INVALID,
        _PF + "domain-reserved-word",
    ),
    entry(
        "prefix-characters",
        r"The domain name contains an invalid character\. Domain names can only contain",
        *_CHARACTERS,
        _INVALID,
        _PF + "domain-prefix-format",
        whole=True,
    ),
    entry(
        "prefix-characters",
        r"The domain name contains an invalid character",
        *_CHARACTERS,
        _INVALID,
        _PF + "domain-prefix-format",
        needs="code cognito",
    ),
    entry(
        "domain-taken",
        r"Domain already associated with another user pool",
        *_TAKEN,
        _INVALID,
        "https://github.com/aws-samples/aws-cdk-examples/issues/402",
    ),
    entry(
        "domain-taken",
        r"(?:Exception: Domain already exists)\b|^\W*Domain already exists\b",
        *_TAKEN,
        _INVALID,
        "https://github.com/aws-amplify/amplify-cli/issues/1845",
        needs="code cognito",
    ),
    entry(
        "domain-not-own",
        r"User pool should have a custom domain associated, failed to update the certificate",
        "The pool has no domain of its own, so there is no certificate to change.",
        "A certificate goes with a domain of one's own; a prefix stands under Amazon's.",
        "Make the domain first, with the certificate; the plan does both at once.",
        _INVALID,
        "https://github.com/aws/aws-cdk/issues/25712",
    ),
    entry(
        "domain-second",
        r"User pool already has a (?:custom )?domain configured",
        "The pool already has a prefix.",
        "A pool takes one prefix, and one domain of one's own beside it.",
        "Use the prefix that it has, or delete that one first; sign-in stops at once where it is in use.",
        _INVALID,
        "https://github.com/aws/aws-cdk/issues/10062",
    ),
    entry(
        "prefix-long",
        r"Value '(?P<value>[^']*)' at 'domain' failed to satisfy constraint: Member must have length less than or "
        r"equal to (?P<most>\d+)",
        "The prefix is too long: Amazon takes {most} characters.",
        "The login page has no address yet.",
        "Shorten the prefix.",
        _INVALID,
        _PF + "domain-prefix-length",
    ),
    entry(
        "domain-parent",
        r"Custom domain is not a valid subdomain|\bWas not able to resolve (?:a DNS A record for the parent domain|"
        r"the root domain, please ensure an A record)",
        "Amazon finds no address record (A) for the domain above yours.",
        "It looks for one when the domain is made, to see that the name is somebody's. Any address will do.",
        "Give the parent domain an A record, wait until it is seen, try again. It may be removed afterwards.",
        _INVALID,
        "Amazon Cognito developer guide, Troubleshoot Amazon Cognito; cdk-preflight, pf-cognito-custom-domain-fqdn",
    ),
    entry(
        "domain-certificate",
        r"specified SSL certificate doesn't exist, isn't in us-east-1",
        "Amazon can't use this certificate for the domain.",
        "It must be an issued one in us-east-1, cover the name, and bring its chain along if it was imported. A KMS "
        "policy that denies DescribeKey or CreateGrant gives the same answer.",
        "Choose a certificate from the list of us-east-1 whose state is Issued.",
        _INVALID,
        _PF + "custom-domain-cert-region",
    ),
    entry(
        "domain-gone",
        r"No such domain or user pool exists",
        "There is no such domain, or it belongs to another pool.",
        "It may have been removed already.",
        "Look again at what exists; nothing is left to delete under this name.",
        _INVALID,
        "aws-amplify/amplify-cli, end-to-end tests",
    ),
    entry(
        "domain-record",
        r"incorrectly configured DNS record that points to another CloudFront distribution",
        "The name's DNS record still points to an older CloudFront distribution.",
        "Amazon gives out a name only when its record points nowhere else.",
        "Delete that DNS record once nothing needs what it leads to, wait until it is gone, try again.",
        _INVALID,
        "Cognito's answer to CreateUserPoolDomain, as reported by users in 2023",
    ),
    entry(
        "domain-elsewhere",
        r"CNAMEs you provided (?:is|are) already associated with a different resource",
        "Another CloudFront distribution already uses this name.",
        "A name belongs to one distribution, over all accounts.",
        "Choose another name, or take it off the other distribution: what is there is no longer reached by it then.",
        "",
        "Amazon CloudFront developer guide",
    ),
    entry(
        "domain-certificate",
        r"\bmust attach a trusted certificate that validates your authorization to use the domain name\b|"
        r"\bInvalidViewerCertificate\b|\bThe certificate that is attached to your distribution (?:doesn't cover|"
        r"wasn't issued|was not issued|has expired|isn't valid|is not valid|has too many)\b",
        "Amazon can't use this certificate for the domain.",
        "It must be an issued one in us-east-1, cover the name, and bring its chain along if it was imported.",
        "Choose a certificate from the list of us-east-1 whose state is Issued.",
        _INVALID,
        "https://github.com/venveo/serverless-sharp/issues/95",
    ),
    entry(
        "domain-slow",
        r"waiting for (?:creation of )?(?:Cognito )?User Pool Domain .{1,160}(?:timeout|unexpected state|last state)|"
        r"\bAWS::Cognito::UserPoolDomain\b.{0,300}(?:did not stabilize|NotStabilized|Exceeded attempts to wait)",
        "The domain was not ready in the time that the tool waits.",
        "A domain of one's own takes up to an hour, since it is spread over the world.",
        "Wait until the console shows it as active, then run the tool again.",
        source="hashicorp/terraform-provider-aws, internal/service/cognitoidp/user_pool_domain.go",
    ),
    entry(
        "domain-needed",
        r"there does not exist a valid use[r]? pool domain associated with the user pool",
        "This needs a login domain, and the pool has none.",
        "Links in Cognito's mails lead to that domain.",
        "Give the pool its domain first.",
        _INVALID,
        "https://github.com/amazon-archives/amazon-cognito-identity-js/issues/512",
    ),
    entry(
        "domain-unknown",
        r"\bUser pool domain\b.{0,80}\b(?:not found|does(?: not|n't) exist)\b",
        "There is no login domain of this name.",
        "It was misspelt, deleted, or belongs to a pool of another region or account.",
        "Compare it with the pool's domain; a prefix is named without the part that begins with .auth.",
        source="https://docs.aws.amazon.com/cognito, DescribeUserPoolDomain; load balancers' words",
    ),
    entry(
        "domain-elsewhere",
        r"\bCNAMEAlreadyExists\w*",
        "Another CloudFront distribution already uses this name.",
        "A name belongs to one distribution, over all accounts.",
        "Choose another name, or take it off the other distribution: what is there is no longer reached by it then.",
        source="Amazon CloudFront developer guide",
        needs="cognito",
    ),
    entry(
        "domain-version",
        r"\bManagedLoginVersion\b.{0,120}\b(?:custom domain|CustomDomainConfig|certificate)|"
        r"\bCustomDomainConfig\b.{0,60}\b(?:is required|must be (?:provided|specified)|cannot be (?:null|empty))",
        "A change of the domain left its certificate out.",
        "For a domain of one's own Cognito wants the certificate in each change, even of the login pages' version.",
        "Send CustomDomainConfig with the certificate's ARN along.",
        _INVALID,
        "https://github.com/hashicorp/terraform-provider-aws/issues/43248",
    ),
)

"""Texts of Route 53: the records that prove a certificate's name, and that lead to the login domain."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_ISSUES = "https://github.com/"
_NO_ZONE = (
    "Amazon finds no such hosted zone.",
    "The name is not the zone's own, the zone is a private one, or it belongs to another account.",
    "Compare the zone's name or ID with the list in Route 53 of the account whose profile is used.",
)
_CLASH = (
    "A CNAME record can't stand beside other records of the same name.",
    "Either the name already has records, or there is a CNAME and something else was asked for.",
    "Remove the one that is no longer right; for the login domain use an alias record (A) instead of a CNAME.",
)

ENTRIES: tuple[Entry, ...] = (
    entry(
        "record-exists",
        r"\bTried to create resource record set \[name=[\\'\"]+(?P<name>[^'\"\\]{1,200})[\\'\"]+, type=[\\'\"]+"
        r"(?P<type>\w+).{0,80}?\bbut it already exists",
        "There is a {type} record named {name} in the zone already.",
        "Two names of one certificate share one proving record, and a record that is left over counts as well.",
        "Where its value is right, keep it: take it into the tool's state, or allow it to overwrite. "
        "Else delete it, once nothing relies on it.",
        source=_ISSUES + "hashicorp/terraform-provider-aws/issues/7918",
    ),
    entry(
        "record-gone",
        r"\bTried to delete resource record set \[.{1,250}?\bbut (?:it was not found|the values provided do not match)",
        "The record that should go is not there, or holds another value.",
        "Somebody removed or changed it by other means.",
        "Look at the record in the zone; nothing is left to delete where it is gone.",
        source="https://docs.aws.amazon.com/Route53, ChangeResourceRecordSets",
    ),
    entry(
        "record-outside",
        r"\bRRSet with DNS name (?P<name>\S{1,200}) is not permitted in zone (?P<zone>\S{1,200}?)(?:\]|\s|$)",
        "The record {name} doesn't belong into the zone {zone}.",
        "A zone holds names that end in its own name.",
        "Choose the zone whose name is the end of the record's name.",
        source="https://docs.aws.amazon.com/Route53, ChangeResourceRecordSets",
    ),
    entry(
        "record-alias",
        r"\bTried to create an alias that targets (?P<target>\S{1,200}?)\.?, type \w+ in zone \w+, but (?:the "
        r"alias target name does not lie within the target zone|that target was not found)",
        "The alias record can't lead to {target}.",
        "Target and zone ID of an alias belong together: for a login domain that is NAME.cloudfront.net (not the "
        "distribution's ID) with the zone Z2FDTNDATAQYW2.",
        "Take the alias target from the domain in Cognito, and that zone ID.",
        source=_ISSUES + "aws/aws-cdk/issues/19643",
    ),
    entry(
        "record-clash",
        r"\bRRSet of type \w+ with DNS name \S{1,200} is not permitted as it conflicts with other records|"
        r"\bCNAME is not permitted at apex in zone\b|"
        r"\bRRSet of type CNAME with DNS name \S{1,200} is not permitted at apex in zone\b",
        *_CLASH,
        source="https://docs.aws.amazon.com/Route53, Troubleshooting",
    ),
    entry(
        "zone-busy",
        r"\bPriorRequestNotComplete\b",
        "Another change of the same DNS zone is still under way.",
        "Route 53 takes one after the other.",
        "Wait some seconds and try again.",
        "PriorRequestNotComplete",
        "https://docs.aws.amazon.com/Route53, ChangeResourceRecordSets",
    ),
    entry(
        "zone-missing",
        r"\bNo hosted zone found with ID: (?P<zone>\w+)",
        "Amazon finds no hosted zone {zone}.",
        "The ID is wrong, the zone was deleted, or it belongs to another account.",
        "Compare the ID with the list in Route 53 of the account whose profile is used.",
        "NoSuchHostedZone",
        "https://docs.aws.amazon.com/Route53, GetHostedZone",
    ),
    entry(
        "zone-missing",
        r"\bno matching Route ?53 ?(?:Hosted )?Zone found\b|"
        r"\bFound zones: \[\] for dns:\S+ ?privateZone:\S+ ?vpcId:\S+ but wanted exactly 1 zone",
        *_NO_ZONE,
        source=_ISSUES + "aws-samples/aws-cdk-examples/issues/618; hashicorp/terraform-provider-aws, service/route53",
    ),
    entry(
        "zone-two",
        r"\bmultiple Route ?53 ?(?:Hosted )?Zones? (?:found|matched)\b|"
        r"\bFound zones: \[\S[^\]]*\] for dns:\S+ ?privateZone:\S+ ?vpcId:\S+ but wanted exactly 1 zone",
        "More than one hosted zone has this name.",
        "Often one is private, or was made twice; only that one counts to which the registrar's name servers lead.",
        "Name the zone by its ID.",
        source="hashicorp/terraform-provider-aws, internal/service/route53; aws/aws-cdk, context-providers",
    ),
    entry("zone-missing", "", *_NO_ZONE, "NoSuchHostedZone", "botocore's service model of route53", needs="any"),
)

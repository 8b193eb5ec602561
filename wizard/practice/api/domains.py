"""Domains of the login pages: one by prefix and one of the owner's a pool, each name unique over all accounts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from wizard.practice.api import acm
from wizard.practice.api.call import ACCOUNT, Call, Handler
from wizard.practice.api.pool_answer import domains_of
from wizard.practice.api.pool_rules import tier_of, unavailable_feature
from wizard.practice.patterns import satisfies
from wizard.practice.refusal import Refusal, bad_parameter
from wizard.practice.state import Tree

TAKEN = ("corp-login", "pomerium")
"""Prefixes that another account holds, in every region."""

_FORMAT = r"^[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?$"
_NO_DOMAIN = "No such domain or user pool exists."


def create_user_pool_domain(call: Call) -> dict[str, Any]:
    """Give a pool a domain; it is not live at once."""
    pool, name = call.pool(), call.asked["Domain"]
    config = call.asked.get("CustomDomainConfig")
    custom = config is not None
    version = _version(call, pool, default=1)
    if config is not None:
        _check_custom(name, config)
    else:
        _check_prefix(name)
    present = [domain for domain in domains_of(call.tree, pool) if domain["custom"] == custom]
    if present:
        raise bad_parameter("User pool already has a domain configured.")
    key = _key(call.region, name, custom)
    if key in call.tree["domains"] or (not custom and name in TAKEN):
        raise bad_parameter("Domain already associated with another user pool.")
    if custom:
        _check_quota(call)
    domain: Tree = {
        "name": name,
        "custom": custom,
        "pool": pool["id"],
        "region": call.region,
        "config": config,
        "routing": call.asked.get("Routing"),
        "version": version,
        "live_at": call.now + call.delay * (2 if custom else 1),
        "updated_at": 0.0,
    }
    call.tree["domains"][key] = domain
    return _brief(domain)


def describe_user_pool_domain(call: Call) -> dict[str, Any]:
    """Show a domain of this account; a name of somebody else's, or of nobody's, gives an empty description."""
    name = call.asked["Domain"]
    domain = call.tree["domains"].get(_key(call.region, name, "." in name))
    if domain is None or domain["region"] != call.region:
        return {"DomainDescription": {}}
    shown: dict[str, Any] = {
        "UserPoolId": domain["pool"],
        "AWSAccountId": ACCOUNT,
        "Domain": name,
        "S3Bucket": f"practice-stand-in-{domain['region']}",
        "Version": "20250101000000",
        "Status": _status(domain, call.now),
        "CustomDomainConfig": domain["config"] or {},
        "ManagedLoginVersion": domain["version"],
    }
    if domain["custom"]:
        shown["CloudFrontDistribution"] = _cloud_front(domain)
    else:
        del shown["CustomDomainConfig"]
    if domain["routing"]:
        shown["Routing"] = domain["routing"]
    return {"DomainDescription": shown}


def update_user_pool_domain(call: Call) -> dict[str, Any]:
    """Change a domain's managed-login version, certificate or TLS policy; never its name."""
    domain = _own(call)
    config = call.asked.get("CustomDomainConfig")
    version = _version(call, call.pool(), default=domain["version"])
    if config is not None:
        if not domain["custom"]:
            raise bad_parameter("CustomDomainConfig can not be set for a prefix domain.")
        _check_certificate(config["CertificateArn"], domain["name"])
        domain["config"] = config
        domain["updated_at"] = call.now + call.delay
    domain["version"] = version
    if "Routing" in call.asked:
        domain["routing"] = call.asked["Routing"]
    return _brief(domain)


def delete_user_pool_domain(call: Call) -> dict[str, Any]:
    """Take a domain away; sign-in there ends at once."""
    domain = _own(call)
    del call.tree["domains"][_key(domain["region"], domain["name"], domain["custom"])]
    return {}


def _key(region: str, name: str, custom: bool) -> str:
    """Prefixes are unique in their region, custom names everywhere."""
    return name if custom else f"{region}/{name}"


def _own(call: Call) -> Tree:
    name = call.asked["Domain"]
    domain: Tree | None = call.tree["domains"].get(_key(call.region, name, "." in name))
    if domain is None or domain["pool"] != call.asked["UserPoolId"] or domain["region"] != call.region:
        raise bad_parameter(_NO_DOMAIN)
    return domain


def _version(call: Call, pool: Tree, default: int) -> int:
    version: int = call.asked.get("ManagedLoginVersion", default)
    if version not in (1, 2):
        raise bad_parameter("ManagedLoginVersion must be 1 or 2.")
    tier = tier_of(pool["settings"])
    if version == 2 and tier == "LITE":
        raise unavailable_feature(tier, "Managed Login Version 2")
    return version


def _check_prefix(name: str) -> None:
    if not satisfies(_FORMAT, name):
        raise bad_parameter(
            "The domain name contains an invalid character. Domain names can only contain lower-case letters, numbers, "
            f"and hyphens. Please enter a different name that follows this format: {_FORMAT}"
        )
    for word in name.split("-"):
        if word in ("aws", "amazon", "cognito"):
            raise bad_parameter(f"Domain cannot contain reserved word: {word}")


def _check_custom(name: str, config: Mapping[str, Any]) -> None:
    labels = name.split(".")
    if not all(satisfies(_FORMAT, label) for label in labels):
        raise bad_parameter(f"The domain name contains an invalid character: {name}")
    if len(labels) < 3:
        raise bad_parameter(
            "Custom domain is not a valid subdomain: Was not able to resolve a DNS A record for the parent domain or "
            "domain parent is a top-level domain."
        )
    _check_certificate(config["CertificateArn"], name)


def _check_certificate(arn: str, name: str) -> None:
    if not acm.covers(arn, name):
        raise bad_parameter(
            "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a "
            "valid certificate chain. (Service: CloudFront, Status Code: 400, Request ID: practice)"
        )


def _check_quota(call: Call) -> None:
    here = [domain for domain in call.tree["domains"].values() if domain["custom"] and domain["region"] == call.region]
    if len(here) >= 4:
        raise Refusal("LimitExceededException", "Custom domains cannot exceed limit of 4 in this region.")


def _status(domain: Tree, now: float) -> str:
    if domain["custom"] and now < domain["live_at"]:
        return "CREATING"
    return "UPDATING" if now < domain["updated_at"] else "ACTIVE"


def _cloud_front(domain: Tree) -> str:
    """A made-up target in CloudFront's form, the same for the same name."""
    return f"d{hashlib.sha256(domain['name'].encode()).hexdigest()[:13]}.cloudfront.net"


def _brief(domain: Tree) -> dict[str, Any]:
    shown: dict[str, Any] = {"ManagedLoginVersion": domain["version"]}
    if domain["custom"]:
        shown["CloudFrontDomain"] = _cloud_front(domain)
    if domain["routing"]:
        shown["Routing"] = domain["routing"]
    return shown


OPERATIONS: Mapping[str, Handler] = {
    "CreateUserPoolDomain": create_user_pool_domain,
    "DescribeUserPoolDomain": describe_user_pool_domain,
    "UpdateUserPoolDomain": update_user_pool_domain,
    "DeleteUserPoolDomain": delete_user_pool_domain,
}

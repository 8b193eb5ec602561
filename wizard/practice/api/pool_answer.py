"""A pool as DescribeUserPool shows it: what was sent, and Amazon's defaults for the rest."""

from __future__ import annotations

from typing import Any

from wizard.practice.api.call import pool_arn
from wizard.practice.api.pool_rules import tier_of
from wizard.practice.model import output_members
from wizard.practice.state import Tree

_POLICY_LEFT_OUT = {
    "MinimumLength": 8,
    "RequireUppercase": True,
    "RequireLowercase": True,
    "RequireNumbers": True,
    "RequireSymbols": True,
    "TemporaryPasswordValidityDays": 7,
}
_POLICY_IN_PART = {
    **_POLICY_LEFT_OUT,
    "RequireUppercase": False,
    "RequireLowercase": False,
    "RequireNumbers": False,
    "RequireSymbols": False,
}


def password_policy(pool: Tree) -> Tree:
    """The password policy that holds for this pool, every member named but a history of none."""
    sent = pool["settings"].get("Policies", {}).get("PasswordPolicy")
    policy: Tree = {**_POLICY_LEFT_OUT} if sent is None else {**_POLICY_IN_PART, **sent}
    policy["TemporaryPasswordValidityDays"] = policy["TemporaryPasswordValidityDays"] or 7
    if not policy.get("PasswordHistorySize"):
        policy.pop("PasswordHistorySize", None)
    return policy


def domains_of(tree: Tree, pool: Tree) -> list[Tree]:
    """The domains of a pool: one by prefix, one of its owner's, or none."""
    return [domain for domain in tree["domains"].values() if domain["pool"] == pool["id"]]


def user_pool(tree: Tree, pool: Tree) -> dict[str, Any]:
    """The `UserPool` member of an answer."""
    known = output_members("DescribeUserPool", "UserPool")
    settings = pool["settings"]
    shown = {name: value for name, value in {**pool["fixed"], **settings}.items() if name in known}
    shown |= _defaults(pool)
    shown |= {
        "Id": pool["id"],
        "Name": pool["name"],
        "Arn": pool_arn(pool),
        "CreationDate": pool["created"],
        "LastModifiedDate": pool["modified"],
        "SchemaAttributes": list(pool["schema"].values()),
        "EstimatedNumberOfUsers": len(pool["users"]),
    }
    for domain in domains_of(tree, pool):
        shown["CustomDomain" if domain["custom"] else "Domain"] = domain["name"]
    return shown


def _defaults(pool: Tree) -> dict[str, Any]:
    settings = pool["settings"]
    template = settings.get("VerificationMessageTemplate", {})
    policies = {**settings.get("Policies", {}), "PasswordPolicy": password_policy(pool)}
    policies.setdefault("SignInPolicy", {"AllowedFirstAuthFactors": ["PASSWORD"]})
    return {
        "Policies": policies,
        "DeletionProtection": settings.get("DeletionProtection", "INACTIVE"),
        "LambdaConfig": settings.get("LambdaConfig", {}),
        "MfaConfiguration": settings.get("MfaConfiguration", "OFF"),
        "EmailConfiguration": {"EmailSendingAccount": "COGNITO_DEFAULT", **settings.get("EmailConfiguration", {})},
        "VerificationMessageTemplate": {"DefaultEmailOption": "CONFIRM_WITH_CODE", **template},
        # The old field stands in every answer; echoed back beside its successor it is refused.
        "AdminCreateUserConfig": {
            "AllowAdminCreateUserOnly": False,
            "UnusedAccountValidityDays": policies["PasswordPolicy"]["TemporaryPasswordValidityDays"],
            **settings.get("AdminCreateUserConfig", {}),
        },
        "UserPoolTags": settings.get("UserPoolTags", {}),
        "UserPoolTier": tier_of(settings),
        "IssuerConfiguration": settings.get("IssuerConfiguration", {"Type": "ORIGINAL"}),
        "KeyConfiguration": settings.get("KeyConfiguration", {"KeyType": "AWS_OWNED_KEY"}),
    }

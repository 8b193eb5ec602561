"""CloudFormation: a template of what exists, and the list that `create-change-set --change-set-type IMPORT` takes.

Every resource is retained when the stack goes. Names of properties are those of the API's requests; what the
resource types don't know is left out (AWS::Cognito::UserPool, UserPoolClient, UserPoolDomain, UserPoolGroup).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from wizard.cognito.snapshot import Answer, Snapshot

_POOL = (
    "AccountRecoverySetting",
    "AliasAttributes",
    "AutoVerifiedAttributes",
    "DeletionProtection",
    "EmailConfiguration",
    "MfaConfiguration",
    "SmsConfiguration",
    "UserAttributeUpdateSettings",
    "UserPoolAddOns",
    "UserPoolTags",
    "UserPoolTier",
    "UsernameAttributes",
    "UsernameConfiguration",
)
_CLIENT = (
    "ClientName",
    "CallbackURLs",
    "LogoutURLs",
    "DefaultRedirectURI",
    "SupportedIdentityProviders",
    "AllowedOAuthFlows",
    "AllowedOAuthFlowsUserPoolClient",
    "AllowedOAuthScopes",
    "ExplicitAuthFlows",
    "PreventUserExistenceErrors",
    "EnableTokenRevocation",
    "EnablePropagateAdditionalUserContextData",
    "AuthSessionValidity",
    "IdTokenValidity",
    "AccessTokenValidity",
    "RefreshTokenValidity",
    "TokenValidityUnits",
    "ReadAttributes",
    "WriteAttributes",
)
_FACTORS = {
    "SoftwareTokenMfaConfiguration": "SOFTWARE_TOKEN_MFA",
    "SmsMfaConfiguration": "SMS_MFA",
    "EmailMfaConfiguration": "EMAIL_OTP",
}
_READ_ME = """\
Import what exists into a stack of its own; nothing is made or replaced:

  aws cloudformation create-change-set --stack-name {name} --change-set-name import --change-set-type IMPORT \\
    --region {region} --template-body file://template.json --resources-to-import file://resources-to-import.json
  aws cloudformation execute-change-set --stack-name {name} --change-set-name import --region {region}

The client secret is in none of these files. People are not in them either: they stay where they are.
"""


def files(have: Snapshot, shapes: Callable[[str], Any]) -> dict[str, str]:
    """`template.json`, `resources-to-import.json`, and `README.txt` with the two commands."""
    del shapes
    pool = have.pool or {}
    pool_id = str(pool["Id"])
    resources: dict[str, Any] = {"UserPool": _resource("UserPool", _pool(pool, have.mfa or {}))}
    imports = [_import("UserPool", "UserPool", UserPoolId=pool_id)]
    ref = {"Ref": "UserPool"}
    if have.client:
        client = {"UserPoolId": ref, **_taken(have.client, _CLIENT), "GenerateSecret": True}
        resources["AppClient"] = _resource("UserPoolClient", client)
        imports.append(_import("UserPoolClient", "AppClient", UserPoolId=pool_id, ClientId=str(have.client_id)))
    for member, label in (("Domain", "PrefixDomain"), ("CustomDomain", "OwnDomain")):
        if pool.get(member):
            name = str(pool[member])
            described = _domain(have.domain(name) or {})
            resources[label] = _resource("UserPoolDomain", {"UserPoolId": ref, "Domain": name, **described})
            imports.append(_import("UserPoolDomain", label, UserPoolId=pool_id, Domain=name))
    for number, group in enumerate(sorted(have.groups), 1):
        resources[f"Group{number}"] = _resource("UserPoolGroup", {"UserPoolId": ref, "GroupName": group})
        imports.append(_import("UserPoolGroup", f"Group{number}", UserPoolId=pool_id, GroupName=group))
    template = {"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}
    name = "".join(c if c.isalnum() else "-" for c in str(pool.get("Name", "cognito")))
    return {
        "template.json": json.dumps(template, indent=2) + "\n",
        "resources-to-import.json": json.dumps(imports, indent=2) + "\n",
        "README.txt": _READ_ME.format(name=name, region=have.identity.region),
    }


def _resource(kind: str, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "Type": f"AWS::Cognito::{kind}",
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": properties,
    }


def _import(kind: str, label: str, **identifier: str) -> dict[str, Any]:
    return {
        "ResourceType": f"AWS::Cognito::{kind}",
        "LogicalResourceId": label,
        "ResourceIdentifier": identifier,
    }


def _taken(answer: Answer, names: Iterable[str]) -> dict[str, Any]:
    return {name: answer[name] for name in names if answer.get(name) not in (None, [], {})}


def _pool(pool: Answer, mfa: Answer) -> dict[str, Any]:
    found = {"UserPoolName": pool.get("Name"), **_taken(pool, _POOL)}
    policy = (pool.get("Policies") or {}).get("PasswordPolicy")
    if policy:
        found["Policies"] = {"PasswordPolicy": policy}
    only = (pool.get("AdminCreateUserConfig") or {}).get("AllowAdminCreateUserOnly")
    if only is not None:
        found["AdminCreateUserConfig"] = {"AllowAdminCreateUserOnly": only}
    factors = [name for member, name in _FACTORS.items() if mfa.get(member)]
    if mfa.get("MfaConfiguration"):
        found["MfaConfiguration"] = mfa["MfaConfiguration"]
    if factors:
        found["EnabledMfas"] = factors
    return found


def _domain(described: Answer) -> dict[str, Any]:
    found: dict[str, Any] = {}
    certificate = (described.get("CustomDomainConfig") or {}).get("CertificateArn")
    if certificate:
        found["CustomDomainConfig"] = {"CertificateArn": certificate}
    if described.get("ManagedLoginVersion"):
        found["ManagedLoginVersion"] = described["ManagedLoginVersion"]
    return found

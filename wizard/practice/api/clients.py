"""App clients: create, describe, update, delete, list."""

from __future__ import annotations

import secrets
import string
from collections.abc import Mapping
from typing import Any

from wizard.practice.api.call import Call, Handler
from wizard.practice.api.client_rules import check_client
from wizard.practice.api.client_secrets import new_secret, secret_id
from wizard.practice.api.paging import page
from wizard.practice.model import members, output_members
from wizard.practice.refusal import Refusal, bad_parameter
from wizard.practice.state import Tree

_SMALL = string.ascii_lowercase + string.digits
_DEFAULT_FLOWS = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"]
_NAMES = ("UserPoolId", "ClientId", "ClientName")


def create_user_pool_client(call: Call) -> dict[str, Any]:
    """Make an app client; a name that is in use makes another client of that name."""
    pool, asked = call.pool(), call.asked
    if asked.get("GenerateSecret") and asked.get("ClientSecret"):
        raise bad_parameter("ClientSecret can not be provided when GenerateSecret is true.")
    if len(pool["clients"]) >= 1000:
        raise Refusal("LimitExceededException", "User pool clients cannot exceed limit of 1000.")
    settings = _settings(asked)
    secret = asked.get("ClientSecret") or (new_secret() if asked.get("GenerateSecret") else None)
    check_client(settings, pool, confidential=secret is not None)
    settings.setdefault("EnableTokenRevocation", True)
    identifier = "".join(secrets.choice(_SMALL) for _ in range(26))
    client: Tree = {
        "id": identifier,
        "pool": pool["id"],
        "name": asked["ClientName"],
        "created": call.now,
        "modified": call.now,
        "settings": settings,
        "confidential": secret is not None,
        "secrets": [],
    }
    if secret is not None:
        first = {"id": secret_id(client, call.now), "value": secret, "created": call.now, "original": True}
        client["secrets"].append(first)
    pool["clients"][identifier] = client
    return {"UserPoolClient": _shown(client)}


def describe_user_pool_client(call: Call) -> dict[str, Any]:
    """Show a client, and its first secret as long as that one is there."""
    return {"UserPoolClient": _shown(call.client())}


def update_user_pool_client(call: Call) -> dict[str, Any]:
    """Replace every setting of a client: what the request leaves out goes back to its default. The name is kept."""
    pool, client = call.pool(), call.client()
    settings = _settings(call.asked)
    check_client(settings, pool, client["confidential"])
    client["settings"] = settings
    client["name"] = call.asked.get("ClientName", client["name"])
    client["modified"] = call.now
    return {"UserPoolClient": _shown(client)}


def delete_user_pool_client(call: Call) -> dict[str, Any]:
    """Delete a client with its style and all that was granted to it."""
    pool, client = call.pool(), call.client()
    del pool["clients"][client["id"]]
    pool["branding"] = {key: style for key, style in pool["branding"].items() if style["client"] != client["id"]}
    for section in ("codes", "grants"):
        entries = call.tree[section].items()
        call.tree[section] = {key: entry for key, entry in entries if entry["client"] != client["id"]}
    return {}


def list_user_pool_clients(call: Call) -> dict[str, Any]:
    """A pool's clients in pages: ids and names."""
    pool = call.pool()
    regular = call.asked.get("ClientType", "REGULAR") == "REGULAR"
    clients = list(pool["clients"].values()) if regular else []
    found, following = page(clients, call.asked.get("MaxResults"), call.asked.get("NextToken"))
    shown = [{"ClientId": one["id"], "UserPoolId": one["pool"], "ClientName": one["name"]} for one in found]
    return {"UserPoolClients": shown, **({"NextToken": following} if following else {})}


def _settings(asked: Mapping[str, Any]) -> Tree:
    """Of a request what an update replaces, by the update's own shape."""
    changeable = members("UpdateUserPoolClient").difference(_NAMES)
    return {name: value for name, value in asked.items() if name in changeable}


def _shown(client: Tree) -> dict[str, Any]:
    known = output_members("DescribeUserPoolClient", "UserPoolClient")
    settings = client["settings"]
    shown: dict[str, Any] = {
        "RefreshTokenValidity": 30,
        "TokenValidityUnits": {},
        "ExplicitAuthFlows": _DEFAULT_FLOWS,
        "AllowedOAuthFlowsUserPoolClient": False,
        "PreventUserExistenceErrors": "LEGACY",
        "EnableTokenRevocation": False,
        "EnablePropagateAdditionalUserContextData": False,
        "AuthSessionValidity": 3,
        **{name: value for name, value in settings.items() if name in known},
        "UserPoolId": client["pool"],
        "ClientId": client["id"],
        "ClientName": client["name"],
        "CreationDate": client["created"],
        "LastModifiedDate": client["modified"],
    }
    shown["RefreshTokenValidity"] = shown["RefreshTokenValidity"] or 30
    if "ClientType" in known:
        shown["ClientType"] = "REGULAR"
    for secret in client["secrets"]:
        if secret["original"]:
            shown["ClientSecret"] = secret["value"]
    return shown


OPERATIONS: Mapping[str, Handler] = {
    "CreateUserPoolClient": create_user_pool_client,
    "DescribeUserPoolClient": describe_user_pool_client,
    "UpdateUserPoolClient": update_user_pool_client,
    "DeleteUserPoolClient": delete_user_pool_client,
    "ListUserPoolClients": list_user_pool_clients,
}

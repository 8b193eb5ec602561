"""Styles of managed login: without one, a client's pages on a managed-login domain are not available."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from wizard.practice.api.call import Call, Handler
from wizard.practice.refusal import Refusal, bad_parameter, not_found
from wizard.practice.state import Tree


def create_managed_login_branding(call: Call) -> dict[str, Any]:
    """Give a client a style: Amazon's own look, or settings."""
    pool, client = call.pool(), call.client()
    own = bool(call.asked.get("UseCognitoProvidedValues"))
    given = "Settings" in call.asked or "Assets" in call.asked
    if own == given:
        raise bad_parameter("useCognitoProvidedValues or settings should be specified (but not both)")
    if any(style["client"] == client["id"] for style in pool["branding"].values()):
        raise Refusal(
            "ManagedLoginBrandingExistsException", f"Managed login branding already exists for client {client['id']}."
        )
    if len(pool["branding"]) >= 20:
        raise Refusal("LimitExceededException", "Managed login brandings cannot exceed limit of 20.")
    style: Tree = {
        "id": str(uuid.uuid4()),
        "client": client["id"],
        "pool": pool["id"],
        "own": own,
        "settings": call.asked.get("Settings"),
        "assets": call.asked.get("Assets", []),
        "created": call.now,
        "modified": call.now,
    }
    pool["branding"][style["id"]] = style
    return {"ManagedLoginBranding": _shown(style)}


def describe_managed_login_branding(call: Call) -> dict[str, Any]:
    """Show a style by its id."""
    return {"ManagedLoginBranding": _shown(_style(call))}


def describe_managed_login_branding_by_client(call: Call) -> dict[str, Any]:
    """Show the style of a client."""
    client = call.client()
    for style in call.pool()["branding"].values():
        if style["client"] == client["id"]:
            return {"ManagedLoginBranding": _shown(style)}
    raise not_found(f"Managed login branding does not exist for client {client['id']}.")


def update_managed_login_branding(call: Call) -> dict[str, Any]:
    """Change a style; what the request leaves out is kept."""
    style = _style(call)
    own = call.asked.get("UseCognitoProvidedValues")
    if own and ("Settings" in call.asked or "Assets" in call.asked):
        raise bad_parameter("useCognitoProvidedValues or settings should be specified (but not both)")
    if own:
        style |= {"own": True, "settings": None, "assets": []}
    if "Settings" in call.asked:
        style |= {"own": False, "settings": call.asked["Settings"]}
    if "Assets" in call.asked:
        style |= {"own": False, "assets": call.asked["Assets"]}
    style["modified"] = call.now
    return {"ManagedLoginBranding": _shown(style)}


def delete_managed_login_branding(call: Call) -> dict[str, Any]:
    """Take a style away."""
    style = _style(call)
    del call.pool()["branding"][style["id"]]
    return {}


def _style(call: Call) -> Tree:
    if "UserPoolId" not in call.asked or "ManagedLoginBrandingId" not in call.asked:
        raise bad_parameter("UserPoolId and ManagedLoginBrandingId are required.")
    identifier = call.asked["ManagedLoginBrandingId"]
    style: Tree | None = call.pool()["branding"].get(identifier)
    if style is None:
        raise not_found(f"Managed login branding {identifier} does not exist.")
    return style


def _shown(style: Tree) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "ManagedLoginBrandingId": style["id"],
        "UserPoolId": style["pool"],
        "UseCognitoProvidedValues": style["own"],
        "CreationDate": style["created"],
        "LastModifiedDate": style["modified"],
    }
    if style["settings"] is not None:
        shown["Settings"] = style["settings"]
    if style["assets"]:
        shown["Assets"] = style["assets"]
    return shown


OPERATIONS: Mapping[str, Handler] = {
    "CreateManagedLoginBranding": create_managed_login_branding,
    "DescribeManagedLoginBranding": describe_managed_login_branding,
    "DescribeManagedLoginBrandingByClient": describe_managed_login_branding_by_client,
    "UpdateManagedLoginBranding": update_managed_login_branding,
    "DeleteManagedLoginBranding": delete_managed_login_branding,
}

"""User pools: create, describe, update, delete, list."""

from __future__ import annotations

import secrets
import string
from collections.abc import Mapping
from typing import Any

from wizard.practice.api.call import Call, Handler
from wizard.practice.api.mfa import check_pool_mfa, factors_after_update
from wizard.practice.api.paging import page
from wizard.practice.api.pool_answer import domains_of, user_pool
from wizard.practice.api.pool_rules import check_pool
from wizard.practice.api.schema import schema
from wizard.practice.model import members
from wizard.practice.refusal import bad_parameter
from wizard.practice.state import Tree


def create_user_pool(call: Call) -> dict[str, Any]:
    """Make a pool; a name that is in use makes another pool of that name."""
    asked = {name: value for name, value in call.asked.items() if name != "PoolName"}
    check_pool(asked, call.region, [])
    check_pool_mfa(asked, {}, new=True)
    changeable = members("UpdateUserPool")
    identifier = _new_id(call)
    pool: Tree = {
        "id": identifier,
        "region": call.region,
        "name": call.asked["PoolName"],
        "created": call.now,
        "modified": call.now,
        "fixed": {name: value for name, value in asked.items() if name not in changeable},
        "settings": {name: value for name, value in asked.items() if name in changeable},
        "schema": schema(asked.get("Schema", [])),
        "factors": {},
        "clients": {},
        "groups": {},
        "users": {},
        "providers": {},
        "resource_servers": {},
        "branding": {},
    }
    pool["factors"] = factors_after_update(pool["settings"], {})
    call.tree["pools"][identifier] = pool
    return {"UserPool": user_pool(call.tree, pool)}


def describe_user_pool(call: Call) -> dict[str, Any]:
    """Show a pool."""
    return {"UserPool": user_pool(call.tree, call.pool())}


def update_user_pool(call: Call) -> dict[str, Any]:
    """Replace every setting of a pool: what the request leaves out goes back to its default.

    Kept when left out: the name, which has no default, and DcrConfiguration.
    """
    pool = call.pool()
    kept = ("UserPoolId", "PoolName")
    settings = {name: value for name, value in call.asked.items() if name not in kept}
    dcr = _dcr(pool["settings"], call.asked)
    if dcr is not None:
        settings["DcrConfiguration"] = dcr
    check_pool({**pool["fixed"], **settings}, call.region, domains_of(call.tree, pool))
    check_pool_mfa(settings, pool["factors"], new=False)
    pool["factors"] = factors_after_update(settings, pool["factors"])
    pool["settings"] = settings
    pool["name"] = call.asked.get("PoolName", pool["name"])
    pool["modified"] = call.now
    return {}


def delete_user_pool(call: Call) -> dict[str, Any]:
    """Delete a pool with all that is in it; not while it is protected or has a domain."""
    pool = call.pool()
    if pool["settings"].get("DeletionProtection") == "ACTIVE":
        raise bad_parameter(
            "The user pool cannot be deleted because deletion protection is activated. "
            "Deletion protection must be inactivated first."
        )
    if domains_of(call.tree, pool):
        raise bad_parameter("User pool cannot be deleted. It has a domain configured that should be deleted first.")
    del call.tree["pools"][pool["id"]]
    for section in ("codes", "sessions", "grants"):
        call.tree[section] = {key: entry for key, entry in call.tree[section].items() if entry["pool"] != pool["id"]}
    return {}


def list_user_pools(call: Call) -> dict[str, Any]:
    """The region's pools in pages; without their tags."""
    here = [pool for pool in call.tree["pools"].values() if pool["region"] == call.region]
    found, following = page(here, call.asked["MaxResults"], call.asked.get("NextToken"))
    shown = [
        {
            "Id": pool["id"],
            "Name": pool["name"],
            "LambdaConfig": pool["settings"].get("LambdaConfig", {}),
            "CreationDate": pool["created"],
            "LastModifiedDate": pool["modified"],
        }
        for pool in found
    ]
    return {"UserPools": shown, **({"NextToken": following} if following else {})}


def _new_id(call: Call) -> str:
    letters = string.ascii_letters + string.digits
    return f"{call.region}_{''.join(secrets.choice(letters) for _ in range(9))}"


def _dcr(present: Mapping[str, Any], asked: Mapping[str, Any]) -> Any:
    """DcrConfiguration is kept when left out; given in part, it is on unless the request says otherwise."""
    if "DcrConfiguration" not in asked:
        return present.get("DcrConfiguration")
    return {"EnableStatus": "Enabled", **asked["DcrConfiguration"]}


OPERATIONS: Mapping[str, Handler] = {
    "CreateUserPool": create_user_pool,
    "DescribeUserPool": describe_user_pool,
    "UpdateUserPool": update_user_pool,
    "DeleteUserPool": delete_user_pool,
    "ListUserPools": list_user_pools,
}

"""Tags of pools."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wizard.practice.api.call import Call, Handler, pool_arn
from wizard.practice.refusal import bad_parameter, not_found
from wizard.practice.state import Tree


def tag_resource(call: Call) -> dict[str, Any]:
    """Add tags to a pool, or give them new values."""
    pool = _pool(call)
    tags = {**pool["settings"].get("UserPoolTags", {}), **call.asked["Tags"]}
    if len(tags) > 50:
        raise bad_parameter("A user pool can have 50 tags at most.")
    pool["settings"]["UserPoolTags"] = tags
    return {}


def untag_resource(call: Call) -> dict[str, Any]:
    """Take tags off a pool; those that it does not have are no fault."""
    pool = _pool(call)
    tags = pool["settings"].get("UserPoolTags", {})
    pool["settings"]["UserPoolTags"] = {key: tags[key] for key in tags if key not in call.asked["TagKeys"]}
    return {}


def list_tags_for_resource(call: Call) -> dict[str, Any]:
    """A pool's tags."""
    return {"Tags": _pool(call)["settings"].get("UserPoolTags", {})}


def _pool(call: Call) -> Tree:
    arn = call.asked["ResourceArn"]
    pool = call.pool_of(arn.rpartition("/")[2])
    if pool_arn(pool) != arn:
        raise not_found(f"User pool {arn} does not exist.")
    return pool


OPERATIONS: Mapping[str, Handler] = {
    "TagResource": tag_resource,
    "UntagResource": untag_resource,
    "ListTagsForResource": list_tags_for_resource,
}

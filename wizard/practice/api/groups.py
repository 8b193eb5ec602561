"""Groups of a pool, and who is in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wizard.practice.api.call import ACCOUNT, Call, Handler
from wizard.practice.api.paging import page
from wizard.practice.api.user_records import shown_user, user_of
from wizard.practice.refusal import Refusal, bad_parameter, not_found
from wizard.practice.state import Tree


def create_group(call: Call) -> dict[str, Any]:
    """Make a group."""
    pool, asked = call.pool(), call.asked
    name = asked["GroupName"]
    if name in pool["groups"]:
        raise Refusal("GroupExistsException", "A group with the name already exists.")
    role = asked.get("RoleArn")
    if role is not None and f":{ACCOUNT}:" not in role:
        raise bad_parameter("Cross-account pass role is not allowed.")
    group: Tree = {
        **{member: asked[member] for member in ("Description", "RoleArn", "Precedence") if member in asked},
        "GroupName": name,
        "UserPoolId": pool["id"],
        "CreationDate": call.now,
        "LastModifiedDate": call.now,
    }
    pool["groups"][name] = group
    return {"Group": group}


def get_group(call: Call) -> dict[str, Any]:
    """Show a group."""
    return {"Group": _group(call)}


def list_groups(call: Call) -> dict[str, Any]:
    """A pool's groups in pages."""
    return _page_of_groups(call, list(call.pool()["groups"].values()))


def delete_group(call: Call) -> dict[str, Any]:
    """Delete a group; its users stay."""
    pool, group = call.pool(), _group(call)
    del pool["groups"][group["GroupName"]]
    for user in pool["users"].values():
        user["groups"] = [name for name in user["groups"] if name != group["GroupName"]]
    return {}


def admin_add_user_to_group(call: Call) -> dict[str, Any]:
    """Put a user into a group; once more is no fault."""
    user, group = user_of(call), _group(call)
    if group["GroupName"] not in user["groups"]:
        if len(user["groups"]) >= 100:
            raise Refusal("LimitExceededException", "Groups of a user cannot exceed limit of 100.")
        user["groups"].append(group["GroupName"])
    return {}


def admin_remove_user_from_group(call: Call) -> dict[str, Any]:
    """Take a user out of a group."""
    user, group = user_of(call), _group(call)
    user["groups"] = [name for name in user["groups"] if name != group["GroupName"]]
    return {}


def admin_list_groups_for_user(call: Call) -> dict[str, Any]:
    """The groups of a user in pages."""
    groups = call.pool()["groups"]
    return _page_of_groups(call, [groups[name] for name in user_of(call)["groups"]])


def list_users_in_group(call: Call) -> dict[str, Any]:
    """The users of a group in pages."""
    group = _group(call)
    inside = [user for user in call.pool()["users"].values() if group["GroupName"] in user["groups"]]
    found, following = page(inside, call.asked.get("Limit"), call.asked.get("NextToken"))
    return {"Users": [shown_user(user) for user in found], **({"NextToken": following} if following else {})}


def _group(call: Call) -> Tree:
    group: Tree | None = call.pool()["groups"].get(call.asked["GroupName"])
    if group is None:
        raise not_found("Group not found.")
    return group


def _page_of_groups(call: Call, groups: list[Tree]) -> dict[str, Any]:
    found, following = page(groups, call.asked.get("Limit"), call.asked.get("NextToken"))
    return {"Groups": found, **({"NextToken": following} if following else {})}


OPERATIONS: Mapping[str, Handler] = {
    "CreateGroup": create_group,
    "GetGroup": get_group,
    "ListGroups": list_groups,
    "DeleteGroup": delete_group,
    "AdminAddUserToGroup": admin_add_user_to_group,
    "AdminRemoveUserFromGroup": admin_remove_user_from_group,
    "AdminListGroupsForUser": admin_list_groups_for_user,
    "ListUsersInGroup": list_users_in_group,
}

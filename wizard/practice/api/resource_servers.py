"""Resource servers: where a pool's own scopes come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wizard.practice.api.call import Call, Handler
from wizard.practice.api.paging import page
from wizard.practice.refusal import bad_parameter, not_found
from wizard.practice.state import Tree


def create_resource_server(call: Call) -> dict[str, Any]:
    """Make a resource server with its scopes."""
    pool, asked = call.pool(), call.asked
    identifier = asked["Identifier"]
    if identifier in pool["resource_servers"]:
        raise bad_parameter(f"{identifier} already exists in user pool {pool['id']}.")
    server: Tree = {**asked}
    pool["resource_servers"][identifier] = server
    return {"ResourceServer": server}


def describe_resource_server(call: Call) -> dict[str, Any]:
    """Show a resource server."""
    return {"ResourceServer": _server(call)}


def list_resource_servers(call: Call) -> dict[str, Any]:
    """A pool's resource servers in pages."""
    servers = list(call.pool()["resource_servers"].values())
    found, following = page(servers, call.asked.get("MaxResults"), call.asked.get("NextToken"))
    return {"ResourceServers": found, **({"NextToken": following} if following else {})}


def delete_resource_server(call: Call) -> dict[str, Any]:
    """Take a resource server away."""
    del call.pool()["resource_servers"][_server(call)["Identifier"]]
    return {}


def _server(call: Call) -> Tree:
    server: Tree | None = call.pool()["resource_servers"].get(call.asked["Identifier"])
    if server is None:
        raise not_found("Resource server does not exist.")
    return server


OPERATIONS: Mapping[str, Handler] = {
    "CreateResourceServer": create_resource_server,
    "DescribeResourceServer": describe_resource_server,
    "ListResourceServers": list_resource_servers,
    "DeleteResourceServer": delete_resource_server,
}

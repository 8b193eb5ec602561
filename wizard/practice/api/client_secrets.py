"""A client's secrets: two at most, each good at the token endpoint; only the first is ever shown again."""

from __future__ import annotations

import secrets
import string
from collections.abc import Mapping
from typing import Any

from wizard.practice.api.call import Call, Handler
from wizard.practice.refusal import Refusal, bad_parameter, not_found
from wizard.practice.state import Tree

_SMALL = string.ascii_lowercase + string.digits


def new_secret() -> str:
    """A secret in Amazon's form: 52 small letters and digits."""
    return "".join(secrets.choice(_SMALL) for _ in range(52))


def secret_id(client: Tree, now: float) -> str:
    """`<client id>--<seconds of creation>`, with the next free second where two are made in one."""
    second, taken = int(now), {secret["id"] for secret in client["secrets"]}
    while f"{client['id']}--{second}" in taken:
        second += 1
    return f"{client['id']}--{second}"


def add_user_pool_client_secret(call: Call) -> dict[str, Any]:
    """Add a second secret; its value is in this answer alone, and only when Cognito made it."""
    client = call.client()
    if not client["confidential"]:
        raise bad_parameter("Client secrets can only be added to a client that was created with a secret.")
    if len(client["secrets"]) >= 2:
        raise Refusal("LimitExceededException", "Client secrets cannot exceed limit of 2 secrets.")
    own = call.asked.get("ClientSecret")
    secret = {
        "id": secret_id(client, call.now),
        "value": own or new_secret(),
        "created": call.now,
        "original": False,
    }
    client["secrets"].append(secret)
    shown = _shown(secret)
    if own is None:
        shown["ClientSecretValue"] = secret["value"]
    return {"ClientSecretDescriptor": shown}


def list_user_pool_client_secrets(call: Call) -> dict[str, Any]:
    """Ids and dates of both, never values, all at once."""
    return {"ClientSecrets": [_shown(secret) for secret in call.client()["secrets"]]}


def delete_user_pool_client_secret(call: Call) -> dict[str, Any]:
    """Delete one of two; it stops working at once."""
    client, wanted = call.client(), call.asked["ClientSecretId"]
    if all(secret["id"] != wanted for secret in client["secrets"]):
        raise not_found(f"Client secret {wanted} does not exist.")
    if len(client["secrets"]) == 1:
        raise bad_parameter("Cannot delete the only client secret.")
    client["secrets"] = [secret for secret in client["secrets"] if secret["id"] != wanted]
    return {}


def _shown(secret: Tree) -> dict[str, Any]:
    return {"ClientSecretId": secret["id"], "ClientSecretCreateDate": secret["created"]}


OPERATIONS: Mapping[str, Handler] = {
    "AddUserPoolClientSecret": add_user_pool_client_secret,
    "ListUserPoolClientSecrets": list_user_pool_client_secrets,
    "DeleteUserPoolClientSecret": delete_user_pool_client_secret,
}

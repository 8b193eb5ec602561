"""What a handler gets, and what every handler looks up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from wizard.practice.refusal import not_found
from wizard.practice.state import Tree

ACCOUNT = "123456789012"
"""The account of practice."""

CALLER = f"arn:aws:iam::{ACCOUNT}:user/practice-admin"
"""Who calls, unless a role was assumed."""


@dataclass(frozen=True)
class Call:
    """One request that the service model allows.

    `now` is in seconds since 1970; `delay` is the seconds that a prefix domain takes to be live.
    """

    operation: str
    region: str
    access_key: str
    asked: Mapping[str, Any]
    tree: Tree
    now: float
    delay: float

    def pool(self) -> Tree:
        """The pool of `UserPoolId` in this region; Amazon's not-found otherwise."""
        return self.pool_of(self.asked["UserPoolId"])

    def pool_of(self, identifier: str) -> Tree:
        """The pool `identifier` in this region; Amazon's not-found otherwise."""
        pool: Tree | None = self.tree["pools"].get(identifier)
        if pool is None or pool["region"] != self.region:
            raise not_found(f"User pool {identifier} does not exist.")
        return pool

    def client(self) -> Tree:
        """The app client of `ClientId` in the pool of `UserPoolId`."""
        identifier = self.asked["ClientId"]
        client: Tree | None = self.pool()["clients"].get(identifier)
        if client is None:
            raise not_found(f"User pool client {identifier} does not exist.")
        return client


Handler = Callable[[Call], dict[str, Any]]
"""Answers one operation with the members of its output; raises Refusal."""


def pool_arn(pool: Tree) -> str:
    """The pool's ARN."""
    return f"arn:aws:cognito-idp:{pool['region']}:{ACCOUNT}:userpool/{pool['id']}"

"""What an existing pool, its domain, or an app client is set to, under the setup file's keys. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from wizard.setup.model import Setup

if TYPE_CHECKING:
    from wizard.jobs.listing import PoolFacts

Answer = Mapping[str, Any]


def values(setup: Setup, pool: PoolFacts | None, client: Answer | None) -> dict[str, Any]:
    """By path; empty where the setup is about none that exists, or about another one than was read."""
    from wizard.cognito.adopted import of_client, of_domain, of_pool

    found: dict[str, Any] = {}
    if pool is not None and setup.pool.id and pool.pool.get("Id") == setup.pool.id:
        found.update(of_pool(pool.pool, pool.mfa))
        domain = pool.domains.get(setup.domain.custom or setup.domain.prefix or "")
        found.update(of_domain(domain) if domain else ())
    if client is not None and setup.client.id and client.get("ClientId") == setup.client.id:
        found.update(of_client(client))
    return found

"""Identity providers of a pool. Signing in through one is not part of the stand-in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wizard.practice.api.call import Call, Handler
from wizard.practice.api.paging import page
from wizard.practice.refusal import Refusal, bad_parameter, not_found
from wizard.practice.state import Tree

_OWN_NAMES = ("Facebook", "Google", "LoginWithAmazon", "SignInWithApple")
_BRIEF = ("ProviderName", "ProviderType", "LastModifiedDate", "CreationDate")


def create_identity_provider(call: Call) -> dict[str, Any]:
    """Give a pool an identity provider; a social one is named as its type."""
    pool, asked = call.pool(), call.asked
    name, kind = asked["ProviderName"], asked["ProviderType"]
    if kind in _OWN_NAMES and name != kind:
        raise bad_parameter(f"ProviderName must be {kind} for ProviderType {kind}.")
    if name in pool["providers"] or name == "COGNITO":
        raise Refusal("DuplicateProviderException", f"Provider {name} already exists.")
    provider: Tree = {**asked, "CreationDate": call.now, "LastModifiedDate": call.now}
    pool["providers"][name] = provider
    return {"IdentityProvider": provider}


def describe_identity_provider(call: Call) -> dict[str, Any]:
    """Show an identity provider."""
    return {"IdentityProvider": _provider(call)}


def list_identity_providers(call: Call) -> dict[str, Any]:
    """A pool's identity providers in pages: names and types."""
    providers = list(call.pool()["providers"].values())
    found, following = page(providers, call.asked.get("MaxResults"), call.asked.get("NextToken"))
    shown = [{name: provider[name] for name in _BRIEF} for provider in found]
    return {"Providers": shown, **({"NextToken": following} if following else {})}


def delete_identity_provider(call: Call) -> dict[str, Any]:
    """Take an identity provider away."""
    del call.pool()["providers"][_provider(call)["ProviderName"]]
    return {}


def _provider(call: Call) -> Tree:
    name = call.asked["ProviderName"]
    provider: Tree | None = call.pool()["providers"].get(name)
    if provider is None:
        raise not_found(f"Identity provider {name} does not exist.")
    return provider


OPERATIONS: Mapping[str, Handler] = {
    "CreateIdentityProvider": create_identity_provider,
    "DescribeIdentityProvider": describe_identity_provider,
    "ListIdentityProviders": list_identity_providers,
    "DeleteIdentityProvider": delete_identity_provider,
}

"""What Amazon refuses in an app client's settings, with its own texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from wizard.practice.api.pool_rules import tier_of, unavailable_feature
from wizard.practice.refusal import Refusal, bad_parameter
from wizard.practice.state import Tree

Settings = Mapping[str, Any]
"""The members of a CreateUserPoolClient or UpdateUserPoolClient request."""

OIDC_SCOPES = ("openid", "email", "phone", "profile", "aws.cognito.signin.user.admin")
"""The scopes that every pool has."""

_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
_LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
_UNWRITABLE = ("sub", "email_verified", "phone_number_verified", "identities")


def check_client(settings: Settings, pool: Tree, confidential: bool) -> None:
    """Refuse what no app client of `pool` may have; `confidential` means that it has a secret."""
    _check_urls(settings)
    _check_lifetimes(settings)
    _check_auth_flows(settings, pool)
    for name in settings.get("SupportedIdentityProviders", []):
        if name != "COGNITO" and name not in pool["providers"]:
            raise bad_parameter(f"The provider {name} does not exist for User Pool {pool['id']}.")
    _check_attributes(settings, pool)
    _check_oauth(settings, pool, confidential)
    if settings.get("EnablePropagateAdditionalUserContextData") and not confidential:
        raise bad_parameter("Client Secret is required to set EnablePropagateAdditionalUserContextData as true.")


def scopes_of(pool: Tree) -> set[str]:
    """Every scope that a client of this pool may list."""
    own = {
        f"{server['Identifier']}/{scope['ScopeName']}"
        for server in pool["resource_servers"].values()
        for scope in server.get("Scopes", [])
    }
    return own | set(OIDC_SCOPES)


def lifetime(settings: Settings, token: str) -> int:
    """Seconds that a token lives; `token` is AccessToken, IdToken or RefreshToken."""
    value = settings.get(f"{token}Validity")
    default_unit = "days" if token == "RefreshToken" else "hours"
    if token == "RefreshToken" and not value:
        if value == 0:
            return 30 * 86400
        value = 30
    unit = settings.get("TokenValidityUnits", {}).get(token, default_unit)
    # A unit without a value counts the default number in that unit, which is how it falls out of range.
    return int(value if value is not None else 1) * _SECONDS[unit]


def _check_urls(settings: Settings) -> None:
    callbacks = settings.get("CallbackURLs", [])
    default = settings.get("DefaultRedirectURI")
    for url in [*callbacks, *settings.get("LogoutURLs", []), *([default] if default else [])]:
        _check_url(url)
    if default is not None and default not in callbacks:
        raise bad_parameter(f"The default redirect URI {default} is not in the callback URIs list.")


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        raise bad_parameter(f"{url} is not a valid URL.") from None
    if not parts.scheme or (parts.scheme in ("http", "https") and not host):
        raise bad_parameter(f"{url} is not a valid URL.")
    if "#" in url:
        raise bad_parameter(f"{url} cannot use fragment.")
    if parts.scheme == "http" and host not in _LOCAL_HOSTS:
        raise bad_parameter(f"{url} cannot use the HTTP protocol.")


def _check_lifetimes(settings: Settings) -> None:
    access, identity, refresh = (lifetime(settings, token) for token in ("AccessToken", "IdToken", "RefreshToken"))
    short = 300 <= access <= 86400 and 300 <= identity <= 86400
    if not short or not 3600 <= refresh <= 315360000:
        raise bad_parameter("Invalid range for token validity.")
    if access > refresh or identity > refresh:
        raise bad_parameter(
            "Access and Id Token expiration times must be less than or equal to refresh token expiration times."
        )


def _check_auth_flows(settings: Settings, pool: Tree) -> None:
    flows = settings.get("ExplicitAuthFlows", [])
    if len({flow.startswith("ALLOW_") for flow in flows}) > 1:
        raise bad_parameter("Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.")
    if "ALLOW_USER_AUTH" in flows and tier_of(pool["settings"]) == "LITE":
        raise unavailable_feature("LITE", "Choice-Based Sign-In")


def _check_attributes(settings: Settings, pool: Tree) -> None:
    schema = pool["schema"]
    if any(name not in schema for name in settings.get("ReadAttributes", [])):
        raise bad_parameter("Invalid read attributes specified while creating a client")
    if any(name not in schema or name in _UNWRITABLE for name in settings.get("WriteAttributes", [])):
        raise bad_parameter("Invalid write attributes specified while creating a client")


def _check_oauth(settings: Settings, pool: Tree, confidential: bool) -> None:
    flows, scopes = settings.get("AllowedOAuthFlows", []), settings.get("AllowedOAuthScopes", [])
    if "client_credentials" in flows:
        _check_client_credentials(flows, scopes, confidential)
    known = scopes_of(pool)
    for scope in scopes:
        if scope not in known:
            raise Refusal("ScopeDoesNotExistException", f"Invalid scope requested: {scope}")
    if not settings.get("AllowedOAuthFlowsUserPoolClient"):
        return
    if not flows or not scopes:
        raise bad_parameter(
            "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows."
        )
    if {"code", "implicit"} & set(flows) and not settings.get("CallbackURLs"):
        raise bad_parameter("CallbackUrls can not be empty when code flow or implicit flow is selected.")


def _check_client_credentials(flows: list[str], scopes: list[str], confidential: bool) -> None:
    if len(flows) > 1:
        raise _bad_flow("client_credentials flow can not be selected along with code flow or implicit flow.")
    if not confidential:
        raise _bad_flow("client_credentials flow can not be selected if client does not have a client secret.")
    for scope in scopes:
        if scope in OIDC_SCOPES:
            raise _bad_flow(f"{scope} is not supported with client_credentials flow")


def _bad_flow(message: str) -> Refusal:
    return Refusal("InvalidOAuthFlowException", message)

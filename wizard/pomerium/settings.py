"""What Pomerium is told about Cognito, apart from the form of any file.

Option keys are those of Pomerium's config.yaml (pomerium/pomerium config/options.go, v0.33); the environment's
names are the same in upper case.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import Any

from wizard.setup import versions
from wizard.setup.model import Allow, Route, Setup
from wizard.setup.versions import Version
from wizard.vault import DOTS, Secret

DEFAULT_SCOPES = ("openid", "email", "profile")
SECRET_KEY = "idp_client_secret"  # noqa: S105  the option's name
OWN_SECRETS = ("shared_secret", "cookie_secret")
"""Pomerium's own: base64 of 32 bytes each, made anew at each start where none are given (config/options.go:1217)."""
ORIGINS = {
    "authenticate_service_url": "pomerium.authenticate_url",
    "authorize_service_url": "pomerium.authorize_url",
    "idp_provider": "pomerium.version",
    "idp_provider_url": "pool.id",
    "idp_client_id": "client.id",
    SECRET_KEY: "client.id",
    "idp_scopes": "client.scopes",
    "routes": "pomerium.route",
    **dict.fromkeys(OWN_SECRETS, "pomerium.outputs"),
    **{f"{key}_file": "pomerium.outputs" for key in (SECRET_KEY, *OWN_SECRETS)},
}
"""Option key -> the field of the setup that its value comes from."""


@dataclass(frozen=True, slots=True)
class PomeriumSettings:
    """Everything that an output needs.

    `provider_url`, `client_id` and `client_secret` are None until Cognito has given them; `authenticate_url` is ''
    until it is filled in. `provider_url` is the issuer, to the letter. `name` is the setup's own. `shared_secret` and
    `cookie_secret` are there where somebody asked for them. `secret_files` has (option, path) of secrets that stand in
    files of their own.
    """

    version: Version
    authenticate_url: str
    authorize_url: str | None
    provider_url: str | None
    client_id: str | None
    client_secret: Secret | None
    scopes: tuple[str, ...]
    route: Route | None = None
    namespace: str = "pomerium"
    practice: bool = False
    name: str = ""
    shared_secret: Secret | None = None
    cookie_secret: Secret | None = None
    secret_files: tuple[tuple[str, str], ...] = ()

    def provider(self, manifest: bool = False) -> str:
        """`cognito` or `oidc`, whichever this version knows; `manifest` asks the ingress controller's CRD."""
        return versions.provider(self.version, manifest=manifest)

    def options(self, *, in_files: bool = False) -> dict[str, Any]:
        """Option key -> value, in the order of a config file; None (or '') where it is not known yet.

        Scopes and routes are lists, secrets are Secrets, all else is text. `in_files`: in place of a secret that
        stands in a file of its own there is the option that names the file.
        """
        values: dict[str, Any] = {"authenticate_service_url": self.authenticate_url}
        if self.authorize_url:
            values["authorize_service_url"] = self.authorize_url
        values |= {
            "idp_provider": self.provider(),
            "idp_provider_url": self.provider_url,
            "idp_client_id": self.client_id,
            SECRET_KEY: self.client_secret,
            "idp_scopes": list(self.scopes),
        }
        if self.route:
            values["routes"] = [_route(self.route)]
        values |= {key: getattr(self, key) for key in OWN_SECRETS if getattr(self, key)}
        files = dict(self.secret_files) if in_files else {}
        named = {key: (f"{key}_file", files[key]) if key in files else (key, values[key]) for key in values}
        return dict(named.values())

    def missing(self) -> tuple[str, ...]:
        """The option keys whose values are not known yet."""
        return tuple(key for key, value in self.options().items() if not value)


def settings(
    setup: Setup, issuer: str | None, client_id: str | None, secret: Secret | None, practice: bool = False
) -> PomeriumSettings:
    """Put together what the setup asks for and what Cognito gave; None stands for what it has not given yet.

    Pomerium compares the issuer to the letter, so a trailing slash goes. Scopes are never empty and carry no
    blanks: Pomerium would then ask for its own, which Cognito refuses, or send them as they stand.
    """
    asked = (scope.strip() for scope in setup.client.scopes)
    return PomeriumSettings(
        version=setup.pomerium_version,
        authenticate_url=setup.authenticate_origin,
        authorize_url=(setup.pomerium.authorize_url or "").strip() or None,
        provider_url=issuer.rstrip("/") if issuer else None,
        client_id=client_id or None,
        client_secret=secret,
        scopes=tuple(dict.fromkeys(scope for scope in asked if scope)) or DEFAULT_SCOPES,
        route=setup.pomerium.route,
        namespace=setup.pomerium.namespace,
        practice=practice,
        name=setup.name,
    )


def masked(settings: PomeriumSettings) -> PomeriumSettings:
    """The same with 12 dots for each secret, whatever its length; a secret that is not known stays so."""
    keys = ("client_secret", *OWN_SECRETS)
    dots: dict[str, Any] = {key: Secret(DOTS) for key in keys if getattr(settings, key) is not None}
    return dataclasses.replace(settings, **dots)


def flat(options: dict[str, Any]) -> dict[str, str]:
    """Options as texts, the secret in clear: scopes joined by commas, routes as JSON with sorted keys.

    What every format's reader gives, so that two files can be compared key by key.
    """
    return {key: _text(value) for key, value in options.items()}


def _text(value: Any) -> str:
    if isinstance(value, Secret):
        return value.reveal()
    if isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            return ",".join(value)
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return "" if value is None else str(value)


def _route(route: Route) -> dict[str, Any]:
    """A route with its policy in Pomerium Policy Language; without any Allow it lets nobody in."""
    values: dict[str, Any] = {"from": route.from_, "to": route.to}
    if route.allow:
        values["policy"] = [{"allow": {"or": [_criterion(allow) for allow in route.allow]}}]
    return values


def _criterion(allow: Allow) -> dict[str, Any]:
    if allow.group:
        return {"claim/cognito:groups": allow.group}
    if allow.domain:
        return {"domain": {"is": allow.domain}}
    return {"email": {"is": allow.email or ""}}

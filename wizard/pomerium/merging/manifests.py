"""Our options in somebody's Kubernetes manifests: ConfigMap, Secret, Pomerium."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any

from wizard.pomerium.merging import config, env, nested, objects
from wizard.pomerium.merging.keeping import SCOPES, is_own, keeps
from wizard.pomerium.merging.objects import Found, Manifest, choose, text_at
from wizard.pomerium.merging.part import Part, refused, then
from wizard.pomerium.merging.routes import first_route
from wizard.pomerium.outputs import configmap, configmap_inline, pomerium_crd
from wizard.pomerium.outputs.env import variables
from wizard.pomerium.settings import OWN_SECRETS, SECRET_KEY, PomeriumSettings
from wizard.yamltree import Path

_FILES = ("config.yaml", "config.yml", "pomerium.yaml")
_VARIABLE = SECRET_KEY.upper()
_MOVED = (
    "The client secret is taken out of the ConfigMap and stands in the Secret alone: the Deployment has to take that"
    " as environment (envFrom, secretRef)."
)


def config_map(text: str, settings: PomeriumSettings) -> Part:
    """A ConfigMap without the secret, and the Secret beside it."""
    manifest = Manifest(text)
    found = _config_map(manifest, settings.namespace)
    parts = configmap.parts(settings, found.namespace if found else None)
    if found is None:
        manifest.add(f"ConfigMap/{configmap.CONFIG_NAME}", parts[0])
    else:
        manifest.edit(found, lambda one, below: _into(one, below, found, settings, secret=False))
        if any(change.kind == "removed" for change in manifest.changes):
            manifest.notes.append(_MOVED)
    where = found.namespace if found else settings.namespace
    secrets = [each for each in manifest.objects("Secret") if not where or each.namespace in ("", where)]
    fitting = [each for each in secrets if objects.holds(each, _VARIABLE)]
    named = [each for each in secrets if each.name == configmap.SECRET_NAME]
    texts = _secret_texts(settings, manifest)
    there = choose(fitting or named, where, configmap.SECRET_NAME)
    document = configmap.parts(_without_own(settings, texts), found.namespace if found else None)[1]
    _secret(manifest, there, document, configmap.SECRET_NAME, texts)
    return _told(manifest)


def _secret_texts(settings: PomeriumSettings, manifest: Manifest) -> dict[str, str]:
    """What the Secret is to hold; of Pomerium's own secrets those that stand nowhere in the file yet."""
    texts = {_VARIABLE: _text(settings)}
    for key, value in settings.options().items():
        if is_own(key) and not re.search(rf"\b{key}(?:_file)?\b", manifest.text, re.IGNORECASE):
            texts[key.upper()] = value.reveal()
    return texts


def _without_own(settings: PomeriumSettings, texts: Mapping[str, str]) -> PomeriumSettings:
    """The settings without those of Pomerium's own secrets that are not among these."""
    gone: dict[str, Any] = {key: None for key in OWN_SECRETS if key.upper() not in texts}
    return dataclasses.replace(settings, **gone) if gone else settings


def config_map_inline(text: str, settings: PomeriumSettings) -> Part:
    """One ConfigMap with everything in it."""
    manifest = Manifest(text)
    found = _config_map(manifest, settings.namespace)
    if found is None:
        manifest.add(f"ConfigMap/{configmap.CONFIG_NAME}", configmap_inline.FORMAT.write(settings))
    else:
        manifest.edit(found, lambda one, below: _into(one, below, found, settings, secret=True))
    return _told(manifest)


def pomerium(text: str, settings: PomeriumSettings) -> Part:
    """The ingress controller's Pomerium resource, and the Secret that it names."""
    manifest = Manifest(text)
    secret, resource = pomerium_crd.parts(settings)
    found = choose(manifest.objects("Pomerium"), "", "global")
    reference = text_at(found.root, "spec", "identityProvider", "secret") if found else ""
    namespace, _, name = reference.rpartition("/")
    own = namespace or settings.namespace, name or pomerium_crd.SECRET_NAME
    secrets = manifest.objects("Secret")
    fitting = [each for each in secrets if each.name == own[1] and each.namespace in ("", own[0])]
    if not reference:
        fitting = fitting or [each for each in secrets if objects.holds(each, "client_id", "client_secret")]
    there = choose(fitting, *own)
    if there is not None and not reference:
        own = there.namespace or own[0], there.name
    if own != (settings.namespace, pomerium_crd.SECRET_NAME):
        secret, resource = pomerium_crd.parts(settings, *own)
    _secret(manifest, there, secret, own[1], {"client_id": settings.client_id or "", "client_secret": _text(settings)})
    if found is None:
        own_secrets = pomerium_crd.bootstrap(settings)
        if own_secrets and not any(each.name == pomerium_crd.BOOTSTRAP for each in secrets):
            manifest.add(f"Secret/{pomerium_crd.BOOTSTRAP}", own_secrets)
        manifest.add("Pomerium/global", resource)
    else:
        values = _resource(settings, "/".join(own), found)
        manifest.edit(found, lambda one, _: objects.put(one, values, _keeps))
    return _told(manifest)


def _resource(settings: PomeriumSettings, secret: str, found: Found) -> dict[Path, Any]:
    """What the resource is to hold; names of Secrets that it has stay."""
    spec, provider = ("spec",), ("spec", "identityProvider")
    values: dict[Path, Any] = {
        (*spec, "authenticate", "url"): settings.authenticate_url,
        (*provider, "provider"): settings.provider(manifest=True),
        (*provider, "url"): settings.provider_url,
        (*provider, "scopes"): list(settings.scopes),
    }
    if not text_at(found.root, *provider, "secret"):
        values[(*provider, "secret")] = secret
    if not text_at(found.root, *spec, "secrets"):
        values[(*spec, "secrets")] = f"{settings.namespace}/bootstrap"
    return values


def _keeps(path: Path, there: Any, ours: Any) -> bool:
    options = {"url": "authenticate_service_url" if path[1] == "authenticate" else "", "scopes": SCOPES}
    if path[-1] == "scopes" and not isinstance(there, list):
        return False
    return keeps(options.get(str(path[-1]), ""), there, ours)


def _config_map(manifest: Manifest, namespace: str) -> Found | None:
    maps = manifest.objects("ConfigMap")
    fitting = [each for each in maps if _holders(each) or _is_environment(each)]
    return choose(
        fitting or [each for each in maps if each.name == configmap.CONFIG_NAME], namespace, "pomerium-config"
    )


def _holders(found: Found) -> list[str]:
    """The keys whose values are configuration files."""
    inside = found.root.get("data")
    names = [name.key for name, _ in inside.pairs] if inside is not None and inside.kind == "mapping" else []
    return [name for name in names if name in _FILES or name.endswith(".env")]


def _is_environment(found: Found) -> bool:
    """Whether each key is a variable of Pomerium's."""
    inside = found.root.get("data")
    return any(name.key.startswith("IDP_") for name, _ in inside.pairs) if inside is not None else False


def _into(text: str, below: int, found: Found, settings: PomeriumSettings, *, secret: bool) -> Part:
    """Our options in the ConfigMap, in whichever way it holds Pomerium's."""
    options = settings.options()
    gone = () if secret else (SECRET_KEY,)
    for key in (SECRET_KEY, *OWN_SECRETS) if not secret else ():
        options.pop(key, None)
    holders = _holders(found)
    if len(holders) > 1:
        raise refused(found.line, f"Several files could be meant: {', '.join(holders)}.", "Keep one in this ConfigMap.")
    if not holders and _is_environment(found):
        return _variables(text, found, settings, secret=secret)
    key = holders[0] if holders else "config.yaml"
    path = ("data", key)
    if key.endswith(".env"):
        texts = {name: value for name, value in variables(settings).items() if name.lower() in options}
        route = first_route(settings)
        names = [name.upper() for name in gone]
        return nested.put(text, path, lambda inside, line: env.put(inside, texts, route, gone=names, below=line), below)
    return nested.put(text, path, lambda inside, line: config.put(inside, options, gone=gone, below=line), below)


def _variables(text: str, found: Found, settings: PomeriumSettings, *, secret: bool) -> Part:
    """A ConfigMap that is taken as environment: a variable a key."""
    texts = variables(settings)
    for key in (SECRET_KEY, *OWN_SECRETS) if not secret else ():
        texts.pop(key.upper(), None)
    inside = found.root.get("data")
    for name in [name for name in texts if is_own(name.lower()) and inside is not None and inside.get(name)]:
        del texts[name]
    notes: tuple[str, ...] = ()
    if texts.pop("ROUTES", None):
        notes = ("The first route is not written: this ConfigMap is environment, where routes are encoded.",)
    values: Mapping[Path, Any] = {("data", name): value for name, value in texts.items()}
    part = objects.put(text, values, _keeps_variable)
    part = dataclasses.replace(part, notes=notes)
    return part if secret else then(part, lambda one: objects.take_out(one, ("data", _VARIABLE)))


def _keeps_variable(path: Path, there: Any, ours: Any) -> bool:
    key = str(path[-1]).lower()
    return isinstance(there, str) and keeps(key, there, ours.split(",") if key == SCOPES else ours)


def _secret(manifest: Manifest, found: Found | None, document: str, name: str, texts: Mapping[str, str]) -> None:
    if found is None:
        manifest.add(f"Secret/{name}", document)
    else:
        manifest.edit(found, lambda one, _: objects.put_secret(one, texts))


def _text(settings: PomeriumSettings) -> str:
    return settings.client_secret.reveal() if settings.client_secret else ""


def _told(manifest: Manifest) -> Part:
    return Part(manifest.text, tuple(manifest.changes), tuple(manifest.notes))

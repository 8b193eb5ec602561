"""Kubernetes manifests: a ConfigMap with a config.yaml or with variables, a Secret, a Pomerium, what runs it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from wizard import yamltree
from wizard.pomerium.inspecting import config, workload
from wizard.pomerium.inspecting.entry import Document, Entry, Place, fault
from wizard.setup.fault import Fault
from wizard.yamltree import Node, YamlFault

_SEPARATOR = re.compile(r"^---(?:[ \t].*)?\r?$", re.MULTILINE)
_FILES = ("config.yaml", "config.yml", "pomerium.yaml")
_WHOLE = ("configmap", "pomerium")
_PROVIDER = {
    "provider": "idp_provider",
    "url": "idp_provider_url",
    "scopes": "idp_scopes",
    "requestParams": "idp_request_params",
}
_OF_PROVIDER = {"client_id": "idp_client_id", "client_secret": "idp_client_secret"}
_NAME = re.compile(r"[a-z0-9.-]+/[a-z0-9.-]+")
_CRD = "pomerium/ingress-controller config/crd/bases/ingress.pomerium.io_pomerium.yaml"


def read(text: str) -> Document:
    """The options of every ConfigMap, Secret and Pomerium of a file; other objects are passed over."""
    whole = Document("manifest")
    for below, part in _documents(text):
        try:
            tree = yamltree.read(part)
        except YamlFault as error:
            whole = replace(whole, faults=(*whole.faults, config.told(error, below)))
            continue
        if tree.root is not None and tree.root.kind == "mapping":
            whole = _joined(whole, _object(tree.root, below))
            whole = replace(whole, faults=whole.faults + tuple(config.told(error, below) for error in tree.faults))
    return replace(whole, elsewhere=whole.elsewhere and not any(entry.place in _WHOLE for entry in whole.entries))


def _documents(text: str) -> Iterator[tuple[int, str]]:
    """Each document, with the lines above it."""
    start = 0
    for found in [*_SEPARATOR.finditer(text), None]:
        end = found.start() if found else len(text)
        yield text.count("\n", 0, start), text[start:end]
        start = found.end() if found else end


def _joined(one: Document, other: Document) -> Document:
    return Document(
        "manifest",
        one.entries + other.entries,
        one.faults + other.faults,
        one.objects + other.objects,
        one.claims + other.claims,
        one.routes + other.routes,
        one.given | other.given,
        one.elsewhere or other.elsewhere,
    )


def _object(root: Node, below: int) -> Document:
    kind, name = _text(root, "kind"), _text(root.get("metadata"), "name")
    readers: dict[str, Callable[[Node, int, str], Document]] = {
        "ConfigMap": _config_map,
        "Secret": _secret,
        "Pomerium": _pomerium,
    }
    readers |= dict.fromkeys(workload.KINDS, workload.read)
    found = readers[kind](root, below, name) if kind in readers else Document("manifest")
    return replace(found, objects=(f"{kind}/{name}",))


def _config_map(root: Node, below: int, name: str) -> Document:
    return _texts(root.get("data"), below, "configmap", name)


def _texts(node: Node | None, below: int, place: Place, name: str) -> Document:
    """What a ConfigMap or Secret holds as text: a config.yaml, or a variable a key."""
    found = Document("manifest")
    for key, value in node.pairs if node is not None else ():
        if key.key in _FILES:
            lines = below + value.line if value.style in ("|", ">") else below + value.line - 1
            found = _joined(found, config.document(value.text, below=lines, place=place, within=name))
        else:
            found = _joined(found, Document("manifest", (_variable(key, value, below, place, name),)))
    return found


def _variable(key: Node, value: Node, below: int, place: Place, name: str) -> Entry:
    entry = config.option(key, value, below, place, name)
    return replace(entry, key=_OF_PROVIDER.get(key.key, entry.key))


def _secret(root: Node, below: int, name: str) -> Document:
    found = _texts(root.get("stringData"), below, "secret", name)
    data = root.get("data")
    for key, value in data.pairs if data is not None else ():
        entry = _variable(key, value, below, "secret", name)
        try:
            plain = base64.b64decode(value.text, validate=False)
        except (binascii.Error, ValueError):
            told = fault(
                entry,
                "secret.base64",
                f"{key.key} stands under data and is no base64.",
                "Encode it, or move it under stringData, where it stands as it is.",
                "Kubernetes API: Secret.data is base64",
            )
            found = _joined(found, Document("manifest", faults=(told,)))
            continue
        text_inside = _decoded(plain)
        if key.key in _FILES:
            inside = config.document(text_inside, place="secret", within=name)
            entries = tuple(replace(each, line=key.line + below) for each in inside.entries)
            found = _joined(found, replace(inside, kind="manifest", entries=entries))
        else:
            found = _joined(found, Document("manifest", (replace(entry, text=text_inside, quote="base64"),)))
    return found


def _decoded(plain: bytes) -> str:
    """As text; raw bytes keep their number."""
    try:
        return plain.decode()
    except UnicodeDecodeError:
        return plain.decode("latin-1")


def _pomerium(root: Node, below: int, name: str) -> Document:
    spec = root.get("spec")
    if spec is None or spec.kind != "mapping":
        told = fault(
            root.line + below, "crd.spec", f"The Pomerium {name} has no spec.", "Add spec.secrets at least.", _CRD
        )
        return Document("manifest", faults=(told,))
    entries: list[Entry] = []
    provider, authenticate = spec.get("identityProvider"), spec.get("authenticate")
    for key, value in provider.pairs if provider is not None else ():
        option = _PROVIDER.get(key.key)
        if option:
            entries.append(
                replace(
                    config.option(key, value, below, "pomerium", name),
                    key=option,
                    written=f"identityProvider.{key.key}",
                )
            )
    url = authenticate.get("url") if authenticate is not None else None
    if url is not None:
        entries.append(
            Entry("authenticate_service_url", url.text, url.line + below, "pomerium", "authenticate.url", within=name)
        )
    return Document("manifest", tuple(entries), tuple(_crd_faults(spec, below)))


def _crd_faults(spec: Node, below: int) -> Iterator[Fault]:
    """What the resource's schema asks, and the controller beyond it."""
    secrets, provider, authenticate = spec.get("secrets"), spec.get("identityProvider"), spec.get("authenticate")
    if secrets is None:
        yield fault(
            spec.line + below,
            "crd.secrets",
            "spec.secrets is missing: the API server refuses the resource.",
            "Name the bootstrap Secret, as pomerium/bootstrap.",
            _CRD,
            key="spec.secrets",
        )
    if (provider is None) != (authenticate is None):
        missing = "authenticate" if authenticate is None else "identityProvider"
        yield fault(
            spec.line + below,
            "crd.both",
            f"spec.{missing} is missing: with its counterpart it is needed, or neither is.",
            f"Add spec.{missing}. Without authenticate.url the hosted authenticate service is used.",
            _CRD,
            key=f"spec.{missing}",
        )
    secret = provider.get("secret") if provider is not None else None
    if provider is not None and secret is None:
        yield fault(
            provider.line + below,
            "crd.provider_secret",
            "spec.identityProvider.secret is missing.",
            "Name the Secret that holds client_id and client_secret, as pomerium/idp-cognito.",
            _CRD,
            key="spec.identityProvider.secret",
        )
    for what, node in (("secrets", secrets), ("identityProvider.secret", secret)):
        if node is not None and not _NAME.fullmatch(node.text):
            yield fault(
                node.line + below,
                "crd.name",
                f"spec.{what} is no namespace/name.",
                "Write namespace and name with a slash between, as pomerium/bootstrap.",
                "pomerium/ingress-controller util/namespaced_name.go",
                key=f"spec.{what}",
            )


def _text(node: Node | None, key: str) -> str:
    value = node.get(key) if node is not None else None
    return value.text if value is not None else ""

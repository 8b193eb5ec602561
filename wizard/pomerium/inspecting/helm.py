"""Values of the Helm chart pomerium/pomerium, which came to its end at Pomerium 0.22.2.

Names: pomerium/pomerium-helm charts/pomerium/values.yaml, `authenticate.idp`, `config` and `proxy`.
"""

from __future__ import annotations

from collections.abc import Iterator

from wizard import yamltree
from wizard.pomerium.inspecting import config
from wizard.pomerium.inspecting.entry import Document, Entry, fault
from wizard.yamltree import Node, YamlFault

_PROVIDER = {
    "provider": "idp_provider",
    "url": "idp_provider_url",
    "clientID": "idp_client_id",
    "clientSecret": "idp_client_secret",
    "scopes": "idp_scopes",
    "serviceAccount": "idp_service_account",
}
_CONFIG = {"sharedSecret": "shared_secret", "cookieSecret": "cookie_secret"}
_CHART = "pomerium/pomerium-helm: last chart of 2023-05, Pomerium 0.22.2"


def read(text: str) -> Document:
    """The options that the chart makes of its values."""
    try:
        tree = yamltree.read(text)
    except YamlFault as error:
        return Document("helm", faults=(config.told(error),))
    root = tree.root
    authenticate, own, proxy = (_value(root, key) for key in ("authenticate", "config", "proxy"))
    provider = _value(authenticate, "idp")
    entries = [
        *_named(provider, _PROVIDER, "authenticate.idp"),
        *_named(own, _CONFIG, "config"),
        *_address(own, proxy),
    ]
    ended = fault(
        entries[0] if entries else 1,
        "helm.ended",
        "These are values of a Helm chart that nobody keeps up since Pomerium 0.22.2.",
        "Plan to move to the ingress controller, whose Pomerium resource has the provider cognito.",
        _CHART,
        level="warning",
    )
    told = tuple(config.told(error) for error in tree.faults)
    whole = _value(own, "existingSecret")
    return Document("helm", tuple(entries), (*told, ended), elsewhere=whole is not None and bool(whole.text))


def _named(node: Node | None, names: dict[str, str], within: str) -> Iterator[Entry]:
    for key, value in node.pairs if node is not None else ():
        if key.key in names and value.tag != "null" and (value.text or value.items):
            entry = config.option(key, value, 0, "config")
            yield Entry(
                names[key.key], entry.text, entry.line, "config", f"{within}.{key.key}", entry.items, quote=entry.quote
            )


def _address(own: Node | None, proxy: Node | None) -> Iterator[Entry]:
    """The chart serves authenticate.ROOT_DOMAIN unless the proxy is told of another."""
    named, domain = _value(proxy, "authenticateServiceUrl"), _value(own, "rootDomain")
    if named is not None and named.text:
        yield Entry("authenticate_service_url", named.text, named.line, "config", "proxy.authenticateServiceUrl")
    elif domain is not None and domain.text:
        text = f"https://authenticate.{domain.text}"
        yield Entry("authenticate_service_url", text, domain.line, "config", "config.rootDomain")


def _value(node: Node | None, key: str) -> Node | None:
    return node.get(key) if node is not None and node.kind == "mapping" else None

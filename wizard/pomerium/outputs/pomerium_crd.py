"""The ingress controller's `Pomerium` resource and the Secret it names.

Sources: pomerium/ingress-controller config/crd/bases/ingress.pomerium.io_pomerium.yaml (fields, `^https://`,
enum), pomerium/config.go (keys of the identity provider's Secret), config/gen_secrets (the bootstrap Secret).
"""

from __future__ import annotations

from wizard.pomerium.outputs import yaml_blocks
from wizard.pomerium.outputs.format import OutputFormat
from wizard.pomerium.settings import OWN_SECRETS, SECRET_KEY, PomeriumSettings, flat

SECRET_NAME = "idp-cognito"  # noqa: S105  the object's name
BOOTSTRAP = "bootstrap"
_MADE_THERE = "# The Secret named under spec.secrets is made by the controller's own job, pomerium-gen-secrets.\n"
_NOTES = """\
# spec.certificates takes the kubernetes.io/tls Secrets; routes are Ingress objects of the class pomerium,
# none of them for the authenticate host.
"""


def parts(settings: PomeriumSettings, namespace: str = "", name: str = SECRET_NAME) -> tuple[str, str]:
    """The Secret and the resource, each a document without a separator; the Secret's namespace is the setup's own."""
    namespace = namespace or settings.namespace
    secret = {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": name, "namespace": namespace},
        "type": "Opaque",
        "stringData": {"client_id": settings.client_id, "client_secret": settings.client_secret},
    }
    pomerium = {
        "apiVersion": "ingress.pomerium.io/v1",
        "kind": "Pomerium",
        "metadata": {"name": "global"},
        "spec": {
            "secrets": f"{settings.namespace}/{BOOTSTRAP}",
            "authenticate": {"url": settings.authenticate_url},
            "identityProvider": {
                "provider": settings.provider(manifest=True),
                "url": settings.provider_url,
                "secret": f"{namespace}/{name}",
                "scopes": list(settings.scopes),
            },
        },
    }
    notes = _NOTES if settings.shared_secret else _MADE_THERE + _NOTES
    return yaml_blocks.dump(secret), notes + yaml_blocks.dump(pomerium)


def bootstrap(settings: PomeriumSettings) -> str:
    """The Secret with Pomerium's own secrets, '' without them: raw bytes, so their base64 stands under `data`."""
    options = settings.options()
    own = {key: options[key] for key in OWN_SECRETS if key in options}
    if not own:
        return ""
    metadata = {"name": BOOTSTRAP, "namespace": settings.namespace}
    secret = {"apiVersion": "v1", "kind": "Secret", "metadata": metadata, "type": "Opaque", "data": own}
    return yaml_blocks.dump(secret)


def _write(settings: PomeriumSettings) -> str:
    own = bootstrap(settings)
    return "---\n".join([*([own] if own else []), *parts(settings)])


def _parse(text: str) -> dict[str, str]:
    documents = yaml_blocks.load_all(text)
    own = [each for each in documents if (each.get("metadata") or {}).get("name") == BOOTSTRAP]
    secret, pomerium = yaml_blocks.of_kinds([each for each in documents if each not in own], "Secret", "Pomerium")
    try:
        spec, inside = pomerium["spec"], secret["stringData"]
        provider = spec["identityProvider"]
        return flat(
            {
                "authenticate_service_url": spec["authenticate"]["url"],
                "idp_provider": provider["provider"],
                "idp_provider_url": provider["url"],
                "idp_client_id": inside["client_id"],
                SECRET_KEY: inside["client_secret"],
                "idp_scopes": provider["scopes"],
            }
            | (own[0]["data"] if own else {})
        )
    except (KeyError, TypeError):
        raise ValueError("spec.authenticate, spec.identityProvider or the Secret's keys are not complete") from None


def _cautions(settings: PomeriumSettings) -> tuple[str, ...]:
    said = []
    if settings.route:
        said.append("The first route is not in this file: with the ingress controller a route is an Ingress.")
    if settings.authorize_url:
        said.append("The authorize service URL is not in this file: the ingress controller runs all services in one.")
    for what, url in (("authenticate service URL", settings.authenticate_url), ("issuer", settings.provider_url)):
        if url and not url.startswith("https://"):
            said.append(f"The {what} begins with something other than https://, which Kubernetes refuses here.")
    return tuple(said)


FORMAT = OutputFormat(
    "pomerium-crd",
    "Kubernetes Pomerium resource and its Secret",
    "pomerium.yaml",
    _write,
    _parse,
    _cautions,
    manifest=True,
)

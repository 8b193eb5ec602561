"""For a Deployment of one's own: a ConfigMap without the secret, and a Secret beside it that becomes environment.

Pomerium lets the environment win over the file (documentation content/docs/internals/configuration.mdx).
"""

from __future__ import annotations

from wizard.pomerium.outputs import config_yaml, yaml_blocks
from wizard.pomerium.outputs.format import OutputFormat
from wizard.pomerium.settings import OWN_SECRETS, SECRET_KEY, PomeriumSettings

CONFIG_NAME = "pomerium-config"
SECRET_NAME = "pomerium-idp"  # noqa: S105  the object's name
_HEAD = f"""\
# The Deployment takes both, the ConfigMap as a file and the Secret as environment:
#   containers:
#   - name: pomerium
#     args: ["--config=/etc/pomerium/config.yaml"]
#     envFrom:
#     - secretRef: {{name: {SECRET_NAME}}}
#     volumeMounts:
#     - {{name: config, mountPath: /etc/pomerium}}
#   volumes:
#   - name: config
#     configMap: {{name: {CONFIG_NAME}}}
# Certificates: mount a kubernetes.io/tls Secret and name its files by certificate_file and certificate_key_file.
"""


def parts(settings: PomeriumSettings, namespace: str | None = None) -> tuple[str, str]:
    """The ConfigMap and the Secret, each a document without a separator.

    Both are in the setup's namespace, or in another, with '' in none that the file says.
    """
    namespace = settings.namespace if namespace is None else namespace
    place = {"namespace": namespace} if namespace else {}
    options = settings.options()
    secrets = {key.upper(): options.pop(key) for key in (SECRET_KEY, *OWN_SECRETS) if key in options}
    config_map = {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": CONFIG_NAME, **place},
        "data": {"config.yaml": yaml_blocks.Block(config_yaml.body(options))},
    }
    beside = {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": SECRET_NAME, **place},
        "type": "Opaque",
        "stringData": secrets,
    }
    return yaml_blocks.dump(config_map), yaml_blocks.dump(beside)


def _write(settings: PomeriumSettings) -> str:
    return _HEAD + "---\n".join(parts(settings))


def _parse(text: str) -> dict[str, str]:
    config_map, secret = yaml_blocks.by_kind(text, "ConfigMap", "Secret")
    try:
        inside = config_yaml.options(config_map["data"]["config.yaml"])
        texts = secret["stringData"]
        own = {key: str(texts[key.upper()]) for key in OWN_SECRETS if key.upper() in texts}
        return inside | {SECRET_KEY: str(texts[SECRET_KEY.upper()])} | own
    except (KeyError, TypeError):
        raise ValueError("config.yaml or IDP_CLIENT_SECRET is not in it") from None


FORMAT = OutputFormat("configmap", "Kubernetes ConfigMap and Secret", "pomerium-config.yaml", _write, _parse)

"""The ConfigMap of Pomerium's former Cognito page: everything in one, no namespace, the secret in clear.

Source: pomerium/pomerium fbd8c8f29 docs/docs/identity-providers/cognito.md.
"""

from __future__ import annotations

from wizard.pomerium.outputs import config_yaml, yaml_blocks
from wizard.pomerium.outputs.configmap import CONFIG_NAME
from wizard.pomerium.outputs.format import OutputFormat
from wizard.pomerium.settings import PomeriumSettings

IN_CLEAR = (
    "The client secret stands in clear in a ConfigMap, where everybody who may read ConfigMaps reads it. "
    "The format configmap keeps it in a Secret."
)


def _write(settings: PomeriumSettings) -> str:
    return yaml_blocks.dump(
        {
            "apiVersion": "v1",
            "data": {"config.yaml": yaml_blocks.Block(config_yaml.body(settings.options()))},
            "kind": "ConfigMap",
            "metadata": {"name": CONFIG_NAME},
        }
    )


def _parse(text: str) -> dict[str, str]:
    (config_map,) = yaml_blocks.by_kind(text, "ConfigMap")
    try:
        return config_yaml.options(config_map["data"]["config.yaml"])
    except (KeyError, TypeError):
        raise ValueError("config.yaml is not in it") from None


def _cautions(_: PomeriumSettings) -> tuple[str, ...]:
    return (IN_CLEAR,)


FORMAT = OutputFormat(
    "configmap-inline",
    "Kubernetes ConfigMap with the secret in it",
    "pomerium-configmap.yaml",
    _write,
    _parse,
    _cautions,
)

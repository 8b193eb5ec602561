"""The files that Pomerium reads: one format a file, in the order in which they are offered.

format.py             OutputFormat: what every format has, and what no output may hold
yaml_blocks.py        YAML text that PyYAML and Go read alike
env.py                environment file for shells and Compose
docker_env.py         environment file for `docker run --env-file`
config_yaml.py        Pomerium's config.yaml
configmap.py          ConfigMap without the secret, and a Secret beside it
configmap_inline.py   one ConfigMap with the secret in it
pomerium_crd.py       the ingress controller's Pomerium resource and its Secret
compose.py            a Compose file that starts Pomerium
secret_files.py       one secret a file
preview.py            config.yaml line by line while it grows
"""

from __future__ import annotations

from wizard.pomerium.outputs import (
    compose,
    config_yaml,
    configmap,
    configmap_inline,
    docker_env,
    env,
    pomerium_crd,
    secret_files,
)
from wizard.pomerium.outputs.format import PRACTICE_MARK, OutputFormat
from wizard.pomerium.outputs.preview import PreviewRow, preview

FORMATS: dict[str, OutputFormat] = {
    output.name: output
    for output in (
        env.FORMAT,
        docker_env.FORMAT,
        config_yaml.FORMAT,
        configmap.FORMAT,
        configmap_inline.FORMAT,
        pomerium_crd.FORMAT,
        compose.FORMAT,
        *secret_files.FORMATS,
    )
}

__all__ = ["FORMATS", "PRACTICE_MARK", "OutputFormat", "PreviewRow", "preview"]

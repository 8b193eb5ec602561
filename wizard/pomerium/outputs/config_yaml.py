"""Pomerium's own config.yaml."""

from __future__ import annotations

from typing import Any

from wizard.pomerium.outputs import yaml_blocks
from wizard.pomerium.outputs.format import OutputFormat
from wizard.pomerium.settings import ORIGINS, PomeriumSettings, flat

HINTS = """\
# Certificates: autocert: true, or certificate_file and certificate_key_file; else Pomerium's own is self-signed.
# Sessions: databroker_storage_type: postgres keeps them over a restart; without it they are kept in memory.
"""


def body(options: dict[str, Any]) -> str:
    """The options as a config file's text, without a head; ends in a newline."""
    return yaml_blocks.dump(options)


def options(text: str) -> dict[str, str]:
    """The options in a config file that this program writes, as texts. Raises ValueError when it is no mapping."""
    loaded = yaml_blocks.load(text)
    return flat({key: value for key, value in loaded.items() if key in ORIGINS})


def _write(settings: PomeriumSettings) -> str:
    return body(settings.options(in_files=True)) + HINTS


FORMAT = OutputFormat("config-yaml", "Pomerium's config file", "config.yaml", _write, options)

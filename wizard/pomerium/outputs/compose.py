"""A Compose file that starts Pomerium: one service, its options as environment.

Compose replaces `$NAME` in values, so a dollar sign is written twice (compose-spec 12-interpolation.md). Image tags
are vMAJOR.MINOR.PATCH (hub.docker.com/r/pomerium/pomerium).
"""

from __future__ import annotations

from wizard.pomerium.outputs import env, yaml_blocks
from wizard.pomerium.outputs.format import OutputFormat
from wizard.pomerium.settings import PomeriumSettings

SERVICE = "pomerium"
IMAGE = "pomerium/pomerium"
_HEAD = """\
# docker compose up --detach
# Certificates: AUTOCERT "true" with a volume at AUTOCERT_DIR, or CERTIFICATE_FILE and CERTIFICATE_KEY_FILE; without
# them Pomerium's own is self-signed. Routes reach services of this file by their names.
"""


def escaped(text: str) -> str:
    """A value as Compose gives it on unchanged."""
    return text.replace("$", "$$")


def service(settings: PomeriumSettings) -> dict[str, object]:
    """The service as a whole."""
    version = settings.version
    return {
        "image": f"{IMAGE}:v{version.major}.{version.minor}.{version.patch}",
        "restart": "unless-stopped",
        "ports": ["443:443"],
        "environment": {name: escaped(text) for name, text in env.variables(settings).items()},
    }


def _write(settings: PomeriumSettings) -> str:
    return _HEAD + yaml_blocks.dump({"services": {SERVICE: service(settings)}})


def _parse(text: str) -> dict[str, str]:
    try:
        values = yaml_blocks.load(text)["services"][SERVICE]["environment"]
        return env.options({name: str(value).replace("$$", "$") for name, value in values.items()})
    except (KeyError, TypeError, AttributeError):
        raise ValueError(f"services.{SERVICE}.environment is not in it") from None


FORMAT = OutputFormat("compose", "Compose file that starts Pomerium", "compose.yaml", _write, _parse)

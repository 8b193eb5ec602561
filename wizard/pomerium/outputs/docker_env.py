"""Environment file for `docker run --env-file`: no quotes, every character after the first = is the value.

Source: docker/cli pkg/kvfile; moby/moby#46773 (quotes are kept as part of the value).
"""

from __future__ import annotations

from wizard.pomerium.outputs import env
from wizard.pomerium.outputs.format import OutputFormat
from wizard.pomerium.settings import PomeriumSettings


def _write(settings: PomeriumSettings) -> str:
    return "".join(f"{name}={text}\n" for name, text in env.variables(settings).items()) + env.HINTS


def _parse(text: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals or not name.isidentifier():
            raise ValueError(f"line {number} is not NAME=value")
        values[name] = value
    return env.options(values)


FORMAT = OutputFormat("docker-env", "Environment file for docker run", "docker.env", _write, _parse)

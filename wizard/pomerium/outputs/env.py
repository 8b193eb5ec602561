"""Environment file that shells (`. pomerium.env`) and Compose (`env_file`) read alike.

Single quotes keep everything in both, but can't hold one themselves, and Compose takes a backslash before the
closing one as an escape; then double quotes serve, with $, " and backslash escaped. A backtick can't be escaped
there for both, so a value that needs it is refused. Source: compose-spec/compose-go dotenv/parser.go, POSIX shell.
"""

from __future__ import annotations

import base64
import binascii
import re

from wizard.errors import Explanation, InputRefused
from wizard.pomerium.outputs import yaml_blocks
from wizard.pomerium.outputs.format import OutputFormat
from wizard.pomerium.settings import PomeriumSettings, flat

_LINE = re.compile(r"""(?:export )?([A-Z][A-Z0-9_]*)=(?:'([^']*)'|"((?:[^"\\]|\\.)*)")""")
_HEAD = "# For Compose: env_file. For a shell: set -a, source this file, set +a.\n"
HINTS = """\
# Certificates: AUTOCERT=true and AUTOCERT_DIR, or CERTIFICATE_FILE and CERTIFICATE_KEY_FILE; else it signs one
# itself. Sessions: DATABROKER_STORAGE_TYPE=postgres keeps them over a restart; without it they are in memory.
"""


def variables(settings: PomeriumSettings, *, in_files: bool = False) -> dict[str, str]:
    """Environment variable -> value, secrets in clear; routes as base64 of YAML, as Pomerium wants them.

    `in_files` as for PomeriumSettings.options.
    """
    values = settings.options(in_files=in_files)
    texts = flat(values)
    if "routes" in values:
        texts["routes"] = base64.b64encode(yaml_blocks.dump(values["routes"]).encode()).decode()
    return {key.upper(): text for key, text in texts.items()}


def options(values: dict[str, str]) -> dict[str, str]:
    """The way back from `variables`. Raises ValueError when ROUTES is not base64 of a YAML list."""
    texts = {name.lower(): text for name, text in values.items()}
    if "routes" in texts:
        try:
            routes = base64.b64decode(texts["routes"], validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise ValueError("ROUTES is not base64") from None
        texts |= flat(yaml_blocks.load("routes:\n" + routes))
    return texts


def quoted(name: str, text: str, quotes: str = "'") -> str:
    """A variable's value in quotes, in double ones where they are asked for and can carry it.

    Raises InputRefused for what no quotes carry for both readers.
    """
    if quotes != '"' and "'" not in text and not text.endswith("\\"):
        return f"'{text}'"
    if quotes == '"' and "`" in text:
        return quoted(name, text)
    if "`" in text:
        raise InputRefused(
            Explanation(
                f"{name} can't be written so that a shell and Compose both read it.",
                "It holds a backtick beside a single quote or a closing backslash.",
                "Use docker-env or config-yaml, which take any character.",
            )
        )
    return '"' + re.sub(r'([$"\\])', r"\\\1", text) + '"'


def _write(settings: PomeriumSettings) -> str:
    lines = (f"{name}={quoted(name, text)}\n" for name, text in variables(settings, in_files=True).items())
    return _HEAD + "".join(lines) + HINTS


def _parse(text: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if not found:
            raise ValueError(f"line {number} is not NAME='value'")
        name, single, double = found.groups()
        values[name] = single if single is not None else re.sub(r"\\(.)", r"\1", double)
    return options(values)


FORMAT = OutputFormat("env", "Environment file for a shell or Compose", "pomerium.env", _write, _parse)

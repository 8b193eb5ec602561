"""config.yaml line by line, while it grows beside the form."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from wizard.pomerium.outputs import config_yaml
from wizard.pomerium.outputs.format import PRACTICE_MARK
from wizard.pomerium.settings import ORIGINS, PomeriumSettings, masked

AFTER_APPLY = "# after Apply"
TO_FILL_IN = "# to fill in"


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One line; `origin` is the setup's field it comes from ('' for the head), `unknown` that its value is to come."""

    text: str
    origin: str
    unknown: bool = False


def preview(settings: PomeriumSettings) -> tuple[PreviewRow, ...]:
    """The lines of config.yaml, the secret as dots; a route is left out until both of its ends are there.

    Never raises for what is missing, unlike OutputFormat.render.
    """
    if settings.route and not (settings.route.from_ and settings.route.to):
        settings = dataclasses.replace(settings, route=None)
    rows = [PreviewRow(PRACTICE_MARK, "")] if settings.practice else []
    for key, value in masked(settings).options().items():
        origin = ORIGINS[key]
        if value:
            lines = config_yaml.body({key: value}).rstrip("\n").split("\n")
            rows += [PreviewRow(line, origin) for line in lines]
        else:
            later = TO_FILL_IN if origin.startswith("pomerium.") else AFTER_APPLY
            rows.append(PreviewRow(f"{key}: {later}", origin, unknown=True))
    return tuple(rows)

"""Our settings in a file that exists: only keys that are ours change, every other byte stays; pure.

    part.py        a text with our keys in it, what that changed; how a merge refuses
    encoding.py    bytes as text, and back
    keeping.py     when a value that stands there may stay
    config.py      config.yaml
    routes.py      the first route among those that are there
    env.py         environment files
    env_lines.py   their assignments, by the rules of shells, Compose and Docker
    nested.py      a file's text inside another
    objects.py     Kubernetes objects of one file
    manifests.py   ConfigMap, Secret, Pomerium
    compose.py     a service's environment in a Compose file
    difference.py  what changes line by line, with nobody's secret in it

To merge into another format: a function from text and settings to a Part, in `_FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from wizard.errors import InputRefused
from wizard.pomerium import inspecting
from wizard.pomerium.merging import compose, config, env, manifests
from wizard.pomerium.merging.encoding import decoded
from wizard.pomerium.merging.keeping import stale
from wizard.pomerium.merging.part import Change, Part, newline
from wizard.pomerium.merging.routes import first_route
from wizard.pomerium.outputs import FORMATS, PRACTICE_MARK
from wizard.pomerium.outputs.env import variables
from wizard.pomerium.settings import PomeriumSettings

__all__ = ["Change", "Merged", "can_merge", "merge"]


@dataclass(frozen=True, slots=True)
class Merged:
    """A file's new bytes, what changes in it, and sentences on what was left or deserves a look. No value in them."""

    data: bytes = field(repr=False)
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()


def can_merge(name: str) -> bool:
    """Whether there is a merge for an output format."""
    return name in _FORMATS


def merge(name: str, there: bytes, settings: PomeriumSettings) -> Merged:
    """The bytes of a file of this format with the settings in it; the same bytes where nothing is to change.

    Raises InputRefused, with the line and the mend and no value, where the text can't be read, where it could be
    taken in two ways, where a key of ours can't be changed alone, and as OutputFormat.render.
    """
    output = FORMATS[name]
    fresh = output.render(settings)
    bom, text = decoded(there)
    part = _marked(_FORMATS[name](_without_mark(text), settings), text, settings.practice)
    return Merged((bom + part.text).encode(), part.changes, (*part.notes, *_left(part.text, fresh)))


def _env(text: str, settings: PomeriumSettings) -> Part:
    options = settings.options(in_files=True)
    gone = [key.upper() for key in stale(options)]
    return env.put(text, variables(settings, in_files=True), first_route(settings), gone=gone)


def _docker_env(text: str, settings: PomeriumSettings) -> Part:
    return env.put(text, variables(settings), first_route(settings), plain=True)


def _config(text: str, settings: PomeriumSettings) -> Part:
    options = settings.options(in_files=True)
    return config.put(text, options, gone=stale(options))


_FORMATS: Mapping[str, Callable[[str, PomeriumSettings], Part]] = {
    "env": _env,
    "docker-env": _docker_env,
    "config-yaml": _config,
    "configmap": manifests.config_map,
    "configmap-inline": manifests.config_map_inline,
    "pomerium-crd": manifests.pomerium,
    "compose": compose.put,
}


def _without_mark(text: str) -> str:
    """Without the line that practice mode puts first: whatever else stands there is merged alike."""
    first, end, rest = text.partition("\n")
    return rest if end and first.rstrip("\r") == PRACTICE_MARK else text


def _marked(part: Part, before: str, practice: bool) -> Part:
    """Practice mode's line where it belongs, and nowhere else."""
    had = before != _without_mark(before)
    text = PRACTICE_MARK + newline(before) + part.text if practice else part.text
    if had == practice:
        return Part(text, part.changes, part.notes)
    return Part(text, (Change(PRACTICE_MARK, "added" if practice else "removed"), *part.changes), part.notes)


def _left(text: str, fresh: str) -> tuple[str, ...]:
    """What is still wrong for Cognito in the whole file, and would not be in one that is all ours."""
    ours = {(fault.rule, fault.field) for fault in inspecting.faults(inspecting.read(fresh))}
    try:
        found = inspecting.faults(inspecting.read(text))
    except InputRefused:  # JSON, which is read as YAML here and not there
        return ()
    return tuple(
        f"Line {fault.line}: {fault.message} {fault.mend}"
        for fault in found
        if (fault.rule, fault.field) not in ours and fault.rule != "key.unknown"
    )

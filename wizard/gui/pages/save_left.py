"""What is left for the admin once the files are written: commands to copy, a file to keep."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from wizard.gui.pages.apply_run import alias_target
from wizard.gui.pages.save_look import Ready
from wizard.setup.model import Setup

_MANIFESTS = ("configmap", "configmap-inline", "pomerium-crd")


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do outside the wizard; `code` is what Copy copies, `url` opens in the browser instead."""

    title: str
    code: str
    url: bool = False


def tasks(setup: Setup, ready: Ready, practice: bool) -> tuple[Task, ...]:
    """In the order in which they are done."""
    files = {shown.file.output.format: shown.file.path for shown in ready.files}
    found = [*hand_over(files), *_dns(setup, ready)]
    if setup.authenticate_origin and not practice:
        sign_in = QCoreApplication.translate("Save", "Sign in once yourself")
        found.append(Task(sign_in, setup.authenticate_origin + "/.pomerium/", url=True))
    if setup.groups and setup.pomerium.route is None:
        policy = f"allow: {{and: [{{claim/cognito:groups: {setup.groups[0]}}}]}}"
        found.append(Task(QCoreApplication.translate("Save", "Let a group in: put this into a route's policy"), policy))
    return tuple(found)


def lead(count: int, written: int, practice: bool) -> str:
    """The sentence below "Saved"; `count` is how many things are left."""
    if practice:
        return QCoreApplication.translate("Save", "Practice files. With real ones, this is what would be left.")
    if not written:
        return QCoreApplication.translate("Save", "There was no file to write.")
    if count == 1:
        return QCoreApplication.translate("Save", "Pomerium can read its settings. One thing is left.")
    words = {
        2: QCoreApplication.translate("Save", "Two"),
        3: QCoreApplication.translate("Save", "Three"),
        4: QCoreApplication.translate("Save", "Four"),
    }
    pattern = QCoreApplication.translate(
        "Save", "Pomerium can read its settings. {n} things are left, all of them outside this wizard."
    )
    return pattern.format(n=words.get(count, str(count)))


def hand_over(by_format: Mapping[str, Path]) -> Iterator[Task]:
    """What makes Pomerium read its files, by their formats."""
    manifests = [shlex.quote(str(path)) for format, path in by_format.items() if format in _MANIFESTS]
    if "config-yaml" in by_format:
        restart = QCoreApplication.translate("Save", "Restart Pomerium, so that it reads the new settings")
        yield Task(restart, "sudo systemctl restart pomerium")
    if "env" in by_format:
        compose = QCoreApplication.translate("Save", "Start Pomerium anew where its service names this env_file")
        yield Task(compose, "docker compose up --detach")
    if "docker-env" in by_format:
        run = QCoreApplication.translate("Save", "Start Pomerium's container anew with this file")
        yield Task(run, f"docker run --env-file {shlex.quote(str(by_format['docker-env']))} pomerium/pomerium")
    if "compose" in by_format:
        start = QCoreApplication.translate("Save", "Start Pomerium with its Compose file")
        yield Task(start, f"docker compose --file {shlex.quote(str(by_format['compose']))} up --detach")
    if manifests:
        give = QCoreApplication.translate("Save", "Give it to the cluster")
        yield Task(give, "kubectl apply " + " ".join(f"-f {path}" for path in manifests))


def _dns(setup: Setup, ready: Ready) -> Iterator[Task]:
    custom = setup.domain.custom
    target = alias_target(ready.snapshot, custom)
    if custom and target:
        dns = QCoreApplication.translate("Save", "Have this record in your DNS, for the login page")
        yield Task(dns, f"{custom}. CNAME {target}.")

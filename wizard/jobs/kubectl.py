"""Kubernetes by the admin's own kubectl: which clusters it knows, what would change there, and giving it.

Manifests go over standard input; no argument ever holds a secret. The context is always named, so that what was shown
is what is asked, also where another terminal switches contexts meanwhile.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from wizard.errors import ClusterRefused, Explanation, InputRefused
from wizard.errors.kubectl import explained
from wizard.events import Cancel, Progress, Sink
from wizard.jobs.kubectl_run import Ended, run_kubectl
from wizard.jobs.standing import FileToWrite
from wizard.pomerium.cluster_diff import cluster_rows, hide
from wizard.pomerium.merging.difference import Row
from wizard.pomerium.outputs import yaml_blocks
from wizard.pomerium.settings import OWN_SECRETS, PomeriumSettings, flat

MANIFESTS = ("configmap", "configmap-inline", "pomerium-crd")
_BOM = b"\xef\xbb\xbf"
_SECONDS = 30  # a request to the API server
_DIFFERENT = 1  # kubectl diff's status


@dataclass(frozen=True, slots=True)
class Context:
    """A way to a cluster that kubectl knows: `server` is the API server's address, '' where it names none."""

    name: str
    server: str
    namespace: str


@dataclass(frozen=True, slots=True)
class Contexts:
    """All of them; `current` is the name of the one that kubectl takes by itself, '' for none."""

    current: str
    every: tuple[Context, ...]

    def chosen(self, name: str = "") -> Context:
        """The one of this name, else the current one. Raises InputRefused where there is none."""
        found = next((each for each in self.every if each.name == (name or self.current)), None)
        if found is None:
            raise InputRefused(_no_context(name, [each.name for each in self.every]))
        return found


@dataclass(frozen=True, slots=True)
class KubernetesObject:
    """One object of the manifests; `namespace` is '' where the manifest names none."""

    kind: str
    name: str
    namespace: str

    @property
    def title(self) -> str:
        """As Secret pomerium/idp-cognito."""
        return f"{self.kind} {self.namespace}/{self.name}" if self.namespace else f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class Manifests:
    """What a cluster is to be given. `secrets` are the texts that nothing shown may hold.

    `practice`: it names a pool of this computer, and is for no cluster; it may be compared all the same.
    """

    data: bytes = field(repr=False)
    objects: tuple[KubernetesObject, ...]
    secrets: tuple[str, ...] = field(repr=False)
    practice: bool = False

    def namespaces(self, asked: str, context: Context) -> tuple[str, ...]:
        """Where the objects go that belong to a namespace."""
        own = [each.namespace for each in self.objects if each.kind != "Pomerium"]
        return tuple(dict.fromkeys(name or asked or context.namespace for name in own))

    @property
    def homeless(self) -> bool:
        """Whether an object names no namespace and needs one."""
        return any(not each.namespace and each.kind != "Pomerium" for each in self.objects)

    def check(self, asked: str) -> None:
        """Raise InputRefused where an object names another namespace than the one asked for."""
        other = next((each for each in self.objects if asked and each.namespace not in ("", asked)), None)
        if other is not None:
            raise InputRefused(
                Explanation(
                    f"{other.title} names its own namespace, and {asked} was asked for.",
                    "kubectl gives no object to another namespace than its own. Nothing was sent.",
                    f"Put {asked} into pomerium.namespace and save again, or leave the namespace out.",
                )
            )


@dataclass(frozen=True, slots=True)
class Given:
    """kubectl's own lines on each object, as 'secret/idp-cognito configured', and what it warns of."""

    lines: tuple[str, ...]
    warnings: tuple[str, ...]


def has_kubectl() -> bool:
    """Whether there is a kubectl to run."""
    return shutil.which("kubectl") is not None


def manifests(files: Iterable[FileToWrite], told: PomeriumSettings) -> Manifests | None:
    """The files for Kubernetes as one text, as they stand or are to stand; None where there are none."""
    datas = [file.data.removeprefix(_BOM) for file in files if file.output.format in MANIFESTS and file.why is None]
    if not datas:
        return None
    data = b"---\n".join(each if each.endswith(b"\n") else each + b"\n" for each in datas)
    documents = yaml_blocks.load_all(data.decode())
    return Manifests(data, tuple(_object(each) for each in documents), _secrets(told), told.practice)


@dataclass(frozen=True, slots=True)
class ReadContexts:
    """Which contexts kubectl knows; reads its configuration alone, and no credentials of it."""

    def run(self, sink: Sink, cancel: Cancel) -> Contexts:
        """Raises InputRefused where kubectl is missing or knows no cluster, Stopped."""
        sink(Progress("Reading which clusters kubectl knows"))
        ended = run_kubectl(["config", "view", "--output=json"], b"", cancel)
        if ended.status:
            raise InputRefused(explained(ended.status, hide(ended.err, ())))
        found = _contexts(ended.out)
        if not found.every:
            raise InputRefused(_no_context("", []))
        return found


@dataclass(frozen=True, slots=True)
class Compare:
    """What the cluster would change: it is asked by a dry run there, which changes nothing."""

    manifests: Manifests
    context: Context
    namespace: str = ""

    def run(self, sink: Sink, cancel: Cancel) -> tuple[Row, ...]:
        """No rows where all is there. Raises InputRefused, ClusterRefused, Stopped."""
        self.manifests.check(self.namespace)
        sink(Progress(f"Asking {self.context.name} what would change"))
        ended = _ask("diff", self.manifests, self.context, self.namespace, cancel)
        if ended.status != 0 and not (ended.status == _DIFFERENT and ended.out):
            raise _refused(ended, self.manifests)
        return cluster_rows(ended.out, self.manifests.secrets)


@dataclass(frozen=True, slots=True)
class Give:
    """Gives the manifests to the cluster; the same again changes nothing."""

    manifests: Manifests
    context: Context
    namespace: str = ""

    def run(self, sink: Sink, cancel: Cancel) -> Given:
        """Raises InputRefused, ClusterRefused naming what was given all the same, Stopped."""
        self.manifests.check(self.namespace)
        sink(Progress(f"Giving {len(self.manifests.objects)} objects to {self.context.name}"))
        ended = _ask("apply", self.manifests, self.context, self.namespace, cancel)
        lines = tuple(hide(ended.out, self.manifests.secrets).splitlines())
        if ended.status:
            raise _refused(ended, self.manifests, lines)
        return Given(lines, tuple(hide(ended.err, self.manifests.secrets).splitlines()))


def _ask(verb: str, given: Manifests, context: Context, namespace: str, cancel: Cancel) -> Ended:
    where = [f"--context={context.name}", *([f"--namespace={namespace}"] if namespace else [])]
    words = [verb, *where, f"--request-timeout={_SECONDS}s", "--filename=-"]
    return run_kubectl(words, given.data, cancel)


def _refused(ended: Ended, given: Manifests, lines: tuple[str, ...] = ()) -> ClusterRefused:
    why = explained(ended.status, hide(ended.err or ended.out, given.secrets).strip())
    if not lines:
        return ClusterRefused(why)
    means = f"{why.means} The cluster has taken before: {', '.join(lines)}.".strip()
    return ClusterRefused(Explanation(why.happened, means, why.mend, why.details, why.source, why.known, why.id))


def _object(document: dict[str, Any]) -> KubernetesObject:
    metadata = document.get("metadata") or {}
    return KubernetesObject(str(document.get("kind")), str(metadata.get("name")), str(metadata.get("namespace") or ""))


def _secrets(told: PomeriumSettings) -> tuple[str, ...]:
    options = flat(told.options())
    own = [options[key] for key in OWN_SECRETS if options.get(key)]
    return (*([told.client_secret.reveal()] if told.client_secret else []), *own)


def _contexts(text: str) -> Contexts:
    import json

    whole = json.loads(text or "{}")
    servers = {each["name"]: (each.get("cluster") or {}).get("server", "") for each in whole.get("clusters") or ()}
    every = []
    for each in whole.get("contexts") or ():
        inside = each.get("context") or {}
        server = servers.get(inside.get("cluster", ""), "")
        every.append(Context(each["name"], server, inside.get("namespace") or "default"))
    return Contexts(whole.get("current-context") or "", tuple(every))


def _no_context(name: str, known: list[str]) -> Explanation:
    if name:
        return Explanation(f"kubectl knows no context {name}.", "Nothing was sent.", f"It knows {_listed(known)}.")
    if known:
        return Explanation(
            "kubectl has no current context.", "Nothing was sent.", f"Name one with --context: {_listed(known)}."
        )
    return Explanation(
        "kubectl knows no cluster.",
        "Its configuration names none. Nothing was sent.",
        "Get the cluster's configuration first, or set KUBECONFIG to the file that holds it.",
    )


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:5])
    return f"{shown} and {len(names) - 5} more" if len(names) > 5 else shown

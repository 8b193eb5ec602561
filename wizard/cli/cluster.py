"""`save --kubectl`: what the written manifests would change in a cluster, and giving them to it after a yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from wizard.cli.asking import agree
from wizard.cli.options import Call
from wizard.cli.printing import words
from wizard.cli.printing.words import Line
from wizard.cli.reach import Reach
from wizard.errors import Explanation, InputRefused

if TYPE_CHECKING:
    from wizard.jobs.kubectl import Context, Manifests
    from wizard.jobs.save import FileToWrite
    from wizard.pomerium.merging.difference import Row
    from wizard.pomerium.settings import PomeriumSettings
    from wizard.setup.model import Setup

Deed = Literal["diff", "apply"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What `save` was asked for: '' for no cluster; `context` and `namespace` '' for kubectl's own."""

    deed: Literal["", "diff", "apply"]
    context: str = ""
    namespace: str = ""
    yes: bool = False

    def check(self) -> None:
        """Raise UsageError for options that go with others."""
        if not self.deed and (self.context or self.namespace or self.yes):
            raise click.UsageError("--context, --namespace and --yes go with --kubectl.", click.get_current_context())

    def again(self, call: Call, file: Path, deed: Deed, *more: str) -> str:
        """The command that does this for the same cluster."""
        return call.again("save", file, "--kubectl", deed, *self.words(), *more)

    def words(self) -> tuple[str, ...]:
        """The options that name the cluster."""
        context = ("--context", self.context) if self.context else ()
        return (*context, *(("--namespace", self.namespace) if self.namespace else ()))


@dataclass(frozen=True, slots=True)
class Told:
    """What the JSON result has of it."""

    context: Context
    rows: tuple[Row, ...]
    namespaces: tuple[str, ...]
    given: tuple[str, ...] = ()

    @property
    def values(self) -> Mapping[str, Any]:
        """Its members."""
        return {
            "context": self.context.name,
            "server": self.context.server,
            "namespaces": list(self.namespaces),
            "differs": bool(self.rows),
            "difference": [f"{row.sign} {row.text}" for row in self.rows],
            "given": list(self.given),
        }


@dataclass(frozen=True, slots=True)
class Errand:
    """A wish whose cluster is known."""

    there: Reach
    file: Path
    wish: Wish
    context: Context

    def carry_out(self, files: tuple[FileToWrite, ...], settings: PomeriumSettings, *, dry_run: bool) -> Told | None:
        """Show where and what, then give it after a yes. Raises InputRefused, ClusterRefused, Stopped."""
        from wizard.jobs.kubectl import Compare, manifests

        wish, say = self.wish, self.there.call.printer
        given = manifests(files, settings)
        if given is None:
            return None
        given.check(wish.namespace)
        namespaces = given.namespaces(wish.namespace, self.context)
        say.lines(_where(self.context, namespaces, given))
        rows = self.there.run(Compare(given, self.context, wish.namespace))
        say.lines(_changes(rows, self.context))
        if wish.deed == "apply" and rows and not dry_run:
            return Told(self.context, rows, namespaces, self._given(given))
        if rows and not dry_run and not settings.practice:
            say.say(f"Give it to the cluster: {wish.again(self.there.call, self.file, 'apply')}")
        return Told(self.context, rows, namespaces)

    def _given(self, given: Manifests) -> tuple[str, ...]:
        from wizard.jobs.kubectl import Give

        wish, call = self.wish, self.there.call
        if not wish.yes:
            many = f"{len(given.objects)} object{'' if len(given.objects) == 1 else 's'}"
            deed = f"Give {many} to {self.context.name}"
            agree(call, deed, "save", self.file, "--kubectl", "apply", *wish.words())
        done = self.there.run(Give(given, self.context, wish.namespace))
        for line in done.warnings:
            call.printer.note(f"kubectl: {line}")
        call.printer.lines(Line(f"  {line}", "good") for line in done.lines)
        return done.lines


def settle(there: Reach, file: Path, wish: Wish, setup: Setup) -> Errand | None:
    """The cluster that is meant, before anything is written; None where none is asked for.

    Raises InputRefused where there is no such cluster, or nothing to give it.
    """
    from wizard.jobs.kubectl import MANIFESTS, ReadContexts

    if not wish.deed:
        return None
    if not any(output.format in MANIFESTS for output in setup.pomerium.outputs):
        raise InputRefused(_no_manifests(file))
    if wish.deed == "apply" and there.adapters.practice:
        raise InputRefused(_practice())
    return Errand(there, file, wish, there.run(ReadContexts()).chosen(wish.context))


def _where(context: Context, namespaces: tuple[str, ...], given: Manifests) -> tuple[Line, ...]:
    place = f"Context {context.name}, {context.server or 'an address that kubectl does not tell'}"
    many = "s" if len(namespaces) > 1 else ""
    inside = f", namespace{many} {words.listed(namespaces)}" if namespaces else ""
    return (
        Line(f"{place}{inside}", "strong"),
        *(Line(f"  {each.title}") for each in given.objects),
    )


def _changes(rows: tuple[Row, ...], context: Context) -> tuple[Line, ...]:
    if not rows:
        return (Line(f"{context.name} has all of it already.", "good"),)
    return tuple(words.row_lines(rows))


def _no_manifests(file: Path) -> Explanation:
    return Explanation(
        f"{file.name} names no output for Kubernetes.",
        "The cluster was not asked. Those are pomerium-crd, configmap and configmap-inline.",
        "Add one under pomerium.outputs, as {format: pomerium-crd, path: pomerium.yaml}.",
    )


def _practice() -> Explanation:
    return Explanation(
        "In practice mode nothing is given to a cluster.",
        "These manifests name a user pool that is on this computer alone.",
        "Look at them with --kubectl diff, or leave out --demo.",
    )

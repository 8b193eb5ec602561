"""The dialog that compares the manifests with a Kubernetes cluster, and gives them to it after a press."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from wizard.events import Event
from wizard.gui import theme
from wizard.gui.jobdialog import JobDialog
from wizard.gui.page import Section
from wizard.gui.session import Session
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.combo import Combo
from wizard.gui.widgets.diff import DiffLine, DiffView
from wizard.gui.widgets.field import TextField
from wizard.gui.widgets.formrow import FormRow
from wizard.gui.widgets.listrow import BoxedList, ListRow
from wizard.gui.work import Failure, Job
from wizard.jobs.kubectl import Compare, Context, Contexts, Give, Given, Manifests, ReadContexts
from wizard.pomerium.merging.difference import Row


class ClusterDialog(JobDialog):
    """Which cluster; what would change there; giving it. Nothing is sent before the cluster is chosen."""

    id = "cluster"

    def __init__(self, session: Session, given: Manifests, parent: QWidget | None = None) -> None:
        super().__init__(session, None, parent)
        self._given = given
        self._contexts = Contexts("", ())
        self._context, self._namespace = Context("", "", ""), ""
        self.setWindowTitle(self.tr("Give it to a cluster"))
        self.other = self.deed("other", self._show_choice)
        self.compare = self.deed("compare", self._compare, "primary", right=True)
        self.give = self.deed("give", self._give, "primary", right=True)
        self._read()

    # --- running

    def acted(self, key: str) -> None:
        """Read again, or choose again."""
        if key == "contexts":
            self._read()
        else:
            self._show_choice()

    def _read(self) -> None:
        title = self.tr("Reading which clusters kubectl knows")
        self.read(partial(_alone, job=ReadContexts()), self._told_contexts, self._failed_contexts, title)

    def _told_contexts(self, found: Contexts) -> None:
        self._contexts = found
        self._show_choice()

    def _failed_contexts(self, failure: Failure) -> None:
        self._show_error(failure, Action("contexts", self.tr("Look again"), "primary", "cluster.again"))

    def _compare(self) -> None:
        self._context = self._contexts.every[self.context.currentIndex()]
        self._namespace = self.namespace.text().strip() if self._given.homeless else ""
        job = Compare(self._given, self._context, self._namespace)
        title = self.tr("Asking {name} what would change").format(name=self._context.name)
        self.read(partial(_alone, job=job), self._told_rows, self._failed, title)

    def _told_rows(self, rows: tuple[Row, ...]) -> None:
        if rows:
            self._show_rows(rows)
        else:
            self.show_state()
            title = self.tr("{name} has all of it already").format(name=self._context.name)
            self.state.empty("tick", title, self._where())
            self.say()

    def _give(self) -> None:
        if self.running or self._given.practice:
            return
        job = Give(self._given, self._context, self._namespace)
        self.run(partial(_alone, job=job), self._told_given, self._failed_give, self._told)
        title = self.tr("Giving it to {name}").format(name=self._context.name)
        self.show_face(title, self.tr("What the cluster has taken stays there after a stop."))
        self.show_running()

    def _told(self, event: Event) -> None:
        del event

    def _told_given(self, done: Given) -> None:
        self.ended()
        self.show_face(self.tr("{name} has it").format(name=self._context.name), self._where())
        box = BoxedList(self.tr("What the cluster took"))
        for line in done.lines:
            box.add(ListRow(line, lead="ok-ring", lead_role="ok"))
        self.put(box)
        for line in done.warnings:
            self.put(Banner("warn", line))
        self.say()

    def _failed_give(self, failure: Failure) -> None:
        self.ended()
        self._failed(failure)

    def _failed(self, failure: Failure) -> None:
        self._show_error(failure, Action("choose", self.tr("Back"), "secondary", "cluster.back"))

    # --- showing

    def _show_error(self, failure: Failure, action: Action) -> None:
        why = failure.why
        self.show_state()
        self.state.error(why.happened, f"{why.means} {why.mend}".strip(), [action], why.details)

    def _show_choice(self) -> None:
        self.show_face(self.tr("Which cluster?"), self.tr("Nothing is sent before you press Show what would change."))
        names = [each.name for each in self._contexts.every]
        chosen = self._context.name or self._contexts.current
        self.context = Combo()
        self.context.addItems(names)
        self.context.setCurrentIndex(max(names.index(chosen) if chosen in names else 0, 0))
        self.context_row = FormRow(self.tr("kubectl's context"), self.context, path="cluster.context", hint=" ")
        self.namespace = TextField(self._namespace)
        self.put(self.context_row)
        if self._given.homeless:
            hint = self.tr("For what names none itself.")
            self.put(FormRow(self.tr("Namespace"), self.namespace, path="cluster.namespace", hint=hint, width=360))
        box = BoxedList(self.tr("What the cluster gets"))
        for each in self._given.objects:
            box.add(ListRow(each.title, lead="file"))
        self.put(Section(self.tr("What the cluster gets"), [box]))
        self.context.currentIndexChanged.connect(self._show_server)
        self._show_server()
        self.offer(self.compare, self.tr("&Show what would change"))
        self.context.setFocus()

    def _show_server(self) -> None:
        chosen = self._contexts.every[self.context.currentIndex()]
        self.context_row.set_hint(chosen.server or self.tr("kubectl names no address for it."))
        self.namespace.setPlaceholderText(chosen.namespace)

    def _show_rows(self, rows: tuple[Row, ...]) -> None:
        title = self.tr("What would change in {name}").format(name=self._context.name)
        self.show_face(title, f"{self._where()} {self.tr('Nothing has been changed so far.')}")
        if self._given.practice:
            self.put(Banner("info", self.tr("Practice mode: these manifests are not for a real Pomerium.")))
        lines = [DiffLine(" " if row.sign == "@" else row.sign, _shown(row)) for row in rows]
        view = DiffView(copy=partial(_copied, tuple(lines)))
        view.copy.set_name(self.tr("Copy what would change"))
        view.show_diff(self._context.name, lines)
        # All of it, so that only the dialog scrolls: a head, a foot's room, and a line each.
        view.setMinimumHeight(theme.u(80) + len(lines) * theme.u(20))
        self.put(view)
        self.offer(self.other, self.tr("&Back"))
        self.offer(
            self.give, self.tr("&Give it to {name}").format(name=self._context.name), on=not self._given.practice
        )
        self.say()

    def _where(self) -> str:
        places = self._given.namespaces(self._namespace, self._context)
        if not places:
            return self.tr("At {server}.").format(server=self._context.server)
        one, more = self.tr("At {server}, namespace {places}."), self.tr("At {server}, namespaces {places}.")
        return (more if len(places) > 1 else one).format(server=self._context.server, places=", ".join(places))


def _alone(adapters: Any, job: Job) -> Job:
    """A job that needs nothing of Amazon's."""
    del adapters
    return job


def _shown(row: Row) -> str:
    return f"# {row.text}" if row.sign == "@" else row.text


def _copied(lines: tuple[DiffLine, ...]) -> str:
    return "".join(f"{line.sign}{line.text}\n" for line in lines)

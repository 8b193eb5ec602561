"""The plan, before anything is done: what Amazon will be asked for, what stands in the way, where the secret goes."""

from __future__ import annotations

import dataclasses
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.events import Event, Progress
from wizard.gui import theme
from wizard.gui.page import Page
from wizard.gui.pages import plan_rows
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.counts import CountLine
from wizard.gui.widgets.listrow import BoxedList, ListRow
from wizard.gui.widgets.planrow import ExpandingRow
from wizard.gui.widgets.statepage import StatePage
from wizard.gui.work import Failure
from wizard.jobs.plan import MakePlan, Planned
from wizard.jobs.secret import Store, TryStore
from wizard.setup import walk
from wizard.setup.fault import Fault


class ReviewPage(Page):
    """The commit page. Each visit asks Amazon anew, and tries the secret store beside it."""

    id = "review"
    return_goes_on = False

    def build(self) -> None:
        """State, what stands in the way, the plan, and what happens on this computer."""
        self._planned: Planned | None = None
        self._store: Store | None = None
        self._no_store: Failure | None = None
        self.state = self.fill(StatePage())
        self.state.acted.connect(self._acted)
        self._trouble = QVBoxLayout()
        theme.lay(self._trouble, gap=12)
        self.trouble = QWidget()
        self.trouble.setLayout(self._trouble)
        self.add(self.trouble)
        self._build_plan()
        self.note = self.banner("info", "")
        self.secret = ListRow(" ", lead="lock", trailing=self._store_button())
        self.files = ListRow(" ", lead="file")
        self.facts = QWidget()
        column = QVBoxLayout(self.facts)
        theme.lay(column)
        column.addWidget(self.secret)
        column.addWidget(self.files)
        self.add(self.facts)
        self._show()

    def entered(self) -> None:
        """What exists may have changed since the last visit."""
        self._ask()

    def answered(self, path: str) -> None:
        """A mend was pressed: the plan is another."""
        del path
        self._ask()

    def renewed(self) -> None:
        """Other credentials, or another place for the secret."""
        self._planned = self._store = self._no_store = None
        if self.isVisible():
            self._ask()

    def advance(self) -> bool:
        """Agree to the plan that is shown; the next page carries it out."""
        self.session.learn(agreed=self._planned, planned=self._planned)
        return True

    def focus_first(self) -> None:
        """The title: nothing here is to be filled in, and Return must not create anything by accident."""
        self.header.title.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- asking

    def _ask(self) -> None:
        self._planned = None
        self.run("plan", partial(MakePlan, setup=self.session.setup), self._told_plan, self._failed, self._told)
        if self._store is None:
            self._try_store()
        self._show()
        self.state.loading(
            self.tr("Asking Amazon what exists"),
            self.tr("Reading only. Nothing is created or changed."),
            [Action("stop", self.tr("Stop"))],
        )

    def _try_store(self) -> None:
        self._no_store = None
        self.run("store", TryStore, self._told_store, self._failed_store)

    def _told(self, event: Event) -> None:
        if isinstance(event, Progress) and self.state.state() == "loading":
            self.state.set_text(event.text)

    def _told_plan(self, planned: Planned) -> None:
        self._planned = planned
        self.session.learn(identity=planned.snapshot.identity, snapshot=planned.snapshot, planned=planned)
        self._fill_plan(planned)
        self._show()

    def _failed(self, failure: Failure) -> None:
        self._show()
        again = Action("again", self.tr("Try again"), "primary", "review.again")
        if failure.stopped:
            self.state.empty("stop", self.tr("Stopped"), self.tr("Amazon was asked nothing more."), [again])
            return
        why = failure.why
        self.state.error(why.happened, f"{why.means} {why.mend}".strip(), [again], why.details)

    def _told_store(self, store: Store) -> None:
        self._store = store
        self._show()

    def _failed_store(self, failure: Failure) -> None:
        self._no_store = failure
        self._show()

    def _acted(self, key: str) -> None:
        if key == "stop":
            self.stop("plan")
        else:
            self._ask()

    # --- showing

    def _build_plan(self) -> None:
        self.head = QWidget()
        line = QHBoxLayout(self.head)
        theme.lay(line, gap=8)
        self.counts = CountLine()
        self.expand = Button(self.tr("Expand all"), "flat", small=True, flush=True)
        self.expand.setFixedHeight(theme.u(20))
        self.expand.setObjectName("review.expand")
        self.expand.clicked.connect(self._expand)
        line.addWidget(self.counts, 1)
        line.addWidget(self.expand)
        self.box = BoxedList(self.tr("Plan"))
        self.plan = QWidget()
        column = QVBoxLayout(self.plan)
        theme.lay(column, gap=16)
        column.addWidget(self.head)
        column.addWidget(self.box)
        self.add(self.plan)

    def _store_button(self) -> Button:
        self.use_keyring = Button(self.tr("Use a keyring"), small=True)
        self.use_keyring.setObjectName("secrets.keyring")
        self.use_keyring.clicked.connect(self._use_keyring)
        self.use_keyring.hide()
        return self.use_keyring

    def _fill_plan(self, planned: Planned) -> None:
        plan = planned.plan
        self.counts.set_counts(plan.count("create"), plan.count("update"), plan.count("delete"))
        self.box.clear()
        nothing = plan.empty and not plan.refusals
        for row in plan_rows.standing(planned.snapshot) if nothing else map(plan_rows.row, plan.actions):
            row.opened.connect(self._name_expand)
            self.box.add(row)
        self.box.setVisible(bool(self.box.rows()))
        self.head.setVisible(bool(plan.actions) or nothing)
        self.expand.setVisible(not nothing and bool(plan.actions))
        self._name_expand()
        self.note.set_message("info", "\n".join(plan.notes))

    def _show(self) -> None:
        """Put together what is known now."""
        planned = self._planned
        self.state.setVisible(planned is None)
        for part in (self.plan, self.facts):
            part.setVisible(planned is not None)
        self.note.setVisible(planned is not None and bool(planned.plan.notes))
        self._show_trouble()
        self._tell_facts()
        if planned is None:
            self.set_lead(self.step.lead)
            self.set_primary(self.tr("C&reate"))
        else:
            account = plan_rows.account_text(planned.snapshot.identity.account)
            self.set_lead(plan_rows.lead(planned.plan, account))
            self.set_primary(plan_rows.button(planned.plan))
        self.set_reason(self._closed())

    def _closed(self) -> str:
        if self._planned is None:
            return self.tr("Opens when the plan is made")
        refused = len(self._planned.plan.refusals)
        if refused:
            one, many = self.tr("Opens when 1 difference is settled"), self.tr("Opens when {n} differences are settled")
            return one if refused == 1 else many.format(n=refused)
        if self._store is None:
            failed = self._no_store is not None
            return self.tr("Opens when the secret has a place") if failed else self.tr("Opens when the keyring answers")
        return ""

    def _show_trouble(self) -> None:
        while (item := self._trouble.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if self._planned is not None:
            for fault in self._planned.plan.refusals:
                self._trouble.addWidget(self._refusal(fault))
            if self._no_store is not None:
                self._trouble.addWidget(self._store_banner(self._no_store))
        self.trouble.setVisible(self._trouble.count() > 0)

    def _refusal(self, fault: Fault) -> Banner:
        place = walk.step(walk.step_of(fault.field))
        actions = [Action("go", self.tr("Go to {step}").format(step=place.title), name=f"{fault.field}.go")]
        if fault.fix is not None:
            value = ", ".join(fault.fix) if isinstance(fault.fix, tuple) else str(fault.fix)
            actions.insert(0, Action("mend", self.tr("Use {value}").format(value=value), name=f"{fault.field}.mend"))
        banner = Banner("error", fault.mend, fault.message, actions)
        banner.setProperty("fault", fault)
        banner.acted.connect(self._settle)
        return banner

    def _settle(self, key: str) -> None:
        banner = self.sender()
        fault = banner.property("fault") if isinstance(banner, Banner) else None
        if not isinstance(fault, Fault):
            return
        if key == "mend":
            self.session.answer(fault.field, fault.fix)
        else:
            self.session.jump(walk.step_of(fault.field))

    def _store_banner(self, failure: Failure) -> Banner:
        why = failure.why
        text = self.tr(
            "Nothing has been created. Without a store the secret is read again from Cognito whenever it is needed; "
            "that works until its first rotation."
        )
        actions = [
            Action("again", self.tr("Try again"), name="secrets.again"),
            Action("none", self.tr("Keep it nowhere"), name="secrets.none"),
        ]
        banner = Banner("error", text, why.happened, actions)
        banner.setToolTip(why.details)
        banner.acted.connect(self._choose_store)
        return banner

    def _choose_store(self, key: str) -> None:
        if key == "none":
            self.session.set_mode(dataclasses.replace(self.session.mode, secrets="none"))
            return
        self._try_store()
        self._show()

    def _use_keyring(self) -> None:
        self.session.set_mode(dataclasses.replace(self.session.mode, secrets=None))

    def _tell_facts(self) -> None:
        store = self._store
        self.secret.setVisible(self._no_store is None)
        self.use_keyring.setVisible(store is not None and not store.keeps)
        if store is None:
            self.secret.set_text(self.tr("Trying the keyring"), self.tr("It may show a question of its own."))
        elif store.keeps:
            there = self._planned is not None and self._planned.snapshot.client_id
            pattern = (
                self.tr("The client secret stays in {store}") if there else self.tr("The client secret goes to {store}")
            )
            self.secret.set_text(
                pattern.format(store=store.name),
                self.tr("Tried just now with a made-up value: it gave back what it was given."),
            )
        else:
            self.secret.set_text(
                self.tr("The client secret is kept nowhere"),
                self.tr("It is read again from Cognito whenever it is needed. That works until its first rotation."),
            )
        names = [Path(output.path).name for output in self.session.setup.pomerium.outputs]
        self.files.setVisible(bool(names))
        self.files.set_text(
            self.tr("Afterwards, on this computer: {files}").format(files=", ".join(names)),
            self.tr("You see the lines on the Save page first."),
        )

    def _expand(self) -> None:
        rows = [row for row in self.box.rows() if isinstance(row, ExpandingRow)]
        on = not all(row.is_open() for row in rows)
        for row in rows:
            row.set_open(on, moving=False)

    def _name_expand(self) -> None:
        rows = [row for row in self.box.rows() if isinstance(row, ExpandingRow)]
        every = bool(rows) and all(row.is_open() for row in rows)
        self.expand.setText(self.tr("Collapse all") if every else self.tr("Expand all"))

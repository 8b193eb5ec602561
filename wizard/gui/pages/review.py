"""The plan, before anything is done: what Amazon will be asked for, what stands in the way, where the secret goes."""

from __future__ import annotations

import dataclasses
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.events import Event, Progress
from wizard.gui import theme
from wizard.gui.page import Page
from wizard.gui.pages import plan_rows
from wizard.gui.pages.permissions_row import DeniedBanner
from wizard.gui.pages.review_drift import Differences, Kept, differences, kept, put_back
from wizard.gui.pages.review_parts import Facts, Hindrances
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.counts import CountLine
from wizard.gui.widgets.listrow import BoxedList
from wizard.gui.widgets.planrow import ExpandingRow
from wizard.gui.widgets.statepage import StatePage
from wizard.gui.work import Failure
from wizard.jobs.permitted import FindPermitted
from wizard.jobs.plan import MakePlan, Planned
from wizard.jobs.policy import text_for
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
        self._looked: Planned | None = None
        self._kept: dict[str, Kept] = {}
        self.trouble = self.add(Hindrances())
        self.trouble.mended.connect(self._mend)
        self.trouble.led.connect(self._lead_to)
        self.trouble.stored.connect(self._choose_store)
        self.differences = self.add(Differences())
        self.differences.chosen.connect(self._choose)
        self.differences.hide()
        self.state = self.fill(StatePage())
        self.state.acted.connect(self._acted)
        self.denied = self.add(DeniedBanner(self._policy))
        self._build_plan()
        self.note = self.banner("info", "")
        self.facts = self.add(Facts())
        self.facts.keyring.connect(self._use_keyring)
        self._show()

    def entered(self) -> None:
        """What exists may have changed since the last visit."""
        self.differences.hide()
        self._ask()

    def answered(self, path: str) -> None:
        """A mend was pressed: the plan is another."""
        del path
        self._ask()

    def renewed(self) -> None:
        """Other credentials, or another place for the secret."""
        self._planned = self._store = self._no_store = self._looked = None
        self._kept = {}
        self.differences.hide()
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
        self.drop("permissions")
        self.denied.hide()
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
        self._planned = self._looked = planned
        self.session.learn(identity=planned.snapshot.identity, snapshot=planned.snapshot, planned=planned)
        self._fill_plan(planned)
        self._show()
        if planned.plan.actions and not planned.plan.refusals:
            have = planned.snapshot
            looks = partial(
                FindPermitted,
                setup=self.session.setup,
                pool=have.pool or {},
                client_id=have.client_id,
                plan=planned.plan,
            )
            self.run("permissions", looks, self.denied.show_found)

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

    def _policy(self) -> str:
        who = self.session.known.identity
        pool = self._planned.snapshot.pool if self._planned else None
        return text_for(self.session.setup, who.account if who else None, pool)

    def _acted(self, key: str) -> None:
        if key == "stop":
            self.stop("plan")
        else:
            self._ask()

    # --- showing

    def _build_plan(self) -> None:
        self.top = QWidget()
        line = QHBoxLayout(self.top)
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
        column.addWidget(self.top)
        column.addWidget(self.box)
        self.add(self.plan)

    def _fill_plan(self, planned: Planned) -> None:
        plan, setup = planned.plan, self.session.setup
        self._kept = {path: each for path, each in self._kept.items() if setup.get(path) == each.after}
        rows = [row for row in differences(setup, planned) if row.path not in self._kept]
        self.differences.show_rows(rows, [each.row for each in self._kept.values()])
        self.counts.set_counts(plan.count("create"), plan.count("update"), plan.count("delete"))
        self.box.clear()
        nothing = plan.empty and not plan.refusals
        for row in plan_rows.standing(planned.snapshot) if nothing else map(plan_rows.row, plan.actions):
            row.opened.connect(self._name_expand)
            self.box.add(row)
        self.box.setVisible(bool(self.box.rows()))
        self.top.setVisible(bool(plan.actions) or nothing)
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
        self.facts.tell_files(self.session.setup)
        if planned is None:
            self.trouble.tell((), None)
            self.set_lead(self.step.lead)
            self.set_primary(self.tr("C&reate"))
        else:
            self.trouble.tell(planned.plan.refusals, self._no_store)
            self.facts.tell_store(self._store, self._no_store is not None, bool(planned.snapshot.client_id))
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

    def _mend(self, fault: Fault) -> None:
        self.session.answer(fault.field, fault.fix)

    def _choose(self, key: str, keep: bool) -> None:
        """Repair, which is what the plan does; or take Amazon's value, which Repair takes back."""
        setup, planned = self.session.setup, self._looked
        if not keep and key in self._kept:
            self.session.replace(put_back(setup, self._kept.pop(key)))
        elif keep and planned is not None:
            row = next(row for row in differences(setup, planned) if row.path == key)
            then, self._kept[key] = kept(setup, planned, row)
            self.session.replace(then)

    def _lead_to(self, field: str) -> None:
        self.session.jump(walk.step_of(field))

    def _choose_store(self, key: str) -> None:
        if key == "none":
            self.session.set_mode(dataclasses.replace(self.session.mode, secrets="none"))
            return
        self._try_store()
        self._show()

    def _use_keyring(self) -> None:
        self.session.set_mode(dataclasses.replace(self.session.mode, secrets=None))

    def _expand(self) -> None:
        rows = [row for row in self.box.rows() if isinstance(row, ExpandingRow)]
        on = not all(row.is_open() for row in rows)
        for row in rows:
            row.set_open(on, moving=False)

    def _name_expand(self) -> None:
        rows = [row for row in self.box.rows() if isinstance(row, ExpandingRow)]
        every = bool(rows) and all(row.is_open() for row in rows)
        self.expand.setText(self.tr("Collapse all") if every else self.tr("Expand all"))

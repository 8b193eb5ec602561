"""The run: each action with its state and time; what is done is kept, whatever happens to the rest."""

from __future__ import annotations

import dataclasses
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wizard.errors import AmazonRefused, Explanation, Stopped
from wizard.events import Event, Progress
from wizard.gui.page import Page
from wizard.gui.pages import plan_rows
from wizard.gui.pages.apply_ends import Offers, Trouble, dns_box
from wizard.gui.pages.apply_rows import ActionRows
from wizard.gui.pages.apply_run import Attempt, alias_target
from wizard.gui.widgets import speak
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.progress import ProgressBar
from wizard.gui.widgets.statepage import DetailsBox, StatePage
from wizard.gui.widgets.timeline import TimelineRow
from wizard.gui.work import Failure
from wizard.jobs.apply import Applied
from wizard.jobs.plan import Planned
from wizard.jobs.verify import titles


class ApplyPage(Page):
    """Carries out the plan that Review agreed to, once; everything after that is a button's wish."""

    id = "apply"
    return_goes_on = False

    def build(self) -> None:
        """Bar, timeline, and below them what can be done now."""
        self._agreed: Planned | None = None
        self._done = False
        self.state = self.fill(StatePage())
        self.state.acted.connect(self._acted)
        self.bar = self.add(ProgressBar(self.tr("Finished actions")))
        self.trouble = self.add(Trouble())
        self.trouble.acted.connect(self._acted)
        self.offers = self.add(Offers())
        self.offers.offered.connect(self._take)
        self.offers.another.connect(self._go_to_domain)
        self.rows = self.add(ActionRows())
        self.rows.retry.connect(self._again)
        self.rows.hurry.connect(self._hurry)
        self.dns: QWidget | None = None
        self.halt = Button(self.tr("Stop after this call"))
        self.halt.setObjectName("apply.stop")
        self.halt.clicked.connect(self._stop)
        self.go_on = Button(self.tr("Go on"), "primary")
        self.go_on.setObjectName("apply.again")
        self.go_on.clicked.connect(self._again)
        self.undo = Button(self.tr("&Undo what is done…"))
        self.undo.setObjectName("apply.undo")
        self.undo.clicked.connect(self._undo)
        self.deeds = self.foot(self.halt, self.go_on, self.undo)
        self.details = self.add(DetailsBox())

    def entered(self) -> None:
        """Begin when Review has just agreed to a plan; else show what came of the last run."""
        known = self.session.known
        fresh = known.agreed if known.agreed is known.planned else None
        if fresh is not None and fresh is not self._agreed:
            self._agreed = fresh
            self._start(again=False)
        elif self._agreed is None:
            self._show_nothing()

    def renewed(self) -> None:
        """Another account or mode: that run is not about it."""
        self._agreed = None
        if self.isVisible():
            self._show_nothing()

    def focus_first(self) -> None:
        """The title: what happens is read out as it comes."""
        self.header.title.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- running

    def _start(self, *, again: bool) -> None:
        agreed = self._agreed
        if agreed is None or self.is_running("apply"):
            return
        self._done = False
        if not again:
            checks = len(titles(practice=self.session.mode.practice))
            after = self.tr("{n} checks, with nothing left to type").format(n=checks)
            self.rows.show_plan(agreed.plan, TimelineRow(self.tr("Then: verify"), after))
        self.session.begin()
        attempt = partial(Attempt, setup=self.session.setup, agreed=agreed, again=again)
        self.run("apply", attempt, self._told_end, self._failed, self._told)
        self._show_run()

    def _told(self, event: Event) -> None:
        if isinstance(event, Progress):
            self.set_lead(event.text)
            return
        self.rows.tell(event)
        self.rows.allow_retry(False)
        self._count()

    def _told_end(self, applied: Applied) -> None:
        errors = {id: e for id, e in applied.outcome.errors.items() if not isinstance(e, Stopped)}
        left = {a.id for a in applied.plan.actions if a.id not in applied.outcome.done}
        self.rows.settle(left)
        self._done = not left
        self.session.learn(snapshot=applied.snapshot, applied=applied)
        self.session.end(applied=self._done)
        self._label()
        self._count()
        if self._done:
            self._show_done(applied)
            if not self.rows.rows():
                self.session.forward()  # nothing had to be done: Verify is what was pressed
        else:
            self._show_left(errors.get("domain"), stopped=not errors)

    def _failed(self, failure: Failure) -> None:
        self.rows.rest()
        self.session.end()
        self._label()
        if failure.stopped:
            self._show_left(None, stopped=True)
            return
        self._show_left(None, stopped=False, why=failure.why)
        self.trouble.tell(failure)

    def _again(self) -> None:
        self._start(again=True)

    def _undo(self) -> None:
        from wizard.gui.undo import UndoDialog

        UndoDialog(self.session, parent=self.window()).open()

    def _hurry(self) -> None:
        self.session.work.hurry(self._works.get("apply", 0))

    def _stop(self) -> None:
        self.halt.setEnabled(False)
        self.halt.setText(self.tr("Stopping after this call"))
        speak.announce(self.halt, self.halt.text())
        self.stop("apply")

    def _take(self, name: str) -> None:
        self.session.answer("domain.prefix", name)
        self._again()

    def _go_to_domain(self) -> None:
        self.session.jump("domain")

    def _acted(self, key: str) -> None:
        if key == "none":
            self.session.set_mode(dataclasses.replace(self.session.mode, secrets="none"))
            self.session.jump("review")
        elif key == "again":
            self._again()
        else:
            self.session.jump("review")

    # --- showing

    def _show_nothing(self) -> None:
        """There is no plan that anybody agreed to since the window was opened."""
        for part in (self.bar, self.trouble, self.rows, self.offers, self.deeds, self.details):
            part.hide()
        self._drop_dns()
        self.state.show()
        self.header.set_text(self.step.title, self.step.lead)
        look = Action("look", self.tr("Look at the plan"), "secondary" if self.session.walk.applied else "primary")
        if self.session.walk.applied:
            self.state.empty("tick", self.tr("All is made"), self.tr("Nothing runs, and nothing is left."), [look])
            self.set_reason("")
            self.set_primary(self.tr("&Next"))
        else:
            words = self.tr("Nothing runs before you agree to a plan. What was done earlier is kept.")
            self.state.empty("play", self.tr("The plan comes first"), words, [look])
            self.set_reason(self.tr("Opens after Review"))

    def _show_run(self) -> None:
        for part in (self.state, self.trouble, self.offers, self.details, self.go_on, self.undo):
            part.hide()
        self._drop_dns()
        self.bar.setVisible(bool(self.rows.rows()))
        self.rows.show()
        self.deeds.show()
        self.halt.show()
        self.halt.setEnabled(True)
        self.halt.setText(self.tr("Stop after this call"))
        self.rows.allow_retry(False)
        self.set_reason(self.tr("Opens when this run has ended"))
        self.set_primary(self.tr("&Next"))
        self._count()

    def _count(self) -> None:
        """The bar, and the sentence below the title."""
        done, total = self.rows.done(), len(self.rows.rows())
        self.bar.set_done(done, total)
        if self._agreed is None or not self.session.walk.running:
            return
        if not total:
            self.header.set_text(self.tr("Nothing to change"), self.step.lead)
            return
        words = self.tr("{done} of {all} are done. {rest}").format(done=done, all=total, rest=self.step.lead)
        self.header.set_text(plan_rows.doing(self._agreed.plan), words if done else self.step.lead)

    def _show_done(self, applied: Applied) -> None:
        total = len(self.rows.rows())
        self.deeds.hide()
        pattern = self.tr("All {n} are done.") if total != 1 else self.tr("It is done.")
        words = pattern.format(n=total) if total else self.tr("All was there already.")
        lead = self.tr("{done} Next: the checks that Pomerium's sign-in depends on.").format(done=words)
        self.header.set_text(self.tr("Made at Amazon"), lead)
        speak.announce(self.header.title, f"{self.header.title.text()}. {lead}")
        custom = self.session.setup.domain.custom
        target = alias_target(applied.snapshot, custom)
        if custom and target:
            self.dns = self.add(dns_box(custom, target))
        self.set_reason("")
        self.set_primary(self.tr("&Next"))

    def _show_left(self, domain: BaseException | None, *, stopped: bool, why: Explanation | None = None) -> None:
        """Some actions are left: stopped, failed, or not begun since the run as a whole met trouble."""
        self.halt.hide()
        self.go_on.show()
        self.go_on.setText(self.tr("Go on") if stopped else self.tr("Try again"))
        failed = self.rows.failed()
        self.rows.allow_retry(True)
        done, total = self.rows.done(), len(self.rows.rows())
        kept = self.tr("{done} of {all} are done and kept.").format(done=done, all=total)
        if stopped:
            title, rest = self.tr("Stopped"), self.tr("Go on continues from here.")
        elif failed:
            title = self.tr("1 action failed") if len(failed) == 1 else self.tr("{n} actions failed")
            title, rest = title.format(n=len(failed)), self.tr("Mend the cause, then try again.")
        else:
            title, rest = self.tr("Nothing more was sent") if done else self.tr("Nothing was sent"), ""
        lead = f"{kept} {rest}".strip()
        self.header.set_text(title, lead)
        speak.announce(self.header.title, f"{title}. {lead}", urgent=not stopped)
        raw = [f"{row.action.title}\n{row.why.details}" for row in failed if row.why and row.why.details]
        raw += [why.details] if why is not None and why.details else []
        self.details.set_text("\n\n".join(raw))
        self.details.setVisible(bool(raw))
        names = domain.names if isinstance(domain, AmazonRefused) else ()
        self.offers.show_names(names)
        self.go_on.setVisible(not names and (stopped or bool(failed)))
        self.undo.setVisible(bool(done))
        self.set_reason(self.tr("Opens when all {n} are done").format(n=total))
        self.set_primary(self.tr("&Next"), "secondary")

    def _label(self) -> None:
        """The chip of this setup in the list of recent ones."""
        done, total = self.rows.done(), len(self.rows.rows())
        if self._done or not total:
            self.session.label(self.tr("Not verified"), "neutral")
        else:
            self.session.label(self.tr("{n} of {all} created").format(n=done, all=total), "warn")

    def _drop_dns(self) -> None:
        if self.dns is not None:
            self.dns.hide()
            self.dns.deleteLater()
            self.dns = None

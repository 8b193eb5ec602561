"""Does it work: the checks, each with what it proves; a failed one with its cause, the exact value and the mend."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt

from wizard.checks import Result
from wizard.events import Event, Progress, Waiting
from wizard.gui.page import Page, Section
from wizard.gui.pages.verify_rows import CheckList, mended
from wizard.gui.widgets import speak
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.statepage import StatePage
from wizard.gui.work import Failure
from wizard.jobs.verify import Verified, Verify, titles


class VerifyPage(Page):
    """Runs by itself at a visit, unless all has passed already and nothing changed since."""

    id = "verify"

    def build(self) -> None:
        """The checks, listed before they run."""
        self.state = self.fill(StatePage())
        self.state.acted.connect(self._again)
        self.checks = CheckList(titles(practice=self.session.mode.practice))
        self.checks.mended.connect(self._mend)
        self.part: Section = self.section(self.tr("Checks"), self.checks, action=self.tr("Check again"), icon="refresh")
        self.part.head.acted.connect(self._again)
        if self.part.head.button is not None:
            self.part.head.button.setObjectName("verify.again")
            kept = self.part.head.button.sizePolicy()
            kept.setRetainSizeWhenHidden(True)
            self.part.head.button.setSizePolicy(kept)
        self.halt = Button(self.tr("Stop"))
        self.halt.setObjectName("verify.stop")
        self.halt.clicked.connect(self._stop)
        self.now = Button(self.tr("Try now"), "flat")
        self.now.setObjectName("verify.now")
        self.now.clicked.connect(self._hurry)
        self.sign_in = Button(self.tr("Test sign-in…"))
        self.sign_in.setObjectName("verify.sign_in")
        self.sign_in.setAccessibleDescription(self.tr("Sign in for real, in the browser. It asks first."))
        self.sign_in.clicked.connect(self._sign_in)
        self.deeds = self.foot(self.halt, self.now, self.sign_in)
        self.state.hide()
        self.deeds.hide()

    def entered(self) -> None:
        """Check, unless what was proven still holds."""
        verified = self.session.known.verified
        if not self.is_running("verify") and not (self.session.walk.verified and verified is not None):
            self._start()

    def renewed(self) -> None:
        """Another account or mode: nothing is known."""
        self.checks.begin()
        self.deeds.hide()

    def focus_first(self) -> None:
        """The first mend; the title where all is well."""
        (self.checks.first_mend() or self.header.title).setFocus(Qt.FocusReason.OtherFocusReason)

    # --- running

    def _start(self) -> None:
        self.state.hide()
        self.part.show()
        self.checks.begin()
        self.session.begin()
        self.run("verify", partial(Verify, setup=self.session.setup), self._told_end, self._failed, self._told)
        self._run_on(True)
        self.set_lead(self.step.lead)
        self.set_reason(self.tr("Opens when the checks have ended"))
        self.set_primary(self.tr("&Next"))

    def _told(self, event: Event) -> None:
        if isinstance(event, Progress):
            self.set_lead(event.text)
            return
        waiting = isinstance(event, Waiting)
        self.now.setVisible(waiting)
        self.set_lead(self.tr("A new login page is being published. Stop any time.") if waiting else self.step.lead)
        self.checks.tell(event)

    def _told_end(self, verified: Verified) -> None:
        self.checks.show_results(verified.results)
        failed = [result for result in verified.results if result.outcome.state == "failed"]
        self.session.learn(verified=verified, snapshot=verified.snapshot)
        self.session.end(verified=not failed)
        self._run_on(False, proven=not any(result.check.vital for result in failed))
        self._label(failed)
        self.set_lead(self._summary(verified.results, failed))
        self._open(anyway=bool(failed))
        speak.announce(self.header.title, self.header.lead.text(), urgent=bool(failed))
        if failed and self.isVisible():
            self.focus_first()

    def _failed(self, failure: Failure) -> None:
        self.session.end()
        self._run_on(False)
        self._open(anyway=True)
        if failure.stopped:
            self.checks.settle()
            self.set_lead(self.tr("Stopped. Nothing was changed; check again any time."))
            speak.announce(self.header.title, self.header.lead.text())
            return
        self.part.hide()
        self.state.show()
        why = failure.why
        again = Action("again", self.tr("Check again"), "primary", "verify.retry")
        self.set_lead(self.step.lead)
        self.state.error(why.happened, f"{why.means} {why.mend}".strip(), [again], why.details)

    def _again(self) -> None:
        if not self.is_running("verify"):
            self._start()

    def _stop(self) -> None:
        self.halt.setEnabled(False)
        self.stop("verify")

    def _hurry(self) -> None:
        self.session.work.hurry(self._works.get("verify", 0))

    def _sign_in(self) -> None:
        from wizard.gui.signin import SignInDialog

        SignInDialog(self.session, parent=self.window()).open()

    def _mend(self, id: str) -> None:
        result = self.checks.row(id).result
        fix = result.outcome.fix if result is not None else None
        if fix is not None:
            self.session.replace(mended(self.session.setup, self.session.known.snapshot, fix))
            self.session.jump("review")

    # --- showing

    def _run_on(self, on: bool, *, proven: bool = False) -> None:
        """`proven`: nothing stands in the way of a real sign-in."""
        self.deeds.setVisible(on or proven)
        self.sign_in.setVisible(proven)
        self.halt.setVisible(on)
        self.halt.setEnabled(True)
        self.now.hide()
        if self.part.head.button is not None:
            self.part.head.button.setVisible(not on)

    def _open(self, *, anyway: bool) -> None:
        self.set_reason("")
        self.set_primary(*((self.tr("&Go on anyway"), "secondary") if anyway else (self.tr("&Next"), "primary")))

    def _summary(self, results: Sequence[Result], failed: Sequence[Result]) -> str:
        passed = sum(result.outcome.state == "passed" for result in results)
        counted = self.tr("{n} of {all} checks passed.").format(n=passed, all=len(results))
        if not failed:
            noted = any(result.outcome.worth_knowing for result in results)
            proven = (
                self.tr("Sign-in works, as far as it can be proven without a person. Something is worth knowing.")
                if noted
                else self.tr("Pomerium's sign-in works, as far as it can be proven without a person.")
            )
            return f"{counted} {proven}"
        if [result.check.id for result in failed] == ["sign_out"]:
            return f"{counted} {self.tr('People can sign in; signing out still fails.')}"
        if not any(result.check.vital for result in failed):
            return f"{counted} {self.tr('People can sign in; what failed matters all the same.')}"
        return f"{counted} {self.tr('Sign-in would fail as it is.')}"

    def _label(self, failed: Sequence[Result]) -> None:
        """The chip of this setup in the list of recent ones."""
        if failed:
            self.session.label(self.tr("{what} fails").format(what=failed[0].check.title), "error")
        else:
            self.session.label(self.tr("Works"), "ok")

"""The dialog of the test sign-in: shows its two changes, opens the browser after a press, tells each step and the end.

The job waits for the browser on its own thread; the browser is opened here, on an event of the job. Whatever ends the
job, it puts the app client's lists back first, and nobody may leave before it has ended.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from wizard.events import Event, Found, Progress
from wizard.gui.drafts import Draft
from wizard.gui.jobdialog import JobDialog
from wizard.gui.session import Session
from wizard.gui.signin_parts import (
    Address,
    Changes,
    Choice,
    Claims,
    Findings,
    Invited,
    Shown,
    SignOut,
    sign_out,
    told,
    wrong,
)
from wizard.gui.signin_runs import FirstPasswordRun, Opening, SignInRun
from wizard.gui.signin_steps import BROWSER, SignInSteps
from wizard.gui.widgets import speak
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.banner import Banner
from wizard.gui.work import Failure
from wizard.jobs.loopback import OUT
from wizard.jobs.sign_in import SignedIn
from wizard.jobs.sign_in_plan import PlanSignIn, SignInPlan
from wizard.vault import Secret


class SignInDialog(JobDialog):
    """Reads at once; changes the app client, and opens the browser, after a press."""

    id = "signin"

    def __init__(self, session: Session, draft: Draft | None = None, parent: QWidget | None = None) -> None:
        super().__init__(session, draft, parent)
        self._found: SignInPlan | None = None
        self._address = self._name = ""
        self.choice: Choice | None = None
        self.given: Shown | None = None  # a first password, until the sign-in has ended
        self.address: Address | None = None
        self.setWindowTitle(self.tr("Test the sign-in of {name}").format(name=self.setup.name))
        self.back = self.deed("back", self._back)
        self.give = self.deed("give", self._give, "primary", right=True)
        self.go = self.deed("go", self._go, "primary", right=True)
        self.steps = self.keep(SignInSteps())
        self.steps.hurry.connect(self.hurry)
        self.look()

    # --- reading

    def look(self) -> None:
        """Ask Amazon what would be changed, and who has no password yet."""
        make = partial(PlanSignIn, setup=self.setup)
        self.read(make, self._told_found, self._failed_look, self.tr("Reading the app client"))

    def acted(self, key: str) -> None:
        """Look again."""
        del key
        self.look()

    def _told_found(self, found: SignInPlan) -> None:
        self._found = found
        self._show_plan(found)

    def _failed_look(self, failure: Failure) -> None:
        why = failure.why
        again = Action("again", self.tr("Look again"), "secondary", "signin.look")
        self.state.error(why.happened, f"{why.means} {why.mend}".strip(), [again], why.details)

    # --- a first password

    def _choose(self) -> None:
        if self._found is not None and not self.running:
            self._show_choice(self._found)

    def _back(self) -> None:
        if self._found is not None:
            self._show_plan(self._found)

    def _give(self) -> None:
        if self.choice is None or self.running:
            return
        self._name = name = self.choice.name()
        make = partial(FirstPasswordRun, setup=self.setup, name=name, shown=self.choice.plan())
        self.run(make, self._told_given, self._failed_given, self._told_giving)
        self.show_state()
        self.state.loading(self.tr("Setting a first password"), name)
        self.show_running()

    def _told_giving(self, event: Event) -> None:
        if isinstance(event, Progress):
            self.state.set_text(event.text)

    def _told_given(self, password: Secret) -> None:
        self.ended()
        self._forget_given()
        caption = self.tr("First password of {name}").format(name=self._name)
        self.given = self.keep(Shown(caption, password.reveal(), "signin.given"))
        self._show_given(self._name)

    def _failed_given(self, failure: Failure) -> None:
        self.ended()
        title = self.tr("Stopped") if failure.stopped else self.tr("No first password was set")
        self.show_face(title, self.tr("What the person has now is as it was.") if failure.stopped else "")
        self._put_trouble(failure)
        self.offer(self.back, self.tr("&Back"))
        self.say(urgent=not failure.stopped)

    # --- the sign-in

    def _go(self) -> None:
        if self._found is None or self.running:
            return
        self._address = ""
        self.steps.begin()
        make = partial(SignInRun, setup=self.setup, shown=self._found.plan)
        self.run(make, self._told_end, self._failed, self._told)
        self._show_run(
            self.tr("Testing the sign-in"),
            self.tr("The browser opens in a moment. Stop any time: what was added is taken out first."),
        )

    def _told(self, event: Event) -> None:
        if isinstance(event, Found):
            for row in event.rows:
                if isinstance(row, Opening):
                    self._browse(row.address)
        elif isinstance(event, Progress):
            self._told_progress(event)
        else:
            if self.address is not None and getattr(getattr(event, "of", None), "id", "") == OUT:
                self._show_back()
            self.steps.tell(event)
        self._count()

    def _told_progress(self, event: Progress) -> None:
        if not event.lasting:
            self.steps.note(event.text)
        elif not self._address or self._address not in event.text:
            self.put(Banner("warn", event.text), first=True)

    def _browse(self, address: str) -> None:
        self._address = address
        opened = QDesktopServices.openUrl(QUrl(address))
        self.steps.browse(self.tr("Waiting for somebody to sign in there."))
        lead = (
            self.tr("Sign in there as one of your people. Where no window opened, copy the address.")
            if opened
            else self.tr("No browser could be opened. Copy the address into one on this computer, and sign in there.")
        )
        self._show_run(self.tr("Sign in with the browser"), lead)

    def _told_end(self, done: SignedIn) -> None:
        self.ended()
        if done.person is not None:
            self._forget_given()  # it was changed at the sign-in
        self._show_end(done)

    def _failed(self, failure: Failure) -> None:
        self.ended()
        if failure.stopped:
            self.steps.rest()
        else:
            self.steps.fail(failure.why)
        self._show_failed(failure)

    def stop(self) -> None:
        """The lists are put back first."""
        super().stop()
        self.halt.setText(self.tr("Stopping, and putting back"))

    # --- showing

    def _show_plan(self, found: SignInPlan) -> None:
        words = self.tr(
            "Somebody signs in, and out again, in your browser. For that long the app client sends people back to this"
            " computer. Nothing has been changed so far."
        )
        self.show_face(self.tr("Test the sign-in"), f"{self.place(found.snapshot.identity)} {words}")
        self.put(Changes(found.plan.actions))
        if found.unasked:
            told = self.tr("Whether somebody waits for a first password is not known. {why}")
            self.put(Banner("info", told.format(why=found.unasked)))
        if found.invited:
            invited = self.put(Invited(found.invited))
            invited.button.clicked.connect(self._choose)
        self.offer(self.go, self.tr("&Open the browser"))
        self.say()

    def _show_choice(self, found: SignInPlan) -> None:
        words = self.tr("It is made up, and shown once. Nothing has been changed so far.")
        self.show_face(self.tr("Set a first password"), f"{self.place(found.snapshot.identity)} {words}")
        self.choice = self.put(Choice(found.invited, found.snapshot))
        self.offer(self.back, self.tr("&Back"))
        self.offer(self.give, self.tr("&Set the password"))
        self.say()

    def _show_given(self, name: str) -> None:
        words = self.tr("It is shown this once, and kept nowhere. The login page asks {name} to change it.")
        self.show_face(self.tr("The first password is set"), words.format(name=name))
        self._put_given()
        self.offer(self.back, self.tr("&Back"))
        self.offer(self.go, self.tr("&Open the browser"))
        self.say()

    def _show_run(self, title: str, lead: str) -> None:
        self.show_face(title, lead)
        self._put_given()
        self.address = None
        if self._address:
            self.address = self.put(Address(self._address))
        self.put(self.steps)
        self.bar.show()
        self._count()
        self.show_running()
        self.halt.setText(self.tr("&Stop"))
        speak.announce(self.title, f"{title}. {lead}")

    def _show_back(self) -> None:
        """The browser's part is over."""
        self._address = ""
        self._show_run(self.tr("Testing the sign-in"), self.tr("The browser's part is over. What came back is tried."))

    def _show_end(self, done: SignedIn) -> None:
        found = wrong(done, self.setup)
        title, lead = self._ending(done)
        self.show_face(title, lead)
        if done.person is None:
            self._put_given()
        if found:
            self.put(Findings(found, passed=done.passed))
        if done.person is not None:
            self.put(Claims(done.person))
        signed_out = sign_out(done)
        if signed_out is not None and done.person is not None and not told(signed_out):
            self.put(SignOut(signed_out))
        self.put(self.steps)
        self.steps.rest()
        self.put_details("\n\n".join(each.details for each in found if each.details))
        self.go.setProperty("kind", "secondary" if done.person is not None else "primary")
        self.offer(self.go, self.tr("Sign in &again"))
        self.say(urgent=done.person is None)

    def _ending(self, done: SignedIn) -> tuple[str, str]:
        back = self.tr("The app client's lists are as before.")
        if done.person is not None:
            who = done.person.email or done.person.subject
            title = self.tr("Sign-in works") if done.passed else self.tr("Signed in, with something to mend")
            return title, f"{self.tr('{who} signed in, and came back to this computer.').format(who=who)} {back}"
        if self.steps.states()[BROWSER] == "todo":
            words = self.tr("What sign-in depends on has not passed, so no browser was opened.")
            return self.tr("Sign-in can't be tried yet"), f"{words} {back}"
        return self.tr("The sign-in did not come through"), back

    def _show_failed(self, failure: Failure) -> None:
        title = self.tr("Stopped") if failure.stopped else self.tr("The sign-in could not be tested")
        self.show_face(title, self.tr("The app client's lists are as before.") if failure.stopped else "")
        self._put_trouble(failure)
        self._put_given()
        self.put(self.steps)
        self.go.setProperty("kind", "primary")
        self.offer(self.go, self.tr("&Try again"))
        self.say(urgent=not failure.stopped)

    def _put_trouble(self, failure: Failure) -> None:
        if failure.stopped:
            return
        why = failure.why
        look = [Action("look", self.tr("Look again"), name="signin.look")]
        banner = self.put(Banner("error", f"{why.means} {why.mend}".strip(), why.happened, look))
        banner.acted.connect(self.acted)
        self.put_details(why.details)

    def _put_given(self) -> None:
        if self.given is not None:
            self.put(self.given)

    def _forget_given(self) -> None:
        if self.given is not None:
            self.drop(self.given)
            self.given = None

    def _count(self) -> None:
        self.bar.set_done(self.steps.done(), len(self.steps.rows))

"""Sign-in, passwords, second factor, people and groups."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget

from wizard.gui import adopted
from wizard.gui.pages import pool_people, pool_senders
from wizard.gui.pages.about_pool import AboutPool
from wizard.gui.pages.pool_password import PasswordBlock
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.fold import Fold
from wizard.gui.widgets.listrow import BoxedList
from wizard.gui.widgets.statepage import StatePage
from wizard.gui.work import Failure

SECTIONS = ("pool.email", "pool.sms")
_W = TypeVar("_W", bound=QWidget)


class PoolSettingsPage(AboutPool):
    """Of a new pool all settings; of an existing one what it is set to, and only what is changed here is sent."""

    id = "pool_settings"

    def build(self) -> None:
        """What is fixed first, what few need last."""
        self._blocks: list[QWidget] = []
        self.state = self.fill(StatePage())
        self.give_height(self.state, False)
        self.state.hide()
        self.state.acted.connect(self._acted)
        self.note = self._block(Banner("info", " "))
        self._build_sign_in()
        self._build_second_factor()
        self._blocks.append(self.section(self.tr("Passwords"), PasswordBlock(self)))
        self._build_accounts()
        self._build_people()
        self._build_folds()

    def entered(self) -> None:
        """An existing pool's settings are read first."""
        self._failed = False
        self._show()
        if self._waits():
            self.read_pool()

    def answered(self, path: str) -> None:
        """Blocks that depend on an answer; a sender that is emptied again is none."""
        setup = self.session.setup
        for section in SECTIONS:
            if path.startswith(f"{section}."):
                shown = adopted.values(setup, self.session.known.pool, None)
                setup = pool_senders.settled(setup, shown, section)
        if setup is not self.session.setup:
            self.session.replace(setup)
        self._tell()

    def learnt(self) -> None:
        """The existing pool's settings are known."""
        self._show()

    def renewed(self) -> None:
        """Another account or region: read again."""
        self._failed = False
        if self.isVisible():
            self._show()
            self.read_pool()

    def undescribed(self, failure: Failure) -> None:
        """It could not be read; whoever goes on leaves the pool as it is."""
        self._failed = True
        self._show()
        why = failure.why
        words = f"{why.means} {why.mend}".strip() or self.tr("The pool stays as it is.")
        again = Action("again", self.tr("Try again"), "primary")
        self.state.error(why.happened.rstrip("."), words, [again], why.details)

    # --- what is shown

    def _waits(self) -> bool:
        return self.session.setup.pool.id is not None and self.facts is None

    def _show(self) -> None:
        waits = self._waits()
        for block in self._blocks:
            block.setVisible(not waits)
        self.state.setVisible(waits)
        self.give_height(self.state, waits)
        if waits and not self._failed:
            pool = self.session.setup.pool
            title = self.tr("Reading what {pool} is set to").format(pool=pool.name or pool.id)
            self.state.loading(title, "", [Action("stop", self.tr("Stop"))])
        if not waits:
            self._tell()

    def _tell(self) -> None:
        setup = self.session.setup
        existing = setup.pool.id is not None
        if self._waits():
            return
        shown = self.session.shown
        self.note.setVisible(existing)
        if existing:
            words = self.tr("{pool} is shown as it is. Only what you change here is changed at Amazon.")
            self.note.set_message("info", words.format(pool=setup.pool.name or setup.pool.id))
        self.sign_in.row.field.setEnabled(not existing)
        fixed = self.tr("Fixed since {pool} was made.").format(pool=setup.pool.name or setup.pool.id)
        free = self.tr("With user names, the others are a second way to sign in.")
        self.sign_in.form.set_hint(fixed if existing else free)
        self.warning.setVisible(not existing)
        self.methods.form.setVisible(shown("pool.mfa") != "off")
        self.users.show_column("username", "username" in (shown("pool.sign_in") or ()))
        self._tell_folds()

    def _tell_folds(self) -> None:
        shown = self.session.shown
        tags = shown("pool.tags") or ()
        mail, sms = shown("pool.email.source_arn"), shown("pool.sms.role_arn")
        self.tags.set_note(", ".join(f"{key}={value}" for key, value in tags) or self.tr("None"))
        self.mail.set_note(mail or self.tr("Amazon's own, 50 a day"))
        self.sms.set_note(sms or self.tr("None"))

    def _acted(self, key: str) -> None:
        if key == "stop":
            self.stop("pool facts")
            return
        self._failed = False
        self._show()
        self.read_pool()

    # --- widgets

    def _block(self, widget: _W) -> _W:
        self._blocks.append(self.add(widget))
        return widget

    def _build_sign_in(self) -> None:
        options = {
            "email": self.tr("E-mail address"),
            "phone_number": self.tr("Phone number"),
            "username": self.tr("User name"),
        }
        self.sign_in = self.ticks("pool.sign_in", self.tr("People sign in with"), options)
        words = self.tr(
            "Another choice later means a new pool, and with it a new client ID and client secret for Pomerium."
        )
        self.warning = Banner("warn", words, self.tr("Sign-in is fixed once the pool is made"))
        self._blocks.append(self.sign_in.form)
        self._block(self.warning)

    def _build_second_factor(self) -> None:
        options = {
            "off": (self.tr("Off"), self.tr("A password is enough.")),
            "optional": (self.tr("Optional"), self.tr("Who wants one sets it up. People are not asked to.")),
            "required": (self.tr("Required"), self.tr("Everybody sets one up at the next sign-in.")),
        }
        factor = self.calm(self.choice("pool.mfa", self.tr("Second factor"), options))
        methods = {
            "totp": self.tr("Authenticator app"),
            "sms": self.tr("Text message"),
            "email": self.tr("E-mail"),
        }
        hint = self.tr("Text messages need a role, e-mail a sender of your own; both are below.")
        self.methods = self.ticks("pool.mfa_methods", self.tr("Second factor by"), methods, hint=hint)
        self._blocks += [factor.form, self.methods.form]

    def _build_accounts(self) -> None:
        box = BoxedList(self.tr("Accounts"))
        words = self.tr("Off: administrators invite people. On: anybody on the internet can make an account.")
        box.add(self.switch("pool.self_sign_up", self.tr("People may register themselves"), words, icon="users"))
        words = self.tr("Amazon refuses to delete the pool until this is turned off.")
        box.add(self.switch("pool.deletion_protection", self.tr("Deletion protection"), words, icon="lock"))
        self._blocks.append(self.section(self.tr("Accounts"), box))
        options = {
            "lite": (self.tr("Lite"), self.tr("The cheapest. Classic hosted pages only; no second factor by e-mail.")),
            "essentials": (self.tr("Essentials"), self.tr("Amazon's default. Managed login with passkeys.")),
            "plus": (self.tr("Plus"), self.tr("Also looks for stolen passwords and unusual sign-ins.")),
        }
        tier = self.calm(self.choice("pool.tier", self.tr("Feature plan"), options))
        self._blocks.append(tier.form)

    def _build_people(self) -> None:
        bound, self.users = pool_people.people(self)
        for each in (bound, pool_people.groups(self)):
            self._block(each.form)

    def _build_folds(self) -> None:
        self.mail = Fold(self.tr("Own e-mail sender"), pool_senders.mail(self), name="pool.email.open")
        self.sms = Fold(self.tr("Text messages"), pool_senders.messages(self), name="pool.sms.open")
        tags = pool_people.tags(self).form
        self.tags = Fold(self.tr("Tags"), tags, name="pool.tags.open")
        for fold in (self.mail, self.sms, self.tags):
            self._block(fold)

"""Which credentials and which region; and who Amazon says that is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.cognito.session import Identity, Profile
from wizard.gui import theme
from wizard.gui.binding import PAUSE_MS, Binding
from wizard.gui.page import Page
from wizard.gui.pages.permissions_row import PermissionsRow
from wizard.gui.regions import RegionField
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.fields import FieldLine, FieldsTable
from wizard.gui.widgets.formrow import FormRow
from wizard.gui.widgets.label import Label
from wizard.gui.widgets.listrow import BoxedList, ListRow
from wizard.gui.widgets.spinner import Spinner
from wizard.gui.widgets.statepage import DetailsBox
from wizard.gui.work import Failure
from wizard.jobs.account import Profiles, WhoAmI
from wizard.jobs.permitted import FindPermitted, Permitted
from wizard.jobs.policy import likely, text_for
from wizard.setup.model import Setup

OWN_CHAIN = "null"
"""Key of the row that leaves the search for credentials to boto3."""


class AccountPage(Page):
    """Profiles and identity come from jobs; a changed answer asks Amazon anew, once typing pauses."""

    id = "account"

    def build(self) -> None:
        """Credentials, identity, region."""
        self._profiles: tuple[Profile, ...] = ()
        self._looked = False
        self._permitted_for: Setup | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        self._add_credentials()
        self._add_identity()
        self._add_region()

    def entered(self) -> None:
        """Look for profiles, and ask who that is."""
        practice = self.session.mode.practice
        self.credentials.setVisible(not practice)
        self.role.form.setVisible(not practice and bool(self.session.setup.aws.role_arn))
        self.practice.setVisible(practice)
        if not practice and not self._looked:
            self.run("profiles", Profiles, self._found)
        if self.session.known.identity is None:
            self.ask()
        else:
            self._show_identity()

    def answered(self, path: str) -> None:
        """The region's name stands beside its code."""
        del path
        self.region.form.set_suffix(self.field.name())

    def refresh(self) -> None:
        """The chosen profile follows the setup."""
        super().refresh()
        self.region.form.set_suffix(self.field.name())
        self.list.blockSignals(True)
        self.list.choose(self.session.setup.aws.profile or OWN_CHAIN)
        self.list.blockSignals(False)

    def renewed(self) -> None:
        """Other credentials or another region: who am I is open again."""
        self._permitted_for = None
        if self.isVisible():
            self._pause.start()

    def ask(self) -> None:
        """Ask Amazon who that is; while no region is known there is nobody to ask."""
        self._pause.stop()
        unsure = any(fault.level == "fault" for bound in (self.region, self.role) for fault in bound.faults())
        if unsure or not self.session.setup.aws.region:
            self._state(self.answer)
            self.table.set_lines((FieldLine(self.tr("Account"), self.tr("Shown when a region is chosen")),))
            return
        self._late.start()
        self.run("who", WhoAmI, self._learnt, self._refused)

    # --- making it

    def _add_credentials(self) -> None:
        self.practice = self.banner(
            "info",
            self.tr(
                "The stand-in on this computer takes the place of Amazon, with credentials of its own. Nothing leaves "
                "this computer, and your AWS profiles are not read."
            ),
            self.tr("Practice credentials"),
        )
        self.list = BoxedList(self.tr("Credentials"))
        self.list.setObjectName("aws.profile")
        self.list.chosen.connect(self._chosen)
        self._fill()
        self.credentials = self.section(self.tr("Credentials"), self.list, action=self.tr("Assume a role…"))
        self.credentials.head.acted.connect(self._ask_role)
        self.role = self.text(
            "aws.role_arn",
            self.tr("Role to assume (optional)"),
            hint=self.tr(
                "Its ARN, as arn:aws:iam::123456789012:role/CognitoAdmin. The credentials above must be allowed to."
            ),
            optional=True,
        )

    def _add_identity(self) -> None:
        self.table = FieldsTable()
        inner = QWidget()
        column = QVBoxLayout(inner)
        theme.lay(column, 16, 13, 16, 13)
        column.addWidget(self.table)
        self.answer = BoxedList(self.tr("Who Amazon says you are"))
        self.answer.add(inner)
        self.permissions = PermissionsRow(self._policy)
        self.answer.add(self.permissions)
        self.waiting = BoxedList(self.tr("Who Amazon says you are"))
        self.waiting.add(self._loading_row())
        self.refusal = Banner("error", "", " ", (Action("again", self.tr("Try again"), name="identity.retry"),))
        self.refusal.acted.connect(self.ask)
        self.details = DetailsBox()
        parts = (self.answer, self.waiting, self.refusal, self.details)
        title, again = self.tr("Who Amazon says you are"), self.tr("Check again")
        self.identity = self.section(title, *parts, action=again, icon="refresh")
        self.identity.head.acted.connect(self._again)
        self._late = QTimer(self, singleShot=True, interval=300)
        self._late.timeout.connect(self._wait)
        self._state(self.answer)

    def _loading_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        theme.lay(row, 16, 10, 12, 10, gap=10)
        stop = Button(self.tr("Stop"), small=True)
        stop.setObjectName("identity.stop")
        stop.setAccessibleDescription(self.tr("Stop asking Amazon"))
        stop.clicked.connect(self._stop)
        row.addWidget(Spinner(16))
        row.addWidget(Label(self.tr("Amazon is being asked. That usually takes a second.")), 1)
        row.addWidget(stop)
        return holder

    def _add_region(self) -> None:
        self.field = RegionField()
        hint = self.tr("A user pool stays in its region for good. Pick the one nearest to the people who sign in.")
        row = FormRow(self.tr("Region"), self.field, path="aws.region", hint=hint, width=320)
        self.field.setAccessibleName(self.tr("Region"))
        self.region = Binding(self.session, "aws.region", row, self._read_region, self.field.setText)
        self.field.textChanged.connect(self.region.typed)
        self.field.editingFinished.connect(self.region.left)
        self.bind(self.region)

    def _read_region(self) -> str:
        return self.field.text().strip()

    # --- what happens

    def _found(self, profiles: Sequence[Profile]) -> None:
        self._profiles, self._looked = tuple(profiles), True
        self._fill()
        self.refresh()

    def _fill(self) -> None:
        self.list.clear()
        words = self.tr("Environment variables, the default profile, or the role of this machine, in boto3's own order")
        self._add_row(OWN_CHAIN, self.tr("What this computer is set up with"), words)
        for profile in self._profiles:
            way = self.tr("Profile") + " · " + " · ".join(part for part in (profile.way, profile.region) if part)
            self._add_row(profile.name, profile.name, way)
        asked = self.session.setup.aws.profile
        if asked and asked not in {profile.name for profile in self._profiles}:
            # A colleague's setup file may name a profile that this computer lacks.
            missing = self.tr("The setup names this profile; this computer's AWS files don't hold it")
            self._add_row(asked, asked, missing if self._looked else "", "warn")

    def _add_row(self, key: str, title: str, words: str, role: str = "text2") -> None:
        row = ListRow(title, words, lead="radio", key=key, name=f"aws.profile.{key}", subtitle_role=role)
        self.list.add(row)

    def _chosen(self, key: str) -> None:
        setup, before = self.session.setup, self.session.setup.aws
        name = None if key == OWN_CHAIN else key
        if name == before.profile:
            return
        regions = {profile.name: profile.region for profile in self._profiles}
        changed = setup.replace("aws.profile", name)
        # A region that came with the former profile goes with it; one that was typed stays.
        if regions.get(key) and before.region in ("", regions.get(before.profile or "")):
            changed = changed.replace("aws.region", regions[key])
        self.session.replace(changed)

    def _ask_role(self) -> None:
        self.role.form.setVisible(True)
        self.role.row.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _again(self) -> None:
        self.session.renew()

    def _stop(self) -> None:
        self.drop("who")
        self._state(self.answer)
        self.table.set_lines((FieldLine(self.tr("Account"), self.tr("Not asked")),))

    def _learnt(self, identity: Identity) -> None:
        self._late.stop()
        self.session.learn(identity=identity)
        self._show_identity()

    def _refused(self, failure: Failure) -> None:
        self._late.stop()
        why = failure.why
        means = "" if why.means == "unknown" else why.means
        self.refusal.set_message("error", f"{means} {why.mend}".strip(), why.happened)
        self.details.set_text(why.details)
        self._state(self.refusal, self.details if why.details else self.refusal)

    def _wait(self) -> None:
        self._state(self.waiting)

    def _show_identity(self) -> None:
        who = self.session.known.identity
        if who is None:
            return
        account = "-".join((who.account[:4], who.account[4:8], who.account[8:]))
        place = who.arn.partition(f"{who.account}:")[2] or who.arn
        self.table.set_lines((FieldLine(self.tr("Account"), account), FieldLine(self.tr("Signed in as"), place)))
        self._state(self.answer)
        self._look_at_permissions()

    def _look_at_permissions(self) -> None:
        """Ask what these credentials may do, once for a setup as it stands."""
        setup = self._likely()
        self.permissions.show()
        if setup == self._permitted_for:
            return
        self._permitted_for = setup
        self.permissions.asking()
        self.run("permissions", partial(FindPermitted, setup=setup), self._permitted, self._not_permitted)

    def _permitted(self, found: Permitted) -> None:
        self.permissions.show_found(found)

    def _not_permitted(self, failure: Failure) -> None:
        self._permitted_for = None
        self.permissions.show_failure(failure)

    def _likely(self) -> Setup:
        """The setup as it will be; its name is settled on the page after this one."""
        return likely(self.session.setup, named="pool" in self.session.walk.visited)

    def _policy(self) -> str:
        who = self.session.known.identity
        return text_for(self._likely(), who.account if who else None)

    def _state(self, *shown: QWidget) -> None:
        self.permissions.hide()
        for part in (self.answer, self.waiting, self.refusal, self.details):
            part.setVisible(part in shown)

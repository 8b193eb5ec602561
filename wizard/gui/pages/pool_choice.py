"""The account's user pools, to choose one of; or a field for its ID, where they can't be listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from wizard.cognito.actions.pool import sign_in
from wizard.cognito.snapshot import TAG
from wizard.events import Event, Found
from wizard.gui import binding, theme
from wizard.gui.binding import PAUSE_MS
from wizard.gui.regions import NAMES
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.chip import ChipKind
from wizard.gui.widgets.picker import Pick, Picker
from wizard.gui.work import Failure
from wizard.jobs import listing
from wizard.jobs.listing import PoolFacts, PoolRow

if TYPE_CHECKING:
    from wizard.gui.pages.pool import PoolPage

PATH = "pool.id"


class PoolChoice(QWidget):
    """Starts the listing, shows its rows as they come, and tells the page which pool it is."""

    def __init__(self, page: PoolPage) -> None:
        super().__init__()
        self._page = page
        self._read = False
        self._typing = False
        self.picker = Picker(PATH, self.tr("User pools"), self.tr("Search by name or ID"), "")
        self.picker.chosen.connect(self._chosen)
        self.picker.refreshed.connect(self._again)
        self.picker.acted.connect(self._acted)
        hint = self.tr("As the console shows it, below the pool's name: eu-west-1_AbCdEf123.")
        self.field = page.bind(
            binding.text(page.session, PATH, self.tr("Pool &ID"), width=360, hint=hint, optional=True), add=False
        )
        self.back = Button(self.tr("Choose from the list"), "flat", small=True, flush=True)
        self.back.setObjectName("pool.list")
        self.back.clicked.connect(self._list)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(page.read_pool)
        column = QVBoxLayout(self)
        theme.lay(column, gap=8)
        column.addWidget(self.picker, 1)
        column.addWidget(self.field.form)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._show_field(False)

    def is_typing(self) -> bool:
        """Whether the ID is typed rather than chosen."""
        return self._typing

    def start(self) -> None:
        """Shown: list the pools unless that is done; an ID with a fault is shown as text."""
        if self.field.faults():
            self._show_field(True)
            self.field.reveal()
        self.picker.choose(self._page.session.setup.pool.id or "")
        if not self._read and not self._page.is_running("pools"):
            self._again()

    def forget(self) -> None:
        """What was listed is another account's or region's."""
        self._read = False
        self.picker.begin()

    def typed(self) -> None:
        """The ID changed; when typing pauses the pool is looked at."""
        if self._typing and self._page.session.setup.pool.id and not self.field.faults():
            self._pause.start()

    def focus(self) -> bool:
        """The ID's field, or the list's search; False while there is nothing to focus."""
        if not self._typing:
            return self.picker.focus()
        self.field.row.field.setFocus()
        return True

    def show_facts(self, facts: PoolFacts | None) -> None:
        """Tell more of the chosen row."""
        if facts is None:
            return
        pool = facts.pool
        subtitle = self.tr("{id} · {n} people").format(id=pool["Id"], n=f"{pool.get('EstimatedNumberOfUsers', 0):,}")
        self.picker.mark(str(pool["Id"]), subtitle, self._chips(facts))

    def _chips(self, facts: PoolFacts) -> list[tuple[str, ChipKind]]:
        pool = facts.pool
        if sign_in(pool) == ["phone_number"]:
            return [(self.tr("Signs in by phone"), "warn")]
        if pool.get("UserPoolTags", {}).get(TAG):
            return [(self.tr("Made by this wizard"), "neutral")]
        if not (pool.get("Domain") or pool.get("CustomDomain")):
            return [(self.tr("No domain yet"), "neutral")]
        return [(self.tr("Lite plan"), "neutral")] if pool.get("UserPoolTier") == "LITE" else []

    def _again(self) -> None:
        if self._page.is_running("pools"):
            self._page.stop("pools")
            return
        self._read = False
        self.picker.begin()
        self.picker.set_reading(True, self._words(self.tr("{shown} of {all} pools in {region} so far")))
        title = self._words(self.tr("Reading the user pools of {region}"))
        actions = [Action("stop", self.tr("Stop")), Action("id", self.tr("Enter a pool ID"))]
        self.picker.loading(title, self.tr("Amazon gives them in pages of 60."), actions)
        self._page.run("pools", listing.Pools, self._listed, self._failed, self._told)

    def _told(self, event: Event) -> None:
        if isinstance(event, Found):
            self.picker.add([_pick(row) for row in event.rows if isinstance(row, PoolRow)])

    def _listed(self, rows: tuple[PoolRow, ...]) -> None:
        self._read = True
        self.picker.set_reading(False, self._words(self.tr("{shown} of {all} pools in {region}")))
        self.picker.choose(self._page.session.setup.pool.id or "")
        if not rows:
            actions = [Action("new", self.tr("New pool"), "primary"), Action("region", self.tr("Change region"))]
            title = self._words(self.tr("No user pools in {region}"))
            self.picker.empty("users", title, self.tr("Make a new one here, or look in another region."), actions)
        self.show_facts(self._page.facts)

    def _failed(self, failure: Failure) -> None:
        again, by_id = Action("again", self.tr("Try again")), Action("id", self.tr("Enter a pool ID"))
        self.picker.set_reading(False, self._words(self.tr("{shown} of {all} pools in {region} so far")))
        if failure.stopped:
            if not self.picker.picks():
                words = self.tr("Nothing was changed. Read the list again, or name the pool by its ID.")
                self.picker.empty("stop", self.tr("Stopped"), words, [again, by_id])
            return
        why = failure.why
        first = Action("again", self.tr("Try again"), "primary")
        self.picker.error(why.happened.rstrip("."), f"{why.means} {why.mend}".strip(), [first, by_id], why.details)

    def _chosen(self, key: str) -> None:
        name = next(pick.title for pick in self.picker.picks() if pick.key == key)
        self._page.choose_pool(key, name)

    def _acted(self, key: str) -> None:
        if key == "new":
            self._page.want_new()
        elif key == "region":
            self._page.session.jump("account")
        elif key == "id":
            self._page.drop("pools")
            self._show_field(True)
            self._page.choose_pool("", "")
            self.field.row.field.setFocus()
        else:
            self._again()

    def _list(self) -> None:
        if self.field.faults():
            self._page.choose_pool("", "")
        self._show_field(False)
        self.start()
        self._page.tell()
        self.picker.focus()

    def _show_field(self, on: bool) -> None:
        self._typing = on
        self.picker.setVisible(not on)
        self.field.form.setVisible(on)
        self.back.setVisible(on)
        self.picker.stated.emit(not on and self.picker.state.isVisibleTo(self.picker))
        # One of the two is the setup's pool.id.
        self.picker.list.setObjectName("" if on else PATH)
        self.field.row.field.setObjectName(PATH if on else "")

    def _words(self, pattern: str) -> str:
        region = self._page.session.setup.aws.region
        return pattern.replace("{region}", NAMES.get(region, region))


def _pick(row: PoolRow) -> Pick:
    return Pick(row.id, row.name, f"{row.id} · {row.changed}" if row.changed else row.id)

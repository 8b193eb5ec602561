"""The prefix's field: judged by the rules as one types, and by Amazon when typing pauses."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from wizard.cognito.snapshot import TAG
from wizard.gui import theme
from wizard.gui.binding import PAUSE_MS, Binding
from wizard.gui.widgets.field import TextField
from wizard.gui.widgets.formrow import FormRow
from wizard.gui.work import Failure
from wizard.jobs import listing
from wizard.jobs.listing import PoolFacts, PrefixAnswer
from wizard.setup.fault import Fault

if TYPE_CHECKING:
    from wizard.gui.pages.domain import DomainPage

PATH = "domain.prefix"
LONGEST = 63


class PrefixBinding(Binding):
    """Adds what Amazon said to what the rules say."""

    said: Fault | None = None

    def found(self) -> tuple[Fault, ...]:
        """What Amazon said."""
        return (self.said,) if self.said is not None else ()

    def faults(self) -> tuple[Fault, ...]:
        """Of the rules, else of Amazon."""
        return super().faults() or self.found()


class PrefixField(QWidget):
    """Field, the fixed rest of the address, names that are free where the prefix is taken."""

    def __init__(self, page: DomainPage) -> None:
        super().__init__()
        self._page = page
        self._asked = ""
        self._names: tuple[str, ...] = ()
        self._hint = self.tr("Small letters, digits and hyphens. It can't be renamed later.")
        field = TextField()
        field.setAccessibleName(self.tr("Prefix"))
        self.row = FormRow(self.tr("&Prefix"), field, path=PATH, hint=self._hint, suffix=" ", width=200)
        self.binding = PrefixBinding(
            page.session, PATH, self.row, lambda: field.text().strip() or None, lambda text: field.setText(text or "")
        )
        page.bind(self.binding, add=False)
        field.textChanged.connect(self.binding.typed)
        field.editingFinished.connect(self.binding.left)
        self.row.offered.connect(self._take)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        column = QVBoxLayout(self)
        theme.lay(column)
        column.addWidget(self.row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_suffix(self, suffix: str) -> None:
        """The rest of the address."""
        self.row.set_suffix(suffix)

    def changed(self) -> None:
        """Another prefix: what was said of the one before doesn't hold; ask when typing pauses."""
        prefix = self._page.session.setup.domain.prefix or ""
        other = self._other()
        if prefix == self._asked and other is None:
            return
        self.forget()
        if other is not None:
            self._say(other)
        elif prefix:
            self._pause.start()

    def forget(self) -> None:
        """Nothing is known of it."""
        self._asked = ""
        self._pause.stop()
        self._page.drop("prefix")
        self._page.drop("owner")
        if self._names:
            self._names = ()
            self.row.set_offers("", ())
        self.row.set_hint(self._hint)
        self._say(None)

    def _other(self) -> Fault | None:
        """The existing pool has a prefix, and another one is asked for."""
        setup, facts = self._page.session.setup, self._page.facts
        have = str(facts.pool.get("Domain") or "") if facts else ""
        if not have or setup.domain.prefix in (None, have):
            return None
        words = self.tr("{pool} has the prefix {name} already. A pool has one, and it is never renamed.")
        return Fault(
            PATH,
            "domain.prefix.fixed",
            "fault",
            words.format(pool=setup.pool.name or setup.pool.id, name=have),
            "",
            "Amazon's text 'User pool already has a domain configured.'",
            have,
        )

    def _say(self, fault: Fault | None) -> None:
        self.binding.said = fault
        if fault is not None:
            self.binding.reveal()
        else:
            self.binding.judge()
        self._page.footer_changed.emit()

    def _ask(self) -> None:
        setup = self._page.session.setup
        if not setup.domain.prefix or self.binding.faults() or not setup.aws.region or not self.isVisible():
            return
        snapshot = self._page.session.known.snapshot
        pool_id = setup.pool.id or (snapshot.pool_id if snapshot else None)
        self._asked = setup.domain.prefix
        make = partial(listing.AskPrefix, prefix=self._asked, pool_id=pool_id)
        self._page.run("prefix", make, self._answered, self._failed)

    def _answered(self, answer: PrefixAnswer) -> None:
        if answer.state == "yours" and answer.pool_id:
            self._names = answer.names
            make = partial(listing.DescribePool, pool_id=answer.pool_id)
            self._page.run("owner", make, self._owner, self._owner_unknown)
        elif answer.pool_id:
            self.row.set_hint(self.tr("This pool has it already."))
        else:
            self.row.set_hint(self.tr("No pool of this account has it so far."))

    def _owner(self, facts: PoolFacts) -> None:
        if facts.pool.get("UserPoolTags", {}).get(TAG) == self._page.session.setup.name:
            self.row.set_hint(self.tr("This setup's own pool has it already."))
            return
        self._taken(str(facts.pool.get("Name") or facts.pool.get("Id")))

    def _owner_unknown(self, failure: Failure) -> None:
        if not failure.stopped:
            self._taken("")

    def _taken(self, name: str) -> None:
        pattern = self.tr("Your pool {pool} already uses this prefix. A prefix is given once in a region.")
        nobody = self.tr("A pool of yours already uses this prefix. A prefix is given once in a region.")
        words = pattern.format(pool=name) if name else nobody
        self._say(Fault(PATH, "domain.prefix.yours", "fault", words, "", "Amazon's answer to DescribeUserPoolDomain"))
        self.row.set_offers(self.tr("Free in this account:"), self._names)

    def _failed(self, failure: Failure) -> None:
        if not failure.stopped:
            self._asked = ""
            words = self.tr("Amazon could not be asked about it: {why} Review asks again.")
            self.row.set_hint(words.format(why=failure.why.happened))

    def _take(self, name: str) -> None:
        self._page.session.answer(PATH, name)
        self.row.field.setFocus()


def prefix_from(name: str, account: str) -> str:
    """A prefix after the setup's name; the name that every setup begins with gets the account's last digits."""
    words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:LONGEST].rstrip("-")
    return f"{words}-{account[-4:]}" if words == "pomerium" and account else words

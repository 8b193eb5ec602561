"""The dialog that copies a setup for another environment: two answers, and all that will differ, before it is made."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from wizard.gui import drafts, theme
from wizard.gui.drafts import Draft
from wizard.gui.facedialog import FaceDialog
from wizard.gui.page import Section
from wizard.gui.session import Session
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.diff import DiffLine, DiffView
from wizard.gui.widgets.field import TextField
from wizard.gui.widgets.formrow import FormRow
from wizard.setup import rules
from wizard.setup.copying import copied, differences
from wizard.setup.model import Setup, origin

PAUSE_MS = 400


class CopyDialog(FaceDialog):
    """`made` tells the copy; nothing at Amazon and no file is touched by it."""

    id = "copy"
    made = Signal(object)

    def __init__(self, session: Session, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setup, _ = session.setup_of(None if session.is_at(draft) else draft)
        every = drafts.recent(drafts.folder(session.mode.practice), 1000)  # what was made is kept by the setup's name
        self._taken = {each.name for each in every} | {self._setup.name}
        self.setWindowTitle(self.tr("Copy {name}").format(name=self._setup.name))
        self.make = self.deed("make", self._make, "primary", right=True)
        self.show_face(
            self.tr("Copy for another environment"),
            self.tr("All of {name} but what must differ. Nothing is created before you press Create there.").format(
                name=self._setup.name
            ),
        )
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(self._tell_faults)
        self._add_fields()
        self._show_copy()

    def _add_fields(self) -> None:
        self.name = TextField(self._free_name())
        hint = self.tr("Names the user pool and the domain prefix, too.")
        self.name_row = FormRow(self.tr("Name of the copy"), self.name, path="copy.name", hint=hint, width=360)
        self.url = TextField(placeholder=self._setup.pomerium.authenticate_url)
        self.url_row = FormRow(self.tr("Authenticate URL there"), self.url, path="copy.authenticate_url", hint=" ")
        for row, field in ((self.name_row, self.name), (self.url_row, self.url)):
            self.put(row)
            field.textChanged.connect(self._changed)
        if self._setup.pool.id:
            self.put(
                Banner("info", self.tr("The user pool was there before this setup: the copy makes one of its own."))
            )
        self.view = DiffView(_no_secret, self._text)
        self.put(Section(self.tr("What will differ"), [self.view]))
        self.offer(self.make, self.tr("&Make the copy"), on=False)

    def showEvent(self, event: QShowEvent) -> None:
        """The first field has the keyboard."""
        super().showEvent(event)
        self.name.setFocus()
        self.name.selectAll()

    def copy(self) -> Setup:
        """The copy as it would be made now."""
        return copied(self._setup, self.name.text().strip(), self.url.text().strip())

    def _changed(self) -> None:
        self.name_row.clear()
        self.url_row.clear()
        self._show_copy()
        self._later.start()

    def _show_copy(self) -> None:
        lines = self._lines()
        self.view.show_diff(f"{self.name.text().strip() or self._setup.name}.yaml", lines)
        # All of it, so that only the dialog scrolls: a head, a foot's room, and a line each.
        self.view.setMinimumHeight(theme.u(58) + len(lines) * theme.u(20))
        self.make.setEnabled(not any(self._faults()))

    def _lines(self) -> list[DiffLine]:
        lines: list[DiffLine] = []
        for each in differences(self._setup, self.copy()):
            lines += [DiffLine("-", f"{each.path}: {each.before}")] if each.before else []
            lines += [DiffLine("+", f"{each.path}: {each.after}")] if each.after else []
        return lines

    def _faults(self) -> tuple[str, str]:
        """What is wrong with the name and with the URL; '' for nothing."""
        copy = self.copy()
        name = _first(copy, "name", "pool.name", "domain.prefix")
        if not name and copy.name in self._taken:
            name = self.tr("A setup of this name is there already: what one has made would be taken for the other's.")
        url = _first(copy, "pomerium.authenticate_url")
        if not url and origin(copy.pomerium.authenticate_url) == self._setup.authenticate_origin:
            url = self.tr("This is where {name} signs people in. Each environment has an address of its own.").format(
                name=self._setup.name
            )
        return name, url

    def _tell_faults(self) -> None:
        name, url = self._faults()
        if name:
            self.name_row.set_fault(name)
        if url and self.url.text():
            self.url_row.set_fault(url)

    def _make(self) -> None:
        if not any(self._faults()):
            self.made.emit(self.copy())
            self.accept()

    def _free_name(self) -> str:
        base = self._setup.name
        found = f"{base}-stage" if base.endswith(("prod", "production")) else f"{base}-prod"
        number = 2
        while found in self._taken:
            found, number = f"{base}-{number}", number + 1
        return found

    def _text(self) -> str:
        return "\n".join(f"{line.sign} {line.text}" for line in self._lines())


def _first(setup: Setup, *paths: str) -> str:
    return next((f"{f.message} {f.mend}" for f in rules.of(setup, *paths) if f.level == "fault"), "")


def _no_secret(name: str) -> str:
    """None stands in a setup."""
    del name
    return ""

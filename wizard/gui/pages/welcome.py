"""Where a setup begins: new, from a file, or one of the recent ones; on Amazon or in practice mode."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from wizard.errors import InputRefused
from wizard.gui.drafts import Draft
from wizard.gui.page import Page, Section
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.chip import Chip, ChipKind
from wizard.gui.widgets.listrow import BoxedList, ListRow
from wizard.gui.widgets.switch import Switch
from wizard.setup import walk


class WelcomePage(Page):
    """Start begins a new setup, or goes on with the file that was chosen; a recent one is gone on with at once."""

    id = "welcome"

    def build(self) -> None:
        """Ways to begin, recent setups, practice mode."""
        self.set_primary(self.tr("&Start"))
        self.problem = self.add(Banner("error", "", " "))
        self.problem.hide()
        self.ways = BoxedList(self.tr("Ways to begin"))
        self.new = ListRow(
            self.tr("New setup"),
            self.tr("Three values to type: authenticate URL, region and domain prefix. All else has a safe default."),
            lead="radio",
            key="new",
            name="setup.way.new",
        )
        choose = Button(self.tr("Choose…"), small=True)
        choose.setObjectName("setup.choose")
        choose.setAccessibleDescription(self.tr("Open a setup file"))
        choose.clicked.connect(self._choose)
        self.file = ListRow(
            self.tr("Open a setup file"),
            self.tr("Go on from a file that you or a colleague saved."),
            lead="radio",
            trailing=choose,
            key="file",
            name="setup.way.file",
        )
        self.ways.add(self.new)
        self.ways.add(self.file)
        self.ways.choose("new")
        self.ways.chosen.connect(self._way)
        self.add(self.ways)
        self.list = BoxedList(self.tr("Recent setups"))
        self.list.chosen.connect(self._open_recent)
        self.recent: Section = self.section(self.tr("Recent setups"), self.list)
        self._drafts: dict[str, Draft] = {}
        self._add_practice()

    def entered(self) -> None:
        """What was kept may have changed since."""
        self._fill_recent()
        opened = self.session.file
        self.ways.choose("file" if opened else "new")
        if opened:
            self.file.set_text(opened.name, str(opened.parent))
        self._way(self.ways.key())
        self._tell_faults()

    def answered(self, path: str) -> None:
        """Another setup was opened, and it has to stay here."""
        if not path:
            self._tell_faults()

    def renewed(self) -> None:
        """Another mode has other setups."""
        self.practice.blockSignals(True)
        self.practice.setChecked(self.session.mode.practice)
        self.practice.blockSignals(False)
        if self.isVisible():
            self._fill_recent()

    def advance(self) -> bool:
        """A new setup starts from nothing, unless this one is new already."""
        if self.ways.key() == "new" and self.session.file is not None:
            self.session.start_new()
        return True

    def focus_first(self) -> None:
        """The way that is chosen."""
        row = self.file if self.ways.key() == "file" else self.new
        if row.target is not None:
            row.target.setFocus()

    def open(self, path: Path) -> None:
        """Go on from a setup file; one that can't be read is told here."""
        try:
            self.session.open_file(path)
        except InputRefused as error:
            self._tell(error.why.happened, f"{error.why.means} {error.why.mend}".strip())
            self.ways.choose("new")

    def _add_practice(self) -> None:
        self.practice = Switch(self.tr("Practice mode"), checked=self.session.mode.practice)
        self.practice.setObjectName("practice")
        self.practice.toggled.connect(self._practise)
        words = self.tr("A stand-in for Amazon on this computer. Nothing leaves it, nothing costs.")
        box = BoxedList(self.tr("Practice mode"))
        box.add(ListRow(self.tr("Practice mode"), words, lead="flask", trailing=self.practice))
        self.add(box)

    def _fill_recent(self) -> None:
        self._drafts = {draft.id: draft for draft in self.session.recent()}
        self.list.clear()
        for draft in self._drafts.values():
            chips = [Chip(draft.mark, _kind(draft), "tick" if draft.mark_kind == "ok" else "")] if draft.mark else []
            row = ListRow(
                draft.name,
                subtitle(draft),
                lead="file",
                chips=chips,
                trailing=self._undo_button(draft),
                chevron=True,
                key=draft.id,
                name=f"recent.{draft.name}",
            )
            row.pressed.connect(self._pressed)
            self.list.add(row)
        self.recent.setVisible(bool(self._drafts))

    def _undo_button(self, draft: Draft) -> Button | None:
        """Where something was made for it, or begun."""
        if "apply" not in draft.walk.visited:
            return None
        button = Button(self.tr("Undo…"), small=True)
        button.setObjectName(f"recent.{draft.name}.undo")
        button.setAccessibleDescription(self.tr("Remove what was made for {name}").format(name=draft.name))
        button.setProperty("key", draft.id)
        button.keyed.connect(self._undo)
        return button

    def _undo(self, id: str) -> None:
        from wizard.gui.undo import UndoDialog

        dialog = UndoDialog(self.session, self._drafts[id], self.window())
        dialog.finished.connect(self._fill_recent)
        dialog.open()

    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, ListRow) and row.target is not None:
            self._open_recent(str(row.target.property("key")))

    def _open_recent(self, id: str) -> None:
        self.session.open_draft(self._drafts[id])

    def _way(self, key: str) -> None:
        waiting = key == "file" and self.session.file is None
        self.set_reason(self.tr("Opens when a setup file is chosen") if waiting else "")

    def _choose(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        words = self.tr("Open a setup file")
        path, _ = QFileDialog.getOpenFileName(self, words, "", self.tr("Setup files (*.yaml *.yml);;All files (*)"))
        if path:
            self.open(Path(path))

    def _practise(self, on: bool) -> None:
        self.session.set_mode(dataclasses.replace(self.session.mode, practice=on))

    def _tell_faults(self) -> None:
        faults = self.session.faults_of(self.id)
        if not faults:
            self.problem.hide()
            return
        lines = [
            f"{self.tr('Line')} {f.line}: {f.message} {f.mend}" if f.line else f"{f.message} {f.mend}" for f in faults
        ]
        self._tell(self.tr("This file has to be mended in an editor first"), "\n".join(lines))

    def _tell(self, title: str, words: str) -> None:
        self.problem.set_message("error", words, title)
        self.problem.show()


def subtitle(draft: Draft) -> str:
    """Account, region, where it stopped and when."""
    account = "-".join((draft.account[:4], draft.account[4:8], draft.account[8:])) if draft.account else ""
    stopped = ""
    if not draft.walk.saved and draft.walk.position:
        pattern = QCoreApplication.translate("Window", "stopped at {step}")
        stopped = pattern.format(step=walk.step(draft.walk.current).title)
    when = ", ".join(part for part in (stopped, day(draft.when)) if part)
    return " · ".join(part for part in (account, draft.region, when) if part)


def day(when: float) -> str:
    """ "today, 16:20", "yesterday", "12 November"."""
    then, now = datetime.datetime.fromtimestamp(when), datetime.datetime.now()
    days = (now.date() - then.date()).days
    if days == 0:
        return QCoreApplication.translate("Window", "today, {time}").format(time=f"{then:%H:%M}")
    if days == 1:
        return QCoreApplication.translate("Window", "yesterday")
    return f"{then.day} {then:%B}" + (f" {then.year}" if then.year != now.year else "")


def _kind(draft: Draft) -> ChipKind:
    kinds: dict[str, ChipKind] = {"ok": "ok", "warn": "warn", "error": "error"}
    return kinds.get(draft.mark_kind, "neutral")

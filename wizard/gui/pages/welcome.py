"""Where a setup begins: new, from a file, or one of the recent ones; on Amazon or in practice mode."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from wizard import __version__
from wizard.errors import InputRefused
from wizard.gui.page import Page
from wizard.gui.pages.recent_list import RecentList
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.listrow import BoxedList, ListRow
from wizard.gui.widgets.switch import Switch


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
        self.recent = self.add(RecentList(self.session))
        self._add_practice()
        self._add_tools()

    def entered(self) -> None:
        """What was kept may have changed since."""
        self.recent.fill()
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
            self.recent.fill()

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

    def _add_tools(self) -> None:
        box = BoxedList(self.tr("Without a setup"))
        look = ListRow(
            self.tr("Look at a Pomerium configuration…"),
            self.tr("Names what is wrong in it for Cognito, line by line, and begins a setup from it."),
            lead="search",
            chevron=True,
            name="welcome.inspect",
        )
        look.pressed.connect(self._inspect)
        explain = ListRow(
            self.tr("Say what an error means…"),
            self.tr("From Amazon, a login page, or Pomerium's log: cause and mend."),
            lead="info",
            chevron=True,
            name="welcome.explain",
        )
        explain.pressed.connect(self._explain)
        about = ListRow(
            self.tr("About this program…"),
            self.tr("Version {version}. Tells whether there is a newer one.").format(version=__version__),
            lead="mark",
            chevron=True,
            name="welcome.about",
        )
        about.pressed.connect(self._about)
        for row in (look, explain, about):
            box.add(row)
        self.section(self.tr("Without a setup"), box)

    def _inspect(self) -> None:
        from wizard.gui.inspection import InspectionDialog, choose

        path = choose(self)
        if path is not None:
            dialog = InspectionDialog(self.session, path, self.window())
            dialog.adopted.connect(self.session.begin_with)
            dialog.open()

    def _explain(self) -> None:
        from wizard.gui.explaining import ExplainDialog

        ExplainDialog(self.session, parent=self.window()).open()

    def _about(self) -> None:
        from wizard.gui.about import AboutDialog

        AboutDialog(self.session, parent=self.window()).open()

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

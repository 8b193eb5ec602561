"""The files: before, with what would be written; after, with what is left to do."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.errors import InputRefused
from wizard.events import Event, Progress
from wizard.gui import theme
from wizard.gui.page import Page, Section
from wizard.gui.pages.save_after import After
from wizard.gui.pages.save_files import FileRow
from wizard.gui.pages.save_left import lead, tasks
from wizard.gui.pages.save_look import Look, Ready
from wizard.gui.pages.values_table import ValuesTable, values
from wizard.gui.widgets import speak
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.listrow import BoxedList
from wizard.gui.widgets.statepage import StatePage
from wizard.gui.work import Failure
from wizard.jobs.save import FileToWrite, Save
from wizard.pomerium.outputs.format import LASTING


class SavePage(Page):
    """Next writes; after that Finish stands for it."""

    id = "save"
    return_goes_on = False

    def build(self) -> None:
        """State, trouble, and a place for either of the two faces."""
        self._ready: Ready | None = None
        self.state = self.fill(StatePage())
        self.state.acted.connect(self._look_again)
        self.practice = self.banner(
            "info", self.tr("Practice mode: these files begin with a line that says they are not for a real Pomerium.")
        )
        again = Action("again", self.tr("Write again"), "primary", "save.again")
        paths = Action("paths", self.tr("Change the paths"), name="save.paths")
        self.trouble = self.add(Banner("error", "", " ", [again, paths]))
        self.trouble.acted.connect(self._mend)
        look = Action("look", self.tr("Look again"), "primary", "save.look_again")
        self.changed = self.add(Banner("error", "", " ", [look]))
        self.changed.acted.connect(self._mend)
        self._faces = QVBoxLayout()
        theme.lay(self._faces, gap=20)
        self.face = QWidget()
        self.face.setLayout(self._faces)
        self.add(self.face)
        self.rows: list[FileRow] = []
        self.after: After | None = None
        self._hide_all()

    def entered(self) -> None:
        """Files may have come or gone since."""
        if not self.is_running("write"):
            self._look()

    def answered(self, path: str) -> None:
        """Another path was chosen; a setup file that was saved changes nothing here but its own row."""
        del path
        if self.after is not None and self.session.walk.saved:
            self.after.show_setup(self.session.file)
        elif not self.is_running("write"):
            self._look()

    def renewed(self) -> None:
        """Another account or mode: nothing is known."""
        self._ready = None
        self._clear()
        self._hide_all()

    def advance(self) -> bool:
        """Write, once."""
        if self._ready is not None and not self.session.walk.saved:
            self._write()
        return False

    def focus_first(self) -> None:
        """A path that is asked for; else the title."""
        asked = next((row.other for row in self.rows if row.other is not None), None)
        (asked or self.header.title).setFocus(Qt.FocusReason.OtherFocusReason)

    # --- reading

    def _look_again(self, key: str) -> None:
        del key
        self._look()

    def _make(self, key: str) -> None:
        """Pomerium's own secrets, which then stand in the files."""
        del key
        self._look(with_secrets=True)

    def _look(self, with_secrets: bool = False) -> None:
        self._ready = None
        self._clear()
        self._hide_all()
        self.state.show()
        self.state.loading(self.tr("Reading the values from Amazon"), self.tr("Nothing is written."))
        self.set_reason(self.tr("Opens when the values are read"))
        self.set_primary(self.tr("&Write files"))
        self.header.set_text(self.step.title, self.step.lead)
        make = partial(Look, setup=self.session.setup, base=self.session.base, with_secrets=with_secrets)
        self.run("look", make, self._told_look, self._failed_look, self._told)

    def _told(self, event: Event) -> None:
        if isinstance(event, Progress) and self.state.state() == "loading":
            self.state.set_text(event.text)

    def _told_look(self, ready: Ready) -> None:
        self._ready = ready
        self.session.learn(identity=ready.snapshot.identity, snapshot=ready.snapshot)
        if self.session.walk.saved:
            self._show_after(ready)
        else:
            self._show_before(ready)

    def _failed_look(self, failure: Failure) -> None:
        why = failure.why
        again = Action("again", self.tr("Try again"), "primary", "save.look")
        self.state.error(why.happened, f"{why.means} {why.mend}".strip(), [again], why.details)

    # --- writing

    def _write(self) -> None:
        self.trouble.hide()
        self.changed.hide()
        self.session.begin()
        self.set_reason(self.tr("Writing"))
        shown = tuple(each.file for each in self._ready.files) if self._ready is not None else None
        make = partial(Save, setup=self.session.setup, base=self.session.base, shown=shown)
        self.run("write", make, self._told_write, self._failed_write)

    def _told_write(self, written: tuple[FileToWrite, ...]) -> None:
        del written
        self.session.end(saved=True)
        self.set_reason("")
        if self._ready is not None:
            self._show_after(self._ready)
            speak.announce(self.header.title, f"{self.header.title.text()}. {self.header.lead.text()}")
            self.header.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed_write(self, failure: Failure) -> None:
        self.session.end()
        why = failure.why
        self.set_reason("")
        self.set_primary(self.primary[0], "secondary")
        banner = self.changed if failure.status == InputRefused.status else self.trouble
        banner.set_message("error", " ".join(part for part in (why.means, why.mend) if part), why.happened)
        banner.show()

    def _mend(self, key: str) -> None:
        if key == "paths":
            self.session.jump("pomerium")
        elif key == "look":
            self._look()
        else:
            self._write()

    def _move(self, place: int, path: str) -> None:
        self.session.answer(f"pomerium.outputs.{place}.path", path)

    def _rotate(self) -> None:
        from wizard.gui.rotation import RotationDialog

        RotationDialog(self.session, parent=self.window()).open()

    def _undo(self) -> None:
        from wizard.gui.undo import UndoDialog

        UndoDialog(self.session, parent=self.window()).open()

    def _cluster(self) -> None:
        from wizard.gui.cluster import ClusterDialog

        if self._ready is not None and self._ready.manifests is not None:
            ClusterDialog(self.session, self._ready.manifests, parent=self.window()).open()

    # --- showing

    def _show_before(self, ready: Ready) -> None:
        self.state.hide()
        self._clear()
        self.practice.setVisible(self.session.mode.practice)
        box = BoxedList(self.tr("Files"))
        for place, shown in enumerate(ready.files):
            row = FileRow(place, shown, ready.told.client_secret)
            row.moved.connect(self._move)
            row.looked.connect(self._look)
            row.set_open(place == 0 and shown.file.state != "foreign", moving=False)
            self.rows.append(row)
            box.add(row)
        if ready.files:
            self._faces.addWidget(box)
        lasting = self._lasting(ready)
        if lasting is not None:
            self._faces.addWidget(lasting)
        table = ValuesTable(values(self.session.setup, ready.snapshot, ready.told))
        self._faces.addWidget(Section(self.tr("The values themselves"), [table]))
        self.face.show()
        self._open(ready)

    def _lasting(self, ready: Ready) -> Banner | None:
        """What to offer where a file lacks Pomerium's own secrets, and they can be kept."""
        said = [words for shown in ready.files if shown.file.why is None for words in shown.file.output.warnings]
        if not ready.store or not any(words in LASTING for words in said):
            return None
        make = Action("make", self.tr("Make lasting ones"), name="save.own_secrets")
        words = self.tr("Pomerium makes them anew at each start: all are signed out. Lasting ones stay in {store}.")
        title = self.tr("No shared secret and no cookie secret")
        banner = Banner("info", words.format(store=ready.store), title, [make])
        banner.acted.connect(self._make)
        return banner

    def _open(self, ready: Ready) -> None:
        """What the forward button says, or why it is off."""
        foreign = [shown.file.path.name for shown in ready.files if shown.file.state == "foreign"]
        count = sum(shown.file.state != "same" for shown in ready.files)
        pattern = self.tr("&Write {n} file") if count == 1 else self.tr("&Write {n} files")
        deed = pattern.format(n=count) if count else self.tr("&Next")
        self.set_primary(deed, "secondary" if foreign else "primary")
        self.set_reason(self.tr("Opens when {file} has another path").format(file=foreign[0]) if foreign else "")
        self.header.set_text(self.step.title, self.step.lead)

    def _show_after(self, ready: Ready) -> None:
        self.state.hide()
        self._clear()
        self.practice.hide()
        todo = tasks(self.session.setup, ready, self.session.mode.practice)
        self.after = After(ready, todo)
        self.after.show_setup(self.session.file)
        self.after.rotate.clicked.connect(self._rotate)
        self.after.undo.clicked.connect(self._undo)
        self.after.cluster.clicked.connect(self._cluster)
        self._faces.addWidget(self.after)
        self.face.show()
        left = len(todo) + (self.session.file is None)
        self.header.set_text(self.tr("Saved"), lead(left, len(ready.files), self.session.mode.practice))
        self.set_reason("")
        self.set_primary(self.tr("&Finish"))

    def _hide_all(self) -> None:
        for part in (self.state, self.practice, self.trouble, self.changed, self.face):
            part.hide()

    def _clear(self) -> None:
        self.rows, self.after = [], None
        while (item := self._faces.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()

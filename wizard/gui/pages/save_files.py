"""The files before they are written: one row each, opened it shows the lines; somebody else's file asks for a path."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSizeF, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.pages.save_look import Shown
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.chip import Chip, ChipKind
from wizard.gui.widgets.diff import DiffView
from wizard.gui.widgets.field import TextField
from wizard.gui.widgets.formrow import FormRow
from wizard.gui.widgets.label import Label
from wizard.gui.widgets.motion import Unfold
from wizard.gui.widgets.planrow import OpeningHead
from wizard.gui.widgets.rowtarget import LEAD, TEXT
from wizard.jobs.save import FileToWrite
from wizard.pomerium.outputs.format import LASTING
from wizard.vault import Secret

_LINES = 16  # a longer file scrolls


class FileView(DiffView):
    """As high as its lines, 16 at most. Copy copies the text with the real secret."""

    def __init__(self, shown: Shown, secret: Secret | None) -> None:
        super().__init__(self._secret, self._text)
        self._shown, self._real = shown, secret
        self.setObjectName(f"preview.{shown.file.output.format}")
        self.view.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.show_diff(shown.file.path.name, shown.lines, shown.whole)
        if shown.file.output.holds_secret:
            self.copy.set_name(QCoreApplication.translate("Save", "Copy the file, with the real secret"))

    def _secret(self, name: str) -> str:
        del name
        return self._real.reveal() if self._real is not None else ""

    def _text(self) -> str:
        return self._shown.file.data.decode()

    def _fit(self, size: QSizeF) -> None:
        self.view.setFixedHeight(min(round(size.height()) + theme.u(8), theme.u(19 * _LINES)))


class FileRow(QWidget):
    """A file that would be written. `moved` tells another path for one that is somebody else's; `looked` that the
    admin moved that one away.
    """

    moved = Signal(int, str)
    looked = Signal()

    def __init__(self, place: int, shown: Shown, secret: Secret | None) -> None:
        super().__init__()
        self._place = place
        self.shown = shown
        file = shown.file
        self.head = OpeningHead(file.path.name, self._sentence(), chips=[Chip(*_chip(shown))])
        self.head.sign = ("file", "text2")
        self.head.target.setObjectName(f"output.{place}")
        self.head.target.clicked.connect(self.toggle)
        self.view = FileView(shown, secret)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        theme.lay(inner, LEAD, 0, LEAD, 14)
        inner.addWidget(self.view)
        self._unfold = Unfold(holder, self)
        column = QVBoxLayout(self)
        theme.lay(column)
        column.addWidget(self.head)
        self.other: TextField | None = None
        if file.state == "foreign":
            column.addWidget(self._ask_path())
        for words in (*(said for said in file.output.warnings if said not in LASTING), *file.notes):
            column.addWidget(_caution(words))
        column.addWidget(self._unfold)
        self._describe()

    def set_open(self, on: bool, *, moving: bool = True) -> None:
        """Show its lines, or not."""
        self._unfold.set_open(on, moving=moving)
        self.head.opened = on
        self.head.update()
        self._describe()

    def toggle(self) -> None:
        """Open, or close."""
        self.set_open(not self._unfold.is_open())

    def ground(self) -> str | None:
        """error_soft while it keeps Save closed."""
        return "error_soft" if self.shown.file.state == "foreign" else None

    def _ask_path(self) -> QWidget:
        file = self.shown.file
        self.other = TextField(str(_beside(file.path)))
        hint = QCoreApplication.translate("Save", "Or mend that file, or move it away, and look again.")
        self.row = FormRow(QCoreApplication.translate("Save", "Another path"), self.other, hint=hint)
        self.other.setObjectName(f"output.{self._place}.path")
        self.other.returnPressed.connect(self._use)
        use = Button(QCoreApplication.translate("Save", "Use this path"), "primary", small=True)
        use.setObjectName(f"output.{self._place}.use")
        use.clicked.connect(self._use)
        choose = Button(QCoreApplication.translate("Save", "Choose…"), small=True)
        choose.setObjectName(f"output.{self._place}.choose")
        choose.clicked.connect(self._choose)
        holder = QWidget()
        column = QVBoxLayout(holder)
        theme.lay(column, TEXT, 0, LEAD, 12, gap=6)
        column.addWidget(self.row)
        again = Button(QCoreApplication.translate("Save", "Look again"), "flat", small=True)
        again.setObjectName(f"output.{self._place}.again")
        again.clicked.connect(self.looked)
        line = QHBoxLayout()
        theme.lay(line, gap=8)
        for button in (use, choose, again):
            line.addWidget(button)
        line.addStretch(1)
        column.addLayout(line)
        return holder

    def _use(self) -> None:
        if self.other is not None and self.other.text().strip():
            self.moved.emit(self._place, self.other.text().strip())

    def _choose(self) -> None:
        if self.other is None:
            return
        title = QCoreApplication.translate("Save", "Write this file to")
        path, _ = QFileDialog.getSaveFileName(self, title, self.other.text())
        if path:
            self.other.setText(path)

    def _sentence(self) -> str:
        file = self.shown.file
        where = home_short(file.path)
        private = QCoreApplication.translate("Save", "only you will be able to read it")
        said = {
            "new": private if file.output.holds_secret else "",
            "same": QCoreApplication.translate("Save", "is as it should be"),
            "ours": QCoreApplication.translate("Save", "was written from here before"),
            "merge": QCoreApplication.translate(
                "Save", "our settings go in, all else stays as it is; the old file is kept beside it"
            ),
            "foreign": _why(file),
        }[file.state]
        return " · ".join(part for part in (where, said) if part)

    def _describe(self) -> None:
        opened = QCoreApplication.translate("Save", "expanded")
        closed = QCoreApplication.translate("Save", "collapsed")
        state = opened if self._unfold.is_open() else closed
        self.head.target.setAccessibleName(self.head.title.text())
        words = (self.head.sentence.text(), *(chip.text() for chip in self.head.chips), state)
        self.head.target.setAccessibleDescription(", ".join(words))


def home_short(path: Path) -> str:
    """The path with ~ for the home folder."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except ValueError:
        return str(path)


def _why(file: FileToWrite) -> str:
    """Why a file can't be written, without its path, which stands before it."""
    if file.why is None:
        return ""
    what = file.why.happened.removeprefix(str(file.path)).lstrip(": ")
    stays = QCoreApplication.translate("Save", "It stays as it is.")
    return f"{what} {stays}"


def _beside(path: Path) -> Path:
    """A path near a taken one."""
    return path.with_name(f"{path.stem}-cognito{path.suffix}")


def _chip(shown: Shown) -> tuple[str, ChipKind]:
    added = sum(line.sign == "+" for line in shown.lines)
    removed = sum(line.sign == "-" for line in shown.lines)
    changed = QCoreApplication.translate("Save", "{n} added, {m} removed").format(n=added, m=removed)
    chips: dict[str, tuple[str, ChipKind]] = {
        "new": (QCoreApplication.translate("Save", "New file"), "neutral"),
        "same": (QCoreApplication.translate("Save", "Up to date"), "ok"),
        "ours": (changed, "neutral"),
        "merge": (changed, "neutral"),
        "foreign": (QCoreApplication.translate("Save", "Left as it is"), "error"),
    }
    return chips[shown.file.state]


def _caution(words: str) -> QWidget:
    label = Label(words, "caption", "warn", wrap=True)
    label.setContentsMargins(theme.u(TEXT), 0, theme.u(LEAD), theme.u(10))
    return label

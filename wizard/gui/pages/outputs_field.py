"""The files for Pomerium: a format and a path each, added and removed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.pages.save_files import home_short
from wizard.gui.widgets.button import Button, IconButton
from wizard.gui.widgets.combo import Combo
from wizard.gui.widgets.field import TextField
from wizard.gui.widgets.listrow import BoxedList
from wizard.pomerium.outputs import FORMATS
from wizard.setup.model import Output

_NAMED = frozenset({"format", "path"})


class OutputsField(QWidget):
    """Bound as a tuple of Output. `choose` asks for a folder for those with relative paths.

    A path that was never typed follows the format: config.yaml, pomerium.env, …
    """

    changed = Signal()
    """A format was chosen, a row added or removed, a file picked."""
    typed = Signal()
    left = Signal()

    def __init__(self, path: str, base: Path) -> None:
        super().__init__()
        self._path, self._base = path, base
        self._rows: list[_Row] = []
        self._box = BoxedList(QCoreApplication.translate("Pomerium", "Files"))
        self.add = Button(QCoreApplication.translate("Pomerium", "Add a file"), small=True, icon="plus")
        self.add.setObjectName(f"{path}.add")
        self.add.clicked.connect(self._begin)
        self.choose = Button(QCoreApplication.translate("Pomerium", "Choose folder…"), "flat", small=True)
        self.choose.setObjectName(f"{path}.folder")
        line = QHBoxLayout()
        theme.lay(line, gap=4)
        line.addWidget(self.add)
        line.addWidget(self.choose)
        line.addStretch(1)
        column = QVBoxLayout(self)
        theme.lay(column, gap=8)
        column.addWidget(self._box)
        column.addLayout(line)
        self.setFocusProxy(self.add)

    def set_base(self, base: Path) -> None:
        """The folder that relative paths start from."""
        self._base = base

    def read(self) -> tuple[Output, ...]:
        """The rows as they stand."""
        return tuple(row.read() for row in self._rows)

    def write(self, outputs: tuple[Output, ...]) -> None:
        """Show these; not told by `changed`. Rows that are right already keep their caret."""
        while len(self._rows) > len(outputs):
            self._take(self._rows[-1])
        while len(self._rows) < len(outputs):
            self._append()
        for row, output in zip(self._rows, outputs, strict=True):
            row.write(output)
        self._name()

    def _begin(self) -> None:
        used = {row.read().format for row in self._rows}
        format = next((name for name in FORMATS if name not in used), "config-yaml")
        row = self._append()
        row.write(Output(format, FORMATS[format].filename, _NAMED))
        self._name()
        row.show()
        row.format.setFocus()
        self.changed.emit()

    def _append(self) -> _Row:
        row = _Row()
        row.format.currentIndexChanged.connect(self.changed)
        row.path.textChanged.connect(self.typed)
        row.path.editingFinished.connect(self.left)
        row.remove.clicked.connect(self._removed)
        row.choose.clicked.connect(self._choose)
        self._rows.append(row)
        self._box.add(row)
        return row

    def _removed(self) -> None:
        self._take(next(row for row in self._rows if row.remove is self.sender()))
        self._name()
        self.add.setFocus()
        self.changed.emit()

    def _take(self, row: _Row) -> None:
        self._rows.remove(row)
        self._box.remove(row)
        for widget in (row.format, row.path, row.choose, row.remove):
            # It lives on until the event loop comes by; its name is another row's from now on.
            widget.setObjectName("")

    def _choose(self) -> None:
        row = next(row for row in self._rows if row.choose is self.sender())
        title = QCoreApplication.translate("Pomerium", "Write this file to")
        start = str((self._base / Path(row.path.text() or "config.yaml").expanduser()).absolute())
        # Nothing is written now, so nothing asks whether to write over a file.
        option = QFileDialog.Option.DontConfirmOverwrite
        path, _ = QFileDialog.getSaveFileName(self, title, start, options=option)
        if path:
            chosen = Path(path)
            inside = chosen.is_relative_to(self._base)
            row.path.setText(str(chosen.relative_to(self._base)) if inside else home_short(chosen))
            self.changed.emit()

    def _name(self) -> None:
        self._box.setVisible(bool(self._rows))
        for n, row in enumerate(self._rows):
            row.format.setObjectName(f"{self._path}.{n}.format")
            row.path.setObjectName(f"{self._path}.{n}.path")
            row.choose.setObjectName(f"{self._path}.{n}.choose")
            row.remove.setObjectName(f"{self._path}.{n}.remove")
            for widget, words in (
                (row.format, QCoreApplication.translate("Pomerium", "Format of file {n}")),
                (row.path, QCoreApplication.translate("Pomerium", "Path of file {n}")),
            ):
                widget.setAccessibleName(words.format(n=n + 1))
            row.choose.set_name(QCoreApplication.translate("Pomerium", "Choose a path for file {n}").format(n=n + 1))
            row.remove.set_name(QCoreApplication.translate("Pomerium", "Remove file {n}").format(n=n + 1))


class _Row(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.format = Combo()
        for name, format in FORMATS.items():
            self.format.addItem(format.title, name)
        self.path = TextField(placeholder="config.yaml")
        self.choose = IconButton("folder", "-")
        self.remove = IconButton("trash", "-")
        self._before = ""
        column = QVBoxLayout(self)
        theme.lay(column, 12, 12, 8, 12, gap=8)
        for field, button in ((self.format, self.remove), (self.path, self.choose)):
            line = QHBoxLayout()
            theme.lay(line, gap=6)
            line.addWidget(field, 1)
            line.addWidget(button)
            column.addLayout(line)
        self.format.currentIndexChanged.connect(self._follow)

    def read(self) -> Output:
        return Output(self._key(), self.path.text().strip(), _NAMED)

    def write(self, output: Output) -> None:
        for widget in (self.format, self.path):
            widget.blockSignals(True)
        place = self.format.findData(output.format)
        if place < 0 and output.format:
            # A format that the rules refuse is shown as it stands in the file.
            self.format.addItem(output.format, output.format)
            place = self.format.count() - 1
        self.format.setCurrentIndex(place)
        if self.path.text().strip() != output.path:
            self.path.setText(output.path)
        for widget in (self.format, self.path):
            widget.blockSignals(False)
        self._before = output.format
        self.format.update()

    def _follow(self) -> None:
        """A file name that came from the format goes with it."""
        before, now = FORMATS.get(self._before), FORMATS.get(self._key())
        self._before = self._key()
        name = Path(self.path.text().strip())
        if now is not None and (not self.path.text().strip() or (before is not None and name.name == before.filename)):
            self.path.blockSignals(True)
            self.path.setText(str(name.with_name(now.filename)) if name.name else now.filename)
            self.path.blockSignals(False)

    def _key(self) -> str:
        return str(self.format.currentData() or "")

"""The Pomerium configuration growing beside the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.widgets import paint
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.codeview import CodeLine, CodePanel, CodeView
from wizard.gui.widgets.copying import CopyButton
from wizard.gui.widgets.fields import Sign
from wizard.gui.widgets.label import Label


@dataclass(frozen=True)
class PreviewLine:
    """One line of the file: `changed` by this page; `unknown` until something has been made ("# after Apply")."""

    text: str
    changed: bool = False
    unknown: bool = False


class ConfigPreview(CodePanel):
    """244 wide beside the form. Lines that this page changes lie on soft with an accent bar."""

    def __init__(self, foot: str = "", parent: QWidget | None = None) -> None:
        super().__init__(CodeView("code"), parent)
        self._plain = ""
        self.copy = CopyButton(QCoreApplication.translate("Widgets", "Copy the configuration"), self._read)
        self.head.addWidget(self.copy)
        self.foot.setText(foot or QCoreApplication.translate("Widgets", "Marked lines come from this page."))

    def show_text(self, name: str, lines: Sequence[PreviewLine]) -> None:
        """Show a file. A line that changes keeps its place in view."""
        self.name.setText(name)
        self._plain = "".join(f"{line.text}\n" for line in lines)
        pattern = QCoreApplication.translate("Widgets", "{name}, preview")
        self.view.setAccessibleName(pattern.format(name=name))
        self.view.setAccessibleDescription(_spoken(lines))
        self.view.show_lines([self._line(line) for line in lines])

    def text(self) -> str:
        """What Copy copies."""
        return self._plain

    @staticmethod
    def _line(line: PreviewLine) -> CodeLine:
        pieces = ((line.text, "text2"),) if line.unknown else key_and_value(line.text)
        return CodeLine(pieces, "soft" if line.changed else "", line.changed)

    def _read(self) -> str:
        return self._plain


class PreviewStrip(QWidget):
    """The preview folded into a line above the footer, for narrow windows; `asked` when it shall be shown."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain = ""
        self.name = Label("", "label")
        self.count = Label("", "caption", "text2")
        self.copy = CopyButton(QCoreApplication.translate("Widgets", "Copy the configuration"), self._read)
        self.button = Button(QCoreApplication.translate("Widgets", "Show"), small=True)
        self.button.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        theme.lay(row, 32, 6, 32, 6, gap=12)
        row.addWidget(Sign("file"))
        words = QVBoxLayout()
        theme.lay(words)
        words.addWidget(self.name)
        words.addWidget(self.count)
        row.addLayout(words, 1)
        row.addWidget(self.copy)
        row.addWidget(self.button)

    def show_text(self, name: str, lines: Sequence[PreviewLine]) -> None:
        """The same lines as the preview's."""
        self.name.setText(name)
        self._plain = "".join(f"{line.text}\n" for line in lines)
        number = sum(line.changed for line in lines)
        one = QCoreApplication.translate("Widgets", "1 line comes from this page")
        many = QCoreApplication.translate("Widgets", "{n} lines come from this page")
        self.count.setText(one if number == 1 else many.format(n=number))
        self.button.setAccessibleDescription(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline above."""
        del event
        p = paint.painter(self)
        paint.hairline(p, 0, self.width(), 0)
        p.end()

    def _read(self) -> str:
        return self._plain


def key_and_value(text: str) -> tuple[tuple[str, str], ...]:
    """A line of YAML or dotenv in pieces: key and sign in text2, value in text, comments in text2."""
    if text.lstrip().startswith("#"):
        return ((text, "text2"),)
    for sign in (": ", "="):
        key, found, value = text.partition(sign)
        if found and " " not in key.strip(" -"):
            return ((key + sign, "text2"), (value, "text"))
    return ((text, "text2" if text.rstrip().endswith(":") else "text"),)


def _spoken(lines: Sequence[PreviewLine]) -> str:
    pattern = QCoreApplication.translate("Widgets", "from this page: {line}")
    return "; ".join(pattern.format(line=line.text.strip()) for line in lines if line.changed)

"""One thing of a plan: what happens to it, and, opened, field by field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wizard.gui import icons, theme
from wizard.gui.widgets import paint
from wizard.gui.widgets.chip import Chip
from wizard.gui.widgets.fields import FieldLine, FieldsTable
from wizard.gui.widgets.label import Label
from wizard.gui.widgets.motion import Unfold
from wizard.gui.widgets.rowtarget import LEAD, TEXT, PressTarget

SIGNS = {"create": ("plus", "ok"), "update": ("tilde", "warn"), "delete": ("minus", "error"), "none": ("tick", "text3")}


class OpeningHead(QWidget):
    """The line of a row that opens: sign, title, sentence, chips, chevron. All of it is one button.

    54 high with one line each, or 48 when `low`.
    """

    def __init__(
        self,
        title: str,
        sentence: str,
        *,
        chips: Sequence[Chip] = (),
        low: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.sign: tuple[str, str] = ("", "text2")
        self.opened = False
        self.openable = True
        self.title = Label(title, "label", wrap=True)
        self.sentence = Label(sentence, "caption", "text2", wrap=True)
        self.target = PressTarget(self)
        self.target.setAutoDefault(False)
        self.chips = list(chips)
        row = QHBoxLayout(self)
        theme.lay(row, TEXT, 7 if low else 10, 41, 8 if low else 11, gap=8)
        words = QVBoxLayout()
        theme.lay(words, gap=2)
        for label in (self.title, self.sentence):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            words.addWidget(label)
        self.sentence.setVisible(bool(sentence))
        row.addLayout(words, 1)
        for chip in self.chips:
            row.addWidget(chip)
        self.target.lower()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Never lower than a row of one line."""
        return QSize(0, theme.u(44))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button is as large as the line."""
        super().resizeEvent(event)
        self.target.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Sign and chevron."""
        del event
        p = paint.painter(self)
        side = theme.u(16)
        top = (self.height() - side) // 2
        name, role = self.sign
        if name:
            icons.draw(p, name, paint.visual(self, QRect(theme.u(LEAD), top, side, side)), role)
        if self.openable:
            across = "chevron-left" if self.isRightToLeft() else "chevron-right"
            square = paint.visual(self, QRect(self.width() - theme.u(13) - side, top, side, side))
            icons.draw(p, "chevron-down" if self.opened else across, square, "text2")
        p.end()


class ExpandingRow(QWidget):
    """`change`: create, update, delete, none. Space, Return and a click open and close it.

    Read out as a button "App client pomerium" with the sentence, the chips and "collapsed" or "expanded".
    """

    opened = Signal(bool)

    def __init__(
        self,
        change: str,
        title: str,
        sentence: str = "",
        fields: Sequence[FieldLine] = (),
        *,
        chips: Sequence[Chip] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.head = OpeningHead(title, sentence, chips=chips)
        self.head.sign = SIGNS[change]
        self.table = FieldsTable(fields, "caption")
        holder = QWidget()
        inner = QVBoxLayout(holder)
        theme.lay(inner, TEXT, 0, LEAD, 12)
        inner.addWidget(self.table)
        self._unfold = Unfold(holder, self)
        column = QVBoxLayout(self)
        theme.lay(column)
        column.addWidget(self.head)
        column.addWidget(self._unfold)
        self.head.target.clicked.connect(self.toggle)
        self._change = change
        self._describe()

    def is_open(self) -> bool:
        """Whether the fields are shown."""
        return self._unfold.is_open()

    def toggle(self) -> None:
        """Open, or close."""
        self.set_open(not self.is_open())

    def set_open(self, on: bool, *, moving: bool = True) -> None:
        """Open or close."""
        if on == self.is_open():
            return
        self._unfold.set_open(on, moving=moving)
        self.head.opened = on
        self.head.update()
        self._describe()
        self.opened.emit(on)

    def ground(self) -> str | None:
        """Plan rows have no ground of their own."""
        return None

    def _describe(self) -> None:
        words = {
            "create": QCoreApplication.translate("Widgets", "creates"),
            "update": QCoreApplication.translate("Widgets", "changes"),
            "delete": QCoreApplication.translate("Widgets", "removes"),
            "none": QCoreApplication.translate("Widgets", "stays"),
        }
        expanded = QCoreApplication.translate("Widgets", "expanded")
        collapsed = QCoreApplication.translate("Widgets", "collapsed")
        state = expanded if self.is_open() else collapsed
        said = [words[self._change], self.head.sentence.text(), *(chip.text() for chip in self.head.chips), state]
        self.head.target.setAccessibleName(self.head.title.text())
        self.head.target.setAccessibleDescription(", ".join(word for word in said if word))

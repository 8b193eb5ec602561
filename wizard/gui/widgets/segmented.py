"""Two or three exclusive ways that swap the content below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from wizard.gui import theme
from wizard.gui.widgets import mnemonics, paint


class SegmentPart(QRadioButton):
    """One way: a real radio button that looks like a part of a track."""

    def __init__(self, key: str, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """28 high, 16 beside the text."""
        words = QFontMetrics(theme.font("label")).horizontalAdvance(mnemonics.plain(self.text()))
        return QSize(words + 2 * theme.u(16), theme.u(28))

    def minimumSizeHint(self) -> QSize:
        """The text is never cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """The whole part is the target."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chosen part is a raised surface."""
        del event
        p = paint.painter(self)
        if self.isChecked():
            paint.box(p, self.rect(), theme.u(6), "surface", "edge" if self.isEnabled() else "line")
        role = "text3" if not self.isEnabled() else "text" if self.isChecked() or self.underMouse() else "text2"
        flags = Qt.AlignmentFlag.AlignCenter | mnemonics.flag()
        paint.text(p, self.rect(), flags, self.text(), role, font=theme.font("label"))
        if self.hasFocus():
            paint.ring(p, self.rect(), theme.u(6))
        p.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return chooses, so that a dialog doesn't go on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            event.accept()
            return
        super().keyPressEvent(event)


class Segmented(QWidget):
    """A track with parts. `parts` are (key, text) or (key, text, objectName); the first is chosen at start.

    Arrows move and choose, Space and Return choose. `chosen` tells the key when it changes, also from code.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parts: Sequence[tuple[str, ...]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        theme.lay(row, 2)
        self._parts: dict[str, SegmentPart] = {}
        for key, text, *rest in parts:
            part = SegmentPart(key, text, self)
            part.setObjectName(rest[0] if rest else "")
            part.setAccessibleDescription(name)
            self._group.addButton(part)
            row.addWidget(part)
            self._parts[key] = part
        next(iter(self._parts.values())).setChecked(True)
        self._group.buttonToggled.connect(self._tell)

    def key(self) -> str:
        """Key of the chosen part."""
        part = self._group.checkedButton()
        return part.key if isinstance(part, SegmentPart) else ""

    def choose(self, key: str) -> None:
        """Choose a part; raises KeyError for an unknown key."""
        self._parts[key].setChecked(True)

    def part(self, key: str) -> SegmentPart:
        """The radio button of a key."""
        return self._parts[key]

    def paintEvent(self, event: QPaintEvent) -> None:
        """The track."""
        del event
        p = paint.painter(self)
        paint.box(p, self.rect(), theme.u(8), "hover")
        p.end()

    def _tell(self, part: SegmentPart, on: bool) -> None:
        if on:
            self.chosen.emit(part.key)

"""What stands where a list would: loading, empty, or an error."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wizard.gui import icons, theme
from wizard.gui.widgets import paint, speak
from wizard.gui.widgets.action import Action, make_buttons
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.copying import CopyButton
from wizard.gui.widgets.label import CodeLabel, Label
from wizard.gui.widgets.motion import Unfold
from wizard.gui.widgets.spinner import Spinner

DELAY_MS = 300


class Disc(QWidget):
    """48 round, with an icon of 22 or the turning ring."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._ground, self._role = "", "hover", "text2"
        self.spinner = Spinner(22, self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, ground: str = "hover", role: str = "text2") -> None:
        """'' shows the turning ring."""
        self._icon, self._ground, self._role = icon, ground, role
        self.spinner.setVisible(not icon)
        self.update()

    def sizeHint(self) -> QSize:
        """48 square."""
        return QSize(theme.u(48), theme.u(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Disc and icon."""
        del event
        side = theme.u(22)
        square = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        self.spinner.setGeometry(square)
        p = paint.painter(self)
        paint.box(p, self.rect(), self.width() / 2, self._ground)
        if self._icon:
            icons.draw(p, self._icon, square, self._role)
        p.end()


class DetailsBox(QWidget):
    """Raw text behind Details, with Copy."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        theme.lay(self._row, 8, 8, 10, 8, gap=8)
        words = QVBoxLayout()
        theme.lay(words, gap=0)
        self.button = Button(
            QCoreApplication.translate("Widgets", "Details"), "quiet", small=True, icon="chevron-right"
        )
        self.button.clicked.connect(self.toggle)
        head = QHBoxLayout()
        head.addWidget(self.button)
        head.addStretch(1)
        words.addLayout(head)
        self.text = CodeLabel(text, "text2")
        inner = QWidget()
        holder = QVBoxLayout(inner)
        theme.lay(holder, 32, 2, 0, 6)
        holder.addWidget(self.text)
        self._unfold = Unfold(inner, self)
        words.addWidget(self._unfold)
        self._row.addLayout(words, 1)
        self.copy = CopyButton(QCoreApplication.translate("Widgets", "Copy details"), self._read)
        self._row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._describe()

    def set_text(self, text: str) -> None:
        """Another text."""
        self.text.setText(text)

    def toggle(self) -> None:
        """Open, or close."""
        self.set_open(not self._unfold.is_open())

    def set_open(self, on: bool, *, moving: bool = True) -> None:
        """Open or close."""
        self._unfold.set_open(on, moving=moving)
        self.button.set_icon("chevron-down" if on else "chevron-right")
        self._describe()

    def is_open(self) -> bool:
        """Whether the text is shown."""
        return self._unfold.is_open()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet box."""
        del event
        p: QPainter = paint.painter(self)
        paint.box(p, self.rect(), theme.u(8), "sunken", "line")
        p.end()

    def _describe(self) -> None:
        opened = QCoreApplication.translate("Widgets", "expanded")
        closed = QCoreApplication.translate("Widgets", "collapsed")
        self.button.setAccessibleDescription(opened if self.is_open() else closed)

    def _read(self) -> str:
        return self.text.text()


class StatePage(QWidget):
    """Disc, one line, one or two sentences, 1 to 3 buttons; `acted` tells the key of the one pressed."""

    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = ""
        self.buttons: list[Button] = []
        self.disc = Disc()
        self.title = Label("", "state", wrap=True)
        self.text = Label("", "body", "text2", wrap=True)
        self.details = DetailsBox()
        self._actions = QHBoxLayout()
        theme.lay(self._actions, gap=8)
        self._late = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._late.timeout.connect(self._appear)
        self._body = QWidget()
        self._build()

    def loading(self, title: str, text: str = "", actions: Sequence[Action] = ()) -> None:
        """Something is read; shown after 300 ms, so that a quick answer doesn't flicker. Give it a Stop."""
        again = self._state == "loading"
        self._fill("loading", "", title, text, actions)
        if again and self._body.isVisibleTo(self):
            return
        self._body.hide()
        self._late.start()

    def empty(self, icon: str, title: str, text: str = "", actions: Sequence[Action] = ()) -> None:
        """There is nothing, and what to do about it."""
        self._fill("empty", icon, title, text, actions)
        self._appear()

    def error(
        self, title: str, text: str = "", actions: Sequence[Action] = (), details: str = "", icon: str = "cloud-off"
    ) -> None:
        """What happened and what to do; raw text only under Details."""
        self._fill("error", icon, title, text, actions)
        self._set_details(details)
        self._appear()

    def state(self) -> str:
        """'', 'loading', 'empty' or 'error'."""
        return self._state

    def set_text(self, text: str) -> None:
        """Another sentence ("120 so far") while the rest stays."""
        self.text.setText(text)

    def hideEvent(self, event: QHideEvent) -> None:
        """A page that is left does not appear late."""
        super().hideEvent(event)
        self._late.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """A page that comes back still loading waits its 300 ms anew."""
        super().showEvent(event)
        if self._state == "loading" and self._body.isHidden():
            self._late.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines of 480 at most. A maximum width would not do: at large fonts a centred box cuts wrapped text."""
        super().resizeEvent(event)
        side = max(0, (self.width() - theme.u(480)) // 2)
        self._words.setContentsMargins(side, 0, side, 0)

    def _build(self) -> None:
        column = QVBoxLayout(self._body)
        theme.lay(column, gap=6)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(self.disc, 0, centre)
        column.addSpacing(theme.u(6))
        self._words = QVBoxLayout()
        theme.lay(self._words, gap=6)
        for label in (self.title, self.text):
            label.setAlignment(centre)
            self._words.addWidget(label)
        column.addLayout(self._words)
        column.addSpacing(theme.u(8))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(self._actions)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(theme.u(24))
        column.addStretch(1)
        column.addWidget(self.details)
        outer = QVBoxLayout(self)
        theme.lay(outer)
        outer.addWidget(self._body)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)

    def _fill(self, state: str, icon: str, title: str, text: str, actions: Sequence[Action]) -> None:
        self._state = state
        self._late.stop()
        if state == "error":
            self.disc.show_icon(icon, "error_soft", "error")
        else:
            self.disc.show_icon(icon)
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self._set_details("")
        for button in self.buttons:
            self._actions.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = make_buttons(actions, self._tell)
        for button in self.buttons:
            self._actions.addWidget(button)

    def _set_details(self, details: str) -> None:
        self.details.set_text(details)
        self.details.setVisible(bool(details))
        self.details.set_open(False, moving=False)

    def _appear(self) -> None:
        self._body.show()
        words = " ".join(part for part in (self.title.text(), self.text.text()) if part)
        speak.announce(self, words, urgent=self._state == "error")

    def _tell(self, key: str) -> None:
        self.acted.emit(key)

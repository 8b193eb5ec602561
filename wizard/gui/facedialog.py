"""The frame of a dialog with several faces: a title, a sentence, what scrolls, what doesn't, and buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.widgets import speak
from wizard.gui.widgets.button import Button, Kind
from wizard.gui.widgets.label import Label, Paragraph
from wizard.gui.widgets.progress import ProgressBar
from wizard.gui.widgets.scroll import WIDTH as BAR
from wizard.gui.widgets.scroll import ScrollArea
from wizard.gui.widgets.statepage import DetailsBox, StatePage

ROOMY = 440  # guide px
_W = TypeVar("_W", bound=QWidget)


class FaceDialog(QDialog):
    """Open it with `open()`. `id` begins its object names; `show_face` and `show_state` begin another face."""

    id: ClassVar[str] = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[QWidget] = []
        self._kept: list[QWidget] = []
        self._deeds: list[Button] = []
        self.setObjectName(self.id)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._frame()
        fit(self, 620, 560)

    def _frame(self) -> None:
        outer = QVBoxLayout(self)
        theme.lay(outer, 24, 20, 24 - BAR, 20, gap=12)
        self.title = Label("", "state", wrap=True)
        self.lead = Paragraph("", role="text2")
        self.bar = ProgressBar(self.tr("Finished actions"))
        content = QWidget()
        self._column = QVBoxLayout(content)
        theme.lay(self._column, gap=16)
        self._column.addStretch(1)
        self.state = StatePage()
        self.state.acted.connect(self.acted)
        self.details = self.keep(DetailsBox())
        for widget in (self.title, self.lead):
            outer.addWidget(widget)
        outer.addLayout(inset(self.bar))
        self._above = inset()
        outer.addLayout(self._above)
        outer.addWidget(self.state, 1)
        self.area = ScrollArea(content)
        outer.addWidget(self.area, 1)
        self._below = inset()
        outer.addLayout(self._below)
        self._left, self._right = QHBoxLayout(), QHBoxLayout()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        theme.lay(self._line, 0, 0, BAR, 0, gap=8)
        for row in (self._left, self._right):
            theme.lay(row, gap=8)
            self._line.addLayout(row)
            row.addStretch(1)
        outer.addLayout(self._line)
        self.leave = Button(self.tr("&Close"))
        self.leave.setObjectName(f"{self.id}.close")
        self.leave.clicked.connect(self.reject)
        self._right.addWidget(self.leave)

    # --- for who builds one

    def acted(self, key: str) -> None:
        """A button of the state page was pressed."""

    def deed(
        self, name: str, pressed: Callable[[], object], kind: Kind = "secondary", *, right: bool = False
    ) -> Button:
        """A button of the faces that show it: what removes stands at the left, what goes on at the right."""
        made = Button("", kind)
        made.setObjectName(f"{self.id}.{name}")
        made.clicked.connect(pressed)
        if right:
            self._right.addWidget(made)
        else:
            self._left.insertWidget(self._left.count() - 1, made)
        made.hide()
        self._deeds.append(made)
        return made

    def keep(self, widget: _W) -> _W:
        """A widget that outlives its face; `put` shows it."""
        self._column.insertWidget(self._column.count() - 1, widget)
        widget.hide()
        self._kept.append(widget)
        return widget

    def drop(self, widget: QWidget) -> None:
        """Delete one that was kept."""
        self._kept.remove(widget)
        self._shown = [each for each in self._shown if each is not widget]
        widget.hide()
        widget.deleteLater()

    def show_face(self, title: str, lead: str) -> None:
        """Another title and sentence, and nothing below them."""
        self.title.setText(title)
        self.lead.setText(lead)
        self.title.setVisible(bool(title))
        self.lead.setVisible(bool(lead))
        for widget in self._shown:
            widget.hide()
            if widget not in self._kept:
                widget.deleteLater()
        self._shown = []
        for each in (self.state, self.bar, *self._deeds):
            each.hide()
        self.leave.show()
        self.leave.setText(self.tr("&Close"))
        self.area.show()
        self.area.verticalScrollBar().setValue(0)

    def show_state(self) -> None:
        """The state alone."""
        self.show_face("", "")
        self.area.hide()
        self.state.show()

    def put(self, widget: _W, *, first: bool = False) -> _W:
        """Onto the face, below what is there."""
        self._column.removeWidget(widget)  # one that is kept moves: it would be counted twice
        self._column.insertWidget(0 if first else self._column.count() - 1, widget)
        self._shown.append(widget)
        widget.show()
        return widget

    def put_below(self, widget: _W) -> _W:
        """Below what scrolls, always in sight; with large text it scrolls, too: nothing would be left of the rest."""
        if self.height() < theme.u(ROOMY):
            return self.put(widget, first=True)
        self._below.addWidget(widget)
        self._shown.append(widget)
        return widget

    def put_details(self, text: str) -> None:
        """Raw text, where there is any."""
        self.details.set_text(text)
        if text and self.details not in self._shown:
            self.put(self.details)

    def offer(self, deed: Button, text: str, *, on: bool = True) -> None:
        """Show a button of this face."""
        deed.setText(text)
        deed.setEnabled(on)
        self._wrap(deed)
        deed.show()

    def _wrap(self, coming: Button) -> None:
        """With large text the buttons of the two sides stand below each other: the dialog never grows for them."""
        shown = [each for each in (*self._deeds, self.leave) if each is coming or not each.isHidden()]
        needed = sum(each.sizeHint().width() + theme.u(8) for each in shown) + theme.u(48)
        way = QBoxLayout.Direction
        self._line.setDirection(way.TopToBottom if needed > self.width() else way.LeftToRight)

    def say(self, *, urgent: bool = False) -> None:
        """Title and sentence for the screen reader; Close has the keyboard, so that nothing is pressed by chance."""
        speak.announce(self.title, f"{self.title.text()}. {self.lead.text()}", urgent=urgent)
        self.leave.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Close has the keyboard: nothing here is pressed by chance."""
        super().showEvent(event)
        self.leave.setFocus()


def fit(dialog: QDialog, width: int, height: int) -> None:
    """Give it a size in guide px, but no more than the window that it belongs to has."""
    window = dialog.parentWidget()
    room = window.window().size() if window is not None else dialog.screen().availableSize()
    edge = theme.u(16)
    dialog.resize(min(theme.u(width), room.width() - edge), min(theme.u(height), room.height() - edge))


def inset(*widgets: QWidget) -> QVBoxLayout:
    """A column that ends where the scrolled content does."""
    column = QVBoxLayout()
    theme.lay(column, 0, 0, BAR, 0, gap=0)
    for widget in widgets:
        column.addWidget(widget)
    return column

"""The step rail: where the walk stands, and a way to every step that is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QSizePolicy, QVBoxLayout, QWidget

from wizard.gui import icons, theme
from wizard.gui.widgets import paint
from wizard.gui.widgets.chip import Chip
from wizard.gui.widgets.label import Label
from wizard.gui.widgets.raildelegate import RailDelegate
from wizard.gui.widgets.railmodel import JUMPS, Index, RailItem, RailModel
from wizard.gui.widgets.scroll import ScrollBar

WIDTH = 224


class RailList(QListView):
    """One tab stop; arrows move, Return and a click go there; closed items tell why they stay."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps = RailModel(self)
        self.setModel(self.steps)
        self.paints = RailDelegate(self)
        self.setItemDelegate(self.paints)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(ScrollBar())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setAccessibleName(QCoreApplication.translate("Widgets", "Steps"))
        self.setProperty("hovered", -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The ring is for the keyboard."""
        self.paints.keyboard = False
        super().mousePressEvent(event)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The reason of a closed item shows under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """Hover ends."""
        super().leaveEvent(event)
        self._hover(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring shows when the focus came by keyboard; it starts on the current step."""
        self.paints.keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        if not self.currentIndex().isValid() and self.steps.current().isValid():
            self.move_to(self.steps.current())
        super().focusInEvent(event)
        self.scheduleDelayedItemsLayout()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A reason shown for the focus goes."""
        super().focusOutEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Space activate; a dialog must not go on."""
        self.paints.keyboard = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The second line of a closed item makes it higher."""
        super().currentChanged(current, previous)
        self.scheduleDelayedItemsLayout()

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """The selected item is the current step; the keyboard moves the focus alone."""
        del index, event
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def move_to(self, index: QModelIndex) -> None:
        """Move the focus, without selecting."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _hover(self, row: int) -> None:
        if row != self.property("hovered"):
            self.setProperty("hovered", row)
            self.scheduleDelayedItemsLayout()
            self.viewport().update()


class Rail(QWidget):
    """224 wide: product name, steps in groups, account and region in use. `jumped` tells the id of a step to go to."""

    jumped = Signal(str)

    def __init__(self, product: str, subtitle: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.list = RailList()
        self.list.clicked.connect(self._go)
        self.list.activated.connect(self._go)
        self._product = Label(product, "section")
        self._subtitle = Label(subtitle, "caption", "text2")
        self._practice = Chip(QCoreApplication.translate("Widgets", "Practice mode"), "warn", "flask")
        self._account = Label("", "link")
        self._place = Label("", "caption", "text2", wrap=True)
        self._build()
        self.set_practice(False)
        self.set_place("", "")

    def set_items(self, items: Sequence[RailItem]) -> None:
        """Show the steps. The current one is selected; the focus stays where it is while the steps are the same."""
        self.list.steps.set_items(items)
        current = self.list.steps.current()
        flags = QItemSelectionModel.SelectionFlag
        if current.isValid():
            self.list.selectionModel().select(current, flags.ClearAndSelect)
            if not self.list.hasFocus():
                self.list.move_to(current)
            self.list.scrollTo(current)
        else:
            self.list.selectionModel().clearSelection()
        self.list.scheduleDelayedItemsLayout()

    def set_practice(self, on: bool) -> None:
        """The amber chip stands for the subtitle."""
        self._chip_line.setVisible(on)
        self._subtitle.setVisible(not on)
        self.setAccessibleDescription(self._practice.text() if on else "")

    def set_place(self, account: str, place: str) -> None:
        """Account ("1234-5678-9012") and who and where ("admin@corp · eu-west-1"); '' for none yet."""
        for label, text in ((self._account, account), (self._place, place)):
            label.setText(text)
            label.setVisible(bool(text))

    def focus_list(self, reason: Qt.FocusReason = Qt.FocusReason.ShortcutFocusReason) -> None:
        """Give the steps the keyboard."""
        self.list.setFocus(reason)

    def sizeHint(self) -> QSize:
        """224 wide."""
        return QSize(theme.u(WIDTH), theme.u(400))

    def minimumSizeHint(self) -> QSize:
        """224 wide."""
        return QSize(theme.u(WIDTH), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark, and a hairline beside the pages."""
        super().paintEvent(event)
        p = paint.painter(self)
        side = theme.u(26)
        square = QRect(theme.u(21), theme.u(22), side, side)
        icons.draw(p, "mark", paint.visual(self, square), "fill")
        edge = paint.visual(self, QRect(self.width() - 1, 0, 1, self.height()))
        p.fillRect(edge, theme.color("line"))
        p.end()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        theme.lay(column, 10, 20, 10, 15)
        head = QVBoxLayout()
        theme.lay(head, 48, 0, 0, 0)
        head.addWidget(self._product)
        head.addWidget(self._subtitle)
        self._chip_line = QWidget()
        line = QHBoxLayout(self._chip_line)
        theme.lay(line, 0, 3, 0, 0)
        line.addWidget(self._practice)
        line.addStretch(1)
        head.addWidget(self._chip_line)
        self._head = QWidget()
        self._head.setLayout(head)
        column.addWidget(self._head)
        column.addSpacing(theme.u(14))
        column.addWidget(self.list, 1)
        foot = QVBoxLayout()
        theme.lay(foot, 10, 8, 0, 0, gap=2)
        foot.addWidget(self._account)
        foot.addWidget(self._place)
        column.addLayout(foot)

    def _go(self, index: QModelIndex) -> None:
        item = self.list.steps.item(index)
        if item is not None and item.state in JUMPS:
            self.jumped.emit(item.id)

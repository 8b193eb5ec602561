"""Rows in a box with hairlines between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import cast

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from wizard.gui import icons, theme
from wizard.gui.widgets import paint
from wizard.gui.widgets.button import IconButton
from wizard.gui.widgets.chip import Chip
from wizard.gui.widgets.label import CodeLabel, Label
from wizard.gui.widgets.rowtarget import LEAD, TEXT, PressTarget, RadioTarget, TickTarget
from wizard.gui.widgets.switch import Switch


class BoxedList(QWidget):
    """Paints box, hairlines and the rows' grounds. Radio rows in it exclude each other.

    A row is any widget; what has `ground()` gives the role of its ground. `chosen` tells the key of a radio row.
    """

    chosen = Signal(str)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._column = QVBoxLayout(self)
        theme.lay(self._column)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows: list[QWidget] = []
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(self._tell)

    def add(self, row: QWidget) -> None:
        """Append a row; the list owns it from now on."""
        self.insert(len(self._rows), row)

    def insert(self, index: int, row: QWidget) -> None:
        """Insert a row before another."""
        self._rows.insert(index, row)
        self._column.insertWidget(index, row)
        target = row.target if isinstance(row, ListRow) else None
        if isinstance(target, QRadioButton):
            self._group.addButton(target)
        self.update()

    def remove(self, row: QWidget) -> None:
        """Take a row out and delete it."""
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.update()

    def clear(self) -> None:
        """Delete all rows."""
        for row in list(self._rows):
            self.remove(row)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Lay out once for all that is shown, hidden and renamed within: Qt does for each row that it shows."""
        self._column.setEnabled(False)
        try:
            yield
        finally:
            self._column.setEnabled(True)
            self._column.update()
            self.update()

    def rows(self) -> Sequence[QWidget]:
        """The rows, from the top."""
        return tuple(self._rows)

    def key(self) -> str:
        """Key of the chosen radio row, or ''."""
        button = self._group.checkedButton()
        return str(button.property("key")) if button is not None else ""

    def choose(self, key: str) -> None:
        """Choose a radio row by its key; '' chooses none."""
        if not key:
            self._group.setExclusive(False)
            for button in self._group.buttons():
                button.setChecked(False)
            self._group.setExclusive(True)
            return
        for button in self._group.buttons():
            if button.property("key") == key:
                button.setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Surface, grounds, hairlines, border."""
        del event
        p = paint.painter(self)
        radius = theme.u(10)
        paint.box(p, self.rect(), radius, "surface")
        p.save()
        p.setClipPath(paint.rounded(self.rect(), radius))
        self._paint_rows(p)
        p.restore()
        paint.box(p, self.rect(), radius, edge="line")
        p.end()

    def _paint_rows(self, p: QPainter) -> None:
        shown = [row for row in self._rows if row.isVisibleTo(self)]
        for place, row in enumerate(shown):
            ground = getattr(row, "ground", None)
            role = ground() if callable(ground) else None
            if role:
                p.fillRect(row.geometry(), theme.color(role))
            if place:
                paint.hairline(p, 0, self.width(), row.y())

    def _tell(self, button: QAbstractButton, on: bool) -> None:
        if on:
            self.chosen.emit(str(button.property("key")))


class ListRow(QWidget):
    """Lead, title and subtitle, chips, one control or chevron. The whole row is the target.

    `lead`: 'radio', 'check', a short text of digits, an icon's name, or ''. `chevron` makes the row a button; a
    `trailing` Switch is toggled by a click anywhere. `key` is what the list's `chosen` tells, `name` the objectName
    of what has the focus. `code` shows the subtitle as code; `subtitle_role` its colour.
    """

    pressed = Signal()
    """A row with a chevron was pressed."""
    toggled = Signal(bool)
    """A radio or check row has changed."""

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        *,
        lead: str = "",
        lead_role: str = "text2",
        chips: Sequence[Chip] = (),
        trailing: QWidget | None = None,
        chevron: bool = False,
        key: str = "",
        name: str = "",
        code: bool = False,
        subtitle_role: str = "text2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lead = lead
        self._lead_role = lead_role
        self._chevron = chevron
        self.chips = list(chips)
        self.trailing = trailing
        self.title = Label(title, "label", wrap=True)
        self.subtitle: Label = CodeLabel(subtitle) if code else Label(subtitle, "caption", subtitle_role, wrap=True)
        self.target = self._make_target()
        self.set_key(key, name)
        self._build()
        self._describe()

    def set_text(self, title: str, subtitle: str = "", subtitle_role: str = "text2") -> None:
        """Another title and subtitle."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.set_role(subtitle_role)
        self.subtitle.setVisible(bool(subtitle))
        self._describe()

    def set_key(self, key: str, name: str) -> None:
        """Another key and objectName: the row stands for something else from now on."""
        if self.target is not None:
            self.target.setProperty("key", key)
            self.target.setObjectName(name)

    def set_lead(self, lead: str, role: str = "text2") -> None:
        """Another icon at the start (not radio or check, which are made once)."""
        self._lead, self._lead_role = lead, role
        self.update()

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Other chips."""
        for chip in self.chips:
            self._row.removeWidget(chip)
            chip.deleteLater()
        self.chips = list(chips)
        for place, chip in enumerate(self.chips):
            self._row.insertWidget(self._chips_at + place, chip)
        self._describe()
        self._mark()

    def ground(self) -> str | None:
        """Role of the ground: soft when chosen, hover under the pointer of a row that can be pressed."""
        if isinstance(self.target, QRadioButton | QCheckBox) and self.target.isChecked():
            return "soft" if self._soft else None
        if self.target is not None and self.target.isEnabled() and self.target.underMouse():
            return "hover"
        return None

    def set_soft_when_checked(self, on: bool) -> None:
        """Check rows: whether a ticked row lies on soft (radio rows do, check rows only when chosen for a preview)."""
        self._soft = on
        self._mark()

    def is_checked(self) -> bool:
        """State of a radio or check row."""
        return self.target is not None and self.target.isChecked()

    def set_checked(self, on: bool) -> None:
        """Set a radio or check row."""
        if self.target is not None:
            self.target.setChecked(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The target is as large as the row."""
        super().resizeEvent(event)
        if self.target is not None:
            self.target.setGeometry(self.rect())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A row with a switch toggles it."""
        inside = self.rect().contains(event.position().toPoint())
        if isinstance(self.trailing, Switch) and self.trailing.isEnabled() and inside:
            self.trailing.click()
        super().mouseReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Taken, so that the release comes here."""
        if not isinstance(self.trailing, Switch):
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lead icon and chevron; radio and check are the target's."""
        del event
        p = paint.painter(self)
        side = theme.u(16)
        top = (self.height() - side) // 2
        square = paint.visual(self, QRect(theme.u(LEAD), top, side, side))
        role = self._lead_role if self.isEnabled() else "text3"
        if self._lead.isdigit():
            paint.text(p, square, Qt.AlignmentFlag.AlignCenter, self._lead, role, font=theme.font("section"))
        elif self._lead and self._lead not in ("radio", "check"):
            icons.draw(p, self._lead, square, role)
        if self._chevron:
            square = paint.visual(self, QRect(self.width() - theme.u(13) - side, top, side, side))
            icons.draw(p, "chevron-left" if self.isRightToLeft() else "chevron-right", square, "text2")
        p.end()

    def _make_target(self) -> QRadioButton | QCheckBox | QPushButton | None:
        target: QRadioButton | QCheckBox | QPushButton
        if self._lead == "radio":
            target = RadioTarget(self)
        elif self._lead == "check":
            target = TickTarget(self)
        elif self._chevron:
            target = PressTarget(self)
            target.setAutoDefault(False)
            target.clicked.connect(self.pressed)
        else:
            return None
        if target.isCheckable():
            target.toggled.connect(self._toggle)
        return target

    def _build(self) -> None:
        self._soft = self._lead == "radio"
        self._row = QHBoxLayout(self)
        # A switch and an icon button have room of their own around what is seen.
        far = 41 if self._chevron else 12 if isinstance(self.trailing, Switch | IconButton) else LEAD
        theme.lay(self._row, TEXT if self._lead else LEAD, 10, far, 11, gap=8)
        words = QVBoxLayout()
        theme.lay(words, gap=2)
        for label in (self.title, self.subtitle):
            # Clicks on the words are clicks on the row.
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            words.addWidget(label)
        self._row.addLayout(words, 1)
        # After it has a parent: else it would be shown as a window of its own.
        self.subtitle.setVisible(bool(self.subtitle.text()))
        self._chips_at = self._row.count()
        for chip in self.chips:
            self._row.addWidget(chip)
        if self.trailing is not None:
            self._row.addWidget(self.trailing)
        if self.target is not None:
            self.target.lower()

    def _describe(self) -> None:
        subject = cast("QWidget | None", self.target) or (self.trailing if isinstance(self.trailing, Switch) else None)
        if subject is None:
            return
        words = [self.subtitle.text(), *(chip.text() for chip in self.chips)]
        subject.setAccessibleName(self.title.text())
        subject.setAccessibleDescription(", ".join(word for word in words if word))

    def _toggle(self, on: bool) -> None:
        self._mark()
        self.toggled.emit(on)

    def _mark(self) -> None:
        for chip in self.chips:
            chip.set_on_soft(self.ground() == "soft")
        parent = self.parentWidget()
        if parent is not None:
            parent.update()

    def changeEvent(self, event: QEvent) -> None:
        """A disabled row's words are text3."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

"""A field with its label above and, below it, either a fault, or a warning, or a hint."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.widgets import motion, speak
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.fields import Sign
from wizard.gui.widgets.label import FieldLabel, Label


class NoteLine(QWidget):
    """The line below a field. It keeps the height of one line when empty, so that a form doesn't hop."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        theme.lay(row, gap=6)
        self.sign = Sign("fault", "error", 14)
        self.label = Label(hint, "caption", "text2", wrap=True)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)
        self.sign.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_note(self, text: str, role: str, icon: str) -> None:
        """Another sentence; with `icon` its sign stands before it."""
        self.label.setText(text)
        self.label.set_role(role)
        self.sign.setVisible(bool(icon))
        if icon:
            self.sign.set_icon(icon, role)

    def minimumSizeHint(self) -> QSize:
        """One line at least, whether or not there is a text."""
        return QSize(0, max(self._line(), super().minimumSizeHint().height()))

    def heightForWidth(self, width: int) -> int:
        """One line at least."""
        return max(self._line(), super().heightForWidth(width))

    def _line(self) -> int:
        return max(self.label.fontMetrics().height(), self.sign.sizeHint().height())

    def sizeHint(self) -> QSize:
        """One line at least."""
        return super().sizeHint().expandedTo(self.minimumSizeHint())


class FormRow(QWidget):
    """Label (buddy of the field), field with fixed `suffix` outside, one note line, mends.

    `width` is the field's in the design's measures (prefix 200, name 360), None for the full width. `path` becomes the
    field's objectName, with `<path>.fault` for the note and `<path>.mend` for the first mend. What is read out as the
    field's description is the fault or warning, else the hint, after the suffix.
    """

    mended = Signal()
    """The mend was pressed."""
    offered = Signal(str)
    """An offered value was pressed."""

    def __init__(
        self,
        label: str,
        field: QWidget,
        *,
        path: str = "",
        hint: str = "",
        suffix: str = "",
        width: float | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field = field
        self.label = FieldLabel(label, field)
        self._hint, self._suffix, self._width = hint, suffix, width
        self._level = ""
        self._kept = True
        self.note = NoteLine(hint)
        self.mend = Button("", small=True)
        self.mend.hide()
        self.mend.clicked.connect(self.mended)
        if path:
            field.setObjectName(path)
            self.note.label.setObjectName(f"{path}.fault")
            self.mend.setObjectName(f"{path}.mend")
        self._offers: list[Button] = []
        self._build()
        self._describe()

    def set_fault(self, text: str, mend: str | None = None) -> None:
        """Show a fault, with the text of its mend if there is one ("Use https://…"). A new one is announced."""
        self._show(text, mend, "fault")

    def set_warning(self, text: str, mend: str | None = None) -> None:
        """Show a warning; it stops nothing."""
        self._show(text, mend, "warning")

    def clear(self) -> None:
        """Back to the hint."""
        self._show(self._hint, None, "")

    def set_hint(self, hint: str) -> None:
        """Another hint; shown unless a fault or warning stands."""
        self._hint = hint
        if not self._level:
            self.clear()

    def set_suffix(self, suffix: str) -> None:
        """Another fixed part behind the field."""
        self._suffix = suffix
        self.suffix.setText(suffix)
        self.suffix.setVisible(bool(suffix))
        self._describe()

    def set_offers(self, caption: str, values: Sequence[str]) -> None:
        """Values that would do ("Free in this account:"), each a button; none hides the line."""
        for button in self._offers:
            self._offer_row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._offers = [Button(value, small=True) for value in values]
        for place, button in enumerate(self._offers, start=1):
            button.setProperty("key", button.text())
            button.keyed.connect(self.offered)
            self._offer_row.insertWidget(place, button)
        self._caption.setText(caption)
        self._offer_holder.setVisible(bool(values))

    def collapse(self) -> None:
        """Keep no empty line below the field: for choices, whose faults don't come and go while somebody types."""
        self._kept = False
        self.note.setVisible(bool(self.note.label.text()))

    def level(self) -> str:
        """'fault', 'warning' or ''."""
        return self._level

    def message(self) -> str:
        """The fault or warning shown, or ''."""
        return self.note.label.text() if self._level else ""

    def _build(self) -> None:
        column = QVBoxLayout(self)
        theme.lay(column, gap=6)
        column.addWidget(self.label)
        line = QHBoxLayout()
        theme.lay(line, gap=8)
        line.addWidget(self.field)
        self.suffix = Label(self._suffix, "body", "text2")
        line.addWidget(self.suffix)
        if self._width is not None:
            line.addStretch(1)
        column.addLayout(line)
        # After it has a parent: else it would be shown as a window of its own.
        self.suffix.setVisible(bool(self._suffix))
        column.addWidget(self.note)
        mends = QHBoxLayout()
        theme.lay(mends, 20, 0, 0, 0)
        mends.addWidget(self.mend)
        mends.addStretch(1)
        column.addLayout(mends)
        self._offer_holder = QWidget()
        self._offer_row = QHBoxLayout(self._offer_holder)
        theme.lay(self._offer_row, gap=8)
        self._caption = Label("", "caption", "text2")
        self._offer_row.addWidget(self._caption)
        self._offer_row.addStretch(1)
        self._offer_holder.hide()
        column.addWidget(self._offer_holder)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Sizes are multiples of the font's size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        if self._width is not None:
            self.field.setFixedWidth(theme.u(self._width))

    def _show(self, text: str, mend: str | None, level: str) -> None:
        new = bool(level) and (text != self.note.label.text() or level != self._level)
        self._level = level
        role, icon = {"fault": ("error", "fault"), "warning": ("warn", "triangle")}.get(level, ("text2", ""))
        self.note.show_note(text, role, icon)
        self.note.setVisible(self._kept or bool(text))
        self.field.setProperty("state", level or "normal")
        self.mend.setText(mend or "")
        self.mend.setVisible(bool(mend))
        self._describe()
        if new:
            motion.fade_in(self.note)
            speak.announce(self.field, text)

    def _describe(self) -> None:
        self.field.setAccessibleDescription(" ".join(part for part in (self._suffix, self.note.label.text()) if part))
        words = QCoreApplication.translate("Widgets", "Mends {label}").format(label=self.label.text().replace("&", ""))
        self.mend.setAccessibleDescription(words)

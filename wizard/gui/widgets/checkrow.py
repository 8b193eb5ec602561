"""One check: its name, what it proves, and when it failed the cause, the exact value and the mend."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication, QRect, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.widgets import paint, speak
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.fields import Sign
from wizard.gui.widgets.label import CodeLabel, Label
from wizard.gui.widgets.motion import Unfold
from wizard.gui.widgets.planrow import OpeningHead
from wizard.gui.widgets.rowtarget import LEAD, TEXT
from wizard.gui.widgets.spinner import Spinner

CheckState = Literal["waiting", "running", "passed", "noted", "skipped", "failed"]

_SIGNS = {
    "passed": ("ok-ring", "ok"),
    "noted": ("triangle", "warn"),
    "skipped": ("open", "text3"),
    "waiting": ("open", "text3"),
    "running": ("", "text3"),
}


class CheckRow(QWidget):
    """A row that is a line while all is well (it opens if it has content) and a block with its mend when it failed.

    `mend` when its button is pressed; `set_content` puts a table or details behind the chevron.
    """

    mend = Signal()

    def __init__(self, name: str, proves: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._proves = name, proves
        self._state: CheckState = "waiting"
        self.head = OpeningHead(name, proves, low=True)
        self.head.openable = False
        self.head.target.clicked.connect(self._toggle)
        self._spinner = Spinner(16, self.head)
        self._block = FailedBlock(name)
        self._block.button.clicked.connect(self.mend)
        self._block.details.clicked.connect(self._toggle)
        self._holder = QWidget()
        self._inner = QVBoxLayout(self._holder)
        theme.lay(self._inner, TEXT, 0, LEAD, 12)
        self._unfold = Unfold(self._holder, self)
        self._has_content = False
        column = QVBoxLayout(self)
        theme.lay(column)
        for part in (self.head, self._block, self._unfold):
            column.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.set_state("waiting")

    @property
    def mend_button(self) -> Button:
        """The mend of a failed check: the first stop of its page."""
        return self._block.button

    def state(self) -> CheckState:
        """The state shown."""
        return self._state

    def set_state(
        self,
        state: CheckState,
        text: str = "",
        *,
        cause: str = "",
        value: str = "",
        mend: str = "",
        mend_kind: Literal["primary", "secondary"] = "primary",
    ) -> None:
        """Another state. `text` stands for what it proves (the reason of a skip, what is worth knowing); `cause`,
        `value` (shown as code) and `mend` (the button's text, with the deed) are of a failure.
        """
        changed = state != self._state
        self._state = state
        failed = state == "failed"
        self.head.setVisible(not failed)
        self._block.setVisible(failed)
        self._spinner.setVisible(state == "running")
        if failed:
            self._block.show_failure(cause, value, mend, mend_kind)
        else:
            self.head.sign = _SIGNS[state]
            self.head.sentence.setText(text or self._proves)
            self.head.update()
        self._refresh()
        if changed and state in ("passed", "noted", "failed"):
            speak.announce(self, self.accessibleName(), urgent=failed)

    def set_content(self, content: QWidget | None) -> None:
        """What the chevron, or Details of a failed check, opens."""
        while (item := self._inner.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._has_content = content is not None
        if content is None:
            self._unfold.set_open(False, moving=False)
        else:
            self._inner.addWidget(content)
        self._refresh()

    def set_details(self, text: str) -> None:
        """Raw text as the content."""
        self.set_content(CodeLabel(text, "text2") if text else None)

    def set_open(self, on: bool, *, moving: bool = True) -> None:
        """Open or close the content."""
        self._unfold.set_open(on and self._has_content, moving=moving)
        self._refresh()

    def is_open(self) -> bool:
        """Whether the content is shown."""
        return self._unfold.is_open()

    def ground(self) -> str | None:
        """error_soft when failed, warn_soft where something is worth knowing."""
        return {"failed": "error_soft", "noted": "warn_soft"}.get(self._state)

    def _toggle(self) -> None:
        self.set_open(not self.is_open())

    def _refresh(self) -> None:
        self.head.openable = self._has_content
        self.head.opened = self.is_open()
        self.head.target.setEnabled(self._has_content)
        self.head.update()
        self._block.details.setVisible(self._has_content)
        self._describe()
        parent = self.parentWidget()
        if parent is not None:
            parent.update()

    def _describe(self) -> None:
        words = {
            "waiting": QCoreApplication.translate("Widgets", "to come"),
            "running": QCoreApplication.translate("Widgets", "running"),
            "passed": QCoreApplication.translate("Widgets", "passed"),
            "noted": QCoreApplication.translate("Widgets", "passed, worth knowing"),
            "skipped": QCoreApplication.translate("Widgets", "skipped"),
            "failed": QCoreApplication.translate("Widgets", "failed"),
        }
        failed = self._state == "failed"
        said = self._block.cause.text() if failed else self.head.sentence.text()
        speak.name(self, f"{self._name}, {words[self._state]}", said)
        opened = QCoreApplication.translate("Widgets", "expanded")
        closed = QCoreApplication.translate("Widgets", "collapsed")
        self.head.target.setAccessibleName(self.accessibleName())
        parts = [said, (opened if self.is_open() else closed) if self._has_content else ""]
        self.head.target.setAccessibleDescription(", ".join(part for part in parts if part))
        self._block.details.setAccessibleDescription(self.accessibleName())
        self._block.button.setAccessibleDescription(f"{self.accessibleName()}: {self._block.cause.text()}")

    def resizeEvent(self, event: object) -> None:
        """The spinner stands where the sign would."""
        del event
        side = theme.u(16)
        at = QRect(theme.u(LEAD), (self.head.height() - side) // 2, side, side)
        self._spinner.setGeometry(paint.visual(self, at))


class FailedBlock(QWidget):
    """Name, cause, value in code, mend and Details of a failed check."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        theme.lay(column, TEXT, 10, LEAD, 10, gap=2)
        self.cause = Label("", wrap=True)
        self.value = CodeLabel("", "text2")
        self.button = Button("", "primary", small=True)
        self.details = Button(QCoreApplication.translate("Widgets", "Details"), "flat", small=True)
        self._title = Label(name, "label", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self.cause)
        column.addSpacing(theme.u(3))
        column.addWidget(self.value)
        column.addSpacing(theme.u(6))
        row = QHBoxLayout()
        theme.lay(row, gap=4)
        row.addWidget(self.button)
        row.addWidget(self.details)
        row.addStretch(1)
        column.addLayout(row)
        self._sign = Sign("cross-ring", "error", parent=self)

    def show_failure(self, cause: str, value: str, mend: str, kind: str) -> None:
        """Fill in."""
        self.cause.setText(cause)
        self.value.setText(value)
        self.value.setVisible(bool(value))
        self.button.setText(mend)
        self.button.setProperty("kind", kind)
        self.button.setVisible(bool(mend))

    def minimumSizeHint(self) -> QSize:
        """Room for the sign."""
        return super().minimumSizeHint().expandedTo(QSize(0, theme.u(44)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sign stands beside the first line."""
        super().paintEvent(event)
        side = theme.u(16)
        first = self._title.fontMetrics().height()
        at = QRect(theme.u(LEAD), self._title.y() + (first - side) // 2, side, side)
        self._sign.setGeometry(paint.visual(self, at))

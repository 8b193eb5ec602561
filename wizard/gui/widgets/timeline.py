"""The actions of a run, from the top down, each with its state and time."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wizard.gui import icons, theme
from wizard.gui.widgets import motion, paint, speak
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.label import Label
from wizard.gui.widgets.spinner import FRAME_MS, paint_turning

RunState = Literal["todo", "running", "waiting", "done", "failed"]

_SIGNS = {
    "todo": ("open", "text3"),
    "waiting": ("clock", "warn"),
    "done": ("ok-ring", "ok"),
    "failed": ("cross-ring", "error"),
}


def seconds_text(seconds: float) -> str:
    """Tenths below 10 s, then whole seconds."""
    number = f"{seconds:.1f}" if seconds < 9.95 else f"{seconds:.0f}"
    return QCoreApplication.translate("Widgets", "{n} s").format(n=number)


class TimelineRow(QWidget):
    """Node and line at the start, title and text, time at the end.

    While it runs it counts the seconds itself. "Try again" (failed) and "Try now" (waiting) are its own buttons.
    A change of state is announced once; the seconds never are.
    """

    retry = Signal()
    hurry = Signal()

    def __init__(self, title: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: RunState = "todo"
        self._last = True
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=FRAME_MS)
        self._timer.timeout.connect(self._tick)
        self.title = Label(title, "label", "text2", wrap=True)
        self.text = Label(text, "caption", "text2", wrap=True)
        self.time = Label("", "caption", "text2")
        self.button = Button("", "flat", small=True, flush=True)
        self.button.clicked.connect(self._pressed)
        self._build()
        self._describe()

    def _build(self) -> None:
        self._row = QHBoxLayout(self)
        theme.lay(self._row, 34, 9, 0, 11, gap=16)
        words = QVBoxLayout()
        theme.lay(words, gap=2)
        words.addWidget(self.title)
        words.addWidget(self.text)
        self.text.setVisible(bool(self.text.text()))
        self._row.addLayout(words, 1)
        end = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        self._row.addWidget(self.time, 0, end)
        self._row.addWidget(self.button, 0, end)
        self.button.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def state(self) -> RunState:
        """The state shown."""
        return self._state

    def set_state(self, state: RunState, text: str | None = None, seconds: float | None = None) -> None:
        """Another state, with what is happening (None keeps the text) and, when it has ended, how long it took."""
        changed = state != self._state
        self._state = state
        if text is not None:
            self.text.setText(text)
            self.text.setVisible(bool(text))
        self._set_clock(changed, seconds)
        self.title.set_font_role("section" if state == "running" else "label")
        self.title.set_role("text2" if state == "todo" else "text")
        self.text.set_role("text" if state == "failed" else "text2")
        labels = {
            "waiting": QCoreApplication.translate("Widgets", "Try now"),
            "failed": QCoreApplication.translate("Widgets", "Try again"),
        }
        self.button.setText(labels.get(state, ""))
        self.button.setAccessibleDescription(self.title.text())
        self.button.setVisible(state in labels)
        self._measure()
        theme.lay(self._row, 34, 9, 10 if state == "failed" else 0, 11, gap=16)
        self._describe()
        if changed and state != "todo":
            speak.announce(self, f"{self.title.text()}, {self._state_word()}", urgent=state == "failed")
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Sizes are multiples of the font's size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        self.button.setFixedHeight(theme.u(20))

    def set_last(self, last: bool) -> None:
        """The last row has no line below its node."""
        self._last = last
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Turn only while in sight."""
        super().showEvent(event)
        self._run_timer()

    def hideEvent(self, event: QHideEvent) -> None:
        """Cost nothing while hidden."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground of a failed row, node, line."""
        del event
        p = paint.painter(self)
        if self._state == "failed":
            # Beside the node, so that the line goes on.
            ground = QRect(theme.u(24), 1, self.width() - theme.u(24), self.height() - theme.u(4))
            paint.box(p, paint.visual(self, ground), theme.u(8), "error_soft")
        side = theme.u(18)
        first = self.title.fontMetrics().height()
        node = QRect(0, self.title.y() + (first - side) // 2, side, side)
        node = paint.visual(self, node)
        self._paint_node(p, node)
        if not self._last:
            top = node.bottom() + theme.u(4)
            line = QRect(node.center().x(), top, 2, self.height() - top + theme.u(4))
            p.fillRect(line, theme.color("line"))
        p.end()

    def _paint_node(self, p: QPainter, node: QRect) -> None:
        if self._state == "running":
            still = motion.reduced(self)
            paint_turning(p, node, None if still else self._clock.elapsed() / motion.TURN_MS, 17)
            return
        name, role = _SIGNS[self._state]
        icons.draw(p, name, node, role)

    def _set_clock(self, changed: bool, seconds: float | None) -> None:
        if self._state == "running":
            if changed:
                self._clock.start()
        else:
            self.time.setText("" if seconds is None else seconds_text(seconds))
        if self._state == "waiting":
            self.time.setText("")
        self._run_timer()

    def _run_timer(self) -> None:
        if self._state != "running" or not self.isVisible():
            self._timer.stop()
            return
        # Without motion only the seconds change.
        self._timer.start(100 if motion.reduced(self) else FRAME_MS)

    def _tick(self) -> None:
        words = seconds_text(self._clock.elapsed() / 1000)
        if words != self.time.text():
            self.time.setText(words)
        self.update()

    def _pressed(self) -> None:
        (self.retry if self._state == "failed" else self.hurry).emit()

    def _state_word(self) -> str:
        return {
            "todo": QCoreApplication.translate("Widgets", "to come"),
            "running": QCoreApplication.translate("Widgets", "running"),
            "waiting": QCoreApplication.translate("Widgets", "waiting"),
            "done": QCoreApplication.translate("Widgets", "done"),
            "failed": QCoreApplication.translate("Widgets", "failed"),
        }[self._state]

    def _describe(self) -> None:
        speak.name(self, f"{self.title.text()}, {self._state_word()}", self.text.text())


class Timeline(QWidget):
    """Rows joined by a line."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        theme.lay(self._column)
        self._rows: list[TimelineRow] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def add(self, row: TimelineRow) -> TimelineRow:
        """Append a row and give it back."""
        for before in self._rows:
            before.set_last(False)
        self._rows.append(row)
        self._column.addWidget(row)
        return row

    def rows(self) -> tuple[TimelineRow, ...]:
        """The rows, from the top."""
        return tuple(self._rows)

    def clear(self) -> None:
        """Delete all rows."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows.clear()

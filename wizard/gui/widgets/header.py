"""The head of every page: the place, then the title, then one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wizard.gui import icons, theme
from wizard.gui.widgets import paint, speak
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.label import Heading, Label

LINE = 20


class PlaceLine(QWidget):
    """ "AWS console › Cognito › User pools". Too long: parts drop out of the middle. Read out in full."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_parts(self, parts: Sequence[str]) -> None:
        """Another place; one part is shown without chevrons ("On this computer")."""
        self._parts = tuple(parts)
        self.setAccessibleName(QCoreApplication.translate("Widgets", "Place"))
        self.setAccessibleDescription(" › ".join(parts))
        self.setToolTip(" › ".join(parts) if self.shown() != self._parts else "")
        self.update()

    def shown(self) -> tuple[str, ...]:
        """The parts that fit into today's width."""
        parts = self._parts
        metrics = QFontMetrics(theme.font("caption"))
        tried = parts
        dropped = 0
        while len(parts) - dropped > 2 and self._width(tried, metrics) > self.width():
            dropped += 1
            kept = len(parts) - dropped
            # The first part and the last ones tell most.
            tail = parts[len(parts) - max(kept - 1, 1) :] if kept > 1 else parts[-1:]
            tried = (parts[0], "…", *tail)
        return tried

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(theme.u(200), theme.u(LINE))

    def minimumSizeHint(self) -> QSize:
        """One line, of any width."""
        return QSize(theme.u(80), theme.u(LINE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Parts with chevrons between them."""
        del event
        p = paint.painter(self)
        font = theme.font("caption")
        metrics = QFontMetrics(font)
        side, gap = theme.u(10), theme.u(6)
        across = "chevron-left" if self.isRightToLeft() else "chevron-right"
        x = 0
        for place, part in enumerate(self.shown()):
            if place:
                square = QRect(x + gap, (self.height() - side) // 2, side, side)
                icons.draw(p, across, paint.visual(self, square), "text2")
                x += side + 2 * gap
            width = min(metrics.horizontalAdvance(part), max(self.width() - x, 0))
            words = metrics.elidedText(part, Qt.TextElideMode.ElideMiddle, width + 1)
            area = paint.visual(self, QRect(x, 0, width + 1, self.height()))
            paint.text(p, area, paint.leading(self), words, "text2", font=font)
            x += width
        p.end()

    @staticmethod
    def _width(parts: Sequence[str], metrics: QFontMetrics) -> int:
        between = theme.u(10) + 2 * theme.u(6)
        return sum(metrics.horizontalAdvance(part) for part in parts) + between * (len(parts) - 1)


class PageHeader(QWidget):
    """Place line with "Open in console", title (focusable by the page, not by Tab), one sentence.

    The lines keep their heights, so that titles never jump. `opened` when the console shall be opened.
    """

    opened = Signal()

    def __init__(
        self, title: str = "", lead: str = "", place: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.place = PlaceLine()
        self.link = Button(
            QCoreApplication.translate("Widgets", "Open in console"),
            "flat",
            small=True,
            flush=True,
            icon="external",
            trailing=True,
        )
        self.link.clicked.connect(self.opened)
        self.title = Heading(title)
        self.lead = Label(lead, "body", "text2", wrap=True)
        line = QHBoxLayout()
        theme.lay(line, gap=16)
        line.addWidget(self.place, 1)
        line.addWidget(self.link)
        self._line = QWidget()
        self._line.setLayout(line)
        column = QVBoxLayout(self)
        theme.lay(column, gap=6)
        column.addWidget(self._line)
        column.addSpacing(theme.u(2))
        column.addWidget(self.title)
        column.addWidget(self.lead)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.set_place(place)
        self.set_text(title, lead)

    def set_place(self, parts: Sequence[str], *, linked: bool | None = None) -> None:
        """The place; the link shows unless the place is on this computer (one part) or `linked` says else."""
        self.place.set_parts(parts)
        self.link.setVisible(len(parts) > 1 if linked is None else linked)

    def set_text(self, title: str, lead: str) -> None:
        """Title and sentence; an empty sentence keeps its line."""
        self.title.setText(title)
        self.title.setAccessibleDescription(lead)
        self.lead.setText(lead)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Sizes are multiples of the font's size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        self._line.setFixedHeight(theme.u(LINE))
        self.link.setFixedHeight(theme.u(LINE))
        self.lead.setMinimumHeight(QFontMetrics(theme.font("body")).height())

    def announce(self) -> None:
        """Have title and sentence read out, after a page change."""
        speak.announce(self.title, f"{self.title.text()}. {self.lead.text()}")

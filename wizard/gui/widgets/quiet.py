"""A quiet box of derived values: in full, to be compared to the letter, each with Copy."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.widgets import paint, speak
from wizard.gui.widgets.button import IconButton
from wizard.gui.widgets.copying import CopyButton
from wizard.gui.widgets.fields import Sign
from wizard.gui.widgets.label import CodeLabel, Label

DOTS = "•" * 12
REVEAL_MS = 30_000


class QuietBox(QWidget):
    """A sunken box; its rows are any widgets, with hairlines between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        theme.lay(self._column)
        self._rows: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def add(self, row: QWidget) -> None:
        """Append a row; the box owns it from now on."""
        self._rows.append(row)
        self._column.addWidget(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, line, hairlines."""
        del event
        p = paint.painter(self)
        paint.box(p, self.rect(), theme.u(8), "sunken", "line")
        for row in [row for row in self._rows if row.isVisibleTo(self)][1:]:
            paint.hairline(p, 1, self.width() - 1, row.y())
        p.end()


class DerivedValue(QWidget):
    """Caption, the value in code (selectable, wrapped, never elided), Copy. `icon` stands before both."""

    def __init__(
        self, caption: str, value: str = "", *, icon: str = "", name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._caption = caption
        self.value = CodeLabel(value)
        self.value.setObjectName(name)
        copy = QCoreApplication.translate("Widgets", "Copy {what}").format(what=_lower(caption))
        self.copy = CopyButton(copy, self._read)
        self._build(caption, icon)
        self.set_value(value)

    def _build(self, caption: str, icon: str) -> None:
        row = QHBoxLayout(self)
        title = Label(caption, "link", "text2" if icon else "text")
        words = QVBoxLayout()
        if icon:
            theme.lay(row, 15, 11, 10, 11, gap=12)
            theme.lay(words, gap=3)
            row.addWidget(Sign(icon))
            words.addWidget(title)
        else:
            theme.lay(row, 15, 5, 8, 10)
            theme.lay(words, gap=2)
            words.addLayout(_caption_line(title, self.copy))
        words.addWidget(self.value)
        row.addLayout(words, 1)
        if icon:
            row.addWidget(self.copy)

    def set_value(self, value: str) -> None:
        """Another value; Copy is off while there is none."""
        self.value.setText(value)
        self.value.setAccessibleName(f"{self._caption}: {value}")
        self.copy.setEnabled(bool(value))

    def _read(self) -> str:
        return self.value.text()


class SecretText(QWidget):
    """Twelve dots, or a secret that is painted only: no text of it reaches assistive programs or a selection."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setFont(theme.font("code"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(QCoreApplication.translate("Widgets", "hidden"))

    def show_secret(self, secret: str) -> None:
        """Paint this; '' paints dots again."""
        self._shown = secret
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """A long secret wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as it takes."""
        metrics = self.fontMetrics()
        return metrics.boundingRect(0, 0, max(width, 1), 10_000, self._flags(), self._shown or DOTS).height()

    def sizeHint(self) -> QSize:
        """One line of dots at least."""
        return QSize(self.fontMetrics().horizontalAdvance(DOTS), self.fontMetrics().height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFont(theme.font("code"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dots or secret."""
        del event
        p = paint.painter(self)
        font = theme.font("code")
        paint.text(p, self.rect(), self._flags(), self._shown or DOTS, "text", font=font)
        p.end()

    @staticmethod
    def _flags() -> int:
        return int(Qt.TextFlag.TextWrapAnywhere) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)


class SecretValue(QWidget):
    """Caption and twelve dots whatever the length; the eye shows it for 30 s, Copy copies the real one.

    `read` is asked at each press, so that the widget keeps no secret but the one it is painting.
    """

    def __init__(self, caption: str, read: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption, self._read = caption, read
        self.text = SecretText()
        self.eye = IconButton("eye", self._eye_name(False))
        self.eye.clicked.connect(self._toggle)
        copy = QCoreApplication.translate("Widgets", "Copy {what}").format(what=_lower(caption))
        self.copy = CopyButton(copy, read)
        self._hide = QTimer(self, singleShot=True, interval=REVEAL_MS)
        self._hide.timeout.connect(self.conceal)
        column = QVBoxLayout(self)
        theme.lay(column, 15, 5, 8, 10, gap=2)
        column.addLayout(_caption_line(Label(caption, "link"), self.eye, self.copy))
        column.addWidget(self.text)

    def is_revealed(self) -> bool:
        """Whether the secret is painted."""
        return self._hide.isActive()

    def reveal(self) -> None:
        """Paint it for 30 s."""
        self.text.show_secret(self._read())
        self._hide.start()
        self._update_eye()
        speak.announce(self, QCoreApplication.translate("Widgets", "Shown for 30 seconds"))

    def conceal(self) -> None:
        """Dots again."""
        self._hide.stop()
        self.text.show_secret("")
        self._update_eye()

    def hideEvent(self, event: QHideEvent) -> None:
        """A page that is left shows no secret when it comes back."""
        self.conceal()
        super().hideEvent(event)

    def _toggle(self) -> None:
        if self.is_revealed():
            self.conceal()
        else:
            self.reveal()

    def _update_eye(self) -> None:
        shown = self.is_revealed()
        self.eye.set_icon("eye-off" if shown else "eye")
        self.eye.set_name(self._eye_name(shown))

    def _eye_name(self, shown: bool) -> str:
        hide = QCoreApplication.translate("Widgets", "Hide {what}")
        show = QCoreApplication.translate("Widgets", "Show {what}")
        return (hide if shown else show).format(what=_lower(self._caption))


def _caption_line(title: Label, *buttons: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    theme.lay(line, gap=4)
    line.addWidget(title, 1)
    for button in buttons:
        line.addWidget(button)
    return line


def _lower(caption: str) -> str:
    """ "Callback URL" inside a sentence; a word that begins with two capitals stays."""
    return caption if caption[1:2].isupper() else caption[:1].lower() + caption[1:]

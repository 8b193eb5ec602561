"""What a page has to tell beside its fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QCoreApplication, QRect, Signal
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wizard.gui import icons, theme
from wizard.gui.widgets import motion, paint, speak
from wizard.gui.widgets.action import Action, make_buttons
from wizard.gui.widgets.label import Label

BannerKind = Literal["info", "warn", "error", "ok"]

_LOOKS = {
    "info": ("sunken", "line", "info", "accent"),
    "warn": ("warn_soft", "warn_line", "triangle", "warn"),
    "error": ("error_soft", "error_line", "fault", "error"),
    "ok": ("ok_soft", "line", "ok-ring", "ok"),
}


class Banner(QWidget):
    """Icon, optional bold first line, text, buttons. info: a consequence; warn: a limit; error: what happened, what it
    means, what to do; ok: a proof. It is announced when shown, an error at once; the focus stays.
    """

    acted = Signal(str)
    """Key of the action pressed."""

    def __init__(
        self,
        kind: BannerKind,
        text: str,
        title: str = "",
        actions: Sequence[Action] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind: BannerKind = kind
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        theme.lay(column, 42, 11, 14, 12, gap=2)
        self._title = Label("", "section", wrap=True)
        self._text = Label("", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._text)
        self.buttons = make_buttons(actions, self._tell, small=True)
        if actions:
            row = QHBoxLayout()
            theme.lay(row, gap=8)
            for button in self.buttons:
                row.addWidget(button)
            row.addStretch(1)
            column.addSpacing(theme.u(7))
            column.addLayout(row)
        self.set_message(kind, text, title)

    def set_message(self, kind: BannerKind, text: str, title: str = "") -> None:
        """Another message; announced if the banner can be seen."""
        self._kind = kind
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        names = {
            "info": QCoreApplication.translate("Widgets", "Note"),
            "warn": QCoreApplication.translate("Widgets", "Warning"),
            "error": QCoreApplication.translate("Widgets", "Error"),
            "ok": QCoreApplication.translate("Widgets", "Proof"),
        }
        self.setAccessibleName(names[kind])
        self.setAccessibleDescription(" ".join(part for part in (title, text) if part))
        self.update()
        if self.isVisible():
            self._announce()

    def kind(self) -> BannerKind:
        """The kind shown now."""
        return self._kind

    def text(self) -> str:
        """Title and text as they are read out."""
        return self.accessibleDescription()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell screen readers."""
        super().showEvent(event)
        motion.fade_in(self)
        self._announce()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, line, icon beside the first line."""
        del event
        ground, line, icon, role = _LOOKS[self._kind]
        p = paint.painter(self)
        paint.box(p, self.rect(), theme.u(8), ground, line)
        first = self._title if self._title.isVisibleTo(self) else self._text
        size, height = theme.u(16), first.fontMetrics().height()
        square = QRect(theme.u(14), first.y() + (height - size) // 2, size, size)
        icons.draw(p, icon, paint.visual(self, square), role)
        p.end()

    def _announce(self) -> None:
        urgent = self._kind == "error"
        if urgent:
            speak.alert(self)
        speak.announce(self, f"{self.accessibleName()}: {self.accessibleDescription()}", urgent=urgent)

    def _tell(self, key: str) -> None:
        self.acted.emit(key)

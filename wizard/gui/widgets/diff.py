"""What changes in a file: the changed lines, or the whole file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from wizard.gui.widgets import speak
from wizard.gui.widgets.button import IconButton
from wizard.gui.widgets.codeview import CodeLine, CodePanel, CodeView
from wizard.gui.widgets.copying import CopyButton
from wizard.gui.widgets.preview import key_and_value
from wizard.gui.widgets.quiet import DOTS, REVEAL_MS
from wizard.gui.widgets.segmented import Segmented

_GROUNDS = {"+": ("ok_soft", "ok"), "-": ("error_soft", "error")}


@dataclass(frozen=True)
class DiffLine:
    """`sign` is '+', '-' or ' '. A secret stands in `text` as `DOTS`, never itself; `secret` names it for `reveal`."""

    sign: str
    text: str
    secret: str = ""


class DiffView(CodePanel):
    """`reveal(name)` gives a secret of a line for the 30 s of the eye, `copy()` the whole text with real secrets.

    Neither is kept; while shown, a secret is painted only.
    """

    def __init__(
        self,
        reveal: Callable[[str], str] | None = None,
        copy: Callable[[], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(CodeView("code_large"), parent)
        self._changes: tuple[DiffLine, ...] = ()
        self._whole: tuple[DiffLine, ...] = ()
        self._reveal, self._copy = reveal, copy
        self._hide = QTimer(self, singleShot=True, interval=REVEAL_MS)
        self._hide.timeout.connect(self.conceal)
        self.ways = Segmented(
            QCoreApplication.translate("Widgets", "What is shown"),
            (
                ("changes", QCoreApplication.translate("Widgets", "Changes")),
                ("whole", QCoreApplication.translate("Widgets", "Whole file")),
            ),
        )
        self.ways.chosen.connect(self._refill)
        self.eye = IconButton("eye", QCoreApplication.translate("Widgets", "Show secrets"))
        self.eye.clicked.connect(self._toggle)
        self.copy = CopyButton(QCoreApplication.translate("Widgets", "Copy the file"), self._read)
        for widget in (self.ways, self.eye, self.copy):
            self.head.addWidget(widget)
        self.foot.hide()

    def show_diff(self, name: str, changes: Sequence[DiffLine], whole: Sequence[DiffLine] = ()) -> None:
        """Show a file's changes; with `whole` also all of it."""
        self.conceal()
        self.name.setText(name)
        self._changes, self._whole = tuple(changes), tuple(whole)
        self.ways.setVisible(bool(whole))
        if not whole:
            self.ways.choose("changes")
        self.eye.setVisible(self._reveal is not None and any(line.secret for line in (*changes, *whole)))
        pattern = QCoreApplication.translate("Widgets", "{name}, changes")
        self.view.setAccessibleName(pattern.format(name=name))
        self._refill()

    def set_copy(self, copy: Callable[[], str]) -> None:
        """Another source of the text that Copy copies."""
        self._copy = copy

    def is_revealed(self) -> bool:
        """Whether secrets are painted."""
        return self._hide.isActive()

    def reveal(self) -> None:
        """Paint secrets for 30 s."""
        self._hide.start()
        self._update_eye()
        self._refill()
        speak.announce(self, QCoreApplication.translate("Widgets", "Shown for 30 seconds"))

    def conceal(self) -> None:
        """Dots again."""
        self._hide.stop()
        self._update_eye()
        self._refill()

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
        hide = QCoreApplication.translate("Widgets", "Hide secrets")
        show = QCoreApplication.translate("Widgets", "Show secrets")
        self.eye.set_name(hide if shown else show)

    def _refill(self) -> None:
        shown = self._whole if self.ways.key() == "whole" else self._changes
        self.view.show_lines([self._line(line) for line in shown])
        self.view.setAccessibleDescription(_spoken(shown))

    def _line(self, line: DiffLine) -> CodeLine:
        ground, role = _GROUNDS.get(line.sign, ("", "text2"))
        pieces = key_and_value(line.text)
        secret = ""
        if line.secret and self.is_revealed() and self._reveal is not None:
            secret = self._reveal(line.secret)
            # As many places as letters, painted over: the document never holds the secret.
            places = "•" * len(secret)
            pieces = tuple((text.replace(DOTS, places), "" if DOTS in text else role) for text, role in pieces)
        return CodeLine(((f"{line.sign} ", role), *pieces), ground, secret=secret)

    def _read(self) -> str:
        if self._copy is not None:
            return self._copy()
        return "".join(f"{line.text}\n" for line in self._whole or self._changes if line.sign != "-")


def _spoken(lines: Sequence[DiffLine]) -> str:
    words = {
        "+": QCoreApplication.translate("Widgets", "added: {line}"),
        "-": QCoreApplication.translate("Widgets", "removed: {line}"),
    }
    hidden = QCoreApplication.translate("Widgets", "hidden")
    return "; ".join(
        words[line.sign].format(line=line.text.strip().replace(DOTS, hidden)) for line in lines if line.sign in words
    )

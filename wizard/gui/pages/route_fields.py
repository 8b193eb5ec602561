"""A first route: from where to where, and who may pass."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.widgets.combo import Combo
from wizard.gui.widgets.field import TextField
from wizard.setup.model import Allow

KINDS = ("email", "domain", "group")


class AllowField(QWidget):
    """Bound as a tuple of Allow, of which it shows the first; further ones, from a file, are kept."""

    typed = Signal()
    chosen = Signal()
    left = Signal()

    def __init__(self, path: str) -> None:
        super().__init__()
        self.kind = Combo()
        self.kind.setObjectName(f"{path}.kind")
        self.kind.setAccessibleName(QCoreApplication.translate("Pomerium", "Who may pass: kind"))
        for key, words in (
            ("email", QCoreApplication.translate("Pomerium", "One person, by e-mail")),
            ("domain", QCoreApplication.translate("Pomerium", "Everybody of an e-mail domain")),
            ("group", QCoreApplication.translate("Pomerium", "A group of the pool")),
        ):
            self.kind.addItem(words, key)
        self.value = TextField()
        self.value.setAccessibleName(QCoreApplication.translate("Pomerium", "Who may pass"))
        self._path = path
        self._more: tuple[Allow, ...] = ()
        line = QHBoxLayout(self)
        theme.lay(line, gap=8)
        line.addWidget(self.kind, 1)
        line.addWidget(self.value, 1)
        self.setFocusProxy(self.value)
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self.value.textChanged.connect(self.typed)
        self.value.editingFinished.connect(self.left)
        self._name()

    def read(self) -> tuple[Allow, ...]:
        """The one that is shown, and those that are not; none while the value is empty."""
        text = self.value.text().strip()
        if not text:
            return self._more
        values: dict[str, Any] = {self._kind(): text}
        return (Allow(**values, named=frozenset(values)), *self._more)

    def write(self, allow: tuple[Allow, ...] | None) -> None:
        """Show the first."""
        first = allow[0] if allow else Allow()
        self._more = tuple(allow[1:]) if allow else ()
        kind = next((key for key in KINDS if getattr(first, key)), self._kind())
        self.blockSignals(True)
        self.kind.setCurrentIndex(self.kind.findData(kind))
        text = getattr(first, kind) or ""
        if self.value.text().strip() != text:
            self.value.setText(text)
        self.blockSignals(False)
        self._name()

    def more(self) -> int:
        """How many further ones there are."""
        return len(self._more)

    def _kind(self) -> str:
        return str(self.kind.currentData())

    def _kind_chosen(self) -> None:
        self._name()
        self.chosen.emit()

    def _name(self) -> None:
        examples = {"email": "ada@corp.example.com", "domain": "corp.example.com", "group": "admins"}
        self.value.setPlaceholderText(examples[self._kind()])
        self.value.setObjectName(f"{self._path}.0.{self._kind()}")

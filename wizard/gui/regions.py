"""Regions by the names that the console gives them, and the field to choose one in."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QCompleter, QWidget

from wizard.gui import icons, theme
from wizard.gui.widgets import paint
from wizard.gui.widgets.field import TextField

NAMES = {
    "eu-central-1": "Europe (Frankfurt)",
    "eu-central-2": "Europe (Zurich)",
    "eu-north-1": "Europe (Stockholm)",
    "eu-south-1": "Europe (Milan)",
    "eu-south-2": "Europe (Spain)",
    "eu-west-1": "Europe (Ireland)",
    "eu-west-2": "Europe (London)",
    "eu-west-3": "Europe (Paris)",
    "us-east-1": "US East (N. Virginia)",
    "us-east-2": "US East (Ohio)",
    "us-west-1": "US West (N. California)",
    "us-west-2": "US West (Oregon)",
    "ca-central-1": "Canada (Central)",
    "ca-west-1": "Canada West (Calgary)",
    "mx-central-1": "Mexico (Central)",
    "sa-east-1": "South America (São Paulo)",
    "ap-east-1": "Asia Pacific (Hong Kong)",
    "ap-east-2": "Asia Pacific (Taipei)",
    "ap-northeast-1": "Asia Pacific (Tokyo)",
    "ap-northeast-2": "Asia Pacific (Seoul)",
    "ap-northeast-3": "Asia Pacific (Osaka)",
    "ap-south-1": "Asia Pacific (Mumbai)",
    "ap-south-2": "Asia Pacific (Hyderabad)",
    "ap-southeast-1": "Asia Pacific (Singapore)",
    "ap-southeast-2": "Asia Pacific (Sydney)",
    "ap-southeast-3": "Asia Pacific (Jakarta)",
    "ap-southeast-4": "Asia Pacific (Melbourne)",
    "ap-southeast-5": "Asia Pacific (Malaysia)",
    "ap-southeast-6": "Asia Pacific (New Zealand)",
    "ap-southeast-7": "Asia Pacific (Thailand)",
    "af-south-1": "Africa (Cape Town)",
    "il-central-1": "Israel (Tel Aviv)",
    "me-central-1": "Middle East (UAE)",
    "me-south-1": "Middle East (Bahrain)",
    "eusc-de-east-1": "European Sovereign Cloud (Germany)",
    "us-gov-east-1": "AWS GovCloud (US-East)",
    "us-gov-west-1": "AWS GovCloud (US-West)",
}
"""Descriptions of botocore 1.44's endpoints.json, for the regions that have cognito-idp."""

NOTHING = "\0"
CODE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class RegionModel(QAbstractListModel):
    """ "Europe (Ireland) · eu-west-1"; CODE is the region alone."""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(NAMES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name and code, or the code."""
        code, name = list(NAMES.items())[index.row()]
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole)
        return f"{name} · {code}" if role in shown else code if role == CODE else None


class RegionCompleter(QCompleter):
    """Finds by any part of name or code; what is taken is the code."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(RegionModel(self))
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(12)

    def pathFromIndex(self, index: Index) -> str:
        """The code."""
        return str(index.data(CODE))

    def splitPath(self, path: str) -> list[str]:
        """A code typed to its end finds nothing: an open list would take the next click."""
        return [NOTHING] if path.strip() in NAMES else [path]


class RegionField(TextField):
    """A text field that offers the regions; a region that Amazon added since can be typed. Down opens the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.offers = RegionCompleter(self)
        self.setCompleter(self.offers)
        self.setPlaceholderText(self.tr("Name or code, as Ireland or eu-west-1"))

    def name(self) -> str:
        """The name of the region that is typed, or ''."""
        return NAMES.get(self.text().strip(), "")

    def open(self) -> None:
        """All regions, whatever is typed."""
        self.offers.setCompletionPrefix("")
        self.offers.complete()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chevron of a list on top."""
        super().paintEvent(event)
        p = paint.painter(self)
        icons.draw(p, "chevron-down", self._chevron(), "text2" if self.isEnabled() else "text3")
        p.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The chevron opens the list."""
        super().mousePressEvent(event)
        if self._chevron().adjusted(-6, -6, 6, 6).contains(event.position().toPoint()):
            self.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list."""
        popup = self.offers.popup()
        if event.key() == Qt.Key.Key_Down and not (popup and popup.isVisible()):
            self.open()
            event.accept()
            return
        super().keyPressEvent(event)

    def _set_margins(self) -> None:
        near, far = theme.u(11) - 2, theme.u(11 + 16 + 8) - 2
        if self.isRightToLeft():
            near, far = far, near
        self.setTextMargins(near, 0, far, 0)

    def _chevron(self) -> QRect:
        size = theme.u(16)
        square = QRect(self.width() - theme.u(11) - size, (self.height() - size) // 2, size, size)
        return paint.visual(self, square)

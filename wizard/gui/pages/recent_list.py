"""The list of recent setups: where each stands, and what else can be done with one without opening it."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from wizard.gui.drafts import Draft
from wizard.gui.page import Section
from wizard.gui.session import Session
from wizard.gui.widgets.button import IconButton
from wizard.gui.widgets.chip import Chip, ChipKind
from wizard.gui.widgets.listrow import BoxedList, ListRow
from wizard.setup import walk


class MoreButton(IconButton):
    """Opens a menu of deeds below itself; `chosen` tells the deed and the setup."""

    chosen = Signal(str, str)

    def __init__(self, draft: Draft) -> None:
        super().__init__("more", _tr("More for {name}").format(name=draft.name))
        self.setObjectName(f"recent.{draft.name}.more")
        self._draft = draft
        self.clicked.connect(self._open)

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.accessibleName())
        for key, text in deeds(self._draft).items():
            action = menu.addAction(text)
            action.setObjectName(f"recent.{self._draft.name}.{key}")
            action.setData(key)
        menu.triggered.connect(self._tell)
        left = 0 if self.isRightToLeft() else self.width() - menu.sizeHint().width()
        menu.popup(self.mapToGlobal(QPoint(left, self.height())))

    def _tell(self, action: QAction) -> None:
        self.chosen.emit(str(action.data()), self._draft.id)


class RecentList(Section):
    """Fills itself anew with `fill`; hidden while there is none. A row that is pressed goes on with its setup."""

    def __init__(self, session: Session) -> None:
        self.list = BoxedList(_tr("Recent setups"))
        super().__init__(_tr("Recent setups"), [self.list])
        self._session = session
        self._drafts: dict[str, Draft] = {}

    def fill(self) -> None:
        """What was kept may have changed since."""
        self._drafts = {draft.id: draft for draft in self._session.recent()}
        self.list.clear()
        for draft in self._drafts.values():
            more = MoreButton(draft)
            more.chosen.connect(self._do)
            mark, kind = state(draft)
            row = ListRow(
                draft.name,
                subtitle(draft),
                lead="file",
                chips=[Chip(mark, kind, "tick" if kind == "ok" else "")] if mark else [],
                trailing=more,
                chevron=True,
                key=draft.id,
                name=f"recent.{draft.name}",
            )
            row.pressed.connect(self._pressed)
            self.list.add(row)
        self.setVisible(bool(self._drafts))

    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, ListRow) and row.target is not None:
            self._session.open_draft(self._drafts[str(row.target.property("key"))])

    def _do(self, key: str, id: str) -> None:
        dialog = _dialog(key, self._session, self._drafts[id], self.window())
        dialog.finished.connect(self.fill)
        dialog.open()


def _dialog(key: str, session: Session, draft: Draft, window: QWidget) -> QDialog:
    if key == "copy":
        from wizard.gui.copying import CopyDialog

        copying = CopyDialog(session, draft, window)
        copying.made.connect(session.begin_with)
        return copying
    if key == "rotate":
        from wizard.gui.rotation import RotationDialog

        return RotationDialog(session, draft, window)
    from wizard.gui.undo import UndoDialog

    return UndoDialog(session, draft, window)


def deeds(draft: Draft) -> dict[str, str]:
    """What the menu offers for it: the secret where there is one, undo where something was made or begun."""
    found = {"copy": _tr("&Copy for another environment…")}
    if draft.walk.applied:
        found["rotate"] = _tr("&Rotate the client secret…")
    if "apply" in draft.walk.visited:
        found["undo"] = _tr("&Undo…")
    return found


def state(draft: Draft) -> tuple[str, ChipKind]:
    """The chip: what a run or the checks said last, else how far it came; '' for answers alone."""
    kinds: dict[str, ChipKind] = {"ok": "ok", "warn": "warn", "error": "error"}
    if draft.mark:
        return draft.mark, kinds.get(draft.mark_kind, "neutral")
    if draft.walk.saved:
        return _tr("Saved"), "ok"
    return (_tr("Created"), "neutral") if draft.walk.applied else ("", "neutral")


def subtitle(draft: Draft) -> str:
    """Account, region, whether it is saved or where it stopped, and when."""
    account = "-".join((draft.account[:4], draft.account[4:8], draft.account[8:])) if draft.account else ""
    stopped = _tr("saved") if draft.walk.saved else ""
    if not draft.walk.saved and draft.walk.position:
        pattern = _tr("stopped at {step}")
        stopped = pattern.format(step=walk.step(draft.walk.current).title)
    when = ", ".join(part for part in (stopped, day(draft.when)) if part)
    return " · ".join(part for part in (account, draft.region, when) if part)


def day(when: float) -> str:
    """ "today, 16:20", "yesterday", "12 November"."""
    then, now = datetime.datetime.fromtimestamp(when), datetime.datetime.now()
    days = (now.date() - then.date()).days
    if days == 0:
        return _tr("today, {time}").format(time=f"{then:%H:%M}")
    if days == 1:
        return _tr("yesterday")
    return f"{then.day} {then:%B}" + (f" {then.year}" if then.year != now.year else "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Window", text)

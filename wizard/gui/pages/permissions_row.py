"""Whether the credentials may do what the setup needs: one line, and the policy to ask for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.widgets import speak
from wizard.gui.widgets.action import Action
from wizard.gui.widgets.banner import Banner
from wizard.gui.widgets.button import Button
from wizard.gui.widgets.copying import SAID_MS
from wizard.gui.widgets.listrow import ListRow
from wizard.gui.work import Failure
from wizard.jobs.permitted import Permitted
from wizard.jobs.preflight_steps import listed

_CONTEXT = "Permissions"


class PolicyButton(Button):
    """Copies what `policy()` gives at the press; a tick stands for the icon for a moment."""

    def __init__(self, policy: Callable[[], str], name: str = "permissions.copy") -> None:
        super().__init__(_tr("Copy the policy"), small=True, icon="copy")
        self.setObjectName(name)
        self.setAccessibleDescription(_tr("The least IAM policy for this setup, as JSON"))
        self._policy = policy
        self._back = QTimer(self, singleShot=True, interval=SAID_MS)
        self._back.timeout.connect(self._restore)
        self.clicked.connect(self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._policy())
        self.set_icon("tick")
        self._back.start()
        speak.announce(self, QCoreApplication.translate("Widgets", "Copied"))

    def _restore(self) -> None:
        self.set_icon("copy")


class PermissionsRow(ListRow):
    """What is there, what is missing, or that nobody could tell; `policy` gives what the button copies."""

    def __init__(self, policy: Callable[[], str]) -> None:
        super().__init__(" ", lead="clock", trailing=PolicyButton(policy))
        self.asking()

    def asking(self) -> None:
        """It is being looked at."""
        self.set_lead("clock")
        self.set_text(_tr("Looking at the permissions that this setup needs"), _tr("Reading only. Nothing is changed."))

    def show_found(self, found: Permitted) -> None:
        """What was found out."""
        missing, left, total = found.of("denied"), found.of("untried"), len(found.verdicts)
        there = len(found.of("allowed"))
        if missing:
            one, many = _tr("1 of {n} permissions is missing"), _tr("{m} of {n} permissions are missing")
            title = (one if len(missing) == 1 else many).format(m=len(missing), n=total)
            self.set_lead("cross-ring", "error")
            self.set_text(title, _tr("You may not {deeds}.").format(deeds=listed(missing)))
        elif found.way == "root":
            self.set_lead("info", "accent")
            words = _tr("No policy binds it; a user or role of its own is safer.")
            self.set_text(_tr("You are the account's root user"), words)
        elif not left:
            self.set_lead("tick", "ok")
            title = _tr("All {n} permissions that this setup needs are there").format(n=total)
            self.set_text(title, _tr("IAM simulated each of them. Nothing was changed."))
        else:
            self.set_lead("info", "accent")
            self.set_text(_tr("{m} of {n} permissions are there").format(m=there, n=total), _open(found))

    def show_failure(self, failure: Failure) -> None:
        """Nobody answered."""
        self.set_lead("info", "accent")
        self.set_text(_tr("The permissions could not be looked at"), failure.why.happened)


class DeniedBanner(QWidget):
    """What IAM says will be denied; not shown while nothing is. It keeps nobody from trying all the same."""

    def __init__(self, policy: Callable[[], str]) -> None:
        super().__init__()
        self.banner = Banner("warn", " ", " ", (Action("copy", _tr("Copy the policy"), name="permissions.copy"),))
        self.banner.acted.connect(self._copy)
        self._policy = policy
        column = QVBoxLayout(self)
        theme.lay(column)
        column.addWidget(self.banner)
        self.hide()

    def show_found(self, found: Permitted) -> None:
        """Show what is denied, if anything is."""
        missing = found.of("denied")
        told = _tr("You may not {deeds}. What doesn't wait for that would be done and kept.").format(
            deeds=listed(missing)
        )
        title = _tr("Amazon would refuse a part of this plan")
        self.banner.set_message("warn", told, title)
        self.setVisible(bool(missing))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._policy())
        speak.announce(self, QCoreApplication.translate("Widgets", "Copied"))


def _open(found: Permitted) -> str:
    """Why the rest is not known."""
    if found.way == "simulation":
        return _tr("IAM can't tell about the rest: {deeds}.").format(deeds=listed(found.of("untried")))
    refused = found.refused.rstrip(".")
    pattern = _tr("IAM made no simulation ({why}), and reading shows no more. None is known to be denied.")
    return pattern.format(why=refused)


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)

"""The dialog that says which build this is, and asks for a newer one where somebody wants to know. It only tells."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from wizard.about import build
from wizard.gui.facedialog import FaceDialog
from wizard.gui.session import Session
from wizard.gui.widgets.banner import Banner
from wizard.gui.work import Failure
from wizard.jobs.updates import CheckForUpdates, Published


class AboutDialog(FaceDialog):
    """Version, build and libraries with Copy; `Check for updates` asks one address, at a press and never else."""

    id = "about"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._work = 0
        self._build = build()
        self._page = ""
        self.check = self.deed("check", self._check)
        self.page = self.deed("page", self._open, "primary", right=True)
        self.setWindowTitle(self.tr("About this program"))
        self._face()
        self.offer(self.check, self.tr("Check for &updates"))
        self.say()

    def done(self, result: int) -> None:
        """Nothing more is listened to."""
        self._session.work.drop(self._work)
        super().done(result)

    def _face(self, banner: Banner | None = None) -> None:
        lead = self.tr("Makes Amazon Cognito the identity provider of Pomerium. Version {version}, Apache-2.0.")
        self.show_face(self.tr("Pomerium · Cognito setup"), lead.format(version=self._build.version))
        if banner is not None:
            self.put(banner)
        self.details.set_text(self._build.text.strip())
        self.details.set_open(True, moving=False)
        self.put(self.details)

    def _check(self) -> None:
        self._session.work.drop(self._work)
        self.offer(self.check, self.tr("Check for &updates"), on=False)
        this = self._build

        def make() -> CheckForUpdates:
            from wizard import app

            return CheckForUpdates(this, app.web())

        self._work = self._session.work.start(make, self._told, self._failed)

    def _told(self, found: Published) -> None:
        self._page = found.page
        if found.newer:
            words = self.tr("{version} is published. Install it as you did this one; setups and secrets stay.")
            self._face(Banner("info", words.format(version=found.version)))
        else:
            self._face(Banner("ok", self.tr("This is the newest version.")))
        self.offer(self.check, self.tr("Check &again"))
        if found.newer and found.page:
            self.offer(self.page, self.tr("&Open its page"))
        self.say()

    def _failed(self, failure: Failure) -> None:
        why = failure.why
        self._face(Banner("warn", f"{why.means} {why.mend}".strip(), why.happened))
        self.offer(self.check, self.tr("Check &again"))
        self.say()

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(self._page))

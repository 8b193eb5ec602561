"""Pictures of all pages, light and dark: python tests/look.py OUT_FOLDER [--size 980x680] [--px 13] [page...]

Walks the real window through practice mode in a state folder of its own, as a person who takes the defaults, and
grabs each page at twice its size. Made for looking at, beside the design; nothing is compared.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "2")
sys.path.insert(0, str(Path(__file__).parent / "journeys"))

import browser
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPushButton, QWidget, QWizard

from wizard.app import Mode
from wizard.gui import rotation, signin, theme
from wizard.gui.copying import CopyDialog
from wizard.gui.explaining import ExplainDialog
from wizard.gui.inspection import InspectionDialog
from wizard.gui.rotation import RotationDialog
from wizard.gui.session import Session
from wizard.gui.signin import SignInDialog
from wizard.gui.undo import UndoDialog
from wizard.gui.window import SetupWizard
from wizard.gui.work import Work
from wizard.setup.model import User

ANSWERS = {
    "aws.region": "eu-west-1",
    "pool.name": "corp-staff",
    "pomerium.authenticate_url": "https://authenticate.corp.example.com",
}
FAULTY = Path(__file__).parent / "data" / "old-page-configmap.yaml"
PATIENCE = 30.0  # seconds for a job of a page
SETTLED = 1.0  # seconds in which a page that asks Amazon has its answer

_D = TypeVar("_D", bound=QDialog)


class NoDesktop:
    """Opens nothing: somebody signs in without a screen."""

    @staticmethod
    def openUrl(url: object) -> bool:
        """As a desktop with a browser."""
        del url
        return True


class Looker:
    """One walk in one theme."""

    def __init__(self, qt: QApplication, out: Path, scheme: str, size: tuple[int, int], wanted: list[str]) -> None:
        self.qt, self.out, self.scheme, self.wanted = qt, out, scheme, wanted
        theme.apply(qt, "dark" if scheme == "dark" else "light")
        self.work = Work(qt)
        self.session = Session(self.work, Mode(practice=True), qt)
        self.window = SetupWizard(self.session)
        self.window.resize(*size)
        self.window.show()

    def until(self, true: Callable[[], bool]) -> None:
        """Let the window live until something holds."""
        end = time.monotonic() + PATIENCE
        while not true() and time.monotonic() < end:
            self.qt.processEvents()
            QTest.qWait(20)

    def grab(self, name: str, dialog: QWidget | None = None) -> None:
        """One picture, of the window or of a dialog."""
        QTest.qWait(int(SETTLED * 1000))
        if not self.wanted or name in self.wanted:
            (dialog or self.window).grab().save(str(self.out / f"{name}-{self.scheme}.png"))
            print(self.out / f"{name}-{self.scheme}.png")

    def fill(self) -> None:
        """Type what a person has to type."""
        for path, value in ANSWERS.items():
            combo = self.window.shown_page.findChild(QComboBox, path)
            field = combo.lineEdit() if combo else self.window.shown_page.findChild(QLineEdit, path)
            if field is not None and field.isVisible() and field.text() != value:
                field.selectAll()
                QTest.keyClicks(field, value)
        QTest.qWait(500)

    def forward(self) -> QWizard.WizardButton | None:
        """The button that goes on, when it may be pressed."""
        buttons = (
            QWizard.WizardButton.NextButton,
            QWizard.WizardButton.CommitButton,
            QWizard.WizardButton.FinishButton,
        )
        for which in buttons:
            button = self.window.button(which)
            if button.isVisible() and button.isEnabled():
                return which
        return None

    def walk(self) -> None:
        """From welcome to what is saved."""
        while True:
            page = self.session.walk.current
            self.until(lambda: self.forward() is not None)
            self.fill()
            if page == "pool":
                self.settings_page()
                self.session.answer("groups", ("admins",))
                self.session.answer("users", (User(browser.USER, groups=("admins",)),))
            self.grab("saved" if self.session.walk.saved else page)
            if page == "verify":
                self.signing_in()
            which = self.forward()
            if which is None or which is QWizard.WizardButton.FinishButton:
                self.dialogs()
                return
            QTest.mouseClick(self.window.button(which), Qt.MouseButton.LeftButton)
            self.until(lambda page=page: self.session.walk.current != page or self.session.walk.saved)

    def settings_page(self) -> None:
        """Pool settings, which the defaults pass by."""
        self.window.jump("pool_settings")
        if self.session.walk.current == "pool_settings":
            self.grab("pool_settings")
            self.window.jump("pool")

    def signing_in(self) -> None:
        """The test sign-in: before, a first password, while it waits, and after."""
        dialog = self.open(SignInDialog(self.session, parent=self.window))
        self.until(dialog.go.isVisible)
        self.grab("sign_in", dialog)
        person = dialog.findChild(QPushButton, "signin.password")
        QTest.mouseClick(person, Qt.MouseButton.LeftButton)
        self.grab("first_password", dialog)
        QTest.mouseClick(dialog.give, Qt.MouseButton.LeftButton)
        self.until(lambda: dialog.given is not None)
        self.grab("first_password_set", dialog)
        password = dialog.given.value.value.text()
        QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
        self.until(lambda: dialog.address is not None)
        self.grab("sign_in_waits", dialog)
        address = dialog.address.text()
        threading.Thread(target=browser.go, args=([password, "Babbage-1791-x"], address)).start()
        self.until(lambda: not dialog.running)
        self.grab("signed_in", dialog)
        dialog.area.verticalScrollBar().setValue(dialog.area.verticalScrollBar().maximum())
        self.grab("signed_in_below", dialog)
        dialog.close()

    def dialogs(self) -> None:
        """Rotation and undo, each before, while it asks, and after; a copy; an error explained; a file looked at."""
        turned = self.open(RotationDialog(self.session, parent=self.window))
        for name, button in (("rotate", turned.go), ("rotate_asks", turned.remove)):
            self.until(button.isVisible)
            self.grab(name, turned)
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.until(lambda: not turned.running)
        self.grab("rotated", turned)
        turned.close()
        self.session.keep()
        copying = self.open(CopyDialog(self.session, self.session.recent()[0], self.window))
        copying.url.setText("https://authenticate.prod.example.com")
        self.grab("copy", copying)
        copying.close()
        undo = self.open(UndoDialog(self.session, parent=self.window))
        for name, ready in (("undo", undo.remove.isVisible), ("undone", lambda: not self.session.walk.applied)):
            self.until(ready)
            self.grab(name, undo)
            QTest.mouseClick(undo.remove, Qt.MouseButton.LeftButton)
        undo.close()
        explain = self.open(ExplainDialog(self.session, "error=redirect_mismatch&client_id=1", self.window))
        self.grab("explain", explain)
        explain.close()
        inspect = self.open(InspectionDialog(self.session, FAULTY, self.window))
        self.grab("inspect", inspect)
        inspect.close()

    def open(self, dialog: _D) -> _D:
        """A dialog over the window."""
        dialog.open()
        return dialog

    def close(self) -> None:
        """End without asking."""
        self.window.done_for_good(0)
        self.session.close()
        self.work.drop_all()
        self.work.wait(3)


def main() -> None:
    """Walk twice."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("out", type=Path)
    words.add_argument("--size", default="980x680")
    words.add_argument("--px", type=int, default=13, help="pixel size of the font")
    words.add_argument("pages", nargs="*")
    chosen = words.parse_args()
    rotation.GRACE = 0.0  # nothing signs in meanwhile
    signin.QDesktopServices = NoDesktop
    chosen.out.mkdir(parents=True, exist_ok=True)
    out = chosen.out.absolute()
    width, height = (int(part) for part in chosen.size.split("x"))
    qt = QApplication([])
    font = qt.font()
    font.setPixelSize(chosen.px)
    qt.setFont(font)
    for scheme in ("light", "dark"):
        with tempfile.TemporaryDirectory() as home:
            os.environ["POMERIUM_COGNITO_HOME"] = home
            os.chdir(home)
            looker = Looker(qt, out, scheme, (width, height), chosen.pages)
            looker.walk()
            looker.close()


if __name__ == "__main__":
    main()

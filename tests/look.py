"""Pictures of all pages, light and dark: python tests/look.py OUT_FOLDER [--size 980x680] [--px 13] [page...]

Walks the real window through practice mode in a state folder of its own, as a person who takes the defaults, and
grabs each page at twice its size. Made for looking at, beside the design; nothing is compared.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "2")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWizard

from wizard.app import Mode
from wizard.gui import theme
from wizard.gui.session import Session
from wizard.gui.undo import UndoDialog
from wizard.gui.window import SetupWizard
from wizard.gui.work import Work

ANSWERS = {
    "aws.region": "eu-west-1",
    "pool.name": "corp-staff",
    "pomerium.authenticate_url": "https://authenticate.corp.example.com",
}
PATIENCE = 30.0  # seconds for a job of a page
SETTLED = 1.0  # seconds in which a page that asks Amazon has its answer


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

    def grab(self, name: str) -> None:
        """One picture."""
        QTest.qWait(int(SETTLED * 1000))
        if not self.wanted or name in self.wanted:
            self.window.grab().save(str(self.out / f"{name}-{self.scheme}.png"))
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
            self.grab("saved" if self.session.walk.saved else page)
            which = self.forward()
            if which is None or which is QWizard.WizardButton.FinishButton:
                self.undo()
                return
            QTest.mouseClick(self.window.button(which), Qt.MouseButton.LeftButton)
            self.until(lambda page=page: self.session.walk.current != page or self.session.walk.saved)

    def settings_page(self) -> None:
        """Pool settings, which the defaults pass by."""
        self.window.jump("pool_settings")
        if self.session.walk.current == "pool_settings":
            self.grab("pool_settings")
            self.window.jump("pool")

    def undo(self) -> None:
        """The dialog that removes it all again, before and after."""
        dialog = UndoDialog(self.session, parent=self.window)
        dialog.open()
        for name, ready in (("undo", dialog.remove.isVisible), ("undone", lambda: not self.session.walk.applied)):
            self.until(ready)
            QTest.qWait(int(SETTLED * 1000))
            if not self.wanted or name in self.wanted:
                dialog.grab().save(str(self.out / f"{name}-{self.scheme}.png"))
                print(self.out / f"{name}-{self.scheme}.png")
            QTest.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
        dialog.close()

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

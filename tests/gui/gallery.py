"""Draw the widgets to pictures, to be looked at: `python tests/gui/gallery.py OUT_DIR`. Not a test, not shipped."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "2")

from gallery_pages import apply, pools, review, save, settings, verify, welcome
from gallery_parts import components, fault, forms, large, states
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from wizard.gui import theme

SCENES: tuple[Callable[[], QWidget], ...] = (
    components,
    fault,
    settings,
    pools,
    welcome,
    review,
    apply,
    verify,
    save,
    states,
    forms,
)


def shoot(app: QApplication, scene: Callable[[], QWidget], out: Path, suffix: str) -> None:
    widget = scene()
    widget.show()
    widget.activateWindow()
    focus = widget.findChild(QWidget, "focus-me")
    if focus is not None:
        focus.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.qWait(250)  # until what fades in has done so
    widget.grab().save(str(out / f"{scene.__name__}-{suffix}.png"))
    widget.close()
    widget.deleteLater()


def main() -> None:
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    only = sys.argv[2:]
    app = QApplication([])
    font = QFont("Inter")
    font.setPixelSize(13)
    app.setFont(font)
    for scheme in ("light", "dark"):
        theme.apply(app, scheme)
        for scene in SCENES:
            if not only or scene.__name__ in only:
                shoot(app, scene, out, scheme)
    if not only or "large" in only:
        font.setPixelSize(26)
        app.setFont(font)
        theme.apply(app, "light")
        shoot(app, large, out, "light")
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    font.setPixelSize(13)
    app.setFont(font)
    if not only or "rtl" in only:
        for scene in (components, verify):
            shoot(app, scene, out, "rtl")


if __name__ == "__main__":
    main()

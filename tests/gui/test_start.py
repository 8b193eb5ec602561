"""The program's window from start to end: in a process of its own, since it owns the application."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

WATCH = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from wizard.app import Mode
from wizard.gui import window

class Watch(QObject):
    seen = False
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.seen and isinstance(watched, window.SetupWizard):
            self.seen = True
            print("painted", watched.shown_page.id)
            print("heavy", sorted(HEAVY & set(sys.modules)))
            QTimer.singleShot(0, self.act)
        return False
    def act(self):
        top = next(w for w in QApplication.topLevelWidgets() if isinstance(w, window.SetupWizard))
        ACT

HEAVY = {"boto3", "botocore", "httpx", "keyring", "yaml", "rich", "click"}
HEAVY |= {"wizard.pomerium", "wizard.jobs", "wizard.gui.dialog"}
app = QApplication([])
watch = Watch()
app.installEventFilter(watch)
print("status", window.run(Path(sys.argv[1]) if len(sys.argv) > 1 else None, Mode(practice=True)))
"""


def run(tmp_path: Path, act: str, *arguments: str) -> str:
    env = os.environ | {"POMERIUM_COGNITO_HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": "offscreen"}
    script = WATCH.replace("ACT", act)
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        env=env,
        cwd=tmp_path,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_is_painted_first_is_the_first_page_and_nothing_heavy_is_loaded(tmp_path: Path) -> None:
    out = run(tmp_path, "top.close()")
    assert out.splitlines() == ["painted welcome", "heavy []", "status 0"]


def test_finish_and_cancel_both_end_well_and_answers_are_kept(tmp_path: Path) -> None:
    out = run(tmp_path, "top.session.answer('pool.name', 'corp'); top.accept()")
    assert out.splitlines()[-1] == "status 0"
    assert len(list((tmp_path / "home" / "practice" / "setups").glob("*.json"))) == 1


def test_the_practice_stand_in_ends_with_the_window(tmp_path: Path) -> None:
    out = run(
        tmp_path,
        "top.session.answer('aws.region', 'eu-west-1'); top.forward(); "
        "top.session.learnt.connect(lambda: (print('who', top.session.known.identity.account), top.accept())"
        " if top.session.known.identity else None)",
    )
    assert "who 1" in out
    assert out.splitlines()[-1] == "status 0"


def test_a_named_file_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "staff.yaml"
    path.write_text("version: 1\nname: staff\naws: {region: eu-west-1}\npool: {name: staff}\n")
    out = run(tmp_path, "QTimer.singleShot(0, lambda: (print('at', top.shown_page.id), top.accept()))", str(path))
    assert "at account" in out


def test_keep_and_close_after_the_title_bars_x_ends_the_program(tmp_path: Path) -> None:
    out = run(
        tmp_path,
        "top.session.answer('pool.name', 'corp'); top.close(); print('open', top.isVisible()); "
        "QTimer.singleShot(0, lambda: top._leave._question.buttons[0].click())",
    )
    assert out.splitlines()[-2:] == ["open True", "status 0"]

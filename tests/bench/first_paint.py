"""Process start to the first window on the screen, in turns: a bare QWizard of twelve pages, and `--demo`.

Run by hand: python tests/bench/first_paint.py [rounds]. Under an Xvfb of its own; prints medians, ratios and the
memory two seconds later. Goal: at most 1.3 times the time and 1.5 times the memory.
"""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 7
COMMAND = str(Path(sys.executable).with_name("pomerium-cognito"))
PATIENCE = 20.0
SETTLED = 2.0
WIDE = 300  # pixels; smaller windows are helpers of the toolkit
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QVBoxLayout, QWizard, QWizardPage
app = QApplication(sys.argv)
w = QWizard()
w.setWizardStyle(QWizard.WizardStyle.ModernStyle)
side = QListWidget()
for n in range(12):
    page = QWizardPage(title=f"Page {n}", subTitle="Nothing")
    lay = QVBoxLayout(page)
    for _ in range(5):
        lay.addWidget(QLabel("A label")); lay.addWidget(QLineEdit())
    w.addPage(page); side.addItem(f"Page {n}")
w.setSideWidget(side); w.resize(980, 680); w.show()
sys.exit(app.exec())
"""


def once(command: list[str], env: dict[str, str], display: str) -> tuple[float, float]:
    """Seconds until a window is mapped, and MB of resident memory when it has settled."""
    from Xlib import X
    from Xlib import display as xdisplay

    watching = xdisplay.Display(display)
    watching.screen().root.change_attributes(event_mask=X.SubstructureNotifyMask)
    watching.sync()
    began = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while time.perf_counter() - began < PATIENCE:
            if not watching.pending_events():
                time.sleep(0.001)
                continue
            event = watching.next_event()
            if event.type == X.MapNotify and not event.override and width(event.window) > WIDE:
                shown = time.perf_counter() - began
                time.sleep(SETTLED)
                pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
                return shown, pages * os.sysconf("SC_PAGE_SIZE") / 2**20
        raise SystemExit(f"no window within {PATIENCE:.0f} s: {command}")
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        watching.close()


def width(window: Any) -> int:
    """A window's width in pixels, 0 when it is gone again."""
    from Xlib.error import XError

    try:
        return int(window.get_geometry().width)
    except XError:
        return 0


def main() -> None:
    """Print the medians side by side."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "journeys"))
    from programs import clean_environment, screen

    ways = {"bare QWizard": [sys.executable, "-c", BARE], "wizard --demo": [COMMAND, "--demo"]}
    taken: dict[str, list[tuple[float, float]]] = {way: [] for way in ways}
    with tempfile.TemporaryDirectory() as home, screen() as display:
        env = clean_environment(Path(home)) | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        for _ in range(ROUNDS):
            for way, command in ways.items():
                taken[way].append(once(command, env, display))
    middle = {way: tuple(statistics.median(x[i] for x in rows) for i in (0, 1)) for way, rows in taken.items()}
    for way, (seconds, memory) in middle.items():
        print(f"{way:14} {seconds:.3f} s to the window   {memory:.0f} MB two seconds later")
    bare, ours = middle["bare QWizard"], middle["wizard --demo"]
    print(f"ratio          {ours[0] / bare[0]:.2f} in time            {ours[1] / bare[1]:.2f} in memory")


if __name__ == "__main__":
    main()

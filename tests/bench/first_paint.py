"""Process start to the first page on the screen, in turns: a bare QWizard of twelve pages, and `--demo`.

Run by hand: python tests/bench/first_paint.py [rounds]. Under an Xvfb of its own. Two moments are taken: the window
is mapped, and the page's title can be read (the pixels of the upper part are no longer of one colour); then the
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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 7
COMMAND = str(Path(sys.executable).with_name("pomerium-cognito"))
PATIENCE = 20.0
SETTLED = 2.0
WIDE = 300  # pixels; smaller windows are helpers of the toolkit
BAND = 120  # pixels from the top: both programs have their page's title there
TEXT = 12  # colours; a window without text has fewer
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


@dataclass(frozen=True)
class Start:
    """Seconds to the mapped window and to the painted page, and MB of resident memory when it has settled."""

    mapped: float
    painted: float
    memory: float


def once(command: list[str], env: dict[str, str], display: str) -> Start:
    """Start the program and look at the screen until its page is there."""
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
                time.sleep(0.0005)
                continue
            event = watching.next_event()
            if event.type == X.MapNotify and not event.override and width(event.window) > WIDE:
                mapped = time.perf_counter() - began
                while colours(event.window) < TEXT and time.perf_counter() - began < PATIENCE:
                    time.sleep(0.0005)
                painted = time.perf_counter() - began
                time.sleep(SETTLED)
                pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
                return Start(mapped, painted, pages * os.sysconf("SC_PAGE_SIZE") / 2**20)
        raise SystemExit(f"no window within {PATIENCE:.0f} s: {command}")
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        watching.close()


def colours(window: Any) -> int:
    """How many colours the window's upper part has: text has many, by its smoothed edges."""
    from Xlib import X

    band = window.get_image(0, 0, width(window), BAND, X.ZPixmap, 0xFFFFFFFF).data
    return len(set(memoryview(band).cast("I")))


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
    with tempfile.TemporaryDirectory() as home, screen() as display:
        compare(ways, clean_environment(Path(home)) | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}, display)


def compare(ways: dict[str, list[str]], env: dict[str, str], display: str) -> None:
    """Start the bare one and ours in turns; print medians and ratios."""
    taken: dict[str, list[Start]] = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way, command in ways.items():
            taken[way].append(once(command, env, display))
    middle = {
        way: [statistics.median(getattr(row, name) for row in rows) for name in ("mapped", "painted", "memory")]
        for way, rows in taken.items()
    }
    print(f"{'':14} {'window mapped':>14} {'page painted':>14} {'memory':>10}")
    for way, (mapped, painted, memory) in middle.items():
        print(f"{way:14} {mapped:12.3f} s {painted:12.3f} s {memory:7.0f} MB")
    bare, ours = middle.values()
    ratios = [one / other for one, other in zip(ours, bare, strict=True)]
    print(f"{'ratio':14} {ratios[0]:14.2f} {ratios[1]:14.2f} {ratios[2]:10.2f}")


if __name__ == "__main__":
    main()

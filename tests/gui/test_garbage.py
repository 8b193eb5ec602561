"""Widgets that became garbage are destroyed on the window's thread, however much the jobs allocate."""

from __future__ import annotations

import subprocess
import sys

ALLOCATE = """
import os, threading, weakref
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from wizard.gui.work import Work

class Widget(QObject):
    pass

class Job:
    def run(self, sink, cancel):
        held.extend([number] for number in range(300_000))
        return len(held)

class Ear(QObject):
    def done(self, result):
        print("job", result, "gone by now", died)

app = QCoreApplication([])
work, ear, died, held = Work(), Ear(), [], []

def tell(_):
    died.append(threading.current_thread() is threading.main_thread())
    QTimer.singleShot(0, app.quit)

def leave_garbage():
    widget = Widget()
    widget.itself = widget
    return weakref.ref(widget, tell)

kept = leave_garbage()
work.start(Job, ear.done)
QTimer.singleShot(20_000, app.quit)
app.exec()
print("destroyed on the window's thread", died)
"""


def test_a_job_that_allocates_destroys_no_widget() -> None:
    done = subprocess.run([sys.executable, "-c", ALLOCATE], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.splitlines()[-1:] == ["destroyed on the window's thread [True]"], done.stdout + done.stderr
    assert done.returncode == 0


LOAD = """
import gc
from PySide6.QtCore import QCoreApplication
from wizard.gui.garbage import Garbage
app = QCoreApplication([])
garbage = Garbage(app)
few = [[number] for number in range(10_000)]
garbage.look()
before = gc.get_freeze_count()
library = [[number] for number in range(30_000)]
garbage.look()
print(gc.get_freeze_count() - before > 30_000, len(gc.get_objects()) < 10_000)
"""


def test_what_was_loaded_is_looked_at_once() -> None:
    done = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.split() == ["True", "True"], done.stdout + done.stderr

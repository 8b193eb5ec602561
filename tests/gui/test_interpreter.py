"""The program outlives PySide6's count of None."""

from __future__ import annotations

import subprocess
import sys

CALLS = """
from PySide6.QtGui import QFont
from wizard.gui.interpreter import keep_none_alive
keep_none_alive()
font = QFont()
for _ in range(100_000):
    font.setPixelSize(12)
print("alive")
"""


def test_calls_that_return_nothing_may_be_made_without_end() -> None:
    done = subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("alive", 0), done.stderr[-400:]

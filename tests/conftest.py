"""What all tests share: Qt draws into memory unless a display is asked for, and None outlives the tests."""

from __future__ import annotations

import gc
import itertools
import os

from wizard.gui.interpreter import keep_none_alive

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
keep_none_alive()

# As in the program (wizard.gui.garbage): widgets that earlier tests left must not be destroyed in another thread.
gc.disable()
_ended = itertools.count(1)


def pytest_runtest_logfinish() -> None:
    """Look for garbage between tests, on this thread."""
    gc.collect(2 if next(_ended) % 50 == 0 else 1)

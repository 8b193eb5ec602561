"""What all tests share: Qt draws into memory unless a display is asked for, and None outlives the tests."""

from __future__ import annotations

import gc
import itertools
import os

from wizard.gui.interpreter import keep_none_alive

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("HYPOTHESIS_NO_PLUGINS", "1")  # trio's, which came with the browser, warns after gc.freeze()
keep_none_alive()

# As in the program (wizard.gui.garbage): widgets that earlier tests left must not be destroyed in another thread.
gc.disable()
_ended = itertools.count(1)


def pytest_runtest_logfinish() -> None:
    """Look for garbage between tests, on this thread; now and then also at what a window put out of sight."""
    now_and_then = next(_ended) % 10 == 0
    if now_and_then:
        gc.unfreeze()
    gc.collect(2 if now_and_then else 1)

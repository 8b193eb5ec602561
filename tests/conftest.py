"""What all tests share: Qt draws into memory unless a display is asked for, and None outlives the tests."""

from __future__ import annotations

import os

from wizard.gui.interpreter import keep_none_alive

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
keep_none_alive()

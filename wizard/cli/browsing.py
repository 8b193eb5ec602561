"""Opens an address in the system's browser."""

from __future__ import annotations

import os
import queue
import sys
import threading

ENOUGH = 3.0  # seconds; a browser that was just started may run on in its own call


def browse(address: str) -> bool:
    """Whether a browser opened, or is just starting; False where there is none, as on a server.

    The variable BROWSER names another than the system's.
    """
    screen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))
    if sys.platform == "linux" and not screen:
        return False  # a browser for terminals would take this one
    opened: queue.SimpleQueue[bool] = queue.SimpleQueue()
    threading.Thread(target=lambda: opened.put(_opened(address)), name="browser", daemon=True).start()
    try:
        return opened.get(timeout=ENOUGH)
    except queue.Empty:
        return True


def _opened(address: str) -> bool:
    import webbrowser

    try:
        return webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False

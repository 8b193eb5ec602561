"""What the window needs of the Python that runs it."""

from __future__ import annotations

import sys


def keep_none_alive() -> None:
    """Keep PySide6 from using up the references of None, True and False. Call it before the first widget is made.

    PySide6 6.12.0 returns None from methods that return nothing without taking a reference. From Python 3.12 on None
    needs none; an older one counts them down from some thousands, and ends with "deallocating None" after as many
    calls (10,000 calls of QFont.setPixelSize on 3.11.7). Emitting a signal costs True a reference in the same way.
    """
    enough = 1 << 40
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython" or sys.getrefcount(None) > enough // 2:
        return
    import ctypes

    for each in (None, True, False):
        ctypes.c_ssize_t.from_address(id(each)).value += enough

"""Garbage that refers to itself is looked for on the window's thread alone.

Python looks for it in whichever thread happens to allocate. In a job's thread it would destroy widgets there:
QObject's destructor holds Qt's lock on connections and waits for the interpreter, while the window's thread has the
interpreter and waits for that lock in `connect`, and both stand still for good (seen with PySide6 6.12.0).
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 500
_YOUNG = 5_000  # objects: a look at so few takes less than a millisecond
_LOADED = 20_000  # objects: so many at once are libraries that were loaded, which stay
_GENERATIONS = (10, 20)  # so many looks at one generation before the next older one is looked at


class Garbage(QObject):
    """Looks for garbage every half second where enough was made; from now on nothing else in this process does."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look at the oldest generation that is due."""
        young, middle, old = gc.get_count()
        if young <= _YOUNG and middle <= _GENERATIONS[0]:
            return
        oldest = 2 if old > _GENERATIONS[1] else 1 if middle > _GENERATIONS[0] else 0
        gc.collect(oldest)
        if oldest == 2 or young > _LOADED:
            gc.freeze()  # what is left stays, as modules do: the next look at all takes 2 ms and not 50

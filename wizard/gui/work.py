"""The only file that knows threads: runs jobs off the UI thread, delivers what they tell, cancels, drops, waits.

Nothing is told to a listener that is gone: results travel by work id to the UI thread, and only there is looked
whether the page that asked still lives.
"""

from __future__ import annotations

import inspect
import logging
import threading
import traceback
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from wizard.errors import AmazonRefused, Explanation, Stopped, WizardError
from wizard.gui.garbage import Garbage

if TYPE_CHECKING:
    from wizard.events import Cancel, Event, Sink

_THREADS = 4  # a listing, a check beside a field, a run, and one to spare
_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class Job(Protocol):
    """What the jobs have: `run` blocks, tells the sink, asks `cancel`."""

    def run(self, sink: Sink, cancel: Cancel) -> Any:
        """The result, or an exception."""
        ...


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job gave no result. `names` are free names where one was taken; `status` is the command's exit status."""

    why: Explanation
    names: tuple[str, ...] = ()
    stopped: bool = False
    status: int = 1


@dataclass(frozen=True, slots=True)
class Listener:
    """Bound methods of one living QObject, held weakly: its end is the listener's end."""

    done: weakref.WeakMethod[Any]
    failed: weakref.WeakMethod[Any] | None
    told: weakref.WeakMethod[Any] | None
    cancel: Cancel


class Once(Generic[_T]):
    """A value that is made when first asked for, by whichever thread asks; the others wait. An error is not kept."""

    def __init__(self, make: Callable[[], _T]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: list[_T] = []

    def get(self) -> _T:
        """The value. Raises what `make` raises."""
        with self._lock:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]

    def peek(self) -> _T | None:
        """The value if it has been made."""
        return self._made[0] if self._made else None


class Work(QObject):
    """A pool of threads for jobs. All methods are called on the UI thread."""

    idle = Signal()
    """The last job that ran has ended."""
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_THREADS)
        self._listeners: dict[int, Listener] = {}
        self._last = 0
        Garbage(self)
        # Queued although it would be by itself: a job's events must never be handled in its own thread.
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        make: Callable[[], Job],
        done: Callable[[Any], None],
        failed: Callable[[Failure], None] | None = None,
        told: Callable[[Event], None] | None = None,
    ) -> int:
        """Run `make().run(...)` on a thread of the pool; give the work id.

        `done(result)`, `failed(Failure)` and `told(event)` are bound methods of QObjects and run on the UI thread;
        exactly one of the first two is called, as the last call, unless the work is dropped or the object dies.
        """
        from wizard.events import Cancel

        self._last += 1
        listener = Listener(_weak(done), failed and _weak(failed), told and _weak(told), Cancel())
        self._listeners[self._last] = listener
        self._pool.start(_Run(self._last, make, listener.cancel, self._post))
        return self._last

    def stop(self, work: int) -> None:
        """Ask the job to stop; its end is told as usual (`Failure.stopped` when it obeyed)."""
        if work in self._listeners:
            self._listeners[work].cancel.wish()

    def hurry(self, work: int) -> None:
        """End the pauses that the job makes now ("Try now")."""
        if work in self._listeners:
            self._listeners[work].cancel.hurry()

    def drop(self, work: int) -> None:
        """Ask the job to stop, and deliver nothing of it any more."""
        listener = self._listeners.pop(work, None)
        if listener is not None:
            listener.cancel.wish()
            self._tell_idle()

    def stop_all(self) -> None:
        """Ask every job to stop."""
        for work in list(self._listeners):
            self.stop(work)

    def drop_all(self) -> None:
        """Drop every job."""
        for work in list(self._listeners):
            self.drop(work)

    def is_running(self, work: int) -> bool:
        """Whether the end of this work is still to be told."""
        return work in self._listeners

    def is_busy(self) -> bool:
        """Whether the end of any work is still to be told."""
        return bool(self._listeners)

    def wait(self, seconds: float) -> bool:
        """Block until every thread has ended, at most `seconds`; whether they have. For the program's end."""
        return self._pool.waitForDone(round(seconds * 1000))

    def _post(self, work: int, kind: str, what: object) -> None:
        """Called on the job's thread."""
        if shiboken6.isValid(self):
            self._posted.emit((work, kind, what))

    def _deliver(self, posted: object) -> None:
        work, kind, what = cast("tuple[int, str, object]", posted)
        listener = self._listeners.get(work)
        if listener is None:
            return
        if kind != "told":
            del self._listeners[work]
        method = {"told": listener.told, "done": listener.done, "failed": listener.failed}[kind]
        target = method() if method is not None else None
        if target is not None and shiboken6.isValid(target.__self__):
            target(what)
        elif kind == "told" and listener.done() is None:
            self.drop(work)
        self._tell_idle()

    def _tell_idle(self) -> None:
        if not self._listeners:
            self.idle.emit()


class _Run(QRunnable):
    """One job on a thread of the pool."""

    def __init__(
        self, work: int, make: Callable[[], Job], cancel: Cancel, post: Callable[[int, str, object], None]
    ) -> None:
        super().__init__()
        self._work, self._make, self._cancel, self._post = work, make, cancel, post

    def run(self) -> None:
        """Never raises: whatever happens is told."""
        try:
            self._cancel.check()
            result = self._make().run(self._tell, self._cancel)
        except BaseException as error:  # noqa: BLE001  a thread must tell every end, an interpreter's shutdown included
            self._post(self._work, "failed", failure(error))
        else:
            self._post(self._work, "done", result)

    def _tell(self, event: Event) -> None:
        self._post(self._work, "told", event)


def failure(error: BaseException) -> Failure:
    """Any error as a Failure; one that no table knows is logged, without its text: that may hold a secret."""
    from wizard.errors.explain import explain

    why = explain(error)
    if not why.known:
        _log.error("%s in a job\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
    names = error.names if isinstance(error, AmazonRefused) else ()
    status = error.status if isinstance(error, WizardError) else 1
    return Failure(why, names, isinstance(error, Stopped), status)


def _weak(method: Callable[..., None]) -> weakref.WeakMethod[Any]:
    owner = getattr(method, "__self__", None)
    if not inspect.ismethod(method) or not isinstance(owner, QObject):
        # A lambda would run on, and touch widgets that are gone.
        raise TypeError("a listener is a bound method of a QObject")
    return weakref.WeakMethod(method)

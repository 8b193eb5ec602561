"""An account of 10,000 pools and a pool of 10,000 clients in the real window: first rows, stalls, search, memory.

Run by hand: python tests/bench/scale.py [items]. A stand-in of the listing calls answers over HTTP from a process of
its own, each call after 100 ms. The window runs in this process without a screen; a timer that is due every
millisecond tells for how long the event loop did not turn. Typing goes on while the list is read.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "journeys"))
from programs import clean_environment, free_port, wait_for_port  # noqa: E402  the folder has to be known first

SERVE = "--serve"
COUNT = next((int(word) for word in sys.argv[1:] if word.isdigit()), 10_000)
PAGE = 60
DELAY = 0.1  # seconds, on every call
STALL = 0.05  # seconds
FLAT = 30.0  # MB more for the whole list, at most
SEARCH = "corp-7"
POOL = "eu-west-1_000007777"
ME = (
    "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/ada</Arn>"
    "<UserId>A</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"
)


def pool(number: int) -> dict[str, Any]:
    """A row of ListUserPools; every member that Amazon gives."""
    return {
        "Id": f"eu-west-1_{number:09d}",
        "Name": f"corp-{number}",
        "LambdaConfig": {},
        "LastModifiedDate": 1777777777.5,
        "CreationDate": 1777777777.5,
    }


def answer(operation: str, request: dict[str, Any]) -> dict[str, Any]:
    """What the stand-in says."""
    first = int(request.get("NextToken") or 0)
    numbers = range(first, min(first + PAGE, COUNT))
    more = {"NextToken": str(first + PAGE)} if first + PAGE < COUNT else {}
    if operation == "ListUserPools":
        return {"UserPools": [pool(n) for n in numbers], **more}
    if operation == "ListUserPoolClients":
        rows = [{"ClientId": f"{n:026d}", "ClientName": f"corp-{n}", "UserPoolId": POOL} for n in numbers]
        return {"UserPoolClients": rows, **more}
    if operation == "DescribeUserPool":
        tags = {"pomerium-cognito:setup": "corp-7777"}
        return {"UserPool": {"Id": request["UserPoolId"], "Name": "corp-7777", "UserPoolTags": tags}}
    if operation == "DescribeUserPoolClient":
        return {"UserPoolClient": {"ClientId": request["ClientId"], "ClientName": "x", "ClientSecret": "s" * 50}}
    return {}


class Listing(BaseHTTPRequestHandler):
    """The stand-in; GET gives how often each operation was asked."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    asked: dict[str, int] = {}  # noqa: RUF012  one server a process

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._send(json.dumps(self.asked))
        self.asked.clear()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        operation = (self.headers.get("X-Amz-Target") or "").rpartition(".")[2]
        self.asked[operation] = self.asked.get(operation, 0) + 1
        time.sleep(DELAY)
        self._send(json.dumps(answer(operation, json.loads(body))) if operation else ME)

    def _send(self, text: str) -> None:
        self.wfile.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(text)}\r\n\r\n{text}".encode())


@contextlib.contextmanager
def stand_in() -> Iterator[str]:
    """The stand-in in a process of its own; gives its URL."""
    port = free_port()
    process = subprocess.Popen([sys.executable, __file__, SERVE, str(COUNT)], env=os.environ | {"PORT": str(port)})
    try:
        wait_for_port(port, process)  # type: ignore[arg-type]
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


class Clock:
    """Tells the longest time for which the event loop did not turn, and the most work of this process in one turn.

    Where other programs have the processor, the loop stands still without anybody here working.
    """

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.restart()
        self._timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.process_time()
        self.worst = max(self.worst, now - self._last)
        self.worked = max(self.worked, worked - self._worked)
        self.late += now - self._last > STALL
        self._last, self._worked = now, worked

    def restart(self) -> None:
        """Forget what was."""
        self.worst, self.worked, self.late = 0.0, 0.0, 0
        self._last, self._worked = time.perf_counter(), time.process_time()

    def told(self) -> tuple[float, str]:
        """The longest, and words about it."""
        return self.worst, f"{self.late} over {STALL * 1000:.0f} ms, most work {self.worked * 1000:.0f} ms"


def memory() -> float:
    """MB of this process now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


class Bench:
    """The window, and what somebody does in it."""

    def __init__(self, url: str) -> None:
        from PySide6.QtWidgets import QApplication

        from wizard.app import Mode
        from wizard.gui import theme
        from wizard.gui.session import Session
        from wizard.gui.window import SetupWizard
        from wizard.gui.work import Work

        self.app = QApplication.instance() or QApplication([])
        theme.apply(self.app)
        self.url = url
        self.session = Session(Work(), Mode(secrets="none"))
        self.window = SetupWizard(self.session)
        self.window.show()
        self.session.answer("aws.region", "eu-west-1")
        self.session.show("account")
        self.session.source.get().session.identity()
        self.session.source.get().session.client("cognito-idp")
        self.clock = Clock()

    def turn(self, seconds: float) -> None:
        """Let the event loop turn."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    def until(self, true: Callable[[], bool], patience: float = 120) -> float:
        """Let it turn until then; gives the seconds."""
        began = time.perf_counter()
        while not true():
            if time.perf_counter() - began > patience:
                sys.exit("The window never came that far.")
            self.turn(0.002)
        return time.perf_counter() - began

    def list(self, step: str, picker: Callable[[], Any]) -> None:
        """Open the list, type while it is read, type again when it is there; print the figures."""
        from PySide6.QtWidgets import QAbstractButton

        self.session.show(step)
        self.turn(0.5)
        began, before = time.perf_counter(), memory()
        self.clock.restart()
        self.window.shown_page.findChild(QAbstractButton, f"{step}.way.existing").click()
        self.until(lambda: bool(picker().picks()) and picker().list.isVisible())
        first = time.perf_counter() - began
        early = memory()
        self.type(picker())
        self.until(lambda: not self.window.shown_page.is_running(f"{step}s"))
        whole, reading = time.perf_counter() - began, self.clock.told()
        assert len(picker().picks()) == COUNT
        self.clock.restart()
        for _ in range(5):
            self.type(picker())
        typing, after = self.clock.told(), memory()
        print(f"{step}s: first rows after {first * 1000:.0f} ms, all {COUNT:,} after {whole:.1f} s")
        self.told("first rows, beside one call", first, DELAY + 0.1)
        for what, (worst, words) in (("reading and typing", reading), ("typing", typing)):
            self.told(f"longest stall while {what} ({words})", worst, STALL)
        print(f"  memory {before:.0f} MB before, {early:.0f} MB with the first rows, {after:.0f} MB at the end")
        self.told("memory, MB more than with the first rows", after - early, FLAT)

    def told(self, what: str, value: float, most: float) -> None:
        """A figure beside its goal."""
        shown = (
            f"{value:7.1f}   at most {most:.0f}"
            if most > 1
            else f"{value * 1000:4.0f} ms   at most {most * 1000:.0f} ms"
        )
        print(f"  {what:78} {shown}   {'met' if value <= most else 'MISSED'}")

    def type(self, picker: Any) -> None:
        """The search, key by key, and away again."""
        from PySide6.QtTest import QTest

        for letter in SEARCH:
            QTest.keyClicks(picker.search, letter)
            self.turn(0.08)
        for _ in SEARCH:
            QTest.keyClick(picker.search, "\b")
            self.turn(0.08)

    def find_by_tag(self) -> None:
        """A plan's look at the account: which calls it takes to find the pool by its tag."""
        import httpx

        from wizard.events import Cancel, Event, Progress
        from wizard.jobs.plan import look
        from wizard.setup.model import Setup

        httpx.get(self.url, trust_env=False)
        setup = (
            Setup().replace("name", "corp-7777").replace("pool.name", "corp-7777").replace("aws.region", "eu-west-1")
        )
        told: list[float] = []

        def hear(event: Event) -> None:
            if isinstance(event, Progress):
                told.append(time.perf_counter())

        before, began = memory(), time.perf_counter()
        found = look(self.session.source.get(), setup, hear, Cancel())
        ended = time.perf_counter()
        quiet = max(after - at for at, after in itertools.pairwise([began, *told, ended]))
        asked = httpx.get(self.url, trust_env=False).json()
        calls = ", ".join(f"{name} {times}" for name, times in itertools.islice(asked.items(), 3))
        print(f"pool by its tag: {found.pool_id} after {ended - began:.1f} s with {calls}")
        self.told("longest time in which nothing is told", quiet, 3.0)
        self.told("memory, MB more", memory() - before, FLAT)
        assert asked["DescribeUserPool"] == 1


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as home, stand_in() as url:
        kept = clean_environment(Path(home)) | {"AWS_ENDPOINT_URL": url}
        os.environ.clear()
        os.environ.update(kept)
        bench = Bench(url)
        bench.list("pool", lambda: bench.window.shown_page.pools.picker)
        bench.session.answer("pool.id", POOL)
        bench.list("client", lambda: bench.window.shown_page.picker)
        bench.find_by_tag()
        bench.window.done_for_good(0)
        bench.session.work.drop_all()
        bench.session.work.wait(20)


if __name__ == "__main__":
    if SERVE in sys.argv:
        ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Listing).serve_forever()
    else:
        main()

"""Time and memory of `apply`, a no-change `plan` and `undo` on one moto server, beside Terraform, the AWS CLI, boto3.

Run by hand: python tests/bench/engine.py [rounds]. Whole processes, taken in turns, medians; memory is the peak of
all resident memory of a process with its children, in a turn of its own that is not timed. Then `apply` once more
with 200 ms added to every call, beside the longest chain of calls that truly wait for each other.
"""

from __future__ import annotations

import compileall
import contextlib
import http.client
import re
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "journeys"), str(ROOT / "tests" / "bench")]
from _peers import BOTO3, CLI, DEEDS, OURS, TERRAFORM, Ours, here  # noqa: E402  the folder has to be known first
from programs import clean_environment, moto_server  # noqa: E402  likewise

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 5
DELAY = 0.2  # seconds, on every call of the last part
GOALS = (  # deed, what, peer, at most this part of the peer's
    ("apply", "time", TERRAFORM, 1 / 3),
    ("apply", "memory", TERRAFORM, 1 / 8),
    ("apply", "time", CLI, 1 / 2),
    ("apply", "time", BOTO3, 1.25),
    ("plan", "time", TERRAFORM, 1 / 5),
)
IDS = re.compile(r'"(?:Id|ClientId)": ?"([^"]+)"')


@dataclass
class Figures:
    """Seconds of each timed run, and MB at the peak."""

    seconds: list[float] = field(default_factory=list)
    memory: float = 0.0


@dataclass(frozen=True)
class Seen:
    """A call that came by: its operation, what it carried both ways, when it began and ended."""

    operation: str
    asked: str
    answered: str
    began: float
    ended: float


@contextlib.contextmanager
def slow_road(upstream: str, seen: list[Seen]) -> Iterator[str]:
    """A proxy that adds DELAY to every call; gives its URL."""
    host = upstream.partition("//")[2]

    class Forwarding(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            """Say nothing."""

        def do_POST(self) -> None:
            began = time.perf_counter()
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            time.sleep(DELAY)
            with contextlib.closing(http.client.HTTPConnection(host, timeout=30)) as connection:
                headers = {k: v for k, v in self.headers.items() if k.lower() != "connection"}
                connection.request("POST", self.path, body, headers)
                answer = connection.getresponse()
                data = answer.read()
            target = (self.headers.get("X-Amz-Target") or "GetCallerIdentity").rpartition(".")[2]
            seen.append(Seen(target, body.decode(), data.decode(), began, time.perf_counter()))
            head = f"HTTP/1.1 {answer.status} {answer.reason}\r\nContent-Length: {len(data)}\r\n"
            head += f"Content-Type: {answer.getheader('Content-Type')}\r\n\r\n"
            self.wfile.write(head.encode() + data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Forwarding)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def longest_chain(seen: list[Seen]) -> list[str]:
    """The operations of the longest chain in which each truly waits for the one before.

    All wait for who one is: journal and lock are the account's. A write waits for the reads that the plan was made
    from. A call waits for the first answer that told an id which it sends.
    """
    calls = sorted(seen, key=lambda call: call.began)
    reads = ("Describe", "List", "Get")
    chains: dict[int, list[str]] = {}
    for at, call in enumerate(calls):
        before = range(at)
        waits = {i for i in before if calls[i].operation == "GetCallerIdentity"}
        if not call.operation.startswith(reads):
            waits |= {i for i in before if calls[i].operation.startswith(reads)}
        told: dict[str, int] = {}
        for i in before:
            for id in IDS.findall(calls[i].answered):
                told.setdefault(id, i)
        waits |= {i for id, i in told.items() if id in call.asked}
        chains[at] = [*max((chains[i] for i in waits), key=len, default=[]), call.operation]
    return max(chains.values(), key=len)


def measure(home: Path, env: dict[str, str]) -> dict[tuple[str, str], Figures]:
    """Figures by program and deed; the first round watches memory, and is not timed."""
    figures: dict[tuple[str, str], Figures] = {}
    kinds = [kind(home, env) for kind in here(home, env)]
    for turn in range(ROUNDS + 1):
        for way in kinds:
            name = f"bench-{type(way).__name__.lower()}-{turn}"
            way.prepare(name)
            for deed in way.deeds():
                seconds, memory = way.run(deed, name, watch=turn == 0)
                row = figures.setdefault((way.title, deed), Figures())
                if turn:
                    row.seconds.append(seconds)
                else:
                    row.memory = memory
    return figures


def slowly(home: Path, env: dict[str, str]) -> tuple[float, list[str]]:
    """Median seconds of `apply` with DELAY on every call, and the longest chain."""
    taken = []
    for turn in range(ROUNDS):
        seen: list[Seen] = []
        with slow_road(env["AWS_ENDPOINT_URL"], seen) as url:
            way = Ours(home, env | {"AWS_ENDPOINT_URL": url})
            name = f"slow-{turn}"
            way.prepare(name)
            taken.append(way.run("apply", name)[0])
    return statistics.median(taken), longest_chain(seen)


def show(figures: dict[tuple[str, str], Figures]) -> None:
    """The table, then the goals."""
    print(f"{'':18}" + "".join(f"{deed:>20}" for deed in DEEDS))
    for title in dict.fromkeys(title for title, _ in figures):
        cells = []
        for deed in DEEDS:
            row = figures.get((title, deed))
            cells.append(f"{statistics.median(row.seconds):8.2f} s {row.memory:6.0f} MB" if row else "-")
        print(f"{title:18}" + "".join(f"{cell:>20}" for cell in cells))
    for deed, what, peer, most in GOALS:
        if (peer, deed) in figures:
            ours, theirs = (figures[title, deed] for title in (OURS, peer))
            pair = (statistics.median(ours.seconds), statistics.median(theirs.seconds))
            ratio = pair[0] / pair[1] if what == "time" else ours.memory / theirs.memory
            tell_goal(f"{deed}, {what} beside {peer}", ratio, most)


def tell_goal(what: str, ratio: float, most: float) -> None:
    """One line."""
    print(f"{what:44} {ratio:5.2f}   goal at most {most:4.2f}   {'met' if ratio <= most else 'MISSED'}")


def main() -> None:
    """Print it all."""
    compileall.compile_dir(ROOT / "wizard", quiet=1)
    with tempfile.TemporaryDirectory() as folder, moto_server() as url:
        home = Path(folder)
        env = clean_environment(home) | {"AWS_ENDPOINT_URL": url, "POMERIUM_COGNITO_ISSUER_BASE": url}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        figures = measure(home, env)
        show(figures)
        slow, chain = slowly(home, env)
    quick = statistics.median(figures[OURS, "apply"].seconds)
    print(f"With {DELAY * 1000:.0f} ms on every call apply takes {slow:.2f} s. Longest chain: {' > '.join(chain)}")
    tell_goal(f"apply, beside {len(chain)} x {DELAY} s + {quick:.2f} s", slow / (len(chain) * DELAY + quick), 1.25)


if __name__ == "__main__":
    main()

"""What an error costs: `explain` in a fresh process beside a bare one, and texts as long as people paste them.

Run by hand: python tests/bench/explain.py [rounds]. Medians of turns. Goals: 150 ms more than a bare interpreter, one
second for a log of 200 kB or a line of 1 MB; a log whose lines all differ takes longer.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 7
ERROR = (
    "An error occurred (NotAuthorizedException) when calling the InitiateAuth operation: Incorrect username or password"
)
LINE = '{"level":"info","service":"envoy","path":"/a?b=c","size":1,"message":"http-request"}\n'
FRAME = "\tat org.corp.app{}.Service.call(Service.java:{})\n"
TRACES = "".join(
    f"2026-01-01 10:00:{number % 60:02} ERROR worker-{number} - job {number} failed\n"
    + "".join(FRAME.format(number, line) for line in range(12))
    for number in range(330)
)
LONG = {
    "a log of 200 kB": LINE * (200_000 // len(LINE)),
    "stack traces, all different": TRACES,
    "its last line the error": LINE * (200_000 // len(LINE)) + ERROR,
    "a line of 1 MB": "x=1&y=%20 " * 100_000,
    "60,000 backslashes": "\\" * 60_000,
}
STARTS = {
    "bare Python": "import json, re, sys",
    "explain": f"from wizard.errors.explain import explain_text; assert explain_text({ERROR!r}).known",
}


def middle(run: Callable[[], object]) -> float:
    """Seconds that it takes, the median of some runs."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def main() -> None:
    """Print the figures."""
    from wizard.errors.explain import TABLES, explain_lines

    def start(code: str) -> None:
        subprocess.run([sys.executable, "-c", code], check=True)

    took = {name: middle(lambda code=code: start(code)) for name, code in STARTS.items()}
    for name, seconds in took.items():
        print(f"a fresh process, {name:<16} {seconds * 1000:6.0f} ms")
    more = took["explain"] - took["bare Python"]
    print(f"more than bare, with {len(TABLES)} entries {more * 1000:10.0f} ms   goal 150")
    for name, text in LONG.items():
        seconds = middle(lambda text=text: list(explain_lines(text)))
        print(f"{name:<33} {seconds * 1000:6.0f} ms" + ("" if text == TRACES else "   goal 1,000"))


if __name__ == "__main__":
    main()

"""The command as a process, many times over: `killed.py` makes copies of itself, so that each starts at once."""

import json
import subprocess
import sys
from pathlib import Path

KILLED = Path(__file__).with_name("killed.py")


class Forge:
    """`run(program, words)` as `Program.run`; `at` kills it at that moment, `begun` hears its process id."""

    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", str(KILLED)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, program, *words, at=0, begun=None):
        """How it ended (a negative number: the signal), and all that it told."""
        told = program.home / "told"
        order = {"at": at, "words": words, "cwd": str(program.home), "env": program.env, "told": str(told)}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        number = int(self._process.stdout.readline())
        if begun is not None:
            begun(number)
        return int(self._process.stdout.readline()), told.read_text()

    def close(self):
        """End it."""
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(20)

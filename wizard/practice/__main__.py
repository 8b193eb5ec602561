"""The stand-in as a program of its own: tells which environment variables to set, then serves until it is stopped."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import TextIO

from wizard import storage
from wizard.practice import server

_FIRST_LINE = "practice mode: a stand-in for Amazon Cognito, not for a real Pomerium"


def main(arguments: list[str] | None = None) -> int:
    """Run until SIGINT or SIGTERM; 0 then, 2 where it can't start."""
    parser = argparse.ArgumentParser(prog="python -m wizard.practice", description=_FIRST_LINE)
    parser.add_argument("--state", type=Path, metavar="DIR", help="folder of its state (default: the program's own)")
    parser.add_argument("--port", type=int, metavar="N", help="port on 127.0.0.1 (default: the kept one, else any)")
    parser.add_argument(
        "--log", type=Path, metavar="FILE", help="where a line a request goes (default: standard error)"
    )
    options = parser.parse_args(arguments)
    state = options.state or storage.state_folder() / "practice"
    stopped = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        stopped.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    try:
        practice = server.start(state, options.port, options.log or sys.stderr)
    except storage.Busy as busy:
        _say(sys.stderr, f"Another process holds {busy.path}, and nothing answers on its port. End it, then try again.")
        return 2
    except (OSError, OverflowError, ValueError) as fault:
        _say(sys.stderr, f"The stand-in could not start: {fault}")
        return 2
    if not practice.owned:
        _say(sys.stderr, f"A stand-in is up for this folder already: {practice.url}")
        return 2
    _say(sys.stdout, _FIRST_LINE, *_exports(practice.url))
    # A wait without end would not see signals on Windows.
    while not stopped.wait(0.5):
        pass
    practice.close()
    return 0


def _say(where: TextIO, *lines: str) -> None:
    where.write("".join(f"{line}\n" for line in lines))
    where.flush()


def _exports(url: str) -> list[str]:
    values = {
        "AWS_ENDPOINT_URL": url,
        "POMERIUM_COGNITO_ISSUER_BASE": url,
        "POMERIUM_COGNITO_LOGIN_BASE": url,
        "AWS_ACCESS_KEY_ID": "AKIAPRACTICE00000000",
        "AWS_SECRET_ACCESS_KEY": "practice",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    return [f"export {name}={value}" for name, value in values.items()]


if __name__ == "__main__":
    sys.exit(main())

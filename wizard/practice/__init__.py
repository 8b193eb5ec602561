"""A strict, labelled stand-in for Amazon Cognito on loopback: its API, its login pages, a little of STS and ACM.

It shares no rule with the wizard: requests are judged by botocore's own service model and by what Amazon is known to
answer. Nothing leaves this machine, and nothing it gives out opens anything real.

__main__.py   the stand-in as a program of its own: `python -m wizard.practice`
server.py     start, attach, stop, empty
wire.py       HTTP: connections, limits, the log
state.py      what it remembers, in one file
model.py      requests held against the service model
patterns.py   Java's regular expressions
refusal.py    how it says no
api/          Amazon's API, one file an object
login/        discovery, login pages, tokens

`POMERIUM_COGNITO_PRACTICE_DELAY` is the time in seconds that a prefix domain takes to be live (1.5 where unset); a
domain of one's own takes twice that. Seen by who wants to try a refusal: the access key ids of `api/dispatch.py`, the
parts of role names of `api/pool_rules.py` and `api/sts.py`, the taken prefixes of `api/domains.py`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wizard.practice.server import Practice

__all__ = ["Practice", "reset", "start"]


def start(state: Path, port: int | None = None, log: Path | None = None) -> Practice:
    """The stand-in of the folder `state`: started in a daemon thread of this process, or the one that is up already.

    `port` is asked of a new server (else the one kept in the state, else any); `log` takes a line a request.
    Raises OSError when `port` is in use, storage.Busy when the folder is held but nothing answers, ValueError when
    the state can't be read.
    """
    from wizard.practice import server

    return server.start(state, port, log)


def reset(state: Path) -> None:
    """Empty the stand-in of the folder `state`; its port stays. Raises storage.Busy while a server is up for it."""
    from wizard.practice import server

    server.reset(state)


def __getattr__(name: str) -> object:
    """`Practice`, loaded when it is first asked for."""
    if name == "Practice":
        from wizard.practice.server import Practice

        return Practice
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

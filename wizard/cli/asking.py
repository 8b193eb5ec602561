"""A yes on the terminal, before anything is sent that writes."""

from __future__ import annotations

import sys
from pathlib import Path

from wizard.cli.options import Call
from wizard.cli.printing.streams import write
from wizard.cli.stopping import at_once
from wizard.errors import Explanation, InputRefused


def agree(call: Call, deed: str, command: str, file: Path, *more: str) -> None:
    """Ask for a yes to `deed`, as 'Create 5 resources'. Raises InputRefused without one, or where nobody can be asked.

    `command` is the one that would go on with `--yes`, `more` its other options.
    """
    if not can_ask(call):
        raise InputRefused(
            Explanation(
                f"{deed}: nobody can be asked here, since this is no terminal.",
                "Nothing was sent that writes.",
                f"Say yes beforehand: {call.again(command, file, *more, '--yes')}",
            )
        )
    if not yes(f"{deed}?"):
        raise InputRefused(Explanation("Not carried out, as you chose.", "Nothing was sent that writes."))


def can_ask(call: Call) -> bool:
    """Whether somebody sits there who can answer."""
    return not call.as_json and sys.stdin is not None and sys.stdin.isatty()


def yes(question: str) -> bool:
    """Whether the answer to a question is a yes; none is a no."""
    return typed(f"{question} [y/N] ").strip().lower() in ("y", "yes")


def typed(question: str) -> str:
    """The line that is typed; what is told next begins on a line of its own also without one. Raises Stopped."""
    answer = ""
    try:
        with at_once():
            write(sys.stderr, question)
            answer = sys.stdin.readline()
    finally:
        if not answer.endswith("\n"):
            write(sys.stderr, "\n")
    return answer

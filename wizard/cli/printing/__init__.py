"""How a command's answers and a job's events are printed.

printer.py      Printer: what every way of printing can do
streams.py      writing to standard output and error when the reader may be gone
words.py        plan, faults and errors as lines of text, each with the role of its colour
plain.py        lines for a pipe
terminal.py     the same with colour, signs and what is under way (rich, imported when first needed)
json_lines.py   one JSON object a line
"""

from __future__ import annotations

import os
import sys

from wizard.cli.printing.printer import Printer
from wizard.cli.printing.streams import prepare_streams

__all__ = ["Printer", "choose", "prepare_streams"]


def choose(*, as_json: bool, verbose: bool = False) -> Printer:
    """The way of printing for this process's standard output; `verbose` shows the details of errors."""
    if as_json:
        from wizard.cli.printing.json_lines import JsonLines

        return JsonLines()
    if sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        from wizard.cli.printing.terminal import Terminal

        return Terminal(verbose)
    from wizard.cli.printing.plain import Plain

    return Plain(verbose)

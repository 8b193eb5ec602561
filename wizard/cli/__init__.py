"""The command: reads arguments, calls a job, prints what it tells.

program.py      the group, the table of commands, a first word that is no command
options.py      the flags that every command takes, before or after its name
ending.py       what a command answers, and every kind of end -> exit status and sentences
setup_file.py   the FILE of a command: read, all faults at once
reach.py        adapters for a command, practice mode, signals while a job runs
stopping.py     Ctrl-C and SIGTERM
logs.py         --verbose and --log-file, secrets masked
printing/       how events are printed: terminal, pipe, JSON
new.py, check.py, plan.py, apply.py, verify.py, render.py, save.py, secret.py   one command each
window.py       no command, or a FILE: the window

To add a command: one file with a `command`, one line in `program.COMMANDS`.
Nothing here imports more than click and the standard library before a command runs.
"""

from __future__ import annotations


def main() -> int:
    """Run the command line of this process; the exit status. Never raises."""
    import sys

    from wizard.cli.program import run

    return run(sys.argv[1:])

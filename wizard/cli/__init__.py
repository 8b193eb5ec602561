"""The command: reads arguments, calls a job, prints what it tells.

program.py      the group, the table of commands, a first word that is no command
options.py      the flags that every command takes, before or after its name
ending.py       what a command answers, and every kind of end -> exit status and sentences
setup_file.py   the FILE of a command: read, all faults at once
reach.py        adapters for a command, practice mode, signals while a job runs
asking.py       a yes on the terminal
browsing.py     an address in the system's browser
stopping.py     Ctrl-C and SIGTERM
logs.py         --verbose and --log-file, secrets masked
printing/       how events are printed: terminal, pipe, JSON
new.py, check.py, preflight.py, plan.py, apply.py, verify.py   one command each
render.py, save.py, secret.py, rotate.py, undo.py, inspect.py, explain.py, export.py, policy.py   one command each
updates.py      whether a newer version is published
clear.py        takes away what this computer keeps
copying.py      what `new --from` begins with
cluster.py      what `save` does with kubectl
window.py       no command, or a FILE: the window
opening.py      opens it, or says why not

To add a command: one file with a `command`, one line in `program.COMMANDS`.
Before a command runs nothing is loaded but click, the standard library and what tells errors.
"""

from __future__ import annotations

_COMPLETION = "_POMERIUM_COGNITO_COMPLETE"  # click's own variable: a shell asks for completions
_BETWEEN_COLLECTIONS = 200_000  # objects, more than an apply makes; 700 without this


def main() -> int:
    """Run the command line of this process; the exit status. Never raises."""
    import gc
    import os
    import sys

    # Modules and Amazon's service model are very many objects that stay: looking for garbage among them all the while
    # takes a tenth of a command's time, and of the window's until its first page is there.
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    argv = sys.argv[1:]
    if set(argv) <= {"--demo"} and _COMPLETION not in os.environ:
        # The window and no more: parsing would only delay its first paint.
        from wizard.cli.opening import open_alone

        return open_alone(practice=bool(argv))
    from wizard.cli.program import run

    status = run(argv)
    if "PySide6" not in sys.modules:
        gc.freeze()  # the process ends: looking through all that it loaded once more takes 50 ms
    return status

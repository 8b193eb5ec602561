"""The group `pomerium-cognito`: its commands, a first word that is none, and the one place where all ends meet."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from wizard.cli import (
    apply,
    check,
    clear,
    explain,
    export,
    inspect,
    new,
    plan,
    policy,
    preflight,
    render,
    rotate,
    save,
    secret,
    undo,
    updates,
    verify,
    window,
)
from wizard.cli.ending import NAME, end_of
from wizard.cli.options import Invocation, global_options, wants_json
from wizard.cli.printing import choose, prepare_streams
from wizard.cli.printing.streams import mute

COMMANDS: tuple[click.Command, ...] = (
    new.command,
    check.command,
    preflight.command,
    plan.command,
    apply.command,
    verify.command,
    render.command,
    save.command,
    secret.command,
    inspect.command,
    explain.command,
    export.command,
    rotate.command,
    undo.command,
    policy.command,
    updates.command,
    clear.command,
)


class Program(click.Group):
    """A group whose first word may be a setup file, for the window."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of the first word; the window for a file that exists. Raises UsageError otherwise."""
        word = args[0]
        if word in self.commands:
            return super().resolve_command(ctx, args)
        if Path(word).exists():
            return "window", window.command, args
        raise click.UsageError(_no_command(word, list(self.commands)), ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """In the order of the walk, not of the alphabet."""
        return list(self.commands)


def _no_command(word: str, names: list[str]) -> str:
    import difflib

    close = difflib.get_close_matches(word, names, 1, 0.5)
    meant = f" Did you mean {close[0]}?" if close else f" The commands are {', '.join(names)}."
    return f"{word} is neither a command nor a file that exists.{meant}"


@click.group(
    NAME,
    cls=Program,
    commands=list(COMMANDS),
    invoke_without_command=True,
    subcommand_metavar="[FILE | COMMAND ...]",
    context_settings={"help_option_names": []},
    epilog="\b\nExample:\n  pomerium-cognito --demo\n  pomerium-cognito apply corp.yaml --demo",
)
@global_options
@click.pass_context
def program(ctx: click.Context) -> int:
    """Make Amazon Cognito the identity provider of Pomerium.

    Without a command the window opens, on a saved setup FILE where one is named. The commands do the same as the
    window: new, check, plan, apply, verify, save.

    Exit status: 0 done. 1 a fault of this program, or a file that can't be written. 2 the input is wrong; nothing
    was sent that writes. 3 AWS refused or could not be reached. 4 verification found a fault. 5 changes pending
    (plan --detailed-exitcode). 6 the keyring cannot be used. 130 interrupted; the same command goes on.
    """
    if ctx.invoked_subcommand is None:
        opened: int = ctx.invoke(window.command, file=None)
        return opened
    return 0


def run(argv: Sequence[str]) -> int:
    """The exit status of a command line without the program's own name. Never raises."""
    prepare_streams()
    as_json = wants_json(argv)
    try:
        status = program.main(list(argv), NAME, standalone_mode=False, obj=Invocation(as_json))
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  the last stop: nothing may leave as a traceback
        printer = choose(as_json=as_json)
        ended = end_of(error)
        printer.end(ended)
        status = ended.status
    _flush()
    return status if isinstance(status, int) else 0


def _flush() -> None:
    """Write out what is left; a reader that went away is no fault."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            try:
                stream.flush()
            except OSError:
                mute(stream)
            except ValueError:  # closed
                continue

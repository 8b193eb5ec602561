"""The flags that every command takes, before or after its name, and what a command is given: a Call."""

from __future__ import annotations

import functools
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, TypeVar

import click

from wizard.cli.ending import NAME, Answer, concluded
from wizard.cli.logs import logging_to
from wizard.cli.printing import Printer, choose

_META = "wizard.cli.flag."
_Function = TypeVar("_Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Invocation:
    """What is known before anything is parsed: whether answers go out as JSON."""

    as_json: bool = False


@dataclass(frozen=True, slots=True)
class Flags:
    """The global flags, merged from before and after the command's name."""

    demo: bool = False
    demo_reset: bool = False
    secrets: Literal["keyring", "none"] | None = None
    json: bool = False
    verbose: bool = False
    log_file: Path | None = None

    @property
    def practice(self) -> bool:
        """Whether the stand-in takes Amazon's place."""
        return self.demo or self.demo_reset


@dataclass(frozen=True, slots=True)
class Call:
    """What a command is given beside its own arguments."""

    flags: Flags
    printer: Printer
    as_json: bool = False

    def again(self, name: str, file: Path, *more: str) -> str:
        """A command line to run next, with the flags that decide where it works."""
        flags = ["--demo"] if self.flags.practice else []
        if self.flags.secrets:
            flags += ["--secrets", self.flags.secrets]
        return shlex.join([NAME, name, str(file), *more, *flags])


class Command(click.Command):
    """A command whose help lists its own options first, then those of every command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The same; a fault that click raises without a command is one of this command."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The two lists."""
        for title, everywhere in (("Options", False), ("Flags of every command, before or after its name", True)):
            records = [
                record
                for param in self.get_params(ctx)
                if isinstance(param, click.Option)
                and isinstance(param, GlobalOption) is everywhere
                and (record := param.get_help_record(ctx))
            ]
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)


class GlobalOption(click.Option):
    """An option of every command, kept in the context that all commands share."""


def wants_json(argv: Sequence[str]) -> bool:
    """Whether `--json` is among the arguments; asked before they are parsed, so that their faults are JSON too."""
    before = argv[: argv.index("--")] if "--" in argv else argv
    return "--json" in before


def global_options(function: _Function) -> _Function:
    """Adds the global flags, which are remembered and not passed on."""
    for names, settings in reversed(_OPTIONS):
        function = click.option(*names, cls=GlobalOption, expose_value=False, **settings)(function)
    return function


def answering(name: str, *, example: str, **settings: Any) -> Callable[[Callable[..., Answer]], Command]:
    """A command `function(call, **its own arguments) -> Answer`, with the global flags and one example in its help."""

    def made(function: Callable[..., Answer]) -> Command:
        settings.setdefault("epilog", f"\b\nExample:\n  {NAME} {example}")
        settings.setdefault("context_settings", {"help_option_names": []})
        decorate = click.command(name, cls=Command, **settings)
        return decorate(global_options(_called(function)))

    return made


def _called(function: Callable[..., Answer]) -> Callable[..., int]:
    @functools.wraps(function)
    def run(**arguments: Any) -> int:
        ctx = click.get_current_context()
        flags = flags_of(ctx)
        as_json = flags.json or _as_json(ctx)
        printer = choose(as_json=as_json, verbose=flags.verbose)
        with logging_to(flags.verbose, flags.log_file) as note:
            call = Call(flags, printer, as_json)
            return concluded(printer, lambda: function(call, **arguments), note)

    return run


def flags_of(ctx: click.Context) -> Flags:
    """The flags as far as they have been parsed."""
    given = {f.name: ctx.meta[_META + f.name] for f in fields(Flags) if _META + f.name in ctx.meta}
    return Flags(**given)


def _as_json(ctx: click.Context) -> bool:
    found = ctx.find_object(Invocation)
    return found is not None and found.as_json


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value:
        ctx.meta[_META + str(param.name)] = value


def _answer(ctx: click.Context, text: str) -> None:
    choose(as_json=_as_json(ctx)).end(Answer(text=text))
    ctx.exit()


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001
    if value:
        from wizard.about import build

        _answer(ctx, build().text)


def _help(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001
    if value:
        _answer(ctx, ctx.get_help() + "\n")


_OPTIONS: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = (
    (
        ("--demo",),
        {"is_flag": True, "callback": _remember, "help": "Practice: a stand-in on this computer, not Amazon."},
    ),
    (
        ("--demo-reset",),
        {"is_flag": True, "callback": _remember, "help": "Practice, from an empty stand-in."},
    ),
    (
        ("--secrets",),
        {
            "type": click.Choice(["keyring", "none"]),
            "callback": _remember,
            "help": "Where the client secret is kept: the desktop's keyring, or nowhere; then it is read again from"
            " Cognito when it is needed.",
        },
    ),
    (
        ("--json",),
        {"is_flag": True, "callback": _remember, "help": "One JSON object a line; the last has event: result."},
    ),
    (
        ("--verbose",),
        {"is_flag": True, "callback": _remember, "help": "Also what happens inside, on standard error."},
    ),
    (
        ("--log-file",),
        {
            "type": click.Path(path_type=Path),
            "metavar": "PATH",
            "callback": _remember,
            "help": "What happens inside, added to this file; it holds no secret.",
        },
    ),
    (
        ("--version",),
        {"is_flag": True, "is_eager": True, "callback": _version, "help": "The version, and how this copy was made."},
    ),
    (("--help",), {"is_flag": True, "is_eager": True, "callback": _help, "help": "This text."}),
)

"""What a command answers, and every kind of end turned into an exit status and sentences."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeGuard

from wizard.cli.printing.streams import write
from wizard.errors import AmazonRefused, Explanation, Stopped, WizardError
from wizard.storage import Busy

if TYPE_CHECKING:
    from click import ClickException, Parameter

    from wizard.cli.printing import Printer

NAME = "pomerium-cognito"
CHANGES_PENDING = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """A command's end.

    `text` is the answer itself where that is a text (printed as it stands, in JSON the result's `text`). `values`
    are further members of the JSON result. `why` says what stands in the way, `names` offers free names.
    """

    status: int = 0
    text: str | None = field(default=None, repr=False)
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)
    why: Explanation | None = None
    names: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether what was asked is done; changes that are pending are an answer, not a failure."""
        return self.status in (0, CHANGES_PENDING)


def concluded(printer: Printer, work: Callable[[], Answer], note: Callable[[BaseException], None] | None = None) -> int:
    """Do the work, print its end, and return the exit status. `note` hears of each error, for the log.

    Usage errors are passed on: the group tells them.
    """
    try:
        answer = work()
    except (Exception, KeyboardInterrupt) as error:  # every end is told in a person's words
        if _is_usage(error):
            printer.still()
            raise
        if note is not None:
            note(error)
        answer = end_of(error)
    printer.end(answer)
    if printer.lost is None:
        return answer.status
    write(sys.stderr, _cut_short(printer.lost).text + "\n")
    return 1 if answer.ok else answer.status


def end_of(error: BaseException) -> Answer:
    """The answer that tells of an error."""
    if isinstance(error, Stopped):
        return Answer(error.status, why=Explanation("Stopped.", "What is done is kept.", "The same command goes on."))
    if isinstance(error, WizardError):
        names = error.names if isinstance(error, AmazonRefused) else ()
        return Answer(error.status, why=error.why, names=names)
    if isinstance(error, KeyboardInterrupt):
        return Answer(Stopped.status, why=Explanation("Stopped.", "Nothing was under way."))
    if _is_usage(error):
        return Answer(2, why=_usage(error))
    if isinstance(error, Busy):
        return Answer(AmazonRefused.status, why=_busy(error))
    return Answer(1, why=_crash(error))


def _is_usage(error: BaseException) -> TypeGuard[ClickException]:
    """Whether click refuses the arguments; asked without loading it."""
    click = sys.modules.get("click")
    return click is not None and isinstance(error, click.ClickException)


def _usage(error: ClickException) -> Explanation:
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx is not None else NAME
    happened = _what_is_wrong(error).strip()
    happened = happened if happened.endswith((".", "?")) else happened + "."
    return Explanation(happened, mend=f"`{path} --help` lists what it takes.")


def _what_is_wrong(error: ClickException) -> str:
    """click's own sentences, but for those that name the parameter too late or in no person's words."""
    import click

    if isinstance(error, click.MissingParameter) and error.param is not None:
        return f"{_called(error.param)} is missing."
    if isinstance(error, click.BadParameter) and error.param is not None:
        return f"{_called(error.param)}: {error.message}"
    if isinstance(error, click.NoSuchOption):
        close = f" Did you mean {error.possibilities[0]}?" if error.possibilities else ""
        return f"There is no option {error.option_name}.{close}"
    return error.format_message()


def _called(param: Parameter) -> str:
    """An option as it is typed, an argument as the help shows it."""
    if param.param_type_name == "option":
        return max(param.opts, key=len)
    return getattr(param, "metavar", None) or (param.name or "").upper()


def _cut_short(lost: OSError) -> Explanation:
    return Explanation(
        f"Standard output can't be written: {lost.strerror or lost}.",
        "The work itself went on, and what is done is kept; what it told is cut short.",
        "Make room, or send the output elsewhere.",
    )


def _busy(error: Busy) -> Explanation:
    return Explanation(
        "Another run holds the same state right now.",
        "Two at once could undo each other's work, so this one has done nothing.",
        "Wait until the other has ended, or stop it; then run this again.",
        str(error.path),
    )


def _crash(error: BaseException) -> Explanation:
    from wizard.errors.explain import explain

    known = explain(error)
    if known.known:
        return known
    return Explanation(
        f"This is a fault of pomerium-cognito itself ({type(error).__name__}).",
        "What was done before is kept.",
        "Run the same command with --verbose --log-file fault.log, and report it with that file; it holds no secret.",
        known.details,
    )

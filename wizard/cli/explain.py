"""`explain [TEXT]`: an error text of Cognito, ACM, OAuth or Pomerium's log -> cause and mend, or unknown."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wizard.cli.ending import Answer
from wizard.cli.options import Call, answering
from wizard.errors import Explanation, InputRefused

if TYPE_CHECKING:
    from collections.abc import Sequence


@answering(
    "explain", example="explain 'error=redirect_mismatch'", short_help="Say what an error text means and what to do."
)
@click.argument("text", nargs=-1)
def command(call: Call, text: Sequence[str]) -> Answer:
    """Say cause and mend of an error TEXT, or of standard input; what is not known is called unknown.

    TEXT may be wrapped by the AWS CLI, Terraform or an SDK, a line of Pomerium's log, or the address of an error page;
    of a single word that is a file's name, the file is read. Behind -- it may begin with dashes.
    Of a log, each line that is known is told once, in order.
    """
    from wizard.errors.explain import explain_lines

    found = tuple(explain_lines(_given(text)))
    for number, why in enumerate(found):
        if number:
            call.printer.say("")
        for line in _lines(why):
            call.printer.say(line)
    told = [_told(why) for why in found]
    return Answer(values=told[0] | ({"others": told[1:]} if told[1:] else {}))


def _told(why: Explanation) -> dict[str, Any]:
    cause = " ".join(part for part in (why.happened, why.means) if part) if why.known else "unknown"
    return {"known": why.known, "id": why.id or None, "cause": cause, "mend": why.mend, "source": why.source}


def _given(words: Sequence[str]) -> str:
    """The text itself, a file's that is named, or standard input's. Raises InputRefused where there is none."""
    if words and tuple(words) != ("-",):
        text = _of_file(words[0]) if len(words) == 1 else " ".join(words)
    elif sys.stdin is None or sys.stdin.isatty():
        text = ""
    else:
        text = _decoded(sys.stdin.buffer.read())
    if not text.strip():
        raise InputRefused(
            Explanation(
                "There is no text to explain.",
                "",
                "Put it behind explain, in quotes, or send it to standard input.",
            )
        )
    return text


def _of_file(word: str) -> str:
    """What stands in the file of that name; the word, where there is none."""
    try:
        return _decoded(Path(word).read_bytes()) if Path(word).is_file() else word
    except (OSError, ValueError):  # longer than a name may be, or with a NUL in it
        return word


def _decoded(data: bytes) -> str:
    """UTF-8, or what Windows' PowerShell writes: UTF-16 with its mark."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if marked else "utf-8-sig", "replace")


def _lines(why: Explanation) -> Iterator[str]:
    if not why.known:
        yield f"unknown: {why.happened}"
        yield why.mend
        return
    yield why.happened
    rest = " ".join(part for part in (why.means, why.mend) if part)
    if rest:
        yield rest
    if why.source:
        yield f"Source: {why.source}"

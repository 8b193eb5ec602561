"""The lines of a pipe with colour and signs, and below them what is under way: rich, imported when first needed."""

from __future__ import annotations

import time
from functools import cached_property
from typing import TYPE_CHECKING, Any

from wizard.cli.printing import words
from wizard.cli.printing.plain import Plain
from wizard.cli.printing.words import Line
from wizard.events import Done, Event, Failed, Progress, Skipped, Started, Waiting, Written

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.live import Live

_STYLES = {
    "": "",
    "create": "green",
    "update": "yellow",
    "delete": "red",
    "strong": "bold",
    "dim": "dim",
    "good": "green",
    "bad": "red",
    "caution": "yellow",
}
_SHOW_CURSOR = b"\x1b[?25h\n"


class Terminal(Plain):
    """Colour never says anything alone: each line carries a sign or a word too. NO_COLOR holds."""

    def __init__(self, verbose: bool = False) -> None:
        super().__init__(verbose)
        self._live: Live | None = None
        self._rows: dict[str, Any] = {}
        self._since: dict[str, float] = {}

    @cached_property
    def _consoles(self) -> tuple[Console, Console]:
        from rich.console import Console

        return Console(highlight=False, soft_wrap=True), Console(highlight=False, soft_wrap=True, stderr=True)

    def out(self, line: Line) -> None:
        """A line on standard output, above what is under way."""
        self._print(0, line)

    def err(self, line: Line) -> None:
        """A line on standard error, above what is under way."""
        moving = self._live is not None
        self._stop()  # what moves is on standard output, and knows nothing of lines that come in between
        self._print(1, line)
        if moving:
            self._move()

    def _print(self, number: int, line: Line) -> None:
        from rich.text import Text

        try:
            if self._live is not None:
                self._live.refresh()  # else the row that has just ended would be drawn once more
            self._consoles[number].print(Text(words.shown(line.text), style=_STYLES[line.role]))
        except (OSError, SystemExit):  # gone; rich ends the process for a pipe without a reader
            self._live = None

    def sink(self, event: Event) -> None:
        """Tell an event of a job: what ends becomes a line, what is under way a row at the bottom."""
        if isinstance(event, Progress) and event.lasting:
            self.err(Line(event.text))
        elif isinstance(event, Progress):
            self._row("", event.text)
        elif isinstance(event, Written):
            self.out(Line(f"✓ {event.path}  {event.format}{words.kept(event)}", "good"))
        elif isinstance(event, Started):
            self._rows.pop("", None)
            self._row(event.of.id, f"{event.of.title}  {event.text}")
        elif isinstance(event, Waiting):
            self._row(event.of.id, f"{event.of.title}  {words.waiting_text(event)}")
        elif isinstance(event, Done | Failed | Skipped):
            self._rows.pop(event.of.id, None)
            self.ended(event)

    def ended(self, event: Done | Failed | Skipped) -> None:
        """The closing lines of an action or a check."""
        if isinstance(event, Done):
            if event.aside is not None:
                self.out(Line(f"! {event.of.title}  {words.took(event.seconds)}  {event.aside.text}", "caution"))
                return
            text = words.proof(event.of)
            told = "  ".join(part for part in (event.of.title, words.took(event.seconds), text, event.text) if part)
            self.out(Line(f"✓ {told}", "good"))
        elif isinstance(event, Failed) and words.stopped(event.why):
            self.out(Line(f"– {event.of.title}  stopped", "caution"))
        elif isinstance(event, Failed):
            self.out(Line(f"✗ {event.of.title}  {words.took(event.seconds)}", "bad"))
            for line in words.error_lines(event.why, verbose=self._verbose):
                self.out(Line(f"  {line.text}", line.role))
        else:
            self.out(Line(f"– {event.of.title}  {event.why}", "caution"))

    def still(self) -> None:
        """Take away the rows at the bottom."""
        self._rows.clear()
        self._stop()

    def last_words(self) -> bytes:
        """The cursor, which is hidden while rows move."""
        return _SHOW_CURSOR

    def _row(self, name: str, text: str) -> None:
        from rich.spinner import Spinner
        from rich.text import Text

        if not self._consoles[0].is_terminal:
            return
        known = self._rows.get(name)
        if known is None:
            self._since[name] = time.monotonic()
        self._rows[name] = (known[0] if known else Spinner("dots"), Text(words.shown(text)))
        if self._live is None:
            self._move()

    def _move(self) -> None:
        from rich.live import Live

        self._live = Live(
            console=self._consoles[0], get_renderable=self._under_way, transient=True, refresh_per_second=8
        )
        self._live.start(refresh=True)

    def _stop(self) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = None

    def _under_way(self) -> RenderableType:
        from rich.console import Group
        from rich.table import Table

        rows = []
        for name, parts in list(self._rows.items()):
            row = Table.grid(padding=(0, 1))
            row.add_column()
            row.add_column()
            row.add_column(no_wrap=True)
            spinner, text = parts
            row.add_row(spinner, text, words.took(time.monotonic() - self._since[name]) if name else "")
            rows.append(row)
        return Group(*rows)

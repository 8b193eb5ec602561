"""One JSON object a line, the last of them the result; nothing on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wizard.cli.printing import words
from wizard.cli.printing.streams import write
from wizard.events import Done, Event, Failed, Found, Progress, Skipped, Started, Waiting, Written

if TYPE_CHECKING:
    from wizard.cli.ending import Answer
    from wizard.cli.printing.words import Line
    from wizard.cognito.plan import Plan, PlannedAction
    from wizard.setup.fault import Fault

_STATES = {Started: "started", Waiting: "waiting", Done: "done", Failed: "failed", Skipped: "planned"}
_CHECK_STATES = {Waiting: "waiting", Done: "passed", Failed: "failed", Skipped: "skipped"}
_KILLED = {"event": "result", "ok": False, "status": 130, "message": "Ended at once."}


class JsonLines:
    """Members as the contract names them; further ones may be added."""

    def __init__(self) -> None:
        self.lost: OSError | None = None

    def sink(self, event: Event) -> None:
        """Tell an event of a job."""
        if isinstance(event, Progress):
            self._line("progress", text=event.text, done=event.done, total=event.total)
        elif isinstance(event, Written):
            kept = {"kept": event.kept} if event.kept else {}
            self._line("output", format=event.format, path=event.path, **kept)
        elif isinstance(event, Found):
            self._line("progress", text=f"{len(event.rows)} more found.", done=len(event.rows), total=None)
        elif words.is_action(event.of):
            self._action(event.of, _STATES[type(event)], **_told(event))  # type: ignore[arg-type]
        elif not isinstance(event, Started):
            self._line(
                "check",
                id=event.of.id,
                what=event.of.title,
                state=_CHECK_STATES[type(event)],
                proves=words.proof(event.of),
                **({"cause": "", "mend": ""} | _told(event)),
            )

    def plan(self, plan: Plan) -> None:
        """Every action as planned."""
        for action in plan.actions:
            self._action(action, "planned")

    def faults(self, faults: Iterable[Fault], file: Path | None = None, *, aside: bool) -> None:  # noqa: ARG002
        """An object each; one that comes from the file's shape has its line."""
        for fault in faults:
            place: dict[str, Any] = {"field": fault.field}
            if file is not None and fault.line is not None:
                place |= {"file": str(file), "line": fault.line, "key": fault.field.rpartition(".")[2]}
            self._line(
                "fault",
                **place,
                rule=fault.rule,
                level=fault.level,
                message=fault.message,
                mend=fault.mend,
                source=fault.source,
            )

    def say(self, text: str) -> None:
        """The result has it."""

    def lines(self, lines: Iterable[Line]) -> None:
        """The result has them."""

    def note(self, text: str) -> None:
        """As progress: standard error stays empty."""
        self._line("progress", text=text, done=0, total=None)

    def still(self) -> None:
        """Nothing moves here."""

    def end(self, answer: Answer) -> None:
        """The result line."""
        told: dict[str, Any] = {"ok": answer.ok, "status": answer.status, **answer.values}
        if answer.text is not None:
            told["text"] = answer.text
        if answer.names:
            told["names"] = list(answer.names)
        if answer.why is not None:
            told |= {"message": answer.why.text, "cause": answer.why.happened, "mend": answer.why.mend}
            if answer.why.details:
                told["details"] = answer.why.details
        self._line("result", **told)

    def last_words(self) -> bytes:
        """The result line all the same."""
        return json.dumps(_KILLED).encode() + b"\n"

    def _action(self, action: PlannedAction, state: str, **told: Any) -> None:
        fields = [
            {
                "field": f.field,
                "from": f.before,
                "to": f.after,
                "fixed": f.fixed,
                "drift": f.drift,
                "since": f.since or None,
                "key": f.path,
            }
            for f in action.fields
        ]
        self._line("action", id=action.id, change=action.change, what=action.title, fields=fields, state=state, **told)

    def _line(self, event: str, **members: Any) -> None:
        line = json.dumps({"event": event, **members}, ensure_ascii=False, default=str)
        self.lost = write(sys.stdout, line + "\n") or self.lost


def _told(event: Started | Waiting | Done | Failed | Skipped) -> dict[str, Any]:
    if isinstance(event, Failed):
        why = event.why
        value = words.value_of(why)
        means = "" if value or not why.known else why.means
        cause = " ".join(part for part in (why.happened, means) if part)
        told = {"cause": cause, "mend": why.mend, "value": value, "details": why.details}
        return {key: text for key, text in told.items() if text or key in ("cause", "mend")}
    if isinstance(event, Skipped):
        return {"cause": event.why}
    if isinstance(event, Waiting):
        return {"cause": words.waiting_text(event)}
    if isinstance(event, Done):
        known = {"cause": event.aside.happened, "mend": event.aside.mend} if event.aside else {}
        return {"seconds": round(event.seconds, 3), **known, **({"text": event.text} if event.text else {})}
    return {"text": event.text} if event.text else {}

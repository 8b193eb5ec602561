"""Plan, faults and errors as lines of text. A role names what a line's colour is to say; the words say it too."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from wizard.errors import Explanation, Stopped
from wizard.events import next_try

if TYPE_CHECKING:
    from wizard.cognito.plan import FieldChange, Plan, PlannedAction
    from wizard.events import Waiting, Written
    from wizard.pomerium.merging.difference import Row
    from wizard.setup.fault import Fault

Role = Literal["", "create", "update", "delete", "strong", "dim", "good", "bad", "caution"]
NOTHING = "Nothing to change: all is as you want it."
_SIGNS: dict[str, str] = {"create": "+", "update": "~", "delete": "-", "none": " "}
_ROLES: dict[str, Role] = {"create": "create", "update": "update", "delete": "delete"}
_DEEDS = {"create": "Create", "update": "Change", "delete": "Remove"}


_CONTROL = {code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its newline."""

    text: str
    role: Role = ""


def plan_lines(plan: Plan) -> Iterator[Line]:
    """Each action with its fields, then notes, then the counts."""
    for action in plan.actions:
        if action.change != "none":
            yield from _action_lines(action)
    for text in plan.notes:
        yield Line(f"Note: {text}", "caution")
    if changes(plan):
        yield Line("")
    yield Line(counts(plan), "strong")


def _action_lines(action: PlannedAction) -> Iterator[Line]:
    sign = _SIGNS[action.change]
    sentence = f"  {action.sentence}" if action.sentence else ""
    yield Line(f"{sign} {action.title}{sentence}", _ROLES.get(action.change, ""))
    for field in action.fields:
        yield Line(f"    {_field(field)}", "dim")


def _field(field: FieldChange) -> str:
    change = field.after if field.before is None else f"{field.before} › {field.after}"
    since = f" {day(field.since)}" if field.since else ""
    told = "  (fixed once made)" if field.fixed else f"  (changed at Amazon since{since})" if field.drift else ""
    return f"{field.field}: {change}{told}"


def day(moment: str) -> str:
    """The day of a moment of ISO 8601, as people here count days: '2026-11-25'."""
    return f"{datetime.datetime.fromisoformat(moment).astimezone():%Y-%m-%d}"


def changes(plan: Plan) -> int:
    """How many actions of a plan change something."""
    return sum(action.change != "none" for action in plan.actions)


def counts(plan: Plan) -> str:
    """What the plan comes to: '5 to create, 0 to change, 0 to remove'."""
    if not changes(plan) and not plan.refusals:
        return NOTHING
    made, changed, removed = plan.count("create"), plan.count("update"), plan.count("delete")
    return f"{made} to create, {changed} to change, {removed} to remove"


def deed(plan: Plan) -> str:
    """What carrying the plan out is, as a question has it: 'Create 5 resources', 'Create 2, change 1 resource'."""
    parts = [(_DEEDS[change], plan.count(change)) for change in ("create", "update", "delete")]
    told = [(verb, number) for verb, number in parts if number]
    text = ", ".join(f"{verb} {number}" for verb, number in told)
    last = told[-1][1] if told else 0
    return text[:1] + text[1:].lower() + (" resource" if last == 1 else " resources")


def row_lines(rows: Iterable[Row]) -> Iterator[Line]:
    """What changes in a file, secrets as dots."""
    roles: dict[str, Role] = {"+": "create", "-": "delete", "@": "dim", " ": "dim"}
    for row in rows:
        yield Line(f"    {row.sign} {row.text}".rstrip(), roles[row.sign])


def kept(event: Written) -> str:
    """Where the old file is kept, to stand behind the new one's name."""
    return f"  the old one: {event.kept}" if event.kept else ""


def fault_lines(faults: Iterable[Fault], file: Path | None) -> Iterator[Line]:
    """One line a fault: file, line, level, field, sentence, mend, rule."""
    for fault in faults:
        place = "".join(f"{part}:" for part in (file, fault.line) if part is not None)
        head = " ".join(part for part in (place, f"{fault.level}:", f"{fault.field}:" if fault.field else "") if part)
        body = " ".join(part for part in (fault.message, fault.mend) if part)
        yield Line(f"{head} {body} [{fault.rule}]", "bad" if fault.level == "fault" else "caution")


def error_lines(why: Explanation, names: tuple[str, ...] = (), *, verbose: bool = False) -> Iterator[Line]:
    """What happened; then what it means and what to do; raw details where asked for, or where these are the answer."""
    yield Line(why.happened, "bad")
    rest = " ".join(part for part in (why.means if why.known else "", why.mend) if part)
    if rest:
        yield Line(rest)
    if names:
        yield Line(f"Names to try: {', '.join(names)}.", "strong")
    if why.details and (verbose or not why.known or "Details " in rest):
        yield Line(f"Details: {why.details}", "dim")


def shown(text: str) -> str:
    """The text without characters that would steer a terminal: a value of a file or of Amazon's may hold them."""
    return text.translate(_CONTROL)


def stopped(why: Explanation) -> bool:
    """Whether this tells no fault, only that somebody asked to stop."""
    return why == Stopped().why


def waiting_text(event: Waiting) -> str:
    """Why it waits and when the next try is."""
    return next_try(event.text, event.seconds, event.attempt, event.attempts)


def took(seconds: float) -> str:
    """A duration: '0.4 s', '2 min 5 s'."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60} s"


def listed(texts: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return " and ".join(part for part in (", ".join(texts[:-1]), *texts[-1:]) if part)


def is_action(subject: object) -> bool:
    """Whether an event is about a planned action; else it is about a check."""
    from wizard.cognito.plan import PlannedAction

    return isinstance(subject, PlannedAction)


def proof(subject: object) -> str:
    """What a check proves, '' for an action."""
    return str(getattr(subject, "proves", ""))


def value_of(why: Explanation) -> str:
    """The exact value that a failed check is about: its explanation carries it in brackets."""
    return why.means[1:-1] if why.means.startswith("(") and why.means.endswith(")") else ""

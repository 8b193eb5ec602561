"""What an action is given to do its work, and how its fields are compared and told."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wizard.cognito.calls import Calls, ReadIds, code, no_ids
from wizard.cognito.journal import Journal
from wizard.cognito.need import Case, Need, no_needs
from wizard.cognito.plan import FieldChange, PlannedAction
from wizard.cognito.snapshot import TAG, Answer, Snapshot
from wizard.cognito.wholeupdate import value_at
from wizard.errors import AmazonRefused
from wizard.setup.fault import Fault
from wizard.setup.model import Setup
from wizard.vault import Secret

Planner = Callable[[Setup, Snapshot], "Iterable[PlannedAction | Fault]"]
_OBJECTS = ("pool", "client")
Keep = Callable[[str, str, Secret], None]


@dataclass(frozen=True, slots=True)
class Work:
    """One action at work: its calls, the journal, and the ids that the run knows so far ('pool', 'client').

    `keep(pool id, client id, secret)` puts a client secret into the store and reads it back. `shape(operation)`
    is botocore's input shape.
    """

    action: PlannedAction
    calls: Calls
    journal: Journal
    ids: dict[str, str]
    keep: Keep
    shape: Callable[[str], Any]
    account: str

    @property
    def pool_id(self) -> str:
        """The pool that everything else is for."""
        return self.ids["pool"]

    def write(
        self,
        operation: str,
        made: ReadIds = no_ids,
        change: Mapping[str, Any] | None = None,
        about: Mapping[str, str] | None = None,
        **request: Any,
    ) -> Any:
        """A journalled call; the ids that `made` reads out of the answer are known to later actions.

        `about` names what the call is about, for the journal: known before it, and so also when it is cut off.
        """
        # by key, not over items(): other actions add theirs meanwhile
        concerned = {key: self.ids[key] for key in _OBJECTS if key in self.ids} | dict(about or {})
        answer = self.calls.write(
            operation, self.journal, self.action.id, concerned, made=made, change=change, **request
        )
        self.ids.update(made(answer))
        return answer


@contextlib.contextmanager
def there_already(refusal: str) -> Iterator[None]:
    """Go on where Amazon says by this code that the thing was made meanwhile: that is as good."""
    try:
        yield
    except AmazonRefused as error:
        if code(error) != refusal:
            raise


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of action: is it needed (`plan`, pure), and how it is done (`do` gives a closing sentence or '').

    `iam` tells what it may need of IAM, whatever is found to exist.
    """

    name: str
    plan: Planner
    do: Callable[[Work], str]
    iam: Callable[[Case], Iterable[Need]] = no_needs


@dataclass(frozen=True, slots=True)
class Field:
    """A key of the setup beside the API member that it becomes.

    `value` makes the member's value out of the setup's. `absent` is what Amazon means by leaving the member out of
    an answer; None: then nothing can be read from it, and what can't be read is not a difference.
    """

    path: str
    member: str
    label: str
    value: Callable[[Any], Any] = lambda value: list(value) if isinstance(value, tuple) else value
    absent: Any = None


def as_created(setup: Setup, fields: Iterable[Field]) -> tuple[dict[str, Any], tuple[FieldChange, ...]]:
    """The members of a new object, by dotted path, and the same told field by field."""
    wanted = {f.member: f.value(setup.get(f.path)) for f in fields if setup.get(f.path) is not None}
    told = tuple(
        FieldChange(f.label, None, words(wanted[f.member]))
        for f in fields
        if f.member in wanted and wanted[f.member] != {}
    )
    return wanted, told


def pool_is_ours(setup: Setup, have: Snapshot) -> bool:
    """Whether `apply` made the pool for this setup: then keys that the file leaves out have their defaults there."""
    return setup.pool.id is None and (have.pool or {}).get("UserPoolTags", {}).get(TAG) == setup.name


def client_is_ours(setup: Setup, have: Snapshot) -> bool:
    """The same of the app client; in somebody's own pool the journal has to know it."""
    return setup.client.id is None and (pool_is_ours(setup, have) or "client" in have.last_set)


def created(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What the journal keeps of a creation: each member with its value, and nothing before."""
    return {path: [None, value] for path, value in wanted.items()}


def drifted(now: Any, last: Mapping[str, Any], member: str) -> bool:
    """Whether a member no longer has the value that `apply` gave it last."""
    return member in last and not same(now, last[member])


def differences(
    setup: Setup, have: Answer, fields: Iterable[Field], *, ours: bool = False, last: Mapping[str, Any] | None = None
) -> tuple[dict[str, Any], tuple[FieldChange, ...]]:
    """The members in which an existing object differs from what the setup names, and the same told field by field.

    Of an object that is `ours` also keys count that the setup leaves at their defaults. `last` is what `apply` set.

    Of a structure the members that the setup has no key for stay, as a sender's reply-to address.
    """
    wanted: dict[str, Any] = {}
    told: list[FieldChange] = []
    for f in fields:
        asked = setup.get(f.path)
        if asked is None or not (ours or setup.is_named(f.path)):
            continue
        now, then = value_at(have, f.member), f.value(asked)
        now = f.absent if now is None else now
        if isinstance(now, Mapping):
            then = {**now, **then}
        if now is None or same(now, then):
            continue
        wanted[f.member] = then
        told.append(
            FieldChange(f.label, words(now), words(then), drift=drifted(now, last or {}, f.member), path=f.path)
        )
    return wanted, tuple(told)


def same(now: Any, then: Any) -> bool:
    """Equal, lists of names without regard to order."""
    if isinstance(now, list) and isinstance(then, list):
        return sorted(now) == sorted(then)
    return bool(now == then)


def words(value: Any) -> str:
    """A member's value as a person reads it."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, list | tuple):
        return ", ".join(words(item) for item in value) or "none"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {words(item)}" for key, item in value.items()) or "none"
    return str(value)

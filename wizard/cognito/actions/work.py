"""What an action is given to do its work, and how its fields are compared and told."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from wizard.cognito.calls import Calls, ReadIds, code, no_ids
from wizard.cognito.journal import Journal
from wizard.cognito.need import Case, Need, no_needs
from wizard.cognito.plan import FieldChange, PlannedAction
from wizard.cognito.snapshot import TAG, Answer, SetByUs, Snapshot
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
    an answer; None: then nothing can be read from it, and what can't be read is not a difference. `unset` is the
    value where the setup says null, in an object that `apply` made; None: then what is there stays.
    """

    path: str
    member: str
    label: str
    value: Callable[[Any], Any] = lambda value: list(value) if isinstance(value, tuple) else value
    absent: Any = None
    unset: Any = None


def as_created(setup: Setup, fields: Iterable[Field]) -> tuple[dict[str, Any], tuple[FieldChange, ...]]:
    """The members of a new object, by dotted path, and the same told field by field."""
    wanted = {f.member: f.value(setup.get(f.path)) for f in fields if setup.get(f.path) is not None}
    told = tuple(
        FieldChange(f.label, None, words(wanted[f.member]))
        for f in fields
        if f.member in wanted and wanted[f.member] != {}
    )
    return wanted, told


@dataclass(frozen=True, slots=True)
class Whose:
    """Of whom an object is: `ours` when `apply` made it for this setup. Then keys that the file leaves out have
    their defaults there; of another's object only named keys count. `last` is what `apply` set in it last.
    """

    setup: Setup
    ours: bool
    last: Mapping[str, SetByUs]

    def counts(self, path: str) -> bool:
        """Whether the object is to have the setup's value there."""
        return self.ours or self.setup.is_named(path)

    def change(
        self, label: str, member: str, now: Any, then: Any, path: str = "", *, said: Callable[[Any], str] | None = None
    ) -> FieldChange:
        """The difference as a line: a drift where the journal knows another value, or nobody named a wish."""
        was, said = self.last.get(member), said or words
        drift = not same(now, was.value) if was else self.ours and not (path and self.setup.is_named(path))
        return FieldChange(label, said(now), said(then), drift=drift, since=was.at if was and drift else "", path=path)


def pool_whose(setup: Setup, have: Snapshot, what: str = "pool") -> Whose:
    """Of the pool, or of its second factor ('mfa'): known by its tag, or by the journal where somebody took that."""
    tagged = (have.pool or {}).get("UserPoolTags", {}).get(TAG)
    ours = tagged == setup.name or (tagged is None and "pool" in have.made_at)
    return Whose(setup, setup.pool.id is None and have.pool is not None and ours, have.last_set.get(what, {}))


def client_whose(setup: Setup, have: Snapshot) -> Whose:
    """Of the app client; in somebody's own pool the journal has to know that it was made."""
    ours = pool_whose(setup, have).ours or f"client:{have.client_id}" in have.made_at
    return Whose(setup, setup.client.id is None and ours, have.last_set.get("client", {}))


def created(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What the journal keeps of a creation: each member with its value, and nothing before."""
    return {path: [None, value] for path, value in wanted.items()}


def differences(have: Answer, fields: Iterable[Field], whose: Whose) -> tuple[dict[str, Any], tuple[FieldChange, ...]]:
    """The members in which an existing object differs from the setup, and the same told field by field.

    Of a structure the members that the setup has no key for stay, as a sender's reply-to address.
    """
    wanted: dict[str, Any] = {}
    told: list[FieldChange] = []
    for f in fields:
        now = value_at(have, f.member)
        now = f.absent if now is None else now
        then = _due(f, whose, now)
        if then is not None:
            wanted[f.member] = then
            told.append(_made_unset(whose, f).change(f.label, f.member, now, then, f.path))
    return wanted, tuple(told)


def _made_unset(whose: Whose, f: Field) -> Whose:
    """Where a creation of ours left a member to Amazon, that counts as the value it gave."""
    if not whose.last or f.unset is None or f.member in whose.last:
        return whose
    first = SetByUs(f.unset, min(each.at for each in whose.last.values()))
    return replace(whose, last={**whose.last, f.member: first})


def _due(f: Field, whose: Whose, now: Any) -> Any:
    """What the member is to be; None where it is that, where nobody asks, and where it can't be read."""
    asked = whose.setup.get(f.path)
    if now is None or not whose.counts(f.path):
        return None
    if asked is None:
        unset = f.unset if whose.ours and f.unset else {}
        return None if all(now.get(key, value) == value for key, value in unset.items()) else unset
    then = f.value(asked)
    then = {**now, **then} if isinstance(now, Mapping) else then
    return None if same(now, then) else then


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

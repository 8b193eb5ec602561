"""The plan as data: what would be done at Amazon, why, and in which order. Nothing here calls anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from wizard.setup.fault import Fault

Change = Literal["create", "update", "delete", "none"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an action in the field's own words; `before` is None where the object is new.

    `drift` tells that somebody changed it at Amazon, `since` when `apply` had set it: ISO 8601, UTC; '' where no
    journal tells. `path` is the key of the setup that could take what Amazon has instead; '' where there is none.
    """

    field: str
    before: str | None
    after: str
    fixed: bool = False
    drift: bool = False
    since: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """One thing to do: `kind` is the file in `actions/` that does it, `id` is unique in the plan.

    `wanted` is what that file needs to build its request: API members and their values; ids that are known only
    later are filled in when it runs. `waits_for` holds ids of actions of the same plan. `seen` are the lists and
    structures that new values were put together from, by dotted path: where they are others by then, nothing is sent.
    """

    id: str
    kind: str
    change: Change
    title: str
    sentence: str
    fields: tuple[FieldChange, ...] = ()
    wanted: Mapping[str, Any] | None = None
    waits_for: tuple[str, ...] = ()
    usually: str = ""
    seen: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """Actions in an order that can be carried out, and what stands in the way.

    `refusals` are differences that are fixed at creation, or answers that the planner can't choose between: with
    one of them nothing may be carried out (exit status 2). `notes` are told and stop nothing.
    """

    actions: tuple[PlannedAction, ...] = ()
    refusals: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()

    def count(self, change: Change) -> int:
        """How many actions make this change."""
        return sum(action.change == change for action in self.actions)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self.actions

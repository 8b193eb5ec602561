"""The run behind the Apply page: a first try of the plan that was agreed to, or another one of what is left of it."""

from __future__ import annotations

from dataclasses import dataclass

from wizard.cognito.snapshot import Snapshot
from wizard.errors import Explanation, InputRefused
from wizard.events import Cancel, Sink
from wizard.jobs.adapters import Adapters
from wizard.jobs.apply import Applied, Apply
from wizard.jobs.plan import MakePlan, Planned
from wizard.setup.model import Setup


@dataclass(frozen=True, slots=True)
class Attempt:
    """`again`: some of the plan is done already, so only what is left of it may be sent, and nothing beside it."""

    adapters: Adapters
    setup: Setup
    agreed: Planned
    again: bool = False

    def run(self, sink: Sink, cancel: Cancel) -> Applied:
        """What came of it, with the errors of actions in the outcome. Raises as Apply does before the first action."""
        plan = self.agreed.plan
        if self.again:
            plan = MakePlan(self.adapters, self.setup).run(sink, cancel).plan
            if not {action.id for action in plan.actions} <= {action.id for action in self.agreed.plan.actions}:
                raise InputRefused(
                    Explanation(
                        "Something changed at Amazon since the plan was shown.",
                        "Nothing more was sent, since it would not be what you agreed to.",
                        "Look at the new plan, then go on.",
                    )
                )
        return Apply(self.adapters, self.setup, plan).attempt(sink, cancel)


def alias_target(found: Snapshot, custom: str | None) -> str:
    """Where the DNS name of one's own login domain has to point; '' where there is none, or Amazon hasn't said."""
    domain = found.domain(custom) or {}
    return str(domain.get("CloudFrontDistribution") or "") if custom else ""

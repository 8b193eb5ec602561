"""Who am I: the account, the user or role, the partition, behind the credentials in use; and the profiles there are."""

from __future__ import annotations

from dataclasses import dataclass

from wizard.cognito.session import Identity, Profile, profiles
from wizard.events import Cancel, Sink
from wizard.jobs.adapters import Adapters


@dataclass(frozen=True, slots=True)
class WhoAmI:
    """Asks STS; needs no permission at all."""

    adapters: Adapters

    def run(self, sink: Sink, cancel: Cancel) -> Identity:  # noqa: ARG002  every job takes both
        """The identity. Raises AmazonRefused, Stopped."""
        cancel.check()
        return self.adapters.session.identity()


@dataclass(frozen=True, slots=True)
class Profiles:
    """The profiles of this computer's AWS files; asks nobody."""

    adapters: Adapters

    def run(self, sink: Sink, cancel: Cancel) -> tuple[Profile, ...]:  # noqa: ARG002  every job takes both
        """In the files' order."""
        return profiles()

"""What jobs reach the world through: built by `app`, given to every job."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.cognito.calls import Calls
from wizard.cognito.journal import Journal
from wizard.cognito.session import Identity, Session
from wizard.cognito.snapshot import Addresses
from wizard.events import Cancel, Progress, Sink, next_try
from wizard.vault import SecretStore

if TYPE_CHECKING:
    import httpx


@dataclass(frozen=True, slots=True)
class Adapters:
    """Amazon's API, the secret store, HTTP for the OIDC side, the state folder; and whether all this is practice."""

    session: Session
    store: SecretStore
    http: Callable[[], httpx.Client]
    state: Path
    practice: bool = False
    issuer_base: str | None = None
    login_base: str | None = None

    def addresses(self) -> Addresses:
        """Where this Cognito's OIDC side is."""
        session = self.session
        return Addresses(
            session.access.region, session.partition(), session.dns_suffix(), self.issuer_base, self.login_base
        )

    def calls(self, sink: Sink, cancel: Cancel) -> Calls:
        """Calls for reading, whose pauses and long lists are told as progress."""

        def tell(text: str, seconds: float, attempt: int, attempts: int) -> None:
            sink(Progress(next_try(text, seconds, attempt, attempts)))

        return Calls(self.session, cancel, tell, lambda text: sink(Progress(text)))

    def identity(self, sink: Sink, cancel: Cancel) -> Identity:
        """Who am I, tried again as every read is. Raises AmazonRefused, Stopped."""
        calls = self.calls(sink, cancel)
        return self.session.identity(lambda: calls.read("get_caller_identity", "sts"))

    def journal(self, setup_name: str) -> Journal:
        """The journal of a setup in this account and region; asks STS who that is."""
        return Journal(self.state, self.session.identity(), setup_name)

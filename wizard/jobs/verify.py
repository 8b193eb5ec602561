"""Every check that Pomerium's sign-in depends on, asked of what stands at Amazon; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wizard.checks import PATIENCE, Discovered, Result, Standing, Target, chosen, run
from wizard.cognito.snapshot import Snapshot
from wizard.errors import AmazonRefused, FaultFound
from wizard.events import Cancel, Sink
from wizard.jobs.adapters import Adapters
from wizard.jobs.facts import standing
from wizard.jobs.plan import look
from wizard.jobs.secret import FRESH, client_secret, key_of, stored
from wizard.setup import versions
from wizard.setup.model import Setup

if TYPE_CHECKING:
    import httpx

CUSTOM_PATIENCE = 600.0  # seconds; a domain of one's own is live within minutes, its certificate later


@dataclass(frozen=True, slots=True)
class Verified:
    """The results in the order of the checks; `standing` is what they were told beside."""

    results: tuple[Result, ...]
    snapshot: Snapshot
    standing: Standing | None = None

    @property
    def passed(self) -> bool:
        """Whether none failed, and none was left out because another failed."""
        return all(result.outcome.state != "failed" for result in self.results)

    @property
    def discovered(self) -> Discovered | None:
        """What the discovery document named, where it was found."""
        return next((result.outcome.discovered for result in self.results if result.outcome.discovered), None)

    def error(self) -> FaultFound | AmazonRefused | None:
        """What to end with: the first fault; AmazonRefused where Amazon could not be reached at all."""
        for result in self.results:
            if result.outcome.state == "failed":
                return FaultFound(result.outcome.why) if result.outcome.reached else AmazonRefused(result.outcome.why)
        return None


@dataclass(frozen=True, slots=True)
class Verify:
    """`patience` is how long, in seconds, a fresh domain is waited for; None: by its kind."""

    adapters: Adapters
    setup: Setup
    patience: float | None = None

    def run(self, sink: Sink, cancel: Cancel) -> Verified:
        """Raises FaultFound while there is no pool or client, and as key_of does, AmazonRefused, KeyringUnusable,
        Stopped.

        Faults that checks find stand in the results.
        """
        snapshot = look(self.adapters, self.setup, sink, cancel)
        key_of(snapshot)
        patience = self.patience
        if patience is None:
            patience = CUSTOM_PATIENCE if (snapshot.pool or {}).get("CustomDomain") else PATIENCE
        begun = stored(self.adapters, replace(key_of(snapshot), what=FRESH)) is not None
        known = replace(standing(self.adapters.calls(sink, cancel), self.setup, snapshot), rotating=begun)
        with self.adapters.http() as http:
            target = replace(self.target(snapshot, http), standing=known)
            return Verified(run(target, sink, cancel, patience), snapshot, known)

    def target(self, snapshot: Snapshot, http: httpx.Client) -> Target:
        """The finished set-up as Pomerium meets it. Raises as key_of does, and KeyringUnusable."""
        return Target(
            issuer=snapshot.issuer,
            login_url=snapshot.login_url,
            client_id=key_of(snapshot).client_id,
            client_secret=client_secret(self.adapters, snapshot),
            callback_url=self.setup.callback_url,
            sign_out_url=self._sign_out_url(),
            scopes=self.setup.client.scopes,
            provider="cognito" if versions.needs_sign_out(self.setup.pomerium_version) else "oidc",
            http=http,
            probe=not self.adapters.practice,
            route_url=self.setup.pomerium.route.from_ if self.setup.pomerium.route else "",
        )

    @property
    def signs_out(self) -> bool:
        """Whether this version of Pomerium signs people out at Cognito."""
        return self._sign_out_url() is not None

    def _sign_out_url(self) -> str | None:
        urls = self.setup.sign_out_urls
        return urls[0] if urls and versions.needs_sign_out(self.setup.pomerium_version) else None


def titles(*, practice: bool) -> tuple[tuple[str, str, str], ...]:
    """(id, title, what it proves) of every check, in order, for showing them before they run."""
    return tuple((check.id, check.title, check.proves) for check in chosen(probe=not practice))

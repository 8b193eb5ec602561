"""The two changes around a test sign-in: the listener's addresses into the app client's lists, and out again.

Each is one whole update, journalled and told. What a killed run left behind is known by its form, and taken out by the
next one; what others changed meanwhile stays, in its order.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from wizard.checks.sign_in import is_ours
from wizard.cognito.calls import Calls
from wizard.cognito.plan import FieldChange, Plan, PlannedAction
from wizard.cognito.snapshot import Snapshot
from wizard.cognito.wholeupdate import send_whole
from wizard.errors import Explanation, InputRefused, WizardError
from wizard.events import Cancel, Done, Failed, Progress, Sink, Started
from wizard.jobs.adapters import Adapters

IN, OUT = "sign_in.callback", "sign_in.restore"
LIMIT = 100  # entries of either list (service model, CallbackURLsListType and LogoutURLsListType)
_LABELS = {"CallbackURLs": "Callback URL", "LogoutURLs": "Sign-out URL"}
Urls = Mapping[str, str]
"""The address that goes into each member."""


def plan(snapshot: Snapshot, urls: Urls) -> Plan:
    """The two changes, for showing them; addresses may have a placeholder for the port."""
    title = f"App client {(snapshot.client or {}).get('ClientName') or snapshot.client_id}"
    there = tuple(FieldChange(_LABELS[member], "not there", url) for member, url in urls.items())
    gone = tuple(FieldChange(_LABELS[member], url, "not there") for member, url in urls.items())
    return Plan(
        (
            PlannedAction(IN, "client", "update", title, "For the test sign-in alone.", there),
            PlannedAction(OUT, "client", "update", title, "Out again, whatever comes of it.", gone, waits_for=(IN,)),
        )
    )


@dataclass(frozen=True, slots=True)
class Loopback:
    """Puts addresses of a listener in and takes them out; the journal of `setup_name` must be held."""

    adapters: Adapters
    setup_name: str
    snapshot: Snapshot
    sink: Sink

    def put_in(self, urls: Urls, cancel: Cancel) -> None:
        """Add each at the end of its list. Raises InputRefused where a list is full, AmazonRefused, Stopped."""
        calls = self.adapters.calls(self.sink, cancel)
        now = self._lists(calls, urls)
        full = [member for member in urls if len(now[member]) >= LIMIT]
        if full:
            raise InputRefused(_full(_LABELS[full[0]]))
        action = plan(self.snapshot, urls).actions[0]
        self._change(calls, action, {member: [*now[member], url] for member, url in urls.items()})

    def take_out(self, *, stale: bool = False) -> None:
        """Take out whatever is a listener's, though somebody asked to stop. Raises AmazonRefused, FileRefused."""
        calls = self.adapters.calls(self.sink, Cancel())
        now = self._lists(calls, _LABELS)
        ours = {member: next(filter(is_ours, urls)) for member, urls in now.items() if any(map(is_ours, urls))}
        if not ours:
            return
        if stale:
            self.sink(Progress("A test sign-in was cut short; its addresses are taken out first."))
        action = plan(self.snapshot, ours).actions[1]
        rest = {member: [url for url in now[member] if not is_ours(url)] for member in ours}
        try:
            self._change(calls, action, {member: urls or None for member, urls in rest.items()})
        except WizardError as error:
            raise type(error)(_left(error.why, ours)) from error

    def _lists(self, calls: Calls, members: Mapping[str, str]) -> dict[str, list[str]]:
        client = self._described(calls)
        return {member: list(client.get(member) or ()) for member in members}

    def _described(self, calls: Calls) -> Mapping[str, Any]:
        found: Mapping[str, Any] = calls.read("describe_user_pool_client", **self._names)["UserPoolClient"]
        return found

    @property
    def _names(self) -> dict[str, str]:
        return {"UserPoolId": str(self.snapshot.pool_id), "ClientId": str(self.snapshot.client_id)}

    def _change(self, calls: Calls, action: PlannedAction, wanted: Mapping[str, list[str] | None]) -> None:
        names, journal = self._names, self.adapters.journal(self.setup_name)
        ids = {"pool": names["UserPoolId"], "client": names["ClientId"]}
        model = self.adapters.session.client("cognito-idp").meta.service_model

        def send(request: dict[str, Any], _: object) -> Any:
            return calls.write("update_user_pool_client", journal, action.id, ids, **{**request, **names})

        self._told(
            action,
            lambda: send_whole(
                lambda: self._described(calls),
                send,
                model.operation_model("UpdateUserPoolClient").input_shape,
                wanted,
            ),
        )

    def _told(self, action: PlannedAction, deed: Callable[[], None]) -> None:
        began = time.monotonic()
        self.sink(Started(action))
        try:
            deed()
        except WizardError as error:
            self.sink(Failed(action, time.monotonic() - began, error.why))
            raise
        self.sink(Done(action, time.monotonic() - began, _done(action)))


def _done(action: PlannedAction) -> str:
    """Each address, and what became of it."""
    if action.id == IN:
        return f"{' and '.join(str(field.after) for field in action.fields)} added, until the sign-in has ended."
    return f"{' and '.join(str(field.before) for field in action.fields)} taken out again."


def _full(what: str) -> Explanation:
    return Explanation(
        f"The app client has {LIMIT} {what}s already, as many as Amazon allows.",
        "A test sign-in needs room for one more, for as long as it lasts. Nothing was sent that writes.",
        "Take one out that nothing uses.",
    )


def _left(why: Explanation, ours: Mapping[str, str]) -> Explanation:
    told = " and ".join(ours.values())
    means = f"{why.means} {told} is still at the app client, where it leads to this computer alone.".strip()
    return replace(why, means=means, mend=f"{why.mend} The next apply or verify --sign-in takes it out.".strip())

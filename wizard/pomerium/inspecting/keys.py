"""Options that Pomerium no longer knows, or never did."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterator

from wizard.pomerium.inspecting.entry import Document, Entry, fault
from wizard.resources import resource
from wizard.setup.fault import Fault

_REMOVED = {
    "idp_service_account": "Groups come in the token: allow by claim/cognito:groups, and delete this line.",
    "idp_refresh_directory_timeout": "Delete this line.",
    "idp_refresh_directory_interval": "Delete this line.",
    "idp_qps": "Delete this line.",
    "client_ca": "Use downstream_mtls.",
    "client_ca_file": "Use downstream_mtls.",
    "policy_file": "Put the routes under routes.",
}
_REMOVED_SOURCE = "pomerium/pomerium config/options_check.go:30-45"
_UNKNOWN_SOURCE = "pomerium/pomerium config/options_check.go:61-90"


@functools.cache
def known() -> frozenset[str]:
    """Every option of a configuration file."""
    lines = resource("pomerium-options.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _gone(document: Document) -> Iterator[Fault]:
    """A removed key in a file stops the start; in the environment nothing reads it."""
    for entry in document.entries:
        mend = _REMOVED.get(entry.key) or ("Use OTEL_* variables." if entry.key.startswith("tracing_") else None)
        if mend is None:
            continue
        if entry.place in ("env", "workload"):
            yield fault(
                entry, "key.removed", f"{entry.written} is no longer read.", mend, _REMOVED_SOURCE, level="warning"
            )
        else:
            message = f"{entry.written} was removed: Pomerium does not start with it in its configuration file."
            yield fault(entry, "key.removed", message, mend, _REMOVED_SOURCE)


def _groups(document: Document) -> Iterator[Fault]:
    for entry in document.each("allowed_groups"):
        yield fault(
            entry,
            "key.allowed_groups",
            "allowed_groups was removed: Pomerium does not start with it.",
            "Allow by the token's claim: claim/cognito:groups.",
            _REMOVED_SOURCE,
        )


def _strange(document: Document) -> Iterator[Fault]:
    """Keys that nothing reads: told where the text is a configuration file, or begins as the provider's do."""
    names = known()
    for entry in document.entries:
        gone = entry.key in _REMOVED or entry.key.startswith("tracing_") or entry.key == "allowed_groups"
        in_file = entry.place in ("config", "configmap") and entry.written == entry.written.lower()
        if entry.key not in names and not gone and (in_file or entry.key.startswith("idp_")):
            yield _unknown(entry, names)


def _unknown(entry: Entry, names: frozenset[str]) -> Fault:
    close = difflib.get_close_matches(entry.key, sorted(names), 1, 0.75)
    as_written = close[0].upper() if close and entry.place in ("env", "workload") else "".join(close)
    mend = f"Did you mean {as_written}?" if close else "Delete it, or look it up in Pomerium's reference."
    return fault(
        entry, "key.unknown", f"Pomerium has no option {entry.written}, and goes on without it.", mend, _UNKNOWN_SOURCE
    )


RULES = (_gone, _groups, _strange)

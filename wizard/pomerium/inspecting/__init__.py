"""Somebody's own Pomerium configuration: what is wrong in it for Cognito, line by line; pure.

    entry.py       what was read: options with their lines
    reading.py     which kind of text it is, and that kind's reader
    env_file.py    environment files
    config.py      config.yaml
    compose.py     Compose files: a service's variables
    manifests.py   Kubernetes: ConfigMap, Secret, Pomerium
    workload.py    Kubernetes: the variables of a Deployment
    helm.py        values of the former Helm chart
    provider.py    rules: which provider, which pool, which scopes
    secret.py      rules: the client secret, and Pomerium's own
    addresses.py   rules: authenticate URL, sign-out, routes
    keys.py        rules: options that Pomerium no longer knows, or never did
    found.py       the setup that such a configuration stands for

To add a rule: a function from a Document to faults, in the RULES of its file.
"""

from __future__ import annotations

from wizard.pomerium.inspecting.addresses import RULES as ADDRESSES
from wizard.pomerium.inspecting.entry import Document, Entry
from wizard.pomerium.inspecting.found import setup_of
from wizard.pomerium.inspecting.keys import RULES as KEYS
from wizard.pomerium.inspecting.provider import RULES as PROVIDER
from wizard.pomerium.inspecting.reading import read
from wizard.pomerium.inspecting.secret import RULES as SECRETS
from wizard.setup.fault import Fault

__all__ = ["Document", "Entry", "faults", "read", "setup_of"]


def faults(document: Document) -> tuple[Fault, ...]:
    """Everything that is wrong, by line; faults of the text's own form come with those of what it says."""
    rules = (*KEYS, *PROVIDER, *SECRETS, *ADDRESSES)
    found = [*document.faults, *(fault for rule in rules for fault in rule(document))]
    return tuple(sorted(found, key=lambda fault: fault.line or 0))

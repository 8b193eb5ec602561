"""Pomerium's own secrets, shared_secret and cookie_secret: made on request, then kept beside the client secret.

Without them each start makes others, and everybody is signed out (pomerium/pomerium config/options.go:1217-1438).
"""

from __future__ import annotations

import base64
import dataclasses
import secrets

from wizard.errors import Explanation, InputRefused
from wizard.jobs.adapters import Adapters
from wizard.jobs.secret import stored
from wizard.pomerium.outputs.secret_files import OPTIONS
from wizard.pomerium.settings import OWN_SECRETS
from wizard.setup.model import Setup
from wizard.vault import Secret, SecretKey

_BYTES = 32  # pomerium/pomerium pkg/cryptutil/encrypt.go:12-15


def own_secrets(adapters: Adapters, setup: Setup, key: SecretKey, *, make: bool) -> dict[str, Secret]:
    """Option -> secret, of those that the store has; with `make`, or where an output is one, all are there.

    `key` names the client secret. Raises InputRefused where they would be kept nowhere, and as the store does.
    """
    make = make or any(OPTIONS.get(output.format) in OWN_SECRETS for output in setup.pomerium.outputs)
    if not adapters.store.keeps:
        if make:
            raise InputRefused(_NOWHERE)
        return {}
    found = {what: _one(adapters, dataclasses.replace(key, what=what), make) for what in OWN_SECRETS}
    return {what: secret for what, secret in found.items() if secret is not None}


def _one(adapters: Adapters, key: SecretKey, make: bool) -> Secret | None:
    secret = stored(adapters, key)
    if secret is None and make:
        secret = Secret(base64.b64encode(secrets.token_bytes(_BYTES)).decode())
        adapters.store.put(key, secret)
    return secret


_NOWHERE = Explanation(
    "With --secrets none there is nowhere to keep Pomerium's own secrets.",
    "Each run would make others, and sign everybody out.",
    "Leave --secrets none out, or put secrets of your own into the file: a merge leaves them.",
)

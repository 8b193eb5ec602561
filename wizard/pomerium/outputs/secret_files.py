"""Files that hold one secret and nothing else, for the options that name a file (`idp_client_secret_file`, ...).

None ends in a line end: Pomerium takes the client secret as it stands, and does not start with a line end behind the
shared secret; behind the cookie secret it takes one (pomerium/pomerium config/options.go:1217-1237, 1404-1438).
"""

from __future__ import annotations

from wizard.pomerium.outputs.format import OutputFormat
from wizard.pomerium.settings import OWN_SECRETS, SECRET_KEY, PomeriumSettings

OPTIONS = {"client-secret-file": SECRET_KEY, **{f"{key.replace('_', '-')}-file": key for key in OWN_SECRETS}}
"""Output format -> the option whose secret the file holds."""


def _format(name: str, key: str, title: str) -> OutputFormat:
    def write(settings: PomeriumSettings) -> str:
        secret = settings.options().get(key)
        return secret.reveal() if secret is not None else ""

    return OutputFormat(name, title, key, write, lambda text: {key: text}, bare=True)


FORMATS = (
    _format("client-secret-file", SECRET_KEY, "Client secret in a file of its own"),
    _format("shared-secret-file", OWN_SECRETS[0], "Pomerium's shared secret in a file of its own"),
    _format("cookie-secret-file", OWN_SECRETS[1], "Pomerium's cookie secret in a file of its own"),
)

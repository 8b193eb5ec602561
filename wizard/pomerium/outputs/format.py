"""What every output format has, and what no output may hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from wizard.errors import Explanation, InputRefused
from wizard.pomerium.settings import ORIGINS, PomeriumSettings, flat

PRACTICE_MARK = "# practice mode: not for a real Pomerium"
LASTING = (
    "Pomerium makes its shared_secret and cookie_secret anew at each start, which signs everybody out. With"
    " --with-secrets lasting ones are made, and kept in the keyring.",
    "Pomerium of split services does not start without a shared_secret. With --with-secrets one is made, and kept"
    " in the keyring.",
)
"""What to say where Pomerium's own secrets are not given: of one process, and of several."""
_UNWRITABLE = ("Cc", "Cs")  # control characters, halves of surrogate pairs
_FROM_COGNITO = ("idp_provider_url", "idp_client_id", "idp_client_secret")


def nothing(_: PomeriumSettings) -> tuple[str, ...]:
    """No warning of its own."""
    return ()


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """One way to hand the settings over. `title` is in a person's words, `filename` what to call the file.

    `write` and `parse` are the format's own; callers use `render` and `read`. `manifest`: the version in question
    is the ingress controller's, not Pomerium core's. `bare`: the file is one secret, with nothing around it, no line
    end and no line of practice mode's.
    """

    name: str
    title: str
    filename: str
    write: Callable[[PomeriumSettings], str]
    parse: Callable[[str], dict[str, str]]
    cautions: Callable[[PomeriumSettings], tuple[str, ...]] = nothing
    holds_secret: bool = True
    manifest: bool = False
    bare: bool = False

    def render(self, settings: PomeriumSettings) -> str:
        """The file's text, secret in clear, ending in one newline unless it is `bare`.

        Raises InputRefused when a value is not known yet, or holds what this format can't carry.
        """
        _check(settings)
        text = self.write(settings)
        if self.bare and not text:
            raise InputRefused(_not_made(self.filename))
        return PRACTICE_MARK + "\n" + text if settings.practice and not self.bare else text

    def read(self, text: str) -> dict[str, str]:
        """Option key -> text, as `settings.flat` gives it. Raises ValueError when `text` is not of this format."""
        return self.parse(text)

    def warnings(self, settings: PomeriumSettings) -> tuple[str, ...]:
        """Sentences to show beside this output; none of them stops it."""
        oidc = settings.provider(self.manifest) == "oidc" and not self.bare
        common = (_sign_out(settings, self.manifest),) if oidc else ()
        own = settings.shared_secret is not None or self.bare or self.manifest
        lasting = () if own else (LASTING[settings.authorize_url is not None],)
        return common + self.cautions(settings) + lasting


def _sign_out(settings: PomeriumSettings, manifest: bool) -> str:
    program, since = ("Ingress controller", "0.33") if manifest else ("Pomerium", "0.23")
    return (
        f"{program} {settings.version} reaches Cognito through the provider oidc, so signing out ends on Cognito's "
        f"error page. From {since} on there is the provider cognito, which signs people out."
    )


def _not_made(key: str) -> Explanation:
    return Explanation(
        f"There is no {key} for this setup yet.",
        "Pomerium makes one anew at each start until it is given one.",
        "Render or save with --with-secrets: it is made, and kept in the keyring.",
    )


def _check(settings: PomeriumSettings) -> None:
    missing = settings.missing()
    if missing:
        raise InputRefused(
            Explanation(
                f"Not known yet: {', '.join(missing)}.", "Without it Pomerium can't sign anybody in.", _mend(missing)
            )
        )
    texts = flat(settings.options()) | {"namespace": settings.namespace}
    for key, text in texts.items():
        if any(unicodedata.category(character) in _UNWRITABLE for character in text):
            raise InputRefused(
                Explanation(
                    f"{key} holds a line break or another control character.",
                    "Pomerium would take it as part of the value.",
                    f"Mend {ORIGINS.get(key, 'pomerium.' + key)}.",
                )
            )


def _mend(missing: tuple[str, ...]) -> str:
    to_fill_in = [ORIGINS[key] for key in missing if key not in _FROM_COGNITO]
    parts = [f"Fill in {' and '.join(to_fill_in)}."] if to_fill_in else []
    if any(key in _FROM_COGNITO for key in missing):
        parts.append("Apply the setup: Cognito then gives the rest.")
    return " ".join(parts)

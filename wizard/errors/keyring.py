"""The desktop's secret stores: what they raise, and what to do without them."""

from __future__ import annotations

from wizard.errors import Explanation
from wizard.errors.entry import Entry, Raw, entry, find
from wizard.errors.masking import masked

_SOURCE = "keyring.errors; seen with GNOME Keyring and without one"
NOWHERE = "The client secret has nowhere to go, so nothing was created."
_OR_NONE = (
    "or run with --secrets none: then nothing is stored, and the secret is read again from Cognito whenever it is "
    "needed. That works until its first rotation."
)

ENTRIES: tuple[Entry, ...] = (
    entry(
        "keyring-locked",
        "",
        "The keyring is locked.",
        NOWHERE,
        f"Unlock it (signing in to the desktop usually does), {_OR_NONE}",
        "keyring.KeyringLocked secretstorage.LockedException",
        _SOURCE,
    ),
    entry(
        "keyring-dismissed",
        r"Prompt dismissed",
        "The keyring wasn't opened: its question was dismissed, or could not be shown.",
        NOWHERE,
        f"Answer it when it comes again, {_OR_NONE}",
        "keyring.InitError keyring.PasswordSetError secretstorage.PromptDismissedException",
        _SOURCE,
    ),
    entry(
        "keyring-dismissed",
        "",
        "The keyring wasn't opened: its question was dismissed.",
        NOWHERE,
        f"Answer it when it comes again, {_OR_NONE}",
        "secretstorage.PromptDismissedException",
        _SOURCE,
    ),
    entry(
        "keyring-closed",
        "",
        "The keyring can't be opened.",
        f"Its service is there, and has no collection that it can use. {NOWHERE}",
        f"Open the desktop's password program once and make a keyring, {_OR_NONE}",
        "keyring.InitError secretstorage.SecretServiceNotAvailableException",
        _SOURCE,
    ),
    entry(
        "keyring-none",
        "",
        "There is no keyring on this computer.",
        NOWHERE,
        f"Start GNOME Keyring, KWallet or KeePassXC, {_OR_NONE}",
        "keyring.NoKeyringError",
        _SOURCE,
    ),
    entry(
        "keyring-refused",
        "",
        "The keyring didn't take the secret.",
        NOWHERE,
        f"Details hold what it said. Allow this program in it, {_OR_NONE}",
        "keyring.PasswordSetError",
        _SOURCE,
    ),
    entry(
        "keyring-kept",
        "",
        "The keyring didn't delete the secret.",
        "It is still there, or never was.",
        "Details hold what it said; delete it in the desktop's password program.",
        "keyring.PasswordDeleteError",
        _SOURCE,
    ),
)


def explain(error: BaseException) -> Explanation:
    """Why the keyring can't be used; an error of a back end that is not known is said to be so."""
    name = type(error).__name__
    message = masked(str(error))
    details = f"{name}: {message}" if message else name
    for kind in type(error).__mro__:
        package = kind.__module__.partition(".")[0]
        if found := find(ENTRIES, Raw(f"{package}.{kind.__name__}", message, details=details)):
            return found
    return Explanation(
        f"The keyring can't be used ({name}).",
        f"Why is not known here. {NOWHERE}",
        f"Details hold what it said. Try again once the keyring works, {_OR_NONE}",
        details,
        known=False,
    )


def silent(seconds: float) -> Explanation:
    """The keyring hasn't answered for `seconds`."""
    return Explanation(
        f"The keyring hasn't answered for {seconds:g} seconds.",
        f"It may show a question of its own, behind another window. {NOWHERE}",
        f"Answer it and try again, {_OR_NONE}",
        source=_SOURCE,
    )

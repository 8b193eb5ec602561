"""The three faces of a keyring that can't be used, and others; as keyring raises them with GNOME Keyring."""

from __future__ import annotations

import pytest
from keyring.errors import InitError, KeyringError, KeyringLocked, NoKeyringError, PasswordSetError

from wizard.errors.keyring import explain, silent


class CredWriteError(Exception):
    """As a back end's own, which no table knows."""


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (KeyringLocked("Failed to unlock the collection!"), "The keyring is locked."),
        (InitError("Failed to create the collection: Prompt dismissed.."), "dismissed"),
        (InitError("Failed to initialise"), "can't be opened"),
        (NoKeyringError("No recommended backend was available."), "no keyring on this computer"),
        (PasswordSetError("Can't store password on keychain: (-25308)"), "didn't take the secret"),
    ],
)
def test_each_says_what_is_wrong_and_the_way_without(error: Exception, says: str) -> None:
    explanation = explain(error)
    assert explanation.known
    assert says in explanation.happened
    assert "nothing was created" in explanation.means
    assert "--secrets none" in explanation.mend and "first rotation" in explanation.mend
    assert str(error) in explanation.details


@pytest.mark.parametrize(
    "error", [KeyringError("zzz"), CredWriteError(1783, "CredWrite", "The stub received bad data")]
)
def test_an_unknown_one_is_not_guessed_at(error: Exception) -> None:
    explanation = explain(error)
    assert not explanation.known
    assert type(error).__name__ in explanation.happened
    assert "--secrets none" in explanation.mend


def test_a_secret_in_the_back_ends_words_is_hidden() -> None:
    assert "hunter2hunter2" not in repr(explain(PasswordSetError("password=hunter2hunter2 refused")))


def test_a_silent_keyring_is_told_with_its_time() -> None:
    explanation = silent(25.0)
    assert "25 seconds" in explanation.happened
    assert "--secrets none" in explanation.mend

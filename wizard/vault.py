"""Secrets: the type that prints as dots, and the stores they are kept in.

A store is read back after every write: some keyrings answer 'done' and keep nothing.
"""

from __future__ import annotations

import concurrent.futures
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from wizard import storage
from wizard.errors import Explanation, KeyringUnusable

SERVICE = "pomerium-cognito"
DOTS = "•" * 12
_PATIENCE = 25.0  # seconds; a locked store may show its own prompt meanwhile
_T = TypeVar("_T")


class Secret:
    """A text that no repr, log, traceback or format shows; `reveal()` gives it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself, for the one place that needs it."""
        return self._text

    def __repr__(self) -> str:
        return DOTS

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and secrets.compare_digest(self._text.encode(), other._text.encode())

    def __hash__(self) -> int:
        return hash(Secret)

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a Secret is not pickled")


@dataclass(frozen=True, slots=True)
class SecretKey:
    """Names one secret: account/region/pool/client/what."""

    account: str
    region: str
    pool_id: str
    client_id: str
    what: str = "client_secret"

    def __str__(self) -> str:
        return "/".join((self.account, self.region, self.pool_id, self.client_id, self.what))


class SecretStore(Protocol):
    """Where secrets are kept. Every method may raise KeyringUnusable, after `_PATIENCE` seconds at the latest."""

    @property
    def name(self) -> str:
        """The store in a person's words, as 'GNOME Keyring (Secret Service)'."""
        ...

    @property
    def keeps(self) -> bool:
        """False for the store of `--secrets none`."""
        ...

    def get(self, key: SecretKey) -> Secret | None:
        """The secret, or None when the store has none."""
        ...

    def put(self, key: SecretKey, secret: Secret) -> None:
        """Store it and read it back; raises when what comes back differs."""
        ...

    def forget(self, key: SecretKey) -> bool:
        """Remove it; False when there was none."""
        ...

    def probe(self) -> None:
        """Prove with a made-up value that the store keeps and gives back; raises KeyringUnusable."""
        ...


class NoStore:
    """`--secrets none`: nothing is kept; the secret is read again from Cognito when it is needed."""

    name = "no store (--secrets none)"
    keeps = False

    def get(self, key: SecretKey) -> Secret | None:  # noqa: ARG002
        """Always None."""
        return None

    def put(self, key: SecretKey, secret: Secret) -> None:
        """Keep nothing."""

    def forget(self, key: SecretKey) -> bool:  # noqa: ARG002
        """There is nothing to forget."""
        return False

    def probe(self) -> None:
        """Nothing to prove."""


class FileStore:
    """Practice mode's own store: a private file in its state folder, gone with that folder."""

    name = "practice mode's own state"
    keeps = True

    def __init__(self, path: Path) -> None:
        self._path = path

    def _all(self) -> dict[str, str]:
        try:
            texts: dict[str, str] = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return texts

    def _write(self, texts: dict[str, str]) -> None:
        storage.write_private(self._path, json.dumps(texts, indent=1))

    def get(self, key: SecretKey) -> Secret | None:
        """The secret, or None."""
        text = self._all().get(str(key))
        return None if text is None else Secret(text)

    def put(self, key: SecretKey, secret: Secret) -> None:
        """Store it."""
        self._write(self._all() | {str(key): secret.reveal()})

    def forget(self, key: SecretKey) -> bool:
        """Remove it; False when there was none."""
        texts = self._all()
        if texts.pop(str(key), None) is None:
            return False
        self._write(texts)
        return True

    def probe(self) -> None:
        """The folder is writable, or OSError says why not."""
        self._write(self._all())


class KeyringStore:
    """The OS keyring: Secret Service or KWallet, macOS Keychain, Windows Credential Manager."""

    keeps = True

    @property
    def name(self) -> str:
        """The back end that keyring chose, in a person's words."""
        return _bounded(_backend_name)

    def get(self, key: SecretKey) -> Secret | None:
        """The secret, or None."""
        import keyring

        text = _bounded(lambda: keyring.get_password(SERVICE, str(key)))
        return None if text is None else Secret(text)

    def put(self, key: SecretKey, secret: Secret) -> None:
        """Store it, read it back, compare."""
        import keyring

        _bounded(lambda: keyring.set_password(SERVICE, str(key), secret.reveal()))
        if self.get(key) != secret:
            raise KeyringUnusable(
                Explanation(
                    f"{self.name[:1].upper()}{self.name[1:]} took the secret but did not give it back.",
                    "A secret that can't be read again is as good as lost, so nothing more is done.",
                    "Choose another keyring for this desktop, or run with --secrets none.",
                )
            )

    def forget(self, key: SecretKey) -> bool:
        """Remove it; False when there was none."""
        import keyring

        if self.get(key) is None:
            return False
        _bounded(lambda: keyring.delete_password(SERVICE, str(key)))
        return True

    def probe(self) -> None:
        """Write a random value under a name of its own, read it back, remove it."""
        key = SecretKey("probe", "-", "-", secrets.token_hex(4))
        self.put(key, Secret(secrets.token_hex(16)))
        self.forget(key)


def _backend_name() -> str:
    import keyring

    backend = keyring.get_keyring()
    module = type(backend).__module__.rpartition(".")[2]
    names = {
        "SecretService": "the Secret Service (GNOME Keyring, KeePassXC or the like)",
        "libsecret": "the Secret Service (libsecret)",
        "kwallet": "KWallet",
        "macOS": "the macOS Keychain",
        "Windows": "Windows Credential Manager",
        "fail": "no keyring (none was found)",
        "null": "the null store (it keeps nothing)",
        "chainer": "the keyrings of this desktop, in turn",
    }
    return names.get(module, f"{module}.{type(backend).__name__}")


def _bounded(call: Callable[[], _T]) -> _T:
    """Run a keyring call with a time bound, its errors told as KeyringUnusable.

    The call goes on in its thread after the bound: keyring offers no way to cut it short.
    """
    from wizard.errors.keyring import explain, silent

    pool = concurrent.futures.ThreadPoolExecutor(1, thread_name_prefix="keyring")
    try:
        return pool.submit(call).result(_PATIENCE)
    except concurrent.futures.TimeoutError:
        raise KeyringUnusable(silent(_PATIENCE)) from None
    except Exception as error:  # every back end raises its own kinds
        raise KeyringUnusable(explain(error)) from error
    finally:
        pool.shutdown(wait=False)

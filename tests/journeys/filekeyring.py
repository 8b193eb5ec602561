"""A keyring back end that keeps its secrets in the file that the variable FILEKEYRING names."""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend


class Keyring(KeyringBackend):
    """The whole file is replaced with each write, so that a kill leaves the old one or the new one."""

    priority = 1

    @property
    def _path(self):
        return Path(os.environ["FILEKEYRING"])

    def _all(self):
        return json.loads(self._path.read_text()) if self._path.exists() else {}

    def _write(self, texts):
        fresh = self._path.with_suffix(".new")
        fresh.write_text(json.dumps(texts))
        fresh.replace(self._path)

    def get_password(self, service, username):
        return self._all().get(username)

    def set_password(self, service, username, password):
        self._write(self._all() | {username: password})

    def delete_password(self, service, username):
        texts = self._all()
        del texts[username]
        self._write(texts)

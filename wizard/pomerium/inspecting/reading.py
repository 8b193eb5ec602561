"""Which kind of configuration a text is, and its options."""

from __future__ import annotations

import re

from wizard.errors import Explanation, InputRefused
from wizard.pomerium.inspecting import config, env_file, manifests
from wizard.pomerium.inspecting.entry import Document

_MANIFEST = re.compile(r"^\s*['\"]?(kind|apiVersion)['\"]?\s*:", re.MULTILINE)
_ENV = re.compile(r"^\s*(?:export\s+|set\s+|-e\s+|Environment=\"?)?[A-Z][A-Z0-9_]*\s*=", re.MULTILINE)
_CONFIG = re.compile(r"^[ \t]*['\"]?[a-z][a-z0-9_]*['\"]?\s*:", re.MULTILINE)
_SETUP = re.compile(r"^(?:aws|pool|client|domain|pomerium)[ \t]*:", re.MULTILINE)
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)


def read(text: str) -> Document:
    """The options of an environment file, a config.yaml or Kubernetes manifests.

    Raises InputRefused for any other text; a YAML text that can't be read comes as a document with that fault.
    """
    bare = _COMMENT.sub("", text)
    if _MANIFEST.search(bare):
        return manifests.read(text)
    if _ENV.search(bare):
        return env_file.read(text)
    if len(_SETUP.findall(bare)) > 2:
        raise InputRefused(
            Explanation(
                "This is a setup file of this program, not a configuration of Pomerium.",
                "",
                "Look it over with: pomerium-cognito check FILE",
            )
        )
    if _CONFIG.search(bare):
        return config.read(text)
    raise InputRefused(
        Explanation(
            "This is no configuration of Pomerium that is known here.",
            "Known are environment files (IDP_PROVIDER=...), config.yaml, and Kubernetes manifests; and log lines.",
            "Compare the path. An error text goes to: pomerium-cognito explain",
        )
    )

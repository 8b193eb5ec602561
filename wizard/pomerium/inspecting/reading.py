"""Which kind of configuration a text is, and its options."""

from __future__ import annotations

import re

from wizard.errors import Explanation, InputRefused
from wizard.pomerium.inspecting import compose, config, env_file, helm, manifests
from wizard.pomerium.inspecting.entry import Document

_MANIFEST = re.compile(r"^\s*['\"]?(kind|apiVersion)['\"]?\s*:", re.MULTILINE)
_COMPOSE = re.compile(r"^['\"]?services['\"]?[ \t]*:[ \t]*(?:[\[{].*)?\r?$", re.MULTILINE)
_HELM = re.compile(r"^authenticate[ \t]*:[ \t]*\r?\n(?:[ \t]+.*\n|[ \t]*\r?\n)*?[ \t]+idp[ \t]*:", re.MULTILINE)
_ENV = re.compile(r"^\s*(?:export\s+|set\s+|-e\s+|Environment=\"?)?[A-Z][A-Z0-9_]*\s*=", re.MULTILINE)
_CONFIG = re.compile(r"^[ \t]*['\"]?[a-z][a-z0-9_]*['\"]?\s*:", re.MULTILINE)
_SETUP = re.compile(r"^(?:aws|pool|client|domain|pomerium)[ \t]*:", re.MULTILINE)
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)


def read(text: str) -> Document:
    """The options of an environment file, a config.yaml, a Compose file, Kubernetes manifests or Helm values.

    Raises InputRefused for any other text, and for one of these that says nothing to Pomerium; a YAML text that
    can't be read comes as a document with that fault.
    """
    document = _read(text)
    if not document.entries and not document.faults and not document.given:
        raise InputRefused(
            Explanation(
                "No option of Pomerium stands in this file.",
                "So there is nothing in it that could be right or wrong for Cognito.",
                "Name the file that holds idp_provider or IDP_PROVIDER.",
            )
        )
    return document


def _read(text: str) -> Document:
    bare = _COMMENT.sub("", text)
    if _MANIFEST.search(bare):
        return manifests.read(text)
    if _COMPOSE.search(bare):
        return compose.read(text)
    if _HELM.search(bare):
        return helm.read(text)
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
            "Known are environment files (IDP_PROVIDER=...), config.yaml, Compose files, manifests, log lines.",
            "Compare the path. An error text goes to: pomerium-cognito explain",
        )
    )

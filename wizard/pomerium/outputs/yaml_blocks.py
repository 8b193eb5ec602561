"""YAML text that PyYAML (YAML 1.1) and Go (1.2) read alike: a text stays a text, whatever it looks like."""

from __future__ import annotations

import re
from typing import Any

import yaml

from wizard.vault import DOTS, Secret

_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_PLAIN = re.compile(r"[A-Za-z][\w./:@+?=&%~-]*(?<!:)", re.ASCII)
_PLAIN_ID = re.compile(r"\d[0-9A-Za-z]*[g-np-wyzG-NP-WYZ][0-9A-Za-z]*")  # no number has such a letter
_ENDLESS = 1 << 30


class Block(str):
    """A text that is written as a literal block (`|`)."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  PyYAML's own signature
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if _is_plain(text) else '"')


def _block(dumper: _Dumper, text: Block) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="|")


def _secret(dumper: _Dumper, secret: Secret) -> yaml.ScalarNode:
    return _text(dumper, secret.reveal())


_Dumper.add_representer(str, _text)
_Dumper.add_representer(Block, _block)
_Dumper.add_representer(Secret, _secret)


def _is_plain(text: str) -> bool:
    if text == DOTS:
        return True
    return bool(_PLAIN.fullmatch(text) or _PLAIN_ID.fullmatch(text)) and text.lower() not in _WORDS


def dump(value: Any) -> str:
    """Block-style YAML of dicts, lists, texts, Blocks and Secrets (in clear), keys as ordered; ends in a newline."""
    dumped: str = yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_ENDLESS)
    return dumped


def load(text: str) -> dict[str, Any]:
    """The one mapping in `text`. Raises ValueError when there is none."""
    documents = load_all(text)
    if len(documents) != 1:
        raise ValueError(f"one YAML document expected, {len(documents)} found")
    return documents[0]


def load_all(text: str) -> list[dict[str, Any]]:
    """Every document in `text`. Raises ValueError when one is not a mapping; the text is not repeated."""
    try:
        documents = list(yaml.safe_load_all(text))
    except yaml.YAMLError:
        raise ValueError("not YAML") from None
    if not all(isinstance(document, dict) for document in documents):
        raise ValueError("a YAML mapping expected")
    return documents


def by_kind(text: str, *kinds: str) -> list[dict[str, Any]]:
    """The Kubernetes objects of these kinds, in this order. Raises ValueError unless each is there once."""
    return of_kinds(load_all(text), *kinds)


def of_kinds(documents: list[dict[str, Any]], *kinds: str) -> list[dict[str, Any]]:
    """Those of these kinds, in this order. Raises ValueError unless each is there once, and nothing else."""
    if sorted(str(document.get("kind")) for document in documents) != sorted(kinds):
        raise ValueError(f"expected the kinds {', '.join(kinds)}")
    return [next(document for document in documents if document["kind"] == kind) for kind in kinds]

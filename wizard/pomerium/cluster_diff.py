"""What `kubectl diff` tells, as rows for eyes: nobody's secret stands in them.

kubectl itself puts asterisks for the data of a Secret. Here nothing else of it is shown either, nor the copy of an
object that `kubectl apply` keeps in an annotation, where a Secret and an old ConfigMap stand in clear.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

from wizard.errors.masking import masked
from wizard.pomerium.merging.difference import Row, hidden
from wizard.vault import DOTS

_HEAD = re.compile(r"^diff .*[/\\](?P<name>[^/\\\s]+)$")
_PAIR = re.compile(r"""^(?P<head>\s*(?:-\s+)?["']?[\w./-]+["']?:)\s+(?P<value>\S.*)$""")
_PLAIN = frozenset(
    ("apiVersion", "creationTimestamp", "generation", "kind", "name", "namespace", "resourceVersion", "type", "uid")
)
_ASTERISKS = re.compile(r"""['"]?\*{3}(?: \((?:before|after)\))?['"]?""")
_MARKS = ("--- ", "+++ ", "@@ ", "\\")
_NOTHING = "-null"  # a Secret that is not there yet
_KEPT_COPY = re.compile(r"last-applied-configuration|^\s*['\"]?\{\s*\"apiVersion\"")


def cluster_rows(text: str, secrets: Sequence[str]) -> tuple[Row, ...]:
    """The rows; before each object's a Row '@' with its name, as v1.Secret.pomerium.idp-cognito."""
    rows: list[Row] = []
    for name, lines in _objects(text):
        rows.append(Row("@", name))
        shown = _secret(lines) if name.startswith("v1.Secret.") else _plain(lines)
        rows += [Row(row.sign, hide(row.text, secrets)) for row in shown]
    return tuple(rows)


def hide(text: str, secrets: Iterable[str]) -> str:
    """A text with dots for these secrets, as they are and in base64, and for what looks like one."""
    for secret in secrets:
        for form in (secret, base64.b64encode(secret.encode()).decode()):
            text = text.replace(form, DOTS) if form else text
    return masked(text)


def _objects(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each object's name with the lines of its difference, without the heads of files and places."""
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines) if _HEAD.match(line)]
    for start, end in pairwise([*starts, len(lines)]):
        found = _HEAD.match(lines[start])
        body = [line for line in lines[start + 1 : end] if not _left_out(line)]
        if found is not None:
            yield found["name"], body


def _left_out(line: str) -> bool:
    return line == _NOTHING or line.startswith(_MARKS) or _KEPT_COPY.search(line[1:]) is not None


def _plain(lines: Sequence[str]) -> list[Row]:
    """The lines of an object that is no Secret."""
    texts = [line[1:] for line in lines]
    return [Row(_sign(line), shown) for line, (shown, _) in zip(lines, hidden(texts, ""), strict=True)]


def _secret(lines: Sequence[str]) -> list[Row]:
    return [Row(_sign(line), _secret_line(line[1:])) for line in lines]


def _secret_line(text: str) -> str:
    """A line of a Secret: keys are shown, and the values that hold nothing."""
    found = _PAIR.match(text)
    if found is None:
        return text if text.rstrip().endswith(":") else DOTS
    key = found["head"].strip().strip("-'\": ")
    shown = key in _PLAIN or _ASTERISKS.fullmatch(found["value"])
    return text if shown else f"{found['head']} {DOTS}"


def _sign(line: str) -> Literal["+", "-", " "]:
    return "+" if line.startswith("+") else "-" if line.startswith("-") else " "

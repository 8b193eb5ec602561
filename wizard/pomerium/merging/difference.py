"""What changes in a file line by line, for eyes: nobody's secret stands in it, neither ours nor those of others."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from wizard.errors.masking import masked
from wizard.vault import DOTS

_PAIR = re.compile(
    r"""(?P<head>\s*(?:-\s+)*(?:export\s+)?["']?(?P<key>[\w./$-]+)["']?\s*[:=][ \t]*)(?P<value>\S.*)?$"""
)
_SECRET = re.compile(
    r"secret|passw|passphrase|token|private|credential|api_?key|_key$|signing_key|certificate_key|dsn|connection",
    re.IGNORECASE,
)
_NO_SECRET = re.compile(r"_file$|_url$|^secret$|^secrets$|secret_?name$|secretref$|^tokens?_minutes$", re.IGNORECASE)
_KIND = re.compile(r"""kind:\s*['"]?Secret\b""")
_SECTION = re.compile(r"(?:data|stringData):")
_CONTEXT = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A line: `sign` is '+', '-', ' ' or '@' for lines that are left out. `ours`: its dots are our client secret."""

    sign: Literal["+", "-", " ", "@"]
    text: str
    ours: bool = False


def difference(before: bytes, after: bytes, secret: str) -> tuple[Row, ...]:
    """The lines that change, with three of those around them; `secret` is the client secret in `after`."""
    old, new = lines(before), lines(after)
    old_rows, new_rows = hidden(old, ""), hidden(new, secret)
    rows: list[Row] = []
    for group in difflib.SequenceMatcher(None, old, new).get_grouped_opcodes(_CONTEXT):
        first = group[0][1]
        if first or rows:
            rows.append(Row("@", f"line {first + 1}"))
        for kind, start, end, new_start, new_end in group:
            if kind == "equal":
                rows += [Row(" ", text, ours) for text, ours in new_rows[new_start:new_end]]
                continue
            rows += [Row("-", text) for text, _ in old_rows[start:end]]
            rows += [Row("+", text, ours) for text, ours in new_rows[new_start:new_end]]
    return tuple(rows)


def whole(after: bytes, secret: str) -> tuple[Row, ...]:
    """Every line."""
    return tuple(Row(" ", text, ours) for text, ours in hidden(lines(after), secret))


def lines(data: bytes) -> list[str]:
    """A file's lines; what is no UTF-8 is shown as that."""
    return re.split(r"\r?\n", data.decode(errors="replace").removeprefix("\ufeff").removesuffix("\n"))


def hidden(texts: Sequence[str], secret: str) -> list[tuple[str, bool]]:
    """Each line with dots for secrets, and whether ours stood in it; a secret's further lines are all dots."""
    in_secret = _secret_lines(texts)
    below = _Below()
    found = []
    for number, text in enumerate(texts):
        ours = bool(secret) and secret in text
        if not text.strip():
            found.append((text, False))
        elif ours:
            found.append((text.replace(secret, DOTS), True))
            below.see(text, False)
        elif below.holds(text):
            found.append((_dotted(text), False))
        else:
            found.append((_line(text, below, in_secret[number]), False))
    return found


def _line(text: str, below: _Below, in_secret: bool) -> str:
    pair = None if text.lstrip().startswith("#") else _PAIR.match(text)
    is_secret = pair is not None and (
        in_secret or bool(_SECRET.search(pair["key"]) and not _NO_SECRET.search(pair["key"]))
    )
    below.see(text, is_secret)
    if pair is None or not is_secret:
        return _dotted(text) if in_secret and not text.lstrip().startswith("#") and text.strip() else masked(text)
    value = pair["value"] or ""
    if not value or value[0] in "|>#" or value in ("''", '""', "null", "~"):
        return text
    return pair["head"] + DOTS


def _names_one(key: str) -> bool:
    return bool(_SECRET.search(key)) and not _NO_SECRET.search(key)


def _dotted(text: str) -> str:
    bare = text.lstrip()
    return text[: len(text) - len(bare)] + (DOTS if bare else "")


class _Below:
    """Whether a line still belongs to a secret that began above: further in, or before its quotes close."""

    def __init__(self) -> None:
        self.column: int | None = None
        self.quote = ""

    def see(self, text: str, is_secret: bool) -> None:
        """A line that begins something."""
        self.column = len(text) - len(text.lstrip()) if is_secret else None
        value = re.split(r"[:=]\s*", text, maxsplit=1)[-1] if is_secret else ""
        quote = value[:1] if value[:1] in ("'", '"') else ""
        self.quote = quote if quote and value.count(quote) == 1 else ""

    def holds(self, text: str) -> bool:
        """Whether the line is a part of the secret above."""
        if self.quote:
            self.quote = "" if self.quote in text else self.quote
            return True
        if self.column is None or not text.strip():
            return False
        if len(text) - len(text.lstrip()) > self.column:
            return True
        self.column = None
        return False


def _secret_lines(texts: Sequence[str]) -> list[bool]:
    """Which lines stand under data or stringData of a Kubernetes Secret."""
    found = [False] * len(texts)
    for start, end in _documents(texts):
        if not any(_KIND.match(text) for text in texts[start:end]):
            continue
        inside = False
        for number in range(start, end):
            text = texts[number]
            if _SECTION.match(text):
                inside = True
                found[number] = "{" in text
            elif text[:1] not in ("", " ", "\t", "#"):
                inside = False
            else:
                found[number] = inside
    return found


def _documents(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for number, text in enumerate([*texts, "---"]):
        if text.startswith("---"):
            yield start, number
            start = number + 1

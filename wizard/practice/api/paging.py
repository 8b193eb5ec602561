"""Lists in pages, with opaque tokens."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from wizard.practice.refusal import bad_parameter

Item = TypeVar("Item")
_MARK = "practice:"


def page(items: Sequence[Item], limit: int | None, token: str | None) -> tuple[list[Item], str | None]:
    """The next `limit` items (60 where none or 0 is asked) after `token`, and the token of the page that follows."""
    start = _place(token, len(items)) if token is not None else 0
    end = start + (limit or 60)
    following = base64.urlsafe_b64encode(f"{_MARK}{end}".encode()).decode() if end < len(items) else None
    return list(items[start:end]), following


def _place(token: str, count: int) -> int:
    try:
        text = base64.urlsafe_b64decode(token.encode("ascii")).decode("ascii")
        place = int(text.removeprefix(_MARK)) if text.startswith(_MARK) else -1
    except (binascii.Error, ValueError):
        place = -1
    if not 0 <= place <= count:
        raise bad_parameter("Invalid pagination token.")
    return place

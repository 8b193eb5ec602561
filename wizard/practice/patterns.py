"""Java's regular expressions, as the service model writes them, read as Amazon's servers do.

`\\w`, `\\s` and `\\d` are ASCII there; `\\p{L}` and its kin are Unicode categories, which Python's `re` does not know.
"""

from __future__ import annotations

import functools
import re
import sys
import unicodedata

_CATEGORY = re.compile(r"\\p\{([A-Z])\}")


@functools.lru_cache(maxsize=1)
def _ranges() -> dict[str, str]:
    """The code points of each major Unicode category, written as the inside of a character class."""
    runs: dict[str, list[str]] = {}
    start, current = 0, unicodedata.category("\0")[0]
    for point in range(1, sys.maxunicode + 2):
        category = unicodedata.category(chr(point))[0] if point <= sys.maxunicode else ""
        if category != current:
            runs.setdefault(current, []).append(f"\\U{start:08x}-\\U{point - 1:08x}")
            start, current = point, category
    return {category: "".join(parts) for category, parts in runs.items()}


@functools.lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """`pattern` of the service model for Python; it is to match the whole value, as Java's `matches` does."""
    return re.compile(_CATEGORY.sub(lambda found: _ranges()[found.group(1)], pattern), re.ASCII)


def satisfies(pattern: str, value: str) -> bool:
    """Whether the whole `value` matches the service model's `pattern`."""
    return compiled(pattern).fullmatch(value) is not None

"""A later set out of public threads: how it was answered before it was mended for, and how it is now."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wizard.errors.explain import explain_text

DATA = Path(__file__).parents[1] / "data"
LATER: dict[str, Any] = json.loads((DATA / "explain-later.json").read_text(encoding="utf-8"))
TEXTS: list[dict[str, str]] = LATER["texts"]
AGAIN: list[dict[str, str]] = LATER["again"]["texts"]
UNRELATED: list[dict[str, str]] = LATER["unrelated"]


@pytest.mark.parametrize("row", AGAIN, ids=lambda row: row["id"] or "unknown")
def test_of_a_second_look_none_is_named_wrong(row: dict[str, str]) -> None:
    why = explain_text(row["text"])
    assert (why.known, why.id) == (bool(row["id"]), row["id"])


def test_both_sets_are_large_and_new() -> None:
    earlier = {
        row["text"] if isinstance(row, dict) else row
        for name in ("known", "found", "unrelated")
        for row in json.loads((DATA / f"explain-{name}.json").read_text(encoding="utf-8"))["texts"]
    }
    assert min(len(TEXTS), len(UNRELATED)) >= 60
    assert not earlier & {row["text"] for row in (*TEXTS, *AGAIN, *UNRELATED)}
    assert {row["first"] for row in (*TEXTS, *UNRELATED)} == {"right", "unknown", "wrong"}


@pytest.mark.parametrize(
    "text",
    [
        "ResourceAlreadyExistsException: Domain already exists",
        "Error: Domain already exists in this mail account",
        "ResourceInUseException: Table is in use",
        "The process certificate.exe is in use",
        "SSO token of the door lock has expired",
        "InvalidParameter: 1 validation error(s) found.\n- minimum field size of 1, GetItemInput.TableName.",
    ],
)
def test_words_that_others_use_as_well_are_not_enough(text: str) -> None:
    assert not explain_text(text).known
